import { Anchor, Badge, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import type { Schemas } from "../../api/client";
import { InLanguage } from "../../common/text";
import { formatDate } from "../../i18n";
import { nearness } from "./commerce";

export function KindBadge({ words }: { words: string }) {
  const { t } = useTranslation();
  return <Badge className="whole" variant="light" tt="none" fw={500}>{t(words)}</Badge>;
}

export function TrlBadge({ trl }: { trl: number | undefined }) {
  const { t } = useTranslation();
  if (!trl) return null;
  return <Badge className="whole" variant="default" tt="none" fw={500} title={t(`commerce.trl.${trl}`)}>TRL {trl}</Badge>;
}

/** Said where not everything is as it should be: withdrawn, paused, over, its owner left. */
export function Note({ words }: { words: string }) {
  const { t } = useTranslation();
  return <Badge className="whole" variant="light" color="orange" tt="none" fw={500}>{t(words)}</Badge>;
}

/** A date, marked where it is near or over. @param words  {{day}} stands in them */
export function DeadlineBadge({ words, day, reminders }: { words: string; day: string | undefined; reminders: readonly number[] }) {
  const { t, i18n } = useTranslation();
  if (!day) return null;
  const near = nearness(day, reminders);
  return <Badge className="whole" variant={near === "far" ? "default" : "light"} color={near === "over" ? "red" : near === "near" ? "orange" : undefined} tt="none" fw={500}>{t(`${words}.${near === "over" ? "over" : "coming"}`, { day: formatDate(day, i18n.language) })}</Badge>;
}

/** Whose it is. */
export function Owner({ thing }: { thing: { organisation?: string; organisation_name?: string } }) {
  const { t } = useTranslation();
  return thing.organisation ? <bdi>{thing.organisation_name}</bdi> : <>{t("resources.clusterOwn")}</>;
}

/** What it is linked with. */
export function Links({ links, path }: { links: Schemas["CommerceLink"][]; path: string }) {
  return (
    <Group gap="xs">
      {links.map((each) => <Anchor key={each.id} component={Link} to={`${path}/${each.id}`} size="sm" dir="auto"><InLanguage text={each.title} /></Anchor>)}
    </Group>
  );
}

/** A heading with what stands below it; nothing where that is nothing. */
export function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <Text component="h2" size="lg" fw={600} mb="xs" mt={0}>{title}</Text>
      {children}
    </section>
  );
}
