import "./plan.css";

import { Button, Group, Stack } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useCallback, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router-dom";
import { useSession } from "../../../api/session";
import { downloadText } from "../../../common/download";
import { Empty, ErrorNote, Loading } from "../../../common/states";
import { useUndoKeys } from "../../../common/undo_keys";
import type { Project } from "../project";
import { BoardView } from "./board_view";
import { DoneDay } from "./done_day";
import { addressFrom, filtered, isNarrowed, noFilters, type PlanAddress, withAddress } from "./filters";
import { FilterBar } from "./plan_filters";
import { GanttPrint } from "./gantt_print";
import { GanttView } from "./gantt_view";
import { ImportPlan } from "./import_plan";
import { ListView } from "./list_view";
import { PlanNotice } from "./notice";
import { PlanHead, PlanSummary } from "./plan_head";
import { HistoryDialog } from "./history_dialog";
import { usePlanActions } from "./plan_actions";
import { planCsv } from "./plan_out";
import { comparison, rowsOf } from "./rows";
import { moved, type Task, type TaskDraft, type TaskState } from "./task";
import { TaskForm } from "./task_form";
import { PlanContext, usePlan } from "./use_plan";
import { WorkPackages } from "./work_packages";

/** How the plan is looked at, as the address bar says it, and which task is open. */
function useAddress() {
  const [parameters, setParameters] = useSearchParams();
  const written = parameters.toString();
  const address = useMemo(() => addressFrom(new URLSearchParams(written)), [written]);
  const set = useRef(setParameters);
  set.current = setParameters;
  const change = useCallback((part: Partial<PlanAddress>) => set.current((before) => withAddress(before, { ...addressFrom(before), ...part }), { replace: true }), []);
  const openTask = useCallback((id: string | undefined) =>
    set.current((before) => {
      const next = new URLSearchParams(before);
      if (id) next.set("task", id);
      else next.delete("task");
      return next;
    }), []);
  return { address, change, task: parameters.get("task") ?? undefined, openTask };
}

/** Which work packages show their sum alone. */
function useFolded() {
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set<string>());
  const toggle = useCallback((id: string) => setFolded((before) => {
    const next = new Set(before);
    if (!next.delete(id)) next.add(id);
    return next;
  }), []);
  return { folded, toggle };
}

