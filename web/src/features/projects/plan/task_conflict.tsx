import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { dayOf } from "./day";
import { useFormat } from "./format";
import { linkText } from "./plan_out";
import { nameOf } from "./task";
import { differing, type Draft } from "./task_draft";
import { usePlanContext } from "./use_plan";

/** A field as one reads it. */
function useShown() {
  const { t } = useTranslation();
  const { plan } = usePlanContext();
  const format = useFormat();
  return (draft: Draft, field: keyof Draft): string => {
    switch (field) {
      case "kind": return t(`plan.kind.${draft.kind}`);
      case "state": return t(`plan.state.${draft.state}`);
      case "work_package": {
        const found = plan.workPackages.find(({ id }) => id === draft.work_package);
        return found ? nameOf(found) : "";
      }
      case "organisation": return plan.names.organisation.get(draft.organisation) ?? "";
      case "person": return plan.names.person.get(draft.person) ?? "";
      case "starts_on":
      case "due_on":
      case "done_on": return draft[field] ? format.day(dayOf(draft[field])) : "";
      case "depends_on": return draft.depends_on.map((each) => linkText(each, plan.byId.get(each.task)?.task.title ?? "…")).join("\n");
      default: return String(draft[field]);
    }
  };
}

interface TaskConflictProps {
  mine: Draft;
  theirs: Draft;
  labels: Record<string, string>;
  onOverwrite: () => void;
  onTake: () => void;
}

/** Somebody else has saved meanwhile: both versions side by side, nothing lost, and the writer decides. */
export function TaskConflict({ mine, theirs, labels, onOverwrite, onTake }: TaskConflictProps) {
  const { t } = useTranslation();
  const shown = useShown();
  const fields = differing(mine, theirs);
  return (
    <Alert color="orange" variant="light" role="alert" title={t("plan.conflict")}>
      <Stack gap="sm">
        <Text size="sm">{t("edit.conflictText")}</Text>
        {fields.length === 0 && <Text size="sm">{t("ideas.conflictSame")}</Text>}
        {fields.length > 0 && (
          <div className="table-scroll">
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">{t("ideas.field")}</th>
                  <th scope="col">{t("ideas.theirs")}</th>
                  <th scope="col">{t("ideas.mine")}</th>
                </tr>
              </thead>
              <tbody>
                {fields.map((field) => (
                  <tr key={field}>
                    <th scope="row">{labels[`/${field}`]}</th>
                    <td className="written" dir="auto">{shown(theirs, field) || "–"}</td>
                    <td className="written" dir="auto">{shown(mine, field) || "–"}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        <Group>
          <Button variant="light" onClick={onOverwrite}>{t("edit.keepMine")}</Button>
          <Button variant="default" onClick={onTake}>{t("edit.takeTheirs")}</Button>
        </Group>
      </Stack>
    </Alert>
  );
}
