import { Anchor, Badge, Card, Group, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { call, type Schemas } from "../../api/client";
import { useClusterSlug } from "../../api/session";
import { KindBadge } from "../../common/organisation_card";
import { ErrorNote, Loading } from "../../common/states";
import { countryName } from "../../common/country_select";
import { formatNumber } from "../../i18n";
import { shortTitle, yearsOf } from "../funded/funded";
import { historyQuestion, type ProvenPartner, type Sought, sought } from "./proven";
import type { PartnerQuery } from "./question";

/** What the history of projects answers. `isThere`: there is a history, or it is not known yet. */
export function useProven(asked: PartnerQuery | undefined) {
  const cluster = useClusterSlug();
  const [who, setWho] = useState<Sought>("all");
  const question = historyQuestion(asked);
  const found = useQuery({
    queryKey: ["partners", "proven", question, cluster, who],
    queryFn: async ({ signal }) => (await call<Schemas["ProvenPartners"]>("POST", "/partner-search/proven", { json: { ...question, ...(cluster && { cluster, who }) }, signal })).body,
    enabled: Boolean(question),
    placeholderData: keepPreviousData,
  });
  return { found, cluster, who, setWho, isThere: Boolean(question) && found.data?.projects !== 0 };
}

function Projects({ of, children }: { of: ProvenPartner["near"]; children?: ReactNode }) {
  return (
    <>
      {of.map((each, i) => (
        <span key={each.id}>
          {i > 0 && "; "}
          <Anchor component={Link} to={`/funded-projects/${each.id}`} title={each.title} size="sm"><bdi>{shortTitle(each)}</bdi></Anchor> <span className="whole-years">({yearsOf(each)})</span>
        </span>
      ))}
      {children}
    </>
  );
}

function ProvenReasons({ of }: { of: ProvenPartner }) {
  const { t, i18n } = useTranslation();
  const number = (value: number) => formatNumber(value, i18n.language);
  const { count, projects } = of.together;
  return (
    <Stack component="ul" gap={2} aria-label={t("reason.title")} className="hit-list proven-reasons">
      {count > 0 && (
        <Text component="li" size="sm">
          {t("proven.together", { count, number: number(count) })}: <Projects of={projects}>{count > projects.length && ` ${t("proven.more", { number: number(count - projects.length) })}`}</Projects>
        </Text>
      )}
      {of.near.length > 0 && <Text component="li" size="sm">{t("proven.onTopic")}: <Projects of={of.near} /></Text>}
      {of.common_partners > 0 && <Text component="li" size="sm" c="dimmed">{t("proven.commonPartners", { count: of.common_partners, number: number(of.common_partners) })}</Text>}
      <Text component="li" size="sm" c="dimmed">{t("proven.projects", { count: of.projects, number: number(of.projects) })}</Text>
    </Stack>
  );
}

function ProvenCard({ partner }: { partner: ProvenPartner }) {
  const { t, i18n } = useTranslation();
  const { organisation } = partner;
  const place = [organisation.locality, organisation.country && organisation.country !== "PL" && countryName(organisation.country, i18n.language)].filter(Boolean).join(", ");
  return (
    <Card withBorder component="article" padding="md">
      <Stack gap={6}>
        <Anchor component={Link} to={`/organisations/${organisation.id}`} fw={600} lh={1.25}><bdi>{organisation.name}</bdi></Anchor>
        <Group gap="xs">
          <KindBadge kind={organisation.kind} />
          {partner.is_member && <Badge className="whole" variant="light" tt="none" fw={500}>{t("membership.status.active")}</Badge>}
          {place && <Text size="sm">{place}</Text>}
        </Group>
        <ProvenReasons of={partner} />
      </Stack>
    </Card>
  );
}

/** Who proved to be a good partner in projects of funding programmes, beside those whose profiles fit. */
export function ProvenSection({ proven }: { proven: ReturnType<typeof useProven> }) {
  const { t } = useTranslation();
  const { found, cluster, who, setWho } = proven;
  return (
    <section id="history" aria-labelledby="history-title" aria-busy={found.isFetching}>
      <Title order={2} size="h4" id="history-title">{t("proven.title")}</Title>
      <Text size="sm" c="dimmed" mb="sm">{t("proven.lead")}</Text>
      {cluster && <SegmentedControl fullWidth mb="sm" aria-label={t("proven.who")} value={who} onChange={(value) => setWho(value as Sought)} data={sought.map((value) => ({ value, label: t(`proven.from.${value}`) }))} />}
      {found.error && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {found.data?.items.length === 0 && <Text role="status">{t("proven.none")}</Text>}
      {found.data && (
        <Stack component="ol" gap="sm" className="hit-list">
          {found.data.items.map((each) => <li key={each.organisation.id}><ProvenCard partner={each} /></li>)}
        </Stack>
      )}
    </section>
  );
}
