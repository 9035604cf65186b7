/** A cell as CSV holds it: in quotes where needed, and never a formula. */
function cell(value: unknown): string {
  const text = value === null || value === undefined ? "" : String(value);
  const guarded = /^'*[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\n\r]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

export const csvOf = (rows: unknown[][]) => rows.map((row) => row.map(cell).join(",")).join("\n") + "\n";
