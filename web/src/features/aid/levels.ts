import type { AidLedger } from "./aid";

export interface Step {
  /** Moments in milliseconds; half-open. */
  from: number;
  to: number;
  /** EUR, only to be drawn. */
  granted: number;
  reserved: number;
  ceiling: number | undefined;
}

/** What holds between two changes; the last one as long as a twentieth of all. */
export function stepsOf(levels: AidLedger["levels"]): Step[] {
  const moments = levels.map((each) => Date.parse(each.day));
  const first = moments[0] ?? 0, last = moments[moments.length - 1] ?? 0;
  const end = Math.max(last + (last - first) / 20, first + 4 * 365 * 86_400_000);
  return levels.map((each, i) => ({ from: moments[i] ?? 0, to: moments[i + 1] ?? end, granted: Number(each.granted), reserved: Number(each.reserved), ceiling: each.ceiling === undefined ? undefined : Number(each.ceiling) }));
}
