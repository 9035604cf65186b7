import { type BookingTerms, type BusyTime, holdsTime } from "./resource";
import { clockMinutes, momentOf, wallOf, weekdayOf } from "./wall_time";

/** From one minute of a day to another. */
export interface Stretch {
  from: number;
  to: number;
}

/** When the resource can be used on a day. */
export function openOn(terms: BookingTerms, day: string): Stretch[] {
  if (closedOn(terms, day)) return [];
  if (terms.opening.length === 0) return [{ from: 0, to: 1440 }];
  return terms.opening.filter((each) => each.weekday === weekdayOf(day)).map((each) => ({ from: clockMinutes(each.from), to: clockMinutes(each.to) })).sort((a, b) => a.from - b.from);
}

export const closedOn = (terms: BookingTerms, day: string) => terms.closures.find((each) => each.first_day <= day && day <= (each.last_day ?? each.first_day));

/** What of a booking falls on a day. */
export function stretchOn(time: Pick<BusyTime, "from" | "to">, day: string, zone: string): Stretch | undefined {
  const begin = wallOf(time.from, zone), end = wallOf(time.to, zone);
  if (begin.day > day || end.day < day || (end.day === day && end.minutes === 0)) return undefined;
  return { from: begin.day < day ? 0 : begin.minutes, to: end.day > day ? 1440 : end.minutes };
}

/** What is still free of a day for a booking of at least `shortest` minutes that begins after `earliest`. */
export function freeOn(terms: BookingTerms, busy: readonly BusyTime[], day: string, earliest: number): Stretch[] {
  const taken = busy.filter(holdsTime).map((each) => stretchOn(each, day, terms.time_zone)).filter((each): each is Stretch => each !== undefined).sort((a, b) => a.from - b.from);
  const free: Stretch[] = [];
  for (const open of openOn(terms, day)) {
    let at = open.from;
    const now = wallOf(earliest, terms.time_zone);
    if (momentOf({ day, minutes: at }, terms.time_zone) < earliest) at = now.day === day ? Math.ceil(now.minutes / 15) * 15 : open.to;
    for (const each of taken) {
      if (each.to <= at || each.from >= open.to) continue;
      if (each.from > at) free.push({ from: at, to: each.from });
      at = Math.max(at, each.to);
    }
    if (at < open.to) free.push({ from: at, to: open.to });
  }
  return free.filter((each) => each.to - each.from >= terms.shortest_minutes);
}

/** The hours that a picture of the week has to show: where something is open or booked, whole hours, at least six. */
export function hoursShown(terms: BookingTerms, busy: readonly BusyTime[], days: readonly string[]): Stretch {
  const all = days.flatMap((day) => [...openOn(terms, day), ...busy.filter(holdsTime).map((each) => stretchOn(each, day, terms.time_zone)).filter((each): each is Stretch => each !== undefined)]);
  if (all.length === 0) return { from: 8 * 60, to: 16 * 60 };
  const from = Math.floor(Math.min(...all.map((each) => each.from)) / 60) * 60;
  const to = Math.ceil(Math.max(...all.map((each) => each.to)) / 60) * 60;
  return { from: Math.max(0, Math.min(from, to - 360)), to: Math.min(1440, Math.max(to, from + 360)) };
}
