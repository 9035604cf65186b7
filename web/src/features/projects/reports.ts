import type { OwedReport, Parts } from "./project";

type Report = Parts["report"];
/** "missing": owed and not begun; "none": not owed, as of a partner that came later. */
export type Standing = "none" | "missing" | NonNullable<Report["state"]>;

export interface Place {
  standing: Standing;
  report: Report | undefined;
  isLate: boolean;
}

const pair = (period: string, organisation: string) => `${period} ${organisation}`;

/** How each partner stands with its report of each period. */
export function standings(periods: Parts["period"][], reports: Report[], owed: OwedReport[], now: string): (period: string, organisation: string) => Place {
  const given = new Map(reports.map((each) => [pair(each.period, each.organisation), each]));
  const missing = new Set(owed.map((each) => pair(each.period, each.organisation)));
  const due = new Map(periods.map((each) => [each.id, each.is_closed ? "9999" : each.due_on]));
  return (period, organisation) => {
    const report = given.get(pair(period, organisation));
    const standing = report?.state ?? (report ? "draft" : missing.has(pair(period, organisation)) ? "missing" : "none");
    const isWithPartner = standing === "missing" || standing === "draft" || standing === "returned";
    return { standing, report, isLate: isWithPartner && (due.get(period) ?? "9999") < now };
  };
}

/** The period after the last one, of the same length: from its end on, due as long after as before. */
export function nextPeriod(periods: Pick<Parts["period"], "begins_on" | "ends_on" | "due_on">[], project: { begins_on: string; ends_on: string }) {
  const shifted = (day: string, by: number) => new Date(Date.parse(day) + by * 86_400_000).toISOString().slice(0, 10);
  const days = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
  const last = [...periods].sort((a, b) => a.ends_on.localeCompare(b.ends_on)).at(-1);
  const begins = last ? shifted(last.ends_on, 1) : project.begins_on;
  const length = last ? days(last.begins_on, last.ends_on) : 181;
  const ends = [shifted(begins, length), project.ends_on].sort()[0] as string;
  return begins > project.ends_on ? { begins_on: "", ends_on: "", due_on: "" } : { begins_on: begins, ends_on: ends, due_on: shifted(ends, last ? days(last.ends_on, last.due_on) : 30) };
}
