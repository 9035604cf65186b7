import type { Schemas } from "../../api/client";
import type { Idea, IdeaKind } from "./idea";

export type IdeaLink = Schemas["IdeaLink"];
type Visibility = Schemas["Visibility"];

/** What the form edits. An `organisation` left empty stands for the cluster itself. */
export interface Draft {
  kind: IdeaKind | undefined;
  title: Record<string, string>;
  description: Record<string, string>;
  tags: string[];
  organisation: string;
  visibility: Visibility;
  named: string[];
  links: IdeaLink[];
}

export const draftOf = (idea: Partial<Idea> = {}): Draft => ({
  kind: idea.kind,
  title: idea.title ?? {},
  description: idea.description ?? {},
  tags: idea.tags ?? [],
  organisation: idea.organisation ?? "",
  visibility: idea.visibility ?? "members",
  named: idea.named ?? [],
  links: idea.links ?? [],
});

const written = (text: Record<string, string>) => Object.fromEntries(Object.entries(text).filter(([, each]) => each.trim() !== ""));

/** As it is sent: without what was left empty, and without what only the page shows. */
export function sent(draft: Draft): Omit<Schemas["IdeaDraft"], "kind"> & { kind: IdeaKind | undefined } {
  const { kind, title, description, tags, organisation, visibility, named, links } = draft;
  return {
    kind, title: written(title), description: written(description), tags, visibility,
    named: visibility === "named" ? named : [],
    links: links.map((each) => ({ organisation: each.organisation, capability: each.capability })),
    ...(organisation ? { organisation } : {}),
  };
}

/** JSON pointers of what has to be filled in before it can be sent. */
export function missing(draft: Draft): string[] {
  return [
    Object.keys(written(draft.title)).length === 0 && "/title",
    !draft.kind && "/kind",
    draft.visibility === "named" && draft.named.length === 0 && "/named",
  ].filter((each): each is string => Boolean(each));
}

/** Fields that differ between two drafts, in the order of the form. */
export function differing(mine: Draft, theirs: Draft): (keyof Draft)[] {
  const [a, b] = [sent(mine), sent(theirs)];
  return (["title", "description", "kind", "tags", "visibility", "named", "links"] as const).filter((field) => JSON.stringify(a[field]) !== JSON.stringify(b[field]));
}

/** Who may see an idea: the cluster's own belongs to those who run it, who may name organisations that see it too. */
export function visibilitiesOf({ organisation, visibility }: Pick<Draft, "organisation" | "visibility">): Visibility[] {
  const usual: Visibility[] = organisation ? ["everyone", "members", "named", "coordinator", "owner"] : ["everyone", "members", "named", "coordinator"];
  return usual.includes(visibility) ? usual : [...usual, visibility];
}