/** The plan of a joint project: work packages and tasks as a list, a board or a Gantt chart. */
export function PlanTab({ project }: { project: Project }) {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const isNarrow = useMediaQuery("(max-width: 48em)", undefined, { getInitialValueInEffect: false }) ?? false;
  const { plan, error, isPending, retry } = usePlan(project);
  const { actions, error: refused, done, history } = usePlanActions(project.id);
  const { address, change, task, openTask } = useAddress();
  const { folded, toggle } = useFolded();
  const [dialog, setDialog] = useState<"packages" | "import" | "history">();
  const [first, setFirst] = useState<Partial<TaskDraft>>();
  const [toBeDone, setToBeDone] = useState<{ tasks: Task[]; positions: ReadonlyMap<string, number> | undefined }>();

  const shown = useMemo(() => filtered(plan.tasks, address), [plan.tasks, address]);
  const narrowed = isNarrowed(address);
  const compare = useMemo(() => comparison(address.sort, plan.names, i18n.language), [address.sort, plan.names, i18n.language]);
  const rows = useMemo(() => rowsOf(shown, plan.workPackages, { folded, isNarrowed: narrowed, compare: address.view === "list" ? compare : undefined }), [shown, plan.workPackages, folded, narrowed, compare, address.view]);

  // A partner's people add tasks in their own name; who manages the project in anybody's.
  const own = plan.mayManage ? undefined : project.partners.find(({ organisation, state }) => state === "active" && session?.grants.some((grant) => grant.organisation === organisation))?.organisation;
  const latest = useRef({ byId: plan.byId, own, packages: address.package });
  latest.current = { byId: plan.byId, own, packages: address.package };
  const open = useCallback((id: string, with_?: Partial<TaskDraft>) => {
    const { own: mine, packages } = latest.current;
    const [only] = packages;
    if (id === "new") setFirst({ ...(mine ? { organisation: mine } : {}), ...(packages.length === 1 && only !== "none" ? { work_package: only } : {}), ...with_ });
    openTask(id);
  }, [openTask]);
  const apply = useCallback((tasks: Task[], state: TaskState, positions: ReadonlyMap<string, number> | undefined, day: string) => {
    const sets = new Map<string, Record<string, unknown>>();
    for (const each of tasks) if ((each.state ?? "to_do") !== state) sets.set(each.id, moved(each, state, day));
    for (const [id, position] of positions ?? []) sets.set(id, { ...sets.get(id), position });
    const changes = [...sets].flatMap(([id, set]) => {
      const known = latest.current.byId.get(id)?.task;
      return known ? [{ id, version: known.version, set }] : [];
    });
    if (changes.length === 0) return;
    const [only] = tasks;
    void actions.change("task", changes, tasks.length === 1 && only ? t("plan.done.moved", { title: only.title, state: t(`plan.state.${state}`) }) : t("plan.done.changed", { count: tasks.length }));
  }, [actions, t]);
  const moveTo = useCallback((tasks: Task[], state: TaskState, positions?: ReadonlyMap<string, number>) => {
    const undone = tasks.filter((each) => each.state !== "done");
    if (state === "done" && undone.length > 0) setToBeDone({ tasks: undone, positions });
    else apply(tasks, state, positions, "");
  }, [apply]);
  const surroundings = useMemo(() => ({ plan, actions, history, open, moveTo }), [plan, actions, history, open, moveTo]);
  // While something is written in a form, the keys are the form's.
  useUndoKeys(task === undefined && dialog !== "import" && !toBeDone, actions.turn);

  if (error && isPending) return <ErrorNote error={error} retry={retry} />;
  if (isPending) return <Loading />;
  const isEmpty = plan.tasks.length === 0;
  const exportIt = () => downloadText(`${t("plan.file")}.csv`, planCsv(address.view === "list" ? rows.flatMap((row) => (row.kind === "task" ? [row.planned] : [])) : shown, plan.tasks, plan.workPackages, plan.names, t), "text/csv");
  const clear = () => change(noFilters);
  return (
    <PlanContext.Provider value={surroundings}>
      <Stack gap="sm" className="plan">
        <PlanHead view={address.view} onView={(view) => change({ view })} onPackages={() => setDialog("packages")} onImport={() => setDialog("import")} onHistory={() => setDialog("history")} onExport={exportIt} isEmpty={isEmpty} />
        {isEmpty && plan.workPackages.length === 0 ? (
          <Empty title={t("plan.none")} text={t(plan.mayAdd ? "plan.noneText" : "plan.noneForYou")}>
            <Group justify="center">
              {plan.mayAdd && <Button onClick={() => open("new")}>{t("plan.addFirst")}</Button>}
              {plan.mayManage && <Button variant="light" onClick={() => setDialog("import")}>{t("plan.import.title")}</Button>}
              {plan.mayPlan && <Button variant="default" onClick={() => setDialog("packages")}>{t("plan.packages")}</Button>}
            </Group>
          </Empty>
        ) : (
          <>
            <FilterBar filters={address} onChange={change} />
            <PlanSummary shown={shown.length} isNarrowed={narrowed} />
            {narrowed && shown.length === 0 ? (
              <Empty title={t("catalogue.none")} text={t("plan.noneFiltered")}><Button variant="light" onClick={clear}>{t("filter.clear")}</Button></Empty>
            ) : address.view === "board" ? <BoardView tasks={shown} />
              : address.view === "gantt" ? <GanttView rows={rows} zoom={address.zoom} onZoom={(zoom) => change({ zoom })} onFold={toggle} isNarrow={isNarrow} />
              : <ListView rows={rows} sort={address.sort} onSort={(sort) => change({ sort })} onFold={toggle} />}
            {address.view === "gantt" && <GanttPrint rows={rows} />}
          </>
        )}
      </Stack>
      <TaskForm id={task} first={first} onClose={() => openTask(undefined)} />
      {dialog === "packages" && <WorkPackages onClose={() => setDialog(undefined)} done={done} error={refused} />}
      {dialog === "import" && <ImportPlan onClose={() => setDialog(undefined)} onAdded={() => setDialog(undefined)} />}
      {dialog === "history" && <HistoryDialog onClose={() => setDialog(undefined)} />}
      {toBeDone && <DoneDay tasks={toBeDone.tasks} onClose={() => setToBeDone(undefined)} onChoose={(day) => { apply(toBeDone.tasks, "done", toBeDone.positions, day); setToBeDone(undefined); }} />}
      {/* Over an open form it would cover the buttons that save. */}
      {dialog !== "packages" && <PlanNotice done={task ? undefined : done} error={refused} />}
    </PlanContext.Provider>
  );
}
