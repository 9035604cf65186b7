import { Text, Title, UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../i18n";
import type { Cooperation } from "./network";

interface YearsProps {
  years: Cooperation["years"];
  language: string;
  chosen: string | undefined;
  onChoose: (year: string) => void;
}

/** How the network has grown: pairs that worked together, year by year; a click shows that year. */
export function Years({ years, language, chosen, onChoose }: YearsProps) {
  const { t } = useTranslation();
  const most = Math.max(1, ...years.map((each) => each.edges));
  return (
    <section>
      <Title order={2} size="h4" mb="xs">{t("network.overYears")}</Title>
      <div className="network-years">
        {years.slice(-30).map((each) => (
          <UnstyledButton key={each.year} className="network-year" aria-pressed={String(each.year) === chosen} onClick={() => onChoose(String(each.year))}
            aria-label={t("network.yearLabel", { year: each.year, edges: each.edges, active: each.active, begun: each.begun, ended: each.ended })} title={t("network.yearLabel", { year: each.year, edges: each.edges, active: each.active, begun: each.begun, ended: each.ended })}>
            <span className="network-bar" style={{ height: `${(each.edges / most) * 100}%` }} aria-hidden />
            <Text span size="xs" aria-hidden>{formatNumber(each.edges, language)}</Text>
            <Text span size="xs" c="dimmed" aria-hidden>{each.year}</Text>
          </UnstyledButton>
        ))}
      </div>
    </section>
  );
}
