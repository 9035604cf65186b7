import { Alert, Anchor, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router-dom";
import { call, Problem } from "../../api/client";
import { useSession } from "../../api/session";
import { ErrorNote, Loading } from "../../common/states";
import { Fact, InLanguage } from "../../common/text";
import { useAction } from "../../common/use_action";
import { useTitle } from "../../common/use_title";
import { inLanguage } from "../../i18n";
import { formatDay } from "../resources/when";
import { EventStageBadge, ParticipantStateBadge } from "./badges";
import { byDay, fieldOf, hasAgenda, type Matchmaking, type Participant, slotText } from "./matchmaking";
import { RegisterForm } from "./register_form";
import { StagePanel } from "./stage_panel";
import { useEvent } from "./use_event";

/** A moment by the clock on the wall of the event: "śr., 10 mar, 18:00". */
function Moment({ moment, zone }: { moment: string; zone: string }) {
  const { i18n } = useTranslation();
  const field = fieldOf(moment, zone);
  return <>{formatDay(field.slice(0, 10), i18n.language)}, {field.slice(11)}</>;
}

/** Somebody for whom the reader answers: what was said, what is to be done next. */
function OwnParticipation({ event, participant }: { event: Matchmaking; participant: Participant }) {
  const { t } = useTranslation();
  const { run, error, isBusy } = useAction();
  const [isEditing, setEditing] = useState(false);
  const set = (state: Participant["state"]) => run(() => call("POST", `/matchmakings/${event.id}/participants/${participant.id}/state`, { json: { state }, etag: `"${participant.version}"` }));
  const isHere = participant.state === "registered";
  return (
    <Card withBorder>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start">
          <div>
            <Text fw={600}><bdi>{participant.person_name}</bdi></Text>
            <Text size="sm" c="dimmed"><bdi>{participant.organisation_name}</bdi></Text>
          </div>
          <ParticipantStateBadge state={participant.state} />
        </Group>
        {isHere && event.stage === "registration" && <Text size="sm">{t("matchmaking.waitForWishes")}</Text>}
        {isHere && event.stage === "wishes" && <Text size="sm">{t("matchmaking.wishesSaid", { count: participant.wishes ?? 0 })}</Text>}
        {isHere && event.stage === "scheduled" && <Text size="sm">{t("matchmaking.beingScheduled")}</Text>}
        {!isEditing && (
          <Group gap="xs">
            {hasAgenda(event.stage) && isHere && <Button component={Link} to={`/events/${event.id}/agenda/${participant.id}`}>{t("matchmaking.agenda")}</Button>}
            {participant.may.includes("wish") && <Button component={Link} to={`/events/${event.id}/participants?as=${participant.id}`}>{t("matchmaking.chooseWhom")}</Button>}
            {participant.may.includes("edit") && isHere && <Button variant="default" onClick={() => setEditing(true)}>{t("action.edit")}</Button>}
            {participant.may.includes("withdraw") && <Button variant="subtle" color="gray" loading={isBusy} onClick={() => void set("withdrawn")}>{t("matchmaking.withdraw")}</Button>}
            {participant.may.includes("return") && <Button variant="light" loading={isBusy} onClick={() => void set("registered")}>{t("matchmaking.return")}</Button>}
          </Group>
        )}
        {isEditing && <RegisterForm event={event} participant={participant} onDone={() => setEditing(false)} />}
        {Boolean(error) && <ErrorNote error={error} />}
      </Stack>
    </Card>
  );
}

function Participation({ event }: { event: Matchmaking }) {
  const { t } = useTranslation();
  const session = useSession();
  const [isRegistering, setRegistering] = useState(false);
  const mayRegister = event.may.includes("register");
  const isOpen = event.stage === "registration" || event.stage === "wishes";
  if (event.own.length === 0 && !mayRegister && event.may.includes("manage")) return null;
  return (
    <section aria-label={t("matchmaking.yourPart")}>
      <Stack gap="sm">
        <Title order={2} size="h4">{t("matchmaking.yourPart")}</Title>
        {event.own.map((each) => <OwnParticipation key={each.id} event={event} participant={each} />)}
        {event.own.length === 0 && !isRegistering && (
          <Text size="sm">{t(mayRegister ? "matchmaking.notYet" : isOpen ? (session?.user ? "matchmaking.notForYou" : "matchmaking.logInToRegister") : "matchmaking.notIn")}</Text>
        )}
        {mayRegister && !isRegistering && <Group><Button variant={event.own.length > 0 ? "light" : "filled"} onClick={() => setRegistering(true)}>{t(event.own.length > 0 ? "matchmaking.registerAnother" : "matchmaking.register")}</Button></Group>}
        {!session?.user && isOpen && <Group><Button component={Link} to="/login" state={{ from: `/events/${event.id}` }} variant="light">{t("session.logIn")}</Button></Group>}
        {isRegistering && <Card withBorder><RegisterForm event={event} onDone={() => setRegistering(false)} /></Card>}
        {event.own.some((each) => each.state === "registered") && event.may.includes("list_participants") && <Anchor component={Link} to={`/events/${event.id}/participants?as=${event.own.find((each) => each.state === "registered")?.id}`}>{t("matchmaking.whoComes")}</Anchor>}
      </Stack>
    </section>
  );
}

function Times({ event }: { event: Matchmaking }) {
  const { t, i18n } = useTranslation();
  const zone = event.time_zone ?? "UTC";
  return (
    <Card withBorder>
      <Stack gap="sm">
        <Title order={2} size="h5">{t("matchmaking.days")}</Title>
        {event.slots.length === 0 && <Text size="sm">{t("matchmaking.noDays")}</Text>}
        {byDay(event.slots, zone).map(([day, slots]) => (
          <div key={day}>
            <Text size="sm" fw={600}>{formatDay(day, i18n.language)}</Text>
            <Text size="sm">{slotText(slots[0] ?? { from: day, to: day }, zone).split("–")[0]}–{slotText(slots[slots.length - 1] ?? { from: day, to: day }, zone).split("–")[1]} · {t("matchmaking.slots", { count: slots.length })}</Text>
          </div>
        ))}
        <Text size="xs" c="dimmed">{zone}</Text>
        <Stack gap={4} component="dl" m={0}>
          {event.place && <Fact label={t("matchmaking.place")}><bdi>{event.place}</bdi></Fact>}
          {event.link && <Fact label={t("matchmaking.link")}><Anchor href={event.link} size="sm" rel="noreferrer">{event.link}</Anchor></Fact>}
          <Fact label={t("matchmaking.tables")}>{(event.tables ?? []).length}</Fact>
          {event.registration_closes_at && <Fact label={t("matchmaking.registrationCloses")}><Moment moment={event.registration_closes_at} zone={zone} /></Fact>}
          {event.wishes_close_at && <Fact label={t("matchmaking.wishesClose")}><Moment moment={event.wishes_close_at} zone={zone} /></Fact>}
          <Fact label={t("matchmaking.openness")}>{t(`matchmaking.open.${event.openness ?? "members"}`)}{event.cluster_names.length > 0 ? `: ${event.cluster_names.join(", ")}` : ""}</Fact>
        </Stack>
      </Stack>
    </Card>
  );
}

/** An event: what it is, the reader's part in it, and for those who run it the next step. */
export function EventPage() {
  const { t, i18n } = useTranslation();
  const { id = "" } = useParams();
  const found = useEvent(id);
  useTitle(inLanguage(found.data?.body.title, i18n.language)?.text);
  const isGone = found.error instanceof Problem && found.error.status === 404;
  if (found.error && (isGone || !found.data)) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const { body: event, etag } = found.data;
  return (
    <Stack gap="lg">
      <Stack gap="xs">
        <Anchor component={Link} to="/events" size="sm">← {t("matchmaking.title")}</Anchor>
        <Title order={1} dir="auto"><InLanguage text={event.title} /></Title>
        <Group gap="xs">
          <EventStageBadge stage={event.stage} />
          <Text size="sm" c="dimmed">{t("matchmaking.participants", { count: event.participants })} · {t("matchmaking.organisations", { count: event.organisations })}</Text>
        </Group>
      </Stack>
      {event.stage === "cancelled" && <Alert color="red" variant="light" title={t("matchmaking.isCancelled")}>{event.reason}</Alert>}
      {event.may.includes("manage") && <StagePanel event={event} etag={etag} />}
      <div className="profile">
        <Stack gap="xl">
          {inLanguage(event.description, i18n.language) && <Text className="written" dir="auto" component="div"><InLanguage text={event.description} /></Text>}
          <Participation event={event} />
        </Stack>
        <Times event={event} />
      </div>
    </Stack>
  );
}
