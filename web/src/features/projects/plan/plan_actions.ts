import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { call, get, Problem } from "../../../api/client";
import { useSession } from "../../../api/session";
import { etagOf } from "../project";
import { projectKey } from "../use_project";
import { differingFields, type Direction, fieldsOf, inverse, type Kind, moved, nextStep, type PlanPart, recorded } from "./history";
import { type Change, doStep, reasonsOf, sendChanges, sendRemoval, stepOf } from "./plan_calls";
import { usePlanLists } from "./plan_lists";
import type { Task } from "./task";
import { useHistory } from "./use_history";

/** What was done last, and in which direction it can be turned round. */
export interface Done {
  text: string;
  next: Direction | undefined;
}

const changed = (part: PlanPart, set: Record<string, unknown>): PlanPart => {
  const made = { ...part } as Record<string, unknown>;
  for (const [field, value] of Object.entries(set)) {
    if (value === null) delete made[field];
    else made[field] = value;
  }
  return made as unknown as PlanPart;
};

// What the server will refuse another time, too: the step is given up.
const isFinal = (error: unknown) => error instanceof Problem && error.status >= 400 && error.status < 500 && error.status !== 401 && error.status !== 429;

/**
 * Writes to the plan. What is shown changes at once; what the server refuses is taken back and said. Every write becomes a
 * step that can be undone and done again.
 */
export function usePlanActions(project: string) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const lists = usePlanLists(project);
  const { history, read: readHistory, write: writeHistory } = useHistory(useSession()?.user?.id, project);
  const [error, setError] = useState<unknown>();
  const [done, setDone] = useState<Done>();
  // One write after the other: what is undone is what is there once the writes before it have been answered.
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  const run = useCallback(<T,>(work: () => Promise<T>): Promise<T | undefined> => {
    const mine = work().catch((failed: unknown) => {
      setError(failed);
      lists.again();
      return undefined;
    });
    queue.current = Promise.all([queue.current, mine]);
    return mine;
  }, [lists]);

  const keep = useCallback((step: Parameters<typeof recorded>[1]) => {
    writeHistory((before) => recorded(before, step));
    setError(undefined);
    setDone({ text: step.text, next: "undo" });
  }, [writeHistory]);

  /** Changes many at once. `text`: what was done, as it is said beside the way back. */
  const change = useCallback((kind: Kind, changes: Change[], text: string) =>
    run(async () => {
      setError(undefined);
      await lists.hold(kind);
      const before = new Map(lists.read(kind).map((each) => [each.id, each]));
      const wanted = new Map(changes.map((each) => [each.id, each.set]));
      lists.write(kind, (list) => list.map((each) => (wanted.has(each.id) ? changed(each, wanted.get(each.id) ?? {}) : each)));
      try {
        const items = await sendChanges(project, lists, kind, changes);
        keep(stepOf(kind, text, before, items, ({ id }) => Object.keys(wanted.get(id) ?? {})));
        return items;
      } catch (failed) {
        lists.write(kind, (list) => list.map((each) => (wanted.has(each.id) ? (before.get(each.id) ?? each) : each)));
        throw failed;
      }
    }), [project, run, lists, keep]);

  /** Adds one, or saves it as a whole. @throws Problem */
  const save = useCallback(async (kind: Kind, draft: object, before: { id: string; version: number } | undefined, idempotencyKey: string) => {
    const path = `/projects/${project}/parts/${kind}`;
    const { body } = before ? await call<PlanPart>("PUT", `${path}/${before.id}`, { json: draft, etag: etagOf(before) }) : await call<PlanPart>("POST", path, { json: draft, idempotencyKey });
    const old = before && lists.read(kind).find(({ id, version }) => id === before.id && version === before.version);
    await lists.hold(kind);
    lists.put(kind, [body]);
    const { id, title } = body;
    if (!before) keep({ kind, what: "add", text: t("plan.done.added", { title }), id, title, content: fieldsOf(body) });
    else if (old && differingFields(old, body).length > 0) keep(stepOf(kind, t("plan.done.saved", { title }), new Map([[id, old]]), [body], () => differingFields(old, body)));
    return body;
  }, [project, lists, keep, t]);

  const remove = useCallback((kind: Kind, part: PlanPart) =>
    run(async () => {
      setError(undefined);
      await sendRemoval(project, lists, kind, part);
      const { id, title } = part;
      keep({ kind, what: "delete", text: t("plan.done.deleted", { title }), id, title, content: fieldsOf(part) });
      return true;
    }), [project, run, lists, keep, t]);

  /** Takes back the last `count` steps, or does them again; stops at one that can't be. */
  const turn = useCallback((direction: Direction, count = 1) => {
    const one = async () => {
      const step = nextStep(readHistory(), direction);
      if (!step) return false;
      setError(undefined);
      const give = (result: typeof step | undefined) => writeHistory((before) => moved(before, direction, result));
      const refused = (why: string) => new Problem(422, t(`plan.${direction}.refused`, { what: step.text, why }));
      try {
        const found = await doStep(project, lists, direction === "undo" ? inverse(step) : step);
        const why = reasonsOf(found.left, (title) => t("plan.quoted", { title }), (each, titles) => t(`plan.left.${each}`, { titles }));
        give(found.step && (direction === "undo" ? inverse(found.step) : found.step));
        if (!found.step) {
          setDone(undefined);
          setError(refused(why));
          return false;
        }
        setDone({ text: [t(`plan.${direction}.done`, { what: step.text }), why].filter(Boolean).join(" "), next: direction === "undo" ? "redo" : "undo" });
        return true;
      } catch (failed) {
        lists.again();
        setDone(undefined);
        if (isFinal(failed)) give(undefined);
        setError(failed instanceof Problem && isFinal(failed) ? refused(failed.errors.map(({ detail }) => detail).join(" ") || failed.detail) : failed);
        return false;
      }
    };
    const all = async () => {
      for (let i = 0; i < count; ++i) if (!(await one())) return;
    };
    queue.current = queue.current.then(all, all);
    return queue.current;
  }, [project, lists, readHistory, writeHistory, t]);

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
  const actions = useMemo(() => ({ change, save, remove, turn, addPlan, read, forget, refuse, again: lists.again }), [change, save, remove, turn, addPlan, read, forget, refuse, lists]);
  return { actions, error, done, history };
}

export type PlanActions = ReturnType<typeof usePlanActions>["actions"];
