import { IconAlertTriangle, IconArrowFork, IconPackage, IconSquareRotated } from "@tabler/icons-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { kindOf, type Planned, type Task } from "./task";

const size = { size: 16, stroke: 2 };

/** A milestone or a deliverable; a plain task has no mark. */
export function KindMark({ task }: { task: Task }) {
  const { t } = useTranslation();
  const kind = kindOf(task);
  if (kind === "task") return null;
  const Icon = kind === "milestone" ? IconSquareRotated : IconPackage;
  return <span className="plan-mark" title={t(`plan.kind.${kind}`)}><Icon {...size} aria-hidden /><span className="only-read">{t(`plan.kind.${kind}`)}: </span></span>;
}

export function CriticalMark({ isCritical }: { isCritical: boolean }) {
  const { t } = useTranslation();
  if (!isCritical) return null;
  return <span className="plan-mark plan-critical" title={t("plan.criticalHelp")}><IconArrowFork {...size} aria-hidden /><span className="only-read">{t("plan.critical")}</span></span>;
}

export function LateMark({ isLate }: { isLate: boolean }) {
  const { t } = useTranslation();
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

export const Marks = ({ planned }: { planned: Planned }) => (
  <>
    <CriticalMark isCritical={planned.isCritical && planned.task.state !== "done" && planned.task.state !== "dropped"} />
    <LateMark isLate={planned.isLate} />
  </>
);
