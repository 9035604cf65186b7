import { Anchor, Badge, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { get, queryString, type Schemas } from "../../api/client";
import { may, useClusterSlug, useSession } from "../../api/session";
import { Deleted } from "../../common/deleted";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { InLanguage } from "../../common/text";
import { useTitle } from "../../common/use_title";
import { formatDate } from "../../i18n";
import type { Consortium, Opportunity } from "./consortium";

export function StageBadge({ stage }: { stage: Consortium["stage"] }) {
  const { t } = useTranslation();
  return <Badge className="whole" variant="light" color={stage === "dissolved" ? "gray" : stage === "forming" ? "orange" : "green"} tt="none" fw={500}>{t(`consortia.stage.${stage}`)}</Badge>;
}

export function OpportunityFacts({ opportunity }: { opportunity: Opportunity }) {
  const { t, i18n } = useTranslation();
  return (
    <Group gap="xs">
      <Badge className="whole" variant="light" tt="none" fw={500}>{t(`consortia.kind.${opportunity.kind}`)}</Badge>
      {opportunity.closes_on && <Badge className="whole" variant="default" tt="none" fw={500}>{t(opportunity.is_over ? "consortia.closed" : "consortia.closes", { day: formatDate(opportunity.closes_on, i18n.language) })}</Badge>}
    </Group>
  );
}

/** A consortium in a list: for what, how far, who. */
export function ConsortiumCard({ consortium }: { consortium: Consortium }) {
  const { t } = useTranslation();
  const accepted = consortium.seats.filter((each) => each.state === "accepted").length;
  const waits = consortium.own.some((id) => consortium.seats.some((each) => each.organisation === id && each.state === "invited"));
  return (
    <Card withBorder padding="md" component="article">
      <Stack gap={6}>
        <Group justify="space-between">
          <Anchor component={Link} to={`/consortia/${consortium.id}`} fw={600} dir="auto">{consortium.name || <InLanguage text={consortium.opportunity_title} />}</Anchor>
          <Group gap="xs">{waits && <Badge color="orange" tt="none">{t("consortia.waitsForYou")}</Badge>}<StageBadge stage={consortium.stage} /></Group>
        </Group>
        {consortium.name && <Text size="sm" c="dimmed"><InLanguage text={consortium.opportunity_title} /></Text>}
        <Text size="sm">{t("consortia.acceptedOf", { accepted, count: consortium.seats.filter((each) => ["proposed", "invited", "accepted"].includes(each.state)).length })}</Text>
      </Stack>
    </Card>
  );
}

/** Calls, purchases and investments that members could answer together, and the consortia that form. */
export function OpportunitiesPage() {
  const { t } = useTranslation();
  useTitle(t("nav.consortia"));
  const cluster = useClusterSlug();
  const session = useSession();
  const mayManage = may(session, "manage_consortium");
  const found = useInfiniteQuery({
    queryKey: ["opportunities", cluster], initialPageParam: "", enabled: Boolean(cluster),
    queryFn: ({ pageParam, signal }) => get<Schemas["OpportunityPage"]>(`/clusters/${cluster}/opportunities${queryString({ limit: 20, cursor: pageParam })}`, signal),
    getNextPageParam: (page) => page.next,
  });
  const consortia = useQuery({ queryKey: ["consortia", cluster], queryFn: () => get<{ items: Consortium[] }>(`/clusters/${cluster}/consortia`), enabled: Boolean(cluster) && Boolean(session?.user) }).data?.items ?? [];
  const items = found.data?.pages.flatMap((page) => page.items);
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start">
        <Title order={1}>{t("nav.consortia")}</Title>
        {mayManage && <Button component={Link} to="/opportunities/new" leftSection={<IconPlus size={18} aria-hidden />}>{t("consortia.announce")}</Button>}
      </Group>
      <Text maw="46rem">{t("consortia.lead")}</Text>
      <Deleted words={t("resources.deleted")} />
      {consortia.length > 0 && (
        <section>
          <Title order={2} size="h4" mb="xs">{t("consortia.ours")}</Title>
          <Stack component="ul" gap="sm" className="hit-list">{consortia.map((each) => <li key={each.id}><ConsortiumCard consortium={each} /></li>)}</Stack>
        </section>
      )}
      <section>
        <Title order={2} size="h4" mb="xs">{t("consortia.opportunities")}</Title>
        {found.error && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
        {found.isPending && <Loading />}
        {items?.length === 0 && <Empty title={t("consortia.noOpportunities")} text={t(mayManage ? "consortia.noOpportunitiesManager" : "consortia.noOpportunitiesText")} />}
        <Stack component="ul" gap="sm" className="hit-list">
          {items?.map((opportunity) => (
            <li key={opportunity.id}>
              <Card withBorder padding="md" component="article">
                <Stack gap={6}>
                  <Anchor component={Link} to={`/opportunities/${opportunity.id}`} fw={600} size="lg" lh={1.25} dir="auto"><InLanguage text={opportunity.title} /></Anchor>
                  <OpportunityFacts opportunity={opportunity} />
                  <Text size="sm" lineClamp={2} dir="auto" component="div"><InLanguage text={opportunity.description} /></Text>
                </Stack>
              </Card>
            </li>
          ))}
        </Stack>
        {found.hasNextPage && <Button mt="sm" variant="light" fullWidth loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t("action.showMore")}</Button>}
      </section>
    </Stack>
  );
}
