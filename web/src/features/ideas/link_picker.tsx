import { ActionIcon, Badge, Checkbox, Group, Stack, Text } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { get, type Organisation } from "../../api/client";
import { OrganisationSelect } from "../../common/organisation_picker";
import { InLanguage } from "../../common/text";
import { inLanguage } from "../../i18n";
import type { IdeaLink } from "./draft";

const keyOf = (link: IdeaLink) => `${link.organisation} ${link.capability}`;

// What of an organisation's offers and needs an idea can build on, as links that show what they lead to.
function linksOf(organisation: Organisation): IdeaLink[] {
  const made = (side: "offer" | "need", items: Organisation["offers"]) =>
    items.flatMap(({ id, title }) => (id ? [{ organisation: organisation.id, capability: id, name: organisation.legal_name, side, title }] : []));
  return [...made("offer", organisation.offers), ...made("need", organisation.needs)];
}

function Choice({ organisation, value, onChange }: { organisation: string; value: IdeaLink[]; onChange: (links: IdeaLink[]) => void }) {
  const { t } = useTranslation();
  const found = useQuery({ queryKey: ["organisation", organisation], queryFn: () => get<Organisation>(`/organisations/${organisation}`) });
  if (!found.data) return null;
  const links = linksOf(found.data);
  if (links.length === 0) return <Text size="sm" c="dimmed">{t("ideas.nothingToLink")}</Text>;
  const chosen = new Set(value.map(keyOf));
  return (
    <Stack gap={8} role="group" aria-label={t("ideas.linkChoice", { name: found.data.legal_name })}>
      {links.map((link) => (
        <Checkbox
          key={keyOf(link)} checked={chosen.has(keyOf(link))} label={<InLanguage text={link.title} />} description={t(`ideas.side.${link.side ?? "offer"}`)}
          onChange={(event) => onChange(event.currentTarget.checked ? [...value, link] : value.filter((each) => keyOf(each) !== keyOf(link)))}
        />
      ))}
    </Stack>
  );
}

/** Offers and needs that the idea builds on: an organisation is found by its name, then what it offers and needs is ticked. */
export function LinkPicker({ value, onChange, error }: { value: IdeaLink[]; onChange: (links: IdeaLink[]) => void; error: string | undefined }) {
  const { t, i18n } = useTranslation();
  const [organisation, setOrganisation] = useState<string>();
  return (
    <Stack gap="sm">
      {value.length > 0 && (
        <Stack component="ul" gap="xs" className="hit-list" aria-label={t("ideas.links")}>
          {value.map((link) => {
            const title = inLanguage(link.title, i18n.language)?.text ?? "";
            return (
              <Group component="li" key={keyOf(link)} wrap="nowrap" justify="space-between" align="flex-start">
                <Text size="sm" component="div">
                  <Badge variant="light" color={link.side === "need" ? "orange" : "green"} tt="none" fw={500} mr="xs">{t(`ideas.side.${link.side ?? "offer"}`)}</Badge>
                  <bdi>{title}</bdi> <Text span size="sm" c="dimmed"><bdi>{link.name}</bdi></Text>
                </Text>
                <ActionIcon variant="subtle" color="red" aria-label={`${t("action.remove")}: ${title}`} onClick={() => onChange(value.filter((each) => keyOf(each) !== keyOf(link)))}>
                  <IconTrash size={18} aria-hidden />
                </ActionIcon>
              </Group>
            );
          })}
        </Stack>
      )}
      <OrganisationSelect label={t("ideas.links")} description={t("ideas.linksHelp")} error={error} pointer="/links" value={organisation} onChange={setOrganisation} />
      {organisation && <Choice organisation={organisation} value={value} onChange={onChange} />}
    </Stack>
  );
}
