import { expect, test } from "vitest";
import { ideaFiltersFrom, type IdeaFilters, ideaParametersOf, isNarrowed } from "./filters";
import { turned } from "../../common/filters";

test("filters survive the address bar", () => {
  const filters: IdeaFilters = { q: "wspólne & tanie pomiary", kind: ["technology", "public_goods"], stage: ["chosen"], sort: "most_supported" };
  expect(ideaFiltersFrom(new URLSearchParams(ideaParametersOf(filters).toString()))).toEqual(filters);
});

test("what nobody asked for is not in the address, and a forged one asks nothing", () => {
  expect(ideaParametersOf(ideaFiltersFrom(new URLSearchParams())).toString()).toBe("");
  expect(ideaFiltersFrom(new URLSearchParams("kind=gold&kind=technology&stage=<b>&sort=loudest"))).toEqual({ q: "", kind: ["technology"], stage: [], sort: "newest" });
});

test("a second turn takes the value out again", () => {
  expect(turned(turned(["a"], "b"), "b")).toEqual(["a"]);
  const none = ideaFiltersFrom(new URLSearchParams());
  expect(isNarrowed(none)).toBe(false);
  expect(isNarrowed({ ...none, sort: "most_supported" })).toBe(false);
  expect(isNarrowed({ ...none, stage: ["spark"] })).toBe(true);
});
