import { Card, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../i18n";
import type { Result } from "./found";

const width = 460, height = 260, left = 52, right = 12, top = 10, bottom = 40;

interface Axis {
  at: (value: number) => number;
  ticks: number[];
}

/** Round numbers along an axis, at most six. */
function ticksOf(low: number, high: number): number[] {
  const rough = (high - low) / 5 || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough) ?? 10 * power;
  const made = [];
  for (let value = Math.ceil(low / step) * step; value <= high + step * 1e-9; value += step) made.push(value);
  return made;
}

function linear(low: number, high: number, from: number, to: number): Axis {
  return { at: (value) => from + ((value - low) / (high - low || 1)) * (to - from), ticks: ticksOf(low, high) };
}

function logarithmic(low: number, high: number, from: number, to: number): Axis {
  const axis = linear(Math.log10(low), Math.log10(high), from, to);
  const ticks = [];
  for (let power = Math.ceil(Math.log10(low) - 1e-9); power <= Math.log10(high) + 1e-9; ++power) ticks.push(10 ** power);
  return { at: (value) => axis.at(Math.log10(value)), ticks: ticks.length > 1 ? ticks : [low, high] };
}

function Frame({ title, text, x, y, xLabel, yLabel, hasFigures = true, children }: { title: string; text: string; x: Axis; y: Axis; xLabel: string; yLabel: string; hasFigures?: boolean; children: React.ReactNode }) {
  const { i18n } = useTranslation();
  const figure = (value: number) => formatNumber(value, i18n.language, value < 1 ? 2 : value < 10 ? 1 : 0);
  return (
    <Card withBorder>
      <Title order={3} size="h4">{title}</Title>
      <Text size="sm" c="dimmed" mb="xs">{text}</Text>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${title}. ${text}`} className="chart">
        {x.ticks.map((tick) => (
          <g key={tick}>
            <line x1={x.at(tick)} x2={x.at(tick)} y1={top} y2={height - bottom} className="chart-grid" />
            <text x={x.at(tick)} y={height - bottom + 15} textAnchor="middle">{figure(tick)}</text>
          </g>
        ))}
        {y.ticks.map((tick) => (
          <g key={tick}>
            <line x1={left} x2={width - right} y1={y.at(tick)} y2={y.at(tick)} className="chart-grid" />
            {hasFigures && <text x={left - 6} y={y.at(tick) + 4} textAnchor="end">{figure(tick)}</text>}
          </g>
        ))}
        <text x={(left + width - right) / 2} y={height - 6} textAnchor="middle">{xLabel}</text>
        <text transform={`translate(14 ${(top + height - bottom) / 2}) rotate(-90)`} textAnchor="middle">{yLabel}</text>
        {children}
      </svg>
    </Card>
  );
}

/** Each group of the hierarchy: how far it reaches and how far it exceeds chance. */
export function ExcessChart({ result, significance }: { result: Result; significance: number }) {
  const { t } = useTranslation();
  const groups = result.excess_by_scale.filter((group) => group.radius_m > 0);
  if (groups.length === 0) return null;
  const radii = groups.map((group) => group.radius_m / 1000);
  const x = logarithmic(Math.min(...radii) / 1.3, Math.max(...radii) * 1.3, left, width - right);
  const y = linear(0, Math.max(...groups.map((group) => group.log_likelihood_ratio)) * 1.05, height - bottom, top);
  return (
    <Frame title={t("discover.excessChart")} text={t("discover.excessText")} x={x} y={y} xLabel={t("discover.excessX")} yLabel={t("discover.excessY")}>
      {groups.map((group, i) => (
        <circle
          key={i} cx={x.at(group.radius_m / 1000)} cy={y.at(group.log_likelihood_ratio)} r={4}
          className={group.p !== null && group.p <= significance ? "chart-real" : "chart-chance"}
        />
      ))}
    </Frame>
  );
}

/** K-density of the field with the band of chance. */
export function CurveChart({ result }: { result: Result }) {
  const { t } = useTranslation();
  const curve = result.k_density;
  if (!curve || curve.distance_m.length < 2) return null;
  const km = curve.distance_m.map((metres) => metres / 1000);
  const x = linear(0, km[km.length - 1] ?? 1, left, width - right);
  const y = linear(0, Math.max(...curve.value, ...curve.high) * 1.05, height - bottom, top);
  const line = (values: number[]) => values.map((value, i) => `${x.at(km[i] ?? 0).toFixed(1)},${y.at(value).toFixed(1)}`);
  return (
    <Frame title={t("discover.curveChart")} text={t("discover.curveText")} x={x} y={y} xLabel={t("discover.curveX")} yLabel={t("discover.curveY")} hasFigures={false}>
      <polygon points={[...line(curve.high), ...line(curve.low).reverse()].join(" ")} className="chart-band" />
      <polyline points={line(curve.value).join(" ")} className="chart-line" />
    </Frame>
  );
}
