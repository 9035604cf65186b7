import type { TFunction } from "i18next";
import { get, queryString, type Schemas } from "../../api/client";
import { csvOf } from "../../common/csv";
import type { IdeaFilters } from "./filters";
import type { Idea } from "./idea";

/** Every idea that the filters show, page after page. */
export async function allShown(cluster: string, filters: IdeaFilters): Promise<Idea[]> {
  const items: Idea[] = [];
  let cursor: string | undefined;
  do {
    const page: Schemas["IdeaPage"] = await get(`/clusters/${cluster}/ideas${queryString({ ...filters, limit: 200, cursor })}`);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return items;
}

/** The register as a table, with the names of the reader's language. */
export function ideasCsv(ideas: Idea[], t: TFunction, origin: string): string {
  const head = [
    ...["pl", "en"].map((language) => `${t("edit.title")} (${language})`), t("ideas.kindLabel"), t("ideas.stageLabel"), t("ideas.whose"), t("ideas.author"), t("ideas.support"), t("ideas.commentsTitle"),
    t("visibility.title"), t("organisation.tags"), ...["pl", "en"].map((language) => `${t("organisation.description")} (${language})`), t("ideas.proposed"), t("organisation.updated"), t("ideas.address"),
  ];
  const rows = ideas.map((idea) => [
    idea.title.pl, idea.title.en, t(`ideas.kind.${idea.kind}`), t(`ideas.stage.${idea.stage}`), idea.organisation ? idea.organisation_name : t("ideas.clusterOwn"), idea.author, idea.supporters, idea.comments,
    t(`visibility.${idea.visibility}`), idea.tags?.join("; "), idea.description?.pl, idea.description?.en, idea.created_at.slice(0, 10), idea.updated_at.slice(0, 10), `${origin}/ideas/${idea.id}`,
  ]);
  return csvOf([head, ...rows]);
}
