import { expect, test } from "vitest";
import { linesOf, localTime, momentFrom } from "./conduct";

test("a list has a line for each thing", () => {
  expect(linesOf("Ceny\n\n Koszty \n")).toEqual(["Ceny", "Koszty"]);
  expect(linesOf(undefined)).toEqual([]);
});

test("a moment goes into the field and back", () => {
  expect(momentFrom(localTime("2026-11-26T10:30:00Z"))).toBe("2026-11-26T10:30:00Z");
  expect(momentFrom("")).toBe("");
});
