import type { TFunction } from "i18next";
import { memo } from "react";
import { stateOf, states, type Task, type TaskState } from "./task";

/** The state of a task, changed in its place. */
export const StateSelect = memo(function StateSelect({ task, t, onChange }: { task: Task; t: TFunction; onChange: (task: Task, state: TaskState) => void }) {
  const state = stateOf(task);
  if (!task.may.includes("edit")) return <span className="plan-state" data-task-state={state}>{t(`plan.state.${state}`)}</span>;
  return (
    <select className="plan-state" data-task-state={state} value={state} aria-label={t("plan.stateOf", { title: task.title })} onChange={(event) => onChange(task, event.currentTarget.value as TaskState)}>
      {states.map((each) => <option key={each} value={each}>{t(`plan.state.${each}`)}</option>)}
    </select>
  );
});
