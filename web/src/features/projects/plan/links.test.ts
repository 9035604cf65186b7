import { expect, test } from "vitest";
import { boxOf, headOf, kindBetween, lineOf, linksOf, passing, type Point, routeOf } from "./links";
import { dependencyKinds, planned, type Task } from "./task";
import { timelineOf } from "./timeline";

const task = (id: string, more: Partial<Task> = {}): Task => ({ id, title: id, version: 1, created_at: "", updated_at: "", may: [], duration_days: 2, ...more });
const timeline = timelineOf("day", [0], 0);

test("a bar covers its days, a milestone stands in the middle of its one", () => {
  const [bar, mark] = planned([task("a", { duration_days: 3 }), task("b", { kind: "milestone", duration_days: 0 })], [], 10, 0);
  const a = boxOf(bar!, 0, 40, timeline), b = boxOf(mark!, 1, 40, timeline);
  expect(a.right - a.left).toBe(90);
  expect((b.left + b.right) / 2).toBe(a.left + 15);
  expect([a.y, b.y]).toEqual([20, 60]);
});

test("only links of which both ends are shown; the deciding ones are marked", () => {
  const all = planned([task("a"), task("b", { depends_on: [{ task: "a" }, { task: "gone" }] }), task("c", { depends_on: [{ task: "a", kind: "start_to_start" }] })], [], 0, 0);
  const links = linksOf([undefined, ...all], ["a", "b"]);
  expect(links).toEqual([
    { from: 1, to: 2, kind: "finish_to_start", isCritical: true },
    { from: 1, to: 3, kind: "start_to_start", isCritical: false },
  ]);
  expect(passing(links, 3, 9)).toHaveLength(1);
  expect(passing(links, 4, 9)).toEqual([]);
  expect(passing(links, 2, 3)).toHaveLength(2);
});

const isInside = ([x, y]: Point, box: { left: number; right: number; y: number }) => x > box.left + 0.1 && x < box.right - 0.1 && Math.abs(y - box.y) < 1;

test("arrows of all four kinds leave and enter at the right ends and cross no bar of theirs", () => {
  const boxes = [{ left: 100, right: 200, y: 20 }, { left: 240, right: 300, y: 60 }, { left: 120, right: 160, y: 140 }, { left: 10, right: 60, y: 60 }];
  for (const from of boxes)
    for (const to of boxes)
      for (const kind of dependencyKinds) {
        if (from === to || from.y === to.y) continue;
        const route = routeOf(from, to, kind, 40);
        expect(route[0]?.[0]).toBe(kind.startsWith("finish") ? from.right : from.left);
        expect(route.at(-1)).toEqual([kind.endsWith("start") ? to.left : to.right, to.y]);
        for (let i = 1; i < route.length; ++i) {
          const [a, b] = [route[i - 1] as Point, route[i] as Point];
          expect(a[0] === b[0] || a[1] === b[1]).toBe(true);
          const middle: Point = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
          expect(isInside(middle, from) || isInside(middle, to)).toBe(false);
        }
      }
  expect(kindBetween(true, true)).toBe("finish_to_start");
  expect(kindBetween(false, false)).toBe("start_to_finish");
});

test("as the page draws it", () => {
  expect(lineOf([[0, 0], [8, 0.3]])).toBe("M0 0L8 0.5");
  expect(headOf([[0, 0], [10, 0]], 5)).toBe("M10 0L5 -3.5L5 3.5Z");
});
