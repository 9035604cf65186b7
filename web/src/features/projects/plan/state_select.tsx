import type { TFunction } from "i18next";
import { memo, useState } from "react";
import { stateOf, states, type Task, type TaskState } from "./task";

/** The state of a task, changed in its place. */
export const StateSelect = memo(function StateSelect({ task, t, onChange }: { task: Task; t: TFunction; onChange: (task: Task, state: TaskState) => void }) {
  const state = stateOf(task);
  // Until somebody comes near, the state it has is the only one in the list: of the others there would be thousands.
  const [isNear, setNear] = useState(false);
  const near = () => setNear(true);
  if (!task.may.includes("edit")) return <span className="plan-state" data-task-state={state}>{t(`plan.state.${state}`)}</span>;
  return (
    <select className="plan-state" data-task-state={state} value={state} aria-label={t("plan.stateOf", { title: task.title })} onFocus={near} onPointerEnter={near} onPointerDown={near} onChange={(event) => onChange(task, event.currentTarget.value as TaskState)}>
      {(isNear ? states : [state]).map((each) => <option key={each} value={each}>{t(`plan.state.${each}`)}</option>)}
    </select>
  );
});
