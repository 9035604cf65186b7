import { memo, type PointerEvent, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Day } from "./day";
import type { Format } from "./format";
import { GanttBar, type Grip, SummaryBar } from "./gantt_bar";
import { boxOf, headOf, type Link, lineOf, passing, routeOf } from "./links";
import { keyOf, type Names, type Row } from "./rows";
import { isOpen, kindOf, nameOf, type Planned } from "./task";
import { dayAtX, restDays, ticks, type Timeline, xOf } from "./timeline";

/** How a task would be if it were let go now. */
export interface Preview {
  id: string;
  startShift: number;
  endShift: number;
}

export const previewed = (planned: Planned, preview: Preview | undefined): Planned =>
  preview?.id === planned.task.id ? { ...planned, start: planned.start + preview.startShift, end: Math.max(planned.end + preview.endShift, planned.start + preview.startShift), slack: 0 } : planned;

interface SceneProps {
  rows: readonly Row[];
  /** Drawn are the rows [first, end) and what lies between x0 and x1. */
  first: number;
  end: number;
  x0: number;
  x1: number;
  rowHeight: number;
  timeline: Timeline;
  links: readonly Link[];
  begins: Day;
  ends: Day;
  now: Day;
  names: Names;
  format: Format;
  showsSlack: boolean;
  showsLinks: boolean;
  preview?: Preview;
  target?: string;
  onGrip?: (event: PointerEvent<SVGElement>, planned: Planned, grip: Grip) => void;
  onOpen?: (id: string) => void;
}

/** The ground of the chart: days of rest, lines of the scale, the time outside the project, today. */
function Ground({ first, end, x0, x1, rowHeight, timeline, begins, ends, now }: Pick<SceneProps, "first" | "end" | "x0" | "x1" | "rowHeight" | "timeline" | "begins" | "ends" | "now">) {
  const top = first * rowHeight, bottom = end * rowHeight;
  const from = dayAtX(timeline, x0), to = dayAtX(timeline, x1) + 1;
  const { upper, lower } = ticks(timeline.zoom, from, to);
  const lines = (list: { day: Day }[]) => list.map(({ day }) => `M${xOf(timeline, day)} ${top}V${bottom}`).join("");
  const rest = restDays(timeline.zoom, from, to).map((day) => `M${xOf(timeline, day)} ${top}h${timeline.dayWidth}V${bottom}h${-timeline.dayWidth}Z`).join("");
  const begin = xOf(timeline, begins), finish = xOf(timeline, ends + 1), today = xOf(timeline, now);
  const at = (x: number) => x > x0 - 2 && x < x1 + 2;
  return (
    <>
      <path className="gantt-rest" d={rest} />
      {begin > x0 && <rect className="gantt-outside" x={x0} y={top} width={Math.min(begin, x1) - x0} height={bottom - top} />}
      {finish < x1 && <rect className="gantt-outside" x={Math.max(finish, x0)} y={top} width={x1 - Math.max(finish, x0)} height={bottom - top} />}
      <path className="gantt-line" d={lines(lower)} />
      <path className="gantt-line gantt-line-strong" d={lines(upper)} />
      {at(begin) && <path className="gantt-limit" d={`M${begin} ${top}V${bottom}`} />}
      {at(finish) && <path className="gantt-limit" d={`M${finish} ${top}V${bottom}`} />}
      {at(today) && <path className="gantt-today" d={`M${today} ${top}V${bottom}`} />}
    </>
  );
}

/** The chart itself, as much of it as is in sight. */
export const GanttScene = memo(function GanttScene({ rows, first, end, x0, x1, rowHeight, timeline, links, begins, ends, now, names, format, showsSlack, showsLinks, preview, target, onGrip, onOpen }: SceneProps) {
  const { t } = useTranslation();
  const visible = rows.slice(first, end);
  const boxAt = (index: number) => {
    const row = rows[index];
    return row?.kind === "task" ? boxOf(previewed(row.planned, preview), index, rowHeight, timeline) : undefined;
  };
  const near = useMemo(() => (showsLinks ? passing(links, first, end) : []), [links, first, end, showsLinks]);
  const drawn = { plain: "", plainHeads: "", critical: "", criticalHeads: "" };
  for (const { from, to, kind, isCritical } of near) {
    const [a, b] = [boxAt(from), boxAt(to)];
    if (!a || !b || Math.max(a.right, b.right) + 20 < x0 || Math.min(a.left, b.left) - 20 > x1) continue;
    const route = routeOf(a, b, kind, rowHeight);
    drawn[isCritical ? "critical" : "plain"] += lineOf(route);
    drawn[isCritical ? "criticalHeads" : "plainHeads"] += headOf(route);
  }
  const label = (planned: Planned) => {
    const { task } = planned;
    const time = kindOf(task) === "task" ? `${format.day(planned.start)} – ${format.day(planned.end)} (${t("plan.days", { count: planned.end - planned.start + 1 })})` : format.day(planned.start);
    return [task.title, names.organisation.get(task.organisation ?? ""), time, `${t(`plan.state.${task.state ?? "to_do"}`)}, ${task.progress ?? 0}%`, isOpen(task) && (planned.isCritical ? t("plan.critical") : t("plan.slackOf", { count: planned.slack }))].filter(Boolean).join("\n");
  };
  return (
    <>
      <defs>
        <pattern id="plan-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line className="gantt-hatch-line" x1="0" y1="0" x2="0" y2="6" /></pattern>
      </defs>
      <Ground {...{ first, end, x0, x1, rowHeight, timeline, begins, ends, now }} />
      <path className="gantt-link" d={drawn.plain} />
      <path className="gantt-link-head" d={drawn.plainHeads} />
      <path className="gantt-link gantt-link-critical" d={drawn.critical} />
      <path className="gantt-link-head gantt-link-critical" d={drawn.criticalHeads} />
      {visible.map((row, i) => {
        const index = first + i;
        if (row.kind === "group") {
          if (row.start === undefined || row.end === undefined) return null;
          const left = xOf(timeline, row.start), right = xOf(timeline, row.end + 1);
          if (right < x0 || left > x1) return null;
          return <SummaryBar key={keyOf(row)} left={left} right={right} y={index * rowHeight + rowHeight / 2} progress={row.progress} label={`${row.workPackage ? nameOf(row.workPackage) : t("plan.noPackage")}\n${format.day(row.start)} – ${format.day(row.end)}, ${row.progress}%`} />;
        }
        const planned = previewed(row.planned, preview);
        const left = xOf(timeline, planned.start), right = xOf(timeline, planned.end + 1 + (showsSlack ? planned.slack : 0));
        if (right < x0 - 30 || left > x1 + 30) return null;
        return (
          <GanttBar
            key={keyOf(row)} planned={planned} row={index} rowHeight={rowHeight} timeline={timeline} label={label(planned)} mayMove={Boolean(onGrip) && isOpen(planned.task) && planned.task.may.includes("edit")}
            showsSlack={showsSlack} isTarget={target === planned.task.id} onGrip={onGrip} onOpen={onOpen}
          />
        );
      })}
    </>
  );
});
