import { Alert, Button, Drawer, Group, Stack, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconTrash } from "@tabler/icons-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useBlocker } from "react-router-dom";
import type { Problem } from "../../../api/client";
import { FormErrors } from "../../../common/form_errors";
import { LeaveQuestion, useAskBeforeClosing } from "../../../common/leave_guard";
import { ErrorNote } from "../../../common/states";
import { useFormat } from "./format";
import { circleOf, isOpen, kindOf, type Planned, type TaskDraft } from "./task";
import { TaskConflict } from "./task_conflict";
import { type Draft, draftFields, draftOf, missing, sameDraft, sent } from "./task_draft";
import { TaskFields } from "./task_fields";
import { TaskTalk } from "./task_talk";
import { problemOf, usePlanContext } from "./use_plan";

/** Asks before a form with unsaved work is left, whichever way. `free`: what was saved is left without asking. */
function useGuard(isDirty: boolean) {
  const free = useRef(false);
  const blocker = useBlocker(({ currentLocation, nextLocation }) => {
    const task = (search: string) => new URLSearchParams(search).get("task");
    return isDirty && !free.current && (currentLocation.pathname !== nextLocation.pathname || task(currentLocation.search) !== task(nextLocation.search));
  });
  useAskBeforeClosing(isDirty);
  return { free, blocker };
}

function useLabels() {
  const { t } = useTranslation();
  return useMemo(() => Object.fromEntries(draftFields.map((field) => [`/${field}`, t(`plan.field.${field}`)])), [t]);
}

/** What is wrong: what the form itself knows is missing, and what the server refused. */
function useErrors(lacking: string[], problem: Problem | undefined, draft: Draft, own: string | undefined) {
  const { t } = useTranslation();
  const { plan } = usePlanContext();
  const labels = useLabels();
  return useMemo(() => {
    const told = (pointer: string, detail: string, mend: string | undefined) => {
      // A circle is told in the reader's language, with the names of its tasks.
      const circle = pointer === "/depends_on" && own ? circleOf(new Map([...plan.byId].map(([id, each]) => [id, each.task])), own, draft.depends_on.map(({ task }) => task)) : [];
      if (circle.length === 0) return [detail, mend].filter(Boolean).join("; ");
      const name = (id: string | undefined) => `„${plan.byId.get(id ?? "")?.task.title ?? "…"}”`;
      return t("plan.circle", { names: [...circle, circle[0]].map(name).join(" → ") });
    };
    const found = [
      ...lacking.map((pointer) => ({ pointer, detail: t(`plan.missing.${pointer.slice(1)}`) })),
      ...(problem?.errors ?? []).map(({ pointer, detail, mend }) => ({ pointer, detail: told(pointer, detail, mend) })),
    ];
    return found.map((each) => ({ ...each, label: labels[each.pointer.split("/").slice(0, 2).join("/")] ?? each.pointer }));
    // What was said stays as it was until it is sent again.
    // eslint-disable-next-line
  }, [lacking, problem, t, labels]);
}

interface EditorProps {
  planned: Planned | undefined;
  first: Partial<TaskDraft> | undefined;
  onClose: () => void;
}

