import { Alert, Anchor, Card, Progress, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { useOrganisationNames } from "../../common/organisation_picker";
import { ErrorNote } from "../../common/states";
import { Fact, InLanguage } from "../../common/text";
import { formatDate, inLanguage } from "../../i18n";
import { Answer } from "./answer";
import { sumsOf } from "./budget";
import { BudgetPicture } from "./budget_picture";
import { useInside } from "./inside";
import { daysBetween, type Deadline, deadlines, progressOf, today } from "./overview";
import { isOver, may, type Project } from "./project";
import { StageCard } from "./stage_card";
import { useBudget, useParts, useSchedule } from "./use_project";

/** Invitations that wait for the word of an organisation for which the reader speaks. */
function Invitations({ project }: { project: Project }) {
  const { t } = useTranslation();
  const { nameOf } = useInside();
  const asked = (useParts(project.id, "partner").data ?? []).filter((each) => each.state === "invited" && may(each, "answer"));
  return asked.map((partner) => (
    <Alert key={partner.id} color="orange" variant="light" title={t("projects.invitationFor", { name: nameOf(partner.organisation) })}>
      <Stack gap="sm">
        <Text size="sm">
          {t(`projects.invitedAs.${partner.role ?? "partner"}`)}
          {partner.days_a_month !== undefined && ` ${t("projects.invitedDays", { count: partner.days_a_month })}`}
        </Text>
        {partner.task && <Text size="sm" className="written" dir="auto">{partner.task}</Text>}
        <Answer partner={partner} />
      </Stack>
    </Alert>
  ));
}

function DeadlineRow({ each, project }: { each: Deadline; project: Project }) {
  const { t, i18n } = useTranslation();
  const left = daysBetween(today(), each.day);
  return (
    <li className="deadline" data-late={left < 0}>
      <Text span size="sm" className="deadline-day">{formatDate(each.day, i18n.language)}</Text>
      <span>
        <Anchor component={Link} to={`/projects/${project.id}/${each.kind === "report" ? "reports" : "plan"}`} size="sm"><bdi>{each.title}</bdi></Anchor>{" "}
        <Text span size="sm" c="dimmed">{t(`projects.deadline.${each.kind}`)}{!each.isPromised && ` · ${t("projects.byPlan")}`}</Text>
        {each.lateBy > 0 && <Text span size="sm" c="var(--mantine-color-error)"> · {t("projects.lateByPlan", { count: each.lateBy })}</Text>}
      </span>
      <Text span size="sm" className="number" c={left < 0 ? "var(--mantine-color-error)" : "dimmed"}>{left === 0 ? t("projects.isToday") : left < 0 ? t("projects.daysAgo", { count: -left }) : t("projects.inDays", { count: left })}</Text>
    </li>
  );
}

function Deadlines({ project }: { project: Project }) {
  const { t } = useTranslation();
  const tasks = useParts(project.id, "task");
  const periods = useParts(project.id, "period").data;
  const schedule = useSchedule(project.id).data;
  if (tasks.error) return <ErrorNote error={tasks.error} retry={() => void tasks.refetch()} />;
  if (!tasks.data || !periods) return null;
  const all = deadlines(tasks.data, schedule, periods);
  return (
    <section aria-labelledby="deadlines-title">
      <Title order={2} size="h4" mb="xs" id="deadlines-title">{t("projects.deadlines")}</Title>
      {all.length === 0 && <Text c="dimmed" size="sm">{t("projects.noDeadlines")}</Text>}
      <ul className="hit-list">{all.slice(0, 6).map((each) => <DeadlineRow key={each.kind + each.id} each={each} project={project} />)}</ul>
      {all.length > 6 && <Text size="sm" c="dimmed" mt={4}>{t("projects.moreDeadlines", { count: all.length - 6 })}</Text>}
    </section>
  );
}

function Work({ project }: { project: Project }) {
  const { t, i18n } = useTranslation();
  const tasks = useParts(project.id, "task").data;
  if (!tasks || tasks.length === 0) return null;
  const share = progressOf(tasks);
  const done = tasks.filter((each) => each.state === "done").length;
  const counted = tasks.filter((each) => each.state !== "dropped").length;
  if (counted === 0) return null;
  const percent = new Intl.NumberFormat(i18n.language, { style: "percent", maximumFractionDigits: 0 }).format(share);
  return (
    <section aria-labelledby="work-title">
      <Title order={2} size="h4" mb="xs" id="work-title">{t("projects.work")}</Title>
      <Progress value={100 * share} aria-label={t("projects.workDone", { share: percent })} />
      <Text size="sm" mt={4}>{t("projects.workDone", { share: percent })} · {t("projects.tasksDone", { done, count: counted })}</Text>
    </section>
  );
}

function Money({ project }: { project: Project }) {
  const { t } = useTranslation();
  const budget = useBudget(project.id).data;
  if (!budget || budget.cells.length === 0) return null;
  return (
    <section aria-labelledby="money-title">
      <Title order={2} size="h4" mb="xs" id="money-title"><Anchor component={Link} to={`/projects/${project.id}/budget`} inherit c="inherit">{t("projects.tab.budget")}</Anchor></Title>
      <BudgetPicture sums={{ ...sumsOf([]), ...budget.total, spent: budget.total.spent }} currency={budget.currency} />
    </section>
  );
}

/** When the project is to end, and when it will by what is planned. */
function EndFacts({ project }: { project: Project }) {
  const { t, i18n } = useTranslation();
  const schedule = useSchedule(project.id).data;
  if (!schedule || schedule.tasks.length === 0) return null;
  const late = daysBetween(project.ends_on, schedule.finishes_on);
  return (
    <Fact label={t("projects.finishes")}>
      {formatDate(schedule.finishes_on, i18n.language)}
      {!isOver(project) && (
        <Text size="sm" fw={600} c={late > 0 ? "var(--mantine-color-error)" : "var(--mantine-color-green-light-color)"}>
          {late > 0 ? t("projects.lateBy", { count: late }) : late < 0 ? t("projects.reserve", { count: -late }) : t("projects.justInTime")}
        </Text>
      )}
    </Fact>
  );
}

function NamedFact({ ids }: { ids: string[] }) {
  const { t } = useTranslation();
  const names = useOrganisationNames(ids);
  if (ids.length === 0) return null;
  return <Fact label={t("visibility.namedLabel")}>{ids.map((id) => <div key={id}><Anchor component={Link} to={`/organisations/${id}`} size="sm"><bdi>{names.get(id) ?? "…"}</bdi></Anchor></div>)}</Fact>;
}

function Facts({ project }: { project: Project }) {
  const { t, i18n } = useTranslation();
  return (
    <Card withBorder>
      <Stack gap={6} component="dl" m={0}>
        <Fact label={t("projects.begins")}>{formatDate(project.begins_on, i18n.language)}</Fact>
        <Fact label={t("projects.ends")}>{formatDate(project.ends_on, i18n.language)}</Fact>
        {may(project, "inside") && <EndFacts project={project} />}
        {project.idea && project.idea_title && <Fact label={t("projects.fromIdea")}><Anchor component={Link} to={`/ideas/${project.idea}`} size="sm"><bdi><InLanguage text={project.idea_title} /></bdi></Anchor></Fact>}
        <Fact label={t("projects.currency")}>{project.currency}</Fact>
        {project.visibility === "named" && <NamedFact ids={project.named ?? []} />}
        <Fact label={t("organisation.updated")}>{formatDate(project.updated_at, i18n.language)}</Fact>
      </Stack>
    </Card>
  );
}

function PartnersCard({ project }: { project: Project }) {
  const { t } = useTranslation();
  const order = { lead: 0, partner: 1, associated: 2 };
  const all = [...project.partners].sort((a, b) => order[a.role] - order[b.role]);
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="xs">{t("projects.tab.partners")}</Title>
      {all.length === 0 && <Text size="sm" c="dimmed">{t("projects.noPartners")}</Text>}
      <Stack component="ul" gap={8} className="hit-list">
        {all.map((each) => (
          <li key={each.organisation}>
            <Anchor component={Link} to={`/organisations/${each.organisation}`} size="sm"><bdi>{each.name}</bdi></Anchor>
            <Text size="xs" c="dimmed">{t(`projects.role.${each.role}`)}{each.state === "invited" && ` · ${t("projects.partnerState.invited")}`}</Text>
          </li>
        ))}
      </Stack>
    </Card>
  );
}

/** The project on one page: how far it is, what is due, who is in it, what it costs. */
export function OverviewTab({ project, etag }: { project: Project; etag: string | undefined }) {
  const { t, i18n } = useTranslation();
  const isInside = may(project, "inside");
  return (
    <div className="profile">
      <Stack gap="xl">
        {isInside && <Invitations project={project} />}
        <StageCard project={project} etag={etag} />
        {inLanguage(project.summary, i18n.language)
          ? <Text className="written" dir="auto" component="div"><InLanguage text={project.summary} /></Text>
          : <Text c="dimmed">{t("projects.noSummary")}</Text>}
        {isInside && <Work project={project} />}
        {isInside && !isOver(project) && <Deadlines project={project} />}
        {isInside && <Money project={project} />}
      </Stack>
      <Stack>
        <Facts project={project} />
        <PartnersCard project={project} />
      </Stack>
    </div>
  );
}
