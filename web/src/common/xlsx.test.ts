import { unzipSync, strFromU8 } from "fflate";
import { expect, test } from "vitest";
import { xlsxOf, type Sheet } from "./xlsx";

const filesOf = async (sheets: Sheet[]) =>
  Object.fromEntries(Object.entries(unzipSync(new Uint8Array(await (await xlsxOf(sheets)).arrayBuffer()))).map(([name, bytes]) => [name, strFromU8(bytes)]));

test("amounts keep every place, days are days, texts are no markup and no formula", async () => {
  const files = await filesOf([{ name: "Budżet: [2026]/a", rows: [["Kto", "Kwota", "Dzień", "Ile"], ["=SUM(A1) <b>&\u0000", { amount: "9999999999999.99" }, { day: "2026-11-26" }, 0.5]] }]);
  const sheet = files["xl/worksheets/sheet1.xml"] ?? "";
  for (const value of ["9999999999999.99", "46352", "0.5"]) expect(sheet).toContain(`<v>${value}</v>`);
  expect(sheet).not.toContain("<f>");
  expect(Object.values(files).join("")).toContain("=SUM(A1) &lt;b&gt;&amp;<");
  expect(files["xl/workbook.xml"]).toContain('name="Budżet   2026  a"');
});

test("each sheet is there, its head stays in sight", async () => {
  const files = await filesOf([{ name: "a", rows: [["x"]] }, { name: "b", rows: [["y"], ["z"]] }]);
  expect(Object.keys(files)).toEqual(expect.arrayContaining(["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"]));
  expect(files["xl/worksheets/sheet2.xml"]).toContain('state="frozen"');
});
