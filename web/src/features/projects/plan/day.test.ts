import { expect, test } from "vitest";
import { calendarOf, dayOf, durationOf, endOf, isWeekend, readDay, textOf, today, weekday, weekOf } from "./day";

test("a day is the same there and back, over leap years and changes of the clock", () => {
  for (const text of ["1970-01-01", "2024-02-29", "2026-03-29", "2026-10-25", "2027-12-31"]) expect(textOf(dayOf(text))).toBe(text);
  expect(dayOf("2026-03-30") - dayOf("2026-03-28")).toBe(2);
  expect(textOf(dayOf("2024-02-28") + 2)).toBe("2024-03-01");
});

test("today is the reader's own day, late in the evening too", () => {
  expect(textOf(today(new Date(2026, 10, 26, 23, 59)))).toBe("2026-11-26");
  expect(textOf(today(new Date(2026, 10, 26, 0, 1)))).toBe("2026-11-26");
});

test("weeks begin on Monday and are numbered as in ISO 8601", () => {
  expect(weekday(dayOf("2026-11-23"))).toBe(0);
  expect(isWeekend(dayOf("2026-11-22"))).toBe(true);
  expect(isWeekend(dayOf("1969-12-27"))).toBe(true);
  expect([weekOf(dayOf("2026-01-01")), weekOf(dayOf("2027-01-01")), weekOf(dayOf("2024-12-30"))]).toEqual([1, 53, 1]);
  expect(calendarOf(dayOf("2026-12-31"))).toEqual({ year: 2026, month: 11, date: 31 });
});

test("a duration counts both ends; what takes no time is on one day", () => {
  const start = dayOf("2026-01-05");
  expect(textOf(endOf(start, 5))).toBe("2026-01-09");
  expect(endOf(start, 0)).toBe(start);
  expect(durationOf(start, endOf(start, 5))).toBe(5);
});

test("days are read as people write them, and what is none is refused", () => {
  for (const text of ["2026-03-01", "1.3.2026", "01.03.2026", " 1/3/2026 ", "2026-03-01T00:00"]) expect(readDay(text)).toBe(dayOf("2026-03-01"));
  for (const text of ["30.02.2026", "2026-13-01", "marzec", "", "1.3.26"]) expect(readDay(text)).toBeUndefined();
});
