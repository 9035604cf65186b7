import type { Schemas } from "../../api/client";

export type FundedProject = Schemas["FundedProject"];
export type FundedParticipation = FundedProject["participations"][number];

/** Where its register tells of it. */
export const pageOfRegister = (project: Pick<FundedProject, "number">) => `https://cordis.europa.eu/project/id/${encodeURIComponent(project.number)}`;

/** "ALFA" or, where it has no short name, its title. */
export const shortTitle = (project: Pick<FundedProject, "acronym" | "title">) => project.acronym || project.title;

/** "2019–2022"; only the first where the end is not known or in the same year. */
export function yearsOf(project: Pick<FundedProject, "begins_on" | "ends_on">): string {
  const first = project.begins_on.slice(0, 4), last = project.ends_on?.slice(0, 4);
  return last && last !== first ? `${first}–${last}` : first;
}

const roles = ["coordinator", "participant", "partner", "thirdParty", "associatedPartner", "internationalPartner"] as const;
/** A key of the texts, or nothing where the register uses a word of its own. */
export const knownRole = (role: string) => roles.find((each) => each.toLowerCase() === role.toLowerCase());

/** Those of the catalogue first, then by name; the coordinator before all. */
export function inOrder(participations: readonly FundedParticipation[], language: string): FundedParticipation[] {
  const rank = (each: FundedParticipation) => (each.role === "coordinator" ? 0 : each.organisation ? 1 : 2);
  return [...participations].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, language));
}
