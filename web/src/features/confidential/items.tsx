import { Button, Card, Group, Stack, Switch, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { ErrorNote } from "../../common/states";
import { InLanguage } from "../../common/text";
import { VisibilityBadge } from "../../common/visibility";
import { formatDate, inLanguage } from "../../i18n";
import { Candidates } from "./candidates";
import { type Item, type Overview, useMatchingAction } from "./use_matching";

function Consent({ item, organisation, left }: { item: Item; organisation: string; left: number }) {
  const { t, i18n } = useTranslation();
  const { write, error, isBusy } = useMatchingAction(organisation);
  if (!item.is_matchable) return <Text size="sm" c="dimmed">{t("matching.seenAnyway")}</Text>;
  const isOn = Boolean(item.consented_at) && !item.has_changed;
  const help = item.has_changed ? t("matching.hasChanged") : isOn && item.consented_at ? t("matching.since", { day: formatDate(item.consented_at, i18n.language) }) : left === 0 ? t("matching.noneLeft") : t("matching.consentHelp");
  const name = inLanguage(item.title, i18n.language)?.text ?? "";
  return (
    <>
      <Switch
        label={t("matching.consent")} aria-label={`${t("matching.consent")}: ${name}`} description={help} checked={isOn} disabled={isBusy || (!isOn && left === 0)}
        onChange={() => void write(isOn ? "DELETE" : "PUT", `/consents/${item.id}`)}
      />
      {Boolean(error) && <ErrorNote error={error} />}
    </>
  );
}

function ItemCard({ item, organisation, overview }: { item: Item; organisation: string; overview: Overview }) {
  const { t } = useTranslation();
  const [isOpen, candidates] = useDisclosure(false);
  return (
    <Card withBorder component="article">
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start" gap="xs">
          <Text fw={600} className="grow"><InLanguage text={item.title} /></Text>
          <VisibilityBadge visibility={item.visibility} />
        </Group>
        {item.candidates > 0 ? (
          <Group><Button variant="light" size="sm" aria-expanded={isOpen} onClick={candidates.toggle}>{t("matching.candidates", { count: item.candidates })}</Button></Group>
        ) : (
          <Text size="sm" c="dimmed">{t("matching.noCandidates")}</Text>
        )}
        {isOpen && <Candidates item={item} organisation={organisation} left={overview.approaches_left} />}
        <Consent item={item} organisation={organisation} left={overview.consents_left} />
      </Stack>
    </Card>
  );
}

/** Every own need and offer: whom it meets, and whether it may be matched without being shown. */
export function Items({ side, organisation, overview }: { side: Item["side"]; organisation: string; overview: Overview }) {
  const items = overview.items.filter((each) => each.side === side);
  return (
    <Stack component="ul" gap="sm" className="hit-list">
      {items.map((item) => (
        <li key={item.id}><ItemCard item={item} organisation={organisation} overview={overview} /></li>
      ))}
    </Stack>
  );
}
