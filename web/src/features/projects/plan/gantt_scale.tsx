import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { Day } from "./day";
import type { Format } from "./format";
import { dayAtX, type Tick, ticks, type Timeline, xOf } from "./timeline";

interface ScaleProps {
  timeline: Timeline;
  x0: number;
  x1: number;
  begins: Day;
  ends: Day;
  now: Day;
  format: Format;
}

export function useTickText(format: Format) {
  const { t } = useTranslation();
  return ({ kind, day, number }: Tick, isUpper: boolean) => {
    if (kind === "month") return isUpper ? format.month(day) : format.monthName(day);
    if (kind === "quarter") return t("plan.gantt.quarter", { number });
    if (kind === "week") return t("plan.gantt.week", { number });
    return String(number);
  };
}

/** The two lines of the scale over the chart, and what stands out in time. */
export const GanttScale = memo(function GanttScale({ timeline, x0, x1, begins, ends, now, format }: ScaleProps) {
  const { t } = useTranslation();
  const text = useTickText(format);
  const { upper, lower } = ticks(timeline.zoom, dayAtX(timeline, x0), dayAtX(timeline, x1) + 1);
  const line = (list: Tick[], isUpper: boolean) =>
    list.map((tick) => {
      const left = Math.max(xOf(timeline, tick.day), 0);
      return (
        <span key={tick.day} className="gantt-tick" data-upper={isUpper || undefined} style={{ left, width: xOf(timeline, tick.end) - left }}>
          <span>{text(tick, isUpper)}</span>
        </span>
      );
    });
  const flag = (day: Day, key: string, name: string) => {
    const x = xOf(timeline, day);
    return x >= x0 && x <= x1 && <span key={key} className="gantt-flag" data-flag={key} style={{ left: x }}>{name}</span>;
  };
  return (
    <>
      <div className="gantt-line-of-ticks">{line(upper, true)}</div>
      <div className="gantt-line-of-ticks">{line(lower, false)}</div>
      <div className="gantt-line-of-flags">
        {flag(begins, "begin", t("plan.gantt.begins"))}
        {flag(ends + 1, "end", t("plan.gantt.ends"))}
        {flag(now, "today", t("plan.gantt.today"))}
      </div>
    </>
  );
});
