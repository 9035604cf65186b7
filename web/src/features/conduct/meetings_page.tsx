import { Anchor, Button, Card, Chip, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { IconPlus, IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useSearchParams } from "react-router-dom";
import { get, queryString, type Schemas } from "../../api/client";
import { may, useClusterSlug, useSession } from "../../api/session";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { useTitle } from "../../common/use_title";
import { useTyped } from "../../common/use_typed";
import { formatDate, formatMoment } from "../../i18n";
import { type MeetingRecord, type MeetingState, meetingStates } from "./conduct";
import { MeetingBadge } from "./parts";
import { ConductTabs } from "./tabs";

function MeetingCard({ meeting }: { meeting: MeetingRecord }) {
  const { t, i18n } = useTranslation();
  return (
    <Card withBorder component="article" padding="md">
      <Stack gap={4}>
        <Anchor component={Link} to={`/conduct/meetings/${meeting.id}`} fw={600} lh={1.25} dir="auto">{meeting.title}</Anchor>
        <Group gap="xs"><MeetingBadge state={meeting.state} /><Text size="sm">{formatMoment(meeting.from, i18n.language)}{meeting.place ? <> · <bdi>{meeting.place}</bdi></> : null}</Text></Group>
        <Text size="sm" c="dimmed">{t("conduct.participantsCount", { count: meeting.participants.length })}</Text>
        {meeting.is_overdue && <Text size="sm" c="var(--mantine-color-error)" fw={600}>{t("conduct.overdue", { day: formatDate(meeting.minutes_due_on, i18n.language) })}</Text>}
        {meeting.may.includes("acknowledge") && meeting.participants.some((each) => meeting.own.includes(each.organisation) && !each.acknowledged_at) && <Text size="sm" fw={600}>{t("conduct.waitsForYou")}</Text>}
      </Stack>
    </Card>
  );
}

/** Meetings among competitors, for those who run the cluster and those who take part. */
export function MeetingsPage() {
  const { t } = useTranslation();
  useTitle(t("conduct.title"));
  const cluster = useClusterSlug();
  const session = useSession();
  const location = useLocation();
  const manages = may(session, "manage_meeting_record");
  const [parameters, setParameters] = useSearchParams();
  const q = parameters.get("q") ?? "", state = parameters.getAll("state").filter((each): each is MeetingState => meetingStates.some((known) => known === each));
  const change = (next: { q: string; state: MeetingState[] }) => {
    const made = new URLSearchParams();
    if (next.q) made.set("q", next.q);
    for (const each of next.state) made.append("state", each);
    setParameters(made, { replace: true });
  };
  const [typed, setTyped] = useTyped(q, (text) => change({ q: text, state }));
  const found = useInfiniteQuery({
    queryKey: ["meeting-records", cluster, q, state], initialPageParam: "",
    queryFn: ({ pageParam, signal }) => get<Schemas["MeetingRecordPage"]>(`/clusters/${cluster}/meeting-records${queryString({ q, state, limit: 20, cursor: pageParam })}`, signal),
    getNextPageParam: (page) => page.next, placeholderData: keepPreviousData, enabled: Boolean(cluster) && Boolean(session?.user),
  });
  if (!session) return <Loading />;
  if (!session.user) return <Empty title={t("conduct.title")} text={t("conduct.guest")}><Button component={Link} to="/login" state={{ from: location.pathname }}>{t("session.logIn")}</Button></Empty>;
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const isNarrowed = q !== "" || state.length > 0, isEmpty = found.data !== undefined && items.length === 0;
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start">
        <Title order={1}>{t("conduct.title")}</Title>
        {manages && <Button component={Link} to="/conduct/meetings/new" leftSection={<IconPlus size={18} aria-hidden />}>{t("conduct.plan")}</Button>}
      </Group>
      <ConductTabs />
      <Text maw="46rem">{t("conduct.lead")}</Text>
      <TextInput type="search" size="md" label={t("catalogue.search")} placeholder={t("conduct.placeholder")} value={typed} maxLength={1000} leftSection={<IconSearch size={18} aria-hidden />} onChange={(event) => setTyped(event.currentTarget.value)} />
      <Chip.Group multiple value={state} onChange={(next) => change({ q, state: next as MeetingState[] })}>
        <Group gap="xs" role="group" aria-label={t("conduct.stateLabel")}>{meetingStates.map((each) => <Chip key={each} value={each}>{t(`conduct.state.${each}`)}</Chip>)}</Group>
      </Chip.Group>
      <Text role="status" aria-live="polite">{items.length > 0 ? t("conduct.found", { count: found.data?.pages[0]?.total ?? items.length }) : ""}</Text>
      {found.error && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.isLoading && <Loading />}
      {isEmpty && (
        <Empty title={t(isNarrowed ? "catalogue.none" : "conduct.none")} text={t(isNarrowed ? "catalogue.noneFiltered" : manages ? "conduct.noneText" : "conduct.noneMember")}>
          {manages && !isNarrowed && <Button component={Link} to="/conduct/meetings/new">{t("conduct.plan")}</Button>}
        </Empty>
      )}
      <Stack component="ul" gap="sm" className="hit-list" aria-busy={found.isFetching}>{items.map((meeting) => <li key={meeting.id}><MeetingCard meeting={meeting} /></li>)}</Stack>
      {found.hasNextPage && <Button variant="light" fullWidth loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t("action.showMore")}</Button>}
    </Stack>
  );
}
