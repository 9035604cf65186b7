import type { Schemas } from "../../api/client";
import { type BookingTerms, type Resource, type ResourceKind, termsOf, usualTerms } from "./resource";

type Visibility = Schemas["Visibility"];

/** What the form edits. An `organisation` left empty stands for the cluster itself. */
export interface Draft {
  kind: ResourceKind;
  title: Record<string, string>;
  description: Record<string, string>;
  conditions: Record<string, string>;
  location: string;
  tags: string[];
  terms: BookingTerms;
  is_paused: boolean;
  organisation: string;
  visibility: Visibility;
  named: string[];
}

export const draftOf = (resource?: Resource, organisation = ""): Draft => ({
  kind: resource?.kind ?? "laboratory",
  title: resource?.title ?? {},
  description: resource?.description ?? {},
  conditions: resource?.conditions ?? {},
  location: resource?.location ?? "",
  tags: resource?.tags ?? [],
  terms: resource ? termsOf(resource) : usualTerms,
  is_paused: resource?.is_paused ?? false,
  organisation: resource ? (resource.organisation ?? "") : organisation,
  visibility: resource?.visibility ?? "members",
  named: resource?.named ?? [],
});

const written = (text: Record<string, string>) => Object.fromEntries(Object.entries(text).filter(([, each]) => each.trim() !== ""));

/** As it is sent: without what was left empty. */
export function sent(draft: Draft): Schemas["ResourceDraft"] {
  const { organisation, terms, ...rest } = draft;
  return {
    ...rest, title: written(draft.title), description: written(draft.description), conditions: written(draft.conditions),
    named: draft.visibility === "named" ? draft.named : [],
    terms: { ...terms, prices: terms.prices.filter((each) => each.amount.trim() !== ""), closures: terms.closures.filter((each) => each.first_day !== "") },
    ...(organisation ? { organisation } : {}),
  };
}

/** JSON pointers of what has to be filled in before it can be sent. */
export function missing(draft: Draft): string[] {
  return [
    Object.keys(written(draft.title)).length === 0 && "/title",
    draft.visibility === "named" && draft.named.length === 0 && "/named",
  ].filter((each): each is string => Boolean(each));
}

/** Who may see a resource: the cluster's own belongs to those who run it. */
export const visibilitiesOf = (organisation: string): Visibility[] =>
  organisation ? ["everyone", "members", "named", "coordinator", "owner"] : ["everyone", "members", "named", "coordinator"];
