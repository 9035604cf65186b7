import { Group, SegmentedControl, Select, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type BudgetRow, type Columns, matrixOf, type Sums, yearsOf } from "./budget";
import { useInside } from "./inside";
import { compare, formatBare, isNothing } from "../../common/money";
import type { Budget } from "./project";

function SumCell({ sums, isHead }: { sums: Sums | undefined; isHead?: boolean }) {
  const { t, i18n } = useTranslation();
  if (!sums) return <td className="number" />;
  const isOver = sums.spent !== undefined && compare(sums.spent, sums.planned) > 0;
  return (
    <td className="number">
      {isHead ? <strong>{formatBare(sums.planned, i18n.language)}</strong> : formatBare(sums.planned, i18n.language)}
      {sums.spent !== undefined && !isNothing(sums.spent) && <div className="spent" data-over={isOver}>{t("projects.spentShort")} {formatBare(sums.spent, i18n.language)}</div>}
    </td>
  );
}

function Row({ row, name }: { row: BudgetRow; name: string }) {
  const isPartner = row.category === undefined;
  return (
    <tr data-inner={!isPartner}>
      <th scope="row" className="sticky-head">{name}</th>
      {row.cells.map((sums, i) => <SumCell key={i} sums={sums} isHead={isPartner} />)}
      <SumCell sums={row.all} isHead={isPartner} />
    </tr>
  );
}

/** The budget by partner and kind of cost over the years, or by partner over kinds of cost, of all years or one. */
export function BudgetTable({ budget }: { budget: Budget }) {
  const { t } = useTranslation();
  const { project, partners, nameOf } = useInside();
  const [columns, setColumns] = useState<Columns>("year");
  const [year, setYear] = useState<string | null>(null);
  const { columns: names, rows, total } = matrixOf(budget.cells, partners, columns, columns === "category" && year ? Number(year) : undefined);
  return (
    <Stack gap="sm">
      <Group className="no-print">
        <SegmentedControl aria-label={t("projects.columns")} value={columns} onChange={(value) => setColumns(value as Columns)} data={[{ value: "year", label: t("projects.byYear") }, { value: "category", label: t("projects.byCategory") }]} />
        {columns === "category" && <Select aria-label={t("projects.year")} placeholder={t("projects.allYears")} clearable w="10rem" data={yearsOf(project).map(String)} value={year} onChange={setYear} />}
      </Group>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t("projects.tab.budget")}>
        <table className="plain-table budget-table">
          <caption>{t("projects.inCurrency", { currency: budget.currency })}</caption>
          <thead>
            <tr>
              <th scope="col" className="sticky-head">{t("projects.partner")}</th>
              {names.map((name) => <th scope="col" className="number" key={name}>{columns === "year" ? name : t(`projects.cost.${name}`)}</th>)}
              <th scope="col" className="number">{t("projects.together")}</th>
            </tr>
          </thead>
          <tbody>{rows.map((row) => <Row key={row.organisation + (row.category ?? "")} row={row} name={row.category ? t(`projects.cost.${row.category}`) : nameOf(row.organisation)} />)}</tbody>
          <tfoot><Row row={total} name={t("projects.together")} /></tfoot>
        </table>
      </div>
    </Stack>
  );
}
