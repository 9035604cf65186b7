import { useTranslation } from "react-i18next";
import { formatAmount } from "../../common/money";
import { formatDate } from "../../i18n";
import type { AidLedger } from "./aid";
import { today } from "./aid";
import { stepsOf } from "./levels";

const width = 720, height = 220, left = 8, bottom = 24;

/** The sum of three years over time, before and after today, against the ceiling. The same stands in the table below it. */
export function LevelPicture({ levels }: { levels: AidLedger["levels"] }) {
  const { t, i18n } = useTranslation();
  const steps = stepsOf(levels);
  if (steps.length === 0) return null;
  const first = steps[0]!.from, last = steps[steps.length - 1]!.to;
  const most = Math.max(1, ...steps.map((each) => Math.max(each.granted + each.reserved, each.ceiling ?? 0))) * 1.08;
  const x = (moment: number) => left + ((moment - first) / Math.max(1, last - first)) * (width - 2 * left);
  const y = (value: number) => height - bottom - (value / most) * (height - bottom - 8);
  const now = Date.parse(today());
  const years = Array.from({ length: new Date(last).getUTCFullYear() - new Date(first).getUTCFullYear() }, (_, i) => new Date(first).getUTCFullYear() + 1 + i);
  const euros = (value: number) => formatAmount(value.toFixed(2), "EUR", i18n.language);
  return (
    <div className="level-scroll">
      <svg viewBox={`0 0 ${width} ${height}`} className="level-picture" role="img" aria-label={t("aid.pictureLabel")}>
        {steps.map((each) => (
          <g key={each.from}>
            <title>{`${formatDate(new Date(each.from).toISOString().slice(0, 10), i18n.language)}: ${euros(each.granted + each.reserved)}`}</title>
            <rect className="level-granted" x={x(each.from)} width={Math.max(0, x(each.to) - x(each.from))} y={y(each.granted)} height={y(0) - y(each.granted)} />
            <rect className="level-reserved" x={x(each.from)} width={Math.max(0, x(each.to) - x(each.from))} y={y(each.granted + each.reserved)} height={y(each.granted) - y(each.granted + each.reserved)} />
            {each.ceiling !== undefined && <line className="level-ceiling" x1={x(each.from)} x2={x(each.to)} y1={y(each.ceiling)} y2={y(each.ceiling)} />}
          </g>
        ))}
        {years.map((year) => (
          <g key={year}>
            <line className="level-year" x1={x(Date.UTC(year, 0, 1))} x2={x(Date.UTC(year, 0, 1))} y1={y(0)} y2={y(0) + 5} />
            <text className="level-text" x={x(Date.UTC(year, 0, 1))} y={height - 6} textAnchor="middle">{year}</text>
          </g>
        ))}
        <line className="level-now" x1={x(now)} x2={x(now)} y1={4} y2={y(0)} />
        <text className="level-text" x={x(now) + 4} y={14}>{t("aid.today")}</text>
      </svg>
    </div>
  );
}
