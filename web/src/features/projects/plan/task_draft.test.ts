import { expect, test } from "vitest";
import { after, differing, draftOf, endOfDraft, missing, sameDraft, sent, withEnd } from "./task_draft";

const full = { kind: "task" as const, title: " Badania ", work_package: "w", organisation: "o", person: "p", state: "done" as const, starts_on: "2026-03-01", duration_days: 5, done_on: "2026-03-04", effort_days: 2.5, progress: 100, depends_on: [{ task: "x" }] };

test("what is empty is not sent, and a link says all of itself", () => {
  expect(sent(draftOf({ title: "x" }))).toEqual({ kind: "task", title: "x", description: "", state: "to_do", duration_days: 5, effort_days: 0, progress: 0, depends_on: [] });
  expect(sent(draftOf(full), 7)).toEqual({ ...full, title: "Badania", description: "", depends_on: [{ task: "x", kind: "finish_to_start", lag_days: 0 }], position: 7 });
  expect(sent({ ...draftOf(full), state: "to_do" }).done_on).toBeUndefined();
});

test("one follows the other: the person the partner, the day of doing the state, the days the kind", () => {
  const draft = draftOf(full);
  expect(after(draft, { organisation: "o2" }).person).toBe("");
  expect(after(draft, { organisation: "o" }).person).toBe("p");
  expect(after(draft, { state: "to_do" })).toMatchObject({ done_on: "", progress: 0 });
  expect(after(draftOf({ title: "x" }), { state: "done" }).done_on).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(after(draft, { kind: "milestone" }).duration_days).toBe(0);
  expect(after(after(draft, { kind: "milestone" }), { kind: "task" }).duration_days).toBe(5);
});

test("start, days and end follow one another", () => {
  const draft = draftOf({ title: "x", starts_on: "2026-03-30", duration_days: 3 });
  expect(endOfDraft(draft, undefined)).toBe("2026-04-01");
  expect(withEnd(draft, "2026-04-03", undefined).duration_days).toBe(5);
  expect(withEnd(draft, "2026-01-01", undefined).duration_days).toBe(1);
  expect(withEnd(draft, "", undefined)).toBe(draft);
  const free = draftOf({ title: "x", duration_days: 2 });
  expect([endOfDraft(free, undefined), endOfDraft(free, "2026-03-01")]).toEqual(["", "2026-03-02"]);
});

test("what is missing, and what differs", () => {
  expect(missing({ ...draftOf(), duration_days: "" })).toEqual(["/title", "/duration_days"]);
  expect(missing({ ...draftOf(full), done_on: "" })).toEqual(["/done_on"]);
  expect(missing(draftOf({ title: "x", kind: "milestone" }))).toEqual([]);
  expect(differing(draftOf(full), draftOf({ ...full, title: "Inne", effort_days: 3 }))).toEqual(["title", "effort_days"]);
  expect(sameDraft(draftOf(full), draftOf({ ...full, title: "Badania" }))).toBe(true);
});
