import type { Schemas } from "../../api/client";
import type { PartDrafts, PartKind, Parts } from "./project";

type Kind = Extract<PartKind, "partner" | "budget_line">;
export type Fields = Record<string, unknown>;

/** One wanted change: of the part it names, or of something new; without `after` the part is to go. */
export interface Wanted {
  kind: Kind;
  part?: string;
  before: Fields | undefined;
  after: Fields | undefined;
}

/** What people read of each kind, in the order of its form. */
const fieldsOf = { partner: ["organisation", "role", "task", "days_a_month"], budget_line: ["organisation", "year", "category", "amount", "funding_rate", "note"] } as const satisfies Record<Kind, readonly string[]>;

const only = (kind: Kind, value: Fields): Fields => Object.fromEntries(fieldsOf[kind].flatMap((field) => (value[field] === undefined || value[field] === "" ? [] : [[field, value[field]]])));
const same = (kind: Kind, a: Fields | undefined, b: Fields | undefined) => JSON.stringify(a && only(kind, a)) === JSON.stringify(b && only(kind, b));

/** With a change more. One of the same part takes the place of the one before; one that changes nothing is none. */
export function withChange(basket: Wanted[], change: Wanted): Wanted[] {
  const others = change.part ? basket.filter((each) => each.part !== change.part) : basket;
  return same(change.kind, change.before, change.after) ? others : [...others, change];
}

export const changed = <K extends Kind>(kind: K, part: Parts[K], draft: PartDrafts[K]): Wanted => ({ kind, part: part.id, before: only(kind, part as unknown as Fields), after: only(kind, draft as unknown as Fields) });
export const added = <K extends Kind>(kind: K, draft: PartDrafts[K]): Wanted => ({ kind, before: undefined, after: only(kind, draft as unknown as Fields) });
export const taken = <K extends Kind>(kind: K, part: Parts[K]): Wanted => ({ kind, part: part.id, before: only(kind, part as unknown as Fields), after: undefined });

/** As it is sent; an absent `after` says that the part is to go. */
export const sentChange = ({ kind, part, after }: Wanted): Schemas["Change"] => ({ kind, ...(part ? { part } : {}), after: (after ?? null) as Schemas["Change"]["after"] });

/** A change of a request as it was asked for. */
export const wantedOf = ({ kind, part, before, after }: Schemas["Change"]): Wanted => ({ kind, part, before: (before as Fields | null) ?? undefined, after: (after as Fields | null) ?? undefined });

const identity = { partner: ["organisation"], budget_line: ["organisation", "year", "category"] } as const satisfies Record<Kind, readonly string[]>;
const alike = (a: unknown, b: unknown) => (a ?? "") === (b ?? "");

/** What says which partner or line is meant. */
export const meantBy = ({ kind, before, after }: Wanted) => identity[kind].map((field) => ({ field, value: (before ?? after)?.[field] }));

/** The fields that differ, each as it was and as it is to be; of what is new or goes all but those that say which it is. */
export function touched({ kind, before, after }: Wanted): { field: string; before: unknown; after: unknown }[] {
  const isIdentity = (field: string) => (identity[kind] as readonly string[]).includes(field);
  return fieldsOf[kind]
    .map((field) => ({ field, before: before?.[field], after: after?.[field] }))
    .filter(({ field, before: was, after: is }) => !alike(was, is) && !(isIdentity(field) && (!before || !after)));
}

/** Each one who votes with what it said last. */
export function wordsOf(request: Pick<Parts["change_request"], "votes">, voters: string[]): { organisation: string; vote: Schemas["Vote"] | undefined }[] {
  const votes = request.votes ?? [];
  const all = [...voters, ...votes.map((each) => each.organisation).filter((each) => !voters.includes(each))];
  return all.map((organisation) => ({ organisation, vote: votes.find((each) => each.organisation === organisation) }));
}
