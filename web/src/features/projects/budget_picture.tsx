import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Sums } from "./budget";
import { type Amount, compare, formatAmount, isNothing, ratio } from "../../common/money";

type What = "planned" | "funded" | "spent";

function Bar({ what, amount, most, currency }: { what: What; amount: Amount; most: Amount; currency: string }) {
  const { t, i18n } = useTranslation();
  return (
    <li className="budget-bar" data-what={what}>
      <Text span size="sm">{t(`projects.${what}`)}</Text>
      <span className="budget-bar-track" aria-hidden>{!isNothing(amount) && <span style={{ width: `${Math.min(100, 100 * ratio(amount, most))}%` }} />}</span>
      <Text span size="sm" className="number">{formatAmount(amount, currency, i18n.language)}</Text>
    </li>
  );
}

/** Planned, funded and, where the reader may know it, spent: bars against the largest of them. */
export function BudgetPicture({ sums, currency }: { sums: Sums; currency: string }) {
  const { t, i18n } = useTranslation();
  const { planned, funded, spent } = sums;
  const most = spent && compare(spent, planned) > 0 ? spent : planned;
  const isOver = spent !== undefined && compare(spent, planned) > 0;
  return (
    <>
      <ul className="budget-bars">
        <Bar what="planned" amount={planned} most={most} currency={currency} />
        <Bar what="funded" amount={funded} most={most} currency={currency} />
        {spent !== undefined && <Bar what="spent" amount={spent} most={most} currency={currency} />}
      </ul>
      {spent !== undefined && (
        <Text size="sm" c={isOver ? "var(--mantine-color-error)" : "dimmed"}>
          {t(isOver ? "projects.overspent" : "projects.spentShare", { share: new Intl.NumberFormat(i18n.language, { style: "percent", maximumFractionDigits: 0 }).format(ratio(spent, planned)) })}
        </Text>
      )}
    </>
  );
}
