import { describe, expect, test } from "vitest";
import { differingFields, feasible, fieldsOf, inverse, moved, nextStep, noHistory, recorded, type Step } from "./history";
import type { Task } from "./task";

const task = (id: string, more: Partial<Task> = {}): Task => ({ id, version: 1, may: ["edit"], title: `Zadanie ${id}`, state: "to_do", position: 1, depends_on: [], ...more }) as unknown as Task;
const change = (text: string, changes: { id: string; before: object; after: object }[]): Step => ({ kind: "task", what: "change", text, changes: changes.map((each) => ({ title: each.id, ...each, before: { ...each.before }, after: { ...each.after } })) });

describe("history", () => {
  test("steps are taken back from the last on and done again in their order, until something new is done", () => {
    const [a, b, c] = ["a", "b", "c"].map((text) => change(text, [])) as [Step, Step, Step];
    let history = [a, b].reduce(recorded, noHistory);
    expect(nextStep(history, "undo")).toBe(b);
    history = moved(moved(history, "undo", b), "undo", a);
    expect(nextStep(history, "undo")).toBeUndefined();
    expect(nextStep(history, "redo")).toBe(a);
    history = moved(history, "redo", a);
    expect([history.past, history.future]).toEqual([[a], [b]]);
    expect(recorded(history, c)).toEqual({ past: [a, c], future: [] });
  });

  test("a step that could not be done is on neither side, so that the one before it can be", () => {
    const history = [change("a", []), change("b", [])].reduce(recorded, noHistory);
    expect(moved(history, "undo", undefined)).toEqual({ past: [history.past[0]], future: [] });
  });

  test("a hundred steps are kept", () => {
    const history = Array.from({ length: 130 }, (_, i) => change(String(i), [])).reduce(recorded, noHistory);
    expect(history.past).toHaveLength(100);
    expect(history.past[0]?.text).toBe("30");
  });

  test("taking back a change sets what was, of an addition deletes, of a deletion brings back", () => {
    const step = change("x", [{ id: "1", before: { state: "to_do" }, after: { state: "done" } }]);
    expect(inverse(step)).toMatchObject({ changes: [{ before: { state: "done" }, after: { state: "to_do" } }] });
    expect(inverse({ kind: "task", what: "add", text: "", id: "1", title: "", content: {} }).what).toBe("delete");
    expect(inverse(inverse(step))).toEqual(step);
  });
});

describe("feasible", () => {
  const step = change("x", [{ id: "1", before: { state: "done", done_on: "2026-03-01" }, after: { state: "to_do", done_on: null } }, { id: "2", before: { position: 7 }, after: { position: 1 } }]);

  test("another's change of other fields is no hindrance", () => {
    const found = feasible(step, [task("1", { state: "done", done_on: "2026-03-01", title: "Inny tytuł", version: 9 }), task("2", { position: 7 })]);
    expect(found).toEqual({ step, left: [] });
  });

  test("what somebody else changed meanwhile is left, and named; the rest is done", () => {
    const found = feasible(step, [task("1", { state: "blocked" }), task("2", { position: 7 })]);
    expect(found.step).toMatchObject({ changes: [{ id: "2" }] });
    expect(found.left).toEqual([{ title: "Zadanie 1", why: "changed" }]);
  });

  test("where nothing can be done there is no step", () => {
    expect(feasible(step, [task("2", { position: 3 })])).toEqual({ step: undefined, left: [{ title: "1", why: "gone" }, { title: "Zadanie 2", why: "changed" }] });
  });

  test("what was added goes only as it was, and while nothing waits for it", () => {
    const added = task("1");
    const away: Step = { kind: "task", what: "delete", text: "", id: "1", title: "Zadanie 1", content: fieldsOf(added) };
    expect(feasible(away, [{ ...added, version: 4, may: [] }]).step).toBe(away);
    expect(feasible(away, [task("1", { title: "Czyjś tytuł" })]).left).toEqual([{ title: "Czyjś tytuł", why: "changed" }]);
    expect(feasible(away, [added, task("2", { depends_on: [{ task: "1" }] })]).left).toEqual([{ title: "Zadanie 1", why: "awaited" }]);
    expect(feasible(away, []).left).toEqual([{ title: "Zadanie 1", why: "gone" }]);
  });

  test("links are the same whatever the order of their fields; a field that is not there is as one that is null", () => {
    const link = { task: "9", kind: "finish_to_start", lag_days: 0 } as const;
    const linked = change("x", [{ id: "1", before: { depends_on: [{ lag_days: 0, kind: link.kind, task: "9" }], due_on: null }, after: { depends_on: [], due_on: "2026-01-01" } }]);
    expect(feasible(linked, [task("1", { depends_on: [link] })]).left).toEqual([]);
  });
});

test("the fields in which two states of a part differ", () => {
  expect(differingFields(task("1"), task("1", { version: 2, state: "done", done_on: "2026-03-01" })).sort()).toEqual(["done_on", "state"]);
});
