import { Anchor, Button, Card, Chip, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { IconFileText, IconPlus, IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useSearchParams } from "react-router-dom";
import { get, queryString, type Schemas } from "../../api/client";
import { may, useClusterSlug, useSession } from "../../api/session";
import { ExportMenu } from "../../common/export_menu";
import { formatAmount } from "../../common/money";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { useTitle } from "../../common/use_title";
import { useTyped } from "../../common/use_typed";
import { formatDate } from "../../i18n";
import { type Aid, type AidState, states } from "./aid";
import { AidBadges } from "./badges";

interface Filters {
  q: string;
  state: AidState[];
  from: string;
  to: string;
}

const filtersFrom = (parameters: URLSearchParams): Filters => ({
  q: parameters.get("q") ?? "", from: parameters.get("from") ?? "", to: parameters.get("to") ?? "",
  state: parameters.getAll("state").filter((each): each is AidState => states.some((state) => state === each)),
});

function AidCard({ aid }: { aid: Aid }) {
  const { t, i18n } = useTranslation();
  return (
    <Card withBorder component="article" padding="md">
      <Group justify="space-between" align="flex-start" gap="xs">
        <Stack gap={4} style={{ flex: "1 1 16rem", minWidth: 0 }}>
          <Anchor component={Link} to={`/aid/${aid.id}`} fw={600} lh={1.25} dir="auto">{aid.title}</Anchor>
          <Text size="sm"><bdi>{aid.organisation_name}</bdi></Text>
          <AidBadges aid={aid} />
        </Stack>
        <Stack gap={0} align="flex-end">
          <Text fw={600}>{formatAmount(aid.eur, "EUR", i18n.language)}</Text>
          {aid.currency !== "EUR" && <Text size="sm" c="dimmed">{formatAmount(aid.gross ?? aid.nominal, aid.currency ?? "PLN", i18n.language)}</Text>}
          <Text size="sm" c="dimmed">{t(aid.state === "proposed" ? "aid.plannedOn" : "aid.grantedOn", { day: formatDate(aid.day, i18n.language) })}</Text>
        </Stack>
      </Group>
    </Card>
  );
}

/** The ledger of de minimis aid: of the whole cluster for those who run it, the own one for members. */
export function AidListPage() {
  const { t, i18n } = useTranslation();
  useTitle(t("aid.title"));
  const cluster = useClusterSlug();
  const session = useSession();
  const location = useLocation();
  const manages = may(session, "manage_aid");
  const [parameters, setParameters] = useSearchParams();
  const filters = filtersFrom(parameters);
  const change = (part: Partial<Filters>) => {
    const { q, state, from, to } = { ...filters, ...part };
    const next = new URLSearchParams();
    for (const [name, value] of Object.entries({ q, from, to })) if (value) next.set(name, value);
    for (const each of state) next.append("state", each);
    setParameters(next, { replace: true, state: location.state });
  };
  const [typed, setTyped] = useTyped(filters.q, (q) => change({ q }));
  const clear = () => {
    setTyped("");
    change({ q: "", state: [], from: "", to: "" });
  };
  const found = useInfiniteQuery({
    queryKey: ["aid-list", cluster, filters],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => get<Schemas["AidPage"]>(`/clusters/${cluster}/aid${queryString({ ...filters, from: filters.from || undefined, to: filters.to || undefined, limit: 50, cursor: pageParam })}`, signal),
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    enabled: Boolean(cluster) && may(session, "read_aid"),
  });
  if (!session) return <Loading />;
  if (!may(session, "read_aid"))
    return (
      <Empty title={t("aid.title")} text={t(session.user ? "aid.notForYou" : "aid.guest")}>
        {!session.user && <Button component={Link} to="/login" state={{ from: location.pathname }}>{t("session.logIn")}</Button>}
      </Empty>
    );
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const isNarrowed = filters.q !== "" || filters.state.length > 0 || filters.from !== "" || filters.to !== "";
  const isEmpty = found.data !== undefined && items.length === 0;
  const own = session.grants.flatMap((grant) => (grant.organisation ? [{ id: grant.organisation, name: grant.name ?? "" }] : []));
  const rows = async () => {
    const all: Aid[] = [];
    let cursor: string | undefined = "";
    while (cursor !== undefined) {
      const page: Schemas["AidPage"] = await get(`/clusters/${cluster}/aid${queryString({ ...filters, from: filters.from || undefined, to: filters.to || undefined, limit: 100, cursor })}`);
      all.push(...page.items);
      cursor = page.next;
    }
    return [
      [t("aid.beneficiary"), t("aid.service"), t("aid.program"), t("aid.regulation"), t("aid.grantor"), t("aid.day"), t("aid.stateLabel"), t("aid.nominal"), t("aid.gross"), t("aid.currency"), t("aid.rate"), t("aid.eur"), t("aid.certificates")],
      ...all.map((aid) => [aid.organisation_name, aid.title, aid.program, aid.regulation, aid.grantor, { day: aid.day }, t(`aid.state.${aid.state}`), { amount: aid.nominal }, { amount: aid.gross ?? aid.nominal }, aid.currency, aid.rate, { amount: aid.eur }, aid.certificates.map((each) => each.number).join(" ")]),
    ];
  };
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start">
        <Title order={1}>{t("aid.title")}</Title>
        <Group gap="xs">
          {manages && <Button component={Link} to="/aid/new" leftSection={<IconPlus size={18} aria-hidden />}>{t("aid.propose")}</Button>}
          {may(session, "declare_aid") && <Button component={Link} to="/aid/declare" variant="default" leftSection={<IconPlus size={18} aria-hidden />}>{t("aid.declare")}</Button>}
        </Group>
      </Group>
      <Text maw="46rem">{t(manages ? "aid.lead" : "aid.leadMember")}</Text>
      <Group gap="xs">
        {own.map(({ id, name }) => <Button key={id} component={Link} to={`/organisations/${id}/aid`} variant="light">{t("aid.ledgerOf", { name })}</Button>)}
        {manages && <Button component={Link} to="/aid/report" variant="default" leftSection={<IconFileText size={18} aria-hidden />}>{t("aid.report")}</Button>}
        <Button component={Link} to="/aid/ceilings" variant="default">{t("aid.ceilings")}</Button>
      </Group>
      <TextInput type="search" size="md" label={t("catalogue.search")} placeholder={t("aid.placeholder")} value={typed} maxLength={1000} leftSection={<IconSearch size={18} aria-hidden />} onChange={(event) => setTyped(event.currentTarget.value)} />
      <Group gap="md" align="flex-end">
        <Chip.Group multiple value={filters.state} onChange={(state) => change({ state: state as AidState[] })}>
          <Group gap="xs" role="group" aria-label={t("aid.stateLabel")}>
            {states.map((state) => <Chip key={state} value={state}>{t(`aid.state.${state}`)}</Chip>)}
          </Group>
        </Chip.Group>
        <TextInput type="date" label={t("aid.from")} value={filters.from} onChange={(event) => change({ from: event.currentTarget.value })} />
        <TextInput type="date" label={t("aid.to")} value={filters.to} onChange={(event) => change({ to: event.currentTarget.value })} />
      </Group>
      <Group gap="xs" justify="space-between">
        <Group gap="xs">
          <Text role="status" aria-live="polite">{items.length > 0 ? t("aid.found", { count: found.data?.pages[0]?.total ?? items.length }) : ""}</Text>
          {isNarrowed && !isEmpty && <Button size="compact-sm" variant="subtle" onClick={clear}>{t("filter.clear")}</Button>}
        </Group>
        {items.length > 0 && <ExportMenu name={t("aid.file")} rows={rows} />}
      </Group>
      {found.error && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.isLoading && <Loading />}
      {isEmpty && (
        <Empty title={t(isNarrowed ? "catalogue.none" : "aid.none")} text={t(isNarrowed ? "catalogue.noneFiltered" : manages ? "aid.noneText" : "aid.noneTextMember")}>
          <Group justify="center">
            {isNarrowed && <Button variant="light" onClick={clear}>{t("filter.clear")}</Button>}
            {!isNarrowed && manages && <Button component={Link} to="/aid/new">{t("aid.propose")}</Button>}
          </Group>
        </Empty>
      )}
      <Stack component="ul" gap="sm" className="hit-list" aria-busy={found.isFetching}>
        {items.map((aid) => <li key={aid.id}><AidCard aid={aid} /></li>)}
      </Stack>
      {found.hasNextPage && <Button variant="light" fullWidth loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t("action.showMore")}</Button>}
      <Text size="sm" c="dimmed">{t("aid.noAdvice", { language: i18n.language })}</Text>
    </Stack>
  );
}
