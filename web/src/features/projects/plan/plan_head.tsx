import { ActionIcon, Button, Group, Menu, SegmentedControl, Text } from "@mantine/core";
import { IconChartBar, IconDots, IconDownload, IconHistory, IconLayoutKanban, IconList, IconPackages, IconPlus, IconPrinter, IconUpload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { dayOf } from "./day";
import { HistoryButtons } from "./history_buttons";
import { type View, views } from "./filters";
import { useFormat } from "./format";
import { usePlanContext } from "./use_plan";

const icons = { list: IconList, board: IconLayoutKanban, gantt: IconChartBar };

interface PlanHeadProps {
  view: View;
  onView: (view: View) => void;
  onPackages: () => void;
  onImport: () => void;
  onHistory: () => void;
  onExport: () => void;
  isEmpty: boolean;
}

/** Which way the plan is looked at, and what can be done with the whole of it. */
export function PlanHead({ view, onView, onPackages, onImport, onHistory, onExport, isEmpty }: PlanHeadProps) {
  const { t } = useTranslation();
  const { plan, open } = usePlanContext();
  return (
    <Group justify="space-between" gap="sm" className="no-print">
      <SegmentedControl
        aria-label={t("plan.views")} value={view} onChange={(value) => onView(value as View)}
        data={views.map((value) => {
          const Icon = icons[value];
          return { value, label: <span className="plan-view-name"><Icon size={16} aria-hidden /> {t(`plan.view.${value}`)}</span> };
        })}
      />
      <Group gap="xs">
        <HistoryButtons />
        {plan.mayAdd && !isEmpty && <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => open("new")}>{t("plan.addTask")}</Button>}
        <Menu position="bottom-end" shadow="md">
          <Menu.Target><ActionIcon variant="default" size={36} aria-label={t("plan.more")}><IconDots size={18} aria-hidden /></ActionIcon></Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconPackages size={16} aria-hidden />} onClick={onPackages}>{t("plan.packages")}…</Menu.Item>
            <Menu.Item leftSection={<IconHistory size={16} aria-hidden />} onClick={onHistory}>{t("plan.history.title")}…</Menu.Item>
            {plan.mayManage && <Menu.Item leftSection={<IconUpload size={16} aria-hidden />} onClick={onImport}>{t("plan.import.title")}…</Menu.Item>}
            <Menu.Item leftSection={<IconDownload size={16} aria-hidden />} disabled={isEmpty} onClick={onExport}>{t("plan.export")}</Menu.Item>
            {view === "gantt" && <Menu.Item leftSection={<IconPrinter size={16} aria-hidden />} disabled={isEmpty} onClick={() => setTimeout(() => window.print(), 300)}>{t("plan.printIt")}</Menu.Item>}
          </Menu.Dropdown>
        </Menu>
      </Group>
    </Group>
  );
}

/** The plan in a sentence: how many tasks, how many are late, and whether it ends in time. */
export function PlanSummary({ shown, isNarrowed }: { shown: number; isNarrowed: boolean }) {
  const { t } = useTranslation();
  const { plan } = usePlanContext();
  const format = useFormat();
  const late = plan.tasks.filter((each) => each.isLate).length;
  const { schedule } = plan;
  const over = schedule ? dayOf(schedule.finishes_on) - dayOf(schedule.ends_on) : 0;
  return (
    <Text size="sm" role="status" aria-live="polite">
      {isNarrowed ? t("plan.shownOf", { shown: format.number(shown), count: plan.tasks.length }) : t("plan.count", { count: plan.tasks.length })}
      {late > 0 && <> · <span className="plan-late">{t("plan.lateCount", { count: late })}</span></>}
      {schedule && <> · {t("plan.finishes", { day: format.day(dayOf(schedule.finishes_on)) })}{over > 0 && <>, <span className="plan-late">{t("plan.over", { count: over })}</span></>}</>}
    </Text>
  );
}
