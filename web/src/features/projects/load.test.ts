import { expect, test } from "vitest";
import { loadTable } from "./load";

test("months without work stay between those with it; more than a partner can give is too much", () => {
  const { months, rows } = loadTable([
    { organisation: "a", month: "2026-11", days: 9.5, available: 10 }, { organisation: "a", month: "2027-02", days: 12, available: 10 }, { organisation: "b", month: "2026-12", days: 3 },
  ]);
  expect(months).toEqual(["2026-11", "2026-12", "2027-01", "2027-02"]);
  expect(rows.map((row) => [row.organisation, row.cells.map((cell) => cell.level), row.isOver])).toEqual([
    ["a", ["full", "none", "none", "over"], true], ["b", ["none", "unknown", "none", "none"], false],
  ]);
});

test("a rounding error is no overload, and nothing planned is an empty table", () => {
  expect(loadTable([{ organisation: "a", month: "2026-01", days: 10.0000001, available: 10 }]).rows[0]?.isOver).toBe(false);
  expect(loadTable([])).toEqual({ months: [], rows: [] });
});
