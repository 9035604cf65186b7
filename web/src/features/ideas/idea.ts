import type { Schemas } from "../../api/client";

export type Idea = Schemas["Idea"];
export type IdeaKind = Schemas["IdeaKind"];
export type IdeaStage = Schemas["IdeaStage"];
export type KindCount = Schemas["IdeaKindCount"];

/** The ten kinds of innovation possibilities, in the order of the register (Enright 2004). */
export const kinds = [
  "technology", "market_or_product", "business_model", "tools_and_techniques", "development_path",
  "organisational_form", "cooperation_form", "public_goods", "communication", "inter_cluster_link",
] as const satisfies readonly IdeaKind[];

/** From a thought to a project, step by step. */
export const steps = ["spark", "discussed", "shaped", "chosen", "project"] as const satisfies readonly IdeaStage[];
export const stages = [...steps, "shelved"] as const satisfies readonly IdeaStage[];

/** Where the reader may put the idea. A project is begun, not moved to; who chooses also takes a choice back. */
export function movesOf({ stage, may }: Pick<Idea, "stage" | "may">): IdeaStage[] {
  const chooses = may.includes("choose");
  if (!may.includes("move") || stage === "project" || (stage === "chosen" && !chooses)) return [];
  return stages.filter((each) => each !== stage && each !== "project" && (each !== "chosen" || chooses));
}

/** How many ideas of each stage there are among these kinds. */
export const byStage = (counts: KindCount[], stage: IdeaStage) => counts.reduce((sum, each) => sum + (each.stages[stage] ?? 0), 0);

/** As it is while the server is being told that the reader supports it, or does no more. */
export const withSupportTurned = (idea: Idea): Idea => ({ ...idea, is_supported: !idea.is_supported, supporters: Math.max(0, idea.supporters + (idea.is_supported ? -1 : 1)) });
