/** Amounts are decimal texts ("1234.50"); sums go over whole hundredths and never over floating point. */
export type Amount = string;

const written = /^(-?)(\d+)(?:\.(\d{1,2}))?$/;

export function hundredths(amount: Amount): bigint {
  const found = written.exec(amount);
  if (!found) throw new RangeError(`"${amount}" is no amount`);
  const size = BigInt(found[2] as string) * 100n + BigInt((found[3] ?? "").padEnd(2, "0"));
  return found[1] ? -size : size;
}

export function amountOf(value: bigint): Amount {
  const size = value < 0n ? -value : value;
  return `${value < 0n ? "-" : ""}${size / 100n}.${(size % 100n).toString().padStart(2, "0")}`;
}

export const isAmount = (text: string) => /^\d{1,13}(\.\d{1,2})?$/.test(text);
export const sum = (amounts: readonly (Amount | undefined)[]): Amount => amountOf(amounts.reduce((all, each) => all + (each ? hundredths(each) : 0n), 0n));
export const minus = (a: Amount, b: Amount): Amount => amountOf(hundredths(a) - hundredths(b));
export const isNothing = (amount: Amount | undefined) => !amount || hundredths(amount) === 0n;
export const compare = (a: Amount, b: Amount) => Number(hundredths(a) > hundredths(b)) - Number(hundredths(a) < hundredths(b));

/** What is funded of an amount, as the server reckons it: the share to ten-thousandths, half a hundredth upwards. */
export function shareOf(amount: Amount, share: number): Amount {
  const product = hundredths(amount) * BigInt(Math.round(share * 10_000));
  return amountOf((product + (product < 0n ? -5_000n : 5_000n)) / 10_000n);
}

/** How much of the whole a part is, 0..1 and beyond; only to be drawn. */
export function ratio(part: Amount, whole: Amount): number {
  const all = hundredths(whole);
  return all === 0n ? 0 : Number((hundredths(part) * 10_000n) / all) / 10_000;
}

/** What a person typed, in the habit of the language: "1 234,5", "1,234.50". */
export function typedAmount(text: string, language: string): Amount | undefined {
  let bare = text.replace(/[\s\u00a0\u202f']/g, "");
  if (language === "en" && /^\d{1,3}(,\d{3})+(\.\d{1,2})?$/.test(bare)) bare = bare.replaceAll(",", "");
  bare = bare.replace(",", ".");
  return isAmount(bare) ? amountOf(hundredths(bare)) : undefined;
}

const tagOf = (language: string) => (language === "pl" ? "pl-PL" : "en-GB");

// Whole units go through the formatter as integers of any size; the hundredths are set in as they are.
function formatted(amount: Amount, language: string, options: Intl.NumberFormatOptions): string {
  const value = hundredths(amount);
  const size = value < 0n ? -value : value;
  const format = new Intl.NumberFormat(tagOf(language), { ...options, minimumFractionDigits: 2, maximumFractionDigits: 2, useGrouping: "always" } as unknown as Intl.NumberFormatOptions);
  const text = format.formatToParts(size / 100n).map((part) => (part.type === "fraction" ? (size % 100n).toString().padStart(2, "0") : part.value)).join("");
  return value < 0n ? `\u2212${text}` : text;
}

/** "1 234,50 zł", "PLN 1,234.50". */
export const formatAmount = (amount: Amount, currency: string, language: string) => formatted(amount, language, { style: "currency", currency });
/** "1 234,50": for tables that name the currency once. */
export const formatBare = (amount: Amount, language: string) => formatted(amount, language, {});
export const formatShare = (share: number, language: string) => new Intl.NumberFormat(tagOf(language), { style: "percent", maximumFractionDigits: 2 }).format(share);

export const currencies = ["PLN", "EUR", "CZK", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "HUF", "RON", "BGN", "UAH"] as const;
