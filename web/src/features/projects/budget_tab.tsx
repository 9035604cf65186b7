import { Button, Group, Select, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ExportMenu } from "../../common/export_menu";
import { Empty, ErrorNote, Loading } from "../../common/states";
import type { Cell } from "../../common/xlsx";
import { inOrder } from "./budget";
import { BudgetPicture } from "./budget_picture";
import { BudgetTable } from "./budget_table";
import { Expenses } from "./expenses";
import { useInside } from "./inside";
import { LineDialog } from "./line_dialog";
import { RowActs, SortHead, Undo, useSorted } from "./lists";
import { formatBare, formatShare, hundredths, shareOf } from "../../common/money";
import { isOver, may, type Parts, type Project } from "./project";
import { taken, withChange } from "./request";
import { useBudget, useDeletePart, useParts } from "./use_project";

type Line = Parts["budget_line"];

/** What is wished for in place of a line, beside it. */
function Wish({ line }: { line: Line }) {
  const { t, i18n } = useTranslation();
  const { basket } = useInside();
  const wanted = basket.find((each) => each.part === line.id);
  if (!wanted) return null;
  return <div className="wish">{wanted.after ? t("projects.wish.changed", { amount: formatBare(String(wanted.after.amount), i18n.language) }) : t("projects.wish.gone")}</div>;
}

