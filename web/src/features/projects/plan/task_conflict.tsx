import { useTranslation } from "react-i18next";
import { Versions } from "../../../common/versions";
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

/** Two versions of a task. */
export function TaskConflict({ mine, theirs, labels, onOverwrite, onTake }: TaskConflictProps) {
  const { t } = useTranslation();
  const shown = useShown();
  const rows = differing(mine, theirs).map((field) => ({ label: labels[`/${field}`] ?? field, theirs: shown(theirs, field), mine: shown(mine, field) }));
  return <Versions title={t("plan.conflict")} rows={rows} onOverwrite={onOverwrite} onTake={onTake} />;
}
