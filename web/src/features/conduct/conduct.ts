import { useQuery } from "@tanstack/react-query";
import { call, type Schemas } from "../../api/client";

export type MeetingRecord = Schemas["MeetingRecord"];
export type MeetingState = Schemas["MeetingRecordState"];
export type ConductRules = Schemas["ConductRules"];
export type Rivals = Schemas["Rivals"];

export const meetingStates = ["planned", "announced", "held", "minuted", "approved", "cancelled"] as const satisfies readonly MeetingState[];
export const steps = ["planned", "announced", "held", "minuted", "approved"] as const;

/** The lines of a list, without empty ones. */
export const linesOf = (text: string | undefined) => (text ?? "").split("\n").map((line) => line.trim()).filter(Boolean);

/** A moment as a field of date and time shows it, on the reader's own clock. */
export function localTime(moment: string | undefined): string {
  if (!moment) return "";
  const at = new Date(moment);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
export const momentFrom = (local: string) => (local ? new Date(local).toISOString().replace(/\.\d+Z$/, "Z") : "");

export function useMeeting(id: string) {
  return useQuery({ queryKey: ["meeting-record", id], queryFn: () => call<MeetingRecord>("GET", `/meeting-records/${id}`) });
}

export function useRules(cluster: string | undefined) {
  return useQuery({ queryKey: ["conduct-rules", cluster], queryFn: () => call<ConductRules>("GET", `/clusters/${cluster}/conduct-rules`), enabled: Boolean(cluster) });
}
