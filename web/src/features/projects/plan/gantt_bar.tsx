import { memo, type PointerEvent } from "react";
import { boxOf } from "./links";
import { isOpen, kindOf, type Planned } from "./task";
import { dayOf } from "./day";
import { type Timeline, xOf } from "./timeline";

export type Grip = "move" | "stretch" | "link-start" | "link-finish";

interface BarProps {
  planned: Planned;
  row: number;
  rowHeight: number;
  timeline: Timeline;
  label: string;
  mayMove: boolean;
  showsSlack: boolean;
  isTarget: boolean;
  onGrip?: (event: PointerEvent<SVGElement>, planned: Planned, grip: Grip) => void;
  onOpen?: (id: string) => void;
}

const diamond = (x: number, y: number, r: number) => `M${x} ${y - r}L${x + r} ${y}L${x} ${y + r}L${x - r} ${y}Z`;
/** A sheet with a turned corner. */
const sheet = (x: number, y: number, r: number) => `M${x - r} ${y - r}H${x + r * 0.35}L${x + r} ${y - r * 0.35}V${y + r}H${x - r}Z`;

/** A task in the chart: a bar with its progress, a milestone as a diamond, a deliverable as a sheet; its slack, its promised day. */
export const GanttBar = memo(function GanttBar({ planned, row, rowHeight, timeline, label, mayMove, showsSlack, isTarget, onGrip, onOpen }: BarProps) {
  const { task, isCritical, isLate } = planned;
  const { left, right, y } = boxOf(planned, row, rowHeight, timeline);
  const kind = kindOf(task), height = 16, top = y - height / 2, width = right - left;
  const open = isOpen(task), critical = isCritical && open;
  const grip = (which: Grip) => (onGrip && mayMove ? (event: PointerEvent<SVGElement>) => { event.stopPropagation(); onGrip(event, planned, which); } : undefined);
  const slackEnd = right + planned.slack * timeline.dayWidth;
  const middle = (left + right) / 2;
  return (
    <g className="gantt-task" data-bar={task.id} data-task-state={task.state ?? "to_do"} data-critical={critical || undefined} data-late={isLate || undefined} data-target={isTarget || undefined} data-movable={mayMove || undefined} onClick={onOpen && (() => onOpen(task.id))}>
      <title>{label}</title>
      {showsSlack && open && planned.slack > 0 && <path className="gantt-slack" d={`M${right} ${y}H${slackEnd}M${slackEnd} ${y - 4}V${y + 4}`} />}
      {task.due_on && <path className="gantt-due" d={`M${xOf(timeline, dayOf(task.due_on) + 1) - 5} ${top - 6}h10l-5 8Z`} />}
      {/* what can be hit is more than what is seen */}
      <rect className="gantt-hit" x={left - 4} y={row * rowHeight} width={width + 8} height={rowHeight} onPointerDown={grip("move")} />
      {kind === "task" ? (
        <g onPointerDown={grip("move")}>
          <rect className="gantt-bar" x={left} y={top} width={width} height={height} rx={3} />
          <rect className="gantt-done" x={left} y={top} width={(width * (task.state === "done" ? 100 : (task.progress ?? 0))) / 100} height={height} rx={3} />
          {critical && <rect className="gantt-hatch" x={left} y={top} width={width} height={height} rx={3} fill="url(#plan-hatch)" />}
          <rect className="gantt-edge" x={left} y={top} width={width} height={height} rx={3} />
        </g>
      ) : (
        <path className="gantt-sign" d={kind === "milestone" ? diamond(middle, y, 9) : sheet(middle, y, 8)} onPointerDown={grip("move")} />
      )}
      {mayMove && onGrip && (
        <g className="gantt-grips">
          {kind === "task" && <rect className="gantt-stretch" x={right - 6} y={top - 2} width={10} height={height + 4} onPointerDown={grip("stretch")} />}
          <circle className="gantt-grip" cx={left - 9} cy={y} r={5} onPointerDown={grip("link-start")} />
          <circle className="gantt-grip" cx={right + 10} cy={y} r={5} onPointerDown={grip("link-finish")} />
        </g>
      )}
    </g>
  );
});

interface SummaryProps {
  left: number;
  right: number;
  y: number;
  progress: number;
  label: string;
}

/** A work package in the chart: a bracket over its tasks. */
export const SummaryBar = memo(function SummaryBar({ left, right, y, progress, label }: SummaryProps) {
  const top = y - 6;
  return (
    <g className="gantt-summary">
      <title>{label}</title>
      <path className="gantt-bracket" d={`M${left} ${top}H${right}V${top + 12}L${right - 6} ${top + 6}H${left + 6}L${left} ${top + 12}Z`} />
      <rect className="gantt-bracket-done" x={left} y={top + 1.5} width={((right - left) * progress) / 100} height={3} />
    </g>
  );
});
