import { Anchor, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { get } from "../../api/client";
import { formatAmount } from "../../common/money";
import { ErrorNote, Loading } from "../../common/states";
import { useTitle } from "../../common/use_title";
import { formatDate } from "../../i18n";
import { type AidCeiling, scopes, today } from "./aid";

/** Which regulation sets which ceiling, and when. */
export function CeilingsPage() {
  const { t, i18n } = useTranslation();
  useTitle(t("aid.ceilings"));
  const found = useQuery({ queryKey: ["aid-ceilings"], queryFn: ({ signal }) => get<{ items: AidCeiling[] }>("/aid/ceilings", signal) });
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const now = today();
  return (
    <Stack gap="md">
      <Anchor component={Link} to="/aid" size="sm">← {t("aid.title")}</Anchor>
      <Title order={1}>{t("aid.ceilings")}</Title>
      <Text maw="46rem">{t("aid.ceilingsLead")}</Text>
      {scopes.map((scope) => (
        <section key={scope}>
          <Title order={2} size="h4" mb="xs">{t(`aid.scope.${scope}`)}</Title>
          <Stack gap="xs">
            {found.data.items.filter((each) => each.scope === scope).reverse().map((each) => {
              const isNow = each.from <= now && (each.until === undefined || now <= each.until);
              return (
                <Card key={each.from} withBorder padding="sm">
                  <Group justify="space-between" gap="xs">
                    <Text fw={isNow ? 700 : 400}>{formatAmount(each.amount, "EUR", i18n.language)} – {t(`aid.period.${each.period}`)}</Text>
                    <Text size="sm" c={isNow ? undefined : "dimmed"}>{formatDate(each.from, i18n.language)} – {each.until ? formatDate(each.until, i18n.language) : "…"}{isNow ? ` (${t("aid.inForce")})` : ""}</Text>
                  </Group>
                  <Text size="sm"><Anchor href={each.url} size="sm" target="_blank" rel="noreferrer">{t("aid.regulationName", { number: each.regulation })}</Anchor>, {each.article} · {each.journal}</Text>
                </Card>
              );
            })}
          </Stack>
        </section>
      ))}
    </Stack>
  );
}
