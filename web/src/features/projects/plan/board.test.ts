import { expect, test } from "vitest";
import { columnsOf, placeInAll, steered } from "./board";
import { pull } from "./drag";
import { planned, type Task } from "./task";

const task = (id: string, more: Partial<Task> = {}): Task => ({ id, title: id, version: 1, created_at: "", updated_at: "", may: [], ...more });
const lengths = { to_do: 3, in_progress: 1, blocked: 0, done: 5, dropped: 0 };

test("tasks stand in the column of their state, in their order", () => {
  const columns = columnsOf(planned([task("a", { position: 2, state: "done" }), task("b", { position: 1, state: "done" }), task("c")], [], 0, 0));
  expect(columns.done.map((each) => each.task.id)).toEqual(["b", "a"]);
  expect(columns.to_do.map((each) => each.task.id)).toEqual(["c"]);
  expect(columns.blocked).toEqual([]);
});

test("keys steer a lifted card and stop at the edges", () => {
  expect(steered({ state: "to_do", at: 2 }, "ArrowRight", lengths)).toEqual({ state: "in_progress", at: 1 });
  expect(steered({ state: "to_do", at: 2 }, "ArrowLeft", lengths)).toEqual({ state: "to_do", at: 2 });
  expect(steered({ state: "to_do", at: 3 }, "ArrowDown", lengths)).toEqual({ state: "to_do", at: 3 });
  expect(steered({ state: "to_do", at: 0 }, "ArrowUp", lengths)).toEqual({ state: "to_do", at: 0 });
  expect(steered({ state: "done", at: 2 }, "End", lengths)).toEqual({ state: "done", at: 5 });
});

test("a place among the shown ones is one behind its neighbour, whatever is hidden", () => {
  const all = planned(["a", "b", "c", "d"].map((id) => task(id)), [], 0, 0);
  const shown = [all[1]!, all[3]!];
  expect([0, 1, 2].map((at) => placeInAll(all, shown, at))).toEqual([1, 2, 4]);
  expect(placeInAll(all, [], 0)).toBe(4);
});

test("near an edge the box scrolls, the nearer the faster", () => {
  expect(pull(200, 0, 400)).toBe(0);
  expect(pull(10, 0, 400)).toBeLessThan(pull(40, 0, 400));
  expect(pull(399, 0, 400)).toBeGreaterThan(0);
});
