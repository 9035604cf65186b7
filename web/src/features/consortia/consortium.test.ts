import { expect, test } from "vitest";
import { broughtBy, equalShares, type Proposal, seatsOf, sentRequirements, sumOfShares, whatIf } from "./consortium";

const proposal = {
  partners: [{ id: "a", name: "A", budget: "0.00" }, { id: "b", name: "B", budget: "5.00" }, { id: "c", name: "C", budget: "0.00" }],
  total_budget: "5.00", sme_budget: "0.00", terms: {}, cooperations: [],
  coverage: [
    { requirement: "/opportunity/competences/0", competence: "frezowanie", holders: [{ id: "b", quality: 1 }], also: [{ id: "a", quality: 0.5 }] },
    { requirement: "/opportunity/competences/1", competence: "druk 3d", holders: [{ id: "b", quality: 1 }, { id: "c", quality: 1 }], also: [] },
  ],
} as Proposal;

test("shares are equal and sum to one", () => {
  for (const count of [1, 2, 3, 6, 7, 11]) expect(sumOfShares(equalShares(count).map((share) => ({ share })))).toBe(10_000);
  expect(equalShares(0)).toEqual([]);
});

test("a proposal becomes seats: who brings most leads", () => {
  expect(broughtBy(proposal, "b")).toEqual(["frezowanie", "druk 3d"]);
  const seats = seatsOf(proposal) ?? [];
  expect(seats.map((each) => each.role)).toEqual(["partner", "lead", "partner"]);
  expect(seats[1]).toMatchObject({ organisation: "b", budget: "5.00", task: "frezowanie, druk 3d" });
});

test("what was left empty is not sent", () => {
  expect(sentRequirements({ partners: { min: 2, max: 4 }, competences: [{ competence: " " }, { competence: "druk 3d", certificate: "" }], kinds: [{ kinds: ["university"] }, { kinds: [], at_least: 1 }], budget: { total: { max: "" } }, sme_share: 0, within_each_other_km: undefined }))
    .toEqual({ partners: { min: 2, max: 4 }, competences: [{ competence: "druk 3d" }], kinds: [{ at_least: 1 }], sme_share: 0 });
});

test("what if: who is locked is not banned, and the other way round", () => {
  expect(whatIf({ partners: { min: 2, max: 4 }, fixed: ["a"], excluded: ["b"] }, ["b"], ["a"])).toMatchObject({ fixed: ["b"], excluded: ["a"] });
});
