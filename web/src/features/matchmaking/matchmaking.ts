import type { Schemas } from "../../api/client";
import { clockMinutes, clockText, isoOf, momentOf, wallOf } from "../resources/wall_time";

export type Matchmaking = Schemas["Matchmaking"];
export type Stage = Schemas["MatchmakingStage"];
export type Participant = Schemas["Participant"];
export type WishKind = Schemas["WishKind"];
export type Schedule = Schemas["MeetingSchedule"];
export type Meeting = Schedule["meetings"][number];
export type Agenda = Schemas["Agenda"];
export type DayPlan = Schemas["DayPlan"];
export type Proposal = Schemas["ReplanProposal"];
export type Slot = Schemas["EventSlot"];

/** The way of an event, but for what ends it early. */
export const stages = ["draft", "registration", "wishes", "scheduled", "published", "held", "closed"] as const satisfies readonly Stage[];
export const wishKinds = ["must", "like", "avoid"] as const satisfies readonly WishKind[];

/** To which an event goes on; to `scheduled` it goes when its schedule is made. */
export const nextStage: Partial<Record<Stage, Stage>> = { draft: "registration", registration: "wishes", scheduled: "published", published: "held", held: "closed" };
export const stageBefore: Partial<Record<Stage, Stage>> = { wishes: "registration", scheduled: "wishes" };

export const hasAgenda = (stage: Stage) => stage === "published" || stage === "held" || stage === "closed";
export const isOver = (stage: Stage) => stage === "closed" || stage === "cancelled";

/** The slots of a day as the server makes them: none touches a break or goes past the end. In minutes after midnight. */
export function slotsOfDay(plan: DayPlan): { from: number; to: number }[] {
  const made: { from: number; to: number }[] = [];
  const breaks = [...(plan.breaks ?? [])].map((each) => ({ from: clockMinutes(each.from), to: clockMinutes(each.to) })).sort((a, b) => a.from - b.from);
  const end = clockMinutes(plan.end), length = plan.length_minutes;
  if (!Number.isFinite(end) || !(length >= 5)) return made;
  for (let at = clockMinutes(plan.begin); at + length <= end && made.length < 300; ) {
    const hit = breaks.find((each) => each.to > at && each.from < at + length);
    if (hit) {
      at = Math.max(at + 1, hit.to);
      continue;
    }
    made.push({ from: at, to: at + length });
    at += length + (plan.pause_minutes ?? 0);
  }
  return made;
}

/** "9:00–9:25" on the wall of the event. */
export const slotText = (slot: Slot, zone: string) => `${clockText(wallOf(slot.from, zone).minutes)}–${clockText(wallOf(slot.to, zone).minutes)}`;
export const dayOf = (slot: Slot, zone: string) => wallOf(slot.from, zone).day;

/** Slots by their days, in order. */
export function byDay<T extends Slot>(slots: readonly T[], zone: string): [string, T[]][] {
  const made = new Map<string, T[]>();
  for (const each of slots) made.set(dayOf(each, zone), [...(made.get(dayOf(each, zone)) ?? []), each]);
  return [...made];
}

/** What a field for a moment holds ("2026-11-30T18:00"), by the clock on the wall, and back. */
export function fieldOf(moment: string | undefined, zone: string): string {
  if (!moment) return "";
  const { day, minutes } = wallOf(moment, zone);
  return `${day}T${clockText(minutes)}`;
}
export const momentFrom = (field: string, zone: string): string | undefined =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(field) ? isoOf(momentOf({ day: field.slice(0, 10), minutes: clockMinutes(field.slice(11, 16)) }, zone)) : undefined;

/** "Stolik 1" ... for a number of tables; names that are there stay. */
export const namedTables = (names: readonly string[], count: number, word: string): string[] =>
  Array.from({ length: Math.max(0, Math.min(500, count)) }, (_, i) => names[i] ?? `${word} ${i + 1}`);

export const linesOf = (text: string) => text.split("\n").map((each) => each.trim()).filter((each) => each !== "");

/** Where each meets the others: by participant, then by the beginning of the slot. */
export function meetingsOf(schedule: Schedule): Map<string, Map<string, Meeting>> {
  const made = new Map<string, Map<string, Meeting>>();
  for (const each of schedule.meetings)
    for (const who of [each.a, each.b]) {
      const own = made.get(who) ?? new Map<string, Meeting>();
      own.set(each.from, each);
      made.set(who, own);
    }
  return made;
}

/** How evenly meetings are given out among those who are there. */
export function spread(schedule: Schedule): { least: number; median: number; most: number; without: number } {
  const counts = schedule.participants.filter((each) => each.state === "registered").map((each) => each.meetings).sort((a, b) => a - b);
  return { least: counts[0] ?? 0, median: counts[Math.floor((counts.length - 1) / 2)] ?? 0, most: counts[counts.length - 1] ?? 0, without: counts.filter((each) => each === 0).length };
}
