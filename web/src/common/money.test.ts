import { expect, test } from "vitest";
import { amountOf, compare, formatAmount, formatBare, hundredths, isNothing, minus, ratio, shareOf, sum, typedAmount } from "./money";

test("sums are exact where floating point is not", () => {
  expect(sum(["0.10", "0.20"])).toBe("0.30");
  expect(sum(["9999999999999.99", "0.01"])).toBe("10000000000000.00");
  expect(sum(Array.from({ length: 1000 }, () => "0.01"))).toBe("10.00");
  expect(sum([])).toBe("0.00");
  expect(sum([undefined, "5", "0.5"])).toBe("5.50");
  expect(minus("1.00", "2.50")).toBe("-1.50");
});

test("amounts come back as they were, and what is no amount is refused", () => {
  for (const each of ["0.00", "1234.50", "-0.05", "9999999999999.99"]) expect(amountOf(hundredths(each))).toBe(each);
  for (const each of ["", "1,5", "1.234", "1e3", "NaN", " 1"]) expect(() => hundredths(each)).toThrow(RangeError);
  expect([compare("2", "10"), compare("1.50", "1.5"), compare("3", "2.99")]).toEqual([-1, 0, 1]);
  expect([isNothing("0.00"), isNothing(undefined), isNothing("0.01")]).toEqual([true, true, false]);
});

test("the funded share is rounded as the server rounds it", () => {
  expect(shareOf("100.01", 0.5)).toBe("50.01");
  expect(shareOf("33.33", 0.85)).toBe("28.33");
  expect(shareOf("9999999999999.99", 1)).toBe("9999999999999.99");
  expect(shareOf("1234.50", 0)).toBe("0.00");
  expect([ratio("50", "200"), ratio("1", "0"), ratio("3", "2")]).toEqual([0.25, 0, 1.5]);
});

test("amounts are read as people of the language write them", () => {
  expect(typedAmount("1 234,5", "pl")).toBe("1234.50");
  expect(typedAmount("1\u00a0234,50", "pl")).toBe("1234.50");
  expect(typedAmount("1,234.50", "en")).toBe("1234.50");
  expect(typedAmount("12,345", "en")).toBe("12345.00");
  expect(typedAmount("12,345", "pl")).toBeUndefined();
  for (const each of ["", "-5", "1.234.567", "dwa", "1,2,3", "12345678901234"]) expect(typedAmount(each, "pl")).toBeUndefined();
});

test("amounts are written in the habit of the language, whatever their size", () => {
  const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
  expect(plain(formatAmount("1234.50", "PLN", "pl"))).toBe("1 234,50 zł");
  expect(plain(formatAmount("9999999999999.99", "EUR", "en"))).toBe("€9,999,999,999,999.99");
  expect(plain(formatAmount("-0.05", "PLN", "pl"))).toBe("−0,05 zł");
  expect(plain(formatBare("1234567.8", "pl"))).toBe("1 234 567,80");
});
