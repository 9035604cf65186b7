import { type QueryClient, type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { get } from "./client";

/** What the server tells of a thing that somebody has changed; "reload" where changes were missed. */
export type Told = { type: "reload" } | { type: "change"; kind: string; id?: string; version?: number; by?: string; part?: ToldPart };

/** The one of many things within it that was changed; without a version it is gone. */
interface ToldPart {
  kind: string;
  id: string;
  version?: number;
}

/** What is to be asked anew when a thing of a kind was changed. A new kind of thing needs its line here. */
const asked: Record<string, (id: string) => QueryKey[]> = {
  idea: (id) => [["idea", id], ["ideas"], ["idea-kinds"]],
  opportunity: (id) => [["opportunity", id], ["opportunities"]],
  consortium: (id) => [["consortium", id], ["consortia"]],
  resource: (id) => [["resource", id], ["resources"], ["own-bookings"], ["resource-use"]],
  inquiry: (id) => [["inquiry", id], ["inquiries"]],
  deal: (id) => [["deal", id], ["deals"], ["deal-times"], ["inquiry"]],
  product: (id) => [["product", id], ["products"], ["market-needs"]],
  ip_asset: (id) => [["ip_asset", id], ["ip-assets"], ["product"]],
  market_offer: (id) => [["market_offer", id], ["market-offers"], ["product"], ["market-needs"]],
  comments: (id) => [["comments", id], ["idea", id], ["ideas"]],
  project: (id) => [["project", id], ["projects"], ["network"], ["documents", `/projects/${id}`]],
  notifications: () => [["notifications"]],
  membership: () => [["memberships"], ["organisation-memberships"], ["numbers"]],
  invitation: () => [["invitations"]],
};

export const keysOf = (told: Told): QueryKey[] => (told.type === "reload" ? Object.values(asked).flatMap((keys) => keys("").map(([first]) => [first])) : (asked[told.kind]?.(told.id ?? "") ?? []));

/** Lists of parts that may hold thousands: of these one that was changed is asked for alone. */
const longLists = ["task", "work_package"];

/** Whether a list that was read holds what was told of already: this page made the change itself, or has read it since. */
export function isKnown(list: readonly { id: string; version: number }[], part: ToldPart): boolean {
  const known = list.find(({ id }) => id === part.id);
  return part.version === undefined ? !known : known !== undefined && known.version >= part.version;
}

/** Has one part of a project asked anew, and what is reckoned from it. @returns false where the whole is to be asked */
async function askForPart(queries: QueryClient, project: string, part: ToldPart): Promise<boolean> {
  const key = ["project", project, "parts", part.kind];
  const list = queries.getQueryData<{ id: string; version: number }[]>(key);
  if (!list || !longLists.includes(part.kind)) return false;
  if (isKnown(list, part)) return true;
  if (part.version === undefined) return false;
  try {
    const read = await get<{ id: string; version: number }>(`/projects/${project}/parts/${part.kind}/${part.id}`);
    queries.setQueryData<{ id: string; version: number }[]>(key, (held) => held && (held.some(({ id }) => id === read.id) ? held.map((each) => (each.id === read.id ? read : each)) : [...held, read]));
  } catch {
    return false; // whatever it was: the whole is asked for, and says so
  }
  void queries.invalidateQueries({ queryKey: ["project", project], predicate: ({ queryKey }) => queryKey[2] !== "parts" });
  return true;
}

async function askAnew(queries: QueryClient, told: Told) {
  if (told.type === "change" && told.kind === "project" && told.id && told.part && (await askForPart(queries, told.id, told.part))) {
    void queries.invalidateQueries({ queryKey: ["projects"] });
    return;
  }
  for (const queryKey of keysOf(told)) void queries.invalidateQueries({ queryKey });
}

/** What a page changes itself is told to it as well, mostly before it has read the answer: a little later it knows of it. */
const pause_ms = 200;
const shortest = 5_000;
const longest = 300_000;

/**
 * Opens the stream, and again where it was refused or cut; browsers themselves come back after a mere break.
 * `after`: the last event before the page began to read.
 */
function open(after: string | undefined, take: (told: Told) => void) {
  let source: EventSource | undefined;
  let timer: number | undefined;
  let isFirst = true;
  let pause = shortest;
  const begin = () => {
    source = new EventSource(isFirst && after ? `/api/v1/events?after=${encodeURIComponent(after)}` : "/api/v1/events");
    source.addEventListener("change", (event) => take({ type: "change", ...(JSON.parse((event as MessageEvent<string>).data) as { kind: string }) }));
    source.addEventListener("reload", () => take({ type: "reload" }));
    source.onopen = () => {
      // A stream begun anew knows nothing of what went by before it.
      if (!isFirst) take({ type: "reload" });
      pause = shortest;
      isFirst = true;
    };
    source.onerror = () => {
      if (source?.readyState !== EventSource.CLOSED) return;
      isFirst = false;
      timer = window.setTimeout(begin, pause);
      pause = Math.min(pause * 2, longest);
    };
  };
  begin();
  return () => {
    window.clearTimeout(timer);
    source?.close();
  };
}

/**
 * Listens for the whole program: one stream for all tabs of a browser, since it opens only a few connections to a server.
 * Of several tabs one holds the lock and the stream, and passes on what it is told; where there are no locks (no https),
 * each tab listens while it is looked at.
 */
export function listen(account: string, after: string | undefined, take: (told: Told) => void): () => void {
  const name = `grono-events-${account}`;
  if (!("locks" in navigator)) {
    let close: (() => void) | undefined;
    const follow = () => {
      if (document.hidden) {
        close?.();
        close = undefined;
      } else if (!close) {
        close = open(undefined, take);
        take({ type: "reload" });
      }
    };
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      close?.();
    };
  }
  const channel = new BroadcastChannel(name);
  channel.onmessage = (event: MessageEvent<Told>) => take(event.data);
  const over = new AbortController();
  const asked = performance.now();
  void navigator.locks
    .request(name, { signal: over.signal }, async () => {
      const close = open(after, (told) => {
        take(told);
        channel.postMessage(told);
      });
      // The tab that listened before is gone: what happened in between went by.
      if (performance.now() - asked > 1000) take({ type: "reload" });
      await new Promise<void>((done) => over.signal.addEventListener("abort", () => done()));
      close();
    })
    .catch(() => undefined); // never got the lock
  return () => {
    over.abort();
    channel.close();
  };
}

/** Keeps what is shown as it is on the server, for who is logged in. */
export function useLiveEvents(account: string | undefined, after: string | undefined) {
  const queries = useQueryClient();
  const first = useRef(after);
  first.current = after;
  useEffect(() => (account ? listen(account, first.current, (told) => void window.setTimeout(() => void askAnew(queries, told), pause_ms)) : undefined), [account, queries]);
}
