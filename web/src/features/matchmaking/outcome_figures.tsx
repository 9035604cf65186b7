import { Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { get, type Schemas } from "../../api/client";
import { ErrorNote } from "../../common/states";
import { formatNumber } from "../../i18n";

/** How the meetings went, in figures: never who said it. */
export function OutcomeFigures({ event }: { event: string }) {
  const { t, i18n } = useTranslation();
  const found = useQuery({ queryKey: ["matchmaking", event, "outcomes"], queryFn: () => get<Schemas["OutcomeNumbers"]>(`/matchmakings/${event}/outcomes`) });
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return null;
  const figures = found.data;
  const shown = (["meetings", "answered", "held", "not_held", "follow_ups", "ideas", "projects"] as const).map((name) => ({ name, value: formatNumber(figures[name], i18n.language) }));
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">{t("matchmaking.outcomes")}</Title>
      <div className="figures">
        {shown.map(({ name, value }) => <div key={name}><Text fw={700} size="xl" lh={1.1}>{value}</Text><Text size="sm" c="dimmed">{t(`matchmaking.figure.${name}`)}</Text></div>)}
        <div><Text fw={700} size="xl" lh={1.1}>{figures.mean_rating === undefined ? "–" : formatNumber(figures.mean_rating, i18n.language, 1)}</Text><Text size="sm" c="dimmed">{t(figures.mean_rating === undefined ? "matchmaking.figure.tooFewRatings" : "matchmaking.figure.mean_rating", { count: figures.ratings })}</Text></div>
      </div>
      <Text size="sm" c="dimmed">{t("matchmaking.outcomesHelp")}</Text>
    </Stack>
  );
}
