import { type Range as Seen, useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useRef } from "react";

/** Which of many rows of one height are drawn: those in sight and some around them, `end` not included. */
export interface Range {
  first: number;
  end: number;
}

const around = 8, step = 4;

/** In steps, so that what hangs on the range as a whole is not drawn anew with every row. */
function indexesOf({ startIndex, endIndex, count }: Seen): number[] {
  const first = Math.max(0, Math.floor((startIndex - around) / step) * step), end = Math.min(count, Math.ceil((endIndex + 1 + around) / step) * step);
  return Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i);
}

/** Follows how a box is scrolled and says which of its rows are drawn. `above`: what stands before the first row in it. */
export function useRows<T extends HTMLElement>(count: number, height: number, above = 0): { box: RefObject<T>; range: Range; bringIntoSight: (row: number) => void } {
  const box = useRef<T>(null);
  const rows = useVirtualizer({ count, estimateSize: () => height, getScrollElement: () => box.current, scrollMargin: above, rangeExtractor: indexesOf, initialRect: { width: 0, height: 30 * height } });
  const drawn = rows.getVirtualItems();
  const bringIntoSight = useCallback((row: number) => rows.scrollToIndex(row, { align: "auto" }), [rows]);
  return { box, range: { first: drawn[0]?.index ?? 0, end: (drawn[drawn.length - 1]?.index ?? -1) + 1 }, bringIntoSight };
}
