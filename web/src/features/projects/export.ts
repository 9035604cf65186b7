import type { TFunction } from "i18next";
import { get, queryString } from "../../api/client";
import type { Cell } from "../../common/xlsx";
import type { ProjectFilters } from "./filters";
import type { Project, ProjectPage } from "./project";

/** Every project that the filters show, page after page. */
export async function allShown(cluster: string, filters: ProjectFilters): Promise<Project[]> {
  const items: Project[] = [];
  let cursor: string | undefined;
  do {
    const page: ProjectPage = await get(`/projects${queryString({ ...filters, cluster, limit: 200, cursor })}`);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return items;
}

/** The list as a table, with the names of the reader's language. */
export function projectRows(projects: Project[], t: TFunction, origin: string): Cell[][] {
  const languages = ["pl", "en"] as const;
  const head = [
    t("projects.acronym"), ...languages.map((each) => `${t("edit.title")} (${each})`), t("projects.stageLabel"), t("projects.begins"), t("projects.ends"), t("projects.currency"), t("projects.role.lead"), t("projects.tab.partners"),
    t("visibility.title"), ...languages.map((each) => `${t("projects.summary")} (${each})`), t("ideas.address"),
  ];
  const names = (project: Project, isLead: boolean) => project.partners.filter((each) => (each.role === "lead") === isLead && each.state === "active").map((each) => each.name).join("; ");
  const rows = projects.map((project): Cell[] => [
    project.acronym, ...languages.map((each) => project.title[each]), t(`projects.stage.${project.stage}`), { day: project.begins_on }, { day: project.ends_on }, project.currency, names(project, true), names(project, false),
    t(`visibility.${project.visibility}`), ...languages.map((each) => project.summary?.[each]), `${origin}/projects/${project.id}`,
  ]);
  return [head, ...rows];
}
