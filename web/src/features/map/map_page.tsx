import { Anchor, Button, Card, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconFilter, IconList, IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { FeatureCollection, Point } from "geojson";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router-dom";
import { get, queryString, type Schemas } from "../../api/client";
import { type Filters, filtersFrom, parametersOf } from "../../common/filters";
import { KindDot } from "../../common/organisation_card";
import { ErrorNote, Loading } from "../../common/states";
import { useTitle } from "../../common/use_title";
import { useTyped } from "../../common/use_typed";
import { kindColours } from "../../theme";
import { Chosen, Facets } from "../catalogue/facets";

const OrganisationMap = lazy(() => import("../../common/map").then((module) => ({ default: module.OrganisationMap })));

type Places = FeatureCollection<Point, { id: string; name: string; kind: string }>;
const listed = 100;

/** Organisations by kind on a map; the same as a list beside it. */
export function MapPage() {
  const { t } = useTranslation();
  useTitle(t("nav.map"));
  const navigate = useNavigate();
  const [parameters, setParameters] = useSearchParams();
  const filters = { ...filtersFrom(parameters), sort: "" };
  const change = (next: Filters) => setParameters(parametersOf(next), { replace: true });
  const [typed, setTyped] = useTyped(filters.q, (q) => change({ ...filters, q }));
  const [isOpen, panel] = useDisclosure(false);
  const { sort: _, ...rest } = filters;
  const places = useQuery({ queryKey: ["map", rest], queryFn: ({ signal }) => get<Places>(`/map/organisations${queryString(rest)}`, signal), placeholderData: keepPreviousData });
  const facets = useQuery({ queryKey: ["facets", rest], queryFn: ({ signal }) => get<Schemas["CataloguePage"]>(`/organisations${queryString({ ...rest, limit: 1 })}`, signal), placeholderData: keepPreviousData });
  const kinds = Object.keys(kindColours).filter((kind) => facets.data?.facets?.kind.some((each) => each.value === kind));
  return (
    <Stack gap="sm">
      <Title order={1}>{t("nav.map")}</Title>
      <Group align="flex-end" gap="sm">
        <TextInput
          className="grow" type="search" label={t("catalogue.search")} placeholder={t("catalogue.placeholder")} value={typed}
          leftSection={<IconSearch size={18} aria-hidden />} onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button variant="default" leftSection={<IconFilter size={18} aria-hidden />} aria-expanded={isOpen} onClick={panel.toggle}>
          {t("filter.title")}
        </Button>
        <Button variant="default" component={Link} to={`/catalogue?${parametersOf(filters)}`} leftSection={<IconList size={18} aria-hidden />}>
          {t("map.asList")}
        </Button>
      </Group>
      <Chosen filters={filters} onChange={change} />
      {isOpen && facets.data?.facets && (
        <Card withBorder>
          <div className="facet-columns">
            <Facets facets={facets.data.facets} filters={filters} onChange={change} isOpen />
          </div>
        </Card>
      )}
      {places.error ? (
        <ErrorNote error={places.error} retry={() => void places.refetch()} />
      ) : (
        <>
          <Group gap="md" aria-label={t("map.legend")} role="list">
            {kinds.map((kind) => (
              <Group key={kind} gap={6} role="listitem">
                <KindDot kind={kind} />
                <Text size="sm">{t(`kind.${kind}`)}</Text>
              </Group>
            ))}
          </Group>
          <div className="big-map">
            <Suspense fallback={<Loading />}>
              <OrganisationMap data={places.data} onOpen={(id) => navigate(`/organisations/${id}`)} label={t("map.title")} />
            </Suspense>
          </div>
          <details>
            <summary>{t("map.twin", { count: places.data?.features.length ?? 0 })}</summary>
            <ul>
              {places.data?.features.slice(0, listed).map((place, i) => (
                <li key={`${place.properties.id}${i}`}>
                  <Anchor component={Link} to={`/organisations/${place.properties.id}`}>
                    {place.properties.name}
                  </Anchor>
                  , {t(`kind.${place.properties.kind}`)}
                </li>
              ))}
            </ul>
            {(places.data?.features.length ?? 0) > listed && <Text size="sm">{t("map.twinMore", { count: listed })}</Text>}
          </details>
        </>
      )}
    </Stack>
  );
}
