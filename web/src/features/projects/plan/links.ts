import type { DependencyKind, Planned } from "./task";
import { type Timeline, xOf } from "./timeline";

/** Where a task is drawn, in pixels. */
export interface Box {
  left: number;
  right: number;
  /** The middle. */
  y: number;
}

const half = 8;

/** A milestone and a deliverable stand in the middle of their day. */
export function boxOf({ task, start, end }: Pick<Planned, "task" | "start" | "end">, row: number, rowHeight: number, timeline: Timeline): Box {
  const y = row * rowHeight + rowHeight / 2;
  if (task.kind === "milestone" || task.kind === "deliverable") {
    const x = xOf(timeline, start + 0.5);
    return { left: x - half, right: x + half, y };
  }
  const left = xOf(timeline, start);
  return { left, right: Math.max(xOf(timeline, end + 1), left + 4), y };
}

/** One task waiting for another, both of them shown. */
export interface Link {
  from: number;
  to: number;
  kind: DependencyKind;
  isCritical: boolean;
}

/** Links between rows: those of which both ends are shown. */
export function linksOf(rows: readonly (Planned | undefined)[], criticalPath: readonly string[]): Link[] {
  const at = new Map<string, number>();
  rows.forEach((each, i) => each && at.set(each.task.id, i));
  const next = new Map<string, string>();
  criticalPath.forEach((id, i) => i > 0 && next.set(id, criticalPath[i - 1] as string));
  const made: Link[] = [];
  rows.forEach((each, to) => {
    for (const { task, kind } of each?.task.depends_on ?? []) {
      const from = at.get(task);
      if (from !== undefined) made.push({ from, to, kind: kind ?? "finish_to_start", isCritical: next.get(each?.task.id as string) === task });
    }
  });
  return made;
}

/** Those that pass through the rows [first, end). */
export const passing = (links: readonly Link[], first: number, end: number) => links.filter(({ from, to }) => Math.min(from, to) < end && Math.max(from, to) >= first);

export type Point = readonly [x: number, y: number];
export const leavesFinish = (kind: DependencyKind) => kind === "finish_to_start" || kind === "finish_to_finish";
export const entersStart = (kind: DependencyKind) => kind === "finish_to_start" || kind === "start_to_start";
export const kindBetween = (fromFinish: boolean, toStart: boolean): DependencyKind =>
  fromFinish ? (toStart ? "finish_to_start" : "finish_to_finish") : toStart ? "start_to_start" : "start_to_finish";

/** The way of an arrow from one box to another: along the rows and across them, never through the one it leaves. */
export function routeOf(from: Box, to: Box, kind: DependencyKind, rowHeight: number, gap = 8): Point[] {
  const out = leavesFinish(kind) ? 1 : -1, into = entersStart(kind) ? -1 : 1;
  const x1 = out > 0 ? from.right : from.left, x2 = into < 0 ? to.left : to.right;
  const beside1 = x1 + out * gap, beside2 = x2 + into * gap;
  if (out === into) {
    const x = out > 0 ? Math.max(beside1, beside2) : Math.min(beside1, beside2);
    return [[x1, from.y], [x, from.y], [x, to.y], [x2, to.y]];
  }
  if ((beside2 - beside1) * out >= 0) return [[x1, from.y], [beside1, from.y], [beside1, to.y], [x2, to.y]];
  const between = from.y + (to.y >= from.y ? 1 : -1) * (rowHeight / 2);
  return [[x1, from.y], [beside1, from.y], [beside1, between], [beside2, between], [beside2, to.y], [x2, to.y]];
}

const round = (value: number) => Math.round(value * 2) / 2;
export const lineOf = (points: readonly Point[]) => points.map(([x, y], i) => `${i ? "L" : "M"}${round(x)} ${round(y)}`).join("");
/** The head of the arrow, at its last point. */
export function headOf(points: readonly Point[], size = 5): string {
  const [x, y] = points.at(-1) as Point, before = points.at(-2) as Point;
  const back = x >= before[0] ? -size : size;
  return `M${round(x)} ${round(y)}L${round(x + back)} ${round(y - size * 0.7)}L${round(x + back)} ${round(y + size * 0.7)}Z`;
}
