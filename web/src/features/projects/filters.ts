import { type ProjectStage, stages } from "./project";

/** What narrows the list of projects; the address bar holds it. */
export interface ProjectFilters {
  q: string;
  stage: ProjectStage[];
  /** Of which this organisation is a partner. */
  partner: string;
}

/** Anybody can write an address: what is no stage and no id is left out. */
export function projectFiltersFrom(parameters: URLSearchParams): ProjectFilters {
  const partner = parameters.get("partner") ?? "";
  return {
    q: parameters.get("q") ?? "",
    stage: stages.filter((each) => parameters.getAll("stage").includes(each)),
    partner: /^[0-9a-f-]{36}$/.test(partner) ? partner : "",
  };
}

export function projectParametersOf({ q, stage, partner }: ProjectFilters): URLSearchParams {
  const made = new URLSearchParams();
  if (q) made.set("q", q);
  for (const each of stage) made.append("stage", each);
  if (partner) made.set("partner", partner);
  return made;
}

export const isNarrowed = ({ q, stage, partner }: ProjectFilters) => Boolean(q || partner) || stage.length > 0;
