/**
 * A day of the calendar as a number: days since 1 January 1970. Nothing here knows of hours, so that no time zone and no
 * summer time can move a task.
 */
export type Day = number;

const length = 86_400_000;

// A plan of thousands of tasks has the same few days over and over.
const known = new Map<string, Day>();
/** Of "2026-03-01". */
export function dayOf(text: string): Day {
  let day = known.get(text);
  if (day === undefined) known.set(text, (day = Math.round(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)) - 1, Number(text.slice(8, 10))) / length)));
  return day;
}
/** "2026-03-01" */
export const textOf = (day: Day): string => new Date(day * length).toISOString().slice(0, 10);
/** The reader's day of today, where the reader is. */
export function today(now = new Date()): Day {
  return Math.round(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / length);
}

/** 0: Monday … 6: Sunday. */
export const weekday = (day: Day): number => (((day + 3) % 7) + 7) % 7;
export const isWeekend = (day: Day): boolean => weekday(day) > 4;

export interface Calendar {
  year: number;
  month: number;
  date: number;
}
/** The month counts from 0. */
export function calendarOf(day: Day): Calendar {
  const at = new Date(day * length);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth(), date: at.getUTCDate() };
}
export const dayAt = (year: number, month: number, date = 1): Day => Math.round(Date.UTC(year, month, date) / length);

/** The last day of what begins on one and takes so many; what takes none is on one. */
export const endOf = (start: Day, duration: number): Day => start + Math.max(duration, 1) - 1;
/** How many days, both counted. */
export const durationOf = (start: Day, end: Day): number => end - start + 1;

/** ISO 8601: the week of the year's first Thursday is the first. */
export function weekOf(day: Day): number {
  const thursday = day - weekday(day) + 3;
  return Math.floor((thursday - dayAt(calendarOf(thursday).year, 0)) / 7) + 1;
}

/** "1.3.2026", "01.03.2026", "2026-03-01", "1/3/2026": the day, or undefined where there is no such. */
export function readDay(written: string): Day | undefined {
  const text = written.trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/.exec(text);
  const european = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(text);
  const parts = iso ? [iso[1], iso[2], iso[3]] : european ? [european[3], european[2], european[1]] : undefined;
  if (!parts) return undefined;
  const [year = 0, month = 0, date = 0] = parts.map(Number);
  const day = dayAt(year, month - 1, date);
  const back = calendarOf(day);
  return back.year === year && back.month === month - 1 && back.date === date ? day : undefined;
}
