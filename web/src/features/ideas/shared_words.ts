const letters = /[\p{L}\p{N}]+/gu;
const fold = (text: string) => text.normalize("NFD").replace(/[łŁ]/g, "l").replace(/\p{M}/gu, "").toLowerCase();

function commonStart(a: string, b: string) {
  let length = 0;
  while (length < a.length && a[length] === b[length]) ++length;
  return length;
}

/** Whether a written word looks like a form of the base form: the start is the same, only an ending differs. */
function looksLike(word: string, base: string) {
  const [a, b] = [fold(word), fold(base)];
  if (a === b) return true;
  const start = commonStart(a, b);
  return start >= 3 && Math.max(a.length, b.length) - start <= 4 && start >= Math.min(a.length, b.length) - 2;
}

/** Where words of the text look like forms of the base forms; in UTF-16 code units. */
export function marksOf(text: string, bases: string[]): { from: number; to: number }[] {
  return [...text.matchAll(letters)]
    .filter(([word]) => bases.some((base) => looksLike(word, base)))
    .map((found) => ({ from: found.index, to: found.index + found[0].length }));
}

/** Each shared base form as it stands in the text, so that one reads words as one wrote them; none twice. */
export function asWritten(text: string, bases: string[]): string[] {
  const words = [...text.matchAll(letters)].map(([word]) => word);
  // A capital only begins a title; one inside, as in MDR, belongs to the word.
  const plain = (word: string) => (word.slice(1) === word.slice(1).toLowerCase() ? word.toLowerCase() : word);
  const shown = bases.map((base) => plain(words.find((word) => looksLike(word, base)) ?? base));
  return [...new Map(shown.map((each) => [fold(each), each])).values()];
}
