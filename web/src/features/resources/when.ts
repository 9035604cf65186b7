import { wallOf } from "./wall_time";

const tagOf = (language: string) => (language === "pl" ? "pl-PL" : "en-GB");

/** "pon., 30 lis 2026, 08:00–10:00": as the wall of the resource shows it. */
export function formatTime(from: string, to: string, zone: string, language: string): string {
  const day = new Intl.DateTimeFormat(tagOf(language), { timeZone: zone, weekday: "short", day: "numeric", month: "short", year: "numeric" });
  const clock = new Intl.DateTimeFormat(tagOf(language), { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const begin = new Date(from), end = new Date(to);
  const last = wallOf(to, zone).minutes === 0 ? new Date(end.getTime() - 1) : end;
  const isOneDay = wallOf(from, zone).day === wallOf(last.getTime(), zone).day;
  const endClock = last === end ? clock.format(end) : "24:00";
  return isOneDay ? `${day.format(begin)}, ${clock.format(begin)}–${endClock}` : `${day.format(begin)}, ${clock.format(begin)} – ${day.format(last)}, ${endClock}`;
}

/** "pon., 30 lis" */
export const formatDay = (day: string, language: string) =>
  new Intl.DateTimeFormat(tagOf(language), { timeZone: "UTC", weekday: "short", day: "numeric", month: "short" }).format(new Date(`${day}T00:00:00Z`));

/** "Monday" */
export const weekdayName = (weekday: number, language: string) =>
  new Intl.DateTimeFormat(tagOf(language), { timeZone: "UTC", weekday: "long" }).format(new Date(Date.UTC(2024, 0, weekday)));

/** A length: "45 min", "2 h", "3 d". */
export function formatLength(minutes: number): string {
  if (minutes % 1440 === 0) return `${minutes / 1440} d`;
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
