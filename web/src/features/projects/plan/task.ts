import type { PartDrafts, Parts, Schedule } from "../project";
import { type Day, dayOf } from "./day";

export type Task = Parts["task"];
export type TaskDraft = PartDrafts["task"];
export type WorkPackage = Parts["work_package"];
export type TaskState = NonNullable<Task["state"]>;
export type TaskKind = NonNullable<Task["kind"]>;
export type Dependency = NonNullable<Task["depends_on"]>[number];
export type DependencyKind = NonNullable<Dependency["kind"]>;
export type Times = Schedule["tasks"][number];

export const states = ["to_do", "in_progress", "blocked", "done", "dropped"] as const satisfies readonly TaskState[];
export const taskKinds = ["task", "milestone", "deliverable"] as const satisfies readonly TaskKind[];
export const dependencyKinds = ["finish_to_start", "start_to_start", "finish_to_finish", "start_to_finish"] as const satisfies readonly DependencyKind[];

export const stateOf = (task: Task): TaskState => task.state ?? "to_do";
export const kindOf = (task: Task): TaskKind => task.kind ?? "task";
export const isOpen = (task: Task) => task.state !== "done" && task.state !== "dropped";

/** A task with when it is done, as the plan comes out. */
export interface Planned {
  task: Task;
  start: Day;
  /** The last day. */
  end: Day;
  slack: number;
  isCritical: boolean;
  isLate: boolean;
  /** Its place among all, in the order of their positions. */
  order: number;
}

/** Whether it is not done and its time is over, or will be before it is done. */
export function isLate(task: Task, end: Day, now: Day): boolean {
  if (!isOpen(task)) return false;
  return end < now || (task.due_on !== undefined && end > dayOf(task.due_on));
}

const byPosition = (a: Task, b: Task) => (a.position ?? 0) - (b.position ?? 0);

/** The tasks in their order, each with its times; one that the schedule does not know yet begins with the project. */
export function planned(tasks: Task[], times: Times[], begins: Day, now: Day): Planned[] {
  const known = new Map(times.map((each) => [each.id, each]));
  // Sorting keeps those of one position as they were made.
  return [...tasks].sort(byPosition).map((task, order) => {
    const time = known.get(task.id);
    const start = time ? dayOf(time.starts_on) : task.starts_on ? dayOf(task.starts_on) : begins;
    const end = time ? dayOf(time.ends_on) : start + Math.max(task.duration_days ?? 0, 1) - 1;
    return { task, start, end, order, slack: time?.slack_days ?? 0, isCritical: time?.is_critical ?? false, isLate: isLate(task, end, now) };
  });
}

/** Work packages in their order. */
export const inOrder = (workPackages: WorkPackage[]) => [...workPackages].sort((a, b) => (a.position ?? 0) - (b.position ?? 0));
export const nameOf = (workPackage: WorkPackage) => (workPackage.code ? `${workPackage.code} ${workPackage.title}` : workPackage.title);

/** What changes with the state: a task that is done was done on a day, one that is not was not. */
export function moved(task: Task, state: TaskState, doneOn: string): Partial<Record<keyof TaskDraft, unknown>> {
  if (state === "done") return { state, done_on: doneOn, progress: 100 };
  return { state, done_on: null, ...(task.state === "done" && task.progress === 100 && state === "to_do" ? { progress: 0 } : {}) };
}

/** The tasks that would wait for one another in a circle if that one waited for those, each for the next; empty where none would. */
export function circleOf(tasks: ReadonlyMap<string, Pick<Task, "depends_on">>, id: string, waitsFor: string[]): string[] {
  const cameFrom = new Map<string, string>();
  const open = [...new Set(waitsFor)];
  for (const each of open) cameFrom.set(each, id);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === id) {
      const path: string[] = [];
      for (let each = cameFrom.get(id); each !== undefined && each !== id; each = cameFrom.get(each)) path.push(each);
      return [id, ...path.reverse()];
    }
    for (const { task } of tasks.get(at)?.depends_on ?? [])
      if (!cameFrom.has(task)) {
        cameFrom.set(task, at);
        open.push(task);
      }
  }
  return [];
}

/** Which tasks wait for which: those waiting, by the one they wait for. */
export function waiting(tasks: Task[]): Map<string, Task[]> {
  const made = new Map<string, Task[]>();
  for (const task of tasks)
    for (const { task: other } of task.depends_on ?? []) {
      const list = made.get(other);
      if (list) list.push(task);
      else made.set(other, [task]);
    }
  return made;
}
