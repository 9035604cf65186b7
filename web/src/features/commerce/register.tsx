import { Alert, Button, Chip, Group, Stack, Switch, Text, TextInput, Title } from "@mantine/core";
import { IconPlus, IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useSearchParams } from "react-router-dom";
import { get, queryString } from "../../api/client";
import { may, useClusterSlug, useSession } from "../../api/session";
import { Deleted } from "../../common/deleted";
import { ExportMenu } from "../../common/export_menu";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { useTitle } from "../../common/use_title";
import { useTyped } from "../../common/use_typed";
import type { Cell } from "../../common/xlsx";
import { CommerceTabs } from "./tabs";

interface Page<Item> {
  items: Item[];
  total: number;
  next?: string;
}

interface RegisterProps<Item> {
  /** Of the texts: "commerce.products". */
  words: string;
  /** Below the cluster, and under which it is kept in the cache: "products". */
  path: string;
  kinds: readonly string[];
  kindName: (kind: string) => string;
  /** Something to be switched on: the parameter of the API that says it. */
  option?: { name: string; label: string; isInner?: boolean };
  /** Where a new one is made; none: they are made elsewhere. */
  newPath?: string;
  card: (item: Item) => ReactNode;
  /** As a table; the first row names the columns. */
  rows: (items: Item[]) => Cell[][];
}

/** Every page of what the address asks for. */
async function everything<Item>(path: string, query: Record<string, unknown>): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<Item> = await get(`${path}${queryString({ ...query, limit: 200, cursor } as Parameters<typeof queryString>[0])}`);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return items;
}

/** A register of commercialisation: what is asked stands in the address. */
export function Register<Item extends { id: string }>({ words, path, kinds, kindName, option, newPath, card, rows }: RegisterProps<Item>) {
  const { t } = useTranslation();
  const title = t(`${words}.title`);
  useTitle(title);
  const cluster = useClusterSlug();
  const session = useSession();
  const location = useLocation();
  const mayAdd = Boolean(newPath) && may(session, "manage_commerce");
  const [parameters, setParameters] = useSearchParams();
  const asked = { q: parameters.get("q") ?? "", kind: parameters.getAll("kind").filter((each) => kinds.includes(each)), option: parameters.get("only") === "1" };
  const change = (part: Partial<typeof asked>) => {
    const next = { ...asked, ...part };
    const made = new URLSearchParams();
    if (next.q) made.set("q", next.q);
    for (const each of next.kind) made.append("kind", each);
    if (next.option) made.set("only", "1");
    setParameters(made, { replace: true, state: location.state });
  };
  const [typed, setTyped] = useTyped(asked.q, (q) => change({ q }));
  const clear = () => {
    setTyped("");
    change({ q: "", kind: [], option: false });
  };
  const query = { q: asked.q, kind: asked.kind, ...(option && asked.option ? { [option.name]: true } : {}) };
  const address = `/clusters/${cluster}/${path}`;
  const found = useInfiniteQuery({
    queryKey: [path, cluster, query], initialPageParam: "", enabled: Boolean(cluster), placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) => get<Page<Item>>(`${address}${queryString({ ...query, limit: 20, cursor: pageParam })}`, signal),
    getNextPageParam: (page) => page.next,
  });
  const items = found.data?.pages.flatMap((page) => page.items);
  const isEmpty = items?.length === 0;
  const isNarrowed = asked.q !== "" || asked.kind.length > 0 || asked.option;
  const addButton = mayAdd && newPath && <Button component={Link} to={newPath} leftSection={<IconPlus size={18} aria-hidden />}>{t(`${words}.add`)}</Button>;
  return (
    <Stack gap="md">
      <Text fw={600} c="dimmed">{t("nav.commerce")}</Text>
      <CommerceTabs />
      <Group justify="space-between" align="flex-start">
        <Title order={1}>{title}</Title>
        {addButton}
      </Group>
      <Text maw="46rem">{t(`${words}.lead`)}</Text>
      {session && !session.user && <Alert variant="light" color="gray">{t("commerce.guest")}</Alert>}
      <Deleted words={t("resources.deleted")} />
      <TextInput
        type="search" size="md" label={t("catalogue.search")} placeholder={t(`${words}.placeholder`)} value={typed} maxLength={1000}
        leftSection={<IconSearch size={18} aria-hidden />} onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Chip.Group multiple value={asked.kind} onChange={(kind) => change({ kind })}>
        <Group gap="xs" role="group" aria-label={t("resources.kindLabel")}>
          {kinds.map((kind) => <Chip key={kind} value={kind}>{kindName(kind)}</Chip>)}
        </Group>
      </Chip.Group>
      {option && (!option.isInner || session?.user) && <Switch label={option.label} checked={asked.option} onChange={(event) => change({ option: event.currentTarget.checked })} />}
      <Group justify="space-between">
        <Group gap="xs">
          <Text role="status" aria-live="polite">{items && !isEmpty ? t(`${words}.found`, { count: found.data?.pages[0]?.total ?? items.length }) : ""}</Text>
          {isNarrowed && !isEmpty && <Button size="compact-sm" variant="subtle" onClick={clear}>{t("filter.clear")}</Button>}
        </Group>
        {items && !isEmpty && <ExportMenu name={title} rows={async () => rows(await everything<Item>(address, query))} />}
      </Group>
      {found.error && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {isEmpty && (
        <Empty title={t(isNarrowed ? "catalogue.none" : `${words}.none`)} text={t(isNarrowed ? "resources.noneFiltered" : mayAdd ? `${words}.noneText` : session?.user ? `${words}.noneForYou` : `${words}.nonePublic`)}>
          <Group justify="center">
            {isNarrowed && <Button variant="light" onClick={clear}>{t("filter.clear")}</Button>}
            {addButton}
            {session && !session.user && <Button component={Link} to="/login" state={{ from: location.pathname + location.search }} variant="light">{t("session.logIn")}</Button>}
          </Group>
        </Empty>
      )}
      <Stack component="ul" gap="sm" className="hit-list" aria-busy={found.isFetching}>
        {items?.map((item) => <li key={item.id}>{card(item)}</li>)}
      </Stack>
      {found.hasNextPage && <Button variant="light" fullWidth loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t("action.showMore")}</Button>}
    </Stack>
  );
}
