import type { Schemas } from "../../api/client";

export type Collection = Schemas["MarketCollection"];
export type CollectionState = Schemas["CollectionState"];
export type MarketTable = Schemas["MarketTable"];
export type Figure = Schemas["MarketFigure"];

export const collectionStates = ["open", "published", "closed"] as const satisfies readonly CollectionState[];
export const usualRules = { min_contributors: 5, max_share_percent: 25, protection_percent: 15, old_after_months: 12 };

/** "row column" of a figure: under which a form keeps what was typed. */
export const cellKey = (row: string, column: string | undefined) => JSON.stringify([row, column ?? ""]);

/** The figures that a form sends: those that were typed. */
export function figuresOf(collection: Pick<Collection, "rows" | "columns">, typed: ReadonlyMap<string, string>): Figure[] {
  const columns = collection.columns ? collection.columns.categories : [undefined];
  return collection.rows.categories.flatMap((row) =>
    columns.flatMap((column) => {
      const value = typed.get(cellKey(row, column));
      return value ? [{ row, ...(column === undefined ? {} : { column }), value }] : [];
    }),
  );
}

/** Categories, one a line, without empty ones. */
export const categoriesOf = (text: string) => text.split("\n").map((line) => line.trim()).filter(Boolean);

/** The name of a fate among the texts, where an ending "_few" would be a plural. */
export const fateWord = (fate: MarketTable["cells"][number][number]["fate"] | undefined) => (fate === "too_few" ? "few" : (fate ?? "empty"));
