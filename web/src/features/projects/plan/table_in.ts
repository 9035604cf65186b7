const separators = ["\t", ";", ","] as const;

/** Which separator the first line uses, outside of quotes. */
function separatorOf(text: string): string {
  const counts = new Map<string, number>(separators.map((each) => [each, 0]));
  let isQuoted = false, before = "\n";
  for (const letter of text) {
    if (letter === '"' && (isQuoted || !/[^\t;,\n]/.test(before))) isQuoted = !isQuoted;
    else if (!isQuoted && (letter === "\n" || letter === "\r")) break;
    else if (!isQuoted && counts.has(letter)) counts.set(letter, (counts.get(letter) as number) + 1);
    before = letter;
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ",";
}

/** A table as it is pasted from a spreadsheet or stands in a CSV file: rows of cells, without empty rows. */
export function tableIn(written: string): string[][] {
  const text = written.replace(/^\ufeff/, "");
  const separator = separatorOf(text);
  const rows: string[][] = [];
  let row: string[] = [], cell = "", isQuoted = false;
  const endCell = () => {
    row.push(cell.trim());
    cell = "";
  };
  const endRow = () => {
    endCell();
    if (row.some(Boolean)) rows.push(row);
    row = [];
  };
  for (let i = 0; i < text.length; ++i) {
    const letter = text[i] as string;
    if (isQuoted) {
      if (letter !== '"') cell += letter;
      else if (text[i + 1] === '"') cell += text[++i];
      else isQuoted = false;
    } else if (letter === '"' && cell.trim() === "") {
      isQuoted = true;
      cell = "";
    } else if (letter === separator) endCell();
    else if (letter === "\n" || letter === "\r") {
      if (letter === "\r" && text[i + 1] === "\n") ++i;
      endRow();
    } else cell += letter;
  }
  endRow();
  // What our own export writes so that no spreadsheet takes it for a formula.
  return rows.map((cells) => cells.map((each) => each.replace(/^'(?='*[=+\-@])/, "")));
}
