import { Alert, Anchor, Badge, Button, Card, Group, SegmentedControl, Stack, Table, Text, TextInput, Title, UnstyledButton } from "@mantine/core";
import { IconLock, IconPrinter, IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router-dom";
import { call } from "../../api/client";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { InLanguage } from "../../common/text";
import { useAction } from "../../common/use_action";
import { useTitle } from "../../common/use_title";
import { formatNumber } from "../../i18n";
import { formatShare } from "../../common/money";
import { formatDay } from "../resources/when";
import { byDay, hasAgenda, type Matchmaking, type Meeting, type Schedule, slotText, spread } from "./matchmaking";
import { MeetingPanel, PlacePanel } from "./meeting_panel";
import { ReplanPanel } from "./replan_panel";
import { ParticipantStateBadge } from "./badges";
import { useEvent, useSchedule } from "./use_event";

interface PartProps {
  event: Matchmaking;
  schedule: Schedule;
  nameOf: (participant: string) => string;
}

/** How good it is: against what nobody could surpass, in wishes met, and in how evenly it treats people. */
function Quality({ schedule }: { schedule: Schedule }) {
  const { t, i18n } = useTranslation();
  const { quality } = schedule;
  const even = spread(schedule);
  const figures = [
    { name: t("matchmaking.quality.meetings"), value: formatNumber(schedule.meetings.length, i18n.language) },
    { name: t("matchmaking.quality.share"), value: formatShare(quality.share, i18n.language) },
    { name: t("matchmaking.quality.musts"), value: `${quality.musts_met} / ${quality.musts}` },
    { name: t("matchmaking.quality.likes"), value: `${quality.likes_met} / ${quality.likes}` },
    { name: t("matchmaking.quality.recommended"), value: `${quality.recommended_met} / ${quality.recommended}` },
    { name: t("matchmaking.quality.spread"), value: `${even.least} – ${even.median} – ${even.most}` },
    { name: t("matchmaking.quality.without"), value: formatNumber(even.without, i18n.language) },
  ];
  return (
    <Stack gap="xs" className="no-print">
      <div className="figures">{figures.map(({ name, value }) => <div key={name}><Text fw={700} size="xl" lh={1.1}>{value}</Text><Text size="sm" c="dimmed">{name}</Text></div>)}</div>
      <Text size="sm" c="dimmed">{t("matchmaking.quality.help")}</Text>
    </Stack>
  );
}

/** Slots by tables; each meeting opens what can be done with it. */
function TablePlan({ event, schedule, nameOf, sought, onChoose }: PartProps & { sought: string; onChoose: (meeting: Meeting) => void }) {
  const { t, i18n } = useTranslation();
  const zone = event.time_zone ?? "UTC";
  const fits = (meeting: Meeting) => sought === "" || [meeting.a, meeting.b].some((id) => nameOf(id).toLocaleLowerCase().includes(sought.toLocaleLowerCase()));
  return (
    <Stack gap="lg">
      {byDay(schedule.slots, zone).map(([day, slots]) => (
        <section key={day} className="table-plan-day" aria-label={formatDay(day, i18n.language)}>
          <Title order={2} size="h4" mb="xs">{formatDay(day, i18n.language)}</Title>
          <div className="table-scroll" tabIndex={0} role="region" aria-label={t("matchmaking.tablePlan")}>
            <table className="plain-table table-plan">
              <thead><tr><th scope="col">{t("matchmaking.time")}</th>{(event.tables ?? []).map((name) => <th scope="col" key={name}>{name}</th>)}</tr></thead>
              <tbody>
                {slots.map((slot) => (
                  <tr key={slot.from}>
                    <th scope="row">{slotText(slot, zone)}</th>
                    {(event.tables ?? []).map((name, table) => {
                      const meeting = schedule.meetings.find((each) => each.from === slot.from && each.table === table);
                      if (!meeting) return <td key={name}>{slot.tables.includes(table) ? "" : <Text size="xs" c="dimmed">{t("matchmaking.lost")}</Text>}</td>;
                      return (
                        <td key={name}>
                          <UnstyledButton className="table-plan-meeting" data-faded={!fits(meeting) || undefined} onClick={() => onChoose(meeting)}>
                            <bdi>{nameOf(meeting.a)}</bdi><br /><bdi>{nameOf(meeting.b)}</bdi>{meeting.is_fixed && <> <IconLock size={14} aria-label={t("matchmaking.locked")} /></>}
                          </UnstyledButton>
                        </td>
                      );
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      ))}
    </Stack>
  );
}

function People({ event, schedule, sought }: PartProps & { sought: string }) {
  const { t } = useTranslation();
  const shown = schedule.participants.filter((each) => sought === "" || `${each.person_name} ${each.organisation_name}`.toLocaleLowerCase().includes(sought.toLocaleLowerCase())).sort((a, b) => a.meetings - b.meetings || a.organisation_name.localeCompare(b.organisation_name));
  return (
    <Table.ScrollContainer minWidth={480}>
      <Table>
        <Table.Thead><Table.Tr><Table.Th>{t("matchmaking.person")}</Table.Th><Table.Th ta="right">{t("matchmaking.quality.meetings")}</Table.Th><Table.Th ta="right">{t("matchmaking.wishesMet")}</Table.Th>{hasAgenda(event.stage) && <Table.Th className="no-print" />}</Table.Tr></Table.Thead>
        <Table.Tbody>
          {shown.map((each) => (
            <Table.Tr key={each.participant}>
              <Table.Td><bdi>{each.person_name}</bdi> <ParticipantStateBadge state={each.state} /><Text size="sm" c="dimmed"><bdi>{each.organisation_name}</bdi></Text></Table.Td>
              <Table.Td ta="right">{each.meetings}</Table.Td>
              <Table.Td ta="right">{each.wishes_met} / {each.wishes}</Table.Td>
              {hasAgenda(event.stage) && <Table.Td ta="right" className="no-print"><Anchor component={Link} to={`/events/${event.id}/agenda/${each.participant}`} size="sm">{t("matchmaking.agenda")}</Anchor></Table.Td>}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Bans({ schedule, nameOf, onAllow }: Omit<PartProps, "event"> & { onAllow: (a: string, b: string) => void }) {
  const { t } = useTranslation();
  if (schedule.bans.length === 0) return null;
  return (
    <Card withBorder className="no-print">
      <Stack gap="xs">
        <Title order={2} size="h5">{t("matchmaking.bans")}</Title>
        {schedule.bans.map(({ a, b }) => (
          <Group key={a + b} justify="space-between" gap="xs"><Text size="sm"><bdi>{nameOf(a)}</bdi> – <bdi>{nameOf(b)}</bdi></Text><Button size="compact-sm" variant="subtle" onClick={() => onAllow(a, b)}>{t("matchmaking.allow")}</Button></Group>
        ))}
      </Stack>
    </Card>
  );
}

function Opened({ event, schedule, etag }: { event: Matchmaking; schedule: Schedule; etag: string | undefined }) {
  const { t } = useTranslation();
  const { run, error, isBusy } = useAction();
  const [parameters, setParameters] = useSearchParams();
  const view = parameters.get("view") ?? "tables", isReplanning = parameters.get("replan") === "1";
  const set = (name: string, value: string) => setParameters((before) => { if (value) before.set(name, value); else before.delete(name); return before; }, { replace: true });
  const [sought, setSought] = useState("");
  const [chosen, setChosen] = useState<string>();
  const [isPlacing, setPlacing] = useState(false);
  const names = new Map(schedule.participants.map((each) => [each.participant, `${each.organisation_name} (${each.person_name})`]));
  const nameOf = (id: string) => names.get(id) ?? "…";
  const meeting = schedule.meetings.find((each) => each.id === chosen);
  const { stage } = event;
  const canMake = stage === "wishes" || stage === "scheduled", canReplan = stage === "scheduled" || stage === "published", canChange = canMake || stage === "published";
  const make = () => run(() => call("POST", `/matchmakings/${event.id}/schedule`, { etag: etag ?? '"0"' }));
  const change = (json: Record<string, unknown>) => run(() => call("POST", `/matchmakings/${event.id}/schedule/changes`, { json, etag: etag ?? '"0"' }));
  const panel = { event, schedule, nameOf, change, isBusy, error };
  const choose = (each: Meeting) => {
    if (!canChange) return;
    setPlacing(false);
    setChosen(each.id);
    setTimeout(() => document.getElementById("meeting")?.scrollIntoView({ block: "nearest" }), 0);
  };
  return (
    <Stack gap="lg">
      <Group gap="xs" className="no-print">
        {canMake && <Button loading={isBusy && !meeting && !isPlacing} variant={schedule.made_at ? "default" : "filled"} onClick={() => void make()}>{t(schedule.made_at ? "matchmaking.makeAgain" : "matchmaking.make")}</Button>}
        {canReplan && !isReplanning && <Button variant={schedule.to_replan > 0 ? "filled" : "default"} onClick={() => set("replan", "1")}>{t("matchmaking.replan.title")}</Button>}
        {canChange && !isPlacing && schedule.participants.length > 1 && <Button variant="default" onClick={() => { setChosen(undefined); setPlacing(true); }}>{t("matchmaking.addMeeting")}</Button>}
        {schedule.meetings.length > 0 && <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>{t("matchmaking.print")}</Button>}
      </Group>
      {canMake && !schedule.made_at && <Text size="sm">{t("matchmaking.makeHelp")}</Text>}
      {Boolean(error) && !meeting && !isPlacing && <ErrorNote error={error} />}
      {schedule.to_replan > 0 && !isReplanning && <Alert color="orange" variant="light">{t("matchmaking.toReplan", { count: schedule.to_replan })}</Alert>}
      {isReplanning && canReplan && <ReplanPanel event={event} schedule={schedule} nameOf={nameOf} onDone={() => set("replan", "")} />}
      {isPlacing && <PlacePanel {...panel} onDone={() => setPlacing(false)} />}
      {meeting && <MeetingPanel key={meeting.id} {...panel} meeting={meeting} onDone={() => setChosen(undefined)} />}
      {schedule.why_empty && <Empty title={t("matchmaking.emptySchedule")} text={t(`matchmaking.why.${schedule.why_empty}`)} />}
      {schedule.made_at && !schedule.why_empty && <Quality schedule={schedule} />}
      {schedule.meetings.length > 0 && (
        <>
          <Group gap="sm" align="flex-end" className="no-print">
            <SegmentedControl aria-label={t("matchmaking.show")} value={view} onChange={(value) => set("view", value === "tables" ? "" : value)} data={[{ value: "tables", label: t("matchmaking.tablePlan") }, { value: "people", label: t("matchmaking.participantsTitle") }]} />
            <TextInput className="grow" type="search" aria-label={t("catalogue.search")} placeholder={t("matchmaking.searchPerson")} leftSection={<IconSearch size={18} aria-hidden />} value={sought} onChange={(each) => setSought(each.currentTarget.value)} />
          </Group>
          {view === "people" ? <People event={event} schedule={schedule} nameOf={nameOf} sought={sought} /> : <TablePlan event={event} schedule={schedule} nameOf={nameOf} sought={sought} onChoose={choose} />}
        </>
      )}
      <Bans schedule={schedule} nameOf={nameOf} onAllow={(a, b) => void change({ act: "allow", a, b })} />
    </Stack>
  );
}

/** The schedule of an event, for those who run it: made, changed by hand, planned anew, printed. */
export function SchedulePage() {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  useTitle(t("matchmaking.schedule"));
  const event = useEvent(id);
  const schedule = useSchedule(id, event.data?.body.may.includes("manage") ?? false);
  const error = event.error ?? schedule.error;
  if (error) return <ErrorNote error={error} retry={() => { void event.refetch(); void schedule.refetch(); }} />;
  if (!event.data) return <Loading />;
  if (!event.data.body.may.includes("manage")) return <Alert color="orange" role="alert" title={t("error.forbidden")}><Button component={Link} to={`/events/${id}`} variant="light">{t("matchmaking.title")}</Button></Alert>;
  if (!schedule.data) return <Loading />;
  return (
    <Stack gap="md">
      <Anchor component={Link} to={`/events/${id}`} size="sm" className="no-print">← <InLanguage text={event.data.body.title} /></Anchor>
      <Group gap="xs"><Title order={1}>{t("matchmaking.schedule")}</Title>{event.data.body.stage === "scheduled" && <Badge className="whole" color="orange" variant="light" tt="none">{t("matchmaking.onlyYou")}</Badge>}</Group>
      <Opened event={event.data.body} schedule={schedule.data.body} etag={schedule.data.etag} />
    </Stack>
  );
}
