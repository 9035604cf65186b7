/** Which of many rows of one height are drawn: those in sight and some around them, `end` not included. */
export interface Range {
  first: number;
  end: number;
}

/** In steps, so that a little scrolling changes nothing. */
export function rangeOf(count: number, height: number, scrolled: number, visible: number, around = 8): Range {
  const step = Math.max(1, around >> 1);
  const from = Math.floor(scrolled / height), to = Math.ceil((scrolled + visible) / height);
  const first = Math.floor((from - around) / step) * step, end = Math.ceil((to + around) / step) * step;
  return { first: Math.min(Math.max(0, first), count), end: Math.min(Math.max(0, end), count) };
}

export const sameRange = (a: Range, b: Range) => a.first === b.first && a.end === b.end;

/** How far to scroll so that a row is in sight; where it is already, nothing. */
export function scrollTo(row: number, height: number, scrolled: number, visible: number): number {
  if (row * height < scrolled) return row * height;
  return Math.max(scrolled, (row + 1) * height - visible);
}
