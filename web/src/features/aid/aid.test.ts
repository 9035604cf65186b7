import { expect, test } from "vitest";
import { inEuro, rateOf } from "./aid";

test("a rate has at most four decimals", () => {
  expect(rateOf("4.2567")).toBe(42_567n);
  expect(rateOf("4")).toBe(40_000n);
  for (const wrong of ["", "0", "4,25", "4.25671", ".5", "-4"]) expect(rateOf(wrong)).toBeUndefined();
});

test("euros are reckoned as the server does", () => {
  expect(inEuro("1234.56", "PLN", "4.2567")).toBe("290.03");
  expect(inEuro("0.01", "PLN", "2")).toBe("0.01");
  expect(inEuro("12", "EUR", "")).toBe("12.00");
  expect(inEuro("12", "PLN", "")).toBeUndefined();
  expect(inEuro("zwölf", "PLN", "4")).toBeUndefined();
});