function Lines({ onEdit }: { onEdit: (line: Line) => void }) {
  const { t, i18n } = useTranslation();
  const { project, partners, nameOf, setBasket } = useInside();
  const found = useParts(project.id, "budget_line");
  const { remove, undo, deleted, error, isBusy } = useDeletePart(project.id, "budget_line");
  const [partner, setPartner] = useState<string | null>(null);
  const all = found.data ?? [];
  const shown = inOrder(all.filter((each) => !partner || each.organisation === partner), partners);
  const { sorted, sort, turn } = useSorted(shown, {
    partner: (each) => nameOf(each.organisation), year: (each) => each.year, category: (each) => t(`projects.cost.${each.category}`), amount: (each) => hundredths(each.amount), rate: (each) => each.funding_rate ?? 0,
  });
  const isAsking = project.stage === "running" && may(project, "plan");
  const holders = [...new Set(all.map((each) => each.organisation))];
  const name = (line: Line) => `${nameOf(line.organisation)}, ${line.year}, ${t(`projects.cost.${line.category}`)}`;
  const rows = (): Cell[][] => [
    [t("projects.partner"), t("projects.year"), t("projects.category"), `${t("projects.amount")} (${project.currency})`, `${t("projects.rate")} (%)`, `${t("projects.funded")} (${project.currency})`, t("projects.noteLabel")],
    ...sorted.map((each): Cell[] => [nameOf(each.organisation), each.year, t(`projects.cost.${each.category}`), { amount: each.amount }, Math.round((each.funding_rate ?? 0) * 10_000) / 100, { amount: shareOf(each.amount, each.funding_rate ?? 0) }, each.note]),
  ];
  return (
    <section aria-labelledby="lines-title">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} size="h3" id="lines-title">{t("projects.lines")}</Title>
          {shown.length > 0 && <ExportMenu name={t("projects.tab.budget")} rows={rows} />}
        </Group>
        {holders.length > 1 && <Select w="100%" maw="20rem" aria-label={t("projects.partner")} placeholder={t("projects.allPartners")} clearable data={holders.map((value) => ({ value, label: nameOf(value) }))} value={partner} onChange={setPartner} />}
        <Undo name={deleted && name(deleted)} onUndo={() => void undo()} isBusy={isBusy} error={error} />
        <div className="table-scroll">
          <table className="plain-table stacked-table">
            <thead>
              <tr>
                <SortHead name="partner" label={t("projects.partner")} sort={sort} onTurn={turn} />
                <SortHead name="year" label={t("projects.year")} sort={sort} onTurn={turn} />
                <SortHead name="category" label={t("projects.category")} sort={sort} onTurn={turn} />
                <SortHead name="amount" label={`${t("projects.amount")} (${project.currency})`} sort={sort} onTurn={turn} isNumber />
                <SortHead name="rate" label={t("projects.rate")} sort={sort} onTurn={turn} isNumber />
                <th scope="col">{t("projects.noteLabel")}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {sorted.map((each) => (
                <tr key={each.id}>
                  <td data-label={t("projects.partner")}>{nameOf(each.organisation)}</td>
                  <td data-label={t("projects.year")}>{each.year}</td>
                  <td data-label={t("projects.category")}>{t(`projects.cost.${each.category}`)}</td>
                  <td data-label={t("projects.amount")} className="number">{formatBare(each.amount, i18n.language)}<Wish line={each} /></td>
                  <td data-label={t("projects.rate")} className="number">{formatShare(each.funding_rate ?? 0, i18n.language)}</td>
                  <td data-label={each.note && t("projects.noteLabel")} dir="auto">{each.note}</td>
                  <td>
                    <RowActs
                      name={name(each)} isBusy={isBusy} onEdit={may(each, "edit") || isAsking ? () => onEdit(each) : undefined}
                      onDelete={may(each, "delete") ? () => void remove(each) : isAsking ? () => setBasket((before) => withChange(before, taken("budget_line", each))) : undefined}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Stack>
    </section>
  );
}

/** Plan against spending of each partner. */
function ByPartner({ project }: { project: Project }) {
  const { t } = useTranslation();
  const { nameOf, partners } = useInside();
  const budget = useBudget(project.id).data;
  if (!budget || budget.by_partner.length < 2) return null;
  const order = [...budget.by_partner].sort((a, b) => partners.indexOf(a.organisation) - partners.indexOf(b.organisation));
  return (
    <section aria-labelledby="by-partner-title">
      <Title order={2} size="h3" mb="sm" id="by-partner-title">{t("projects.byPartner")}</Title>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
        {order.map((each) => (
          <div key={each.organisation}>
            <Text fw={600} size="sm" mb={4}><bdi>{nameOf(each.organisation)}</bdi></Text>
            <BudgetPicture sums={{ planned: each.planned, funded: each.funded, spent: each.spent }} currency={budget.currency} />
          </div>
        ))}
      </SimpleGrid>
    </section>
  );
}

/** What the project costs: the whole in a picture, the table, the lines it is made of, what was paid. */
export function BudgetTab({ project }: { project: Project }) {
  const { t } = useTranslation();
  const { manages, own } = useInside();
  const budget = useBudget(project.id);
  const [edited, setEdited] = useState<{ line?: Line }>();
  if (budget.error) return <ErrorNote error={budget.error} retry={() => void budget.refetch()} />;
  if (!budget.data) return <Loading />;
  const isRunning = project.stage === "running";
  const mayAdd = !isOver(project) && may(project, "plan") && (manages || own.length > 0);
  const add = mayAdd && <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setEdited({})}>{t(isRunning ? "projects.askForLine" : "projects.newLine")}</Button>;
  const isEmpty = budget.data.cells.length === 0;
  return (
    <Stack gap="xl">
      <Stack>
        <Group justify="space-between">
          <Title order={2} size="h3">{t("projects.tab.budget")}</Title>
          {!isEmpty && add}
        </Group>
        {isRunning && mayAdd && <Text size="sm" c="dimmed">{t("projects.askHelp")}</Text>}
        {isEmpty ? <Empty title={t("projects.noBudget")} text={t("projects.noBudgetText")}>{add}</Empty> : (
          <>
            <BudgetPicture sums={{ planned: budget.data.total.planned, funded: budget.data.total.funded, spent: budget.data.total.spent }} currency={budget.data.currency} />
            <BudgetTable budget={budget.data} />
          </>
        )}
      </Stack>
      {!isEmpty && <Lines onEdit={(line) => setEdited({ line })} />}
      {!isEmpty && <ByPartner project={project} />}
      {(project.stage !== "draft" || !isEmpty) && <Expenses />}
      {edited && <LineDialog line={edited.line} onClose={() => setEdited(undefined)} />}
    </Stack>
  );
}
