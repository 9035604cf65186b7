import { Button, Card, Group, SegmentedControl, Stack, Text, Textarea, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call, Problem } from "../../api/client";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { formatDate, formatMoment } from "../../i18n";
import { StateBadge } from "./badges";
import { ChangeTable } from "./change_table";
import { useInside } from "./inside";
import { etagOf, may, type Parts, type Project } from "./project";
import { wantedOf, wordsOf } from "./request";
import { RequestDialog } from "./request_dialog";
import { useMovePart, useParts, useProjectAction } from "./use_project";

type Request = Parts["change_request"];
const tones = { open: "waiting", applied: "good", rejected: "bad", withdrawn: "plain", outdated: "plain" } as const;

/** The word of one partner: of one's own, or written down for one that gave it on paper. */
function VoteForm({ request, organisation }: { request: Request; organisation: string }) {
  const { t } = useTranslation();
  const { project, voices, nameOf } = useInside();
  const { run, error, isBusy } = useProjectAction(project.id);
  const [asked, setAsked] = useState<boolean>();
  const [note, setNote] = useState("");
  const [isMissing, setMissing] = useState(false);
  const isOwn = voices.includes(organisation);
  const send = async (isFor: boolean) => {
    if ((!isFor || !isOwn) && !note.trim()) return setMissing(true);
    const json = { organisation, is_for: isFor, ...(note.trim() ? { note: note.trim() } : {}) };
    if (await run(() => call("POST", `/projects/${project.id}/parts/change_request/${request.id}/votes`, { json, etag: etagOf(request) }))) setAsked(undefined);
  };
  const who = nameOf(organisation);
  const refused = error instanceof Problem ? error.of("/note")?.detail : undefined;
  return (
    <Stack gap="xs" mt={6} className="no-print">
      {asked === undefined ? (
        <Group gap="xs">
          <Button size="compact-sm" variant={isOwn ? "filled" : "default"} loading={isBusy} aria-label={`${t(isOwn ? "projects.approve" : "projects.recordYes")}: ${who}`} onClick={() => (isOwn ? void send(true) : setAsked(true))}>{t(isOwn ? "projects.approve" : "projects.recordYes")}</Button>
          <Button size="compact-sm" variant="default" aria-label={`${t(isOwn ? "projects.reject" : "projects.recordNo")}: ${who}`} onClick={() => setAsked(false)}>{t(isOwn ? "projects.reject" : "projects.recordNo")}</Button>
        </Group>
      ) : (
        <form noValidate onSubmit={(event) => { event.preventDefault(); void send(asked); }}>
          <Stack gap="xs">
            <Textarea
              label={t(isOwn ? "projects.against" : "projects.paperNote")} description={isOwn ? undefined : t("projects.paperNoteHelp")} withAsterisk autosize minRows={2} maxLength={2000} autoFocus value={note}
              error={isMissing && !note.trim() ? t(isOwn ? "projects.missing.against" : "projects.missing.paperNote") : refused} onChange={(event) => setNote(event.currentTarget.value)}
            />
            <Group gap="xs">
              <Button type="submit" size="sm" loading={isBusy}>{t(isOwn ? "projects.reject" : asked ? "projects.recordYes" : "projects.recordNo")}</Button>
              <Button size="sm" variant="default" onClick={() => setAsked(undefined)}>{t("action.cancel")}</Button>
            </Group>
          </Stack>
        </form>
      )}
      {Boolean(error) && !refused && <ErrorNote error={error} />}
    </Stack>
  );
}

