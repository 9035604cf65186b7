import { Alert, Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router-dom";
import { get, type Organisation } from "../../api/client";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { useTitle } from "../../common/use_title";
import { formatDate } from "../../i18n";
import { Items } from "./items";
import { History, MatchCard } from "./matches";
import { inOrder, isOpen, useMatching } from "./use_matching";

/** What an organisation hides and what it was matched with: agree, decline, withdraw; and what came of it. */
export function MatchingPage() {
  const { t, i18n } = useTranslation();
  const { id = "" } = useParams();
  useTitle(t("matching.title"));
  const organisation = useQuery({ queryKey: ["organisation", id], queryFn: () => get<Organisation>(`/organisations/${id}`) });
  const found = useMatching(id);
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const overview = found.data;
  const current = inOrder(overview.matches.filter((each) => isOpen(each) || each.state === "exchanged"));
  const over = overview.matches.filter((each) => !isOpen(each) && each.state !== "exchanged");
  const sides = (["need", "offer"] as const).filter((side) => overview.items.some((each) => each.side === side));
  return (
    <Stack gap="xl" className="narrow">
      <div>
        {organisation.data && <Anchor component={Link} to={`/organisations/${id}`} size="sm"><bdi>{organisation.data.legal_name}</bdi></Anchor>}
        <Title order={1}>{t("matching.title")}</Title>
        <Text>{t("matching.lead")}</Text>
      </div>
      {overview.items.length === 0 ? (
        <Empty title={t("matching.nothing")} text={t("matching.nothingText")}>
          <Button component={Link} to={`/organisations/${id}/edit`}>{t("matching.addNeed")}</Button>
        </Empty>
      ) : (
        <>
          <section>
            <Title order={2} size="h4" mb="xs">{t("matching.current")}</Title>
            {current.length === 0 && <Text c="dimmed">{t("matching.noneYet", { day: formatDate(overview.next_round_on, i18n.language) })}</Text>}
            <Stack component="ul" gap="sm" className="hit-list">
              {current.map((match) => (
                <li key={match.id}><MatchCard match={match} organisation={id} /></li>
              ))}
            </Stack>
          </section>
          {sides.map((side) => (
            <section key={side}>
              <Title order={2} size="h4" mb="xs">{t(`organisation.${side}s`)}</Title>
              <Items side={side} organisation={id} overview={overview} />
            </section>
          ))}
          <Alert variant="light" color="gray" icon={<IconLock size={18} aria-hidden />} title={t("matching.how")}>
            <Stack gap="xs">
              <Text size="sm">{t("matching.howText", { day: formatDate(overview.next_round_on, i18n.language) })}</Text>
              <Text size="sm">{t("matching.left", { consents: overview.consents_left, approaches: overview.approaches_left })}</Text>
            </Stack>
          </Alert>
        </>
      )}
      <History matches={over} />
      <Group><Anchor component={Link} to={`/organisations/${id}/disclosures`}>{t("disclosures.title")}</Anchor></Group>
    </Stack>
  );
}
