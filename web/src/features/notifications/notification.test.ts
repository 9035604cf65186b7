import { expect, test } from "vitest";
import { type Notification, pathOf } from "./notification";

const told = (fields: Partial<Notification>): Notification => ({ id: "n", kind: "mentioned", subject: { kind: "idea", id: "i", title: {} }, detail: {}, created_at: "2026-11-26T08:00:00Z", is_read: false, ...fields });

test("a mention leads to the very comment", () => {
  expect(pathOf(told({ comment: "c" }))).toBe("/ideas/i#comment-c");
  expect(pathOf(told({ kind: "idea_stage_changed" }))).toBe("/ideas/i");
});

test("an application leads to where it is decided, a decision to the organisation", () => {
  const subject = { kind: "membership", id: "m", title: {}, organisation: "o" };
  expect(pathOf(told({ kind: "membership_applied", subject }))).toBe("/members");
  expect(pathOf(told({ kind: "membership_decided", subject }))).toBe("/organisations/o");
});
