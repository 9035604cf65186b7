import type { Task, WorkPackage } from "./task";

export type Kind = "task" | "work_package";
export type PlanPart = Task | WorkPackage;
/** Some fields of a part; one that it does not have is null. */
export type Fields = Readonly<Record<string, unknown>>;

/** What was different in one part. */
export interface FieldChange {
  id: string;
  title: string;
  before: Fields;
  after: Fields;
}

/** Something that somebody did to the plan, told so that it can be done again and taken back. */
export type Step = { kind: Kind; text: string } & (
  | { what: "change"; changes: readonly FieldChange[] }
  /** `content`: all its fields as they were when it was added or deleted. */
  | { what: "add"; id: string; title: string; content: Fields }
  | { what: "delete"; id: string; title: string; content: Fields }
);

/** What one person did in this session, the last at the end, and what of it was taken back, the next to do again at the end. */
export interface History {
  past: readonly Step[];
  future: readonly Step[];
}

export const noHistory: History = { past: [], future: [] };
const longest = 100;

/** After something new nothing that was taken back can be done again: it may stand in the way. */
export const recorded = ({ past }: History, step: Step): History => ({ past: [...past, step].slice(-longest), future: [] });

export type Direction = "undo" | "redo";

/** The step that is next in that direction. */
export const nextStep = ({ past, future }: History, direction: Direction) => (direction === "undo" ? past : future).at(-1);

/** The history after that step: as much of it as was done stands on the other side; what could not be done is in none. */
export function moved({ past, future }: History, direction: Direction, done: Step | undefined): History {
  const made = done ? [done] : [];
  return direction === "undo" ? { past: past.slice(0, -1), future: [...future, ...made] } : { past: [...past, ...made], future: future.slice(0, -1) };
}

/** What takes a step back. */
export function inverse(step: Step): Step {
  if (step.what === "change") return { ...step, changes: step.changes.map(({ before, after, ...rest }) => ({ ...rest, before: after, after: before })) };
  return { ...step, what: step.what === "add" ? "delete" : "add" };
}

// What the server says of a part beside what people write.
const about = new Set(["id", "version", "may", "project", "part", "created_at", "updated_at", "changed_by"]);

/** The named fields of a part; all that people write where none are named. */
export function fieldsOf(part: PlanPart, names: readonly string[] = Object.keys(part).filter((name) => !about.has(name))): Fields {
  const known = part as unknown as Record<string, unknown>;
  return Object.fromEntries(names.map((name) => [name, known[name] ?? null]));
}

// Fields in whatever order, null and absent alike, also within lists of links.
const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== "object") return value ?? null;
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null && each !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, each]) => [name, plain(each)]));
};
const same = (a: unknown, b: unknown) => JSON.stringify(plain(a)) === JSON.stringify(plain(b));

/** The fields in which two states of a part differ. */
export function differingFields(before: PlanPart, after: PlanPart): string[] {
  const [a, b] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => !same(a[name], b[name]));
}

/** Why a part is left as it is: it is gone, somebody else changed what the step is about, or others wait for it now. */
export type Hindrance = "gone" | "changed" | "awaited";
export interface Left {
  title: string;
  why: Hindrance;
}

/** How much of a step fits the plan as it is now. */
export interface Feasible {
  step: Step | undefined;
  left: Left[];
}

const titleOf = (part: PlanPart | undefined, otherwise: string) => part?.title ?? otherwise;

/**
 * Whether the step can be done to the plan as it is: every field that it sets is still as the step found it, what it deletes
 * is as it was and nothing else waits for it. Nothing that somebody else wrote meanwhile is written over.
 */
export function feasible(step: Step, parts: readonly PlanPart[]): Feasible {
  const known = new Map(parts.map((each) => [each.id, each]));
  if (step.what === "add") return { step, left: [] };
  if (step.what === "delete") {
    const part = known.get(step.id);
    const left = (why: Hindrance): Feasible => ({ step: undefined, left: [{ title: titleOf(part, step.title), why }] });
    if (!part) return left("gone");
    if (!same(fieldsOf(part), step.content)) return left("changed");
    if (parts.some((each) => "depends_on" in each && each.depends_on?.some(({ task }) => task === step.id))) return left("awaited");
    return { step, left: [] };
  }
  const changes: FieldChange[] = [], left: Left[] = [];
  for (const change of step.changes) {
    const part = known.get(change.id);
    if (!part) left.push({ title: change.title, why: "gone" });
    else if (!same(fieldsOf(part, Object.keys(change.before)), change.before)) left.push({ title: part.title, why: "changed" });
    else changes.push(change);
  }
  return { step: changes.length > 0 ? { ...step, changes } : undefined, left };
}
