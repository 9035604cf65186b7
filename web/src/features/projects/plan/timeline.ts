import { calendarOf, type Day, dayAt, isWeekend, weekday, weekOf } from "./day";
import type { Zoom } from "./filters";

/** How wide a day is drawn. */
export const dayWidths: Record<Zoom, number> = { day: 30, week: 12, month: 4, quarter: 1.5 };

/** Days and where they are drawn. */
export interface Timeline {
  from: Day;
  /** Not included. */
  to: Day;
  dayWidth: number;
  zoom: Zoom;
}

export const xOf = (timeline: Timeline, day: Day) => (day - timeline.from) * timeline.dayWidth;
export const dayAtX = (timeline: Timeline, x: number): Day => timeline.from + Math.floor(x / timeline.dayWidth);
export const widthOf = (timeline: Timeline) => (timeline.to - timeline.from) * timeline.dayWidth;
/** So many days to the right, from so many pixels. */
export const daysOf = (timeline: Timeline, dx: number) => Math.round(dx / timeline.dayWidth);

/** From the first to the last of what is to be shown, with room on both sides. */
export function timelineOf(zoom: Zoom, days: readonly Day[], leastWidth: number): Timeline {
  const dayWidth = dayWidths[zoom];
  const first = days.reduce((a, b) => Math.min(a, b), Infinity), last = days.reduce((a, b) => Math.max(a, b), -Infinity);
  const { year, month } = calendarOf(first - 7);
  const from = dayAt(year, month);
  const after = calendarOf(last + 21);
  const to = dayAt(after.year, after.month + 1);
  return { from, to: Math.max(to, from + Math.ceil(leastWidth / dayWidth)), dayWidth, zoom };
}

export interface Tick {
  day: Day;
  end: Day;
  kind: "year" | "quarter" | "month" | "week" | "day";
  /** 2026; 1 … 4; 0 … 11; ISO week; day of the month */
  number: number;
}

type Step = (day: Day) => Tick;
const years: Step = (day) => {
  const { year } = calendarOf(day);
  return { day: dayAt(year, 0), end: dayAt(year + 1, 0), kind: "year", number: year };
};
const quarters: Step = (day) => {
  const { year, month } = calendarOf(day), quarter = Math.floor(month / 3);
  return { day: dayAt(year, quarter * 3), end: dayAt(year, quarter * 3 + 3), kind: "quarter", number: quarter + 1 };
};
const months: Step = (day) => {
  const { year, month } = calendarOf(day);
  return { day: dayAt(year, month), end: dayAt(year, month + 1), kind: "month", number: month };
};
const weeks: Step = (day) => {
  const monday = day - weekday(day);
  return { day: monday, end: monday + 7, kind: "week", number: weekOf(monday) };
};
const single: Step = (day) => ({ day, end: day + 1, kind: "day", number: calendarOf(day).date });

const scales: Record<Zoom, [Step, Step]> = { day: [months, single], week: [months, weeks], month: [years, months], quarter: [years, quarters] };

/** The two lines of the scale, where they cover [from, to). */
export function ticks(zoom: Zoom, from: Day, to: Day): { upper: Tick[]; lower: Tick[] } {
  const all = (step: Step) => {
    const made: Tick[] = [];
    for (let tick = step(from); tick.day < to; tick = step(tick.end)) made.push(tick);
    return made;
  };
  const [upper, lower] = scales[zoom];
  return { upper: all(upper), lower: all(lower) };
}

/** Days of rest, where days can be told apart. */
export function restDays(zoom: Zoom, from: Day, to: Day): Day[] {
  if (zoom !== "day" && zoom !== "week") return [];
  const made: Day[] = [];
  for (let day = from; day < to; ++day) if (isWeekend(day)) made.push(day);
  return made;
}
