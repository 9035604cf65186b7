import { ActionIcon, Checkbox, Popover, Stack, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconArrowDown, IconArrowUp, IconColumns3 } from "@tabler/icons-react";
import { type CSSProperties, useCallback, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Column, columns, isNumber, tracks, useColumns } from "./columns";
import { useFormat } from "./format";
import { GroupLine, TaskLine } from "./list_row";
import { keyOf, type Row } from "./rows";
import { SelectionBar } from "./selection_bar";
import type { Task, TaskState } from "./task";
import { usePlanContext } from "./use_plan";
import { useRows } from "./use_rows";

const rowHeight = 44, headHeight = 40;

/** Which tasks are ticked; a tick with the shift key takes along all since the last one. */
function useChosen(rows: Row[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set<string>());
  const last = useRef<string>();
  const all = useMemo(() => rows.flatMap((row) => (row.kind === "task" && row.planned.task.may.includes("edit") ? [row.planned.task.id] : [])), [rows]);
  const order = useRef(all);
  order.current = all;
  const choose = useCallback((id: string, isRange: boolean) => {
    const [from, to] = [order.current.indexOf(last.current ?? ""), order.current.indexOf(id)];
    last.current = id;
    setChosen((before) => {
      const next = new Set(before);
      if (isRange && from >= 0) for (const each of order.current.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(each);
      else if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  // What the filters hide is not changed along.
  const shown = useMemo(() => all.filter((id) => chosen.has(id)), [all, chosen]);
  return { chosen, shown, all, choose, set: setChosen };
}

function ColumnChooser({ shown, toggle }: { shown: Column[]; toggle: (column: Column) => void }) {
  const { t } = useTranslation();
  return (
    <Popover position="bottom-end" withArrow shadow="md" trapFocus>
      <Popover.Target>
        <ActionIcon variant="default" size="lg" aria-label={t("plan.columns")} title={t("plan.columns")}><IconColumns3 size={18} aria-hidden /></ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs" role="group" aria-label={t("plan.columns")}>
          {columns.map((column) => <Checkbox key={column} label={t(`plan.column.${column}`)} checked={shown.includes(column)} onChange={() => toggle(column)} />)}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

interface ListViewProps {
  rows: Row[];
  sort: string;
  onSort: (sort: string) => void;
  onFold: (id: string) => void;
}

/** The plan as a table: a tree by work package, each column to sort by, many tasks to change at once. */
export function ListView({ rows, sort, onSort, onFold }: ListViewProps) {
  const { t } = useTranslation();
  const { plan, open, moveTo } = usePlanContext();
  const format = useFormat();
  const isNarrow = useMediaQuery("(max-width: 48em)", undefined, { getInitialValueInEffect: false }) ?? false;
  const { shown: visible, toggle } = useColumns(isNarrow);
  const { chosen, shown, all, choose, set } = useChosen(rows);
  const { box, range } = useRows<HTMLDivElement>(rows.length, rowHeight, headHeight);
  const mayChoose = all.length > 0 && !isNarrow;
  const isTree = rows.some((row) => row.kind === "group");
  const [sorted, isDown] = sort.startsWith("-") ? [sort.slice(1), true] : [sort, false];
  const moveOne = useRef(moveTo);
  moveOne.current = moveTo;
  const onState = useCallback((task: Task, state: TaskState) => moveOne.current([task], state), []);
  const columnKey = visible.join();
  // The same list for the same columns: rows that did not change are not drawn anew.
  // eslint-disable-next-line
  const stable = useMemo(() => visible, [columnKey]);
  const heading = (column: Column | "title") => (
    <div key={column} role="columnheader" aria-sort={sorted === column ? (isDown ? "descending" : "ascending") : "none"} className={column !== "title" && isNumber(column) ? "plan-number" : column === "title" ? "plan-title" : undefined}>
      <button type="button" className="plan-sort" onClick={() => onSort(sorted !== column ? column : isDown ? "" : `-${column}`)}>
        {t(`plan.column.${column}`)}
        {sorted === column && (isDown ? <IconArrowDown size={14} aria-hidden /> : <IconArrowUp size={14} aria-hidden />)}
      </button>
    </div>
  );
  const allChosen = shown.length > 0 && shown.length === all.length;
  return (
    <>
      <div className="plan-list-tools">
        <Text size="sm" c="dimmed">{t(mayChoose ? "plan.listHelp" : "plan.listHelpShort")}</Text>
        <ColumnChooser shown={visible} toggle={toggle} />
      </div>
      <div ref={box} className="plan-scroll plan-list" role="region" aria-label={t("plan.view.list")} tabIndex={0}>
        <div role="table" aria-label={t("plan.tasks")} aria-rowcount={rows.length + 1} className="plan-table" style={{ "--plan-columns": tracks(visible, mayChoose) } as CSSProperties}>
          <div role="rowgroup" className="plan-table-head">
            <div role="row" className="plan-row" aria-rowindex={1}>
              {mayChoose && (
                <div role="columnheader">
                  <input
                    type="checkbox" className="plan-tick" aria-label={t("plan.chooseAll")} checked={allChosen} ref={(tick) => { if (tick) tick.indeterminate = shown.length > 0 && !allChosen; }}
                    onChange={() => set(new Set(allChosen ? [] : all))}
                  />
                </div>
              )}
              {heading("title")}
              {visible.map(heading)}
            </div>
          </div>
          <div role="rowgroup" className="plan-table-body" style={{ height: rows.length * rowHeight }}>
            {rows.slice(range.first, range.end).map((row, i) => {
              const index = range.first + i;
              const place = { top: index * rowHeight, index, columns: stable, format, t, mayChoose };
              return row.kind === "group"
                ? <GroupLine key={keyOf(row)} group={row} {...place} onFold={onFold} />
                : <TaskLine key={keyOf(row)} planned={row.planned} names={plan.names} {...place} isIndented={isTree} isChosen={chosen.has(row.planned.task.id)} onChoose={choose} onOpen={open} onState={onState} />;
            })}
          </div>
        </div>
      </div>
      {shown.length > 0 && <SelectionBar tasks={shown.flatMap((id) => plan.byId.get(id)?.task ?? [])} onClear={() => set(new Set())} />}
    </>
  );
}
