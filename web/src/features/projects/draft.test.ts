import { expect, test } from "vitest";
import { differing, draftFrom, draftOf, lacking, sent, usualTime } from "./draft";

const whole = { ...draftOf({ title: { pl: "Druk", en: " " } }), begins_on: "2026-01-01", ends_on: "2027-12-31", named: ["x"] };

test("what was left empty is not sent", () => {
  expect(sent(whole)).toEqual({ acronym: "", title: { pl: "Druk" }, summary: {}, begins_on: "2026-01-01", ends_on: "2027-12-31", currency: "PLN", visibility: "partners", named: [] });
  expect(sent({ ...whole, visibility: "named", idea: "i" })).toMatchObject({ named: ["x"], idea: "i" });
});

test("a title, both days in their order and, where it is for some, their names are asked for", () => {
  expect(lacking(draftOf()).map((each) => each.what)).toEqual(["title", "begins", "ends"]);
  expect(lacking({ ...whole, ends_on: "2025-12-31", visibility: "named", named: [] })).toEqual([{ pointer: "/ends_on", what: "endsBefore" }, { pointer: "/named", what: "named" }]);
  expect(lacking(whole)).toEqual([]);
});

test("a project takes the idea's words along, and shows itself to no more than the idea did", () => {
  const idea = { id: "i", title: { pl: "A" }, description: { pl: "B" }, visibility: "everyone" as const, named: [] };
  expect(draftFrom(idea, "2026-11-26")).toMatchObject({ title: { pl: "A" }, summary: { pl: "B" }, visibility: "everyone", idea: "i", begins_on: "2026-12-01", ends_on: "2028-11-30" });
  expect(draftFrom({ ...idea, visibility: "coordinator" }, "2026-11-26").visibility).toBe("partners");
  expect(usualTime("2026-12-31")).toEqual({ begins_on: "2027-01-01", ends_on: "2028-12-31" });
});

test("two versions are told apart by what would be sent", () => {
  expect(differing(whole, { ...whole, named: [] })).toEqual([]);
  expect(differing(whole, { ...whole, acronym: "X", ends_on: "2028-01-01" })).toEqual(["acronym", "ends_on"]);
});
