import type { TrlEntry } from "./commerce";

/** A point of the chart: how far along the time from the first entry to the last day (0..1), and the level from there on. */
export interface Step {
  at: number;
  trl: number;
  isBack: boolean;
}

/** The history as steps over the time from its first entry until the day. Entries are in the order of their days. */
export function stepsOf(history: readonly Pick<TrlEntry, "on" | "trl">[], until: string): Step[] {
  const first = history[0];
  if (!first) return [];
  const begin = Date.parse(first.on), end = Math.max(Date.parse(until), Date.parse(history.at(-1)?.on ?? first.on));
  const length = Math.max(1, end - begin);
  return history.map(({ on, trl }, i) => ({ at: (Date.parse(on) - begin) / length, trl, isBack: i > 0 && trl < (history[i - 1]?.trl ?? trl) }));
}

/** The line: along each level until the next step. @param x  of 0..1, @param y  of a level */
export function lineOf(steps: readonly Step[], x: (at: number) => number, y: (trl: number) => number): string {
  return steps.map((step, i) => `${i === 0 ? "M" : "H"}${x(step.at)}${i === 0 ? `,${y(step.trl)}` : `V${y(step.trl)}`}`).join("") + (steps.length > 0 ? `H${x(1)}` : "");
}

/** The oldest first, as the server keeps them. */
export const inOrder = <T extends { on: string }>(history: readonly T[]) => [...history].sort((a, b) => a.on.localeCompare(b.on));
