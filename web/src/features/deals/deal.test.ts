import { describe, expect, it } from "vitest";
import { daysInStage, type Deal, dealRows, type Inquiry, isLate, isOverdue, nextStages, stageAfter } from "./deal";

const deal = (change: Partial<Deal>): Deal => ({
  id: "a", cluster: "c", kind: "sale", title: "Implanty", description: "", counterpart: "Szpital", country: "PL", currency: "PLN", next_step: "", steps: [{ stage: "first_contact", on: "2026-01-10" }], stage: "first_contact",
  visibility: "owner", named: [], may: [], version: 1, created_at: "2026-01-10T08:00:00Z", updated_at: "2026-01-10T08:00:00Z", ...change,
});

describe("the way of a deal", () => {
  it("goes everywhere but where it is, and nowhere once the contract is signed", () => {
    expect(nextStages("interest")).toEqual(["first_contact", "negotiation", "terms_agreed", "signed_contract", "lost"]);
    expect(nextStages("signed_contract")).toEqual([]);
    expect(nextStages("lost")).toHaveLength(5);
  });
  it("leads to the contract", () => {
    expect(stageAfter("first_contact")).toBe("interest");
    expect(stageAfter("terms_agreed")).toBe("signed_contract");
    expect(stageAfter("signed_contract")).toBeUndefined();
    expect(stageAfter("lost")).toBeUndefined();
  });
  it("counts days in a stage as long as it is open", () => {
    expect(daysInStage(deal({}), "2026-03-01")).toBe(50);
    expect(daysInStage(deal({ stage: "lost", steps: [{ stage: "lost", on: "2026-01-10", reason: "price" }] }), "2026-03-01")).toBeUndefined();
  });
  it("is overdue from the day after on", () => {
    const due = deal({ next_step: "Oferta", next_on: "2026-02-01" });
    expect(isOverdue(due, "2026-02-01")).toBe(false);
    expect(isOverdue(due, "2026-02-02")).toBe(true);
    expect(isOverdue({ ...due, stage: "signed_contract" }, "2026-02-02")).toBe(false);
  });
});

describe("an inquiry", () => {
  const inquiry = { state: "open", answer_by: "2026-02-08T10:00:00Z" } as Inquiry;
  it("is late only while it waits", () => {
    expect(isLate(inquiry, Date.parse("2026-02-08T11:00:00Z"))).toBe(true);
    expect(isLate(inquiry, Date.parse("2026-02-08T09:00:00Z"))).toBe(false);
    expect(isLate({ ...inquiry, state: "answered" }, Date.parse("2026-03-01T00:00:00Z"))).toBe(false);
  });
});

describe("the export", () => {
  it("holds amounts and days as such, and as many cells as columns", () => {
    const [head, row] = dealRows([deal({ value: "1200.50", next_on: "2026-02-01" })], (key) => key);
    expect(row).toHaveLength(head?.length ?? 0);
    expect(row).toContainEqual({ amount: "1200.50" });
    expect(row).toContainEqual({ day: "2026-02-01" });
  });
});
