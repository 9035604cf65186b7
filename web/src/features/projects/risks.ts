import type { Parts } from "./project";

type Risk = Parts["risk"];
export const riskStates = ["open", "mitigated", "occurred", "closed"] as const;
export const degrees = [1, 2, 3, 4, 5] as const;
export type Level = "low" | "medium" | "high" | "severe";

export const scoreOf = ({ likelihood, impact }: Pick<Risk, "likelihood" | "impact">) => likelihood * impact;

export function levelOf(score: number): Level {
  if (score >= 15) return "severe";
  if (score >= 9) return "high";
  return score >= 4 ? "medium" : "low";
}

const isLive = ({ state = "open" }: Risk) => state !== "closed";

/** The gravest first; closed ones at the end. */
export const byGravity = (risks: Risk[]) =>
  [...risks].sort((a, b) => Number(isLive(b)) - Number(isLive(a)) || scoreOf(b) - scoreOf(a) || a.title.localeCompare(b.title));

/** How many that are not closed stand in each cell: rows from the likeliest down, columns from the least impact up. */
export const matrixOf = (risks: Risk[]) =>
  [...degrees].reverse().map((likelihood) => ({
    likelihood,
    cells: degrees.map((impact) => ({ impact, level: levelOf(likelihood * impact), count: risks.filter((each) => isLive(each) && each.likelihood === likelihood && each.impact === impact).length })),
  }));
