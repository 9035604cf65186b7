import { useEffect, useState } from "react";
import { createPortal, flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { inLanguage } from "../../../i18n";
import { dayOf, today } from "./day";
import type { Zoom } from "./filters";
import { useFormat } from "./format";
import { useTickText } from "./gantt_scale";
import { GanttScene } from "./gantt_scene";
import { linksOf } from "./links";
import { keyOf, type Row } from "./rows";
import { kindOf, nameOf } from "./task";
import { type Tick, ticks, type Timeline, timelineOf, xOf } from "./timeline";
import { usePlanContext } from "./use_plan";

const rowHeight = 18, names = 290, chart = 980, head = 34, most = 70;

// What fits on one page: everything, else what matters most.
const printed = (rows: Row[]): Row[] => (rows.length <= most ? rows : rows.filter((row) => row.kind === "group" || kindOf(row.planned.task) !== "task").slice(0, most * 2));

const zoomFor = (days: number): Zoom => (days > 900 ? "quarter" : days > 200 ? "month" : days > 50 ? "week" : "day");

function Sheet({ rows }: { rows: Row[] }) {
  const { t, i18n } = useTranslation();
  const { plan } = usePlanContext();
  const format = useFormat();
  const text = useTickText(format);
  const { project } = plan;
  const shown = printed(rows), now = today(), begins = dayOf(project.begins_on), ends = dayOf(project.ends_on);
  const all = shown.flatMap((row) => (row.kind === "task" ? [row.planned.start, row.planned.end] : row.start !== undefined && row.end !== undefined ? [row.start, row.end] : []));
  const span = timelineOf("day", [begins, ends, ...all], 0);
  const timeline: Timeline = { ...span, zoom: zoomFor(span.to - span.from), dayWidth: chart / (span.to - span.from) };
  const { upper, lower } = ticks(timeline.zoom, timeline.from, timeline.to);
  const links = linksOf(shown.map((row) => (row.kind === "task" ? row.planned : undefined)), plan.schedule?.critical_path ?? []);
  const height = shown.length * rowHeight;
  const label = (tick: Tick, isUpper: boolean) => {
    const left = Math.max(xOf(timeline, tick.day), 0), width = xOf(timeline, tick.end) - left;
    return width > (isUpper ? 30 : 16) && <text key={tick.day} x={left + 3} y={isUpper ? -20 : -6}>{text(tick, isUpper)}</text>;
  };
  return (
    <div className="plan-print">
      <h1>{inLanguage(project.title, i18n.language)?.text}</h1>
      <p>{t("plan.print.head", { begins: format.day(begins), ends: format.day(ends), day: format.day(now) })}{shown.length < rows.length && ` ${t("plan.print.less")}`}</p>
      <svg viewBox={`0 0 ${names + chart} ${head + height}`} preserveAspectRatio="xMinYMin meet">
        <defs><clipPath id="plan-print-names"><rect x={0} y={0} width={names - 8} height={head + height} /></clipPath></defs>
        <g clipPath="url(#plan-print-names)">
          {shown.map((row, i) => (
            <text key={keyOf(row)} className={row.kind === "group" ? "gantt-print-group" : undefined} x={row.kind === "group" ? 0 : 12} y={head + i * rowHeight + 13}>
              {row.kind === "group" ? (row.workPackage ? nameOf(row.workPackage) : t("plan.noPackage")) : row.planned.task.title}
            </text>
          ))}
        </g>
        <g transform={`translate(${names} ${head})`}>
          {upper.map((tick) => label(tick, true))}
          {lower.map((tick) => label(tick, false))}
          <GanttScene
            rows={shown} first={0} end={shown.length} x0={0} x1={chart} rowHeight={rowHeight} timeline={timeline} links={links} begins={begins} ends={ends} now={now} names={plan.names} format={format}
            showsSlack={false} showsLinks
          />
        </g>
      </svg>
    </div>
  );
}

/** What is printed while the chart is open: the whole of it on one page, landscape. */
export function GanttPrint({ rows }: { rows: Row[] }) {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const begin = () => flushSync(() => setPrinting(true)), end = () => setPrinting(false);
    addEventListener("beforeprint", begin);
    addEventListener("afterprint", end);
    return () => {
      removeEventListener("beforeprint", begin);
      removeEventListener("afterprint", end);
    };
  }, []);
  return isPrinting ? createPortal(<Sheet rows={rows} />, document.body) : null;
}
