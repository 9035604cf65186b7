import { expect, test } from "vitest";
import { rangeOf, scrollTo } from "./window";

test("of ten thousand rows a few more than those in sight are drawn", () => {
  const { first, end } = rangeOf(10_000, 40, 200_000, 800);
  expect(first).toBeLessThanOrEqual(5000 - 8);
  expect(end).toBeGreaterThanOrEqual(5020 + 8);
  expect(end - first).toBeLessThan(50);
});

test("a little scrolling changes nothing, and the ends hold", () => {
  expect(rangeOf(10_000, 40, 4_001, 800)).toEqual(rangeOf(10_000, 40, 4_030, 800));
  expect(rangeOf(3, 40, 0, 800)).toEqual({ first: 0, end: 3 });
  expect(rangeOf(0, 40, 0, 800)).toEqual({ first: 0, end: 0 });
  expect(rangeOf(10, 40, 100_000, 800)).toEqual({ first: 10, end: 10 });
});

test("a row is brought into sight by the shortest way", () => {
  expect(scrollTo(0, 40, 400, 800)).toBe(0);
  expect(scrollTo(15, 40, 400, 800)).toBe(400);
  expect(scrollTo(40, 40, 400, 800)).toBe(41 * 40 - 800);
});
