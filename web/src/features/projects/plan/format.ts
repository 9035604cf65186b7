import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Day } from "./day";

const localeOf = (language: string) => (language === "pl" ? "pl-PL" : "en-GB");

/** Days and numbers as the reader writes them. Made once: a list of thousands asks often. */
export function useFormat() {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const locale = localeOf(i18n.language);
    const make = (options: Intl.DateTimeFormatOptions) => {
      const format = new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options });
      return (day: Day) => format.format(day * 86_400_000);
    };
    const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
    return {
      day: make({ day: "numeric", month: "short", year: "numeric" }),
      short: make({ day: "numeric", month: "short" }),
      long: make({ weekday: "long", day: "numeric", month: "long", year: "numeric" }),
      month: make({ month: "long", year: "numeric" }),
      monthName: make({ month: "short" }),
      number: (value: number) => number.format(value),
    };
  }, [i18n.language]);
}

export type Format = ReturnType<typeof useFormat>;
