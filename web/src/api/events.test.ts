import { expect, test } from "vitest";
import { isKnown, keysOf } from "./events";

test("a change has exactly what shows the thing asked anew", () => {
  expect(keysOf({ type: "change", kind: "comments", id: "a" })).toEqual([["comments", "a"], ["idea", "a"], ["ideas"]]);
  expect(keysOf({ type: "change", kind: "notifications" })).toEqual([["notifications"]]);
});

test("of a kind that these pages do not know nothing is asked", () => {
  expect(keysOf({ type: "change", kind: "something newer", id: "a" })).toEqual([]);
});

test("after a gap every kind is asked anew, whatever the thing", () => {
  expect(keysOf({ type: "reload" })).toContainEqual(["comments"]);
  expect(keysOf({ type: "reload" })).toContainEqual(["notifications"]);
});

test("what a page changed itself, or has read since, is known to it", () => {
  const list = [{ id: "a", version: 3 }];
  expect(isKnown(list, { kind: "task", id: "a", version: 3 })).toBe(true);
  expect(isKnown(list, { kind: "task", id: "a", version: 2 })).toBe(true);
  expect(isKnown(list, { kind: "task", id: "a", version: 4 })).toBe(false);
  expect(isKnown(list, { kind: "task", id: "b", version: 1 })).toBe(false);
});

test("one that is gone is known to a list without it", () => {
  expect(isKnown([{ id: "a", version: 3 }], { kind: "task", id: "b" })).toBe(true);
  expect(isKnown([{ id: "a", version: 3 }], { kind: "task", id: "a" })).toBe(false);
});
