import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { KindMark, Marks } from "./marks";
import { keyOf, type Row } from "./rows";
import { nameOf } from "./task";

interface NamesProps {
  rows: readonly Row[];
  first: number;
  end: number;
  rowHeight: number;
  onFold: (id: string) => void;
  onOpen: (id: string) => void;
}

/** The tree that stands beside the chart and stays while that is scrolled. */
export const GanttNames = memo(function GanttNames({ rows, first, end, rowHeight, onFold, onOpen }: NamesProps) {
  const { t } = useTranslation();
  const isTree = rows.some((row) => row.kind === "group");
  return (
    <>
      {rows.slice(first, end).map((row, i) => {
        const style = { transform: `translateY(${(first + i) * rowHeight}px)` };
        if (row.kind === "group") {
          const name = row.workPackage ? nameOf(row.workPackage) : t("plan.noPackage");
          return (
            <div key={keyOf(row)} className="gantt-name plan-group" style={style}>
              <button type="button" className="plan-fold" aria-expanded={!row.isFolded} title={name} onClick={() => onFold(row.id)}>
                {row.isFolded ? <IconChevronRight size={16} aria-hidden /> : <IconChevronDown size={16} aria-hidden />}
                <span className="plan-cut" dir="auto">{name}</span>
              </button>
            </div>
          );
        }
        const { task } = row.planned;
        return (
          <div key={keyOf(row)} className="gantt-name" data-indented={isTree || undefined} style={style}>
            <KindMark task={task} t={t} />
            <button type="button" className="plan-open" data-dropped={task.state === "dropped" || undefined} title={task.title} onClick={() => onOpen(task.id)}><span className="plan-cut" dir="auto">{task.title}</span></button>
            <Marks planned={row.planned} t={t} />
          </div>
        );
      })}
    </>
  );
});
