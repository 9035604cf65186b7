// Makes classifications/*.csv from lists of codes: NACE Rev. 2 and 2.1 (titles: EUR-Lex, (c) European Union, reuse allowed
// with acknowledgement) and PKD 2007 and 2025 (Polish legal acts, not under copyright).
//   node data/make/classifications.mjs FOLDER data/classifications
// FOLDER holds nace_rev2.0_en.csv, nace_rev2.1_en.csv (code, level, parent, title_en), pkd2007_pl.csv, pkd2025_pl.csv
// (code, title_pl), pkd2007_hierarchy_pl.csv (symbol, title_pl) and pkd2007_to_2025_changed.csv.
import fs from "node:fs";
import path from "node:path";

const [source, out] = process.argv.slice(2);

function table(file) {
  const text = fs.readFileSync(path.join(source, file), "utf8");
  const rows = [];
  let row = [], cell = "", quoted = false;
  for (let i = 0; i < text.length; ++i) {
    const c = text[i];
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') { cell += '"'; ++i; }
      else if (c === '"') quoted = false;
      else cell += c;
    } else if (c === '"') quoted = true;
    else if (c === ",") { row.push(cell); cell = ""; }
    else if (c === "\n") { row.push(cell.replace(/\r$/, "")); rows.push(row); row = []; cell = ""; }
    else cell += c;
  }
  if (cell || row.length) rows.push([...row, cell]);
  const [header, ...lines] = rows;
  return lines.filter((line) => line.length === header.length)
    .map((line) => Object.fromEntries(header.map((name, i) => [name, line[i].trim()])));
}
const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
function write(file, columns, rows) {
  fs.mkdirSync(out, { recursive: true });
  const lines = [columns, ...rows].map((row) => row.map((each) => quoted(String(each))).join(","));
  fs.writeFileSync(path.join(out, file), lines.join("\n") + "\n");
}
const sentence = (text) => (text === text.toUpperCase() ? text[0] + text.slice(1).toLowerCase() : text);

// NACE: as published, sections first; Polish titles of the levels that PKD shares with it.
function nace(file, polish) {
  const entries = table(file);
  const known = new Set(entries.map((each) => each.code));
  return entries.map(({ code, level, parent, title_en }) => {
    if (parent && !known.has(parent)) throw new Error(`${file}: ${code} has no parent ${parent}`);
    return [code, Number(level) === 1 ? "" : parent, polish.get(code) ?? "", sentence(title_en)];
  });
}
// PKD adds a letter to NACE's class ("32.50.Z"); where the class has one subclass, English says the same.
function pkd(subclasses, base) {
  const classes = new Map(base.map((row) => [row[0], []]));
  for (const { code, title_pl } of subclasses) {
    if (!classes.has(code.slice(0, 5))) throw new Error(`${code} has no class ${code.slice(0, 5)}`);
    classes.get(code.slice(0, 5)).push([code, title_pl]);
  }
  return base.flatMap((row) => {
    const inClass = classes.get(row[0]);
    return [row, ...inClass.map(([code, title]) => [code, row[0], title, inClass.length === 1 ? row[3] : ""])];
  });
}

const hierarchy = new Map(table("pkd2007_hierarchy_pl.csv").map(({ symbol, title_pl }) => [symbol, sentence(title_pl)]));
const nace20 = nace("nace_rev2.0_en.csv", hierarchy);
const nace21 = nace("nace_rev2.1_en.csv", new Map());
const pkd2007 = table("pkd2007_pl.csv"), pkd2025 = table("pkd2025_pl.csv");
// A class with one subclass bears its title; above the classes PKD 2025 has no Polish titles in our source.
const single = new Map(pkd2025.filter(({ code }) => code.endsWith(".Z")).map(({ code, title_pl }) => [code.slice(0, 5), title_pl]));
const columns = ["code", "parent", "title_pl", "title_en"];
write("nace_2.0.csv", columns, nace20);
write("nace_2.1.csv", columns, nace21.map(([code, parent, , en]) => [code, parent, single.get(code) ?? "", en]));
write("pkd_2007.csv", columns, pkd(pkd2007, nace20));
write("pkd_2025.csv", columns, pkd(pkd2025, nace21.map(([code, parent, , en]) => [code, parent, single.get(code) ?? "", en])));
write("schemes.csv", ["scheme", "valid_until"],
  [["pkd_2025", ""], ["pkd_2007", "2026-12-31"], ["nace_2.1", ""], ["nace_2.0", ""]]);

// The source lists the codes whose meaning changed; every other code of 2007 goes on under the same code.
const changes = table("pkd2007_to_2025_changed.csv");
const changed = new Set(changes.map((each) => each.from_code));
const of2025 = new Set(pkd2025.map((each) => each.code));
const targets = new Map();
for (const { from_code, to_code } of changes) targets.set(from_code, [...(targets.get(from_code) ?? []), to_code]);
const pairs = [];
for (const { code } of pkd2007) {
  if (!changed.has(code)) {
    if (of2025.has(code)) pairs.push([code, code, 0]);
    continue;
  }
  for (const to of new Set(targets.get(code))) if (of2025.has(to)) pairs.push([code, to, targets.get(code).length > 1 ? 1 : 0]);
}
const sources = new Map();
for (const [from, to] of pairs) sources.set(to, [...(sources.get(to) ?? []), from]);
const both = [
  ...pairs.map(([from, to, partial]) => ["pkd_2007", from, "pkd_2025", to, partial]),
  ...pairs.map(([from, to]) => ["pkd_2025", to, "pkd_2007", from, sources.get(to).length > 1 ? 1 : 0]),
  // A PKD code lies within the NACE class it extends.
  ...pkd2007.map(({ code }) => ["pkd_2007", code, "nace_2.0", code.slice(0, 5), 0]),
  ...pkd2025.map(({ code }) => ["pkd_2025", code, "nace_2.1", code.slice(0, 5), 0]),
];
write("correspondence.csv", ["from_scheme", "from_code", "to_scheme", "to_code", "is_partial"], both);
