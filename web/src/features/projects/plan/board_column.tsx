import { ActionIcon } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { type KeyboardEvent, memo, type PointerEvent, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { BoardCard } from "./board_card";
import type { Format } from "./format";
import type { Names } from "./rows";
import type { Planned, TaskState, WorkPackage } from "./task";
import { useRows } from "./use_rows";

export const slot = 116;

interface ColumnProps {
  state: TaskState;
  tasks: Planned[];
  packages: ReadonlyMap<string, WorkPackage>;
  names: Names;
  format: Format;
  /** Above which card something would be dropped; undefined: not in this column. */
  mark: number | undefined;
  /** Moved by the keys: this column keeps its mark in sight. */
  isSteered: boolean;
  moved: string | undefined;
  isLifted: boolean;
  onBody: (state: TaskState, body: HTMLElement | null) => void;
  onOpen: (id: string) => void;
  onAdd: ((state: TaskState) => void) | undefined;
  onPointer: (event: PointerEvent<HTMLElement>, planned: Planned) => void;
  onKey: (event: KeyboardEvent, planned: Planned) => void;
  onBlur: () => void;
}

/** The tasks of a state, as many of them drawn as are in sight. */
export const BoardColumn = memo(function BoardColumn({ state, tasks, packages, names, format, mark, isSteered, moved, isLifted, onBody, onOpen, onAdd, onPointer, onKey, onBlur }: ColumnProps) {
  const { t } = useTranslation();
  const { box, range, bringIntoSight } = useRows<HTMLDivElement>(tasks.length, slot);
  useEffect(() => {
    onBody(state, box.current);
    return () => onBody(state, null);
  }, [state, onBody, box]);
  useEffect(() => {
    if (isSteered && mark !== undefined) bringIntoSight(Math.min(mark, tasks.length - 1));
  }, [isSteered, mark, tasks.length, bringIntoSight]);
  const shown = tasks.slice(range.first, range.end).map((planned, i) => ({ planned, index: range.first + i }));
  // What is moved stays drawn, or it would lose the keyboard.
  const at = moved ? tasks.findIndex(({ task }) => task.id === moved) : -1;
  const kept = tasks[at];
  if (kept && (at < range.first || at >= range.end)) shown.push({ planned: kept, index: at });
  const name = t(`plan.state.${state}`);
  return (
    <section className="plan-column" data-task-state={state} data-marked={mark !== undefined || undefined} aria-label={name}>
      <header className="plan-column-head">
        <h3><span className="plan-dot" aria-hidden />{name}</h3>
        <span className="plan-count" aria-label={t("plan.count", { count: tasks.length })}>{format.number(tasks.length)}</span>
        {onAdd && <ActionIcon variant="subtle" size="md" aria-label={t("plan.addTo", { state: name })} title={t("plan.addTo", { state: name })} onClick={() => onAdd(state)}><IconPlus size={16} aria-hidden /></ActionIcon>}
      </header>
      <div ref={box} className="plan-column-body" tabIndex={-1}>
        {tasks.length === 0 && <p className="plan-column-empty">{t("plan.emptyColumn")}</p>}
        {/* role: without a list style a list is none for some screen readers */}
        <ul role="list" className="plan-cards" style={{ height: tasks.length * slot }}>
          {shown.map(({ planned, index }) => (
            <BoardCard
              key={planned.task.id} planned={planned} names={names} format={format} workPackage={packages.get(planned.task.work_package ?? "")} top={index * slot} index={index} count={tasks.length}
              isLifted={isLifted && moved === planned.task.id} isDragged={!isLifted && moved === planned.task.id} onOpen={onOpen} onPointer={onPointer} onKey={onKey} onBlur={onBlur}
            />
          ))}
        </ul>
        {mark !== undefined && <div className="plan-drop-mark" aria-hidden style={{ transform: `translateY(${mark * slot}px)` }} />}
      </div>
    </section>
  );
});
