/** Shares as the server reckons them: exact fractions, in lowest terms. */
export interface Share {
  parts: bigint;
  whole: bigint;
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
function reduced(parts: bigint, whole: bigint): Share {
  const common = gcd(parts < 0n ? -parts : parts, whole);
  return common === 0n ? { parts: 0n, whole: 1n } : { parts: parts / common, whole: whole / common };
}

/** "1/3", "50%", "33,33 %"; undefined where it is no share. */
export function parseShare(text: string): Share | undefined {
  const percent = /^\s*(\d{1,3})(?:[.,](\d{1,2}))?\s*%\s*$/.exec(text);
  const fraction = /^\s*(\d{1,9})\s*\/\s*(\d{1,7})\s*$/.exec(text);
  let made: Share | undefined;
  if (percent) made = reduced(BigInt(percent[1] as string) * 100n + BigInt((percent[2] ?? "").padEnd(2, "0") || "0"), 10_000n);
  else if (fraction && BigInt(fraction[2] as string) > 0n && BigInt(fraction[2] as string) <= 1_000_000n) made = reduced(BigInt(fraction[1] as string), BigInt(fraction[2] as string));
  return made && made.parts > 0n && made.parts <= made.whole ? made : undefined;
}

export const plus = (a: Share, b: Share): Share => reduced(a.parts * b.whole + b.parts * a.whole, a.whole * b.whole);

/** "50%", "12,5%" where hundredths of a percent hold it exactly, else "1/3". */
export function formatShare({ parts, whole }: Share, language: string): string {
  if (10_000n % whole !== 0n) return `${parts}/${whole}`;
  const points = parts * (10_000n / whole);
  const rest = (points % 100n).toString().padStart(2, "0").replace(/0+$/, "");
  return `${points / 100n}${rest ? (language === "pl" ? "," : ".") + rest : ""}%`;
}

/** As the reader's language writes it. */
export function shownShare(text: string, language: string): string {
  const share = parseShare(text);
  return share ? formatShare(share, language) : text;
}

/** What the shares come to, and how far that is from the whole; undefined while one of them is no share. */
export function balance(shares: readonly string[]): { sum: Share; gap: Share; is: "whole" | "less" | "more" } | undefined {
  const read = shares.map(parseShare);
  if (read.some((each) => !each) || read.length === 0) return undefined;
  const sum = (read as Share[]).reduce(plus);
  const less = sum.whole - sum.parts;
  return { sum, gap: reduced(less < 0n ? -less : less, sum.whole), is: less === 0n ? "whole" : less > 0n ? "less" : "more" };
}
