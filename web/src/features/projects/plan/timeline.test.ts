import { expect, test } from "vitest";
import { dayOf, textOf } from "./day";
import { dayAtX, daysOf, restDays, ticks, timelineOf, widthOf, xOf } from "./timeline";

test("a timeline holds all days with room around, from the first of a month", () => {
  const timeline = timelineOf("month", [dayOf("2026-03-20"), dayOf("2026-01-05"), dayOf("2027-11-30")], 100);
  expect(textOf(timeline.from)).toBe("2025-12-01");
  expect(textOf(timeline.to)).toBe("2028-01-01");
  expect(widthOf(timelineOf("month", [0], 3000))).toBeGreaterThanOrEqual(3000);
});

test("a day is found where it is drawn, and dragging counts whole days", () => {
  const timeline = timelineOf("week", [dayOf("2026-03-20")], 0);
  const day = dayOf("2026-04-01");
  expect(dayAtX(timeline, xOf(timeline, day))).toBe(day);
  expect(dayAtX(timeline, xOf(timeline, day) + 11)).toBe(day);
  expect([daysOf(timeline, 5), daysOf(timeline, 7), daysOf(timeline, -19)]).toEqual([0, 1, -2]);
});

test("the scale has two lines without gaps", () => {
  const from = dayOf("2026-02-10"), to = dayOf("2027-02-10");
  for (const zoom of ["day", "week", "month", "quarter"] as const) {
    const { upper, lower } = ticks(zoom, from, to);
    for (const line of [upper, lower]) {
      expect(line[0]?.day).toBeLessThanOrEqual(from);
      expect(line.at(-1)?.end).toBeGreaterThanOrEqual(to);
      for (let i = 1; i < line.length; ++i) expect(line[i]?.day).toBe(line[i - 1]?.end);
    }
  }
  expect(ticks("quarter", from, to).lower.map(({ number }) => number)).toEqual([1, 2, 3, 4, 1]);
  expect(ticks("month", from, to).upper.map(({ number }) => number)).toEqual([2026, 2027]);
});

test("days of rest are shown where a day is wide enough", () => {
  expect(restDays("day", dayOf("2026-11-23"), dayOf("2026-11-30")).map(textOf)).toEqual(["2026-11-28", "2026-11-29"]);
  expect(restDays("month", 0, 100)).toEqual([]);
});
