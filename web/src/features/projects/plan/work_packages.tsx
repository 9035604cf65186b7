import { ActionIcon, Button, Group, Modal, Select, Stack, Text, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPencil, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "../../../api/client";
import { ErrorNote } from "../../../common/states";
import { PlanNotice } from "./notice";
import { placed } from "./position";
import { nameOf, type WorkPackage } from "./task";
import type { Done } from "./plan_actions";
import { problemOf, usePlanContext } from "./use_plan";

interface PackageFormProps {
  workPackage?: WorkPackage;
  onDone: () => void;
}

/** A work package's code, title and leader: a new one's, or one's that is there. */
function PackageForm({ workPackage, onDone }: PackageFormProps) {
  const { t } = useTranslation();
  const { plan, actions } = usePlanContext();
  const [code, setCode] = useState(workPackage?.code ?? ""), [title, setTitle] = useState(workPackage?.title ?? ""), [organisation, setOrganisation] = useState(workPackage?.organisation ?? "");
  const [problem, setProblem] = useState<Problem>();
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [key, setKey] = useState(() => crypto.randomUUID());
  const partners = plan.project.partners.filter((each) => each.state === "active" || each.state === "invited" || each.organisation === organisation);
  const save = async () => {
    setTried(true);
    setProblem(undefined);
    if (!title.trim()) return;
    setBusy(true);
    try {
      const { description = "", position } = workPackage ?? {};
      await actions.save("work_package", { code: code.trim(), title: title.trim(), description, ...(organisation ? { organisation } : {}), ...(position === undefined ? {} : { position }) }, workPackage, key);
      setKey(crypto.randomUUID());
      setTried(false);
      if (!workPackage) {
        setCode("");
        setTitle("");
      }
      onDone();
    } catch (error) {
      setProblem(problemOf(error));
      actions.again();
    }
    setBusy(false);
  };
  const errorOf = (pointer: string) => problem?.of(pointer)?.detail;
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); void save(); }}>
      {problem && problem.errors.length === 0 && <ErrorNote error={problem} />}
      <div className="plan-package-form">
        <TextInput label={t("plan.package.code")} placeholder={t("plan.package.codePlaceholder")} value={code} maxLength={20} error={errorOf("/code")} onChange={(event) => setCode(event.currentTarget.value)} />
        <TextInput label={t("plan.package.title")} withAsterisk value={title} maxLength={300} error={errorOf("/title") ?? (isTried && !title.trim() ? t("plan.missing.title") : undefined)} onChange={(event) => setTitle(event.currentTarget.value)} />
        <Select label={t("plan.package.leader")} placeholder={t("plan.nobodyYet")} clearable data={partners.map((each) => ({ value: each.organisation, label: each.name }))} value={organisation || null} error={errorOf("/organisation")} onChange={(id) => setOrganisation(id ?? "")} />
        <Group gap="xs" className="plan-package-buttons">
          <Button type="submit" loading={isBusy}>{t(workPackage ? "action.save" : "action.add")}</Button>
          {workPackage && <Button variant="default" onClick={onDone}>{t("action.cancel")}</Button>}
        </Group>
      </div>
    </form>
  );
}

interface WorkPackagesProps {
  onClose: () => void;
  done: Done | undefined;
  error: unknown;
}

/** The work packages: added, renamed, put into another order, deleted. */
export function WorkPackages({ onClose, done, error }: WorkPackagesProps) {
  const { t } = useTranslation();
  const { plan, actions } = usePlanContext();
  const [edited, setEdited] = useState<string>();
  const list = plan.workPackages;
  const counts = new Map<string, number>();
  for (const { task } of plan.tasks) if (task.work_package) counts.set(task.work_package, (counts.get(task.work_package) ?? 0) + 1);
  const shift = (index: number, by: number) => {
    const one = list[index];
    if (!one) return;
    const others = list.filter((each) => each !== one);
    const positions = placed(others.map(({ id, position = 0 }) => ({ id, position })), [one.id], index + by);
    void actions.change("work_package", list.flatMap(({ id, version }) => (positions.has(id) ? [{ id, version, set: { position: positions.get(id) } }] : [])), t("plan.done.reordered"));
  };
  return (
    <Modal opened onClose={onClose} title={t("plan.packages")} size="xl" closeButtonProps={{ "aria-label": t("action.close") }}>
      <Stack>
        <Text size="sm" c="dimmed">{t("plan.packagesHelp")}</Text>
        <PlanNotice done={done} error={error} isInline />
        <ol className="plan-packages">
          {list.map((each, index) => (
            <li key={each.id}>
              {edited === each.id ? <PackageForm workPackage={each} onDone={() => setEdited(undefined)} /> : (
                <Group wrap="nowrap" gap="xs">
                  <div className="plan-package-name">
                    <Text fw={600} size="sm" dir="auto">{nameOf(each)}</Text>
                    <Text size="xs" c="dimmed">{[each.organisation && plan.names.organisation.get(each.organisation), t("plan.count", { count: counts.get(each.id) ?? 0 })].filter(Boolean).join(" · ")}</Text>
                  </div>
                  {each.may.includes("edit") && (
                    <>
                      <ActionIcon variant="subtle" disabled={index === 0} aria-label={t("plan.package.up", { name: nameOf(each) })} onClick={() => shift(index, -1)}><IconArrowUp size={18} aria-hidden /></ActionIcon>
                      <ActionIcon variant="subtle" disabled={index === list.length - 1} aria-label={t("plan.package.down", { name: nameOf(each) })} onClick={() => shift(index, 1)}><IconArrowDown size={18} aria-hidden /></ActionIcon>
                      <ActionIcon variant="subtle" aria-label={t("plan.package.edit", { name: nameOf(each) })} onClick={() => setEdited(each.id)}><IconPencil size={18} aria-hidden /></ActionIcon>
                    </>
                  )}
                  {each.may.includes("delete") && <ActionIcon variant="subtle" color="red" aria-label={t("plan.package.delete", { name: nameOf(each) })} onClick={() => void actions.remove("work_package", each)}><IconTrash size={18} aria-hidden /></ActionIcon>}
                </Group>
              )}
            </li>
          ))}
        </ol>
        {plan.mayPlan && (
          <div>
            <Text fw={600} mb="xs">{t("plan.package.add")}</Text>
            <PackageForm onDone={() => undefined} />
          </div>
        )}
      </Stack>
    </Modal>
  );
}
