import { expect, test } from "vitest";
import { daysBetween, deadlines, elapsed, openEnds, progressOf, today } from "./overview";
import type { Parts } from "./project";

const task = (part: Partial<Parts["task"]>) => ({ id: part.title ?? "t", title: "t", state: "to_do", kind: "task", may: [], version: 1, ...part }) as Parts["task"];
const period = (part: Partial<Parts["period"]>) => ({ id: "p", title: "p", due_on: "2026-07-15", is_closed: false, ...part }) as Parts["period"];

test("days are counted over summer time and leap years", () => {
  expect(daysBetween("2026-03-01", "2026-04-01")).toBe(31);
  expect(daysBetween("2028-02-28", "2028-03-01")).toBe(2);
  expect(daysBetween("2026-05-02", "2026-05-01")).toBe(-1);
  expect(today(new Date(2026, 0, 5, 23, 59))).toBe("2026-01-05");
});

test("a project is closed once tasks, requests and periods are settled", () => {
  const request = (state: string) => ({ state }) as Parts["change_request"];
  expect(openEnds([task({ state: "done" }), task({ state: "dropped" }), task({ state: "blocked" })], [request("open"), request("applied")], [period({}), period({ is_closed: true })]))
    .toEqual({ tasks: 1, requests: 1, periods: 1 });
  expect(openEnds([], [], [])).toEqual({ tasks: 0, requests: 0, periods: 0 });
});

test("deadlines are what is promised, and milestones where the schedule puts them", () => {
  const tasks = [
    task({ title: "late", due_on: "2026-02-01" }), task({ title: "done", due_on: "2026-01-01", state: "done" }),
    task({ title: "mere work" }), task({ title: "milestone", kind: "milestone" }),
  ];
  const times = (id: string, end: string) => ({ id, starts_on: end, ends_on: end, slack_days: 0, is_critical: true });
  const found = deadlines(tasks, { tasks: [times("late", "2026-02-11"), times("mere work", "2026-03-01"), times("milestone", "2026-01-20")] }, [period({}), period({ is_closed: true })]);
  expect(found.map(({ title, day, isPromised, lateBy }) => [title, day, isPromised, lateBy])).toEqual([
    ["milestone", "2026-01-20", false, 0], ["late", "2026-02-01", true, 10], ["p", "2026-07-15", true, 0],
  ]);
});

test("progress weighs each task by its work; milestones and dropped tasks weigh nothing", () => {
  expect(progressOf([])).toBe(0);
  expect(progressOf([task({ state: "done", effort_days: 30 }), task({ progress: 50, effort_days: 10 }), task({ kind: "milestone" }), task({ state: "dropped", effort_days: 99 })])).toBe(0.875);
  expect(elapsed({ begins_on: "2026-01-01", ends_on: "2026-01-10" }, "2026-01-05")).toBe(0.5);
  expect(elapsed({ begins_on: "2026-01-01", ends_on: "2026-01-10" }, "2030-01-01")).toBe(1);
});
