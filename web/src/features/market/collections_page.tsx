import { Anchor, Badge, Button, Card, Chip, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { IconPlus, IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useSearchParams } from "react-router-dom";
import { get, queryString, type Schemas } from "../../api/client";
import { may, useClusterSlug, useSession } from "../../api/session";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { useTitle } from "../../common/use_title";
import { useTyped } from "../../common/use_typed";
import { formatDate } from "../../i18n";
import { ConductTabs } from "../conduct/tabs";
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
  const { t } = useTranslation();
  useTitle(t("market.title"));
  const cluster = useClusterSlug();
  const session = useSession();
  const location = useLocation();
  const manages = may(session, "manage_market_data");
  const [parameters, setParameters] = useSearchParams();
  const q = parameters.get("q") ?? "", state = parameters.getAll("state").filter((each): each is CollectionState => collectionStates.some((known) => known === each));
  const change = (next: { q: string; state: CollectionState[] }) => {
    const made = new URLSearchParams();
    if (next.q) made.set("q", next.q);
    for (const each of next.state) made.append("state", each);
    setParameters(made, { replace: true });
  };
  const [typed, setTyped] = useTyped(q, (text) => change({ q: text, state }));
  const found = useInfiniteQuery({
    queryKey: ["market-collections", cluster, q, state], initialPageParam: "",
    queryFn: ({ pageParam, signal }) => get<Schemas["MarketCollectionPage"]>(`/clusters/${cluster}/market-collections${queryString({ q, state, limit: 20, cursor: pageParam })}`, signal),
    getNextPageParam: (page) => page.next, placeholderData: keepPreviousData, enabled: Boolean(cluster) && Boolean(session?.user),
  });
  if (!session) return <Loading />;
  if (!session.user) return <Empty title={t("market.title")} text={t("conduct.guest")}><Button component={Link} to="/login" state={{ from: location.pathname }}>{t("session.logIn")}</Button></Empty>;
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const isNarrowed = q !== "" || state.length > 0, isEmpty = found.data !== undefined && items.length === 0;
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start">
        <Title order={1}>{t("conduct.title")}</Title>
        {manages && <Button component={Link} to="/conduct/market/new" leftSection={<IconPlus size={18} aria-hidden />}>{t("market.open")}</Button>}
      </Group>
      <ConductTabs />
      <Text maw="46rem">{t("market.lead")}</Text>
      <TextInput type="search" size="md" label={t("catalogue.search")} placeholder={t("market.placeholder")} value={typed} maxLength={1000} leftSection={<IconSearch size={18} aria-hidden />} onChange={(event) => setTyped(event.currentTarget.value)} />
      <Chip.Group multiple value={state} onChange={(next) => change({ q, state: next as CollectionState[] })}>
        <Group gap="xs" role="group" aria-label={t("conduct.stateLabel")}>{collectionStates.map((each) => <Chip key={each} value={each}>{t(`market.state.${each}`)}</Chip>)}</Group>
      </Chip.Group>
      {found.error && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.isLoading && <Loading />}
      {isEmpty && (
        <Empty title={t(isNarrowed ? "catalogue.none" : "market.none")} text={t(isNarrowed ? "catalogue.noneFiltered" : manages ? "market.noneText" : "market.noneMember")}>
          {manages && !isNarrowed && <Button component={Link} to="/conduct/market/new">{t("market.open")}</Button>}
        </Empty>
      )}
      <Stack component="ul" gap="sm" className="hit-list" aria-busy={found.isFetching}>{items.map((each) => <li key={each.id}><CollectionCard collection={each} /></li>)}</Stack>
      {found.hasNextPage && <Button variant="light" fullWidth loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t("action.showMore")}</Button>}
    </Stack>
  );
}
