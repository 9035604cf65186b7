import { expect, test } from "vitest";
import type { Parts } from "./project";
import { nextPeriod, standings } from "./reports";

const period = (id: string, more = {}) => ({ id, title: id, begins_on: "2026-01-01", ends_on: "2026-06-30", due_on: "2026-07-15", is_closed: false, ...more }) as Parts["period"];
const report = (organisation: string, state?: string) => ({ period: "p", organisation, state }) as Parts["report"];

test("each partner's standing is its report, or that one is owed, or neither", () => {
  const of = standings([period("p")], [report("a", "accepted"), report("b", "returned"), report("c")], [{ period: "p", organisation: "b", state: "returned" }, { period: "p", organisation: "d" }], "2026-07-16");
  expect(["a", "b", "c", "d", "e"].map((each) => [of("p", each).standing, of("p", each).isLate])).toEqual([
    ["accepted", false], ["returned", true], ["draft", true], ["missing", true], ["none", false],
  ]);
});

test("nothing is late before its day, nor in a closed period", () => {
  expect(standings([period("p")], [], [{ period: "p", organisation: "d" }], "2026-07-15")("p", "d").isLate).toBe(false);
  expect(standings([period("p", { is_closed: true })], [report("a", "draft")], [], "2030-01-01")("p", "a").isLate).toBe(false);
});

test("the next period follows the last, as long as it was, within the project", () => {
  const project = { begins_on: "2026-01-01", ends_on: "2026-12-31" };
  expect(nextPeriod([], project)).toEqual({ begins_on: "2026-01-01", ends_on: "2026-07-01", due_on: "2026-07-31" });
  expect(nextPeriod([period("p")], project)).toEqual({ begins_on: "2026-07-01", ends_on: "2026-12-28", due_on: "2027-01-12" });
  expect(nextPeriod([period("p", { ends_on: "2026-12-31" })], project).begins_on).toBe("");
});