function Votes({ request, voters }: { request: Request; voters: string[] }) {
  const { t, i18n } = useTranslation();
  const { nameOf, voices, manages } = useInside();
  const isOpen = request.state === "open";
  return (
    <Stack component="ul" gap="xs" className="hit-list" aria-label={t("projects.votes")}>
      {wordsOf(request, isOpen ? voters : []).map(({ organisation, vote }) => (
        <li key={organisation}>
          <Group gap="xs">
            <Text size="sm" fw={500}><bdi>{nameOf(organisation)}</bdi></Text>
            <StateBadge tone={vote ? (vote.is_for ? "good" : "bad") : "waiting"}>{t(vote ? (vote.is_for ? "projects.vote.for" : "projects.vote.against") : "projects.vote.waiting")}</StateBadge>
            {vote && <Text size="sm" c="dimmed">{formatMoment(vote.at, i18n.language)}</Text>}
          </Group>
          {vote?.note && <Text size="sm" className="written" dir="auto">„{vote.note}”</Text>}
          {isOpen && !vote && (voices.includes(organisation) || manages) && <VoteForm request={request} organisation={organisation} />}
        </li>
      ))}
    </Stack>
  );
}

function RequestCard({ request, voters }: { request: Request; voters: string[] }) {
  const { t, i18n } = useTranslation();
  const { project, nameOf } = useInside();
  const { move, error, isBusy } = useMovePart(project.id, "change_request");
  const state = request.state ?? "open";
  const isOpen = state === "open";
  const changes = <ChangeTable changes={(request.changes ?? []).map(wantedOf)} ends={request.ends_on ? { before: isOpen ? formatDate(project.ends_on, i18n.language) : undefined, after: formatDate(request.ends_on, i18n.language) } : undefined} />;
  return (
    <Card withBorder component="article">
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start">
          <div>
            <Title order={3} size="h5" dir="auto">{request.title}</Title>
            <Text size="sm" c="dimmed">{request.organisation ? <bdi>{nameOf(request.organisation)}</bdi> : t("projects.coordinator")} · {formatDate(request.created_at, i18n.language)}</Text>
          </div>
          <StateBadge tone={tones[state]}>{t(`projects.changeState.${state}`)}</StateBadge>
        </Group>
        {request.reason && <Text size="sm" className="written" dir="auto">{request.reason}</Text>}
        {state === "outdated" && <Text size="sm" c="dimmed">{t("projects.outdatedHelp")}</Text>}
        {isOpen ? changes : <details><summary>{t("projects.showChanges", { count: (request.changes ?? []).length + (request.ends_on ? 1 : 0) })}</summary>{changes}</details>}
        <Votes request={request} voters={voters} />
        {isOpen && may(request, "edit") && (
          <Group className="no-print"><Button size="compact-sm" variant="subtle" color="gray" c="dimmed" loading={isBusy} onClick={() => void move(request, "withdrawn")}>{t("projects.withdraw")}</Button></Group>
        )}
        {Boolean(error) && <ErrorNote error={error} />}
      </Stack>
    </Card>
  );
}

/** What is to be different in the running project: asked for, approved by every partner, done; or not. */
export function ChangesTab({ project }: { project: Project }) {
  const { t } = useTranslation();
  const found = useParts(project.id, "change_request");
  const partners = useParts(project.id, "partner").data ?? [];
  const [which, setWhich] = useState("all");
  const [isAsking, setAsking] = useState(false);
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const voters = partners.filter((each) => each.state === "active" && each.role !== "associated").map((each) => each.organisation);
  const all = [...found.data].reverse().sort((a, b) => Number(b.state === "open") - Number(a.state === "open"));
  const shown = all.filter((each) => which === "all" || (which === "open") === (each.state === "open"));
  const isRunning = project.stage === "running";
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={2} size="h3">{t("projects.tab.changes")}</Title>
        {isRunning && may(project, "plan") && <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAsking(true)}>{t("projects.askForChange")}</Button>}
      </Group>
      <Text size="sm" c="dimmed">{t("projects.changesLead")}</Text>
      {all.length > 1 && <div><SegmentedControl aria-label={t("projects.stateLabel")} value={which} onChange={setWhich} data={["all", "open", "answered"].map((value) => ({ value, label: t(`projects.which.${value}`) }))} /></div>}
      {all.length === 0 && <Empty title={t("projects.noRequests")} text={t(isRunning ? "projects.noRequestsText" : "projects.noRequestsYet")} />}
      {shown.map((each) => <RequestCard key={each.id} request={each} voters={voters} />)}
      {isAsking && <RequestDialog onClose={() => setAsking(false)} />}
    </Stack>
  );
}
