import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from "react";
import { type Range, rangeOf, sameRange } from "./window";

/** Follows how a box is scrolled and says which of its rows are drawn. `above`: what stands before the first row in it. */
export function useRows<T extends HTMLElement>(count: number, height: number, above = 0): { box: RefObject<T>; range: Range; follow: () => void } {
  const box = useRef<T>(null);
  const [range, setRange] = useState<Range>({ first: 0, end: Math.min(count, 30) });
  const follow = useCallback(() => {
    if (!box.current) return;
    const next = rangeOf(count, height, Math.max(0, box.current.scrollTop - above), box.current.clientHeight);
    setRange((before) => (sameRange(before, next) ? before : next));
  }, [count, height, above]);
  useLayoutEffect(() => {
    follow();
    if (!box.current) return;
    const watch = new ResizeObserver(follow);
    watch.observe(box.current);
    return () => watch.disconnect();
  }, [follow]);
  return { box, range: { first: Math.min(range.first, count), end: Math.min(range.end, count) }, follow };
}
