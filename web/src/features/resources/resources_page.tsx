import { Alert, Anchor, Badge, Button, Card, Chip, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { IconCalendarEvent, IconChartBar, IconPlus, IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useSearchParams } from "react-router-dom";
import { get, queryString, type Schemas } from "../../api/client";
import { may, useClusterSlug, useSession } from "../../api/session";
import { Tags } from "../../common/badges";
import { Deleted } from "../../common/deleted";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { InLanguage } from "../../common/text";
import { useTitle } from "../../common/use_title";
import { useTyped } from "../../common/use_typed";
import { VisibilityBadge } from "../../common/visibility";
import { ClosedBadge, Lender, ResourceKindBadge } from "./badges";
import { type Resource, resourceKinds, type ResourceKind } from "./resource";
import { daysAgo, useOwnBookings } from "./use_bookings";

interface Filters {
  q: string;
  kind: ResourceKind[];
}

function filtersFrom(parameters: URLSearchParams): Filters {
  return { q: parameters.get("q") ?? "", kind: parameters.getAll("kind").filter((each): each is ResourceKind => resourceKinds.some((kind) => kind === each)) };
}

function useResources(cluster: string | undefined, filters: Filters) {
  return useInfiniteQuery({
    queryKey: ["resources", cluster, filters],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => get<Schemas["ResourcePage"]>(`/clusters/${cluster}/resources${queryString({ ...filters, limit: 20, cursor: pageParam })}`, signal),
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    enabled: Boolean(cluster),
  });
}

function ResourceCard({ resource }: { resource: Resource }) {
  return (
    <Card withBorder component="article" padding="md">
      <Stack gap={6}>
        <Anchor component={Link} to={`/resources/${resource.id}`} fw={600} size="lg" lh={1.25} dir="auto"><InLanguage text={resource.title} /></Anchor>
        <Group gap="xs">
          <ResourceKindBadge kind={resource.kind} />
          <ClosedBadge resource={resource} />
          <VisibilityBadge visibility={resource.visibility ?? "members"} />
        </Group>
        <Text size="sm" lineClamp={2} dir="auto" component="div"><InLanguage text={resource.description} /></Text>
        <Tags tags={(resource.tags ?? []).slice(0, 5)} />
        <Group gap="md">
          <Text size="sm"><Lender resource={resource} /></Text>
          {resource.location && <Text size="sm" c="dimmed"><bdi>{resource.location}</bdi></Text>}
        </Group>
      </Stack>
    </Card>
  );
}

function Ways() {
  const { t } = useTranslation();
  const session = useSession();
  const cluster = useClusterSlug();
  const own = useOwnBookings(cluster, daysAgo(0), Boolean(session?.user));
  const waiting = own.data?.items.filter((each) => each.may.includes("answer")).length ?? 0;
  if (!session?.user) return null;
  return (
    <Group gap="xs">
      <Button component={Link} to="/resources/bookings" variant="default" leftSection={<IconCalendarEvent size={18} aria-hidden />} rightSection={waiting > 0 ? <Badge color="orange" circle>{waiting}</Badge> : undefined}>{t("resources.bookings")}</Button>
      {may(session, "manage_resource") && <Button component={Link} to="/resources/use" variant="default" leftSection={<IconChartBar size={18} aria-hidden />}>{t("resources.use")}</Button>}
    </Group>
  );
}

/** What members share: laboratories, equipment, rooms, experts; the address bar says what is asked. */
export function ResourcesPage() {
  const { t } = useTranslation();
  useTitle(t("nav.resources"));
  const cluster = useClusterSlug();
  const session = useSession();
  const location = useLocation();
  const mayShare = may(session, "manage_resource");
  const [parameters, setParameters] = useSearchParams();
  const filters = filtersFrom(parameters);
  const change = ({ q, kind }: Filters) => {
    const next = new URLSearchParams();
    if (q) next.set("q", q);
    for (const each of kind) next.append("kind", each);
    setParameters(next, { replace: true, state: location.state });
  };
  const [typed, setTyped] = useTyped(filters.q, (q) => change({ ...filters, q }));
  const clear = () => {
    setTyped("");
    change({ q: "", kind: [] });
  };
  const isNarrowed = filters.q !== "" || filters.kind.length > 0;
  const found = useResources(cluster, filters);
  const items = found.data?.pages.flatMap((page) => page.items);
  const isEmpty = items?.length === 0;
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start">
        <Title order={1}>{t("nav.resources")}</Title>
        {mayShare && <Button component={Link} to="/resources/new" leftSection={<IconPlus size={18} aria-hidden />}>{t("resources.share")}</Button>}
      </Group>
      <Text maw="46rem">{t("resources.lead")}</Text>
      {session && !session.user && <Alert variant="light" color="gray">{t("resources.guest")}</Alert>}
      <Deleted words={t("resources.deleted")} />
      <Ways />
      <TextInput
        type="search" size="md" label={t("catalogue.search")} placeholder={t("resources.placeholder")} value={typed} maxLength={1000}
        leftSection={<IconSearch size={18} aria-hidden />} onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Chip.Group multiple value={filters.kind} onChange={(kind) => change({ ...filters, kind: kind as ResourceKind[] })}>
        <Group gap="xs" role="group" aria-label={t("resources.kindLabel")}>
          {resourceKinds.map((kind) => <Chip key={kind} value={kind}>{t(`resources.kinds.${kind}`)}</Chip>)}
        </Group>
      </Chip.Group>
      <Group gap="xs">
        <Text role="status" aria-live="polite">{items && !isEmpty ? t("resources.found", { count: found.data?.pages[0]?.total ?? items.length }) : ""}</Text>
        {isNarrowed && !isEmpty && <Button size="compact-sm" variant="subtle" onClick={clear}>{t("filter.clear")}</Button>}
      </Group>
      {found.error && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {isEmpty && (
        <Empty title={t(isNarrowed ? "catalogue.none" : "resources.none")} text={t(isNarrowed ? "resources.noneFiltered" : mayShare ? "resources.noneText" : session?.user ? "resources.noneForYou" : "resources.nonePublic")}>
          <Group justify="center">
            {isNarrowed && <Button variant="light" onClick={clear}>{t("filter.clear")}</Button>}
            {mayShare && <Button component={Link} to="/resources/new">{t("resources.share")}</Button>}
            {session && !session.user && <Button component={Link} to="/login" state={{ from: location.pathname + location.search }} variant="light">{t("session.logIn")}</Button>}
          </Group>
        </Empty>
      )}
      <Stack component="ul" gap="sm" className="hit-list" aria-busy={found.isFetching}>
        {items?.map((resource) => <li key={resource.id}><ResourceCard resource={resource} /></li>)}
      </Stack>
      {found.hasNextPage && <Button variant="light" fullWidth loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t("action.showMore")}</Button>}
    </Stack>
  );
}
