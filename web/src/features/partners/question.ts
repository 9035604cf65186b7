import type { Schemas } from "../../api/client";

export type PartnerQuery = Partial<Schemas["PartnerQuery"]>;

export const organisationKinds = ["enterprise", "start_up", "university", "research_institute", "clinical_user", "business_support", "public_authority", "investor", "association"] as const;
export const capabilityKinds = ["know_how", "laboratory", "equipment", "certificate", "staff", "data", "premises"] as const;
export const sizes = ["micro", "small", "medium", "small_mid_cap", "large"] as const;
const sought = ["anything", "offers", "needs"] as const;

type Written = Record<string, unknown>;

const text = (value: unknown) => (typeof value === "string" ? value : undefined);
const number = (value: unknown) => (typeof value === "number" && Number.isFinite(value) ? value : undefined);
const texts = (value: unknown) => (Array.isArray(value) ? [...new Set(value.filter((each): each is string => typeof each === "string"))] : undefined);
const among = <T extends string>(known: readonly T[], value: unknown) => texts(value)?.filter((each): each is T => known.includes(each as T));

function position(value: unknown): PartnerQuery["near"] {
  const { lon, lat } = (value ?? {}) as Written;
  const [east, north] = [number(lon), number(lat)];
  return east === undefined || north === undefined ? undefined : { lon: east, lat: north };
}

/**
 * The question that an address holds, as it is sent. Anybody can write an address: what does not belong into a question
 * is left out of it, and where nothing remains, nothing was asked.
 */
export function questionFrom(written: string | null): PartnerQuery | undefined {
  let found: unknown;
  try {
    found = JSON.parse(written ?? "null");
  } catch {
    return undefined;
  }
  if (typeof found !== "object" || found === null || Array.isArray(found)) return undefined;
  const value = found as Written;
  const question: PartnerQuery = {
    text: text(value.text),
    seek: sought.find((each) => each === value.seek),
    kinds: among(organisationKinds, value.kinds),
    capability_kinds: among(capabilityKinds, value.capability_kinds),
    sizes: among(sizes, value.sizes),
    tags: texts(value.tags),
    near: position(value.near),
    within_m: number(value.within_m),
    trl_min: number(value.trl_min),
    on_behalf_of: text(value.on_behalf_of),
  };
  return isAsked(question) ? withoutEmpty(question) : undefined;
}

/** Without what was left empty: shorter to send, and the same question has the same address. */
export const withoutEmpty = (question: PartnerQuery): PartnerQuery =>
  Object.fromEntries(Object.entries(question).filter(([, value]) => value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0)));

export const isAsked = (query: PartnerQuery) =>
  Boolean(query.text || query.tags?.length || query.kinds?.length || query.capability_kinds?.length || query.sizes?.length || query.near || query.trl_min || query.on_behalf_of);
