import { type Amount, hundredths, amountOf } from "../../common/money";
import type { Budget, CostCategory, Parts } from "./project";

export const categories = ["personnel", "subcontracting", "travel", "equipment", "other_goods_and_services", "indirect"] as const satisfies readonly CostCategory[];
export type Columns = "year" | "category";
type Cell = Budget["cells"][number];

export interface Sums {
  planned: Amount;
  funded: Amount;
  /** Left out where the reader may not know it. */
  spent: Amount | undefined;
}

export function sumsOf(cells: readonly Pick<Cell, "planned" | "funded" | "spent">[]): Sums {
  let [planned, funded, spent] = [0n, 0n, 0n];
  let isKnown = true;
  for (const each of cells) {
    planned += hundredths(each.planned);
    funded += hundredths(each.funded);
    if (each.spent === undefined) isKnown = false;
    else spent += hundredths(each.spent);
  }
  return { planned: amountOf(planned), funded: amountOf(funded), spent: isKnown ? amountOf(spent) : undefined };
}

export interface BudgetRow {
  organisation: string;
  /** Of the whole partner where it is not given. */
  category?: CostCategory;
  cells: (Sums | undefined)[];
  all: Sums;
}

export interface BudgetMatrix {
  columns: string[];
  rows: BudgetRow[];
  total: BudgetRow;
}

/** The budget as a table: a row of each partner, in years also of each of its kinds of cost; sums at both edges. */
export function matrixOf(cells: Cell[], partners: string[], columns: Columns, year?: number): BudgetMatrix {
  const shown = year === undefined ? cells : cells.filter((each) => each.year === year);
  const keyOf = (cell: Cell) => (columns === "year" ? String(cell.year) : cell.category);
  const keys = new Set(shown.map(keyOf));
  const names = columns === "year" ? [...keys].sort() : categories.filter((each) => keys.has(each));
  const row = (organisation: string, own: Cell[], category?: CostCategory): BudgetRow => ({
    organisation, category, all: sumsOf(own),
    cells: names.map((name) => {
      const there = own.filter((each) => keyOf(each) === name);
      return there.length > 0 ? sumsOf(there) : undefined;
    }),
  });
  const order = [...partners, ...new Set(shown.map((each) => each.organisation).filter((each) => !partners.includes(each)))];
  const rows = order.flatMap((organisation) => {
    const own = shown.filter((each) => each.organisation === organisation);
    if (own.length === 0) return [];
    const inside = columns === "year" ? categories.flatMap((category) => {
      const of = own.filter((each) => each.category === category);
      return of.length > 0 ? [row(organisation, of, category)] : [];
    }) : [];
    return [row(organisation, own), ...inside];
  });
  return { columns: names, rows, total: row("", shown) };
}

/** Years in which the project can cost something. */
export function yearsOf({ begins_on: begin, ends_on: end }: { begins_on: string; ends_on: string }): number[] {
  const [first, last] = [Number(begin.slice(0, 4)), Number(end.slice(0, 4))];
  return Array.from({ length: Math.max(0, last - first) + 1 }, (_, i) => first + i);
}

/** Lines in the order one reads a budget in: by partner as given, year, kind of cost. */
export function inOrder<T extends Pick<Parts["budget_line"], "organisation" | "year" | "category">>(lines: T[], partners: string[]): T[] {
  const place = (organisation: string) => (partners.includes(organisation) ? partners.indexOf(organisation) : partners.length);
  return [...lines].sort((a, b) => place(a.organisation) - place(b.organisation) || a.year - b.year || categories.indexOf(a.category) - categories.indexOf(b.category));
}
