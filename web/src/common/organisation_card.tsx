import { Anchor, Badge, Card, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import type { Hit, OrganisationSummary } from "../api/client";
import { formatDistance } from "../i18n";
import { kindColours } from "../theme";
import { Reasons } from "./reasons";
import { InLanguage, InventedBadge } from "./text";

export function KindBadge({ kind }: { kind: string }) {
  const { t } = useTranslation();
  return (
    <Badge className="whole" variant="outline" color="gray" leftSection={<KindDot kind={kind} />} tt="none" fw={500}>
      {t(`kind.${kind}`)}
    </Badge>
  );
}

export function KindDot({ kind }: { kind: string }) {
  return (
    <svg width="9" height="9" aria-hidden>
      <circle cx="4.5" cy="4.5" r="4.5" fill={kindColours[kind] ?? "gray"} />
    </svg>
  );
}

/** One organisation in a list: what it is, where it is, and why it is there. */
export function OrganisationCard({ organisation, hit }: { organisation: OrganisationSummary; hit?: Hit }) {
  const { t, i18n } = useTranslation();
  const place = [organisation.locality, organisation.country && organisation.country !== "PL" ? organisation.country : ""].filter(Boolean).join(", ");
  return (
    <Card withBorder component="article" padding="md">
      <Stack gap={6}>
        <Group justify="space-between" align="flex-start" wrap="nowrap" gap="sm">
          <Anchor component={Link} to={`/organisations/${organisation.id}`} fw={600} size="lg" lh={1.25}>
            <bdi>{organisation.name}</bdi>
          </Anchor>
          {organisation.is_invented && <InventedBadge />}
        </Group>
        <Group gap="xs">
          <KindBadge kind={organisation.kind} />
          {organisation.size && (
            <Text size="sm" c="dimmed">
              {t(`size.${organisation.size}`)}
            </Text>
          )}
          {place && <Text size="sm">{place}</Text>}
          {hit?.distance_m !== undefined && (
            <Text size="sm" c="dimmed">
              {formatDistance(hit.distance_m, i18n.language)}
            </Text>
          )}
        </Group>
        {hit && hit.reasons.length > 0 ? (
          <Reasons reasons={hit.reasons} />
        ) : (
          <Text size="sm" lineClamp={2}>
            <InLanguage text={organisation.summary} />
          </Text>
        )}
        {organisation.tags && organisation.tags.length > 0 && (
          <Group gap={6}>
            {organisation.tags.slice(0, 5).map((tag) => (
              <Badge key={tag} variant="light" tt="none" fw={500} size="sm">
                {tag}
              </Badge>
            ))}
          </Group>
        )}
      </Stack>
    </Card>
  );
}
