import { folded } from "./names";
import { type Planned, stateOf, states, type TaskState } from "./task";

export const views = ["list", "board", "gantt"] as const;
export type View = (typeof views)[number];
export const zooms = ["day", "week", "month", "quarter"] as const;
export type Zoom = (typeof zooms)[number];

/** Stands for tasks that have none. */
export const none = "none";

/** What narrows the plan, whichever way it is looked at. */
export interface PlanFilters {
  q: string;
  package: string[];
  partner: string[];
  person: string[];
  state: TaskState[];
  critical: boolean;
  late: boolean;
}

/** What the address bar says of the plan. */
export interface PlanAddress extends PlanFilters {
  view: View;
  zoom: Zoom;
  /** "-end": by the end, the last first; "": in the order of the plan. */
  sort: string;
}

const oneOf = <T extends string>(values: readonly T[], written: string | null, otherwise: T): T => values.find((each) => each === written) ?? otherwise;

export function addressFrom(parameters: URLSearchParams): PlanAddress {
  return {
    view: oneOf(views, parameters.get("view"), "list"),
    zoom: oneOf(zooms, parameters.get("zoom"), "week"),
    sort: parameters.get("sort") ?? "",
    q: parameters.get("q") ?? "",
    package: parameters.getAll("package"),
    partner: parameters.getAll("partner"),
    person: parameters.getAll("person"),
    state: parameters.getAll("state").filter((each): each is TaskState => (states as readonly string[]).includes(each)),
    critical: parameters.has("critical"),
    late: parameters.has("late"),
  };
}

/** The address with that in it; what else it says stays. */
export function withAddress(parameters: URLSearchParams, address: PlanAddress): URLSearchParams {
  const made = new URLSearchParams(parameters);
  for (const name of ["view", "zoom", "sort", "q", "package", "partner", "person", "state", "critical", "late"]) made.delete(name);
  if (address.view !== "list") made.set("view", address.view);
  if (address.zoom !== "week") made.set("zoom", address.zoom);
  if (address.sort) made.set("sort", address.sort);
  if (address.q) made.set("q", address.q);
  for (const name of ["package", "partner", "person", "state"] as const) for (const each of address[name]) made.append(name, each);
  for (const name of ["critical", "late"] as const) if (address[name]) made.set(name, "1");
  return made;
}

export const noFilters: PlanFilters = { q: "", package: [], partner: [], person: [], state: [], critical: false, late: false };
export const countOfFilters = (filters: PlanFilters) =>
  [filters.package, filters.partner, filters.person, filters.state].filter((each) => each.length > 0).length + Number(filters.critical) + Number(filters.late);
export const isNarrowed = (filters: PlanFilters) => Boolean(filters.q.trim()) || countOfFilters(filters) > 0;

const words = new WeakMap<object, string>();
function wordsOf(planned: Planned): string {
  let text = words.get(planned.task);
  if (text === undefined) words.set(planned.task, (text = folded(planned.task.title)));
  return text;
}

/** The tasks that the filters let through. */
export function filtered(all: Planned[], filters: PlanFilters): Planned[] {
  if (!isNarrowed(filters)) return all;
  const sought = folded(filters.q).split(" ").filter(Boolean);
  const [packages, partners, people] = [filters.package, filters.partner, filters.person].map((each) => new Set(each)) as [Set<string>, Set<string>, Set<string>];
  const isIn = (chosen: Set<string>, value: string | undefined) => chosen.size === 0 || chosen.has(value ?? none);
  return all.filter((each) => {
    const { task } = each;
    return (!filters.critical || each.isCritical) && (!filters.late || each.isLate) && isIn(packages, task.work_package) && isIn(partners, task.organisation) && isIn(people, task.person) &&
      (filters.state.length === 0 || filters.state.includes(stateOf(task))) && sought.every((word) => wordsOf(each).includes(word));
  });
}
