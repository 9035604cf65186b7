import { Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../i18n";
import { useInside } from "./inside";
import { type Load, loadTable } from "./load";
import { useSchedule } from "./use_project";

function LoadCell({ load, who, month }: { load: Load; who: string; month: string }) {
  const { t, i18n } = useTranslation();
  const days = formatNumber(load.days, i18n.language, 1);
  const available = load.available === undefined ? "" : ` ${t("projects.load.of", { available: formatNumber(load.available, i18n.language, 1) })}`;
  return (
    <td className="load-cell number" data-level={load.level} title={load.level === "none" ? undefined : `${who}, ${month}: ${days}${available}, ${t(`projects.load.${load.level}`)}`}>
      {load.level === "none" ? "" : days}
      {load.level === "over" && <span aria-hidden> !</span>}
      {(load.level === "over" || load.level === "full") && <span className="only-read"> ({t(`projects.load.${load.level}`)})</span>}
    </td>
  );
}

/** Person-days of each partner by month as the schedule lays them out, against what it can give. */
export function LoadTable() {
  const { t, i18n } = useTranslation();
  const { project, nameOf, partners } = useInside();
  const schedule = useSchedule(project.id).data;
  if (!schedule) return null;
  const { months, rows: unsorted } = loadTable(schedule.loads);
  const place = (organisation: string) => (partners.includes(organisation) ? partners.indexOf(organisation) : partners.length);
  const rows = [...unsorted].sort((a, b) => place(a.organisation) - place(b.organisation));
  const monthOf = (month: string) => new Intl.DateTimeFormat(i18n.language, { month: "short", year: "2-digit", timeZone: "UTC" }).format(new Date(`${month}-01`));
  return (
    <section aria-labelledby="load-title">
      <Title order={2} size="h4" id="load-title">{t("projects.load.title")}</Title>
      <Text size="sm" c="dimmed" mb="xs">{t(rows.length > 0 ? "projects.load.lead" : "projects.load.nothing")}</Text>
      {rows.length > 0 && (
        <div className="table-scroll" tabIndex={0} role="region" aria-labelledby="load-title">
          <table className="plain-table load-table">
            <thead>
              <tr>
                <th scope="col" className="sticky-head">{t("projects.partner")}</th>
                {months.map((month) => <th scope="col" key={month} className="number">{monthOf(month)}</th>)}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.organisation}>
                  <th scope="row" className="sticky-head"><bdi>{nameOf(row.organisation)}</bdi></th>
                  {row.cells.map((cell, i) => <LoadCell key={months[i]} load={cell} who={nameOf(row.organisation)} month={monthOf(months[i] ?? "2000-01")} />)}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
