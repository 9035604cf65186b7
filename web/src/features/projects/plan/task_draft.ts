import { dayOf, durationOf, endOf, textOf, today } from "./day";
import { type Dependency, kindOf, stateOf, type Task, type TaskDraft, type TaskKind, type TaskState } from "./task";

/** What the form of a task edits; a text left empty stands for nothing. */
export interface Draft {
  kind: TaskKind;
  title: string;
  description: string;
  work_package: string;
  organisation: string;
  person: string;
  state: TaskState;
  starts_on: string;
  duration_days: number | "";
  due_on: string;
  done_on: string;
  effort_days: number | "";
  progress: number;
  depends_on: Dependency[];
}

export const draftFields = ["kind", "title", "description", "work_package", "organisation", "person", "state", "starts_on", "duration_days", "due_on", "done_on", "effort_days", "progress", "depends_on"] as const satisfies readonly (keyof Draft)[];

export const draftOf = (task: Partial<Task> = {}): Draft => ({
  kind: kindOf(task as Task), title: task.title ?? "", description: task.description ?? "", work_package: task.work_package ?? "", organisation: task.organisation ?? "", person: task.person ?? "",
  state: stateOf(task as Task), starts_on: task.starts_on ?? "", duration_days: task.duration_days ?? (task.kind && task.kind !== "task" ? 0 : 5), due_on: task.due_on ?? "", done_on: task.done_on ?? "",
  effort_days: task.effort_days ?? 0, progress: task.progress ?? 0, depends_on: (task.depends_on ?? []).map(({ task: other, kind = "finish_to_start", lag_days = 0 }) => ({ task: other, kind, lag_days })),
});

/** As it is sent; `position`: where it stands already. */
export function sent(draft: Draft, position?: number): TaskDraft {
  const { kind, title, description, state, duration_days: duration, effort_days: effort, progress, depends_on: links } = draft;
  const ids = Object.fromEntries((["work_package", "organisation", "person", "starts_on", "due_on"] as const).flatMap((field) => (draft[field] ? [[field, draft[field]]] : [])));
  return {
    kind, title: title.trim(), description: description.trim(), state, duration_days: kind === "task" ? duration || 0 : 0, effort_days: effort || 0, progress, depends_on: links, ...ids,
    ...(state === "done" && draft.done_on ? { done_on: draft.done_on } : {}), ...(position === undefined ? {} : { position }),
  };
}

/** What follows from a change: one follows the other. */
export function after(draft: Draft, change: Partial<Draft>): Draft {
  const made = { ...draft, ...change };
  if ("organisation" in change && change.organisation !== draft.organisation) made.person = "";
  if (change.kind) made.duration_days = change.kind === "task" ? draft.duration_days || 5 : 0;
  if (change.state && change.state !== draft.state) {
    made.done_on = change.state === "done" ? draft.done_on || textOf(today()) : "";
    if (change.state === "done") made.progress = 100;
    else if (draft.state === "done" && draft.progress === 100) made.progress = 0;
  }
  return made;
}

/** The last day, from the first one and the days; without a first day from the one that was reckoned. */
export function endOfDraft({ kind, starts_on: start, duration_days: duration }: Draft, reckoned: string | undefined): string {
  const from = start || reckoned;
  return from && kind === "task" && duration ? textOf(endOf(dayOf(from), duration)) : "";
}

/** With another last day the days change; the first one stays. */
export function withEnd(draft: Draft, end: string, reckoned: string | undefined): Draft {
  const from = draft.starts_on || reckoned;
  if (!from || !/^\d{4}-\d\d-\d\d$/.test(end)) return draft;
  return { ...draft, duration_days: Math.max(1, durationOf(dayOf(from), dayOf(end))) };
}

/** JSON pointers of what has to be filled in before it can be sent. */
export const missing = (draft: Draft): string[] =>
  [!draft.title.trim() && "/title", draft.kind === "task" && !draft.duration_days && "/duration_days", draft.state === "done" && !draft.done_on && "/done_on"].filter((each): each is string => Boolean(each));

export const sameDraft = (a: Draft, b: Draft) => JSON.stringify(sent(a)) === JSON.stringify(sent(b));

/** Fields that differ between two drafts, in the order of the form. */
export function differing(mine: Draft, theirs: Draft): (keyof Draft)[] {
  const [a, b] = [sent(mine), sent(theirs)];
  return draftFields.filter((field) => JSON.stringify(a[field] ?? "") !== JSON.stringify(b[field] ?? ""));
}
