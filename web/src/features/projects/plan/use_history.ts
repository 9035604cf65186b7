import { useCallback, useMemo, useSyncExternalStore } from "react";
import { type History, noHistory } from "./history";

// Kept while the page is open, also when another tab of the project is looked at; of each person by itself.
const histories = new Map<string, History>();
const listeners = new Set<() => void>();
const listen = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** What the person did to the plan of the project since the page was opened. */
export function useHistory(person: string | undefined, project: string) {
  const key = `${person ?? ""}/${project}`;
  const read = useCallback(() => histories.get(key) ?? noHistory, [key]);
  const history = useSyncExternalStore(listen, read);
  const write = useCallback((work: (before: History) => History) => {
    histories.set(key, work(read()));
    for (const listener of listeners) listener();
  }, [key, read]);
  return useMemo(() => ({ history, read, write }), [history, read, write]);
}
