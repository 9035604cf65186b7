import { expect, test } from "vitest";
import { broughtBy, equalShares, holdsWords, inAll, joining, partsOf, percentOf, type Proposal, seatsOf, sentRequirements, sharesOf, sumOfShares, whatIf } from "./consortium";

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

test("weights count by their ratio alone", () => {
  expect(sharesOf(undefined).coverage).toBeCloseTo(0.4);
  expect(sharesOf({ coverage: 3, cost: 1 })).toMatchObject({ coverage: 0.75, cost: 0.25, closeness: 0 });
  expect(sharesOf({ coverage: 0 })).toMatchObject({ coverage: 0, cost: 0 });
});

test("a share may be a fraction", () => {
  expect([percentOf("1/3"), percentOf(0.5), percentOf("0.25"), percentOf(undefined), percentOf("a")]).toEqual([33.33, 50, 25, "", ""]);
});

test("parts of the total sum to it; what does not count adds nothing", () => {
  const parts = partsOf({ terms: { coverage: 0.5, cooperation: 1, closeness: null, total: 0.6 } }, { coverage: 0.4, cooperation: 0.1, closeness: 0.5 });
  expect(parts.map(({ term }) => term)).toEqual(["coverage", "cooperation"]);
  expect(parts.reduce((sum, { part }) => sum + part, 0)).toBeCloseTo(0.6);
});

test("who is in all proposals, and who would join", () => {
  const other = { ...proposal, partners: proposal.partners.slice(1) };
  expect(inAll([proposal, other])).toEqual(["B", "C"]);
  expect(inAll([proposal])).toEqual([]);
  expect(joining(proposal, new Set(["a", "c"])).map(({ id }) => id)).toEqual(["b"]);
});

test("pairs that name one only are not sent; a circle and weights are", () => {
  expect(sentRequirements({ partners: { min: 2, max: 3 }, apart: [["a", ""], ["a", "b"]], within: { lon: 18, lat: 50, radius_km: 30 }, near: undefined, weights: { coverage: 1, cost: 0 } }))
    .toEqual({ partners: { min: 2, max: 3 }, apart: [["a", "b"]], within: { lon: 18, lat: 50, radius_km: 30 }, weights: { coverage: 1, cost: 0 } });
});

test("words are found whatever their case and accents", () => {
  expect(holdsWords(["Nabór: Łąka", "Call"], "laka NABOR")).toBe(true);
  expect(holdsWords(["Nabór"], "nabór zakup")).toBe(false);
  expect(holdsWords([], "")).toBe(true);
});
