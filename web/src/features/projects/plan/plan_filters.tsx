import { Button, Chip, Group, MultiSelect, SimpleGrid, TextInput } from "@mantine/core";
import { IconFilter, IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useTyped } from "../../../common/use_typed";
import { countOfFilters, noFilters, none, type PlanFilters } from "./filters";
import { nameOf, states, type TaskState } from "./task";
import { usePlanContext } from "./use_plan";

/** What narrows the plan: words at once, the rest on demand. */
export function FilterBar({ filters, onChange }: { filters: PlanFilters; onChange: (change: Partial<PlanFilters>) => void }) {
  const { t } = useTranslation();
  const { plan } = usePlanContext();
  const [typed, setTyped] = useTyped(filters.q, (q) => onChange({ q }));
  const count = countOfFilters(filters);
  const [isOpen, setOpen] = useState(count - Number(filters.critical) - Number(filters.late) > 0);
  const nobody = { value: none, label: t("plan.nobodyYet") };
  const several = { searchable: true, clearable: true, size: "sm" as const, hidePickedOptions: false };
  return (
    <div className="plan-filters">
      <Group gap="sm">
        <TextInput className="grow" size="sm" type="search" aria-label={t("plan.search")} placeholder={t("plan.search")} value={typed} maxLength={200} leftSection={<IconSearch size={16} aria-hidden />} onChange={(event) => setTyped(event.currentTarget.value)} />
        <Chip size="sm" checked={filters.critical} onChange={(critical) => onChange({ critical })}>{t("plan.critical")}</Chip>
        <Chip size="sm" checked={filters.late} onChange={(late) => onChange({ late })}>{t("plan.late")}</Chip>
        <Button size="sm" variant={isOpen ? "light" : "default"} aria-expanded={isOpen} leftSection={<IconFilter size={16} aria-hidden />} onClick={() => setOpen(!isOpen)}>{t("filter.title")}{count > 0 ? ` (${count})` : ""}</Button>
        {(count > 0 || filters.q) && <Button size="sm" variant="subtle" onClick={() => { setTyped(""); onChange(noFilters); }}>{t("filter.clear")}</Button>}
      </Group>
      {isOpen && (
        <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="sm" mt="sm">
          <MultiSelect {...several} label={t("plan.field.work_package")} data={[...plan.workPackages.map((each) => ({ value: each.id, label: nameOf(each) })), { value: none, label: t("plan.noPackage") }]} value={filters.package} onChange={(value) => onChange({ package: value })} />
          <MultiSelect {...several} label={t("plan.field.organisation")} data={[...plan.project.partners.map(({ organisation, name }) => ({ value: organisation, label: name })), nobody]} value={filters.partner} onChange={(value) => onChange({ partner: value })} />
          <MultiSelect {...several} label={t("plan.field.person")} data={[...new Map(plan.people.map(({ id, name }) => [id, { value: id, label: name }])).values(), nobody]} value={filters.person} onChange={(value) => onChange({ person: value })} />
          <MultiSelect {...several} label={t("plan.field.state")} data={states.map((value) => ({ value, label: t(`plan.state.${value}`) }))} value={filters.state} onChange={(value) => onChange({ state: value as TaskState[] })} />
        </SimpleGrid>
      )}
    </div>
  );
}
