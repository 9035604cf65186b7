import { Group, NumberInput, SegmentedControl, Select, SimpleGrid, Slider, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { dayOf, textOf } from "./day";
import { useFormat } from "./format";
import { nameOf, type Planned, states, taskKinds, type TaskKind, type TaskState } from "./task";
import { after, type Draft, endOfDraft, withEnd } from "./task_draft";
import { TaskLinks } from "./task_links";
import { usePlanContext } from "./use_plan";

interface TaskFieldsProps {
  draft: Draft;
  onChange: (draft: Draft) => void;
  error: (pointer: string) => string | undefined;
  planned: Planned | undefined;
  onOpen: (id: string) => void;
}

/** When: start, days and end follow one another. */
function When({ draft, onChange, error, planned }: Omit<TaskFieldsProps, "onOpen">) {
  const { t } = useTranslation();
  const { plan } = usePlanContext();
  const format = useFormat();
  const { project } = plan;
  const set = (change: Partial<Draft>) => onChange(after(draft, change));
  const reckoned = planned && !draft.starts_on ? textOf(planned.start) : undefined;
  const isTask = draft.kind === "task";
  // What it waits for may hold it up beyond the day that was asked for.
  const isHeldUp = planned && draft.starts_on && planned.task.starts_on === draft.starts_on && planned.start > dayOf(draft.starts_on);
  return (
    <Stack gap={4}>
      <SimpleGrid cols={{ base: 1, xs: isTask ? 3 : 2 }} spacing="sm">
        <TextInput type="date" label={t("plan.field.starts_on")} value={draft.starts_on} error={error("/starts_on")} data-pointer="/starts_on" min={project.begins_on} max={project.ends_on} onChange={(event) => set({ starts_on: event.currentTarget.value })} />
        {isTask && (
          <NumberInput label={t("plan.field.duration_days")} withAsterisk value={draft.duration_days} error={error("/duration_days")} data-pointer="/duration_days" min={1} max={10_000} allowDecimal={false} allowNegative={false} onChange={(value) => set({ duration_days: value === "" ? "" : Number(value) })} />
        )}
        {isTask && <TextInput type="date" label={t("plan.field.end")} value={endOfDraft(draft, reckoned)} disabled={!draft.starts_on && !reckoned} onChange={(event) => onChange(withEnd(draft, event.currentTarget.value, reckoned))} />}
        {!isTask && <TextInput type="date" label={t("plan.field.due_on")} value={draft.due_on} error={error("/due_on")} data-pointer="/due_on" min={project.begins_on} onChange={(event) => set({ due_on: event.currentTarget.value })} />}
      </SimpleGrid>
      <Text size="xs" c="dimmed">{isHeldUp ? t("plan.heldUp", { day: format.day(planned.start) }) : draft.starts_on ? t("plan.startHelp") : reckoned ? t("plan.reckoned", { day: format.day(dayOf(reckoned)) }) : t("plan.startFree")}</Text>
    </Stack>
  );
}

/** Everything about a task. */
export function TaskFields({ draft, onChange, error, planned, onOpen }: TaskFieldsProps) {
  const { t } = useTranslation();
  const { plan } = usePlanContext();
  const set = (change: Partial<Draft>) => onChange(after(draft, change));
  const partners = plan.project.partners.filter(({ organisation, state }) => state === "active" || state === "invited" || organisation === draft.organisation);
  const people = plan.people.filter(({ organisation }) => organisation === draft.organisation);
  const isKnown = !draft.person || people.some(({ id }) => id === draft.person);
  return (
    <Stack gap="md">
      <SegmentedControl aria-label={t("plan.field.kind")} value={draft.kind} onChange={(kind) => set({ kind: kind as TaskKind })} data={taskKinds.map((value) => ({ value, label: t(`plan.kind.${value}`) }))} data-pointer="/kind" />
      <Textarea label={t("plan.field.title")} withAsterisk autosize minRows={1} maxRows={4} maxLength={300} value={draft.title} error={error("/title")} data-pointer="/title" data-autofocus onChange={(event) => set({ title: event.currentTarget.value.replace(/\n/g, " ") })} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <Select
          label={t("plan.field.work_package")} placeholder={t("plan.noPackage")} clearable data={plan.workPackages.map((each) => ({ value: each.id, label: nameOf(each) }))} value={draft.work_package || null} error={error("/work_package")} data-pointer="/work_package"
          searchable={plan.workPackages.length > 8} onChange={(id) => set({ work_package: id ?? "" })}
        />
        <Select label={t("plan.field.state")} allowDeselect={false} data={states.map((value) => ({ value, label: t(`plan.state.${value}`) }))} value={draft.state} error={error("/state")} data-pointer="/state" onChange={(state) => state && set({ state: state as TaskState })} />
        <Select
          label={t("plan.field.organisation")} placeholder={t("plan.nobodyYet")} clearable data={partners.map(({ organisation, name }) => ({ value: organisation, label: name }))} value={draft.organisation || null} error={error("/organisation")} data-pointer="/organisation"
          searchable={partners.length > 8} onChange={(id) => set({ organisation: id ?? "" })}
        />
        <Select
          label={t("plan.field.person")} placeholder={t("plan.nobodyYet")} clearable disabled={!draft.organisation} description={draft.organisation ? undefined : t("plan.personHelp")} inputWrapperOrder={["label", "input", "description", "error"]}
          data={[...people.map(({ id, name }) => ({ value: id, label: name })), ...(isKnown ? [] : [{ value: draft.person, label: "…" }])]} value={draft.person || null} error={error("/person")} data-pointer="/person" onChange={(id) => set({ person: id ?? "" })}
        />
      </SimpleGrid>
      {draft.state === "done" && <TextInput type="date" label={t("plan.field.done_on")} withAsterisk value={draft.done_on} error={error("/done_on")} data-pointer="/done_on" onChange={(event) => set({ done_on: event.currentTarget.value })} />}
      <When draft={draft} onChange={onChange} error={error} planned={planned} />
      <SimpleGrid cols={{ base: 1, xs: draft.kind === "task" ? 2 : 1 }} spacing="sm">
        {draft.kind === "task" && <TextInput type="date" label={t("plan.field.due_on")} description={t("plan.dueHelp")} inputWrapperOrder={["label", "input", "description", "error"]} value={draft.due_on} error={error("/due_on")} data-pointer="/due_on" min={plan.project.begins_on} onChange={(event) => set({ due_on: event.currentTarget.value })} />}
        <NumberInput label={t("plan.field.effort_days")} description={t("plan.effortHelp")} inputWrapperOrder={["label", "input", "description", "error"]} value={draft.effort_days} error={error("/effort_days")} data-pointer="/effort_days" min={0} max={1_000_000} decimalScale={2} decimalSeparator={t("plan.decimal")} allowNegative={false} onChange={(value) => set({ effort_days: value === "" ? "" : Number(value) })} />
      </SimpleGrid>
      <div>
        <Group justify="space-between"><Text size="sm" fw={500} id="plan-progress-label">{t("plan.field.progress")}</Text><Text size="sm">{draft.progress}%</Text></Group>
        <Slider value={draft.progress} step={5} label={null} thumbLabel={t("plan.field.progress")} disabled={draft.state === "done"} onChange={(progress) => set({ progress })} mt={6} mb="xs" />
      </div>
      <Textarea label={t("plan.field.description")} autosize minRows={2} maxRows={12} maxLength={20_000} value={draft.description} error={error("/description")} data-pointer="/description" onChange={(event) => set({ description: event.currentTarget.value })} />
      <TaskLinks own={planned?.task.id} value={draft.depends_on} error={error} onOpen={onOpen} onChange={(links) => set({ depends_on: links })} />
    </Stack>
  );
}
