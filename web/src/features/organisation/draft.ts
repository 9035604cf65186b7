import type { Organisation, OrganisationDraft, Schemas } from "../../api/client";

export type Capability = Schemas["Capability"];
export type Place = Schemas["Place"];
export type ActivityCode = Schemas["ActivityCode"];

/** What the form edits: every list and text is there, so that fields have something to hold. */
export type Draft = OrganisationDraft & Required<Pick<OrganisationDraft, "places" | "activities" | "offers" | "needs" | "tags" | "description" | "registers">>;

export function draftOf(organisation: Partial<Organisation> = {}): Draft {
  const { legal_name, short_name, kind, registers, website, founded, employees, turnover, description, tags, places, activities, offers, needs } = organisation;
  return {
    legal_name: legal_name ?? "",
    short_name: short_name ?? "",
    kind: kind ?? "enterprise",
    registers: registers ?? {},
    ...(website === undefined ? {} : { website }),
    ...(founded === undefined ? {} : { founded }),
    ...(employees === undefined ? {} : { employees }),
    ...(turnover === undefined ? {} : { turnover }),
    description: description ?? {},
    tags: tags ?? [],
    places: places ?? [],
    activities: (activities ?? []).map(({ scheme, code, is_main }) => ({ scheme, code, is_main })),
    offers: offers ?? [],
    needs: needs ?? [],
  };
}

/** The draft as it is sent: without what was left empty. */
export function sent(draft: Draft): OrganisationDraft {
  const filled = <T extends object>(value: T) => Object.fromEntries(Object.entries(value).filter(([, each]) => each !== "" && each !== undefined && each !== null)) as T;
  return filled({ ...draft, registers: filled(draft.registers), description: filled(draft.description), places: draft.places.map(filled) });
}

export const emptyCapability = (): Capability => ({ kind: "know_how", title: {}, description: {}, tags: [], visibility: "members" });
export const emptyPlace = (): Place => ({ is_seat: false, street: "", postal_code: "", locality: "", country: "PL" });
