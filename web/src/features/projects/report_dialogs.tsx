import { SimpleGrid, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { formatDate } from "../../i18n";
import { DayField } from "./fields";
import { useInside } from "./inside";
import { PartDialog } from "./part_dialog";
import type { Parts } from "./project";
import { nextPeriod } from "./reports";

/** A time for which every partner reports. */
export function PeriodDialog({ period, periods, onClose }: { period?: Parts["period"]; periods: Parts["period"][]; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const { project } = useInside();
  const labels = { title: t("projects.periodTitle"), begins_on: t("projects.periodBegins"), ends_on: t("projects.periodEnds"), due_on: t("projects.reportsDue") };
  const first = period ? { title: period.title, begins_on: period.begins_on, ends_on: period.ends_on, due_on: period.due_on } : { title: t("projects.periodNumber", { number: periods.length + 1 }), ...nextPeriod(periods, project) };
  const missing = t("projects.missing.day");
  return (
    <PartDialog
      kind="period" part={period} labels={labels} first={first} onClose={onClose} title={t(period ? "projects.editPeriod" : "projects.newPeriod")}
      lacks={(draft) => ({
        title: !draft.title?.trim() && t("projects.missing.name"), begins_on: !draft.begins_on && missing, ends_on: (!draft.ends_on && missing) || (draft.ends_on < draft.begins_on && t("projects.missing.endsBefore")), due_on: !draft.due_on && missing,
      })}
      shown={(field, value) => (field !== "title" && value ? formatDate(value as string, i18n.language) : undefined)}
    >
      {(draft, change, error) => (
        <>
          <TextInput label={labels.title} withAsterisk maxLength={300} error={error("title")} data-pointer="/title" value={draft.title} onChange={(event) => change({ title: event.currentTarget.value })} />
          <SimpleGrid cols={{ base: 1, xs: 3 }}>
            <DayField label={labels.begins_on} withAsterisk min={project.begins_on} error={error("begins_on")} pointer="/begins_on" value={draft.begins_on} onChange={(day) => change({ begins_on: day })} />
            <DayField label={labels.ends_on} withAsterisk min={draft.begins_on} error={error("ends_on")} pointer="/ends_on" value={draft.ends_on} onChange={(day) => change({ ends_on: day })} />
            <DayField label={labels.due_on} withAsterisk min={draft.ends_on} error={error("due_on")} pointer="/due_on" value={draft.due_on} onChange={(day) => change({ due_on: day })} />
          </SimpleGrid>
        </>
      )}
    </PartDialog>
  );
}

/** What a partner did in a period. */
export function ReportDialog({ report, period, organisation, onClose }: { report: Parts["report"] | undefined; period: Parts["period"]; organisation: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { nameOf } = useInside();
  const labels = { text: t("projects.reportText"), problems: t("projects.reportProblems") };
  return (
    <PartDialog
      kind="report" part={report} labels={labels} onClose={onClose} title={`${period.title} · ${nameOf(organisation)}`} submit={t("projects.saveDraft")}
      first={{ period: period.id, organisation, text: report?.text ?? "", problems: report?.problems ?? "" }} lacks={() => ({})}
    >
      {(draft, change, error) => (
        <>
          <Textarea label={labels.text} description={t("projects.reportTextHelp")} autosize minRows={6} maxRows={20} maxLength={20_000} data-autofocus error={error("text")} data-pointer="/text" value={draft.text ?? ""} onChange={(event) => change({ text: event.currentTarget.value })} />
          <Textarea label={labels.problems} autosize minRows={2} maxRows={12} maxLength={20_000} error={error("problems")} data-pointer="/problems" value={draft.problems ?? ""} onChange={(event) => change({ problems: event.currentTarget.value })} />
        </>
      )}
    </PartDialog>
  );
}
