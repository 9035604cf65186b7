import { Anchor, Badge, Button, Card, Chip, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { IconChartHistogram, IconPlus, IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useSearchParams } from "react-router-dom";
import { get, queryString, type Schemas } from "../../api/client";
import { may, useClusterSlug, useSession } from "../../api/session";
import { Deleted } from "../../common/deleted";
import { ExportMenu } from "../../common/export_menu";
import { formatAmount } from "../../common/money";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { useTitle } from "../../common/use_title";
import { useTyped } from "../../common/use_typed";
import { VisibilityBadge } from "../../common/visibility";
import { formatDate } from "../../i18n";
import { CommerceTabs } from "../commerce/tabs";
import { DealKindBadge, DealStageBadge, Seller } from "./badges";
import { daysInStage, type Deal, dealKinds, type DealKind, dealRows, type DealStage, dealStages, type DealTimes, isOverdue, today } from "./deal";

interface Filters {
  q: string;
  kind: DealKind[];
  stage: DealStage[];
}

const filtersFrom = (parameters: URLSearchParams): Filters => ({
  q: parameters.get("q") ?? "",
  kind: parameters.getAll("kind").filter((each): each is DealKind => (dealKinds as readonly string[]).includes(each)),
  stage: parameters.getAll("stage").filter((each): each is DealStage => (dealStages as readonly string[]).includes(each)),
});

const page = (cluster: string | undefined, filters: Filters, limit: number, cursor: string, signal?: AbortSignal) => get<Schemas["DealPage"]>(`/clusters/${cluster}/deals${queryString({ ...filters, limit, cursor })}`, signal);

async function allDeals(cluster: string | undefined, filters: Filters): Promise<Deal[]> {
  const made: Deal[] = [];
  for (let cursor: string | undefined = ""; cursor !== undefined; ) {
    const next: Schemas["DealPage"] = await page(cluster, filters, 100, cursor);
    made.push(...next.items);
    cursor = next.next;
  }
  return made;
}

function DealCard({ deal }: { deal: Deal }) {
  const { t, i18n } = useTranslation();
  const days = daysInStage(deal, today());
  const overdue = isOverdue(deal, today());
  return (
    <Card withBorder component="article" padding="md">
      <Stack gap={6}>
        <Group justify="space-between" align="flex-start" wrap="nowrap">
          <Anchor component={Link} to={`/commerce/deals/${deal.id}`} fw={600} size="lg" lh={1.25} dir="auto">{deal.title}</Anchor>
          {deal.value && <Text fw={600} style={{ whiteSpace: "nowrap" }}>{formatAmount(deal.value, deal.currency, i18n.language)}</Text>}
        </Group>
        <Group gap="xs">
          <DealStageBadge stage={deal.stage} />
          <DealKindBadge kind={deal.kind} />
          <VisibilityBadge visibility={deal.visibility} />
        </Group>
        <Text size="sm"><Seller deal={deal} />{deal.counterpart && <> → <bdi>{deal.counterpart}</bdi></>}</Text>
        <Text size="sm" c="dimmed">
          {days === undefined ? formatDate(deal.steps.at(-1)?.on ?? "", i18n.language) : t("deals.daysInStage", { count: days })}
          {deal.next_step && <> · <Text span size="sm" c={overdue ? "var(--mantine-color-error)" : undefined} fw={overdue ? 600 : undefined}><bdi>{deal.next_step}</bdi>{deal.next_on && `, ${formatDate(deal.next_on, i18n.language)}`}{overdue && ` (${t("deals.overdue")})`}</Text></>}
        </Text>
      </Stack>
    </Card>
  );
}

/** How many deals each stage holds and what they are worth; each stage narrows the list below. */
function Pipeline({ times, chosen, onChoose }: { times: DealTimes; chosen: DealStage[]; onChoose: (stages: DealStage[]) => void }) {
  const { t, i18n } = useTranslation();
  return (
    <ol className="pipeline" aria-label={t("deals.pipeline")}>
      {dealStages.map((stage) => {
        const values = times.values.filter((each) => each.stage === stage);
        const isChosen = chosen.includes(stage);
        return (
          <li key={stage}>
            <button type="button" className="pipeline-stage" aria-pressed={isChosen} onClick={() => onChoose(isChosen ? chosen.filter((each) => each !== stage) : [...chosen, stage])}>
              <span className="pipeline-name">{t(`deals.stage.${stage}`)}</span>
              <span className="pipeline-count">{times.counts[stage]}</span>
              {values.map((each) => <span key={each.currency} className="pipeline-value">{formatAmount(each.value, each.currency, i18n.language)}</span>)}
            </button>
          </li>
        );
      })}
    </ol>
  );
}

/** Deals from first contact to contract; the address bar says what is asked. */
export function DealsPage() {
  const { t } = useTranslation();
  useTitle(t("deals.title"));
  const cluster = useClusterSlug();
  const session = useSession();
  const location = useLocation();
  const mayBegin = may(session, "manage_deal");
  const [parameters, setParameters] = useSearchParams();
  const filters = filtersFrom(parameters);
  const change = ({ q, kind, stage }: Filters) => setParameters([...(q ? [["q", q] as [string, string]] : []), ...kind.map((each): [string, string] => ["kind", each]), ...stage.map((each): [string, string] => ["stage", each])], { replace: true, state: location.state });
  const [typed, setTyped] = useTyped(filters.q, (q) => change({ ...filters, q }));
  const clear = () => {
    setTyped("");
    change({ q: "", kind: [], stage: [] });
  };
  const isNarrowed = filters.q !== "" || filters.kind.length + filters.stage.length > 0;
  const found = useInfiniteQuery({
    queryKey: ["deals", cluster, filters], initialPageParam: "", enabled: Boolean(cluster), placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) => page(cluster, filters, 20, pageParam, signal), getNextPageParam: (last) => last.next,
  });
  const times = useQuery({ queryKey: ["deal-times", cluster], queryFn: () => get<DealTimes>(`/clusters/${cluster}/deals/times`), enabled: Boolean(cluster) && Boolean(session?.user), retry: false }).data;
  const items = found.data?.pages.flatMap((each) => each.items);
  const isEmpty = items?.length === 0;
  const stuck = times?.waiting.filter((each) => each.is_stuck).length ?? 0;
  return (
    <Stack gap="md">
      <Text fw={600} c="dimmed">{t("nav.commerce")}</Text>
      <CommerceTabs />
      <Group justify="space-between" align="flex-start">
        <Title order={1}>{t("deals.title")}</Title>
        {mayBegin && <Button component={Link} to="/commerce/deals/new" leftSection={<IconPlus size={18} aria-hidden />}>{t("deals.begin")}</Button>}
      </Group>
      <Text maw="46rem">{t("deals.lead")}</Text>
      <Deleted words={t("resources.deleted")} />
      {times && <Pipeline times={times} chosen={filters.stage} onChoose={(stage) => change({ ...filters, stage })} />}
      <Group gap="xs">
        {times && <Button component={Link} to="/commerce/deals/times" variant="default" leftSection={<IconChartHistogram size={18} aria-hidden />} rightSection={stuck > 0 ? <Badge color="orange" circle>{stuck}</Badge> : undefined}>{t("deals.times")}</Button>}
        {items && !isEmpty && <ExportMenu name={t("deals.file")} rows={async () => dealRows(await allDeals(cluster, filters), t)} />}
      </Group>
      <TextInput type="search" size="md" label={t("catalogue.search")} placeholder={t("deals.placeholder")} value={typed} maxLength={1000} leftSection={<IconSearch size={18} aria-hidden />} onChange={(event) => setTyped(event.currentTarget.value)} />
      <Chip.Group multiple value={filters.kind} onChange={(kind) => change({ ...filters, kind: kind as DealKind[] })}>
        <Group gap="xs" role="group" aria-label={t("deals.kindLabel")}>{dealKinds.map((kind) => <Chip key={kind} value={kind}>{t(`deals.kind.${kind}`)}</Chip>)}</Group>
      </Chip.Group>
      <Group gap="xs">
        <Text role="status" aria-live="polite">{items && !isEmpty ? t("deals.found", { count: found.data?.pages[0]?.total ?? items.length }) : ""}</Text>
        {isNarrowed && !isEmpty && <Button size="compact-sm" variant="subtle" onClick={clear}>{t("filter.clear")}</Button>}
      </Group>
      {found.error && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {isEmpty && (
        <Empty title={t(isNarrowed ? "catalogue.none" : "deals.none")} text={t(isNarrowed ? "deals.noneFiltered" : mayBegin ? "deals.noneText" : "deals.nonePublic")}>
          <Group justify="center">
            {isNarrowed && <Button variant="light" onClick={clear}>{t("filter.clear")}</Button>}
            {mayBegin && <Button component={Link} to="/commerce/deals/new">{t("deals.begin")}</Button>}
            {session && !session.user && <Button component={Link} to="/login" state={{ from: location.pathname + location.search }} variant="light">{t("session.logIn")}</Button>}
          </Group>
        </Empty>
      )}
      <Stack component="ul" gap="sm" className="hit-list" aria-busy={found.isFetching}>{items?.map((deal) => <li key={deal.id}><DealCard deal={deal} /></li>)}</Stack>
      {found.hasNextPage && <Button variant="light" fullWidth loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t("action.showMore")}</Button>}
    </Stack>
  );
}
