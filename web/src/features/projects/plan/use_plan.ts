import { useQueryClient } from "@tanstack/react-query";
import { createContext, useCallback, useContext, useMemo, useState } from "react";
import { call, get, Problem } from "../../../api/client";
import { etagOf, isOver, may, type Project, type Schedule } from "../project";
import { partsKey, projectKey, useParts, usePeople, useSchedule } from "../use_project";
import { dayOf, today } from "./day";
import type { Names } from "./rows";
import { inOrder, type Planned, planned, type Task, type TaskDraft, type TaskState, type WorkPackage } from "./task";

/** What is to be different in one task or work package; null takes a field away. */
export interface Change {
  id: string;
  version: number;
  set: Record<string, unknown>;
}

/** What was done last, with the way back. */
export interface Done {
  text: string;
  undo: () => Promise<unknown>;
}

export interface Plan {
  project: Project;
  tasks: Planned[];
  byId: ReadonlyMap<string, Planned>;
  workPackages: WorkPackage[];
  people: { id: string; name: string; organisation: string }[];
  names: Names;
  schedule: Schedule | undefined;
  mayAdd: boolean;
  mayPlan: boolean;
  mayManage: boolean;
}

const noTasks: Task[] = [];
const noPackages: WorkPackage[] = [];
const nobody: Plan["people"] = [];

/** The whole plan as the server has it, and as it was asked for. */
export function usePlan(project: Project) {
  const tasks = useParts(project.id, "task");
  const workPackages = useParts(project.id, "work_package");
  const schedule = useSchedule(project.id);
  const people = usePeople(project.id);
  const now = today();
  const all = useMemo(() => planned(tasks.data ?? noTasks, schedule.data?.tasks ?? [], dayOf(project.begins_on), now), [tasks.data, schedule.data, project.begins_on, now]);
  const byId = useMemo(() => new Map(all.map((each) => [each.task.id, each])), [all]);
  const packages = useMemo(() => inOrder(workPackages.data ?? noPackages), [workPackages.data]);
  const known = people.data ?? nobody;
  const names = useMemo<Names>(() => ({ organisation: new Map(project.partners.map(({ organisation, name }) => [organisation, name])), person: new Map(known.map(({ id, name }) => [id, name])) }), [project.partners, known]);
  const isClosed = isOver(project);
  const plan: Plan = {
    project, tasks: all, byId, workPackages: packages, people: known, names, schedule: schedule.data,
    mayAdd: !isClosed && may(project, "work"), mayPlan: !isClosed && may(project, "plan"), mayManage: !isClosed && may(project, "manage"),
  };
  const error = tasks.error ?? workPackages.error ?? schedule.error;
  // The schedule of a changed plan comes a little later than the change: what was there stays until then.
  const isPending = tasks.isPending || workPackages.isPending || schedule.isPending;
  return { plan, error, isPending, retry: () => void Promise.all([tasks.refetch(), workPackages.refetch(), schedule.refetch()]) };
}

type Kind = "task" | "work_package";

const changed = <T extends { id: string; version: number }>(part: T, set: Record<string, unknown>): T => {
  const made = { ...part } as Record<string, unknown>;
  for (const [field, value] of Object.entries(set)) {
    if (value === null) delete made[field];
    else made[field] = value;
  }
  return made as T;
};

