import { NumberInput, Select, SimpleGrid, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { categories, yearsOf } from "./budget";
import { AmountField, PartnerField } from "./fields";
import { useInside } from "./inside";
import { formatAmount, formatShare, isAmount, shareOf } from "../../common/money";
import { PartDialog } from "./part_dialog";
import type { CostCategory, Parts } from "./project";
import { added, changed, withChange } from "./request";

/** A line of the budget: added or changed in a draft, wished for in a running project. */
export function LineDialog({ line, onClose }: { line?: Parts["budget_line"]; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const { project, nameOf, partners, own, manages, setBasket } = useInside();
  const isAsking = project.stage === "running";
  const labels = { organisation: t("projects.partner"), year: t("projects.year"), category: t("projects.category"), amount: t("projects.amount"), funding_rate: t("projects.rate"), note: t("projects.noteLabel") };
  const years = yearsOf(project);
  const first = line
    ? { organisation: line.organisation, year: line.year, category: line.category, amount: line.amount, funding_rate: line.funding_rate, note: line.note }
    : { organisation: manages ? "" : (own[0] ?? ""), year: years[0] ?? 2000, category: "personnel" as CostCategory, amount: "", funding_rate: 0, note: "" };
  return (
    <PartDialog
      kind="budget_line" part={line} labels={labels} first={first} onClose={onClose} title={t(line ? "projects.editLine" : "projects.newLine")} submit={isAsking ? t("projects.intoRequest") : undefined}
      lacks={(draft) => ({ organisation: !draft.organisation && t("projects.missing.organisation"), amount: !isAmount(draft.amount) && t("projects.missing.amount") })}
      shown={(field, value) => {
        if (field === "organisation") return nameOf(value as string);
        if (field === "category" && value) return t(`projects.cost.${value}`);
        if (field === "amount" && typeof value === "string" && isAmount(value)) return formatAmount(value, project.currency, i18n.language);
        return field === "funding_rate" ? formatShare((value as number | undefined) ?? 0, i18n.language) : undefined;
      }}
      onKeep={isAsking ? (draft) => setBasket((before) => withChange(before, line ? changed("budget_line", line, draft) : added("budget_line", draft))) : undefined}
    >
      {(draft, change, error) => (
        <>
          <PartnerField label={labels.organisation} withAsterisk error={error("organisation")} pointer="/organisation" among={manages || isAsking ? partners : own} value={draft.organisation || undefined} onChange={(organisation) => change({ organisation: organisation ?? "" })} />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <Select label={labels.year} allowDeselect={false} error={error("year")} data-pointer="/year" data={[...new Set([...years, draft.year])].map(String)} value={String(draft.year)} onChange={(year) => change({ year: Number(year) })} />
            <Select label={labels.category} allowDeselect={false} error={error("category")} data-pointer="/category" data={categories.map((value) => ({ value, label: t(`projects.cost.${value}`) }))} value={draft.category} onChange={(category) => change({ category: (category ?? "personnel") as CostCategory })} />
            <AmountField label={labels.amount} withAsterisk error={error("amount")} pointer="/amount" value={draft.amount} onChange={(amount) => change({ amount })} />
            <NumberInput
              label={labels.funding_rate} suffix="%" min={0} max={100} decimalScale={2} decimalSeparator={i18n.language === "pl" ? "," : "."} hideControls error={error("funding_rate")} data-pointer="/funding_rate"
              value={Math.round((draft.funding_rate ?? 0) * 10_000) / 100} onChange={(value) => change({ funding_rate: Math.round(Number(value) * 100) / 10_000 })}
            />
          </SimpleGrid>
          {isAmount(draft.amount) && <Text size="sm" c="dimmed">{t("projects.fundedOf", { amount: formatAmount(shareOf(draft.amount, draft.funding_rate ?? 0), project.currency, i18n.language) })}</Text>}
          <TextInput label={labels.note} maxLength={2000} error={error("note")} data-pointer="/note" value={draft.note ?? ""} onChange={(event) => change({ note: event.currentTarget.value })} />
        </>
      )}
    </PartDialog>
  );
}
