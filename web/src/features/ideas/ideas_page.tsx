import { Alert, Button, Group, Select, Stack, Text, TextInput, Title } from "@mantine/core";
import { IconDownload, IconPlus, IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useSearchParams } from "react-router-dom";
import { get, queryString, type Schemas } from "../../api/client";
import { may, useClusterSlug, useSession } from "../../api/session";
import { Deleted } from "../../common/deleted";
import { downloadText } from "../../common/download";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { useAction } from "../../common/use_action";
import { useTitle } from "../../common/use_title";
import { useTyped } from "../../common/use_typed";
import { allShown, ideasCsv } from "./export";
import { ideaFiltersFrom, type IdeaFilters, ideaParametersOf, isNarrowed } from "./filters";
import type { KindCount } from "./idea";
import { IdeaCard } from "./idea_card";
import { KindsPicture } from "./kinds_picture";

function useIdeas(cluster: string | undefined, filters: IdeaFilters) {
  return useInfiniteQuery({
    queryKey: ["ideas", cluster, filters],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => get<Schemas["IdeaPage"]>(`/clusters/${cluster}/ideas${queryString({ ...filters, limit: 20, cursor: pageParam })}`, signal),
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    enabled: Boolean(cluster),
  });
}

function ExportButton({ cluster, filters }: { cluster: string; filters: IdeaFilters }) {
  const { t } = useTranslation();
  const { run, error, isBusy } = useAction();
  const save = () => run(async () => downloadText(`${t("ideas.file")}.csv`, ideasCsv(await allShown(cluster, filters), t, window.location.origin), "text/csv"));
  return (
    <>
      <Button variant="default" leftSection={<IconDownload size={18} aria-hidden />} loading={isBusy} onClick={() => void save()}>
        {t("ideas.export")}
      </Button>
      {Boolean(error) && <ErrorNote error={error} retry={() => void save()} />}
    </>
  );
}

/** An empty list says what would be here, and what to do. */
function Nothing({ filters, onClear, mayPropose }: { filters: IdeaFilters; onClear: () => void; mayPropose: boolean }) {
  const { t } = useTranslation();
  const session = useSession();
  const location = useLocation();
  const kind = filters.kind.length === 1 ? filters.kind[0] : undefined;
  const text = isNarrowed(filters) ? "ideas.noneFiltered" : mayPropose ? "ideas.noneText" : session?.user ? "ideas.noneForYou" : "ideas.nonePublic";
  return (
    <Empty title={t(isNarrowed(filters) ? "catalogue.none" : "ideas.none")} text={t(text)}>
      <Group justify="center">
        {isNarrowed(filters) && <Button variant="light" onClick={onClear}>{t("filter.clear")}</Button>}
        {mayPropose && <Button component={Link} to={`/ideas/new${queryString({ kind })}`}>{t("ideas.propose")}</Button>}
        {!session?.user && <Button component={Link} to="/login" state={{ from: location.pathname + location.search }} variant="light">{t("session.logIn")}</Button>}
      </Group>
    </Empty>
  );
}

/** The register of innovation possibilities: the ten kinds as a picture, then the ideas; the address bar says it all. */
export function IdeasPage() {
  const { t } = useTranslation();
  useTitle(t("nav.ideas"));
  const cluster = useClusterSlug();
  const session = useSession();
  const mayPropose = may(session, "propose_idea");
  const location = useLocation();
  const [parameters, setParameters] = useSearchParams();
  const filters = ideaFiltersFrom(parameters);
  const change = (next: IdeaFilters) => setParameters(ideaParametersOf(next), { replace: true, state: location.state });
  const [typed, setTyped] = useTyped(filters.q, (q) => change({ ...filters, q }));
  const clear = () => {
    setTyped("");
    change({ ...filters, q: "", kind: [], stage: [] });
  };
  const counts = useQuery({ queryKey: ["idea-kinds", cluster], queryFn: () => get<{ items: KindCount[] }>(`/clusters/${cluster}/ideas/kinds`), enabled: Boolean(cluster) }).data?.items;
  const found = useIdeas(cluster, filters);
  const items = found.data?.pages.flatMap((page) => page.items);
  const isEmpty = items?.length === 0;
  const told = !items || isEmpty ? "" : t("ideas.found", { count: found.data?.pages[0]?.total ?? items.length });
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start">
        <Title order={1}>{t("nav.ideas")}</Title>
        {mayPropose && <Button component={Link} to="/ideas/new" leftSection={<IconPlus size={18} aria-hidden />}>{t("ideas.propose")}</Button>}
      </Group>
      <Text maw="46rem">{t("ideas.lead")}</Text>
      {session && !session.user && <Alert variant="light" color="gray">{t("ideas.guest")}</Alert>}
      <Deleted words={t("ideas.deleted")} />
      {counts && <KindsPicture counts={counts} filters={filters} onChange={change} mayPropose={mayPropose} />}
      <Group align="flex-end" gap="sm">
        <TextInput
          className="grow" type="search" size="md" label={t("catalogue.search")} placeholder={t("ideas.placeholder")} value={typed} maxLength={1000}
          leftSection={<IconSearch size={18} aria-hidden />} onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Select
          size="md" w="13rem" label={t("catalogue.sort")} value={filters.sort} allowDeselect={false} data={["newest", "most_supported"].map((value) => ({ value, label: t(`ideas.sort.${value}`) }))}
          onChange={(sort) => change({ ...filters, sort: sort as IdeaFilters["sort"] })}
        />
      </Group>
      <Group justify="space-between">
        <Group gap="xs">
          <Text role="status" aria-live="polite">{told}</Text>
          {isNarrowed(filters) && !isEmpty && <Button size="compact-sm" variant="subtle" onClick={clear}>{t("filter.clear")}</Button>}
        </Group>
        {cluster && items && !isEmpty && <ExportButton cluster={cluster} filters={filters} />}
      </Group>
      {found.error && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {isEmpty && <Nothing filters={filters} onClear={clear} mayPropose={mayPropose} />}
      <Stack component="ul" gap="sm" className="hit-list" aria-busy={found.isFetching}>
        {items?.map((idea) => (
          <li key={idea.id}>
            <IdeaCard idea={idea} />
          </li>
        ))}
      </Stack>
      {found.hasNextPage && (
        <Button variant="light" fullWidth loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t("action.showMore")}
        </Button>
      )}
    </Stack>
  );
}
