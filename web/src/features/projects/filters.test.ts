import { expect, test } from "vitest";
import { isNarrowed, projectFiltersFrom, projectParametersOf } from "./filters";

test("filters survive the address bar", () => {
  const filters = { q: "tytan & druk", stage: ["draft" as const, "running" as const], partner: "0b7f7e1e-6a43-4c57-9c5e-0b8fbb8e7f10" };
  expect(projectFiltersFrom(new URLSearchParams(projectParametersOf(filters).toString()))).toEqual(filters);
  expect(isNarrowed(filters)).toBe(true);
});

test("a forged address asks nothing", () => {
  const forged = projectFiltersFrom(new URLSearchParams("stage=<b>&stage=closed&partner=1%20or%201&sort=x"));
  expect(forged).toEqual({ q: "", stage: ["closed"], partner: "" });
  expect(isNarrowed(projectFiltersFrom(new URLSearchParams()))).toBe(false);
});
