import { inLanguage } from "../../i18n";
import type { Cell, Sheet } from "../../common/xlsx";
import { type Consortium, type Opportunity, percentOf, requirementsOf } from "./consortium";

type Words = (key: string, values?: Record<string, unknown>) => string;

/** Opportunities as a table: what they are, what they require in figures, how many consortia form. */
export function opportunityRows(opportunities: readonly Opportunity[], consortia: readonly Consortium[], t: Words, language: string): Cell[][] {
  const amount = (value: string | number | undefined): Cell => (value === undefined || value === "" ? undefined : { amount: Number(value).toFixed(2) });
  const head = [t("edit.title"), t("consortia.kindLabel"), t("consortia.closesOn"), t("consortia.isOver"), t("consortia.minPartners"), t("consortia.maxPartners"), t("consortia.competences"), t("consortia.totalMin"), t("consortia.totalMax"), t("resources.currency"), `${t("consortia.smeShare")} (%)`, t("consortia.countries"), t("consortia.consortiaCount"), t("organisation.website")];
  const rows = opportunities.map((each): Cell[] => {
    const required = requirementsOf(each);
    const forIt = consortia.filter(({ opportunity, stage }) => opportunity === each.id && stage !== "dissolved").length;
    return [
      inLanguage(each.title, language)?.text, t(`consortia.kind.${each.kind}`), each.closes_on ? { day: each.closes_on } : undefined, t(each.is_over ? "consortia.yes" : "consortia.no"), required.partners.min, required.partners.max,
      (required.competences ?? []).map(({ competence }) => competence).join("; "), amount(required.budget?.total?.min), amount(required.budget?.total?.max), each.currency, percentOf(required.sme_share) || undefined, required.countries, forIt, each.website,
    ];
  });
  return [head, ...rows];
}

/** The partners of a consortium, also those who refused or left; who was replaced is history. */
export function partnerRows(consortium: Consortium, t: Words): Cell[][] {
  return [
    [t("consortia.partner"), t("consortia.roleLabel"), t("consortia.answer"), `${t("consortia.share")} (%)`, t("consortia.budget"), t("resources.currency"), t("consortia.task"), t("consortia.why"), t("consortia.answeredOn")],
    ...consortium.seats.filter((each) => each.state !== "replaced").map((each): Cell[] => [
      each.name, t(`consortia.role.${each.role}`), t(`consortia.seat.${each.state}`), Math.round(each.share * 10_000) / 100, { amount: each.budget }, consortium.currency, each.task, each.reason, each.answered_at ? { day: each.answered_at.slice(0, 10) } : undefined,
    ]),
  ];
}

/** What else of a consortium a workbook holds. */
export function furtherSheets(consortium: Consortium, t: Words, language: string): Sheet[] {
  const counting = consortium.seats.filter((each) => ["proposed", "invited", "accepted"].includes(each.state));
  const total = counting.reduce((sum, each) => sum + Math.round(Number(each.budget) * 100), 0) / 100;
  const facts: Cell[][] = [
    [t("consortia.fact"), t("consortia.value")],
    [t("consortia.name"), consortium.name],
    [t("consortia.opportunity"), inLanguage(consortium.opportunity_title, language)?.text],
    [t("consortia.stageLabel"), t(`consortia.stage.${consortium.stage}`)],
    [t("consortia.partners"), counting.length],
    [`${t("consortia.budget")} (${consortium.currency})`, { amount: total.toFixed(2) }],
    ...consortium.open_ends.map((each): Cell[] => [t("consortia.openEnd"), each]),
  ];
  const readiness: Cell[][] = [[t("consortia.readiness"), t("consortia.isDone")], ...consortium.readiness.map((each): Cell[] => [each.text, t(each.is_done ? "consortia.yes" : "consortia.no")])];
  return [{ name: t("consortia.consortium"), rows: facts }, { name: t("consortia.readiness"), rows: readiness }];
}
