import { type Planned, stateOf, states, type TaskState } from "./task";

export type Columns = Record<TaskState, Planned[]>;

/** The tasks by their states, each column in its order. */
export function columnsOf(tasks: Planned[]): Columns {
  const made = Object.fromEntries(states.map((state) => [state, [] as Planned[]])) as Columns;
  for (const each of tasks) made[stateOf(each.task)].push(each);
  return made;
}

/** Before which card of a column something is dropped. */
export interface Place {
  state: TaskState;
  /** Among the shown ones without what is moved; their count: after all. */
  at: number;
}
export const samePlace = (a: Place | undefined, b: Place | undefined) => a?.state === b?.state && a?.at === b?.at;

/** A card lifted by keys goes up and down in its column, and beside to the next one at the same height. */
export function steered(place: Place, key: string, lengths: Record<TaskState, number>): Place {
  const column = states.indexOf(place.state);
  const next = key === "ArrowLeft" ? states[column - 1] : key === "ArrowRight" ? states[column + 1] : undefined;
  if (next) return { state: next, at: Math.min(place.at, lengths[next]) };
  const at = key === "ArrowUp" ? place.at - 1 : key === "ArrowDown" ? place.at + 1 : key === "Home" ? 0 : key === "End" ? lengths[place.state] : place.at;
  return { state: place.state, at: Math.max(0, Math.min(at, lengths[place.state])) };
}

/**
 * The place in the whole column that a place among the shown cards stands for: right behind the shown one before it, so
 * that what the filters hide keeps its order.
 */
export function placeInAll(all: Planned[], shown: Planned[], at: number): number {
  const before = shown[at - 1];
  if (before) return all.indexOf(before) + 1;
  const after = shown[at];
  return after ? all.indexOf(after) : all.length;
}
