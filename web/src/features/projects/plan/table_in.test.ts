import { expect, test } from "vitest";
import { csvOf } from "../../../common/csv";
import { tableIn } from "./table_in";

test("CSV with commas, semicolons or tabs, with quotes and lines in cells", () => {
  expect(tableIn('title,days\n"a, ""b""\nc",3\r\n\n')).toEqual([["title", "days"], ['a, "b"\nc', "3"]]);
  expect(tableIn("\ufefftytuł;dni\r\nBadania, próby;5")).toEqual([["tytuł", "dni"], ["Badania, próby", "5"]]);
  expect(tableIn('a\tb\n"x;y"\t2')).toEqual([["a", "b"], ["x;y", "2"]]);
  expect(tableIn('5" rura;1\n')).toEqual([['5" rura', "1"]]);
  expect(tableIn("")).toEqual([]);
});

test("what our export writes is read as it was", () => {
  const rows = [["=1+1", '"x"', "a\nb"], ["-", "@x", "'y'"], ["", "2", ""]];
  expect(tableIn(csvOf(rows))).toEqual(rows);
});
