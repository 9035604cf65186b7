import { expect, test } from "vitest";
import { keysOf } from "./events";

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
