import { Anchor, Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { get } from "../../api/client";
import { ErrorNote, Loading } from "../../common/states";
import { InLanguage } from "../../common/text";
import { type Candidate, type Item, useMatchingAction } from "./use_matching";

function Row({ candidate, item, organisation, left }: { candidate: Candidate; item: Item; organisation: string; left: number }) {
  const { t } = useTranslation();
  const [isSure, setSure] = useState(false);
  const { write, error, isBusy } = useMatchingAction(organisation);
  const ask = () => void write("POST", "/approaches", { item: item.id, organisation: candidate.organisation.id, counterpart: candidate.item });
  return (
    <Stack gap={4}>
      <Group gap="xs" justify="space-between" align="flex-start">
        <div className="grow">
          <Anchor component={Link} to={`/organisations/${candidate.organisation.id}`} fw={600}><bdi>{candidate.organisation.name}</bdi></Anchor>
          <Text size="sm">{t(`matching.${item.side === "need" ? "offers" : "needs"}`)}: <InLanguage text={candidate.title} /></Text>
        </div>
        {candidate.approach ? (
          <Badge className="whole" variant="light" color="gray">{t("matching.isAsked")}</Badge>
        ) : (
          !isSure && <Button size="compact-sm" variant="light" disabled={left === 0} onClick={() => setSure(true)}>{t("matching.show")}</Button>
        )}
      </Group>
      {isSure && !candidate.approach && (
        <Group gap="xs" role="group" aria-label={t("matching.show")}>
          <Text size="sm" className="grow">{t("matching.showSure", { name: candidate.organisation.name })}</Text>
          <Button size="compact-sm" autoFocus loading={isBusy} onClick={ask}>{t("matching.showDo")}</Button>
          <Button size="compact-sm" variant="default" onClick={() => setSure(false)}>{t("action.cancel")}</Button>
        </Group>
      )}
      {Boolean(error) && <ErrorNote error={error} />}
    </Stack>
  );
}

/** Whose offers meet the need, or whose needs the offer; they learn of it only where one shows it to them. */
export function Candidates({ item, organisation, left }: { item: Item; organisation: string; left: number }) {
  const { t } = useTranslation();
  const found = useQuery({
    queryKey: ["matching-candidates", organisation, item.id],
    queryFn: () => get<{ items: Candidate[] }>(`/organisations/${organisation}/matching/candidates?item=${item.id}`),
  });
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  return (
    <Stack gap="sm" className="candidates">
      <Text size="sm" c="dimmed">{t("matching.candidatesHelp")}</Text>
      <Stack component="ul" gap="sm" className="hit-list">
        {found.data.items.map((each) => (
          <li key={each.item}><Row candidate={each} item={item} organisation={organisation} left={left} /></li>
        ))}
      </Stack>
    </Stack>
  );
}
