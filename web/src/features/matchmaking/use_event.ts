import { useQuery } from "@tanstack/react-query";
import { call, get } from "../../api/client";
import type { Agenda, Matchmaking, Participant, Schedule } from "./matchmaking";

export const useEvent = (id: string) => useQuery({ queryKey: ["matchmaking", id], queryFn: () => call<Matchmaking>("GET", `/matchmakings/${id}`), enabled: id !== "" });
export const useParticipants = (id: string, isEnabled: boolean) =>
  useQuery({ queryKey: ["matchmaking", id, "participants"], queryFn: () => get<{ items: Participant[] }>(`/matchmakings/${id}/participants`), enabled: isEnabled });
export const useSchedule = (id: string, isEnabled: boolean) =>
  useQuery({ queryKey: ["matchmaking", id, "schedule"], queryFn: () => call<Schedule>("GET", `/matchmakings/${id}/schedule`), enabled: isEnabled });
export const useAgenda = (id: string, participant: string) =>
  useQuery({ queryKey: ["matchmaking", id, "agenda", participant], queryFn: () => get<Agenda>(`/matchmakings/${id}/participants/${participant}/agenda`) });
