import { expect, test } from "vitest";
import { differing, draftOf, missing, sent, visibilitiesOf } from "./draft";

const link = { organisation: "o", capability: "c", name: "Łąka S.A.", side: "offer" as const, title: { pl: "Pomiary" } };
const whole = { ...draftOf({ kind: "technology", title: { pl: "Wspólne pomiary", en: " " } }), links: [link], named: ["x"] };

test("what was left empty or only shown is not sent", () => {
  expect(sent(whole)).toEqual({
    kind: "technology", title: { pl: "Wspólne pomiary" }, description: {}, tags: [], visibility: "members", named: [],
    links: [{ organisation: "o", capability: "c" }],
  });
  expect(sent({ ...whole, organisation: "o", visibility: "named" })).toMatchObject({ organisation: "o", named: ["x"] });
});

test("a title in one language, a kind and, where it is for some, their names are asked for", () => {
  expect(missing(draftOf())).toEqual(["/title", "/kind"]);
  expect(missing({ ...whole, title: { pl: "  " }, visibility: "named", named: [] })).toEqual(["/title", "/named"]);
  expect(missing({ ...whole, title: { en: "Shared measurements" } })).toEqual([]);
});

test("two versions are told apart by what would be sent", () => {
  expect(differing(whole, { ...whole, named: [] })).toEqual([]);
  expect(differing(whole, { ...whole, title: { pl: "Inne" }, visibility: "named" })).toEqual(["title", "visibility", "named"]);
});

test("the cluster's own idea is never for its owner alone, and what is set stays to be chosen", () => {
  expect(visibilitiesOf({ organisation: "", visibility: "members" })).not.toContain("owner");
  expect(visibilitiesOf({ organisation: "o", visibility: "partners" })).toContain("partners");
});
