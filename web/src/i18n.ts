import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import en from "./locales/en.json";
import pl from "./locales/pl.json";

export const languages = ["pl", "en"] as const;
export type Language = (typeof languages)[number];

const stored = "grono.language";

function firstLanguage(): Language {
  const kept = localStorage.getItem(stored) ?? navigator.language.slice(0, 2);
  return kept === "en" || kept === "pl" ? kept : "pl";
}

void i18next.use(initReactI18next).init({
  resources: { pl: { translation: pl }, en: { translation: en } },
  lng: firstLanguage(),
  fallbackLng: "en",
  interpolation: { escapeValue: false },
  returnNull: false,
});
document.documentElement.lang = i18next.language;

export function chooseLanguage(language: Language) {
  localStorage.setItem(stored, language);
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
}

/** The text in the reader's language, else in another, with the language it really has. */
export function inLanguage(text: Record<string, string> | undefined, language: string) {
  for (const tag of [language, "en", "pl", ...Object.keys(text ?? {})])
    if (text?.[tag]) return { language: tag, text: text[tag] as string };
  return undefined;
}

export const formatNumber = (value: number, language: string, digits = 0) =>
  new Intl.NumberFormat(language === "pl" ? "pl-PL" : "en-GB", { maximumFractionDigits: digits }).format(value);
export const formatDate = (day: string, language: string) =>
  new Intl.DateTimeFormat(language === "pl" ? "pl-PL" : "en-GB", { dateStyle: "medium", timeZone: "UTC" }).format(new Date(day));
export const formatMoment = (moment: string, language: string) =>
  new Intl.DateTimeFormat(language === "pl" ? "pl-PL" : "en-GB", { dateStyle: "medium", timeStyle: "short" }).format(new Date(moment));
/** "850 m", "12 km". */
export function formatDistance(metres: number, language: string) {
  return metres < 1000 ? `${formatNumber(Math.round(metres / 10) * 10, language)} m` : `${formatNumber(metres / 1000, language, metres < 10_000 ? 1 : 0)} km`;
}
