import type { Day } from "./day";
import { none } from "./filters";
import { isOpen, type Planned, stateOf, states, type WorkPackage } from "./task";

/** A work package with what its tasks come to. */
export interface GroupRow {
  kind: "group";
  /** `none`: the tasks of no work package. */
  id: string;
  workPackage: WorkPackage | undefined;
  count: number;
  start: Day | undefined;
  end: Day | undefined;
  effort: number;
  /** 0..100, weighed by effort, else by days. */
  progress: number;
  isCritical: boolean;
  isFolded: boolean;
}
export interface TaskRow {
  kind: "task";
  planned: Planned;
}
export type Row = GroupRow | TaskRow;

export const keyOf = (row: Row) => (row.kind === "group" ? `g:${row.id}` : row.planned.task.id);

function summed(id: string, workPackage: WorkPackage | undefined, tasks: Planned[], isFolded: boolean): GroupRow {
  let start: Day | undefined, end: Day | undefined, effort = 0, weights = 0, done = 0, isCritical = false;
  for (const each of tasks) {
    const { task } = each;
    if (task.state === "dropped") continue;
    start = start === undefined ? each.start : Math.min(start, each.start);
    end = end === undefined ? each.end : Math.max(end, each.end);
    effort += task.effort_days ?? 0;
    const weight = task.effort_days || task.duration_days || 0;
    weights += weight;
    done += weight * (task.state === "done" ? 100 : (task.progress ?? 0));
    isCritical ||= each.isCritical && isOpen(task);
  }
  return { kind: "group", id, workPackage, count: tasks.length, start, end, effort, progress: weights ? Math.round(done / weights) : 0, isCritical, isFolded };
}

interface TreeOptions {
  folded: ReadonlySet<string>;
  /** Work packages in which nothing is shown are left out. */
  isNarrowed: boolean;
  compare?: (a: Planned, b: Planned) => number;
}

/** The tree as rows: each work package and its tasks below, those of none at the end. Without work packages just tasks. */
export function rowsOf(tasks: Planned[], workPackages: WorkPackage[], { folded, isNarrowed, compare }: TreeOptions): Row[] {
  const sorted = compare ? [...tasks].sort((a, b) => compare(a, b) || a.order - b.order) : tasks;
  const asRow = (planned: Planned): Row => ({ kind: "task", planned });
  if (workPackages.length === 0) return sorted.map(asRow);
  const known = new Map<string, Planned[]>(workPackages.map(({ id }) => [id, []]));
  const rest: Planned[] = [];
  for (const each of sorted) (known.get(each.task.work_package ?? "") ?? rest).push(each);
  const rows: Row[] = [];
  const add = (id: string, workPackage: WorkPackage | undefined, its: Planned[]) => {
    const group = summed(id, workPackage, its, folded.has(id));
    rows.push(group);
    if (!group.isFolded) for (const each of its) rows.push(asRow(each));
  };
  for (const each of workPackages) {
    const its = known.get(each.id) as Planned[];
    if (its.length > 0 || !isNarrowed) add(each.id, each, its);
  }
  if (rest.length > 0) add(none, undefined, rest);
  return rows;
}

export interface Names {
  organisation: ReadonlyMap<string, string>;
  person: ReadonlyMap<string, string>;
}

/** What a column holds of a task, to sort by: numbers and texts; what is empty comes last. */
export function valueOf(column: string, { task, ...planned }: Planned, names: Names): string | number | undefined {
  switch (column) {
    case "title": return task.title;
    case "partner": return names.organisation.get(task.organisation ?? "");
    case "person": return names.person.get(task.person ?? "");
    case "state": return states.indexOf(stateOf(task));
    case "start": return planned.start;
    case "end": return planned.end;
    case "due": return task.due_on;
    case "slack": return planned.slack;
    case "effort": return task.effort_days;
    case "progress": return task.progress;
    default: return undefined;
  }
}

/** By a column as the address says it ("end", "-end"); none where it says none. */
export function comparison(sort: string, names: Names, language: string): ((a: Planned, b: Planned) => number) | undefined {
  if (!sort) return undefined;
  const isDown = sort.startsWith("-"), column = isDown ? sort.slice(1) : sort;
  const words = new Intl.Collator(language, { numeric: true });
  const cache = new Map<Planned, string | number | undefined>();
  const value = (each: Planned) => {
    if (!cache.has(each)) cache.set(each, valueOf(column, each, names));
    return cache.get(each);
  };
  return (first, second) => {
    const a = value(first), b = value(second);
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
    const order = typeof a === "number" && typeof b === "number" ? a - b : words.compare(String(a), String(b));
    return isDown ? -order : order;
  };
}
