import { expect, test } from "vitest";
import { inOrder, isOpen, type Match } from "./use_matching";

const match = (id: string, state: Match["state"]): Match => ({
  id, state, origin: "hidden", side: "need", item: "i", title: { pl: "A" }, is_asking: false, answer: "open", found_on: "2026-11-01", waits_until: "2026-12-01",
});

test("what is to be answered stands first, what is over last", () => {
  const sorted = inOrder([match("a", "lapsed"), match("b", "waiting"), match("c", "exchanged"), match("d", "asked")]);
  expect(sorted.map((each) => each.id)).toEqual(["d", "c", "b", "a"]);
});

test("only what waits for somebody is open", () => {
  expect((["asked", "waiting", "exchanged", "declined", "lapsed", "ended"] as const).map((state) => isOpen(match("x", state)))).toEqual([true, true, false, false, false, false]);
});
