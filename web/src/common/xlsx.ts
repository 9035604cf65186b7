import writeXlsxFile, { type Cell as FileCell } from "write-excel-file/universal";

/** What a cell of a spreadsheet holds; an amount goes in to its last place, a day as the program's calendar counts it. */
export type Cell = string | number | undefined | { amount: string } | { day: string };

// What XML cannot hold is left out; a cell takes no more.
const textOf = (text: string) => text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "").slice(0, 32_767);

function cellOf(value: Cell): FileCell {
  if (value === undefined || value === "") return null;
  if (typeof value === "number") return { type: Number, value };
  if (typeof value === "string") return { type: String, value: textOf(value) };
  return "amount" in value ? { type: Number, value: Number(value.amount), format: "#,##0.00" } : { type: Date, value: new Date(value.day), format: "yyyy-mm-dd" };
}

export interface Sheet {
  name: string;
  /** The first row names the columns. */
  rows: Cell[][];
}

// A sheet's name has at most 31 characters and none of these.
const sheetName = (name: string) => name.replace(/[[\]:*?/\\]/g, " ").slice(0, 31);
const headOf = (value: Cell): FileCell => ({ type: String, value: textOf(String(value ?? "")), fontWeight: "bold" });

/** A workbook of Office Open XML with these sheets. */
export const xlsxOf = (sheets: Sheet[]): Promise<Blob> =>
  writeXlsxFile(
    sheets.map(({ name, rows: [head = [], ...rows] }) => ({
      sheet: sheetName(name),
      stickyRowsCount: 1,
      data: [head.map(headOf), ...rows.map((row) => row.map(cellOf))],
    })),
  ).toBlob();
