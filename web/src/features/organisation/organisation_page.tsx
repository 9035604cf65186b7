import { Alert, Anchor, Badge, Button, Card, Group, SimpleGrid, Stack, Tabs, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { FeatureCollection } from "geojson";
import { lazy, Suspense, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router-dom";
import { get, type Organisation, queryString, type Schemas } from "../../api/client";
import { KindBadge, OrganisationCard } from "../../common/organisation_card";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { Fact, InLanguage, InventedBadge } from "../../common/text";
import { useTitle } from "../../common/use_title";
import { VisibilityBadge } from "../../common/visibility";
import { formatDate, formatNumber } from "../../i18n";
import { FundedList } from "../funded/list";

const OrganisationMap = lazy(() => import("../../common/map").then((module) => ({ default: module.OrganisationMap })));
type Capability = Schemas["Capability"];

function Capabilities({ title, items, none }: { title: string; items: Capability[]; none: string }) {
  const { t } = useTranslation();
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {title}
      </Title>
      {items.length === 0 && <Text c="dimmed">{none}</Text>}
      <Stack gap="sm">
        {items.map((item) => (
          <Card withBorder padding="sm" key={item.id}>
            <Group justify="space-between" align="flex-start" gap="xs">
              <Text fw={600}>
                <InLanguage text={item.title} />
              </Text>
              <VisibilityBadge visibility={item.visibility ?? "members"} />
            </Group>
            <Text size="sm" c="dimmed">
              {t(`capability.${item.kind}`)}
              {item.trl_from !== undefined && ` · TRL ${item.trl_from}${item.trl_to && item.trl_to !== item.trl_from ? `–${item.trl_to}` : ""}`}
            </Text>
            <Text size="sm">
              <InLanguage text={item.description} />
            </Text>
            <Group gap={6} mt={4}>
              {item.tags?.map((tag) => (
                <Badge key={tag} variant="light" tt="none" fw={500} size="sm">
                  {tag}
                </Badge>
              ))}
            </Group>
          </Card>
        ))}
      </Stack>
    </section>
  );
}

/** What it did in funding programmes; nothing where it did nothing. */
function History({ id }: { id: string }) {
  const { t, i18n } = useTranslation();
  return (
    <FundedList path={`/organisations/${id}`} organisation={id} none={null}>
      {(total) => <Title order={2} size="h4">{t("funded.title")} <Text span c="dimmed">({formatNumber(total, i18n.language)})</Text></Title>}
    </FundedList>
  );
}

function Neighbours({ id }: { id: string }) {
  const { t } = useTranslation();
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {t("neighbours.title")}
      </Title>
      <Tabs defaultValue="complementary" keepMounted={false}>
        <Tabs.List>
          {["complementary", "similar", "near"].map((by) => (
            <Tabs.Tab key={by} value={by}>
              {t(`neighbours.${by}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {["complementary", "similar", "near"].map((by) => (
          <Tabs.Panel key={by} value={by} pt="sm">
            <NeighbourList id={id} by={by} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </section>
  );
}

function NeighbourList({ id, by }: { id: string; by: string }) {
  const { t } = useTranslation();
  const found = useQuery({ queryKey: ["neighbours", id, by], queryFn: () => get<Schemas["Hits"]>(`/organisations/${id}/neighbours${queryString({ by, limit: 6 })}`) });
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  if (found.data.items.length === 0) return <Empty title={t("neighbours.none")} text={t(`neighbours.noneText_${by}`)} />;
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} component="ul" className="hit-list" spacing="sm">
      {found.data.items.map((hit) => (
        <li key={hit.organisation.id}>
          <OrganisationCard organisation={hit.organisation} hit={hit} />
        </li>
      ))}
    </SimpleGrid>
  );
}

function Memberships({ id }: { id: string }) {
  const { t, i18n } = useTranslation();
  const found = useQuery({ queryKey: ["organisation-memberships", id], queryFn: () => get<Schemas["MembershipPage"]>(`/organisations/${id}/memberships`) });
  if (!found.data || found.data.items.length === 0) return null;
  return (
    <Fact label={t("organisation.memberships")}>
      {found.data.items.map((each) => (
        <div key={each.id}>
          <InLanguage text={each.cluster.name} /> ({t(`membership.status.${each.status}`)}
          {each.since ? `, ${formatDate(each.since, i18n.language)}` : ""}
          {each.until ? ` – ${formatDate(each.until, i18n.language)}` : ""})
        </div>
      ))}
    </Fact>
  );
}

function Facts({ organisation }: { organisation: Organisation }) {
  const { t, i18n } = useTranslation();
  const { registers } = organisation;
  return (
    <Card withBorder>
      <Stack gap={6} component="dl" m={0}>
        {organisation.short_name && <Fact label={t("organisation.shortName")}>{organisation.short_name}</Fact>}
        {organisation.size && <Fact label={t("facet.size")}>{t(`size.${organisation.size}`)}</Fact>}
        {organisation.employees !== undefined && <Fact label={t("organisation.employees")}>{formatNumber(organisation.employees, i18n.language)}</Fact>}
        {organisation.turnover && <Fact label={t("organisation.turnover")}>{t(`turnover.${organisation.turnover}`)}</Fact>}
        {organisation.founded !== undefined && <Fact label={t("organisation.founded")}>{organisation.founded}</Fact>}
        {organisation.website && (
          <Fact label={t("organisation.website")}>
            <Anchor href={organisation.website} rel="noopener noreferrer nofollow" target="_blank" size="sm">
              {organisation.website.replace(/^https?:\/\//, "")}
            </Anchor>
          </Fact>
        )}
        {registers.nip && <Fact label="NIP">{registers.nip}</Fact>}
        {registers.regon && <Fact label="REGON">{registers.regon}</Fact>}
        {registers.krs && <Fact label="KRS">{registers.krs}</Fact>}
        {registers.eu_vat && <Fact label={t("organisation.euVat")}>{registers.eu_vat}</Fact>}
        <Memberships id={organisation.id} />
        <Fact label={t("organisation.updated")}>{formatDate(organisation.updated_at, i18n.language)}</Fact>
      </Stack>
    </Card>
  );
}

function Activities({ organisation }: { organisation: Organisation }) {
  const { t, i18n } = useTranslation();
  if (organisation.activities.length === 0) return null;
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {t("organisation.activities")}
      </Title>
      <div className="table-scroll">
        <table className="plain-table">
          <tbody>
            {organisation.activities.map((code) => (
              <tr key={code.scheme + code.code}>
                <td>{t(`scheme.${code.scheme.replace(".", "_")}`)}</td>
                <td>{code.code}</td>
                <td>
                  <InLanguage text={code.title} />
                  {code.is_main && (
                    <Badge ml="xs" size="sm" variant="light" tt="none">
                      {t("organisation.mainActivity")}
                    </Badge>
                  )}
                  {code.valid_until && (
                    <Text size="xs" c="dimmed">
                      {t("organisation.validUntil", { day: formatDate(code.valid_until, i18n.language) })}
                    </Text>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Places({ organisation }: { organisation: Organisation }) {
  const { t } = useTranslation();
  const data = useMemo<FeatureCollection>(
    () => ({
      type: "FeatureCollection",
      features: organisation.places.flatMap((place) =>
        place.lon === undefined || place.lat === undefined
          ? []
          : [{ type: "Feature" as const, geometry: { type: "Point" as const, coordinates: [place.lon, place.lat] }, properties: { id: organisation.id, name: organisation.legal_name, kind: organisation.kind } }],
      ),
    }),
    [organisation],
  );
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {t("organisation.places")}
      </Title>
      <Stack gap={4} mb="sm">
        {organisation.places.map((place) => (
          <Text size="sm" key={place.id}>
            {[place.street, [place.postal_code, place.locality].filter(Boolean).join(" "), place.country !== "PL" ? place.country : ""].filter(Boolean).join(", ")}
            {place.is_seat && organisation.places.length > 1 && ` (${t("organisation.seat")})`}
            {place.position_source === "gazetteer" && (
              <Text span size="xs" c="dimmed">
                {" "}
                {t("organisation.approximate")}
              </Text>
            )}
          </Text>
        ))}
      </Stack>
      {data.features.length > 0 && (
        <div className="small-map">
          <Suspense fallback={<Loading />}>
            <OrganisationMap data={data} onOpen={() => undefined} label={t("organisation.places")} />
          </Suspense>
        </div>
      )}
    </section>
  );
}

/** The profile, as the reader may see it. */
export function OrganisationPage() {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  const found = useQuery({ queryKey: ["organisation", id], queryFn: () => get<Organisation>(`/organisations/${id}`) });
  useTitle(found.data?.legal_name);
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const organisation = found.data;
  return (
    <Stack gap="xl">
      <Group justify="space-between" align="flex-start" gap="md">
        <Stack gap="xs">
          <Group gap="xs">
            <KindBadge kind={organisation.kind} />
            {organisation.is_invented && <InventedBadge />}
          </Group>
          <Title order={1}>
            <bdi>{organisation.legal_name}</bdi>
          </Title>
        </Stack>
        <Group gap="xs">
          {organisation.may?.includes("match_confidentially") && (
            <Button component={Link} variant="default" to={`/organisations/${id}/matching`}>
              {t("matching.title")}
            </Button>
          )}
          {organisation.may?.includes("read_disclosures") && (
            <Button component={Link} variant="default" to={`/organisations/${id}/disclosures`}>
              {t("disclosures.title")}
            </Button>
          )}
          {organisation.may?.includes("edit") && (
            <Button component={Link} to={`/organisations/${id}/edit`}>
              {t("organisation.edit")}
            </Button>
          )}
        </Group>
      </Group>
      {organisation.is_invented && (
        <Alert color="orange" variant="light">
          {t("invented.organisation")}
        </Alert>
      )}
      <div className="profile">
        <Stack gap="xl">
          <Text style={{ whiteSpace: "pre-line" }}>
            <InLanguage text={organisation.description} />
          </Text>
          <Capabilities title={t("organisation.offers")} items={organisation.offers} none={t("organisation.noOffers")} />
          <Capabilities title={t("organisation.needs")} items={organisation.needs} none={t("organisation.noNeeds")} />
          <Activities organisation={organisation} />
          <History id={id} />
        </Stack>
        <Stack gap="xl">
          <Facts organisation={organisation} />
          <Places organisation={organisation} />
        </Stack>
      </div>
      <Neighbours id={id} />
    </Stack>
  );
}
