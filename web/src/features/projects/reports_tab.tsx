import { Button, Card, Group, Stack, Text, Textarea, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "../../api/client";
import { ExportMenu } from "../../common/export_menu";
import { Empty, ErrorNote, Loading } from "../../common/states";
import type { Cell } from "../../common/xlsx";
import { formatDate, formatMoment } from "../../i18n";
import { StateBadge } from "./badges";
import { useInside } from "./inside";
import { RowActs, Undo } from "./lists";
import { today } from "./overview";
import { isOver, may, type Parts, type Project } from "./project";
import { PeriodDialog, ReportDialog } from "./report_dialogs";
import { type Place, type Standing, standings } from "./reports";
import { useDeletePart, useMovePart, useOwedReports, useParts } from "./use_project";

type Period = Parts["period"];
type Report = Parts["report"];
const tones: Record<Standing, "good" | "waiting" | "bad" | "plain"> = { none: "plain", missing: "plain", draft: "plain", submitted: "waiting", returned: "bad", accepted: "good" };

function StandingBadge({ place }: { place: Place }) {
  const { t } = useTranslation();
  if (place.standing === "none") return <Text span c="dimmed">–</Text>;
  return (
    <StateBadge tone={place.isLate ? "bad" : tones[place.standing]}>
      {t(`projects.reportState.${place.standing}`)}{place.isLate && ` · ${t("projects.late")}`}
    </StateBadge>
  );
}

type PlaceOf = ReturnType<typeof standings>;

/** At one look: what each partner still owes of which period. */
function Grid({ periods, partners, placeOf }: { periods: Period[]; partners: string[]; placeOf: PlaceOf }) {
  const { t } = useTranslation();
  const { nameOf } = useInside();
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={t("projects.reportGrid")}>
      <table className="plain-table">
        <caption className="only-read">{t("projects.reportGrid")}</caption>
        <thead>
          <tr>
            <th scope="col" className="sticky-head">{t("projects.partner")}</th>
            {periods.map((each) => <th scope="col" key={each.id}><bdi>{each.title}</bdi></th>)}
          </tr>
        </thead>
        <tbody>
          {partners.map((partner) => (
            <tr key={partner}>
              <th scope="row" className="sticky-head">{nameOf(partner)}</th>
              {periods.map((each) => <td key={each.id}><StandingBadge place={placeOf(each.id, partner)} /></td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Handing in, accepting, returning; what came first from somebody else is told. */
function ReportActs({ report, period }: { report: Report; period: Period }) {
  const { t } = useTranslation();
  const { project } = useInside();
  const { move, error, isBusy } = useMovePart(project.id, "report");
  const [asked, setAsked] = useState<"returned" | "submitted">();
  const [note, setNote] = useState("");
  const [isMissing, setMissing] = useState(false);
  if (period.is_closed) return null;
  const isOpen = report.state !== "submitted" && report.state !== "accepted";
  const isOwn = may(report, "answer");
  const send = async (state: "returned" | "submitted") => {
    if (!note.trim()) return setMissing(true);
    if (await move(report, state, note.trim())) setAsked(undefined);
  };
  const refused = error instanceof Problem ? (error.of("/note") ?? error.of("/text"))?.detail : undefined;
  return (
    <Stack gap="xs" mt={6} className="no-print">
      {asked === undefined && (
        <Group gap="xs">
          {isOpen && isOwn && <Button size="compact-sm" loading={isBusy} disabled={!report.text} onClick={() => void move(report, "submitted")}>{t("projects.handIn")}</Button>}
          {isOpen && !isOwn && may(report, "decide") && <Button size="compact-sm" variant="default" disabled={!report.text} onClick={() => setAsked("submitted")}>{t("projects.handInPaper")}</Button>}
          {report.state === "submitted" && may(report, "decide") && (
            <>
              <Button size="compact-sm" loading={isBusy} onClick={() => void move(report, "accepted")}>{t("projects.accept")}</Button>
              <Button size="compact-sm" variant="default" onClick={() => setAsked("returned")}>{t("projects.return")}…</Button>
            </>
          )}
        </Group>
      )}
      {asked && (
        <form noValidate onSubmit={(event) => { event.preventDefault(); void send(asked); }}>
          <Stack gap="xs">
            <Textarea label={t(asked === "returned" ? "projects.returnNote" : "projects.paperNote")} description={asked === "submitted" ? t("projects.paperNoteHelp") : undefined} withAsterisk autosize minRows={2} maxLength={2000} autoFocus value={note} error={isMissing && !note.trim() ? t(asked === "returned" ? "projects.missing.returnNote" : "projects.missing.paperNote") : refused} onChange={(event) => setNote(event.currentTarget.value)} />
            <Group gap="xs">
              <Button type="submit" size="sm" loading={isBusy}>{t(asked === "returned" ? "projects.return" : "projects.handInPaper")}</Button>
              <Button size="sm" variant="default" onClick={() => setAsked(undefined)}>{t("action.cancel")}</Button>
            </Group>
          </Stack>
        </form>
      )}
      {Boolean(error) && !(refused && asked) && <ErrorNote error={error} />}
    </Stack>
  );
}

function ReportRow({ period, partner, place, onWrite }: { period: Period; partner: string; place: Place; onWrite: (() => void) | undefined }) {
  const { t, i18n } = useTranslation();
  const { nameOf } = useInside();
  const { report } = place;
  return (
    <li className="report">
      <Group gap="xs" justify="space-between" align="flex-start">
        <Group gap="xs">
          <Text fw={600} size="sm"><bdi>{nameOf(partner)}</bdi></Text>
          <StandingBadge place={place} />
          {report?.submitted_at && <Text size="sm" c="dimmed">{t("projects.handedIn", { moment: formatMoment(report.submitted_at, i18n.language) })}</Text>}
        </Group>
        {onWrite && <Button size="compact-sm" variant="light" onClick={onWrite} aria-label={`${t(report ? "projects.editReport" : "projects.writeReport")}: ${nameOf(partner)}, ${period.title}`}>{t(report ? "projects.editReport" : "projects.writeReport")}</Button>}
      </Group>
      {report?.state === "returned" && report.note && <Text size="sm" c="var(--mantine-color-error)" className="written" dir="auto">{t("projects.returnedBecause")} {report.note}</Text>}
      {report?.text && <Text size="sm" className="written" dir="auto" mt={4} lineClamp={report.state === "accepted" ? 4 : undefined}>{report.text}</Text>}
      {report?.problems && <Text size="sm" className="written" dir="auto" mt={4}><Text span c="dimmed" size="sm">{t("projects.reportProblems")}:</Text> {report.problems}</Text>}
      {report && <ReportActs report={report} period={period} />}
    </li>
  );
}

interface PeriodCardProps {
  period: Period;
  partners: string[];
  placeOf: PlaceOf;
  onWrite: (partner: string, report: Report | undefined) => void;
  onEdit: (() => void) | undefined;
  onDelete: (() => void) | undefined;
}

function PeriodCard({ period, partners, placeOf, onWrite, onEdit, onDelete }: PeriodCardProps) {
  const { t, i18n } = useTranslation();
  const { project, manages, own } = useInside();
  const { move, error, isBusy } = useMovePart(project.id, "period");
  const concerned = partners.filter((partner) => placeOf(period.id, partner).standing !== "none");
  const owing = concerned.filter((partner) => placeOf(period.id, partner).standing !== "accepted").length;
  const mayWrite = (partner: string, { report }: Place) => !period.is_closed && !isOver(project) && (own.includes(partner) || manages) && (!report || ((report.state === "draft" || report.state === "returned") && may(report, "edit")));
  return (
    <Card withBorder component="article">
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start" gap="xs">
          <div>
            <Title order={3} size="h5" dir="auto">{period.title}</Title>
            <Text size="sm" c="dimmed">{formatDate(period.begins_on, i18n.language)} – {formatDate(period.ends_on, i18n.language)} · {t("projects.due", { day: formatDate(period.due_on, i18n.language) })}</Text>
          </div>
          <Group gap="xs" wrap="nowrap">
            <StateBadge tone={period.is_closed ? "good" : "waiting"}>{t(period.is_closed ? "projects.periodClosed" : "projects.periodOpen")}</StateBadge>
            <RowActs name={period.title} onEdit={onEdit} onDelete={onDelete} />
          </Group>
        </Group>
        <ul className="hit-list">
          {concerned.map((partner) => {
            const place = placeOf(period.id, partner);
            return <ReportRow key={partner} period={period} partner={partner} place={place} onWrite={mayWrite(partner, place) ? () => onWrite(partner, place.report) : undefined} />;
          })}
        </ul>
        {concerned.length === 0 && <Text size="sm" c="dimmed">{t("projects.nobodyReports")}</Text>}
        {manages && !isOver(project) && (
          <Group className="no-print">
            {period.is_closed
              ? <Button size="sm" variant="subtle" color="gray" c="dimmed" loading={isBusy} onClick={() => void move(period, "open")}>{t("projects.openPeriod")}</Button>
              : <Button size="sm" variant="light" loading={isBusy} disabled={owing > 0} onClick={() => void move(period, "closed")}>{t("projects.closePeriod")}</Button>}
            {!period.is_closed && owing > 0 && <Text size="sm" c="dimmed">{t("projects.owing", { count: owing })}</Text>}
          </Group>
        )}
        {Boolean(error) && <ErrorNote error={error} />}
      </Stack>
    </Card>
  );
}

/** Reporting periods with what each partner still owes; a partner sees its own reports, who manages the project all. */
export function ReportsTab({ project }: { project: Project }) {
  const { t } = useTranslation();
  const { nameOf, manages, own } = useInside();
  const found = useParts(project.id, "period");
  const reports = useParts(project.id, "report").data;
  const owed = useOwedReports(project.id).data;
  const members = useParts(project.id, "partner").data;
  const { remove, undo, deleted, error, isBusy } = useDeletePart(project.id, "period");
  const [edited, setEdited] = useState<{ period?: Period }>();
  const [written, setWritten] = useState<{ period: Period; partner: string; report: Report | undefined }>();
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data || !reports || !owed || !members) return <Loading />;
  const periods = [...found.data].sort((a, b) => a.begins_on.localeCompare(b.begins_on));
  const placeOf = standings(periods, reports, owed, today());
  const all = [...new Set(members.map((each) => each.organisation))];
  const partners = all.filter((each) => (manages || own.includes(each)) && periods.some((period) => placeOf(period.id, each).standing !== "none"));
  const rows = (): Cell[][] => [
    [t("projects.partner"), ...periods.map((each) => each.title)],
    ...partners.map((partner): Cell[] => [nameOf(partner), ...periods.map((each) => t(`projects.reportState.${placeOf(each.id, partner).standing}`))]),
  ];
  const mayAdd = manages && !isOver(project);
  const add = mayAdd && <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setEdited({})}>{t("projects.newPeriod")}</Button>;
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={2} size="h3">{t("projects.tab.reports")}</Title>
        <Group gap="xs">
          {periods.length > 0 && <ExportMenu name={t("projects.tab.reports")} rows={rows} />}
          {periods.length > 0 && add}
        </Group>
      </Group>
      {!manages && <Text size="sm" c="dimmed">{t("projects.reportsOwn")}</Text>}
      <Undo name={deleted?.title} onUndo={() => void undo()} isBusy={isBusy} error={error} />
      {periods.length === 0 && <Empty title={t("projects.noPeriods")} text={t(manages ? "projects.noPeriodsText" : "projects.noPeriodsYet")}>{add}</Empty>}
      {periods.length > 1 && partners.length > 0 && <Grid periods={periods} partners={partners} placeOf={placeOf} />}
      {[...periods].reverse().sort((a, b) => Number(Boolean(a.is_closed)) - Number(Boolean(b.is_closed))).map((period) => (
        <PeriodCard
          key={period.id} period={period} partners={partners} placeOf={placeOf} onWrite={(partner, report) => setWritten({ period, partner, report })}
          onEdit={may(period, "edit") && !period.is_closed ? () => setEdited({ period }) : undefined} onDelete={may(period, "delete") && !reports.some((each) => each.period === period.id) ? () => void remove(period) : undefined}
        />
      ))}
      {edited && <PeriodDialog period={edited.period} periods={periods} onClose={() => setEdited(undefined)} />}
      {written && <ReportDialog report={written.report} period={written.period} organisation={written.partner} onClose={() => setWritten(undefined)} />}
    </Stack>
  );
}
