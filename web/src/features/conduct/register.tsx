import { Button, Chip, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { IconPlus, IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useSearchParams } from "react-router-dom";
import { get, queryString } from "../../api/client";
import { may, useClusterSlug, useSession } from "../../api/session";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { useTitle } from "../../common/use_title";
import { useTyped } from "../../common/use_typed";
import { ConductTabs } from "./tabs";

interface RegisterProps<Item extends { id: string }> {
  /** Where its words stand: "conduct" has "conduct.title", "conduct.lead" and so on. */
  words: string;
  /** In the API, below the cluster; also its place in the cache. */
  path: string;
  permission: string;
  states: readonly string[];
  newPath: string;
  newWords: string;
  card: (item: Item) => ReactNode;
}

/** A register of the competition rules: words and states narrow it, the address bar says what is asked. */
export function ConductRegister<Item extends { id: string }>({ words, path, permission, states, newPath, newWords, card }: RegisterProps<Item>) {
  const { t } = useTranslation();
  useTitle(t(`${words}.title`));
  const cluster = useClusterSlug();
  const session = useSession();
  const location = useLocation();
  const manages = may(session, permission);
  const [parameters, setParameters] = useSearchParams();
  const q = parameters.get("q") ?? "", state = parameters.getAll("state").filter((each) => states.includes(each));
  const change = (next: { q: string; state: string[] }) => {
    const made = new URLSearchParams();
    if (next.q) made.set("q", next.q);
    for (const each of next.state) made.append("state", each);
    setParameters(made, { replace: true });
  };
  const [typed, setTyped] = useTyped(q, (text) => change({ q: text, state }));
  const found = useInfiniteQuery({
    queryKey: [path, cluster, q, state], initialPageParam: "",
    queryFn: ({ pageParam, signal }) => get<{ items: Item[]; next?: string; total: number }>(`/clusters/${cluster}/${path}${queryString({ q, state, limit: 20, cursor: pageParam })}`, signal),
    getNextPageParam: (page) => page.next, placeholderData: keepPreviousData, enabled: Boolean(cluster) && Boolean(session?.user),
  });
  if (!session) return <Loading />;
  if (!session.user) return <Empty title={t(`${words}.title`)} text={t("conduct.guest")}><Button component={Link} to="/login" state={{ from: location.pathname }}>{t("session.logIn")}</Button></Empty>;
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const isNarrowed = q !== "" || state.length > 0, isEmpty = found.data !== undefined && items.length === 0;
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start">
        <Title order={1}>{t("conduct.title")}</Title>
        {manages && <Button component={Link} to={newPath} leftSection={<IconPlus size={18} aria-hidden />}>{t(newWords)}</Button>}
      </Group>
      <ConductTabs />
      <Text maw="46rem">{t(`${words}.lead`)}</Text>
      <TextInput type="search" size="md" label={t("catalogue.search")} placeholder={t(`${words}.placeholder`)} value={typed} maxLength={1000} leftSection={<IconSearch size={18} aria-hidden />} onChange={(event) => setTyped(event.currentTarget.value)} />
      <Chip.Group multiple value={state} onChange={(next) => change({ q, state: next })}>
        <Group gap="xs" role="group" aria-label={t("conduct.stateLabel")}>{states.map((each) => <Chip key={each} value={each}>{t(`${words}.state.${each}`)}</Chip>)}</Group>
      </Chip.Group>
      <Text role="status" aria-live="polite">{items.length > 0 ? t(`${words}.found`, { count: found.data?.pages[0]?.total ?? items.length }) : ""}</Text>
      {found.error && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.isLoading && <Loading />}
      {isEmpty && (
        <Empty title={t(isNarrowed ? "catalogue.none" : `${words}.none`)} text={t(isNarrowed ? "catalogue.noneFiltered" : manages ? `${words}.noneText` : `${words}.noneMember`)}>
          {manages && !isNarrowed && <Button component={Link} to={newPath}>{t(newWords)}</Button>}
        </Empty>
      )}
      <Stack component="ul" gap="sm" className="hit-list" aria-busy={found.isFetching}>{items.map((each) => <li key={each.id}>{card(each)}</li>)}</Stack>
      {found.hasNextPage && <Button variant="light" fullWidth loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t("action.showMore")}</Button>}
    </Stack>
  );
}
