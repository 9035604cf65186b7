import type { Schemas } from "../../api/client";
import type { Cell } from "../../common/xlsx";

export type Deal = Schemas["Deal"];
export type DealKind = Schemas["DealKind"];
export type DealStage = Schemas["DealStage"];
export type LostReason = Schemas["LostReason"];
export type DealTimes = Schemas["DealTimes"];
export type Inquiry = Schemas["Inquiry"];
export type InquiryKind = Schemas["InquiryKind"];
export type InquiryState = Schemas["InquiryState"];

export const dealKinds = ["sale", "licence", "spin_off", "service", "joint_development", "investment"] as const;
/** In the order of a deal's way; the last two end it. */
export const dealStages = ["first_contact", "interest", "negotiation", "terms_agreed", "signed_contract", "lost"] as const;
export const openStages = dealStages.slice(0, 4);
export const lostReasons = ["price", "timing", "competitor", "no_budget", "no_answer", "not_ready", "certificate", "rights", "plans_changed", "other"] as const;
export const inquiryKinds = ["investor", "buyer", "partner", "authority", "press", "other"] as const;
export const inquiryStates = ["open", "forwarded", "answered", "closed"] as const;

/** To where a deal can go: everywhere else as long as no contract is signed. */
export const nextStages = (stage: DealStage): DealStage[] => (stage === "signed_contract" ? [] : dealStages.filter((each) => each !== stage));

/** The stage that comes next on the way to the contract; none at its end. */
export function stageAfter(stage: DealStage): DealStage | undefined {
  const at = dealStages.indexOf(stage);
  return at < 4 ? dealStages[at + 1] : undefined;
}

/** Whole days from one day to another. */
export const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** How long it has been in its stage; nothing once it is at its end. */
export function daysInStage(deal: Deal, today: string): number | undefined {
  const last = deal.steps.at(-1);
  return last && (openStages as readonly string[]).includes(deal.stage) ? Math.max(0, daysBetween(last.on, today)) : undefined;
}

export const isOverdue = (deal: Deal, today: string) => Boolean(deal.next_on) && (openStages as readonly string[]).includes(deal.stage) && (deal.next_on ?? "") < today;

/** An inquiry that waits for its answer longer than it should. */
export const isLate = (inquiry: Inquiry, now: number) => (inquiry.state === "open" || inquiry.state === "forwarded") && Date.parse(inquiry.answer_by) < now;

export const today = () => new Date().toISOString().slice(0, 10);

/** The rows of an export; `say` puts names into the reader's language. */
export function dealRows(deals: readonly Deal[], say: (key: string) => string): Cell[][] {
  const head = ["title", "kindLabel", "whose", "counterpart", "country", "stageLabel", "since", "value", "currency", "chance", "expectedOn", "nextStep", "nextOn", "lostReason"];
  return [
    head.map((each) => say(`deals.${each}`)),
    ...deals.map((each): Cell[] => {
      const last = each.steps.at(-1);
      return [
        each.title, say(`deals.kind.${each.kind}`), each.organisation_name ?? say("deals.clusterOwn"), each.counterpart, each.country, say(`deals.stage.${each.stage}`), last ? { day: last.on } : "",
        each.value ? { amount: each.value } : "", each.currency, each.chance === undefined ? "" : each.chance, each.expected_on ? { day: each.expected_on } : "", each.next_step, each.next_on ? { day: each.next_on } : "",
        last?.reason ? say(`deals.reason.${last.reason}`) : "",
      ];
    }),
  ];
}
