import { Button, Group, Menu, Select, Stack, Text, TextInput, Title } from "@mantine/core";
import { useDisclosure, useMediaQuery } from "@mantine/hooks";
import { IconDownload, IconFilter, IconMap, IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router-dom";
import { get, queryString, type Schemas } from "../../api/client";
import { may, useSession } from "../../api/session";
import { type Filters, filtersFrom, isFiltered, parametersOf } from "../../common/filters";
import { OrganisationCard } from "../../common/organisation_card";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { useTitle } from "../../common/use_title";
import { useTyped } from "../../common/use_typed";
import { Chosen, Facets } from "./facets";

function useCatalogue(filters: Filters) {
  const { sort, ...rest } = filters;
  return useInfiniteQuery({
    queryKey: ["catalogue", filters],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      get<Schemas["CataloguePage"]>(`/organisations${queryString({ ...rest, sort: sort || (filters.q ? "relevance" : "name"), limit: 24, cursor: pageParam, facets: pageParam === "" })}`, signal),
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

function Export({ filters }: { filters: Filters }) {
  const { t } = useTranslation();
  const { sort: _, ...rest } = filters;
  return (
    <Menu>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={18} aria-hidden />}>
          {t("catalogue.export")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {["xlsx", "csv", "geojson", "jsonld"].map((format) => (
          <Menu.Item key={format} component="a" href={`/api/v1/exports/organisations.${format}${queryString(rest)}`} download>
            {t(`export.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Search as you type, facets, sorting; the address bar says it all. */
export function CataloguePage() {
  const { t } = useTranslation();
  useTitle(t("nav.catalogue"));
  const session = useSession();
  const [parameters, setParameters] = useSearchParams();
  const filters = filtersFrom(parameters);
  const change = (next: Filters) => setParameters(parametersOf(next), { replace: true });
  const [typed, setTyped] = useTyped(filters.q, (q) => change({ ...filters, q }));
  const isWide = useMediaQuery("(min-width: 62em)", true);
  const [isOpen, facets] = useDisclosure(false);
  const found = useCatalogue(filters);
  const first = found.data?.pages[0];
  return (
    <Stack gap="md">
      <Title order={1}>{t("nav.catalogue")}</Title>
      <Group align="flex-end" gap="sm">
        <TextInput
          className="grow" type="search" size="md" label={t("catalogue.search")} placeholder={t("catalogue.placeholder")} value={typed}
          leftSection={<IconSearch size={18} aria-hidden />} onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Select
          size="md" w="13rem" label={t("catalogue.sort")} value={filters.sort || (filters.q ? "relevance" : "name")} allowDeselect={false}
          data={["relevance", "name", "-name", "updated"].map((value) => ({ value, label: t(`sort.${value}`) }))}
          onChange={(value) => change({ ...filters, sort: value ?? "" })}
        />
      </Group>
      <Chosen filters={filters} onChange={change} />
      <Group justify="space-between">
        <Text role="status" aria-live="polite">
          {first ? t("catalogue.found", { count: first.total }) : ""}
        </Text>
        <Group gap="xs">
          {!isWide && (
            <Button variant="default" leftSection={<IconFilter size={18} aria-hidden />} aria-expanded={isOpen} onClick={facets.toggle}>
              {t("filter.title")}
            </Button>
          )}
          <Button variant="default" component={Link} to={`/map?${parametersOf({ ...filters, sort: "" })}`} leftSection={<IconMap size={18} aria-hidden />}>
            {t("catalogue.onMap")}
          </Button>
          {may(session, "export_catalogue") && <Export filters={filters} />}
        </Group>
      </Group>
      {found.error ? (
        <ErrorNote error={found.error} retry={() => void found.refetch()} />
      ) : (
        <div className="with-facets">
          <aside aria-label={t("filter.title")}>{first?.facets && <Facets facets={first.facets} filters={filters} onChange={change} isOpen={isWide || isOpen} />}</aside>
          <div>
            {found.isPending && <Loading />}
            {first && first.total === 0 && (
              <Empty title={t("catalogue.none")} text={t(isFiltered(filters) ? "catalogue.noneFiltered" : "catalogue.noneText")}>
                {isFiltered(filters) && (
                  <Button variant="light" onClick={() => { setTyped(""); setParameters({}); }}>
                    {t("filter.clear")}
                  </Button>
                )}
              </Empty>
            )}
            <Stack component="ul" gap="sm" className="hit-list" aria-busy={found.isFetching}>
              {found.data?.pages.flatMap((page) => page.items).map((hit) => (
                <li key={hit.organisation.id}>
                  <OrganisationCard organisation={hit.organisation} hit={hit} />
                </li>
              ))}
            </Stack>
            {found.hasNextPage && (
              <Button mt="md" variant="light" fullWidth loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
                {t("action.showMore")}
              </Button>
            )}
          </div>
        </div>
      )}
    </Stack>
  );
}
