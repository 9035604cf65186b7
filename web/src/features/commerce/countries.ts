/** What a code is called that stands for no single country: unions, and codes for tests. */
const noCountries = new Set(["EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"]);

export const countryName = (code: string, language: string) => new Intl.DisplayNames([language], { type: "region", fallback: "code" }).of(code) ?? code;

/** Every country that the browser has a name for, by that name. */
export function countriesIn(language: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  return letters
    .flatMap((a) => letters.map((b) => a + b))
    .flatMap((value) => {
      const label = noCountries.has(value) ? undefined : names.of(value);
      return label ? [{ value, label }] : [];
    })
    .sort((a, b) => a.label.localeCompare(b.label, language));
}
