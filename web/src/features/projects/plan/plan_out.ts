import type { TFunction } from "i18next";
import { csvOf } from "../../../common/csv";
import { textOf } from "./day";
import type { Names } from "./rows";
import { type Dependency, type DependencyKind, kindOf, nameOf, type Planned, stateOf, type WorkPackage } from "./task";

const short: Record<DependencyKind, string> = { finish_to_start: "FS", start_to_start: "SS", finish_to_finish: "FF", start_to_finish: "SF" };

/** "3", "3SS", "3FS+2": as planners write it, and as the import reads it. */
export function linkText({ kind = "finish_to_start", lag_days: lag = 0 }: Dependency, name: string): string {
  if (kind === "finish_to_start" && !lag) return name;
  return `${name}${/\d$/.test(name) ? "" : " "}${short[kind]}${lag > 0 ? "+" : ""}${lag || ""}`;
}

/** What is shown, as a table that can be read back in. */
export function planCsv(shown: Planned[], all: Planned[], workPackages: WorkPackage[], names: Names, t: TFunction): string {
  const packages = new Map(workPackages.map((each) => [each.id, nameOf(each)]));
  const numbers = new Map(shown.map(({ task }, i) => [task.id, String(i + 1)]));
  const titles = new Map(all.map(({ task }) => [task.id, task.title]));
  const columns = ["number", "package", "title", "kind", "partner", "person", "state", "notBefore", "starts", "ends", "days", "due", "done", "effort", "progress", "slack", "critical", "after", "description"];
  const rows = shown.map(({ task, start, end, slack, isCritical }, i) => [
    i + 1, packages.get(task.work_package ?? ""), task.title, t(`plan.kind.${kindOf(task)}`), names.organisation.get(task.organisation ?? ""), names.person.get(task.person ?? ""), t(`plan.state.${stateOf(task)}`),
    task.starts_on, textOf(start), textOf(end), task.duration_days ?? 0, task.due_on, task.done_on, task.effort_days ?? 0, task.progress ?? 0, slack, t(isCritical ? "plan.yes" : "plan.no"),
    (task.depends_on ?? []).flatMap((each) => {
      const name = numbers.get(each.task) ?? titles.get(each.task);
      return name ? [linkText(each, name)] : [];
    }).join("; "),
    task.description,
  ]);
  return csvOf([columns.map((each) => t(`plan.csv.${each}`)), ...rows]);
}
