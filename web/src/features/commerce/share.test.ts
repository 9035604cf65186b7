import { describe, expect, test } from "vitest";
import { balance, formatShare, parseShare } from "./share";

describe("shares", () => {
  test("are fractions or percentages, never nothing and never more than all", () => {
    expect(parseShare("2/6")).toEqual({ parts: 1n, whole: 3n });
    expect(parseShare(" 33,33 % ")).toEqual({ parts: 3333n, whole: 10000n });
    for (const wrong of ["0%", "101%", "4/3", "1/0", "0/3", "pół", "33.333%", "", "-1/3", "1/2000000"]) expect(parseShare(wrong), wrong).toBeUndefined();
  });
  test("sum exactly: three thirds are the whole, three times 33.33 % are not", () => {
    expect(balance(["1/3", "1/3", "1/3"])?.is).toBe("whole");
    const percent = balance(["33.33%", "33.33%", "33.33%"]);
    expect(percent?.is).toBe("less");
    expect(formatShare(percent!.gap, "pl")).toBe("0,01%");
    expect(formatShare(balance(["1/2", "2/3"])!.gap, "pl")).toBe("1/6");
    expect(balance(["1/2", "?"])).toBeUndefined();
  });
});
