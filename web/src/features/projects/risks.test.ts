import { expect, test } from "vitest";
import type { Parts } from "./project";
import { byGravity, levelOf, matrixOf, scoreOf } from "./risks";

const risk = (title: string, likelihood: number, impact: number, state = "open") => ({ title, likelihood, impact, state }) as Parts["risk"];

test("likely and grave is severe, one of both is not low", () => {
  expect(scoreOf(risk("", 3, 5))).toBe(15);
  expect([1, 3, 4, 8, 9, 14, 15, 25].map(levelOf)).toEqual(["low", "low", "medium", "medium", "high", "high", "severe", "severe"]);
});

test("the gravest comes first, and what is closed last", () => {
  expect(byGravity([risk("a", 1, 1), risk("b", 5, 5, "closed"), risk("c", 2, 5), risk("d", 5, 2, "occurred")]).map((each) => each.title)).toEqual(["c", "d", "a", "b"]);
});

test("the matrix counts what is not closed, the likeliest on top", () => {
  const rows = matrixOf([risk("a", 5, 1), risk("b", 5, 1, "mitigated"), risk("c", 5, 1, "closed"), risk("d", 1, 5)]);
  expect(rows.map((row) => row.likelihood)).toEqual([5, 4, 3, 2, 1]);
  expect(rows[0]?.cells[0]).toEqual({ impact: 1, level: "medium", count: 2 });
  expect(rows[4]?.cells[4]?.count).toBe(1);
});
