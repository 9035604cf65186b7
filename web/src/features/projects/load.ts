import type { Schedule } from "./project";

export interface Load {
  days: number;
  available: number | undefined;
  /** "none" where nothing is planned; "full" from nine tenths of what is available on, "over" beyond it. */
  level: "none" | "unknown" | "light" | "full" | "over";
}

function levelOf(days: number, available: number | undefined): Load["level"] {
  if (days < 0.05) return "none";
  if (available === undefined) return "unknown";
  if (days > available + 0.05) return "over";
  return days >= 0.9 * available ? "full" : "light";
}

function monthsBetween(first: string, last: string): string[] {
  const made: string[] = [];
  let [year = 0, month = 0] = first.split("-").map(Number);
  for (let each = first; each <= last && made.length < 400; ) {
    made.push(each);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
    each = `${year}-${String(month).padStart(2, "0")}`;
  }
  return made;
}

/** What each partner has to do in which month, against the days it can give; months without work between others stay. */
export function loadTable(loads: Schedule["loads"]): { months: string[]; rows: { organisation: string; cells: Load[]; isOver: boolean }[] } {
  const all = loads.map((each) => each.month).sort();
  const [first, last] = [all[0], all.at(-1)];
  if (!first || !last) return { months: [], rows: [] };
  const months = monthsBetween(first, last);
  const rows = [...new Set(loads.map((each) => each.organisation))].map((organisation) => {
    const own = new Map(loads.filter((each) => each.organisation === organisation).map((each) => [each.month, each]));
    const available = [...own.values()].find((each) => each.available !== undefined)?.available;
    const cells = months.map((month) => {
      const days = own.get(month)?.days ?? 0;
      return { days, available, level: levelOf(days, available) };
    });
    return { organisation, cells, isOver: cells.some((each) => each.level === "over") };
  });
  return { months, rows };
}