function Editor({ planned, first, onClose }: EditorProps) {
  const { t } = useTranslation();
  const { actions, open } = usePlanContext();
  const format = useFormat();
  const labels = useLabels();
  const start = useMemo(() => draftOf(planned?.task ?? first), []); // eslint-disable-line
  const [draft, setDraft] = useState(start);
  const [saved, setSaved] = useState(start);
  const [version, setVersion] = useState(planned?.task.version ?? 0);
  const [lacking, setLacking] = useState<string[]>([]);
  const [problem, setProblem] = useState<Problem>();
  const [theirs, setTheirs] = useState<{ draft: Draft; version: number }>();
  const [isBusy, setBusy] = useState(false);
  const [attempts, setAttempts] = useState(0);
  const content = JSON.stringify(sent(draft));
  const key = useMemo(() => crypto.randomUUID(), [content]);
  const isDirty = !sameDraft(draft, saved);
  const { free, blocker } = useGuard(isDirty);
  const errors = useErrors(lacking, problem, draft, planned?.task.id);
  const task = planned?.task;
  const mayEdit = !task || task.may.includes("edit");

  // Somebody else has changed it while nothing was written here: the form shows that.
  const latest = task?.version ?? 0;
  useEffect(() => {
    if (!task || isDirty || latest <= version) return;
    const made = draftOf(task);
    setDraft(made);
    setSaved(made);
    setVersion(latest);
    // eslint-disable-next-line
  }, [latest]);

  const save = async (expected = version) => {
    const lacks = missing(draft);
    setLacking(lacks);
    setProblem(undefined);
    setTheirs(undefined);
    setAttempts((before) => before + 1);
    if (lacks.length > 0) return;
    setBusy(true);
    try {
      await actions.save("task", sent(draft, task?.position), task && { id: task.id, version: expected }, key);
      free.current = true;
      onClose();
    } catch (error) {
      const refused = problemOf(error);
      if (refused.status === 412 && task) {
        const other = await actions.read(task.id).catch(() => undefined);
        if (other) setTheirs({ draft: draftOf(other), version: other.version });
        else setProblem(refused);
        actions.again();
      } else setProblem(refused);
      setAttempts((before) => before + 1);
      setBusy(false);
    }
  };
  const remove = async () => {
    if (!task) return;
    free.current = true;
    if (await actions.remove("task", task)) onClose();
    else free.current = false;
  };
  const take = () => {
    if (!theirs) return;
    setDraft(theirs.draft);
    setSaved(theirs.draft);
    setVersion(theirs.version);
    setTheirs(undefined);
  };
  const errorOf = (pointer: string) => errors.find((each) => each.pointer === pointer)?.detail;
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <Stack gap="md">
        {planned && isOpen(planned.task) && (
          <Text size="sm" c="dimmed">
            {kindOf(planned.task) === "task" ? t("plan.facts", { start: format.day(planned.start), end: format.day(planned.end) }) : t("plan.factsDay", { day: format.day(planned.start) })}{" "}
            {planned.isCritical ? t("plan.factsCritical") : t("plan.slackOf", { count: planned.slack })}
          </Text>
        )}
        {theirs && <TaskConflict mine={draft} theirs={theirs.draft} labels={labels} onOverwrite={() => void save(theirs.version)} onTake={take} />}
        {problem && problem.errors.length === 0 && <ErrorNote error={problem} />}
        <FormErrors errors={errors} attempt={attempts} />
        {!mayEdit && <Alert variant="light" color="gray">{t("plan.readOnly")}</Alert>}
        <fieldset className="plan-fields" disabled={!mayEdit}>
          <TaskFields draft={draft} onChange={(next) => { setDraft(next); if (lacking.length > 0) setLacking(lacking.filter((each) => missing(next).includes(each))); }} error={errorOf} planned={planned} onOpen={open} />
        </fieldset>
        <Group className="save-bar plan-save" justify="space-between">
          <Group>
            {mayEdit && <Button type="submit" loading={isBusy} disabled={Boolean(task) && !isDirty}>{t(task ? "action.save" : "plan.addTask")}</Button>}
            <Button variant="default" onClick={onClose}>{t(mayEdit ? "action.cancel" : "action.close")}</Button>
          </Group>
          {task?.may.includes("delete") && <Button variant="subtle" color="red" c="var(--mantine-color-error)" leftSection={<IconTrash size={18} aria-hidden />} onClick={() => void remove()}>{t("action.delete")}</Button>}
        </Group>
      </Stack>
      <LeaveQuestion blocker={blocker} zIndex={400} />
    </form>
  );
}

interface TaskFormProps {
  /** "new", an id, or nothing: closed. */
  id: string | undefined;
  first: Partial<TaskDraft> | undefined;
  onClose: () => void;
}

/** The form of a task, beside the plan. */
export function TaskForm({ id, first, onClose }: TaskFormProps) {
  const { t } = useTranslation();
  const { plan } = usePlanContext();
  const isNarrow = useMediaQuery("(max-width: 48em)", undefined, { getInitialValueInEffect: false });
  const planned = id && id !== "new" ? plan.byId.get(id) : undefined;
  const isGone = Boolean(id) && id !== "new" && !planned;
  return (
    <Drawer
      opened={Boolean(id)} onClose={onClose} position="right" size={isNarrow ? "100%" : "36rem"} title={planned ? t(`plan.kind.${kindOf(planned.task)}`) : t(isGone ? "plan.goneTask" : "plan.newTask")} closeButtonProps={{ "aria-label": t("action.close") }}
      classNames={{ title: "plan-drawer-title" }}
    >
      {isGone ? <Text>{t("plan.goneTaskText")}</Text> : id && <Editor key={id} planned={planned} first={first} onClose={onClose} />}
      {planned && <TaskTalk task={planned.task.id} />}
    </Drawer>
  );
}
