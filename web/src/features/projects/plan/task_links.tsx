import { ActionIcon, Anchor, NativeSelect, NumberInput, Select, Stack, Text } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { folded } from "./names";
import { type Dependency, type DependencyKind, dependencyKinds, waiting } from "./task";
import { usePlanContext } from "./use_plan";

const most = 50;

/** Picks a task by words of its title: a plan of thousands is searched, not listed. */
function TaskPicker({ except, onPick, error }: { except: ReadonlySet<string>; onPick: (id: string) => void; error: string | undefined }) {
  const { t } = useTranslation();
  const { plan } = usePlanContext();
  const [typed, setTyped] = useState("");
  const packages = useMemo(() => new Map(plan.workPackages.map(({ id, code, title }) => [id, code || title])), [plan.workPackages]);
  const found = useMemo(() => {
    const words = folded(typed).split(" ").filter(Boolean);
    const made: { value: string; label: string }[] = [];
    for (const { task } of plan.tasks) {
      if (except.has(task.id)) continue;
      const where = packages.get(task.work_package ?? "");
      const label = where ? `${task.title} (${where})` : task.title;
      if (words.length > 0 && !words.every((word) => folded(label).includes(word))) continue;
      made.push({ value: task.id, label });
      if (made.length === most) break;
    }
    return made;
  }, [typed, plan.tasks, except, packages]);
  return (
    <Select
      label={t("plan.addLink")} placeholder={t("plan.addLinkPlaceholder")} description={t("plan.addLinkHelp")} searchable searchValue={typed} onSearchChange={setTyped} filter={({ options }) => options} data={found} value={null} error={error}
      data-pointer="/depends_on" nothingFoundMessage={t("plan.noSuchTask")} maxDropdownHeight="18rem"
      onChange={(id) => {
        if (id) onPick(id);
        setTyped("");
      }}
    />
  );
}

interface TaskLinksProps {
  own: string | undefined;
  value: Dependency[];
  onChange: (links: Dependency[]) => void;
  error: (pointer: string) => string | undefined;
  onOpen: (id: string) => void;
}

/** What a task waits for, and what waits for it. */
export function TaskLinks({ own, value, onChange, error, onOpen }: TaskLinksProps) {
  const { t } = useTranslation();
  const { plan } = usePlanContext();
  const except = useMemo(() => new Set([...(own ? [own] : []), ...value.map(({ task }) => task)]), [own, value]);
  const waits = useMemo(() => (own ? (waiting(plan.tasks.map(({ task }) => task)).get(own) ?? []) : []), [own, plan.tasks]);
  const change = (index: number, part: Partial<Dependency>) => onChange(value.map((each, i) => (i === index ? { ...each, ...part } : each)));
  return (
    <Stack gap="sm">
      <Text fw={600} size="sm" component="h3" m={0}>{t("plan.field.depends_on")}</Text>
      {value.length > 0 && (
        <ul className="plan-links">
          {value.map((each, index) => {
            const title = plan.byId.get(each.task)?.task.title ?? t("plan.goneTask");
            return (
              <li key={`${each.task}${index}`}>
                <Anchor component="button" type="button" size="sm" className="plan-link-name" dir="auto" onClick={() => onOpen(each.task)}>{title}</Anchor>
                <NativeSelect
                  size="xs" aria-label={t("plan.linkKindOf", { title })} value={each.kind ?? "finish_to_start"} error={error(`/depends_on/${index}/kind`)} data={dependencyKinds.map((kind) => ({ value: kind, label: t(`plan.link.${kind}`) }))}
                  onChange={(event) => change(index, { kind: event.currentTarget.value as DependencyKind })}
                />
                <NumberInput size="xs" w="6.5rem" aria-label={t("plan.lagOf", { title })} suffix={` ${t("plan.dayShort")}`} value={each.lag_days ?? 0} min={-10_000} max={10_000} allowDecimal={false} onChange={(lag) => change(index, { lag_days: Number(lag) || 0 })} />
                <ActionIcon variant="subtle" color="gray" aria-label={t("plan.removeLink", { title })} onClick={() => onChange(value.filter((_, i) => i !== index))}><IconX size={16} aria-hidden /></ActionIcon>
                {error(`/depends_on/${index}/task`) && <Text size="xs" c="var(--mantine-color-error)">{error(`/depends_on/${index}/task`)}</Text>}
              </li>
            );
          })}
        </ul>
      )}
      <TaskPicker except={except} error={error("/depends_on")} onPick={(task) => onChange([...value, { task, kind: "finish_to_start", lag_days: 0 }])} />
      {waits.length > 0 && (
        <div>
          <Text fw={600} size="sm" component="h3" m={0}>{t("plan.waiting", { count: waits.length })}</Text>
          <ul className="plan-links">
            {waits.slice(0, most).map((task) => (
              <li key={task.id}><Anchor component="button" type="button" size="sm" className="plan-link-name" dir="auto" onClick={() => onOpen(task.id)}>{task.title}</Anchor></li>
            ))}
          </ul>
        </div>
      )}
    </Stack>
  );
}
