/** Times as the clock on the wall of a resource shows them, wherever the reader is. */

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let made = formats.get(zone);
  if (!made) {
    made = new Intl.DateTimeFormat("en-CA", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" });
    formats.set(zone, made);
  }
  return made;
}

export interface WallTime {
  /** "2026-11-30" */
  day: string;
  /** Since midnight. */
  minutes: number;
}

export function wallOf(moment: string | number, zone: string): WallTime {
  const parts = Object.fromEntries(formatOf(zone).formatToParts(new Date(moment)).map(({ type, value }) => [type, value]));
  return { day: `${parts.year}-${parts.month}-${parts.day}`, minutes: Number(parts.hour) * 60 + Number(parts.minute) };
}

/** The moment at which the wall shows it; of an hour that comes twice the first, of one that is left out what follows it. */
export function momentOf({ day, minutes }: WallTime, zone: string): number {
  const asUtc = Date.parse(`${day}T00:00:00Z`) + minutes * 60_000;
  const offsetAt = (moment: number) => {
    const wall = wallOf(moment, zone);
    return Date.parse(`${wall.day}T00:00:00Z`) + wall.minutes * 60_000 - moment;
  };
  // Clocks go by at most 14 hours before or behind; one of the offsets of either side of a change fits.
  const candidates = [offsetAt(asUtc - 14 * 3_600_000), offsetAt(asUtc + 14 * 3_600_000)].map((offset) => asUtc - offset).sort((a, b) => a - b);
  return candidates.find((moment) => offsetAt(moment) === asUtc - moment) ?? Math.max(...candidates);
}

/** As the server writes moments. */
export const isoOf = (moment: number) => new Date(moment).toISOString().replace(/\.\d+Z$/, "Z");

export const addDays = (day: string, days: number) => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
/** 1 is Monday. */
export const weekdayOf = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
export const mondayOf = (day: string) => addDays(day, 1 - weekdayOf(day));

/** "08:30"; "24:00" is the end of a day. */
export const clockText = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
export const clockMinutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
