import { Anchor, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams, useSearchParams } from "react-router-dom";
import { call, Problem } from "../../api/client";
import { useSession } from "../../api/session";
import { Tags } from "../../common/badges";
import type { DeletedState } from "../../common/deleted";
import { ErrorNote, Loading } from "../../common/states";
import { Fact, InLanguage } from "../../common/text";
import { useAction } from "../../common/use_action";
import { useTitle } from "../../common/use_title";
import { VisibilityBadge } from "../../common/visibility";
import { inLanguage } from "../../i18n";
import { ClosedBadge, Lender, ResourceKindBadge } from "./badges";
import { BookForm, bookersOf, NoBooking, type Wanted } from "./book_form";
import { BookingList } from "./booking_list";
import { isSeen, type Resource, termsOf } from "./resource";
import { TermsCard } from "./terms_card";
import { useBusy, useResource } from "./use_bookings";
import { addDays, isoOf, momentOf, mondayOf, wallOf } from "./wall_time";
import { WeekPicture } from "./week_picture";

function Actions({ resource, etag }: { resource: Resource; etag: string | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { run, error, isBusy } = useAction();
  const remove = () =>
    run(async () => {
      await call("DELETE", `/resources/${resource.id}`, { etag });
      const state: DeletedState = { deleted: { path: "/resources", id: resource.id, title: resource.title } };
      navigate("/resources", { state });
    });
  if (!resource.may.includes("edit")) return null;
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Button component={Link} to={`/resources/${resource.id}/edit`} variant="default" leftSection={<IconPencil size={18} aria-hidden />}>{t("resources.edit")}</Button>
        <Button variant="subtle" color="red" c="var(--mantine-color-error)" leftSection={<IconTrash size={18} aria-hidden />} loading={isBusy} onClick={() => void remove()}>{t("action.delete")}</Button>
      </Group>
      {Boolean(error) && <ErrorNote error={error} />}
    </Stack>
  );
}

/** The present moment, anew every minute. */
function useNow() {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 60_000);
    return () => window.clearInterval(timer);
  }, []);
  return now;
}

/** The week, what is taken of it, and the form that books. */
function Booking({ resource }: { resource: Resource }) {
  const { t } = useTranslation();
  const session = useSession();
  const now = useNow();
  const terms = termsOf(resource);
  const zone = terms.time_zone;
  const [parameters, setParameters] = useSearchParams();
  const today = wallOf(now, zone).day;
  const asked = parameters.get("week");
  const monday = mondayOf(asked && /^\d{4}-\d{2}-\d{2}$/.test(asked) ? asked : today);
  const [wanted, setWanted] = useState<Wanted>(() => ({ day: addDays(today, 1), from: 9 * 60, lastDay: addDays(today, 1), to: 9 * 60 + terms.shortest_minutes }));
  const from = isoOf(momentOf({ day: monday, minutes: 0 }, zone)), to = isoOf(momentOf({ day: addDays(monday, 7), minutes: 0 }, zone));
  const found = useBusy(resource.id, from, to);
  const busy = found.data?.items ?? [];
  const canBook = resource.may.includes("book") && !resource.is_paused && resource.is_owner_member && (resource.may.includes("answer") || bookersOf(session).length > 0);
  const choose = (day: string, begin: number, end: number) => {
    const begins = wanted.day === day && wanted.from >= begin && wanted.from < end ? wanted.from : begin;
    setWanted({ day, from: begins, lastDay: day, to: Math.min(end, begins + Math.max(terms.shortest_minutes, Math.min(60, terms.longest_minutes))) });
    document.getElementById("book")?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  };
  const seen = busy.filter(isSeen);
  return (
    <Stack gap="lg">
      <section aria-label={t("resources.availability")}>
        <Title order={2} size="h4" mb="xs">{t("resources.availability")}</Title>
        {found.error && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
        <WeekPicture
          monday={monday} terms={terms} busy={busy} now={now} onMonday={(week) => setParameters({ week }, { replace: true })}
          chosen={canBook && wanted.day === wanted.lastDay ? { day: wanted.day, stretch: { from: wanted.from, to: wanted.to } } : undefined} onChoose={canBook ? choose : undefined}
        />
      </section>
      {canBook && session ? <BookForm resource={resource} session={session} wanted={wanted} onWanted={setWanted} /> : <NoBooking resource={resource} session={session} />}
      {seen.length > 0 && (
        <section>
          <Title order={2} size="h4" mb="xs">{t("resources.thisWeeksBookings")}</Title>
          <BookingList bookings={seen} zoneOf={() => zone} withTitle={false} />
        </section>
      )}
    </Stack>
  );
}

/** A resource: what it is, under which terms, when it is free. */
export function ResourcePage() {
  const { t, i18n } = useTranslation();
  const { id = "" } = useParams();
  const found = useResource(id);
  useTitle(inLanguage(found.data?.body.title, i18n.language)?.text);
  const isGone = found.error instanceof Problem && found.error.status === 404;
  if (found.error && (isGone || !found.data)) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const { body: resource, etag } = found.data;
  return (
    <Stack gap="xl">
      <Stack gap="xs">
        <Anchor component={Link} to="/resources" size="sm">← {t("nav.resources")}</Anchor>
        <Group justify="space-between" align="flex-start" gap="md">
          <Title order={1} className="grow" dir="auto"><InLanguage text={resource.title} /></Title>
          <Actions resource={resource} etag={etag} />
        </Group>
        <Group gap="xs">
          <ResourceKindBadge kind={resource.kind} />
          <ClosedBadge resource={resource} />
          <VisibilityBadge visibility={resource.visibility ?? "members"} />
        </Group>
      </Stack>
      <div className="profile">
        <Stack gap="xl">
          {inLanguage(resource.description, i18n.language) && <Text className="written" dir="auto" component="div"><InLanguage text={resource.description} /></Text>}
          {inLanguage(resource.conditions, i18n.language) && (
            <section>
              <Title order={2} size="h4" mb="xs">{t("resources.conditions")}</Title>
              <Text className="written" dir="auto" component="div"><InLanguage text={resource.conditions} /></Text>
            </section>
          )}
          <Tags tags={resource.tags ?? []} />
          <Booking resource={resource} />
        </Stack>
        <Stack>
          <Card withBorder>
            <Stack gap={6} component="dl" m={0}>
              <Fact label={t("resources.lender")}>{resource.organisation ? <Anchor component={Link} to={`/organisations/${resource.organisation}`} size="sm"><Lender resource={resource} /></Anchor> : <Lender resource={resource} />}</Fact>
              {resource.location && <Fact label={t("resources.location")}><bdi>{resource.location}</bdi></Fact>}
            </Stack>
          </Card>
          <TermsCard resource={resource} />
        </Stack>
      </div>
    </Stack>
  );
}
