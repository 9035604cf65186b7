import { Anchor, Badge, Button, Card, Group, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { FeatureCollection } from "geojson";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router-dom";
import { type Cluster, get, queryString, type Schemas } from "../../api/client";
import { useMeta } from "../../api/session";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { InLanguage, InventedBadge } from "../../common/text";
import { formatNumber, inLanguage } from "../../i18n";

const OrganisationMap = lazy(() => import("../../common/map").then((module) => ({ default: module.OrganisationMap })));

function Figure({ value, label, note }: { value: string; label: string; note?: string }) {
  return (
    <Card withBorder padding="md">
      <Text fz="1.9rem" fw={650} lh={1.1}>
        {value}
      </Text>
      <Text size="sm">{label}</Text>
      {note && (
        <Text size="xs" c="dimmed">
          {note}
        </Text>
      )}
    </Card>
  );
}

function Counts({ title, counts, name, facet }: { title: string; counts: Schemas["Count"][]; name: (count: Schemas["Count"]) => string; facet: string }) {
  const most = Math.max(1, ...counts.map((each) => each.count));
  return (
    <Card withBorder>
      <Title order={3} size="h5" mb="xs">
        {title}
      </Title>
      <Stack gap={6} component="ul" style={{ listStyle: "none", margin: 0, padding: 0 }}>
        {counts.slice(0, 8).map((each) => (
          <li key={each.value}>
            <Group justify="space-between" wrap="nowrap" gap="sm">
              <Anchor component={Link} size="sm" to={`/catalogue${queryString({ [facet]: each.value })}`}>
                {name(each)}
              </Anchor>
              <Text size="sm">{each.count}</Text>
            </Group>
            <svg width="100%" height="4" aria-hidden>
              <rect width={`${(100 * each.count) / most}%`} height="4" rx="2" fill="var(--mantine-primary-color-filled)" />
            </svg>
          </li>
        ))}
      </Stack>
    </Card>
  );
}

/** The cluster's front page: what it is, its scope and field, its numbers, its map. */
export function FrontPage() {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const meta = useMeta();
  const slug = meta.data?.default_cluster;
  const cluster = useQuery({ queryKey: ["cluster", slug], queryFn: () => get<Cluster>(`/clusters/${slug}`), enabled: Boolean(slug) });
  const numbers = useQuery({ queryKey: ["numbers", slug], queryFn: () => get<Schemas["ClusterNumbers"]>(`/clusters/${slug}/numbers`), enabled: Boolean(slug) });
  const points = useQuery({ queryKey: ["map", slug], queryFn: () => get<FeatureCollection>(`/map/organisations${queryString({ cluster: slug })}`), enabled: Boolean(slug) });
  const error = meta.error ?? cluster.error;
  if (error) return <ErrorNote error={error} retry={() => void (meta.error ? meta.refetch() : cluster.refetch())} />;
  if (meta.data && !slug)
    return (
      <Empty title={t("front.none")} text={t("front.noneText")}>
        <Button component={Link} to="/login">
          {t("session.logIn")}
        </Button>
      </Empty>
    );
  if (!cluster.data) return <Loading />;
  const { data } = cluster;
  const label = (count: Schemas["Count"]) => inLanguage(count.label, i18n.language)?.text ?? count.value;
  return (
    <Stack gap="xl">
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
        <Stack gap="md">
          <Group gap="xs">
            <Badge variant="light" tt="none">
              {t(`scope.${data.scope.level}`)}: {data.scope.areas?.filter((area) => !/^[A-Z]{2}\w*$/.test(area)).join(", ")}
            </Badge>
            {data.is_invented && <InventedBadge />}
          </Group>
          <Title order={1}>
            <InLanguage text={data.name} />
          </Title>
          <Text size="lg">
            <InLanguage text={data.summary} />
          </Text>
          <Stack gap={4}>
            <Text fw={600} size="sm">
              {t("front.field")}
            </Text>
            {data.field.filter((code) => code.is_main || data.field.length < 3).map((code) => (
              <Text size="sm" key={code.scheme + code.code}>
                <InLanguage text={code.title} /> <Text span c="dimmed" size="sm">({code.code}, {t(`scheme.${code.scheme.replace(".", "_")}`)})</Text>
              </Text>
            ))}
            <Group gap={6} mt={4}>
              {data.tags.map((tag) => (
                <Badge key={tag} variant="default" tt="none" fw={500}>
                  {tag}
                </Badge>
              ))}
            </Group>
          </Stack>
          <Group>
            <Button component={Link} to="/partners" size="md">
              {t("front.findPartner")}
            </Button>
            <Button component={Link} to="/catalogue" variant="light" size="md">
              {t("front.browse")}
            </Button>
          </Group>
        </Stack>
        <div className="front-map">
          <Suspense fallback={<Loading />}>
            <OrganisationMap data={points.data} onOpen={(id) => navigate(`/organisations/${id}`)} label={t("map.title")} />
          </Suspense>
        </div>
      </SimpleGrid>
      {numbers.data && (
        <section aria-label={t("front.numbers")}>
          <Title order={2} size="h3" mb="sm">
            {t("front.numbers")}
          </Title>
          <div className="figures">
            <Figure value={formatNumber(numbers.data.members, i18n.language)} label={t("front.members", { count: numbers.data.members })} />
            <Figure
              value={formatNumber(numbers.data.employees ?? 0, i18n.language)} label={t("front.employees")}
              note={t("front.employeesKnown", { known: numbers.data.employees_known, all: numbers.data.members })}
            />
            <Figure value={formatNumber(numbers.data.offers ?? 0, i18n.language)} label={t("front.offers")} note={t("front.public")} />
            <Figure value={formatNumber(numbers.data.needs ?? 0, i18n.language)} label={t("front.needs")} note={t("front.public")} />
          </div>
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} mt="md">
            <Counts title={t("facet.kind")} facet="kind" counts={numbers.data.by_kind} name={(each) => t(`kind.${each.value}`)} />
            <Counts title={t("facet.size")} facet="size" counts={numbers.data.by_size} name={(each) => t(`size.${each.value}`)} />
            <Counts title={t("facet.place")} facet="place" counts={numbers.data.by_place} name={label} />
          </SimpleGrid>
          <Card withBorder mt="md">
            <Title order={3} size="h5" mb="xs">
              {t("front.years")}
            </Title>
            <div className="table-scroll">
              <table className="plain-table">
                <thead>
                  <tr>
                    <th scope="col">{t("front.year")}</th>
                    <th scope="col">{t("front.joined")}</th>
                    <th scope="col">{t("front.left")}</th>
                    <th scope="col">{t("front.membersAtEnd")}</th>
                  </tr>
                </thead>
                <tbody>
                  {numbers.data.joined_by_year.map((each) => (
                    <tr key={each.year}>
                      <th scope="row">{each.year}</th>
                      <td>{each.joined}</td>
                      <td>{each.left}</td>
                      <td>{each.members}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </Card>
        </section>
      )}
    </Stack>
  );
}
