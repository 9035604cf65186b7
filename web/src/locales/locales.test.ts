import { expect, test } from "vitest";
import en from "./en.json";
import pl from "./pl.json";

type Tree = { [key: string]: string | Tree };

// Polish has four plural forms where English has two.
function keys(tree: Tree, prefix = ""): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [(prefix + key).replace(/_(one|few|many|other)$/, "")] : keys(value, `${prefix}${key}.`),
  );
}

test("both languages have the same texts", () => {
  expect([...new Set(keys(pl))].sort()).toEqual([...new Set(keys(en))].sort());
});

test("every plural has all the forms of its language", () => {
  const flat = (tree: Tree, prefix = ""): string[] =>
    Object.entries(tree).flatMap(([key, value]) => (typeof value === "string" ? [prefix + key] : flat(value, `${prefix}${key}.`)));
  const stems = (all: string[]) => [...new Set(all.filter((key) => /_(one|few|many|other)$/.test(key)).map((key) => key.replace(/_\w+$/, "")))];
  const polish = flat(pl);
  for (const stem of stems(polish)) for (const form of ["one", "few", "many", "other"]) expect(polish).toContain(`${stem}_${form}`);
  const english = flat(en);
  for (const stem of stems(english)) for (const form of ["one", "other"]) expect(english).toContain(`${stem}_${form}`);
});
