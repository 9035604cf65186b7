import { expect, test } from "vitest";
import type { Parts } from "./project";
import { added, changed, meantBy, sentChange, taken, touched, wantedOf, withChange, wordsOf } from "./request";

const line = { id: "1", version: 3, may: [], organisation: "a", year: 2026, category: "travel", amount: "100.00", funding_rate: 0.5 } as unknown as Parts["budget_line"];
const draft = { organisation: "a", year: 2026, category: "travel", amount: "150.00", funding_rate: 0.5 } as const;

test("of each part the last wish counts, and a wish for nothing new is none", () => {
  const first = withChange([], changed("budget_line", line, draft));
  expect(first).toHaveLength(1);
  const second = withChange(first, taken("budget_line", line));
  expect(second.map((each) => each.after)).toEqual([undefined]);
  expect(withChange(second, changed("budget_line", line, { ...draft, amount: "100.00", note: "" }))).toEqual([]);
  expect(withChange(withChange([], added("budget_line", draft)), added("budget_line", draft))).toHaveLength(2);
});

test("what is sent names the part and how it is to be", () => {
  expect(sentChange(changed("budget_line", line, draft))).toEqual({ kind: "budget_line", part: "1", after: draft });
  expect(sentChange(taken("budget_line", line))).toEqual({ kind: "budget_line", part: "1", after: null });
  expect(sentChange(added("partner", { organisation: "b", role: "partner", task: "" }))).toEqual({ kind: "partner", after: { organisation: "b", role: "partner" } });
});

test("both sides are told by the fields that differ, beside what says which line is meant", () => {
  const change = changed("budget_line", line, draft);
  expect(meantBy(change).map((each) => each.value)).toEqual(["a", 2026, "travel"]);
  expect(touched(change)).toEqual([{ field: "amount", before: "100.00", after: "150.00" }]);
  expect(touched(changed("budget_line", line, { ...draft, amount: "100.00", year: 2027 })).map((each) => each.field)).toEqual(["year"]);
  const gone = wantedOf({ kind: "budget_line", part: "1", before: line as never, after: null });
  expect(touched(gone)).toEqual([{ field: "amount", before: "100.00", after: undefined }, { field: "funding_rate", before: 0.5, after: undefined }]);
});

test("every voter stands with its word or without, and who left with the word it gave", () => {
  const vote = (organisation: string, is_for: boolean) => ({ organisation, is_for, at: "2026-01-01T00:00:00Z" });
  expect(wordsOf({ votes: [vote("a", true), vote("gone", false)] }, ["a", "b"]).map((each) => [each.organisation, each.vote?.is_for])).toEqual([["a", true], ["b", undefined], ["gone", false]]);
});
