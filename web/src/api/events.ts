import { type QueryClient, type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

/** What the server tells of a thing that somebody has changed; "reload" where changes were missed. */
export type Told = { type: "reload" } | { type: "change"; kind: string; id?: string; version?: number; by?: string };

/** What is to be asked anew when a thing of a kind was changed. A new kind of thing needs its line here. */
const asked: Record<string, (id: string) => QueryKey[]> = {
  idea: (id) => [["idea", id], ["ideas"], ["idea-kinds"]],
  comments: (id) => [["comments", id], ["idea", id], ["ideas"]],
  project: (id) => [["project", id], ["projects"], ["documents", `/projects/${id}`]],
  notifications: () => [["notifications"]],
  membership: () => [["memberships"], ["organisation-memberships"], ["numbers"]],
  invitation: () => [["invitations"]],
};

export const keysOf = (told: Told): QueryKey[] => (told.type === "reload" ? Object.values(asked).flatMap((keys) => keys("").map(([first]) => [first])) : (asked[told.kind]?.(told.id ?? "") ?? []));

function askAnew(queries: QueryClient, told: Told) {
  for (const queryKey of keysOf(told)) void queries.invalidateQueries({ queryKey });
}

const shortest = 5_000;
const longest = 300_000;

/** Opens the stream, and again where it was refused or cut; browsers themselves come back after a mere break. */
function open(take: (told: Told) => void) {
  let source: EventSource | undefined;
  let timer: number | undefined;
  let isFirst = true;
  let pause = shortest;
  const begin = () => {
    source = new EventSource("/api/v1/events");
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
export function listen(account: string, take: (told: Told) => void): () => void {
  const name = `grono-events-${account}`;
  if (!("locks" in navigator)) {
    let close: (() => void) | undefined;
    const follow = () => {
      if (document.hidden) {
        close?.();
        close = undefined;
      } else if (!close) {
        close = open(take);
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
      const close = open((told) => {
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
export function useLiveEvents(account: string | undefined) {
  const queries = useQueryClient();
  useEffect(() => (account ? listen(account, (told) => askAnew(queries, told)) : undefined), [account, queries]);
}
