/** A text as it is compared: small letters without their marks, one space between words. */
export function folded(text: string): string {
  const small = text.toLowerCase();
  // Most of what is compared has no marks, and normalising takes long.
  // eslint-disable-next-line no-control-regex
  const plain = /^[\x00-\x7f]*$/.test(small) ? small : small.replaceAll("ł", "l").normalize("NFD").replace(/\p{Diacritic}/gu, "");
  return plain.replace(/[\s_]+/g, " ").trim();
}
