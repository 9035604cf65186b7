import type { Parts, Project, Schedule } from "./project";

type Task = Parts["task"];
const day = 86_400_000;

export const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / day);

/** Today where the reader is. */
export function today(now = new Date()): string {
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((each) => String(each).padStart(2, "0")).join("-");
}

const isSettled = ({ state }: Pick<Task, "state">) => state === "done" || state === "dropped";

/** What has to be settled before the project can be closed: as the server asks. */
export function openEnds(tasks: Task[], requests: Parts["change_request"][], periods: Parts["period"][]) {
  return {
    tasks: tasks.filter((each) => !isSettled(each)).length,
    requests: requests.filter((each) => each.state === "open").length,
    periods: periods.filter((each) => !each.is_closed).length,
  };
}

export interface Deadline {
  id: string;
  kind: "task" | "milestone" | "deliverable" | "report";
  title: string;
  day: string;
  /** Promised, and not only reckoned by the schedule. */
  isPromised: boolean;
  /** By how many days the schedule comes after the promise. */
  lateBy: number;
}

/** What is due next: promised days, and milestones and deliverables where the schedule puts them; the overdue first. */
export function deadlines(tasks: Task[], schedule: Pick<Schedule, "tasks"> | undefined, periods: Parts["period"][]): Deadline[] {
  const times = new Map(schedule?.tasks.map((each) => [each.id, each]));
  const made: Deadline[] = [];
  for (const { id, kind = "task", title, due_on: due, ...task } of tasks) {
    const planned = times.get(id)?.ends_on;
    const when = due ?? (kind === "task" ? undefined : planned);
    if (isSettled(task) || !when) continue;
    made.push({ id, kind, title, day: when, isPromised: Boolean(due), lateBy: due && planned ? Math.max(0, daysBetween(due, planned)) : 0 });
  }
  for (const period of periods)
    if (!period.is_closed) made.push({ id: period.id, kind: "report", title: period.title, day: period.due_on, isPromised: true, lateBy: 0 });
  return made.sort((a, b) => a.day.localeCompare(b.day) || a.title.localeCompare(b.title));
}

/** How much of the work is done, 0..1, each task by its effort, or its days where no effort is given. */
export function progressOf(tasks: Task[]): number {
  const work = tasks.filter(({ kind, state }) => (kind ?? "task") === "task" && state !== "dropped");
  const weight = ({ effort_days: effort, duration_days: length }: Task) => effort || length || 1;
  const all = work.reduce((sum, each) => sum + weight(each), 0);
  const done = work.reduce((sum, each) => sum + weight(each) * (each.state === "done" ? 1 : (each.progress ?? 0) / 100), 0);
  return all === 0 ? 0 : done / all;
}

/** How much of its time has passed, 0..1. */
export function elapsed({ begins_on: begin, ends_on: end }: Pick<Project, "begins_on" | "ends_on">, now: string): number {
  const all = daysBetween(begin, end) + 1;
  return Math.min(1, Math.max(0, (daysBetween(begin, now) + 1) / all));
}
