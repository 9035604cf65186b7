import { expect, test } from "vitest";
import { stepsOf } from "./levels";

test("a level holds until the next one", () => {
  const steps = stepsOf([{ day: "2023-01-01", granted: "10.00", reserved: "0.00", ceiling: "200000.00" }, { day: "2026-01-01", granted: "0.00", reserved: "5.50" }]);
  expect(steps.map(({ from, to }) => to > from)).toEqual([true, true]);
  expect(steps[0]).toMatchObject({ granted: 10, ceiling: 200_000, to: Date.parse("2026-01-01") });
  expect(steps[1]).toMatchObject({ reserved: 5.5, ceiling: undefined });
  expect(stepsOf([])).toEqual([]);
});
