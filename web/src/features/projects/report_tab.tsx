import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconDownload, IconPrinter } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ErrorNote, Loading } from "../../common/states";
import { InLanguage } from "../../common/text";
import { formatDate, inLanguage } from "../../i18n";
import { BudgetTable } from "./budget_table";
import { useInside } from "./inside";
import type { Parts, Project, Schedule } from "./project";
import { useBudget, useParts, useSchedule } from "./use_project";

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="report-section">
      <Title order={2} size="h4" mb="xs">{title}</Title>
      {children}
    </section>
  );
}

function Partners({ partners }: { partners: Parts["partner"][] }) {
  const { t } = useTranslation();
  const { nameOf } = useInside();
  return (
    <table className="plain-table">
      <thead><tr><th scope="col">{t("projects.partner")}</th><th scope="col">{t("projects.reportWords.role")}</th><th scope="col">{t("projects.reportWords.does")}</th></tr></thead>
      <tbody>
        {partners.filter((each) => each.state !== "declined").map((each) => (
          <tr key={each.id}><th scope="row"><bdi>{nameOf(each.organisation)}</bdi></th><td>{t(`projects.role.${each.role ?? "partner"}`)}</td><td className="written" dir="auto">{each.task}</td></tr>
        ))}
      </tbody>
    </table>
  );
}

/** Milestones and deliverables with the day they fall on, as the plan has it now. */
function Dates({ tasks, schedule }: { tasks: Parts["task"][]; schedule: Schedule }) {
  const { t, i18n } = useTranslation();
  const { nameOf } = useInside();
  const times = new Map(schedule.tasks.map((each) => [each.id, each]));
  const dates = tasks.filter((each) => each.kind === "milestone" || each.kind === "deliverable");
  if (dates.length === 0) return <Text c="dimmed">{t("projects.reportWords.noDates")}</Text>;
  return (
    <table className="plain-table">
      <thead><tr><th scope="col">{t("edit.title")}</th><th scope="col">{t("projects.partner")}</th><th scope="col">{t("projects.reportWords.day")}</th><th scope="col">{t("projects.reportWords.state")}</th></tr></thead>
      <tbody>
        {dates.map((each) => {
          const day = each.done_on ?? each.due_on ?? times.get(each.id)?.ends_on;
          return <tr key={each.id}><th scope="row" dir="auto">{each.title}</th><td><bdi>{each.organisation ? nameOf(each.organisation) : ""}</bdi></td><td>{day ? formatDate(day, i18n.language) : ""}</td><td>{t(`plan.state.${each.state ?? "to_do"}`)}</td></tr>;
        })}
      </tbody>
    </table>
  );
}

function Reports({ period, reports }: { period: Parts["period"]; reports: Parts["report"][] }) {
  const { t, i18n } = useTranslation();
  const { nameOf } = useInside();
  const given = reports.filter((each) => each.period === period.id && each.state === "accepted");
  return (
    <Section title={`${period.title}: ${formatDate(period.begins_on, i18n.language)} – ${formatDate(period.ends_on, i18n.language)}`}>
      {given.length === 0 && <Text c="dimmed">{t("projects.reportWords.noAccepted")}</Text>}
      {given.map((each) => (
        <div key={each.id}>
          <Title order={3} size="h5"><bdi>{nameOf(each.organisation)}</bdi></Title>
          <Text className="written" dir="auto" mb="xs">{each.text}</Text>
          {each.problems && <Text className="written" dir="auto" mb="xs" c="dimmed">{each.problems}</Text>}
        </div>
      ))}
    </Section>
  );
}

/** The project on paper: what it is, who does it, what it costs, what was reported and what came of it. */
export function ReportTab({ project }: { project: Project }) {
  const { t, i18n } = useTranslation();
  const parts = { partner: useParts(project.id, "partner"), task: useParts(project.id, "task"), period: useParts(project.id, "period"), report: useParts(project.id, "report"), result: useParts(project.id, "result") };
  const schedule = useSchedule(project.id), budget = useBudget(project.id);
  const all = [...Object.values(parts), schedule, budget];
  const error = all.find((each) => each.error)?.error;
  if (error) return <ErrorNote error={error} retry={() => all.forEach((each) => void each.refetch())} />;
  if (!parts.partner.data || !parts.task.data || !parts.period.data || !parts.report.data || !parts.result.data || !schedule.data || !budget.data) return <Loading />;
  const summary = inLanguage(project.summary, i18n.language);
  return (
    <Stack gap="xl">
      <Group gap="xs" className="no-print">
        <Button leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>{t("projects.reportWords.print")}</Button>
        <Button component="a" href={`/api/v1/projects/${project.id}/plan.xlsx`} download variant="default" leftSection={<IconDownload size={18} aria-hidden />}>{t("projects.reportWords.plan")}</Button>
        <Button component="a" href={`/api/v1/projects/${project.id}/budget.xlsx`} download variant="default" leftSection={<IconDownload size={18} aria-hidden />}>{t("projects.reportWords.budget")}</Button>
      </Group>
      <Text>{formatDate(project.begins_on, i18n.language)} – {formatDate(project.ends_on, i18n.language)}</Text>
      {summary && <Text className="written" dir="auto" component="div"><InLanguage text={project.summary} /></Text>}
      {project.outcome && <Section title={t(`projects.outcome.${project.stage === "abandoned" ? "abandoned" : "closed"}`)}><Text className="written" dir="auto">{project.outcome}</Text></Section>}
      <Section title={t("projects.tab.partners")}><Partners partners={parts.partner.data} /></Section>
      <Section title={t("projects.reportWords.dates")}><Dates tasks={parts.task.data} schedule={schedule.data} /></Section>
      <Section title={t("projects.tab.budget")}>{budget.data.cells.length > 0 ? <BudgetTable budget={budget.data} /> : <Text c="dimmed">{t("projects.reportWords.noBudget")}</Text>}</Section>
      {parts.period.data.map((each) => <Reports key={each.id} period={each} reports={parts.report.data ?? []} />)}
      {parts.result.data.length > 0 && (
        <Section title={t("projects.tab.results")}>
          <ul className="plain-list">{parts.result.data.map((each) => <li key={each.id} dir="auto">{each.title}{each.trl ? ` (TRL ${each.trl})` : ""}</li>)}</ul>
        </Section>
      )}
    </Stack>
  );
}
