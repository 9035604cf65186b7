import { ActionIcon, Text } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../i18n";
import { useInside } from "./inside";
import { formatAmount, formatShare, isAmount } from "../../common/money";
import { meantBy, touched, type Wanted } from "./request";

/** A field of a partner or a budget line as one reads it. */
function useReading() {
  const { t, i18n } = useTranslation();
  const { nameOf, project } = useInside();
  const labels: Record<string, string> = {
    organisation: t("projects.partner"), role: t("projects.roleLabel"), task: t("projects.partnerTask"), days_a_month: t("projects.daysAMonth"), year: t("projects.year"), category: t("projects.category"),
    amount: t("projects.amount"), funding_rate: t("projects.rate"), note: t("projects.noteLabel"),
  };
  const read = (field: string, value: unknown): string => {
    if (value === undefined || value === null || value === "") return "–";
    if (field === "organisation") return nameOf(String(value));
    if (field === "role") return t(`projects.role.${value}`);
    if (field === "category") return t(`projects.cost.${value}`);
    if (field === "amount" && isAmount(String(value))) return formatAmount(String(value), project.currency, i18n.language);
    if (field === "funding_rate") return formatShare(Number(value), i18n.language);
    return field === "days_a_month" ? formatNumber(Number(value), i18n.language, 1) : String(value);
  };
  return { labels, read };
}

function ChangeRows({ wanted, onRemove }: { wanted: Wanted; onRemove?: () => void }) {
  const { t } = useTranslation();
  const { labels, read } = useReading();
  const fields = touched(wanted);
  const rows = fields.length > 0 ? fields : [{ field: "", before: undefined, after: undefined }];
  const what = t(`projects.wish.${wanted.kind}.${!wanted.before ? "added" : !wanted.after ? "taken" : "changed"}`);
  return rows.map((each, i) => (
    <tr key={each.field}>
      {i === 0 && (
        <th scope="rowgroup" rowSpan={rows.length}>
          {what}
          {onRemove && <ActionIcon variant="subtle" color="red" ml={4} aria-label={`${t("action.remove")}: ${what}`} onClick={onRemove}><IconTrash size={16} aria-hidden /></ActionIcon>}
          <Text size="sm" c="dimmed">{meantBy(wanted).map(({ field, value }) => read(field, value)).join(", ")}</Text>
        </th>
      )}
      <td>{labels[each.field]}</td>
      <td className="written" dir="auto">{each.before === undefined ? "–" : <del>{read(each.field, each.before)}</del>}</td>
      <td className="written" dir="auto">{each.after === undefined ? "–" : <ins>{read(each.field, each.after)}</ins>}</td>
    </tr>
  ));
}

/** What is to change, as it is and as it is wanted, side by side. */
export function ChangeTable({ changes, ends, onRemove }: { changes: Wanted[]; ends?: { before: string | undefined; after: string }; onRemove?: (index: number) => void }) {
  const { t } = useTranslation();
  if (changes.length === 0 && !ends) return <Text size="sm" c="dimmed">{t("projects.noChanges")}</Text>;
  return (
    <div className="table-scroll">
      <table className="plain-table change-table">
        <thead>
          <tr>
            <th scope="col">{t("projects.whatChanges")}</th>
            <th scope="col">{t("ideas.field")}</th>
            <th scope="col">{t("projects.before")}</th>
            <th scope="col">{t("projects.after")}</th>
          </tr>
        </thead>
        {changes.map((each, i) => <tbody key={i}><ChangeRows wanted={each} onRemove={onRemove && (() => onRemove(i))} /></tbody>)}
        {ends && (
          <tbody>
            <tr>
              <th scope="row">{t("projects.wish.end")}</th>
              <td>{t("projects.ends")}</td>
              <td>{ends.before ?? "–"}</td>
              <td><ins>{ends.after}</ins></td>
            </tr>
          </tbody>
        )}
      </table>
    </div>
  );
}
