/** What a cell of a spreadsheet holds; an amount goes in digit by digit, a day as the program's calendar counts it. */
export type Cell = string | number | undefined | { amount: string } | { day: string };

const escaped = (text: string) =>
  // What XML cannot hold is left out.
  text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const serialOf = (day: string) => Math.round(Date.parse(day) / 86_400_000) + 25_569;

function cellOf(value: Cell, style: number): string {
  if (value === undefined || value === "") return "<c/>";
  if (typeof value === "number") return `<c><v>${value}</v></c>`;
  if (typeof value === "string") return `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${escaped(value.slice(0, 32_767))}</t></is></c>`;
  return "amount" in value ? `<c s="2"><v>${value.amount}</v></c>` : `<c s="3"><v>${serialOf(value.day)}</v></c>`;
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packages = "http://schemas.openxmlformats.org/package/2006";

// Plain, bold, amounts with two places, days.
const styles = `${head}<styleSheet xmlns="${main}"><fonts count="2"><font/><font><b/></font></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="4" applyNumberFormat="1"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`;

export interface Sheet {
  name: string;
  /** The first row names the columns. */
  rows: Cell[][];
}

const sheetOf = ({ rows }: Sheet) =>
  `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>${rows
    .map((row, i) => `<row>${row.map((each) => cellOf(each, i === 0 ? 1 : 0)).join("")}</row>`)
    .join("")}</sheetData></worksheet>`;

// A sheet's name has at most 31 characters and none of these.
const sheetName = (name: string) => escaped(name.replace(/[[\]:*?/\\]/g, " ").slice(0, 31)).replaceAll('"', "&quot;");

function filesOf(sheets: Sheet[]): [string, string][] {
  const each = <T>(make: (number: number, sheet: Sheet) => T) => sheets.map((sheet, i) => make(i + 1, sheet));
  return [
    ["[Content_Types].xml", `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${each((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join("")}</Types>`],
    ["_rels/.rels", `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
    ["xl/workbook.xml", `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${each((n, { name }) => `<sheet name="${sheetName(name)}" sheetId="${n}" r:id="r${n}"/>`).join("")}</sheets></workbook>`],
    ["xl/_rels/workbook.xml.rels", `${head}<Relationships xmlns="${packages}/relationships">${each((n) => `<Relationship Id="r${n}" Type="${relations}/worksheet" Target="worksheets/sheet${n}.xml"/>`).join("")}<Relationship Id="s" Type="${relations}/styles" Target="styles.xml"/></Relationships>`],
    ["xl/styles.xml", styles],
    ...each((n, sheet): [string, string] => [`xl/worksheets/sheet${n}.xml`, sheetOf(sheet)]),
  ];
}

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let i = 0; i < 8; ++i) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
  return n >>> 0;
});

export function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (table[(sum ^ byte) & 255] as number) ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}

function record(signature: number, fields: [size: 2 | 4, value: number][]): Uint8Array {
  const made = new DataView(new ArrayBuffer(4 + fields.reduce((all, [size]) => all + size, 0)));
  made.setUint32(0, signature, true);
  let at = 4;
  for (const [size, value] of fields) {
    if (size === 2) made.setUint16(at, value, true);
    else made.setUint32(at, value, true);
    at += size;
  }
  return new Uint8Array(made.buffer);
}

// Stored as they are: small files, and nothing to get wrong. The date is the first that the format knows.
function zipOf(files: [string, string][]): Blob {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const [path, text] of files) {
    const [name, bytes] = [encoder.encode(path), encoder.encode(text)];
    const common: [2 | 4, number][] = [[2, 20], [2, 0x800], [2, 0], [2, 0], [2, 0x21], [4, crc32(bytes)], [4, bytes.length], [4, bytes.length], [2, name.length], [2, 0]];
    const local = record(0x04034b50, common);
    parts.push(local, name, bytes);
    directory.push(record(0x02014b50, [[2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, at]]), name);
    at += local.length + name.length + bytes.length;
  }
  const size = directory.reduce((all, each) => all + each.length, 0);
  const end = record(0x06054b50, [[2, 0], [2, 0], [2, files.length], [2, files.length], [4, size], [4, at], [2, 0]]);
  return new Blob([...parts, ...directory, end] as BlobPart[], { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" });
}

/** A workbook of Office Open XML with these sheets. */
export const xlsxOf = (sheets: Sheet[]): Blob => zipOf(filesOf(sheets));
