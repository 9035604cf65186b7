import { Card, Stack, Table, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Fact } from "../../common/text";
import { formatDate } from "../../i18n";
import { formatAmount } from "../../common/money";
import { type Resource, termsOf, userKinds } from "./resource";
import { formatLength, weekdayName } from "./when";

/** Days that open alike, as one: "Monday–Friday 08:00–16:00". */
function openingLines(opening: { weekday: number; from: string; to: string }[], language: string): string[] {
  const ofDay = [1, 2, 3, 4, 5, 6, 7].map((day) => opening.filter((each) => each.weekday === day).map((each) => `${each.from}–${each.to}`).join(", "));
  const lines: string[] = [];
  for (let first = 0; first < 7; ) {
    let last = first;
    while (last < 6 && ofDay[last + 1] === ofDay[first]) ++last;
    if (ofDay[first]) lines.push(`${weekdayName(first + 1, language)}${last > first ? `–${weekdayName(last + 1, language)}` : ""} ${ofDay[first]}`);
    first = last + 1;
  }
  return lines;
}

/** When it can be had, for how long, for how much. */
export function TermsCard({ resource }: { resource: Resource }) {
  const { t, i18n } = useTranslation();
  const terms = termsOf(resource);
  const today = new Date().toISOString().slice(0, 10);
  const closures = terms.closures.filter((each) => (each.last_day ?? each.first_day) >= today);
  return (
    <Card withBorder>
      <Stack gap="sm">
        <Title order={2} size="h5">{t("resources.prices")}</Title>
        {terms.prices.length === 0 ? <Text size="sm">{t("resources.onRequest")}</Text> : (
          <Table withRowBorders={false} verticalSpacing={2} horizontalSpacing={0}>
            <Table.Tbody>
              {userKinds.map((user) => {
                const price = terms.prices.find((each) => each.user === user);
                if (!price && user === "own") return null;
                return (
                  <Table.Tr key={user}>
                    <Table.Th scope="row" fw={400} fz="sm" c="dimmed">{t(`resources.user.${user}`)}</Table.Th>
                    <Table.Td fz="sm" ta="right">{price ? `${formatAmount(price.amount, terms.currency, i18n.language)} ${t(`resources.per.${price.unit}`)}` : t("resources.onRequest")}</Table.Td>
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </Table>
        )}
        <Title order={2} size="h5">{t("resources.opening")}</Title>
        <Stack gap={0}>
          {terms.opening.length === 0 && <Text size="sm">{t("resources.always")}</Text>}
          {openingLines(terms.opening, i18n.language).map((line) => <Text key={line} size="sm">{line}</Text>)}
          <Text size="xs" c="dimmed">{terms.time_zone}</Text>
        </Stack>
        {closures.length > 0 && (
          <Stack gap={0}>
            <Text size="sm" fw={600}>{t("resources.closures")}</Text>
            {closures.slice(0, 8).map((each) => (
              <Text key={each.first_day + (each.reason ?? "")} size="sm">{formatDate(each.first_day, i18n.language)}{each.last_day && each.last_day !== each.first_day ? ` – ${formatDate(each.last_day, i18n.language)}` : ""}{each.reason ? `: ${each.reason}` : ""}</Text>
            ))}
          </Stack>
        )}
        <Stack gap={4} component="dl" m={0}>
          <Fact label={t("resources.length")}>{formatLength(terms.shortest_minutes)} – {formatLength(terms.longest_minutes)}</Fact>
          {terms.notice_hours > 0 && <Fact label={t("resources.notice")}>{formatLength(terms.notice_hours * 60)}</Fact>}
          <Fact label={t("resources.horizon")}>{formatLength(terms.horizon_days * 1440)}</Fact>
          <Fact label={t("resources.approval")}>{t(terms.needs_approval ? "resources.needsApproval" : "resources.atOnce")}</Fact>
        </Stack>
      </Stack>
    </Card>
  );
}
