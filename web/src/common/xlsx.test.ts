import { expect, test } from "vitest";
import { crc32, xlsxOf } from "./xlsx";

test("the checksum is the one of the format", () => {
  expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
});

// The files of the archive stand in it as they are, one after another.
const written = async (book: Blob) => new TextDecoder().decode(await book.arrayBuffer());

test("amounts keep every digit, days are days, texts are no markup and no formula", async () => {
  const text = await written(xlsxOf([{ name: "Budżet: [2026]/a", rows: [["Kto", "Kwota", "Dzień", "Ile"], ["=SUM(A1) <b>&\u0000", { amount: "9999999999999.99" }, { day: "2026-11-26" }, 0.5]] }]));
  expect(text).toContain('<is><t xml:space="preserve">=SUM(A1) &lt;b&gt;&amp;</t></is>');
  expect(text).toContain('<c s="2"><v>9999999999999.99</v></c><c s="3"><v>46352</v></c><c><v>0.5</v></c>');
  expect(text).toContain('name="Budżet   2026  a"');
});

test("the archive says how many files it holds and where their list begins", async () => {
  const bytes = new DataView(await xlsxOf([{ name: "a", rows: [["x"]] }, { name: "b", rows: [["y"]] }]).arrayBuffer());
  const end = bytes.byteLength - 22;
  expect(bytes.getUint32(end, true)).toBe(0x06054b50);
  expect(bytes.getUint16(end + 10, true)).toBe(7);
  expect(bytes.getUint32(bytes.getUint32(end + 16, true), true)).toBe(0x02014b50);
  expect(bytes.getUint32(end + 12, true) + bytes.getUint32(end + 16, true)).toBe(end);
});
