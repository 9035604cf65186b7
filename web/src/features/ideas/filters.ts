import { type IdeaKind, type IdeaStage, kinds, stages } from "./idea";

/** What narrows the register; the address bar holds it. */
export interface IdeaFilters {
  q: string;
  kind: IdeaKind[];
  stage: IdeaStage[];
  sort: "newest" | "most_supported";
}

const known = <T extends string>(all: readonly T[], written: string[]) => all.filter((each) => written.includes(each));

/** Anybody can write an address: what is no kind, stage or order is left out. */
export function ideaFiltersFrom(parameters: URLSearchParams): IdeaFilters {
  return {
    q: parameters.get("q") ?? "",
    kind: known(kinds, parameters.getAll("kind")),
    stage: known(stages, parameters.getAll("stage")),
    sort: parameters.get("sort") === "most_supported" ? "most_supported" : "newest",
  };
}

export function ideaParametersOf({ q, kind, stage, sort }: IdeaFilters): URLSearchParams {
  const made = new URLSearchParams();
  if (q) made.set("q", q);
  for (const each of kind) made.append("kind", each);
  for (const each of stage) made.append("stage", each);
  if (sort !== "newest") made.set("sort", sort);
  return made;
}

export const isNarrowed = ({ q, kind, stage }: IdeaFilters) => Boolean(q) || kind.length > 0 || stage.length > 0;
