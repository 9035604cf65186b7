import { Button, Group, Select, SimpleGrid, Stack, Text, TextInput, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ExportMenu } from "../../common/export_menu";
import { ErrorNote } from "../../common/states";
import type { Cell } from "../../common/xlsx";
import { formatDate } from "../../i18n";
import { categories } from "./budget";
import { AmountField, DayField, PartnerField } from "./fields";
import { useInside } from "./inside";
import { RowActs, SortHead, Undo, useSorted } from "./lists";
import { formatAmount, formatBare, hundredths, isAmount, sum } from "../../common/money";
import { today } from "./overview";
import { PartDialog } from "./part_dialog";
import { type CostCategory, isOver, may, type Parts } from "./project";
import { useDeletePart, useParts } from "./use_project";

type Expense = Parts["expense"];

function ExpenseDialog({ expense, onClose }: { expense?: Expense; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const { project, nameOf, own, partners, manages } = useInside();
  const labels = { organisation: t("projects.partner"), paid_on: t("projects.paidOn"), category: t("projects.category"), amount: t("projects.amount"), description: t("projects.forWhat") };
  const first = expense
    ? { organisation: expense.organisation, paid_on: expense.paid_on, category: expense.category, amount: expense.amount, description: expense.description }
    : { organisation: (manages ? partners : own).length === 1 || !manages ? (own[0] ?? partners[0] ?? "") : "", paid_on: today(), category: "personnel" as CostCategory, amount: "", description: "" };
  return (
    <PartDialog
      kind="expense" part={expense} labels={labels} first={first} onClose={onClose} title={t(expense ? "projects.editExpense" : "projects.newExpense")}
      lacks={(draft) => ({ organisation: !draft.organisation && t("projects.missing.organisation"), paid_on: !draft.paid_on && t("projects.missing.day"), amount: !isAmount(draft.amount) && t("projects.missing.amount") })}
      shown={(field, value) => {
        if (field === "organisation") return nameOf(value as string);
        if (field === "category" && value) return t(`projects.cost.${value}`);
        if (field === "paid_on" && value) return formatDate(value as string, i18n.language);
        return field === "amount" && typeof value === "string" && isAmount(value) ? formatAmount(value, project.currency, i18n.language) : undefined;
      }}
    >
      {(draft, change, error) => (
        <>
          <PartnerField label={labels.organisation} withAsterisk error={error("organisation")} pointer="/organisation" value={draft.organisation || undefined} onChange={(organisation) => change({ organisation: organisation ?? "" })} />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <DayField label={labels.paid_on} withAsterisk min={project.begins_on} error={error("paid_on")} pointer="/paid_on" value={draft.paid_on} onChange={(day) => change({ paid_on: day })} />
            <Select label={labels.category} allowDeselect={false} error={error("category")} data-pointer="/category" data={categories.map((value) => ({ value, label: t(`projects.cost.${value}`) }))} value={draft.category} onChange={(category) => change({ category: (category ?? "personnel") as CostCategory })} />
          </SimpleGrid>
          <AmountField label={labels.amount} withAsterisk error={error("amount")} pointer="/amount" value={draft.amount} onChange={(amount) => change({ amount })} />
          <TextInput label={labels.description} description={t("projects.forWhatHelp")} maxLength={2000} error={error("description")} data-pointer="/description" value={draft.description ?? ""} onChange={(event) => change({ description: event.currentTarget.value })} />
        </>
      )}
    </PartDialog>
  );
}

/** What was paid, each cost by day; a partner sees its own, who manages the project all. */
export function Expenses() {
  const { t, i18n } = useTranslation();
  const { project, nameOf, manages } = useInside();
  const found = useParts(project.id, "expense");
  const { remove, undo, deleted, error, isBusy } = useDeletePart(project.id, "expense");
  const [edited, setEdited] = useState<{ expense?: Expense }>();
  const [partner, setPartner] = useState<string | null>(null);
  const [category, setCategory] = useState<string | null>(null);
  const all = found.data ?? [];
  const shown = all.filter((each) => (!partner || each.organisation === partner) && (!category || each.category === category));
  const byDay = [...shown].sort((a, b) => b.paid_on.localeCompare(a.paid_on));
  const { sorted, sort, turn } = useSorted(byDay, { day: (each) => each.paid_on, partner: (each) => nameOf(each.organisation), category: (each) => t(`projects.cost.${each.category}`), amount: (each) => hundredths(each.amount) });
  const mayAdd = may(project, "work") && !isOver(project);
  const holders = [...new Set(all.map((each) => each.organisation))];
  const rows = (): Cell[][] => [
    [t("projects.paidOn"), t("projects.partner"), t("projects.category"), t("projects.forWhat"), `${t("projects.amount")} (${project.currency})`],
    ...sorted.map((each): Cell[] => [{ day: each.paid_on }, nameOf(each.organisation), t(`projects.cost.${each.category}`), each.description, { amount: each.amount }]),
  ];
  return (
    <section aria-labelledby="expenses-title">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} size="h3" id="expenses-title">{t("projects.expenses")}</Title>
          <Group gap="xs">
            {shown.length > 0 && <ExportMenu name={t("projects.expenses")} rows={rows} />}
            {mayAdd && <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setEdited({})}>{t("projects.newExpense")}</Button>}
          </Group>
        </Group>
        <Text size="sm" c="dimmed">{t(manages ? "projects.expensesAll" : "projects.expensesOwn")}</Text>
        {found.error && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
        <Undo name={deleted && (deleted.description || formatAmount(deleted.amount, project.currency, i18n.language))} onUndo={() => void undo()} isBusy={isBusy} error={error} />
        {all.length > 1 && (
          <Group gap="sm">
            {holders.length > 1 && <Select aria-label={t("projects.partner")} placeholder={t("projects.allPartners")} clearable data={holders.map((value) => ({ value, label: nameOf(value) }))} value={partner} onChange={setPartner} />}
            <Select aria-label={t("projects.category")} placeholder={t("projects.allCategories")} clearable data={categories.map((value) => ({ value, label: t(`projects.cost.${value}`) }))} value={category} onChange={setCategory} />
          </Group>
        )}
        {found.data && all.length === 0 && <Text c="dimmed">{t("projects.noExpenses")}</Text>}
        {all.length > 0 && (
          <div className="table-scroll">
            <table className="plain-table stacked-table">
              <thead>
                <tr>
                  <SortHead name="day" label={t("projects.paidOn")} sort={sort} onTurn={turn} />
                  <SortHead name="partner" label={t("projects.partner")} sort={sort} onTurn={turn} />
                  <SortHead name="category" label={t("projects.category")} sort={sort} onTurn={turn} />
                  <th scope="col">{t("projects.forWhat")}</th>
                  <SortHead name="amount" label={`${t("projects.amount")} (${project.currency})`} sort={sort} onTurn={turn} isNumber />
                  <td />
                </tr>
              </thead>
              <tbody>
                {sorted.map((each) => (
                  <tr key={each.id}>
                    <td data-label={t("projects.paidOn")} className="unbroken">{formatDate(each.paid_on, i18n.language)}</td>
                    <td data-label={t("projects.partner")}>{nameOf(each.organisation)}</td>
                    <td data-label={t("projects.category")}>{t(`projects.cost.${each.category}`)}</td>
                    <td data-label={each.description && t("projects.forWhat")} dir="auto">{each.description}</td>
                    <td data-label={t("projects.amount")} className="number">{formatBare(each.amount, i18n.language)}</td>
                    <td><RowActs name={each.description || t(`projects.cost.${each.category}`)} isBusy={isBusy} onEdit={may(each, "edit") ? () => setEdited({ expense: each }) : undefined} onDelete={may(each, "delete") ? () => void remove(each) : undefined} /></td>
                  </tr>
                ))}
              </tbody>
              <tfoot>
                <tr>
                  <th scope="row" colSpan={4}>{t("projects.sumOf", { count: sorted.length })}</th>
                  <td className="number">{formatBare(sum(sorted.map((each) => each.amount)), i18n.language)}</td>
                  <td />
                </tr>
              </tfoot>
            </table>
          </div>
        )}
      </Stack>
      {edited && <ExpenseDialog expense={edited.expense} onClose={() => setEdited(undefined)} />}
    </section>
  );
}
