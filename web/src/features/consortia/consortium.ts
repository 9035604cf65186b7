import type { Schemas } from "../../api/client";

export type Opportunity = Schemas["Opportunity"];
export type OpportunityKind = Schemas["OpportunityKind"];
export type Consortium = Schemas["Consortium"];
export type Seat = Schemas["Seat"];
export type Solution = Schemas["Solution"];
export type Proposal = Solution["consortia"][number];

export const opportunityKinds = ["call", "joint_purchase", "investment"] as const satisfies readonly OpportunityKind[];

export interface CompetenceRequirement {
  competence: string;
  min_trl?: number;
  certificate?: string;
  holders?: number;
}

export interface KindRule {
  kinds?: string[];
  sizes?: string[];
  at_least?: number;
  at_most?: number;
}

/** "opportunity" of docs/consortia.md, as far as the form edits it; what else is in it stays as it is. */
export interface Requirements {
  partners: { min: number; max: number };
  competences?: CompetenceRequirement[];
  kinds?: KindRule[];
  budget?: { partner?: { min?: string | number; max?: string | number }; total?: { min?: string | number; max?: string | number } };
  sme_share?: number | string;
  countries?: number;
  within_each_other_km?: number;
  fixed?: string[];
  excluded?: string[];
  [other: string]: unknown;
}

export const requirementsOf = (opportunity: Pick<Opportunity, "requirements">): Requirements => ({ ...({ partners: { min: 2, max: 8 } } as Requirements), ...(opportunity.requirements as Partial<Requirements>) });

const isEmpty = (value: unknown): boolean => value === undefined || value === "" || value === null || (Array.isArray(value) && value.length === 0) || (typeof value === "object" && !Array.isArray(value) && Object.values(value as object).every(isEmpty));

/** Without what was left empty: the server takes nothing that has no meaning. */
export function sentRequirements(requirements: Requirements): Requirements {
  const cleaned = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.filter((each) => !isEmpty(each)).map(cleaned);
    if (typeof value === "object" && value !== null) return Object.fromEntries(Object.entries(value).filter(([, each]) => !isEmpty(each)).map(([key, each]) => [key, cleaned(each)]));
    return value;
  };
  const made = cleaned({ ...requirements, competences: requirements.competences?.filter((each) => each.competence.trim() !== ""), kinds: requirements.kinds?.filter((each) => each.at_least !== undefined || each.at_most !== undefined) });
  return made as Requirements;
}

/** The requirements with what is locked and banned while one looks. */
export const whatIf = (requirements: Requirements, locked: readonly string[], banned: readonly string[]): Requirements => ({
  ...requirements,
  fixed: [...new Set([...(requirements.fixed ?? []).filter((id) => !banned.includes(id)), ...locked])],
  excluded: [...new Set([...(requirements.excluded ?? []).filter((id) => !locked.includes(id)), ...banned])],
});

/** Who of a proposal brings what: competences by organisation. */
export function broughtBy(proposal: Proposal, id: string): string[] {
  return proposal.coverage.filter(({ holders }) => holders.some((each) => each.id === id)).map(({ competence }) => competence);
}

/** Equal shares to ten-thousandths that sum to one: the first takes what is over. */
export function equalShares(count: number): number[] {
  if (count === 0) return [];
  const each = Math.floor(10_000 / count);
  return Array.from({ length: count }, (_, i) => (each + (i === 0 ? 10_000 - each * count : 0)) / 10_000);
}

/** A proposal as seats of a consortium: who brings most leads. */
export function seatsOf(proposal: Proposal): Schemas["ConsortiumDraft"]["seats"] {
  const shares = equalShares(proposal.partners.length);
  const most = Math.max(...proposal.partners.map(({ id }) => broughtBy(proposal, id).length));
  const lead = proposal.partners.findIndex(({ id }) => broughtBy(proposal, id).length === most);
  return proposal.partners.map(({ id, budget }, i) => ({ organisation: id, role: i === lead ? "lead" : "partner", share: shares[i] as number, budget, task: broughtBy(proposal, id).join(", ") }));
}

export const countingSeats = (consortium: Pick<Consortium, "seats">) => consortium.seats.filter((each) => ["proposed", "invited", "accepted"].includes(each.state));

/** Sum of shares in ten-thousandths, exactly. */
export const sumOfShares = (seats: readonly Pick<Seat, "share">[]) => seats.reduce((sum, each) => sum + Math.round(each.share * 10_000), 0);
