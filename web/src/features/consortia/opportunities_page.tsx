import { Anchor, Badge, Button, Card, Checkbox, Group, Select, Stack, Text, TextInput, Title } from "@mantine/core";
import { IconFileText, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router-dom";
import { get, queryString, type Schemas } from "../../api/client";
import { may, useClusterSlug, useSession } from "../../api/session";
import { Deleted } from "../../common/deleted";
import { ExportMenu } from "../../common/export_menu";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { InLanguage } from "../../common/text";
import { useTitle } from "../../common/use_title";
import { formatDate } from "../../i18n";
import { type Consortium, holdsWords, type Opportunity, type OpportunityKind, opportunityKinds } from "./consortium";
import { opportunityRows } from "./rows";

export function StageBadge({ stage }: { stage: Consortium["stage"] }) {
  const { t } = useTranslation();
  return <Badge className="whole" variant="light" color={stage === "dissolved" ? "gray" : stage === "forming" ? "orange" : "green"} tt="none" fw={500}>{t(`consortia.stage.${stage}`)}</Badge>;
}

export function OpportunityFacts({ opportunity }: { opportunity: Opportunity }) {
  const { t, i18n } = useTranslation();
  return (
    <Group gap="xs">
      <Badge className="whole" variant="light" tt="none" fw={500}>{t(`consortia.kind.${opportunity.kind}`)}</Badge>
      {opportunity.closes_on && <Badge className="whole" variant="default" tt="none" fw={500}>{t(opportunity.is_over ? "consortia.closed" : "consortia.closes", { day: formatDate(opportunity.closes_on, i18n.language) })}</Badge>}
    </Group>
  );
}

/** A consortium in a list: for what, how far, who. */
export function ConsortiumCard({ consortium }: { consortium: Consortium }) {
  const { t } = useTranslation();
  const accepted = consortium.seats.filter((each) => each.state === "accepted").length;
  const waits = consortium.own.some((id) => consortium.seats.some((each) => each.organisation === id && each.state === "invited"));
  return (
    <Card withBorder padding="md" component="article">
      <Stack gap={6}>
        <Group justify="space-between">
          <Anchor component={Link} to={`/consortia/${consortium.id}`} fw={600} dir="auto">{consortium.name || <InLanguage text={consortium.opportunity_title} />}</Anchor>
          <Group gap="xs">{waits && <Badge color="orange" tt="none">{t("consortia.waitsForYou")}</Badge>}<StageBadge stage={consortium.stage} /></Group>
        </Group>
        {consortium.name && <Text size="sm" c="dimmed"><InLanguage text={consortium.opportunity_title} /></Text>}
        <Text size="sm">{t("consortia.acceptedOf", { accepted, count: consortium.seats.filter((each) => ["proposed", "invited", "accepted"].includes(each.state)).length })}</Text>
      </Stack>
    </Card>
  );
}

/** All of them, page by page: there are hundreds in the life of a cluster, and they are looked through as a whole. */
async function allOpportunities(cluster: string, signal?: AbortSignal): Promise<Opportunity[]> {
  const made: Opportunity[] = [];
  for (let cursor = ""; ; ) {
    const page = await get<Schemas["OpportunityPage"]>(`/clusters/${cluster}/opportunities${queryString({ limit: 200, cursor })}`, signal);
    made.push(...page.items);
    if (!page.next || made.length >= 2000) return made;
    cursor = page.next;
  }
}

interface Sought {
  text: string;
  kind: OpportunityKind | undefined;
  onlyOpen: boolean;
}

const isSought = (opportunity: Opportunity, { text, kind, onlyOpen }: Sought) => (!kind || opportunity.kind === kind) && (!onlyOpen || !opportunity.is_over) && holdsWords([...Object.values(opportunity.title), ...Object.values(opportunity.description ?? {})], text);

function Filters({ sought, onChange }: { sought: Sought; onChange: (change: Partial<Sought>) => void }) {
  const { t } = useTranslation();
  return (
    <Group align="flex-end" gap="sm" role="search">
      <TextInput className="grow" miw="12rem" type="search" label={t("consortia.search")} value={sought.text} onChange={(event) => onChange({ text: event.currentTarget.value })} />
      <Select clearable label={t("consortia.kindLabel")} placeholder={t("consortia.anyKind")} data={opportunityKinds.map((kind) => ({ value: kind, label: t(`consortia.kind.${kind}`) }))} value={sought.kind ?? null} onChange={(kind) => onChange({ kind: (kind ?? undefined) as OpportunityKind | undefined })} />
      <Checkbox mb={8} label={t("consortia.onlyOpen")} checked={sought.onlyOpen} onChange={(event) => onChange({ onlyOpen: event.currentTarget.checked })} />
    </Group>
  );
}

/** Calls, purchases and investments that members could answer together, and the consortia that form. */
export function OpportunitiesPage() {
  const { t, i18n } = useTranslation();
  useTitle(t("nav.consortia"));
  const cluster = useClusterSlug();
  const session = useSession();
  const [parameters, setParameters] = useSearchParams();
  const mayManage = may(session, "manage_consortium");
  const found = useQuery({ queryKey: ["opportunities", cluster], queryFn: ({ signal }) => allOpportunities(cluster as string, signal), enabled: Boolean(cluster) });
  const consortia = useQuery({ queryKey: ["consortia", cluster], queryFn: () => get<{ items: Consortium[] }>(`/clusters/${cluster}/consortia`), enabled: Boolean(cluster) && Boolean(session?.user) }).data?.items ?? [];
  const sought: Sought = { text: parameters.get("q") ?? "", kind: opportunityKinds.find((each) => each === parameters.get("kind")), onlyOpen: parameters.get("open") === "1" };
  const narrow = (change: Partial<Sought>) => {
    const { text, kind, onlyOpen } = { ...sought, ...change };
    setParameters({ ...(text ? { q: text } : {}), ...(kind ? { kind } : {}), ...(onlyOpen ? { open: "1" } : {}) }, { replace: true });
  };
  const items = found.data?.filter((each) => isSought(each, sought));
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start">
        <Title order={1}>{t("nav.consortia")}</Title>
        {mayManage && (
          <Group gap="xs">
            <Button component={Link} to="/consortia/template" variant="default" leftSection={<IconFileText size={18} aria-hidden />}>{t("template.title")}</Button>
            <Button component={Link} to="/opportunities/new" leftSection={<IconPlus size={18} aria-hidden />}>{t("consortia.announce")}</Button>
          </Group>
        )}
      </Group>
      <Text maw="46rem">{t("consortia.lead")}</Text>
      <Deleted words={t("resources.deleted")} />
      {consortia.length > 0 && (
        <section>
          <Title order={2} size="h4" mb="xs">{t("consortia.ours")}</Title>
          <Stack component="ul" gap="sm" className="hit-list">{consortia.map((each) => <li key={each.id}><ConsortiumCard consortium={each} /></li>)}</Stack>
        </section>
      )}
      <section>
        <Group justify="space-between" mb="xs">
          <Title order={2} size="h4">{t("consortia.opportunities")}</Title>
          {items && items.length > 0 && <ExportMenu name={t("consortia.opportunitiesFile")} rows={() => opportunityRows(items, consortia, t as never, i18n.language)} />}
        </Group>
        {found.error && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
        {found.isPending && <Loading />}
        {found.data?.length === 0 && <Empty title={t("consortia.noOpportunities")} text={t(mayManage ? "consortia.noOpportunitiesManager" : "consortia.noOpportunitiesText")} />}
        {found.data && found.data.length > 0 && (
          <Stack gap="sm">
            <Filters sought={sought} onChange={narrow} />
            <Text size="sm" c="dimmed" role="status">{t("consortia.foundOpportunities", { count: items?.length ?? 0 })}</Text>
            {items?.length === 0 && <Empty title={t("consortia.noneSought")} text={t("consortia.noneSoughtText")}><Button variant="light" onClick={() => setParameters({}, { replace: true })}>{t("consortia.showAll")}</Button></Empty>}
          </Stack>
        )}
        <Stack component="ul" gap="sm" className="hit-list" mt="sm">
          {items?.map((opportunity) => (
            <li key={opportunity.id}>
              <Card withBorder padding="md" component="article">
                <Stack gap={6}>
                  <Anchor component={Link} to={`/opportunities/${opportunity.id}`} fw={600} size="lg" lh={1.25} dir="auto"><InLanguage text={opportunity.title} /></Anchor>
                  <OpportunityFacts opportunity={opportunity} />
                  <Text size="sm" lineClamp={2} dir="auto" component="div"><InLanguage text={opportunity.description} /></Text>
                </Stack>
              </Card>
            </li>
          ))}
        </Stack>
      </section>
    </Stack>
  );
}
