import { useTranslation } from "react-i18next";

const shapes: Record<string, JSX.Element> = {
  task: <><rect className="gantt-bar" x={1} y={4} width={30} height={12} rx={3} /><rect className="gantt-done" x={1} y={4} width={16} height={12} rx={3} /><rect className="gantt-edge" x={1} y={4} width={30} height={12} rx={3} /></>,
  critical: <g data-critical><rect className="gantt-bar" x={1} y={4} width={30} height={12} rx={3} /><rect x={1} y={4} width={30} height={12} rx={3} fill="url(#plan-hatch)" /><rect className="gantt-edge" x={1} y={4} width={30} height={12} rx={3} /></g>,
  slack: <path className="gantt-slack" d="M1 10H30M30 6V14" />,
  milestone: <path className="gantt-sign" d="M16 2L24 10L16 18L8 10Z" />,
  deliverable: <path className="gantt-sign" d="M9 3H18.5L23 7.5V17H9Z" />,
  due: <path className="gantt-due" d="M11 5h10l-5 8Z" />,
  today: <path className="gantt-today" d="M16 0V20" />,
};

/** What the signs of the chart mean. */
export function GanttLegend() {
  const { t } = useTranslation();
  return (
    <ul className="gantt-legend" aria-label={t("map.legend")}>
      {Object.entries(shapes).map(([name, shape]) => (
        <li key={name}><svg width={32} height={20} aria-hidden><g className="gantt-task">{shape}</g></svg>{t(`plan.legend.${name}`)}</li>
      ))}
    </ul>
  );
}
