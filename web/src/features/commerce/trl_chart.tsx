import { Badge, Group, Stack, Text } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { formatDate } from "../../i18n";
import { today, type TrlEntry } from "./commerce";
import { lineOf, stepsOf } from "./trl";

const height = 210, left = 34, right = 12, top = 10, bottom = 26;
const levels = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/** Readiness over time as steps; each entry is read below it. */
export function TrlChart({ history }: { history: TrlEntry[] }) {
  const { t, i18n } = useTranslation();
  const { ref, width } = useElementSize();
  const steps = stepsOf(history, today());
  const x = (at: number) => left + at * Math.max(1, width - left - right);
  const y = (trl: number) => top + ((9 - trl) / 8) * (height - top - bottom);
  const first = history[0], last = history.at(-1);
  if (!first || !last) return <Text size="sm" c="dimmed">{t("commerce.noTrl")}</Text>;
  return (
    <Stack gap="sm">
      <div ref={ref}>
        {width > 0 && (
          <svg width={width} height={height} role="img" aria-label={t("commerce.trlPicture", { from: first.trl, to: last.trl, day: formatDate(first.on, i18n.language) })} className="trl-chart">
            {levels.map((trl) => (
              <g key={trl}>
                <line x1={left} x2={width - right} y1={y(trl)} y2={y(trl)} className="trl-grid" />
                <text x={left - 8} y={y(trl) + 4} textAnchor="end">{trl}</text>
              </g>
            ))}
            <path d={lineOf(steps, x, y)} className="trl-line" />
            {steps.map((step, i) => <circle key={history[i]?.on} cx={x(step.at)} cy={y(step.trl)} r={5} className="trl-point" data-back={step.isBack} />)}
            <text x={left} y={height - 6}>{formatDate(first.on, i18n.language)}</text>
            {width > 260 && <text x={width - right} y={height - 6} textAnchor="end">{t("commerce.now")}</text>}
          </svg>
        )}
      </div>
      <Stack component="ol" gap="xs" className="hit-list">
        {[...history].reverse().map((entry) => (
          <li key={entry.on}>
            <Group gap="xs" align="baseline">
              <Text size="sm" fw={600}>TRL {entry.trl}</Text>
              <Text size="sm" c="dimmed">{formatDate(entry.on, i18n.language)}</Text>
              {entry.is_step_back && <Badge className="whole" color="orange" variant="light" tt="none" fw={500}>{t("commerce.stepBack")}</Badge>}
            </Group>
            {entry.evidence && <Text size="sm" className="written" dir="auto">{entry.evidence}</Text>}
          </li>
        ))}
      </Stack>
    </Stack>
  );
}
