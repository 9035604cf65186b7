import { expect, test } from "vitest";
import { categoriesOf, cellKey, figuresOf } from "./market";

test("only what was typed is sent, with its categories", () => {
  const typed = new Map([[cellKey("mała", "A"), "1.50"], [cellKey("duża", "B"), ""]]);
  expect(figuresOf({ rows: { name: "W", categories: ["mała", "duża"] }, columns: { name: "P", categories: ["A", "B"] } }, typed)).toEqual([{ row: "mała", column: "A", value: "1.50" }]);
  expect(figuresOf({ rows: { name: "W", categories: ["mała"] } }, new Map([[cellKey("mała", undefined), "2"]]))).toEqual([{ row: "mała", value: "2" }]);
});

test("a category a line", () => expect(categoriesOf(" mała\n\nduża ")).toEqual(["mała", "duża"]));
