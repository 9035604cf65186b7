import { Button, Checkbox, Group, SegmentedControl } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { type PointerEvent, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { dayOf, durationOf, textOf, today } from "./day";
import { follow, holdWhileDragging, pull } from "./drag";
import { type Zoom, zooms } from "./filters";
import { useFormat } from "./format";
import type { Grip } from "./gantt_bar";
import { GanttLegend } from "./gantt_legend";
import { GanttNames } from "./gantt_names";
import { GanttScale } from "./gantt_scale";
import { GanttScene, type Preview } from "./gantt_scene";
import { kindBetween, linksOf } from "./links";
import type { Row } from "./rows";
import { circleOf, isOpen, kindOf, type Planned } from "./task";
import { daysOf, timelineOf, widthOf, xOf } from "./timeline";
import { usePlanContext } from "./use_plan";
import { useRows } from "./use_rows";

const rowHeight = 34, headHeight = 64, step = 400;

/** Which part of the chart's width is drawn: in steps, with some more on both sides. */
function useAcross() {
  const [across, setAcross] = useState({ x0: 0, x1: 2000 });
  const look = useCallback((box: HTMLElement | null, names: number) => {
    if (!box) return;
    const x0 = Math.max(0, Math.floor((box.scrollLeft - step) / step) * step), x1 = Math.ceil((box.scrollLeft + box.clientWidth - names + step) / step) * step;
    setAcross((before) => (before.x0 === x0 && before.x1 === x1 ? before : { x0, x1 }));
  }, []);
  return { across, look };
}

interface LinkDrag {
  x: number;
  y: number;
  fromX: number;
  fromY: number;
  target: string | undefined;
}

/** What dragging a bar, its end, or a link from it does. */
function useGrips(timeline: ReturnType<typeof timelineOf>, box: React.RefObject<HTMLDivElement>, chart: React.RefObject<SVGSVGElement>) {
  const { t } = useTranslation();
  const format = useFormat();
  const { plan, actions } = usePlanContext();
  const [preview, setPreview] = useState<Preview>();
  const [link, setLink] = useState<LinkDrag>();
  const now = useRef({ plan, actions, timeline, t, format });
  now.current = { plan, actions, timeline, t, format };

  const shift = useCallback((event: PointerEvent<SVGElement>, planned: Planned, isStretch: boolean) => {
    const { task } = planned, from = event.clientX, scrolled = box.current?.scrollLeft ?? 0;
    let at = from, frame = 0;
    const daysAt = () => daysOf(now.current.timeline, at - from + (box.current?.scrollLeft ?? 0) - scrolled);
    const show = () => {
      const days = isStretch ? Math.max(daysAt(), planned.start - planned.end) : daysAt();
      setPreview((before) => (before?.endShift === days && before.id === task.id ? before : { id: task.id, startShift: isStretch ? 0 : days, endShift: days }));
    };
    const scroll = () => {
      if (box.current) {
        const { left, right } = box.current.getBoundingClientRect();
        box.current.scrollLeft += pull(at, left, right);
      }
      show();
      frame = requestAnimationFrame(scroll);
    };
    follow(event.nativeEvent, {
      start: () => { frame = requestAnimationFrame(scroll); },
      move: (x) => { at = x; show(); },
      drop: (x) => {
        at = x;
        cancelAnimationFrame(frame);
        setPreview(undefined);
        const days = daysAt(), { actions: act, t: say, format: form } = now.current;
        if (days === 0) return;
        if (isStretch) {
          const duration = Math.max(1, durationOf(planned.start, planned.end) + days);
          void act.change("task", [{ id: task.id, version: task.version, set: { duration_days: duration } }], say("plan.done.lasts", { title: task.title, count: duration }));
        } else {
          // Not before the project; where it waits for others, the schedule says when it can begin.
          const start = Math.max(planned.start + days, dayOf(now.current.plan.project.begins_on));
          void act.change("task", [{ id: task.id, version: task.version, set: { starts_on: textOf(start) } }], say("plan.done.starts", { title: task.title, day: form.day(start) }));
        }
      },
      cancel: () => {
        cancelAnimationFrame(frame);
        setPreview(undefined);
      },
    });
  }, [box]);

  const draw = useCallback((event: PointerEvent<SVGElement>, planned: Planned, fromFinish: boolean) => {
    const place = (x: number, y: number) => {
      const { left, top } = chart.current?.getBoundingClientRect() ?? { left: 0, top: 0 };
      const origin = chart.current?.viewBox.baseVal;
      return { x: x - left + (origin?.x ?? 0), y: y - top + (origin?.y ?? 0) };
    };
    const under = (x: number, y: number) => document.elementFromPoint(x, y)?.closest<SVGGElement>("[data-bar]");
    const first = place(event.clientX, event.clientY);
    follow(event.nativeEvent, {
      start: () => undefined,
      move: (x, y) => setLink({ ...place(x, y), fromX: first.x, fromY: first.y, target: under(x, y)?.dataset.bar }),
      drop: (x, y) => {
        setLink(undefined);
        const bar = under(x, y), id = bar?.dataset.bar;
        const { plan: known, actions: act, t: say } = now.current;
        const other = known.byId.get(id ?? "")?.task;
        if (!bar || !other || other.id === planned.task.id || !other.may.includes("edit")) return;
        const shape = bar.querySelector(".gantt-edge, .gantt-sign")?.getBoundingClientRect();
        const kind = kindBetween(fromFinish, !shape || x < (shape.left + shape.right) / 2);
        const links = other.depends_on ?? [];
        if (links.some((each) => each.task === planned.task.id && (each.kind ?? "finish_to_start") === kind)) return;
        const circle = circleOf(new Map([...known.byId].map(([each, { task }]) => [each, task])), other.id, [planned.task.id]);
        if (circle.length > 0) return act.refuse(say("plan.circle", { names: [...circle, other.id].map((each) => `„${known.byId.get(each)?.task.title ?? "…"}”`).join(" → ") }));
        void act.change("task", [{ id: other.id, version: other.version, set: { depends_on: [...links, { task: planned.task.id, kind, lag_days: 0 }] } }], say("plan.done.linked", { title: other.title, other: planned.task.title }));
      },
      cancel: () => setLink(undefined),
    });
  }, [chart]);

  const onGrip = useCallback((event: PointerEvent<SVGElement>, planned: Planned, grip: Grip) => {
    if (grip === "link-start" || grip === "link-finish") draw(event, planned, grip === "link-finish");
    else if (grip === "move" || kindOf(planned.task) === "task") shift(event, planned, grip === "stretch");
  }, [draw, shift]);
  return { preview, link, onGrip };
}

interface GanttViewProps {
  rows: Row[];
  zoom: Zoom;
  onZoom: (zoom: Zoom) => void;
  onFold: (id: string) => void;
  isNarrow: boolean;
}

/** The plan in time. What it shows is in the list too, for keyboards and screen readers. */
export function GanttView({ rows, zoom, onZoom, onFold, isNarrow }: GanttViewProps) {
  const { t } = useTranslation();
  const { plan, open } = usePlanContext();
  const format = useFormat();
  const [showsSlack, setShowsSlack] = useLocalStorage({ key: "grono.plan.slack", defaultValue: true, getInitialValueInEffect: false });
  const [showsLinks, setShowsLinks] = useLocalStorage({ key: "grono.plan.links", defaultValue: true, getInitialValueInEffect: false });
  const { project, schedule } = plan;
  const now = today(), begins = dayOf(project.begins_on), ends = dayOf(project.ends_on);
  const names = isNarrow ? 132 : 300;
  const last = useMemo(() => plan.tasks.reduce((latest, each) => Math.max(latest, each.end), ends), [plan.tasks, ends]);
  const earliest = useMemo(() => plan.tasks.reduce((first, each) => Math.min(first, each.start), begins), [plan.tasks, begins]);
  // Today, where it is not too far away.
  const isNow = now > earliest - 60 && now < last + 60;
  const timeline = useMemo(() => timelineOf(zoom, [earliest, last, ...(isNow ? [now] : [])], 1600), [zoom, earliest, last, isNow, now]);
  const width = widthOf(timeline);
  const links = useMemo(() => linksOf(rows.map((row) => (row.kind === "task" ? row.planned : undefined)), schedule?.critical_path ?? []), [rows, schedule]);
  const { box, range } = useRows<HTMLDivElement>(rows.length, rowHeight, headHeight);
  const chart = useRef<SVGSVGElement>(null);
  const { across, look } = useAcross();
  useEffect(() => (box.current ? holdWhileDragging(box.current) : undefined), [box]);
  const { preview, link, onGrip } = useGrips(timeline, box, chart);
  const center = useRef<number>();
  const onScroll = () => {
    look(box.current, names);
    if (box.current) center.current = timeline.from + (box.current.scrollLeft + (box.current.clientWidth - names) / 2) / timeline.dayWidth;
  };
  const goTo = useCallback((day: number, part: number) => {
    if (box.current) box.current.scrollLeft = xOf(timeline, day) - (box.current.clientWidth - names) * part;
  }, [box, timeline, names]);
  // Another zoom keeps the middle where it is; at first today is shown where something goes on, else what is to be done first.
  useLayoutEffect(() => {
    if (center.current !== undefined) goTo(center.current, 0.5);
    else if (isNow && plan.tasks.some((each) => each.end > now - 20 && each.start < now + 40)) goTo(now, 0.3);
    else goTo(plan.tasks.find((each) => isOpen(each.task))?.start ?? begins, 0.08);
    look(box.current, names);
    // eslint-disable-next-line
  }, [zoom, timeline.from]);
  const x1 = Math.min(across.x1, width), x0 = Math.min(across.x0, x1);
  const top = range.first * rowHeight, height = (range.end - range.first) * rowHeight;
  return (
    <>
      <div className="plan-list-tools">
        <Group gap="sm">
          <SegmentedControl size="xs" aria-label={t("plan.gantt.zoom")} value={zoom} onChange={(value) => onZoom(value as Zoom)} data={zooms.map((value) => ({ value, label: t(`plan.gantt.by.${value}`) }))} />
          {isNow && <Button size="xs" variant="default" onClick={() => goTo(now, 0.4)}>{t("plan.gantt.today")}</Button>}
        </Group>
        <Group gap="md">
          <Checkbox size="xs" radius="sm" label={t("plan.gantt.showLinks")} checked={showsLinks} onChange={(event) => setShowsLinks(event.currentTarget.checked)} />
          <Checkbox size="xs" radius="sm" label={t("plan.gantt.showSlack")} checked={showsSlack} onChange={(event) => setShowsSlack(event.currentTarget.checked)} />
        </Group>
      </div>
      <div ref={box} className="plan-scroll plan-gantt" onScroll={onScroll} role="region" aria-label={t("plan.view.gantt")} tabIndex={0}>
        <div className="gantt-inner" style={{ width: names + width, height: headHeight + rows.length * rowHeight }}>
          <div className="gantt-head" style={{ width: names + width, height: headHeight }}>
            <div className="gantt-corner" style={{ width: names }}>{t("plan.column.title")}</div>
            <div className="gantt-scale" style={{ width }}><GanttScale timeline={timeline} x0={x0} x1={x1} begins={begins} ends={ends} now={now} format={format} /></div>
          </div>
          <div className="gantt-names" style={{ width: names, height: rows.length * rowHeight }}>
            <GanttNames rows={rows} first={range.first} end={range.end} rowHeight={rowHeight} onFold={onFold} onOpen={open} />
          </div>
          <svg
            ref={chart} className="gantt-chart" role="img" aria-label={t("plan.gantt.chart", { count: plan.tasks.length })} width={Math.max(x1 - x0, 1)} height={Math.max(height, 1)} viewBox={`${x0} ${top} ${Math.max(x1 - x0, 1)} ${Math.max(height, 1)}`}
            style={{ left: names + x0, top: headHeight + top }}
          >
            <GanttScene
              rows={rows} first={range.first} end={range.end} x0={x0} x1={x1} rowHeight={rowHeight} timeline={timeline} links={links} begins={begins} ends={ends} now={now} names={plan.names} format={format}
              showsSlack={showsSlack} showsLinks={showsLinks} preview={preview} target={link?.target} onGrip={onGrip} onOpen={open}
            />
            {link && <path className="gantt-new-link" d={`M${link.fromX} ${link.fromY}L${link.x} ${link.y}`} />}
          </svg>
        </div>
      </div>
      {preview && <DragNote preview={preview} />}
      <GanttLegend />
    </>
  );
}

/** The days as they would be, said while a bar is dragged. */
function DragNote({ preview }: { preview: Preview }) {
  const { t } = useTranslation();
  const { plan } = usePlanContext();
  const format = useFormat();
  const planned = plan.byId.get(preview.id);
  if (!planned) return null;
  const start = planned.start + preview.startShift, end = planned.end + preview.endShift;
  return <div className="gantt-note" aria-hidden>{kindOf(planned.task) === "task" ? `${format.day(start)} – ${format.day(end)} (${t("plan.days", { count: durationOf(start, end) })})` : format.day(start)}</div>;
}
