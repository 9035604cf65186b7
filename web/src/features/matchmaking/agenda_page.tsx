import { Anchor, Badge, Button, Card, Checkbox, Group, Rating, Select, Stack, Text, Textarea, Title } from "@mantine/core";
import { IconCalendarDown, IconPrinter } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router-dom";
import { call, get, queryString, type Schemas } from "../../api/client";
import { useClusterSlug } from "../../api/session";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { InLanguage } from "../../common/text";
import { useAction } from "../../common/use_action";
import { useTitle } from "../../common/use_title";
import { inLanguage } from "../../i18n";
import { formatDay } from "../resources/when";
import { type Agenda, byDay, slotText } from "./matchmaking";
import { Declared } from "./participants_page";
import { useAgenda } from "./use_event";

type Entry = Agenda["entries"][number];

/** How a meeting went: for the own side alone. */
function OutcomeForm({ agenda, entry, onDone }: { agenda: Agenda; entry: Entry; onDone: () => void }) {
  const { t, i18n } = useTranslation();
  const cluster = useClusterSlug();
  const { run, error, isBusy } = useAction();
  const said = entry.outcome;
  const [wasHeld, setHeld] = useState(said?.was_held ?? true);
  const [rating, setRating] = useState(said?.rating ?? 0);
  const [followUp, setFollowUp] = useState(said?.has_follow_up ?? false);
  const [note, setNote] = useState(said?.note ?? "");
  const [lead, setLead] = useState<string | null>(said?.idea ? `idea:${said.idea}` : said?.project ? `project:${said.project}` : null);
  const ideas = useQuery({ queryKey: ["ideas", cluster, "leads"], queryFn: () => get<Schemas["IdeaPage"]>(`/clusters/${cluster}/ideas?limit=100`), enabled: Boolean(cluster) });
  const projects = useQuery({ queryKey: ["projects", "leads"], queryFn: () => get<Schemas["ProjectPage"]>("/projects?limit=100") });
  const label = (title: Record<string, string> | undefined) => inLanguage(title, i18n.language)?.text ?? "…";
  const leads = [
    { group: t("nav.ideas"), items: (ideas.data?.items ?? []).map((each) => ({ value: `idea:${each.id}`, label: label(each.title) })) },
    { group: t("nav.projects"), items: (projects.data?.items ?? []).map((each) => ({ value: `project:${each.id}`, label: label(each.title) })) },
  ];
  const save = async () => {
    const [kind, id] = (lead ?? "").split(":");
    const json = { was_held: wasHeld, note, ...(wasHeld ? { has_follow_up: followUp, ...(rating > 0 ? { rating } : {}), ...(kind && id ? { [kind]: id } : {}) } : {}) };
    if (await run(() => call("PUT", `/matchmakings/${agenda.event}/participants/${agenda.participant.id}/outcomes/${entry.meeting}`, { json, etag: `"${said?.version ?? 0}"` }))) onDone();
  };
  return (
    <form onSubmit={(submit) => { submit.preventDefault(); void save(); }}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">{t("matchmaking.outcomePrivate")}</Text>
        <Checkbox label={t("matchmaking.wasHeld")} checked={wasHeld} onChange={(change) => setHeld(change.currentTarget.checked)} />
        {wasHeld && (
          <>
            <Group gap="xs"><Text size="sm" id={`rating-${entry.meeting}`}>{t("matchmaking.rating")}</Text><Rating value={rating} onChange={setRating} aria-labelledby={`rating-${entry.meeting}`} getSymbolLabel={(value) => t("matchmaking.ratingOf", { count: value })} /></Group>
            <Checkbox label={t("matchmaking.followUp")} checked={followUp} onChange={(change) => setFollowUp(change.currentTarget.checked)} />
            <Select label={t("matchmaking.leadsTo")} placeholder={t("matchmaking.leadsToNothing")} clearable searchable data={leads} value={lead} onChange={setLead} />
          </>
        )}
        <Textarea label={t("matchmaking.note")} autosize minRows={2} maxLength={5000} value={note} onChange={(change) => setNote(change.currentTarget.value)} />
        {Boolean(error) && <ErrorNote error={error} />}
        <Group gap="xs"><Button type="submit" loading={isBusy}>{t("action.save")}</Button><Button variant="default" onClick={onDone}>{t("action.cancel")}</Button></Group>
      </Stack>
    </form>
  );
}

/** A deal with whom one has met. */
function dealAfter({ partner }: Entry): string {
  const name = partner.organisation_name ?? "";
  return `/commerce/deals/new${queryString({ counterpart: name, title: name, counterpart_organisation: partner.organisation })}`;
}