/** Writes to the plan. What is shown changes at once; what the server refuses is taken back and said. */
export function usePlanActions(project: string) {
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>();
  const [done, setDone] = useState<Done>();
  const [busy, setBusy] = useState(0);

  const lists = useMemo(() => {
    const key = (kind: Kind) => partsKey(project, kind);
    return {
      read: <T extends Task | WorkPackage>(kind: Kind) => queries.getQueryData<T[]>(key(kind)) ?? [],
      write: (kind: Kind, work: (list: (Task | WorkPackage)[]) => (Task | WorkPackage)[]) => queries.setQueryData<(Task | WorkPackage)[]>(key(kind), (list) => list && work(list)),
      hold: (kind: Kind) => queries.cancelQueries({ queryKey: key(kind) }),
      // What follows from the plan is reckoned anew; the plan itself is known.
      follow: () => void queries.invalidateQueries({ queryKey: projectKey(project), predicate: ({ queryKey }) => queryKey[2] !== "parts" }),
      again: () => void queries.invalidateQueries({ queryKey: projectKey(project) }),
    };
  }, [project, queries]);

  const run = useCallback(async <T,>(work: () => Promise<T>): Promise<T | undefined> => {
    setBusy((count) => count + 1);
    setError(undefined);
    try {
      return await work();
    } catch (failed) {
      setError(failed);
      lists.again();
      return undefined;
    } finally {
      setBusy((count) => count - 1);
    }
  }, [lists]);

  /** Puts what the server answered into the list, in its place or at its end. */
  const put = useCallback((kind: Kind, parts: (Task | WorkPackage)[]) => {
    const made = new Map(parts.map((each) => [each.id, each]));
    lists.write(kind, (list) => {
      const kept = list.map((each) => {
        const other = made.get(each.id);
        made.delete(each.id);
        return other ?? each;
      });
      return made.size > 0 ? [...kept, ...made.values()] : kept;
    });
    lists.follow();
  }, [lists]);

  const send = useCallback(async (kind: Kind, changes: Change[]) => {
    const { body } = await call<{ items: (Task | WorkPackage)[] }>("PATCH", `/projects/${project}/parts/${kind}`, { json: { changes } });
    put(kind, body.items);
    return body.items;
  }, [project, put]);

  /** Changes many at once. `text`: what was done, as it is said beside the way back. */
  const change = useCallback((kind: Kind, changes: Change[], text: string) =>
    run(async () => {
      await lists.hold(kind);
      const before = new Map(lists.read(kind).map((each) => [each.id, each]));
      const wanted = new Map(changes.map((each) => [each.id, each.set]));
      lists.write(kind, (list) => list.map((each) => (wanted.has(each.id) ? changed(each, wanted.get(each.id) ?? {}) : each)));
      let items: (Task | WorkPackage)[];
      try {
        items = await send(kind, changes);
      } catch (failed) {
        lists.write(kind, (list) => list.map((each) => (wanted.has(each.id) ? (before.get(each.id) ?? each) : each)));
        throw failed;
      }
      const back = items.map(({ id, version }): Change => {
        const old = before.get(id) as Record<string, unknown> | undefined;
        return { id, version, set: Object.fromEntries(Object.keys(wanted.get(id) ?? {}).map((field) => [field, old?.[field] ?? null])) };
      });
      setDone({ text, undo: () => run(() => send(kind, back)).then((answer) => answer && setDone(undefined)) });
      return items;
    }), [run, send, lists]);

  /** Adds one, or saves it as a whole. @throws Problem */
  const save = useCallback(async (kind: Kind, draft: object, before: { id: string; version: number } | undefined, idempotencyKey: string) => {
    const path = `/projects/${project}/parts/${kind}`;
    const { body } = before ? await call<Task | WorkPackage>("PUT", `${path}/${before.id}`, { json: draft, etag: etagOf(before) }) : await call<Task | WorkPackage>("POST", path, { json: draft, idempotencyKey });
    await lists.hold(kind);
    put(kind, [body]);
    return body;
  }, [project, put, lists]);

  const remove = useCallback((kind: Kind, part: Task | WorkPackage, text: string) =>
    run(async () => {
      const path = `/projects/${project}/parts/${kind}/${part.id}`;
      await call("DELETE", path, { etag: etagOf(part) });
      await lists.hold(kind);
      lists.write(kind, (list) => list.filter(({ id }) => id !== part.id));
      lists.follow();
      const restore = async () => {
        const { body } = await call<Task | WorkPackage>("POST", `${path}/restoration`);
        put(kind, [body]);
        // It has its former place among the others again.
        lists.again();
        return body;
      };
      setDone({ text, undo: () => run(restore).then((answer) => answer && setDone(undefined)) });
      return true;
    }), [project, run, put, lists]);

  const addPlan = useCallback(async (parts: object[], idempotencyKey: string) => {
    const { body } = await call<{ added: number }>("POST", `/projects/${project}/plan`, { json: { parts }, idempotencyKey });
    await queries.invalidateQueries({ queryKey: projectKey(project) });
    return body.added;
  }, [project, queries]);

  const read = useCallback((id: string) => get<Task>(`/projects/${project}/parts/task/${id}`), [project]);
  const forget = useCallback(() => {
    setError(undefined);
    setDone(undefined);
  }, []);
  /** Says that something can't be, before it is asked for. */
  const refuse = useCallback((why: string) => setError(new Problem(422, why)), []);
  const actions = useMemo(() => ({ change, save, remove, addPlan, read, forget, refuse, again: lists.again }), [change, save, remove, addPlan, read, forget, refuse, lists]);
  return { actions, error, done, isBusy: busy > 0 };
}

export type PlanActions = ReturnType<typeof usePlanActions>["actions"];

interface Surroundings {
  plan: Plan;
  actions: PlanActions;
  /** Opens the form of a task; "new" the empty one. */
  open: (id: string, first?: Partial<TaskDraft>) => void;
  /** Puts tasks into a state, and some at new places; where it takes a day to be done on, that is asked for first. */
  moveTo: (tasks: Task[], state: TaskState, positions?: ReadonlyMap<string, number>) => void;
}

export const PlanContext = createContext<Surroundings | undefined>(undefined);
export function usePlanContext(): Surroundings {
  const found = useContext(PlanContext);
  if (!found) throw new Error("outside of a plan");
  return found;
}

/** A refusal as the page shows it. */
export const problemOf = (error: unknown) => (error instanceof Problem ? error : new Problem(0, ""));
