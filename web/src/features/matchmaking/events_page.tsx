import { Anchor, Button, Card, Chip, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { IconPlus, IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useSearchParams } from "react-router-dom";
import { get, queryString, type Schemas } from "../../api/client";
import { may, useClusterSlug, useSession } from "../../api/session";
import { Deleted } from "../../common/deleted";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { InLanguage } from "../../common/text";
import { useTitle } from "../../common/use_title";
import { useTyped } from "../../common/use_typed";
import { formatDay } from "../resources/when";
import { EventStageBadge } from "./badges";
import { dayOf, isOver, type Matchmaking, type Stage, stages } from "./matchmaking";

const coming: Stage[] = stages.filter((each) => !isOver(each));
const over: Stage[] = ["closed", "cancelled"];

function EventCard({ event }: { event: Matchmaking }) {
  const { t, i18n } = useTranslation();
  const days = [...new Set(event.slots.map((each) => dayOf(each, event.time_zone ?? "UTC")))];
  return (
    <Card withBorder component="article" padding="md">
      <Stack gap={6}>
        <Anchor component={Link} to={`/events/${event.id}`} fw={600} size="lg" lh={1.25} dir="auto"><InLanguage text={event.title} /></Anchor>
        <Group gap="xs"><EventStageBadge stage={event.stage} /></Group>
        <Text size="sm">{days.length > 0 ? days.slice(0, 3).map((each) => formatDay(each, i18n.language)).join(" · ") : t("matchmaking.noDays")}{days.length > 3 ? " …" : ""}{event.place ? ` · ${event.place}` : ""}</Text>
        <Text size="sm" lineClamp={2} dir="auto" component="div"><InLanguage text={event.description} /></Text>
        <Text size="sm" c="dimmed">{t("matchmaking.participants", { count: event.participants })} · {t("matchmaking.organisations", { count: event.organisations })}</Text>
      </Stack>
    </Card>
  );
}

/** Matchmaking events that the reader sees; the address bar says what is asked. */
export function EventsPage() {
  const { t } = useTranslation();
  useTitle(t("matchmaking.title"));
  const cluster = useClusterSlug();
  const session = useSession();
  const location = useLocation();
  const mayPrepare = may(session, "manage_matchmaking");
  const [parameters, setParameters] = useSearchParams();
  const q = parameters.get("q") ?? "", isPast = parameters.get("when") === "past";
  const change = (next: { q: string; isPast: boolean }) => setParameters({ ...(next.q ? { q: next.q } : {}), ...(next.isPast ? { when: "past" } : {}) }, { replace: true, state: location.state });
  const [typed, setTyped] = useTyped(q, (text) => change({ q: text, isPast }));
  const found = useInfiniteQuery({
    queryKey: ["matchmakings", cluster, q, isPast],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => get<Schemas["MatchmakingPage"]>(`/clusters/${cluster}/matchmakings${queryString({ q, stage: isPast ? over : coming, limit: 20, cursor: pageParam })}`, signal),
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    enabled: Boolean(cluster),
  });
  const items = found.data?.pages.flatMap((page) => page.items);
  const isEmpty = items?.length === 0;
  const clear = () => {
    setTyped("");
    change({ q: "", isPast });
  };
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start">
        <Title order={1}>{t("matchmaking.title")}</Title>
        {mayPrepare && <Button component={Link} to="/events/new" leftSection={<IconPlus size={18} aria-hidden />}>{t("matchmaking.prepare")}</Button>}
      </Group>
      <Text maw="46rem">{t("matchmaking.lead")}</Text>
      <Deleted words={t("matchmaking.deleted")} />
      <TextInput type="search" size="md" label={t("catalogue.search")} placeholder={t("matchmaking.placeholder")} value={typed} maxLength={1000} leftSection={<IconSearch size={18} aria-hidden />} onChange={(event) => setTyped(event.currentTarget.value)} />
      <Chip.Group value={isPast ? "past" : "coming"} onChange={(value) => change({ q, isPast: value === "past" })}>
        <Group gap="xs" role="group" aria-label={t("matchmaking.when")}>
          <Chip value="coming">{t("matchmaking.coming")}</Chip>
          <Chip value="past">{t("matchmaking.past")}</Chip>
        </Group>
      </Chip.Group>
      {found.error && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {isEmpty && (
        <Empty title={t(q ? "catalogue.none" : isPast ? "matchmaking.nonePast" : "matchmaking.none")} text={t(q ? "matchmaking.noneFiltered" : mayPrepare ? "matchmaking.noneText" : session?.user ? "matchmaking.noneForYou" : "matchmaking.nonePublic")}>
          <Group justify="center">
            {q && <Button variant="light" onClick={clear}>{t("filter.clear")}</Button>}
            {mayPrepare && !q && <Button component={Link} to="/events/new">{t("matchmaking.prepare")}</Button>}
            {session && !session.user && <Button component={Link} to="/login" state={{ from: location.pathname + location.search }} variant="light">{t("session.logIn")}</Button>}
          </Group>
        </Empty>
      )}
      <Stack component="ul" gap="sm" className="hit-list" aria-busy={found.isFetching}>
        {items?.map((event) => <li key={event.id}><EventCard event={event} /></li>)}
      </Stack>
      {found.hasNextPage && <Button variant="light" fullWidth loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t("action.showMore")}</Button>}
    </Stack>
  );
}