function EntryCard({ agenda, entry, now }: { agenda: Agenda; entry: Entry; now: number }) {
  const { t } = useTranslation();
  const [isTelling, setTelling] = useState(false);
  const { partner } = entry;
  const canTell = agenda.is_own && agenda.stage !== "closed" && Date.parse(entry.from) <= now;
  const isWeb = /^https?:\/\//.test(entry.table);
  return (
    <Card withBorder component="article" padding="sm" className="agenda-entry">
      <Stack gap={6}>
        <Group justify="space-between" gap="xs">
          <Text fw={700}>{slotText(entry, agenda.time_zone)}</Text>
          {isWeb ? <Anchor href={entry.table} rel="noreferrer" size="sm">{entry.table}</Anchor> : <Badge className="whole" variant="default" tt="none" fw={500}>{entry.table}</Badge>}
        </Group>
        <Text fw={600}>{partner.organisation ? <Anchor component={Link} to={`/organisations/${partner.organisation}`} inherit><bdi>{partner.organisation_name}</bdi></Anchor> : <bdi>{partner.organisation_name}</bdi>}</Text>
        <Text size="sm"><bdi>{partner.person_name}</bdi></Text>
        <Declared participant={partner} />
        {entry.matches.slice(0, 2).map((each) => <Text key={each.offer + each.seek} size="sm" c="dimmed">{t(each.is_offered_by_them ? "reason.offerMeetsNeed" : "reason.needMeetsOffer", { offer: each.offer, need: each.seek })}</Text>)}
        {entry.own_wish && entry.own_wish !== "avoid" && <Text size="sm" c="dimmed">{t("matchmaking.youWished")}</Text>}
        {!isTelling && entry.outcome && <Text size="sm" className="no-print">{t(entry.outcome.was_held ? "matchmaking.toldHeld" : "matchmaking.toldNotHeld")}{entry.outcome.note ? `: ${entry.outcome.note}` : ""}</Text>}
        {canTell && !isTelling && <Group className="no-print"><Button size="compact-sm" variant="light" onClick={() => setTelling(true)}>{t(entry.outcome ? "matchmaking.changeOutcome" : "matchmaking.tellOutcome")}</Button>{entry.outcome?.has_follow_up && <Button component={Link} to={dealAfter(entry)} size="compact-sm" variant="default">{t("deals.begin")}</Button>}</Group>}
        {isTelling && <OutcomeForm agenda={agenda} entry={entry} onDone={() => setTelling(false)} />}
      </Stack>
    </Card>
  );
}

/** Whom somebody meets, when and where; on a phone, on paper, in the calendar. */
export function AgendaPage() {
  const { t, i18n } = useTranslation();
  const { id = "", participant = "" } = useParams();
  const found = useAgenda(id, participant);
  useTitle(t("matchmaking.agenda"));
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 60_000);
    return () => window.clearInterval(timer);
  }, []);
  if (found.error && !found.data) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const agenda = found.data;
  return (
    <Stack gap="lg" className="narrow">
      <Stack gap="xs">
        <Anchor component={Link} to={`/events/${id}`} size="sm" className="no-print">← <InLanguage text={agenda.title} /></Anchor>
        <Title order={1}>{t("matchmaking.agenda")}</Title>
        <Text><bdi>{agenda.participant.person_name}</bdi>, <bdi>{agenda.participant.organisation_name}</bdi></Text>
        {(agenda.place || agenda.link) && <Text size="sm">{agenda.place}{agenda.link && <> <Anchor href={agenda.link} rel="noreferrer" size="sm">{agenda.link}</Anchor></>}</Text>}
        <Group gap="xs" className="no-print">
          <Button component="a" href={`/api/v1/matchmakings/${id}/participants/${participant}/agenda.ics`} variant="light" leftSection={<IconCalendarDown size={18} aria-hidden />}>{t("matchmaking.toCalendar")}</Button>
          <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>{t("matchmaking.print")}</Button>
        </Group>
      </Stack>
      {agenda.entries.length === 0 && <Empty title={t("matchmaking.emptyAgenda")} text={t("matchmaking.emptyAgendaText")} />}
      {byDay(agenda.entries, agenda.time_zone).map(([day, entries]) => (
        <section key={day} aria-label={formatDay(day, i18n.language)}>
          <Title order={2} size="h4" mb="xs">{formatDay(day, i18n.language)}</Title>
          <Stack component="ol" gap="sm" className="hit-list">
            {entries.map((entry) => <li key={entry.meeting}><EntryCard agenda={agenda} entry={entry} now={now} /></li>)}
          </Stack>
        </section>
      ))}
      <Text size="sm" c="dimmed">{t("matchmaking.byWall", { zone: agenda.time_zone })}</Text>
    </Stack>
  );
}
