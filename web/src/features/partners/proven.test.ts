import { expect, test } from "vitest";
import { historyQuestion } from "./proven";

test("the history is asked what a project is about and for whom, and nothing else", () => {
  expect(historyQuestion({ text: "ścieki", seek: "offers", kinds: ["university"] })).toEqual({ text: "ścieki" });
  expect(historyQuestion({ on_behalf_of: "1", text: " ?! " })).toEqual({ on_behalf_of: "1" });
  expect(historyQuestion({ text: "水", on_behalf_of: "1" })).toEqual({ text: "水", on_behalf_of: "1" });
});

test("filters alone are no question to the history", () => {
  for (const asked of [undefined, {}, { kinds: ["university" as const] }, { text: " … " }]) expect(historyQuestion(asked)).toBeUndefined();
});
