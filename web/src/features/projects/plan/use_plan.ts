import { createContext, useContext, useMemo } from "react";
import { Problem } from "../../../api/client";
import { isOver, may, type Project, type Schedule } from "../project";
import { useParts, usePeople, useSchedule } from "../use_project";
import { dayOf, today } from "./day";
import type { History } from "./history";
import type { PlanActions } from "./plan_actions";
import type { Names } from "./rows";
import { inOrder, type Planned, planned, type Task, type TaskDraft, type TaskState, type WorkPackage } from "./task";

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

interface Surroundings {
  plan: Plan;
  actions: PlanActions;
  /** What the person did and can take back. */
  history: History;
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
