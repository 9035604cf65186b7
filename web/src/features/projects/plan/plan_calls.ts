import { call, Problem } from "../../../api/client";
import { etagOf } from "../project";
import { feasible, type Feasible, fieldsOf, type Kind, type Left, type PlanPart, type Step } from "./history";
import type { PlanLists } from "./plan_lists";

/** What is to be different in one task or work package; null takes a field away. */
export interface Change {
  id: string;
  version: number;
  set: Record<string, unknown>;
}

/** Changes many at once, and shows what came of it. @throws Problem */
export async function sendChanges(project: string, lists: PlanLists, kind: Kind, changes: Change[]) {
  const { body } = await call<{ items: PlanPart[] }>("PATCH", `/projects/${project}/parts/${kind}`, { json: { changes } });
  lists.put(kind, body.items);
  return body.items;
}

/** Deletes one as it is known. @throws Problem */
export async function sendRemoval(project: string, lists: PlanLists, kind: Kind, part: PlanPart) {
  await call("DELETE", `/projects/${project}/parts/${kind}/${part.id}`, { etag: etagOf(part) });
  await lists.hold(kind);
  lists.write(kind, (list) => list.filter(({ id }) => id !== part.id));
  lists.follow();
}

/** Brings one back. @throws Problem */
export async function sendRestoration(project: string, lists: PlanLists, kind: Kind, id: string) {
  const { body } = await call<PlanPart>("POST", `/projects/${project}/parts/${kind}/${id}/restoration`);
  lists.put(kind, [body]);
  // It has its former place among the others again.
  lists.again();
  return body;
}

async function sendStep(project: string, lists: PlanLists, step: Step) {
  if (step.what === "add") return void (await sendRestoration(project, lists, step.kind, step.id));
  const known = new Map(lists.read(step.kind).map((each) => [each.id, each]));
  if (step.what === "delete") {
    const part = known.get(step.id);
    return part && sendRemoval(project, lists, step.kind, part);
  }
  await lists.hold(step.kind);
  await sendChanges(project, lists, step.kind, step.changes.flatMap(({ id, after }) => {
    const part = known.get(id);
    return part ? [{ id, version: part.version, set: { ...after } }] : [];
  }));
}

/**
 * Does as much of the step as the plan allows. What somebody changed in this moment is looked at anew, once.
 * @throws Problem  the server refuses it, or does not answer
 */
export async function doStep(project: string, lists: PlanLists, step: Step): Promise<Feasible> {
  let found = feasible(step, lists.read(step.kind));
  if (!found.step) return found;
  try {
    await sendStep(project, lists, found.step);
  } catch (error) {
    if (!(error instanceof Problem) || (error.status !== 412 && error.status !== 404)) throw error;
    await lists.fresh(step.kind);
    found = feasible(step, lists.read(step.kind));
    if (found.step) await sendStep(project, lists, found.step);
  }
  return found;
}

/** The step that these parts, as the server answered them, have taken from what they were. */
export function stepOf(kind: Kind, text: string, before: ReadonlyMap<string, PlanPart>, parts: readonly PlanPart[], fields: (part: PlanPart) => readonly string[]): Step {
  const changes = parts.flatMap((after) => {
    const old = before.get(after.id), names = fields(after);
    return old && names.length > 0 ? [{ id: after.id, title: after.title, before: fieldsOf(old, names), after: fieldsOf(after, names) }] : [];
  });
  return { kind, what: "change", text, changes };
}

/** One sentence for each reason why parts were left, with their titles. */
export function reasonsOf(left: readonly Left[], quoted: (title: string) => string, say: (why: Left["why"], titles: string) => string): string {
  const titles = new Map<Left["why"], string[]>();
  for (const { title, why } of left) titles.set(why, [...(titles.get(why) ?? []), quoted(title)]);
  return [...titles].map(([why, list]) => say(why, list.slice(0, 3).join(", ") + (list.length > 3 ? " …" : ""))).join(" ");
}
