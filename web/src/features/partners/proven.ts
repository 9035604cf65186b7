import type { Schemas } from "../../api/client";
import type { PartnerQuery } from "./question";

export type ProvenPartner = Schemas["ProvenPartner"];

export const sought = ["all", "members", "others"] as const;
export type Sought = (typeof sought)[number];

/** What of a question the history of projects can answer: what it is about, and for whom. Nothing where it says neither. */
export function historyQuestion(asked: PartnerQuery | undefined): { text?: string; on_behalf_of?: string } | undefined {
  const text = /[\p{L}\p{N}]/u.test(asked?.text ?? "") ? asked?.text : undefined;
  if (!text && !asked?.on_behalf_of) return undefined;
  return { ...(text && { text }), ...(asked?.on_behalf_of && { on_behalf_of: asked.on_behalf_of }) };
}
