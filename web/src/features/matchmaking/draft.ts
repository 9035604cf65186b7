import type { Schemas } from "../../api/client";
import { type DayPlan, fieldOf, linesOf, type Matchmaking, momentFrom } from "./matchmaking";

/** An event as the form holds it: moments by the clock on the wall, tables one a line. */
export interface Draft {
  title: Record<string, string>;
  description: Record<string, string>;
  place: string;
  link: string;
  time_zone: string;
  days: DayPlan[];
  tables: string;
  most_meetings: number;
  registration_closes_at: string;
  wishes_close_at: string;
  openness: "everyone" | "members" | "clusters";
  clusters: string[];
  recommended_percent: number;
  fairness_percent: number;
}

export const usualDay = (date: string): DayPlan => ({ date, begin: "09:00", end: "15:00", length_minutes: 25, pause_minutes: 5, breaks: [{ from: "12:00", to: "13:00" }] });

export const draftOf = (event: Matchmaking | undefined, tables: string[]): Draft => ({
  title: event?.title ?? {},
  description: event?.description ?? {},
  place: event?.place ?? "",
  link: event?.link ?? "",
  time_zone: event?.time_zone ?? "Europe/Warsaw",
  days: event?.days ?? [],
  tables: (event?.tables ?? tables).join("\n"),
  most_meetings: event?.most_meetings ?? 20,
  registration_closes_at: fieldOf(event?.registration_closes_at, event?.time_zone ?? "Europe/Warsaw"),
  wishes_close_at: fieldOf(event?.wishes_close_at, event?.time_zone ?? "Europe/Warsaw"),
  openness: event?.openness ?? "members",
  clusters: event?.clusters ?? [],
  recommended_percent: event?.recommended_percent ?? 25,
  fairness_percent: event?.fairness_percent ?? 10,
});

const written = (text: Record<string, string>) => Object.fromEntries(Object.entries(text).filter(([, each]) => each.trim() !== ""));

/** As it is sent: without what was left empty. */
export function sent(draft: Draft): Schemas["MatchmakingDraft"] {
  const { registration_closes_at: registration, wishes_close_at: wishes, ...rest } = draft;
  const closes = momentFrom(registration, draft.time_zone), wished = momentFrom(wishes, draft.time_zone);
  return {
    ...rest, title: written(draft.title), description: written(draft.description), tables: linesOf(draft.tables), clusters: draft.openness === "clusters" ? draft.clusters : [],
    days: draft.days.map((each) => ({ ...each, breaks: (each.breaks ?? []).filter((part) => part.from !== "" && part.to !== "") })),
    ...(closes ? { registration_closes_at: closes } : {}), ...(wished ? { wishes_close_at: wished } : {}),
  };
}

/** JSON pointers of what has to be filled in before it can be sent. */
export const missing = (draft: Draft): string[] =>
  [Object.keys(written(draft.title)).length === 0 && "/title", ...draft.days.map((each, i) => each.date === "" && `/days/${i}/date`), draft.openness === "clusters" && draft.clusters.length === 0 && "/clusters"].filter((each): each is string => Boolean(each));
