import { type KeyboardEvent, memo, type PointerEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Format } from "./format";
import { KindMark, Marks } from "./marks";
import type { Names } from "./rows";
import { type Planned, stateOf, type WorkPackage } from "./task";

interface CardBodyProps {
  planned: Planned;
  names: Names;
  format: Format;
  workPackage: WorkPackage | undefined;
}

/** What a card says of its task. */
export function CardBody({ planned, names, format, workPackage }: CardBodyProps) {
  const { t } = useTranslation();
  const { task } = planned;
  const who = [names.organisation.get(task.organisation ?? ""), task.person && names.person.get(task.person)].filter(Boolean).join(" · ");
  return (
    <>
      <span className="plan-card-title" dir="auto" data-dropped={task.state === "dropped" || undefined}><KindMark task={task} t={t} />{task.title}</span>
      <span className="plan-card-who plan-cut" dir="auto">{who || t("plan.nobodyYet")}</span>
      <span className="plan-card-foot">
        {workPackage && <span className="plan-code plan-cut" dir="auto">{workPackage.code || workPackage.title}</span>}
        <Marks planned={planned} t={t} />
        <span className="plan-card-day">{format.short(planned.end)}</span>
        {Boolean(task.progress) && <span>{task.progress}%</span>}
      </span>
    </>
  );
}

interface CardProps extends CardBodyProps {
  top: number;
  index: number;
  count: number;
  isLifted: boolean;
  isDragged: boolean;
  onOpen: (id: string) => void;
  onPointer: (event: PointerEvent<HTMLElement>, planned: Planned) => void;
  onKey: (event: KeyboardEvent, planned: Planned) => void;
  onBlur: () => void;
}

/** A task on the board: opened by a click or Enter, moved by dragging, or by the space bar and arrows. */
export const BoardCard = memo(function BoardCard({ planned, top, index, count, isLifted, isDragged, onOpen, onPointer, onKey, onBlur, ...body }: CardProps) {
  const mayMove = planned.task.may.includes("edit");
  return (
    <li className="plan-card-slot" aria-posinset={index + 1} aria-setsize={count} style={{ transform: `translateY(${top}px)` }}>
      <button
        type="button" className="plan-card" data-task={planned.task.id} data-task-state={stateOf(planned.task)} data-lifted={isLifted || undefined} data-dragged={isDragged || undefined} data-fixed={!mayMove || undefined}
        aria-describedby={mayMove ? "plan-board-help" : undefined} title={planned.task.title}
        onClick={() => onOpen(planned.task.id)} onPointerDown={mayMove ? (event) => onPointer(event, planned) : undefined} onKeyDown={mayMove ? (event) => onKey(event, planned) : undefined} onBlur={onBlur}
      >
        <CardBody planned={planned} {...body} />
      </button>
    </li>
  );
});
