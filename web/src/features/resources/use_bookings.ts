import { useQuery } from "@tanstack/react-query";
import { type Answer, call, get, queryString } from "../../api/client";
import type { Booking, BusyTime, Resource } from "./resource";

/** The resource with the version it was read in. */
export function useResource(id: string) {
  return useQuery({ queryKey: ["resource", id], queryFn: () => call<Resource>("GET", `/resources/${id}`) as Promise<Answer<Resource>> });
}

/** What is taken of a resource in some time. */
export function useBusy(id: string, from: string, to: string) {
  return useQuery({
    queryKey: ["resource", id, "bookings", from, to],
    queryFn: ({ signal }) => get<{ items: BusyTime[] }>(`/resources/${id}/bookings${queryString({ from, to })}`, signal),
  });
}

/** Bookings that concern the reader: for the own organisations, and of what they lend. */
export function useOwnBookings(cluster: string | undefined, from: string, isLoggedIn: boolean) {
  return useQuery({
    queryKey: ["own-bookings", cluster, from],
    queryFn: ({ signal }) => get<{ items: Booking[] }>(`/clusters/${cluster}/bookings${queryString({ from })}`, signal),
    enabled: Boolean(cluster) && isLoggedIn,
  });
}

/** Midnight some days ago: one question a day, whenever the page is opened. */
export const daysAgo = (days: number) => `${new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)}T00:00:00Z`;
