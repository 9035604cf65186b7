import { expect, test } from "vitest";
import { inOrder, matrixOf, sumsOf, yearsOf } from "./budget";
import type { Budget } from "./project";

const cell = (organisation: string, year: number, category: string, planned: string, spent?: string) => ({ organisation, year, category, planned, funded: "0.10", spent }) as Budget["cells"][number];
const cells = [cell("b", 2026, "personnel", "0.10", "1.00"), cell("b", 2027, "travel", "0.20", "0.00"), cell("a", 2026, "indirect", "100.00", "0.50")];

test("sums are exact, and unknown where a part of them is", () => {
  expect(sumsOf(cells)).toEqual({ planned: "100.30", funded: "0.30", spent: "1.50" });
  expect(sumsOf([...cells, cell("c", 2026, "travel", "1.00")]).spent).toBeUndefined();
  expect(sumsOf([])).toEqual({ planned: "0.00", funded: "0.00", spent: "0.00" });
});

test("in years each partner has a row and one of each kind of cost, in the order of the partners", () => {
  const { columns, rows, total } = matrixOf(cells, ["a", "b", "none"], "year");
  expect(columns).toEqual(["2026", "2027"]);
  expect(rows.map((row) => [row.organisation, row.category, ...row.cells.map((each) => each?.planned), row.all.planned])).toEqual([
    ["a", undefined, "100.00", undefined, "100.00"], ["a", "indirect", "100.00", undefined, "100.00"],
    ["b", undefined, "0.10", "0.20", "0.30"], ["b", "personnel", "0.10", undefined, "0.10"], ["b", "travel", undefined, "0.20", "0.20"],
  ]);
  expect([...total.cells.map((each) => each?.planned), total.all.planned]).toEqual(["100.10", "0.20", "100.30"]);
});

test("in kinds of cost there is a column of each that is used, in the usual order, of one year where it is asked for", () => {
  expect(matrixOf(cells, ["a", "b"], "category").columns).toEqual(["personnel", "travel", "indirect"]);
  const { columns, rows } = matrixOf(cells, ["a", "b"], "category", 2027);
  expect(columns).toEqual(["travel"]);
  expect(rows.map((row) => row.organisation)).toEqual(["b"]);
});

test("years are those of the project; lines stand by partner, year and kind", () => {
  expect(yearsOf({ begins_on: "2026-12-31", ends_on: "2028-01-01" })).toEqual([2026, 2027, 2028]);
  expect(inOrder([...cells], ["b", "a"]).map((each) => each.category)).toEqual(["personnel", "travel", "indirect"]);
});
