import type { Schemas } from "../../api/client";
import { currencies } from "../../common/money";
import type { Idea } from "../ideas/idea";
import type { Project } from "./project";

type Visibility = Schemas["Visibility"];
/** A joint project is nobody's own. */
export const visibilities = ["partners", "members", "everyone", "named", "coordinator"] as const satisfies readonly Visibility[];

/** What the form edits. */
export interface Draft {
  acronym: string;
  title: Record<string, string>;
  summary: Record<string, string>;
  begins_on: string;
  ends_on: string;
  currency: (typeof currencies)[number];
  visibility: Visibility;
  named: string[];
  idea: string | undefined;
}

export const draftOf = (project: Partial<Project> = {}): Draft => ({
  acronym: project.acronym ?? "",
  title: project.title ?? {},
  summary: project.summary ?? {},
  begins_on: project.begins_on ?? "",
  ends_on: project.ends_on ?? "",
  currency: project.currency ?? "PLN",
  visibility: project.visibility ?? "partners",
  named: project.named ?? [],
  idea: project.idea,
});

/** The first of the month after, for two years: something to start from. */
export function usualTime(now: string): Pick<Draft, "begins_on" | "ends_on"> {
  const [year = 0, month = 0] = now.split("-").map(Number);
  const first = new Date(Date.UTC(year, month, 1));
  return { begins_on: first.toISOString().slice(0, 10), ends_on: new Date(Date.UTC(first.getUTCFullYear() + 2, first.getUTCMonth(), 0)).toISOString().slice(0, 10) };
}

/** A project that carries on for an idea: what the idea says, for those who see the idea. */
export function draftFrom(idea: Pick<Idea, "id" | "title" | "description" | "visibility" | "named">, now: string): Draft {
  const visibility = idea.visibility === "everyone" || idea.visibility === "members" ? idea.visibility : "partners";
  return { ...draftOf(), title: idea.title, summary: idea.description ?? {}, visibility, idea: idea.id, ...usualTime(now) };
}

const written = (text: Record<string, string>) => Object.fromEntries(Object.entries(text).filter(([, each]) => each.trim() !== ""));

/** As it is sent: without what was left empty. */
export const sent = ({ title, summary, named, idea, ...rest }: Draft): Schemas["ProjectDraft"] => ({
  ...rest, title: written(title), summary: written(summary), named: rest.visibility === "named" ? named : [], ...(idea ? { idea } : {}),
});

/** JSON pointers of what has to be mended before it can be sent, with what is wrong. */
export function lacking(draft: Draft): { pointer: string; what: string }[] {
  const { begins_on: begin, ends_on: end } = draft;
  return [
    Object.keys(written(draft.title)).length === 0 && { pointer: "/title", what: "title" },
    !begin && { pointer: "/begins_on", what: "begins" },
    !end ? { pointer: "/ends_on", what: "ends" } : begin && end < begin && { pointer: "/ends_on", what: "endsBefore" },
    draft.visibility === "named" && draft.named.length === 0 && { pointer: "/named", what: "named" },
  ].filter((each): each is { pointer: string; what: string } => Boolean(each));
}

/** Fields that differ between two drafts, in the order of the form. */
export function differing(mine: Draft, theirs: Draft): (keyof Draft)[] {
  const [a, b] = [sent(mine), sent(theirs)];
  return (["acronym", "title", "summary", "begins_on", "ends_on", "visibility", "named"] as const).filter((field) => JSON.stringify(a[field]) !== JSON.stringify(b[field]));
}
