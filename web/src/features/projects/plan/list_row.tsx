import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import type { TFunction } from "i18next";
import { memo } from "react";
import { type Column, isNumber } from "./columns";
import { dayOf } from "./day";
import type { Format } from "./format";
import { KindMark, LateMark, Marks, ProgressMark } from "./marks";
import type { GroupRow, Names } from "./rows";
import { StateSelect } from "./state_select";
import { isOpen, nameOf, type Planned, type Task, type TaskState } from "./task";

interface Place {
  top: number;
  index: number;
  columns: readonly Column[];
  format: Format;
  t: TFunction;
}

interface GroupLineProps extends Place {
  group: GroupRow;
  mayChoose: boolean;
  onFold: (id: string) => void;
}

/** A work package with what its tasks come to. */
export const GroupLine = memo(function GroupLine({ group, top, index, columns, format, t, mayChoose, onFold }: GroupLineProps) {
  const name = group.workPackage ? nameOf(group.workPackage) : t("plan.noPackage");
  const cell = (column: Column) => {
    switch (column) {
      case "start": return group.start === undefined ? "" : format.day(group.start);
      case "end": return group.end === undefined ? "" : format.day(group.end);
      case "effort": return group.effort ? format.number(group.effort) : "";
      case "progress": return group.count > 0 ? <ProgressMark value={group.progress} label={t("plan.progressOf", { value: group.progress })} /> : "";
      default: return "";
    }
  };
  return (
    <div role="row" className="plan-row plan-group" aria-rowindex={index + 2} style={{ transform: `translateY(${top}px)` }}>
      {mayChoose && <div role="cell" />}
      <div role="cell" className="plan-title">
        <button type="button" className="plan-fold" aria-expanded={!group.isFolded} onClick={() => onFold(group.id)}>
          {group.isFolded ? <IconChevronRight size={16} aria-hidden /> : <IconChevronDown size={16} aria-hidden />}
          <span className="plan-cut" dir="auto" title={name}>{name}</span>
        </button>
        <span className="plan-count">{group.count}</span>
      </div>
      {columns.map((column) => <div role="cell" key={column} className={isNumber(column) ? "plan-number" : undefined}>{cell(column)}</div>)}
    </div>
  );
});

interface TaskLineProps extends Place {
  planned: Planned;
  names: Names;
  isIndented: boolean;
  mayChoose: boolean;
  isChosen: boolean;
  onChoose: (id: string, isRange: boolean) => void;
  onOpen: (id: string) => void;
  onState: (task: Task, state: TaskState) => void;
}

export const TaskLine = memo(function TaskLine({ planned, names, top, index, columns, format, t, isIndented, mayChoose, isChosen, onChoose, onOpen, onState }: TaskLineProps) {
  const { task } = planned;
  const cell = (column: Column) => {
    switch (column) {
      case "partner": return <span className="plan-cut" dir="auto">{names.organisation.get(task.organisation ?? "") ?? ""}</span>;
      case "person": return <span className="plan-cut" dir="auto">{task.person ? (names.person.get(task.person) ?? "…") : ""}</span>;
      case "state": return <StateSelect task={task} t={t} onChange={onState} />;
      case "start": return format.day(planned.start);
      case "end": return <>{format.day(planned.end)} <LateMark isLate={planned.isLate} t={t} /></>;
      case "due": return task.due_on ? format.day(dayOf(task.due_on)) : "";
      case "slack": return isOpen(task) ? t("plan.days", { count: planned.slack }) : "";
      case "effort": return task.effort_days ? format.number(task.effort_days) : "";
      default: return <ProgressMark value={task.progress ?? 0} label={t("plan.progressOf", { value: task.progress ?? 0 })} />;
    }
  };
  return (
    <div role="row" className="plan-row" data-chosen={isChosen || undefined} aria-rowindex={index + 2} style={{ transform: `translateY(${top}px)` }}>
      {mayChoose && (
        <div role="cell">
          <input
            type="checkbox" className="plan-tick" checked={isChosen} disabled={!task.may.includes("edit")} aria-label={t("plan.choose", { title: task.title })}
            onChange={(event) => onChoose(task.id, (event.nativeEvent as MouseEvent).shiftKey)}
          />
        </div>
      )}
      <div role="cell" className="plan-title" data-indented={isIndented || undefined}>
        <KindMark task={task} t={t} />
        <button type="button" className="plan-open" data-dropped={task.state === "dropped" || undefined} title={task.title} onClick={() => onOpen(task.id)}>
          <span className="plan-cut" dir="auto">{task.title}</span>
        </button>
        <Marks planned={columns.includes("end") ? { ...planned, isLate: false } : planned} t={t} />
      </div>
      {columns.map((column) => <div role="cell" key={column} className={isNumber(column) ? "plan-number" : undefined}>{cell(column)}</div>)}
    </div>
  );
});
