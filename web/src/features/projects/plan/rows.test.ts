import { expect, test } from "vitest";
import { none } from "./filters";
import { comparison, type GroupRow, keyOf, rowsOf } from "./rows";
import { planned, type Task, type WorkPackage } from "./task";

const head = { version: 1, created_at: "", updated_at: "", may: [] };
const task = (id: string, more: Partial<Task> = {}): Task => ({ id, title: id, ...head, ...more });
const pack = (id: string): WorkPackage => ({ id, title: id, ...head });
const names = { organisation: new Map([["o1", "Żelazo"], ["o2", "Łąka"]]), person: new Map<string, string>() };
const open = { folded: new Set<string>(), isNarrowed: false };
const all = planned([task("a", { work_package: "w2", effort_days: 3, progress: 50, duration_days: 4, starts_on: "1970-01-03" }), task("b", { work_package: "w2", effort_days: 1, state: "done", duration_days: 1 }), task("c"), task("d", { work_package: "gone" })], [], 0, 0);

test("a tree by work package; the tasks of none come at the end", () => {
  expect(rowsOf(all, [pack("w1"), pack("w2")], open).map(keyOf)).toEqual(["g:w1", "g:w2", "a", "b", `g:${none}`, "c", "d"]);
  expect(rowsOf(all, [], open).map(keyOf)).toEqual(["a", "b", "c", "d"]);
});

test("what is folded shows its sum alone; what is narrowed leaves the empty out", () => {
  const rows = rowsOf(all, [pack("w1"), pack("w2")], { folded: new Set(["w2"]), isNarrowed: true });
  expect(rows.map(keyOf)).toEqual(["g:w2", `g:${none}`, "c", "d"]);
  const group = rows[0] as GroupRow;
  expect([group.count, group.effort, group.start, group.end]).toEqual([2, 4, 0, 5]);
  expect(group.progress).toBe(Math.round((3 * 50 + 100) / 4));
});

test("sorted inside each work package; what is empty last, both ways", () => {
  const tasks = planned([task("x", { organisation: "o1" }), task("y"), task("z", { organisation: "o2" })], [], 0, 0);
  const sorted = (sort: string) => rowsOf(tasks, [], { ...open, compare: comparison(sort, names, "pl") }).map(keyOf);
  expect(sorted("partner")).toEqual(["z", "x", "y"]);
  expect(sorted("-partner")).toEqual(["x", "z", "y"]);
  expect(sorted("")).toEqual(["x", "y", "z"]);
});
