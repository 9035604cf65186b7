import { IconAlertTriangle, IconArrowFork, IconPackage, IconSquareRotated } from "@tabler/icons-react";
import type { TFunction } from "i18next";
import { memo } from "react";
import { kindOf, type Planned, type Task } from "./task";

const size = { size: 16, stroke: 2 };

// Marks are given the words: a hook in each of thousands of them takes long.

/** A milestone or a deliverable; a plain task has no mark. */
export function KindMark({ task, t }: { task: Task; t: TFunction }) {
  const kind = kindOf(task);
  if (kind === "task") return null;
  const Icon = kind === "milestone" ? IconSquareRotated : IconPackage;
  return <span className="plan-mark" title={t(`plan.kind.${kind}`)}><Icon {...size} aria-hidden /><span className="only-read">{t(`plan.kind.${kind}`)}: </span></span>;
}

function CriticalMark({ isCritical, t }: { isCritical: boolean; t: TFunction }) {
  if (!isCritical) return null;
  return <span className="plan-mark plan-critical" title={t("plan.criticalHelp")}><IconArrowFork {...size} aria-hidden /><span className="only-read">{t("plan.critical")}</span></span>;
}

export function LateMark({ isLate, t }: { isLate: boolean; t: TFunction }) {
  if (!isLate) return null;
  return <span className="plan-mark plan-late" title={t("plan.lateHelp")}><IconAlertTriangle {...size} aria-hidden /><span className="only-read">{t("plan.late")}</span></span>;
}

export const ProgressMark = memo(function ProgressMark({ value, label }: { value: number; label: string }) {
  return (
    <span className="plan-progress" role="img" aria-label={label}>
      <span className="plan-progress-bar"><span style={{ width: `${value}%` }} /></span>
      <span aria-hidden>{value}%</span>
    </span>
  );
});

export const Marks = ({ planned, t }: { planned: Planned; t: TFunction }) => (
  <>
    <CriticalMark isCritical={planned.isCritical && planned.task.state !== "done" && planned.task.state !== "dropped"} t={t} />
    <LateMark isLate={planned.isLate} t={t} />
  </>
);
