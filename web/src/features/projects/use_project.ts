import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Answer, call, get, Problem } from "../../api/client";
import { type Budget, etagOf, type OwedReport, type PartDrafts, type PartKind, type Parts, type Person, type Project, type Schedule } from "./project";

export type ProjectAnswer = Answer<Project>;
export const projectKey = (id: string) => ["project", id];
export const partsKey = (id: string, kind: PartKind) => ["project", id, "parts", kind];
const fresh = { staleTime: 5_000 };

/** The project with the version it was read in. */
export function useProject(id: string) {
  return useQuery({ queryKey: projectKey(id), queryFn: () => call<Project>("GET", `/projects/${id}`), ...fresh });
}

/** All of a kind that the reader sees, in the order of their making. */
export function useParts<K extends PartKind>(project: string, kind: K, isEnabled = true) {
  return useQuery({
    queryKey: partsKey(project, kind),
    queryFn: async ({ signal }) => (await get<{ items: Parts[K][] }>(`/projects/${project}/parts/${kind}`, signal)).items,
    enabled: isEnabled,
    ...fresh,
  });
}

export function useSchedule(project: string, isEnabled = true) {
  return useQuery({ queryKey: ["project", project, "schedule"], queryFn: ({ signal }) => get<Schedule>(`/projects/${project}/schedule`, signal), enabled: isEnabled, ...fresh });
}

export function useBudget(project: string, isEnabled = true) {
  return useQuery({ queryKey: ["project", project, "budget"], queryFn: ({ signal }) => get<Budget>(`/projects/${project}/budget`, signal), enabled: isEnabled, ...fresh });
}

export function usePeople(project: string, isEnabled = true) {
  return useQuery({ queryKey: ["project", project, "people"], queryFn: async ({ signal }) => (await get<{ items: Person[] }>(`/projects/${project}/people`, signal)).items, enabled: isEnabled, ...fresh });
}

export function useOwedReports(project: string, isEnabled = true) {
  return useQuery({ queryKey: ["project", project, "owed"], queryFn: async ({ signal }) => (await get<{ items: OwedReport[] }>(`/projects/${project}/owed-reports`, signal)).items, enabled: isEnabled, ...fresh });
}

/** Has everything about a project asked again, and the lists that show it. */
export function useRefresh(project: string) {
  const queries = useQueryClient();
  return () => Promise.all([queries.invalidateQueries({ queryKey: projectKey(project) }), queries.invalidateQueries({ queryKey: ["projects"] })]);
}

/** Runs a write on a project, keeps its error for the page to show, and has the project asked again, whatever came of it. */
export function useProjectAction(project: string) {
  const refresh = useRefresh(project);
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const run = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    setBusy(true);
    setError(undefined);
    try {
      const made = await work();
      await refresh();
      return made;
    } catch (failed) {
      setError(failed);
      // Somebody else was first: the page shows what they made of it.
      if (failed instanceof Problem && (failed.status === 412 || failed.status === 409)) void refresh();
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  return { run, error, isBusy, forget: () => setError(undefined) };
}

/**
 * Saves a part: a new one, or one as it was read. Where somebody else has saved it meanwhile nothing is written and
 * `theirs` holds their version; `save(draft, theirs)` then writes over it.
 */
export function useSavePart<K extends PartKind>(project: string, kind: K) {
  const { run, error, isBusy, forget } = useProjectAction(project);
  const [theirs, setTheirs] = useState<Parts[K]>();
  // One key for one content: sent twice, it is made once.
  const [sent, setSent] = useState<{ content: string; key: string }>();
  const keyOf = (content: string) => {
    if (sent?.content === content) return sent.key;
    const key = crypto.randomUUID();
    setSent({ content, key });
    return key;
  };
  const path = `/projects/${project}/parts/${kind}`;
  const save = async (draft: PartDrafts[K], before?: Pick<Parts[K], "id" | "version">): Promise<Parts[K] | undefined> => {
    setTheirs(undefined);
    const answer = await run(async () => {
      try {
        const { body } = before
          ? await call<Parts[K]>("PUT", `${path}/${before.id}`, { json: draft, etag: etagOf(before) })
          : await call<Parts[K]>("POST", path, { json: draft, idempotencyKey: keyOf(JSON.stringify(draft)) });
        return body;
      } catch (failed) {
        if (!before || !(failed instanceof Problem) || failed.status !== 412) throw failed;
        setTheirs(await get<Parts[K]>(`${path}/${before.id}`));
        return undefined;
      }
    });
    if (answer && !before) setSent(undefined);
    return answer;
  };
  return { save, error, isBusy, theirs, forget: () => { forget(); setTheirs(undefined); } };
}

/** Takes a part out of the project; `undo` brings the last one back. */
export function useDeletePart<K extends PartKind>(project: string, kind: K) {
  const { run, error, isBusy, forget } = useProjectAction(project);
  const [deleted, setDeleted] = useState<Parts[K]>();
  const path = `/projects/${project}/parts/${kind}`;
  const remove = (part: Parts[K]) =>
    run(async () => {
      await call("DELETE", `${path}/${part.id}`, { etag: etagOf(part) });
      setDeleted(part);
      return true;
    });
  const undo = () =>
    run(async () => {
      if (!deleted) return undefined;
      const { body } = await call<Parts[K]>("POST", `${path}/${deleted.id}/restoration`);
      setDeleted(undefined);
      return body;
    });
  return { remove, undo, deleted, error, isBusy, forget: () => { forget(); setDeleted(undefined); } };
}

/** Moves a part to a state with a word about it: an answer, a report handed in, a period closed. */
export function useMovePart<K extends PartKind>(project: string, kind: K) {
  const { run, error, isBusy, forget } = useProjectAction(project);
  const move = (part: Pick<Parts[K], "id" | "version">, state: string, note?: string) =>
    run(async () => (await call<Parts[K]>("POST", `/projects/${project}/parts/${kind}/${part.id}/state`, { json: { state, ...(note ? { note } : {}) }, etag: etagOf(part) })).body);
  return { move, error, isBusy, forget };
}
