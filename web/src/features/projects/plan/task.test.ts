import { expect, test } from "vitest";
import { dayOf } from "./day";
import { circleOf, isLate, moved, planned, type Task, waiting } from "./task";

const task = (id: string, more: Partial<Task> = {}): Task => ({ id, title: id, version: 1, created_at: "", updated_at: "", may: [], ...more });

test("tasks come in the order of their positions; those of one position as they were made", () => {
  const made = planned([task("c", { position: 2 }), task("a"), task("b"), task("d", { position: 1.5 })], [], 100, 0);
  expect(made.map((each) => each.task.id)).toEqual(["a", "b", "d", "c"]);
});

test("times come from the schedule; without it a task begins when it is to, or with the project", () => {
  const [known, told, free] = planned(
    [task("known", { duration_days: 3 }), task("told", { starts_on: "2026-02-01", duration_days: 2 }), task("free", { kind: "milestone" })],
    [{ id: "known", starts_on: "2026-01-10", ends_on: "2026-01-12", slack_days: 4, is_critical: true }], dayOf("2026-01-01"), 0,
  );
  expect([known?.start, known?.end, known?.slack, known?.isCritical]).toEqual([dayOf("2026-01-10"), dayOf("2026-01-12"), 4, true]);
  expect([told?.start, told?.end]).toEqual([dayOf("2026-02-01"), dayOf("2026-02-02")]);
  expect([free?.start, free?.end]).toEqual([dayOf("2026-01-01"), dayOf("2026-01-01")]);
});

test("late is what is open after its end, or ends after the day it was promised for", () => {
  const now = dayOf("2026-06-01");
  expect(isLate(task("x"), now - 1, now)).toBe(true);
  expect(isLate(task("x"), now, now)).toBe(false);
  expect(isLate(task("x", { due_on: "2026-06-10" }), dayOf("2026-06-11"), now)).toBe(true);
  expect(isLate(task("x", { state: "done", due_on: "2026-01-01" }), now - 1, now)).toBe(false);
});

test("with the state goes the day on which it was done", () => {
  expect(moved(task("x"), "done", "2026-06-01")).toEqual({ state: "done", done_on: "2026-06-01", progress: 100 });
  expect(moved(task("x", { state: "done", progress: 100 }), "to_do", "")).toEqual({ state: "to_do", done_on: null, progress: 0 });
  expect(moved(task("x", { state: "done", progress: 100 }), "in_progress", "")).toEqual({ state: "in_progress", done_on: null });
});

test("a circle is found before it is sent, and named in its order", () => {
  const tasks = new Map([task("a", { depends_on: [{ task: "b" }] }), task("b", { depends_on: [{ task: "c" }, { task: "d" }] }), task("c"), task("d")].map((each) => [each.id, each]));
  expect(circleOf(tasks, "c", ["d"])).toEqual([]);
  expect(circleOf(tasks, "c", ["d", "a"])).toEqual(["c", "a", "b"]);
  expect(circleOf(tasks, "c", ["gone"])).toEqual([]);
});

test("who waits for a task is known from the others", () => {
  const found = waiting([task("a", { depends_on: [{ task: "b" }] }), task("b"), task("c", { depends_on: [{ task: "b" }, { task: "a" }] })]);
  expect(found.get("b")?.map(({ id }) => id)).toEqual(["a", "c"]);
});
