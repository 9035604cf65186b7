import { Anchor, Button, Group, NativeSelect, Stack, Text, Title } from "@mantine/core";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import { type ComponentType, lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Link, NavLink, useNavigate, useParams } from "react-router-dom";
import { call } from "../../api/client";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { InLanguage } from "../../common/text";
import { useAction } from "../../common/use_action";
import { useTitle } from "../../common/use_title";
import { VisibilityBadge } from "../../common/visibility";
import { inLanguage } from "../../i18n";
import { ProjectStageBadge } from "./badges";
import { BasketBar } from "./basket";
import type { DeletedState } from "./deleted";
import { InsideProject } from "./inside";
import { OverviewTab } from "./overview_tab";
import { may, type Project } from "./project";
import { useProject } from "./use_project";

type Tab = ComponentType<{ project: Project }>;

// Each is loaded when it is first opened.
const tabs: Record<string, Tab> = {
  plan: lazy(async () => ({ default: (await import("./plan/plan_tab")).PlanTab })),
  partners: lazy(async () => ({ default: (await import("./partners_tab")).PartnersTab })),
  budget: lazy(async () => ({ default: (await import("./budget_tab")).BudgetTab })),
  reports: lazy(async () => ({ default: (await import("./reports_tab")).ReportsTab })),
  changes: lazy(async () => ({ default: (await import("./changes_tab")).ChangesTab })),
  risks: lazy(async () => ({ default: (await import("./risks_tab")).RisksTab })),
  decisions: lazy(async () => ({ default: (await import("./decisions_tab")).DecisionsTab })),
  documents: lazy(async () => ({ default: (await import("./documents_tab")).DocumentsTab })),
  talk: lazy(async () => ({ default: (await import("./talk_tab")).TalkTab })),
  results: lazy(async () => ({ default: (await import("./results_tab")).ResultsTab })),
  report: lazy(async () => ({ default: (await import("./report_tab")).ReportTab })),
};

function Tabs({ project, tab }: { project: Project; tab: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const path = (name: string) => (name === "overview" ? `/projects/${project.id}` : `/projects/${project.id}/${name}`);
  const names = ["overview", ...Object.keys(tabs)];
  return (
    <>
      <NativeSelect className="no-print" hiddenFrom="sm" aria-label={t("projects.tabs")} value={tab} data={names.map((name) => ({ value: name, label: t(`projects.tab.${name}`) }))} onChange={(event) => navigate(path(event.currentTarget.value))} />
      <Group component="nav" gap="lg" visibleFrom="sm" className="project-tabs" aria-label={t("projects.tabs")}>
        {names.map((name) => (
          <Anchor key={name} component={NavLink} to={path(name)} end className="nav-link" c="inherit">{t(`projects.tab.${name}`)}</Anchor>
        ))}
      </Group>
    </>
  );
}

function Actions({ project, etag }: { project: Project; etag: string | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { run, error, isBusy } = useAction();
  if (!may(project, "manage")) return null;
  const remove = () =>
    run(async () => {
      await call("DELETE", `/projects/${project.id}`, { etag });
      const state: DeletedState = { deletedProject: { id: project.id, title: project.title } };
      navigate("/projects", { state });
    });
  return (
    <Stack gap="xs" className="no-print">
      <Group gap="xs">
        <Button component={Link} to={`/projects/${project.id}/edit`} variant="default" leftSection={<IconPencil size={18} aria-hidden />}>{t("action.edit")}</Button>
        {(project.stage === "draft" || project.stage === "abandoned") && (
          <Button variant="subtle" color="red" c="var(--mantine-color-error)" leftSection={<IconTrash size={18} aria-hidden />} loading={isBusy} onClick={() => void remove()}>{t("action.delete")}</Button>
        )}
      </Group>
      {Boolean(error) && <ErrorNote error={error} />}
    </Stack>
  );
}

/** A project with all that belongs to it; which side of it is shown stands in the address. */
export function ProjectPage() {
  const { t, i18n } = useTranslation();
  const { id = "", tab = "overview" } = useParams();
  const found = useProject(id);
  const title = inLanguage(found.data?.body.title, i18n.language)?.text;
  useTitle(title && (tab === "overview" ? title : `${t(`projects.tab.${tab}`)} · ${title}`));
  if (found.error && !found.data) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const { body: project, etag } = found.data;
  const Shown = Object.hasOwn(tabs, tab) ? tabs[tab] : undefined;
  const isInside = may(project, "inside");
  return (
    <InsideProject project={project} key={project.id}>
      <Stack gap="lg">
        <Stack gap="xs">
          <Anchor component={Link} to="/projects" size="sm" className="no-print">← {t("nav.projects")}</Anchor>
          <Group justify="space-between" align="flex-start" gap="md">
            <div className="grow">
              {project.acronym && <Text c="dimmed" fw={600}><bdi>{project.acronym}</bdi></Text>}
              <Title order={1} className="thing-title" dir="auto"><InLanguage text={project.title} /></Title>
            </div>
            <Actions project={project} etag={etag} />
          </Group>
          <Group gap="xs">
            <ProjectStageBadge stage={project.stage} />
            <VisibilityBadge visibility={project.visibility ?? "partners"} />
          </Group>
        </Stack>
        {isInside && <Tabs project={project} tab={tab} />}
        {tab === "overview" && <OverviewTab project={project} etag={etag} />}
        {tab !== "overview" && Shown && isInside && <Suspense fallback={<Loading />}><Shown project={project} /></Suspense>}
        {tab !== "overview" && !(Shown && isInside) && (
          <Empty title={t("error.missing")} text={t(isInside ? "error.missingText" : "projects.insideOnly")}>
            <Button component={Link} to={`/projects/${project.id}`} variant="light">{t("projects.tab.overview")}</Button>
          </Empty>
        )}
        {isInside && <BasketBar />}
      </Stack>
    </InsideProject>
  );
}
