import { expect, test } from "vitest";
import { filtersFrom, isFiltered, parametersOf, toggled } from "./filters";

test("filters survive the address bar", () => {
  const filters = { q: "wyroby medyczne & łączniki", kind: ["enterprise", "university"], place: ["PL22"], activity: ["pkd_2025:32.5"], competence: ["tag:druk 3d"], size: [], sort: "name" };
  expect(filtersFrom(new URLSearchParams(parametersOf(filters).toString()))).toEqual(filters);
});

test("a second toggle takes the value out again", () => {
  const none = filtersFrom(new URLSearchParams());
  const one = toggled(none, "kind", "investor");
  expect(one.kind).toEqual(["investor"]);
  expect(toggled(one, "kind", "investor")).toEqual(none);
  expect(isFiltered(none)).toBe(false);
  expect(isFiltered(one)).toBe(true);
});
