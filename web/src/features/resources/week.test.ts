import { expect, test } from "vitest";
import { priceOf, usualTerms } from "./resource";
import { addDays, isoOf, momentOf, mondayOf, wallOf } from "./wall_time";
import { closedOn, freeOn, hoursShown, openOn, stretchOn } from "./week";

const zone = "Europe/Warsaw";
const at = (day: string, minutes: number) => isoOf(momentOf({ day, minutes }, zone));

test("the wall's clock and moments lead to one another, also where clocks are changed", () => {
  expect(at("2026-11-30", 8 * 60)).toBe("2026-11-30T07:00:00Z");
  expect(at("2026-07-01", 8 * 60)).toBe("2026-07-01T06:00:00Z");
  // 02:30 does not exist on 29 March 2026 and comes twice on 25 October.
  expect(at("2026-03-29", 150)).toBe("2026-03-29T01:30:00Z");
  expect(at("2026-10-25", 150)).toBe("2026-10-25T00:30:00Z");
  expect(wallOf("2026-10-25T01:30:00Z", zone)).toEqual({ day: "2026-10-25", minutes: 150 });
  for (let hour = 0; hour < 24 * 400; hour += 7) {
    const moment = Date.UTC(2026, 0, 1) + hour * 3_600_000;
    const back = momentOf(wallOf(moment, zone), zone);
    expect([0, 3_600_000]).toContain(moment - back);
  }
});

test("days of a week", () => {
  expect(mondayOf("2026-11-29")).toBe("2026-11-23");
  expect(mondayOf("2026-11-23")).toBe("2026-11-23");
  expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
});

test("what is free is what is open and not taken", () => {
  const terms = { ...usualTerms, closures: [{ first_day: "2026-12-01", last_day: "2026-12-01", reason: "Przegląd" }] };
  const busy = [
    { resource: "r", from: at("2026-11-30", 600), to: at("2026-11-30", 660), may: [] },
    { resource: "r", from: at("2026-11-30", 900), to: at("2026-12-02", 540), may: [] },
  ];
  const early = Date.parse(at("2026-11-01", 0));
  expect(freeOn(terms, busy, "2026-11-30", early)).toEqual([{ from: 480, to: 600 }, { from: 660, to: 900 }]);
  expect(freeOn(terms, busy, "2026-12-01", early)).toEqual([]);
  expect(closedOn(terms, "2026-12-01")?.reason).toBe("Przegląd");
  expect(freeOn(terms, busy, "2026-12-02", early)).toEqual([{ from: 540, to: 960 }]);
  expect(openOn(terms, "2026-12-05")).toEqual([]);
  // What is over is not free; what is left is shorter than the shortest booking.
  expect(freeOn(terms, [], "2026-11-30", Date.parse(at("2026-11-30", 905)))).toEqual([]);
  expect(freeOn(terms, [], "2026-11-30", Date.parse(at("2026-11-30", 605)))).toEqual([{ from: 615, to: 960 }]);
});

test("a booking over night falls on each of its days", () => {
  const night = { from: at("2026-11-30", 900), to: at("2026-12-01", 0) };
  expect(stretchOn(night, "2026-11-30", zone)).toEqual({ from: 900, to: 1440 });
  expect(stretchOn(night, "2026-12-01", zone)).toBeUndefined();
});

test("the picture shows the hours that matter", () => {
  const week = ["2026-11-30", "2026-12-01"];
  expect(hoursShown(usualTerms, [], week)).toEqual({ from: 480, to: 960 });
  expect(hoursShown({ ...usualTerms, opening: [] }, [], week)).toEqual({ from: 0, to: 1440 });
  expect(hoursShown({ ...usualTerms, opening: [{ weekday: 1, from: "22:00", to: "24:00" }] }, [], week)).toEqual({ from: 1080, to: 1440 });
});

test("prices are reckoned as the server does", () => {
  const terms = { ...usualTerms, prices: [{ user: "member" as const, unit: "hour" as const, amount: "99.99" }, { user: "outside" as const, unit: "day" as const, amount: "500.00" }] };
  expect(priceOf(terms, "member", 90)).toBe("149.99");
  expect(priceOf(terms, "outside", 1441)).toBe("1000.00");
  expect(priceOf(terms, "own", 60)).toBe("0.00");
  expect(priceOf(terms, "research", 60)).toBeUndefined();
});
