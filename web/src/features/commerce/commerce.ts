import type { Schemas } from "../../api/client";
import type { Visibility } from "../../common/visibility";

export type Product = Schemas["Product"];
export type ProductDraft = Schemas["ProductDraft"];
export type TrlEntry = Schemas["TrlEntry"];
export type DevicePath = Schemas["DevicePath"];
export type Certificate = Schemas["Certificate"];
export type ClinicalEntry = Schemas["ClinicalEntry"];
export type IpAsset = Schemas["IpAsset"];
export type IpOwner = Schemas["IpOwner"];
export type Offer = Schemas["MarketOffer"];
export type Need = Schemas["MarketNeed"];

export const productKinds = ["product", "result"] as const satisfies readonly Schemas["ProductKind"][];
export const ipKinds = ["patent", "patent_application", "utility_model", "design", "trademark", "copyright", "software", "database", "know_how", "plant_variety", "circuit_layout"] as const satisfies readonly Schemas["IpAssetKind"][];
export const offerKinds = ["sale", "licence", "cooperation", "service", "investment_wanted", "spin_off"] as const satisfies readonly Schemas["MarketOfferKind"][];
export const offerStates = ["open", "paused", "withdrawn"] as const satisfies readonly Schemas["MarketOfferState"][];
export const mdrClasses = ["mdr_i", "mdr_i_sterile", "mdr_i_measuring", "mdr_i_reusable", "mdr_iia", "mdr_iib", "mdr_iii"] as const satisfies readonly Schemas["DeviceClass"][];
export const ivdrClasses = ["ivdr_a", "ivdr_a_sterile", "ivdr_b", "ivdr_c", "ivdr_d"] as const satisfies readonly Schemas["DeviceClass"][];
export const clinicalStages = ["none", "planned", "approved", "running", "completed", "follow_up"] as const satisfies readonly Schemas["ClinicalStage"][];
export const certificateKinds = ["eu_quality_system", "eu_technical_documentation", "eu_type_examination", "declaration_of_conformity", "iso_13485", "other"] as const satisfies readonly Schemas["CertificateKind"][];
export const organisationKinds = ["enterprise", "start_up", "university", "research_institute", "clinical_user", "business_support", "public_authority", "investor", "association"] as const satisfies readonly Schemas["OrganisationKind"][];
/** Whose needs are shown where nobody asks otherwise. */
export const needKinds = ["clinical_user", "enterprise", "start_up"] as const satisfies readonly Schemas["OrganisationKind"][];

/** Days before a date on which its owners are reminded, where nothing was said. */
export const usualReminders = [180, 60, 14];

export const today = () => new Date().toISOString().slice(0, 10);
/** Whole days from one day of the calendar to another. */
export const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** How near a date is: over, within the first of the reminders, or far. */
export function nearness(day: string, reminders: readonly number[], now = today()): "over" | "near" | "far" {
  const left = daysBetween(now, day);
  return left < 0 ? "over" : left <= Math.max(0, ...reminders) ? "near" : "far";
}

/** As the server reads it: a letter and one to six pairs of digits. */
export const isEmdn = (code: string) => /^[A-Z]\d{2}(\d{2}){0,5}$/.test(code);

/** Who may see a thing of an organisation, or of the cluster where there is none. */
export const visibilitiesOf = (organisation: string, hasProject = false): Visibility[] => [
  "everyone", "members", ...(hasProject ? (["partners"] as const) : []), "named", "coordinator", ...(organisation ? (["owner"] as const) : []),
];

export const written = (text: Record<string, string>) => Object.fromEntries(Object.entries(text).filter(([, each]) => each.trim() !== ""));
