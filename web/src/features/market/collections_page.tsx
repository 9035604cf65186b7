import { Anchor, Badge, Card, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { formatDate } from "../../i18n";
import { ConductRegister } from "../conduct/register";
import { type Collection, type CollectionState, collectionStates } from "./market";

const colors = { open: undefined, published: "green", closed: "gray" } as const;

export function CollectionBadge({ state }: { state: CollectionState }) {
  const { t } = useTranslation();
  return <Badge className="whole" variant="light" tt="none" fw={500} color={colors[state]}>{t(`market.state.${state}`)}</Badge>;
}

function CollectionCard({ collection }: { collection: Collection }) {
  const { t, i18n } = useTranslation();
  const waits = collection.state === "open" && collection.own.some((each) => each.figures.length === 0);
  return (
    <Card withBorder component="article" padding="md">
      <Stack gap={4}>
        <Anchor component={Link} to={`/conduct/market/${collection.id}`} fw={600} lh={1.25} dir="auto">{collection.title}</Anchor>
        <Group gap="xs"><CollectionBadge state={collection.state} /><Text size="sm"><bdi>{collection.indicator}</bdi> ({collection.unit}), {formatDate(collection.first_day, i18n.language)} – {formatDate(collection.last_day, i18n.language)}</Text></Group>
        <Text size="sm" c="dimmed">{t("market.given", { given: collection.given_count, asked: collection.asked_count })}</Text>
        {waits && <Text size="sm" fw={600}>{t("market.waitsForYou", { day: formatDate(collection.closes_on, i18n.language) })}</Text>}
      </Stack>
    </Card>
  );
}

/** Market figures that competitors give, and of which they see sums alone. */
export function CollectionsPage() {
  return <ConductRegister<Collection> words="market" path="market-collections" permission="manage_market_data" states={collectionStates} newPath="/conduct/market/new" newWords="market.open" card={(collection) => <CollectionCard collection={collection} />} />;
}
