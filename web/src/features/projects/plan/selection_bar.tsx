import { Button, Group, Select, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { states, type Task, type TaskState } from "./task";
import { usePlanContext } from "./use_plan";

/** What can be done to all ticked tasks at once. */
export function SelectionBar({ tasks, onClear }: { tasks: Task[]; onClear: () => void }) {
  const { t } = useTranslation();
  const { plan, actions, moveTo } = usePlanContext();
  const nobody = "-", partners = plan.project.partners.filter(({ state }) => state === "active" || state === "invited");
  const give = (organisation: string | null) => {
    if (!organisation) return;
    // A person works for one partner: with the partner the person goes.
    const set = { organisation: organisation === nobody ? null : organisation, person: null };
    void actions.change("task", tasks.filter((each) => (each.organisation ?? nobody) !== organisation).map(({ id, version }) => ({ id, version, set })), t("plan.done.changed", { count: tasks.length }));
  };
  const pack = (id: string | null) => {
    if (!id) return;
    void actions.change("task", tasks.map((each) => ({ id: each.id, version: each.version, set: { work_package: id === nobody ? null : id } })), t("plan.done.changed", { count: tasks.length }));
  };
  const shared = { size: "xs", value: null, w: "11rem", comboboxProps: { withinPortal: true }, maxDropdownHeight: "40vh" };
  return (
    <Group className="plan-selection" role="region" aria-label={t("plan.chosen", { count: tasks.length })} gap="sm">
      <Text fw={600} size="sm" role="status">{t("plan.chosen", { count: tasks.length })}</Text>
      <Select {...shared} aria-label={t("plan.setState")} placeholder={t("plan.setState")} data={states.map((value) => ({ value, label: t(`plan.state.${value}`) }))} onChange={(state) => state && moveTo(tasks, state as TaskState)} />
      <Select {...shared} aria-label={t("plan.setPartner")} placeholder={t("plan.setPartner")} searchable={partners.length > 8} data={[{ value: nobody, label: t("plan.nobody") }, ...partners.map(({ organisation, name }) => ({ value: organisation, label: name }))]} onChange={give} />
      {plan.workPackages.length > 0 && (
        <Select {...shared} aria-label={t("plan.setPackage")} placeholder={t("plan.setPackage")} data={[{ value: nobody, label: t("plan.noPackage") }, ...plan.workPackages.map(({ id, code, title }) => ({ value: id, label: [code, title].filter(Boolean).join(" ") }))]} onChange={pack} />
      )}
      <Button size="xs" variant="subtle" onClick={onClear}>{t("plan.unchoose")}</Button>
    </Group>
  );
}
