import { expect, test } from "vitest";
import { type Idea, movesOf, withSupportTurned } from "./idea";

const idea = (part: Partial<Idea>) => ({ stage: "spark", may: [], supporters: 0, is_supported: false, ...part }) as Idea;

test("who only reads moves nothing; a project stays a project", () => {
  expect(movesOf(idea({ may: ["take_part"] }))).toEqual([]);
  expect(movesOf(idea({ stage: "project", may: ["edit", "move", "choose"] }))).toEqual([]);
});

test("an owner shapes and shelves, and only who runs the cluster chooses or takes the choice back", () => {
  expect(movesOf(idea({ may: ["move"] }))).toEqual(["discussed", "shaped", "shelved"]);
  expect(movesOf(idea({ stage: "chosen", may: ["move"] }))).toEqual([]);
  expect(movesOf(idea({ stage: "shaped", may: ["move", "choose"] }))).toEqual(["spark", "discussed", "chosen", "shelved"]);
  expect(movesOf(idea({ stage: "shelved", may: ["move", "choose"] }))).toEqual(["spark", "discussed", "shaped", "chosen"]);
});

test("support turned twice is as before, and never below nothing", () => {
  const before = idea({ supporters: 3 });
  expect(withSupportTurned(before)).toMatchObject({ supporters: 4, is_supported: true });
  expect(withSupportTurned(withSupportTurned(before))).toEqual(before);
  expect(withSupportTurned(idea({ supporters: 0, is_supported: true })).supporters).toBe(0);
});
