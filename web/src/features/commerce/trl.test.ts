import { describe, expect, test } from "vitest";
import { isEmdn, nearness } from "./commerce";
import { inOrder, lineOf, stepsOf } from "./trl";

describe("the history of readiness", () => {
  const history = [{ on: "2025-01-01", trl: 4 }, { on: "2025-07-02", trl: 6 }, { on: "2025-10-01", trl: 5 }];
  test("is steps over time, and falling back is marked", () => {
    const steps = stepsOf(history, "2026-01-01");
    expect(steps.map(({ trl, isBack }) => [trl, isBack])).toEqual([[4, false], [6, false], [5, true]]);
    expect(steps[1]?.at).toBeCloseTo(182 / 365);
    expect(lineOf(steps, (at) => Math.round(at * 365), (trl) => trl)).toBe("M0,4H182V6H273V5H365");
  });
  test("of one day, and of none, can be drawn", () => {
    expect(stepsOf([{ on: "2026-01-01", trl: 3 }], "2026-01-01")).toEqual([{ at: 0, trl: 3, isBack: false }]);
    expect(lineOf([], () => 0, () => 0)).toBe("");
  });
  test("is put in order", () => expect(inOrder([{ on: "2026-02-01" }, { on: "2026-01-01" }]).map(({ on }) => on)).toEqual(["2026-01-01", "2026-02-01"]));
});

describe("dates and codes", () => {
  test("a date is near from its first reminder on, and over the day after", () => {
    expect(nearness("2026-07-01", [60, 14], "2026-04-30")).toBe("far");
    expect(nearness("2026-07-01", [60, 14], "2026-05-02")).toBe("near");
    expect(nearness("2026-07-01", [60, 14], "2026-07-01")).toBe("near");
    expect(nearness("2026-07-01", [60, 14], "2026-07-02")).toBe("over");
  });
  test("a code of the EMDN is a letter and pairs of digits", () => {
    for (const code of ["V92", "P0909", "Z12030101", "W0101020304"]) expect(isEmdn(code), code).toBe(true);
    for (const code of ["P", "P9", "p0909", "P090", "A01AA01", "P09090909090909"]) expect(isEmdn(code), code).toBe(false);
  });
});
