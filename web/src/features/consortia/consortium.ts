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
  weight?: number;
}

export interface KindRule {
  kinds?: string[];
  sizes?: string[];
  at_least?: number;
  at_most?: number;
}

export const terms = ["coverage", "cooperation", "complementarity", "closeness", "cost"] as const;
export type Term = (typeof terms)[number];
export type Weights = Record<Term, number>;

/** What counts how much where nobody has said: docs/consortia.md. */
export const usualWeights: Weights = { coverage: 0.4, cooperation: 0.2, complementarity: 0.15, closeness: 0.1, cost: 0.15 };

export interface Position {
  lon: number;
  lat: number;
}

/** "opportunity" of docs/consortia.md. */
export interface Requirements {
  partners: { min: number; max: number };
  competences?: CompetenceRequirement[];
  kinds?: KindRule[];
  budget?: { partner?: { min?: string | number; max?: string | number }; total?: { min?: string | number; max?: string | number } };
  sme_share?: number | string;
  countries?: number;
  within?: Partial<Position> & { radius_km?: number };
  within_each_other_km?: number;
  near?: Position;
  fixed?: string[];
  excluded?: string[];
  apart?: [string, string][];
  weights?: Partial<Weights>;
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
  const made = cleaned({ ...requirements, competences: requirements.competences?.filter((each) => each.competence.trim() !== ""), kinds: requirements.kinds?.filter((each) => each.at_least !== undefined || each.at_most !== undefined), apart: requirements.apart?.filter(([one, other]) => one && other) });
  return made as Requirements;
}

/** The requirements with what is locked and banned while one looks. */
export const whatIf = (requirements: Requirements, locked: readonly string[], banned: readonly string[]): Requirements => ({
  ...requirements,
  fixed: [...new Set([...(requirements.fixed ?? []).filter((id) => !banned.includes(id)), ...locked])],
  excluded: [...new Set([...(requirements.excluded ?? []).filter((id) => !locked.includes(id)), ...banned])],
});

/** Of each term how much it counts of everything, 0 to 1; all 0 where nothing counts. */
export function sharesOf(weights: Partial<Weights> | undefined): Weights {
  const given = weights ?? usualWeights;
  const sum = terms.reduce((all, term) => all + (given[term] ?? 0), 0);
  return Object.fromEntries(terms.map((term) => [term, sum > 0 ? (given[term] ?? 0) / sum : 0])) as Weights;
}

/** A share that may be written as a fraction, "1/3", in hundredths of one. */
export function percentOf(share: number | string | undefined): number | "" {
  if (share === undefined || share === "") return "";
  const [above = NaN, below = 1] = String(share).split("/").map(Number);
  const made = Math.round((above / below) * 10_000) / 100;
  return Number.isFinite(made) ? made : "";
}

/** What each term adds to the total, by the weights that were used: they sum to it. */
export function partsOf(proposal: Pick<Proposal, "terms">, weights: Record<string, number> | undefined): { term: Term; part: number }[] {
  const counting = terms.filter((term) => typeof proposal.terms[term] === "number");
  const sum = counting.reduce((all, term) => all + (weights?.[term] ?? 0), 0);
  return counting.map((term) => ({ term, part: sum > 0 ? ((proposal.terms[term] as number) * (weights?.[term] ?? 0)) / sum : 0 }));
}

/** Who is in every one of the proposals, where there are several. */
export function inAll(proposals: readonly Proposal[]): string[] {
  const [first, ...others] = proposals;
  if (!first || others.length === 0) return [];
  return first.partners.filter(({ id }) => others.every((each) => each.partners.some((partner) => partner.id === id))).map(({ name }) => name);
}

/** Who of a proposal has no seat yet, in its order. */
export const joining = (proposal: Proposal, seated: ReadonlySet<string>) => proposal.partners.filter(({ id }) => !seated.has(id));

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

const folded = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/ł/g, "l").replace(/Ł/g, "L").toLocaleLowerCase();

/** Whether the texts hold each word sought, whatever its case and accents. */
export function holdsWords(texts: readonly string[], sought: string): boolean {
  const all = folded(texts.join("\n"));
  return folded(sought).split(/\s+/).every((word) => all.includes(word));
}
