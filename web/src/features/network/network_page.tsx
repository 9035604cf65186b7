import { Anchor, Badge, Card, Chip, Group, Select, SimpleGrid, Stack, Switch, Table, Text, Title, UnstyledButton } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router-dom";
import { get, queryString } from "../../api/client";
import { useClusterSlug } from "../../api/session";
import { ExportMenu } from "../../common/export_menu";
import { OrganisationSelect } from "../../common/organisation_picker";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { InLanguage } from "../../common/text";
import { useTitle } from "../../common/use_title";
import { formatNumber } from "../../i18n";
import { formatShare } from "../../common/money";
import { brokers, colourOf, type Cooperation, isolatedMembers, type Node, partnersOf, pathOfWork, type WorkKind, workKinds } from "./network";
import { Picture } from "./picture";
import { Years } from "./years";

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <Card withBorder padding="sm">
      <Text size="xl" fw={700}>{value}</Text>
      <Text size="sm" c="dimmed">{label}</Text>
    </Card>
  );
}

function NodeButton({ node, onChoose, children }: { node: Node; onChoose: (id: string) => void; children?: React.ReactNode }) {
  return (
    <UnstyledButton className="network-name" onClick={() => onChoose(node.organisation)}>
      <span className="network-dot" style={{ background: colourOf(node) }} aria-hidden /> <bdi>{node.name}</bdi>{children}
    </UnstyledButton>
  );
}

/** Whom an organisation works with, in what, since when. */
function Chosen({ found, index, onChoose }: { found: Cooperation; index: number; onChoose: (id: string) => void }) {
  const { t } = useTranslation();
  const node = found.nodes[index] as Node;
  const partners = partnersOf(found, index);
  return (
    <Card withBorder aria-live="polite">
      <Stack gap="xs">
        <Group justify="space-between">
          <Title order={2} size="h4"><bdi>{node.name}</bdi></Title>
          <Group gap="xs">
            {node.is_core && <Badge variant="light" tt="none" fw={500}>{t("network.inCore")}</Badge>}
            {!node.is_member && <Badge variant="light" color="gray" tt="none" fw={500}>{t("network.noMember")}</Badge>}
          </Group>
        </Group>
        <Anchor component={Link} to={`/organisations/${node.organisation}`} size="sm">{t("network.profile")}</Anchor>
        {partners.length === 0 && <Text size="sm">{t("network.worksAlone")}</Text>}
        {partners.map(({ node: other, edge }) => (
          <div key={other.organisation}>
            <NodeButton node={other} onChoose={onChoose} />
            <Text size="sm" c="dimmed">
              {t("network.since", { year: edge.since })}: {edge.works.map((each, i) => {
                const work = found.works[each];
                return work && <span key={work.kind + work.id}>{i > 0 && "; "}{work.kind !== "project" && `${t(`network.one.${work.kind}`)} `}<Anchor component={Link} to={pathOfWork(work)} underline="always"><InLanguage text={work.title} /></Anchor></span>;
              })}
            </Text>
          </div>
        ))}
      </Stack>
    </Card>
  );
}

function Names({ title, lead, nodes, onChoose, more }: { title: string; lead: string; nodes: readonly Node[]; onChoose: (id: string) => void; more?: (node: Node) => string }) {
  if (nodes.length === 0) return null;
  return (
    <section>
      <Title order={2} size="h4">{title} <Text span c="dimmed">({nodes.length})</Text></Title>
      <Text size="sm" c="dimmed" mb="xs">{lead}</Text>
      <ul className="network-names">
        {nodes.map((node) => <li key={node.organisation}><NodeButton node={node} onChoose={onChoose}>{more && <Text span size="sm" c="dimmed"> {more(node)}</Text>}</NodeButton></li>)}
      </ul>
    </section>
  );
}

/** The same as the picture, for those who read. */
function AllNodes({ found, onChoose }: { found: Cooperation; onChoose: (id: string) => void }) {
  const { t, i18n } = useTranslation();
  const sorted = [...found.nodes].filter((each) => each.partners > 0).sort((a, b) => b.partners - a.partners).slice(0, 200);
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table striped>
        <Table.Thead><Table.Tr><Table.Th>{t("network.organisation")}</Table.Th><Table.Th ta="right">{t("network.partners")}</Table.Th><Table.Th ta="right">{t("network.between")}</Table.Th><Table.Th>{t("network.core")}</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {sorted.map((node) => (
            <Table.Tr key={node.organisation}>
              <Table.Td><NodeButton node={node} onChoose={onChoose} /></Table.Td>
              <Table.Td ta="right">{node.partners}</Table.Td>
              <Table.Td ta="right">{formatShare(Math.round(node.betweenness * 1000) / 1000, i18n.language)}</Table.Td>
              <Table.Td>{node.is_core ? t("network.yes") : ""}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Found({ found, chosenId, onChoose }: { found: Cooperation; chosenId: string | undefined; onChoose: (id: string | undefined) => void }) {
  const { t, i18n } = useTranslation();
  const index = found.nodes.findIndex((each) => each.organisation === chosenId);
  const chosen = index >= 0 ? index : undefined;
  const lonely = isolatedMembers(found.nodes);
  const active = found.nodes.filter((each) => each.partners > 0).length;
  const rows = () => [
    [t("network.organisation"), t("network.partners"), t("network.between"), t("network.community"), t("network.core")],
    ...found.nodes.map((each) => [each.name, each.partners, each.betweenness, each.partners > 0 ? each.community + 1 : "", each.is_core ? t("network.yes") : ""]),
  ];
  return (
    <Stack gap="lg">
      <SimpleGrid cols={{ base: 2, sm: 4 }}>
        <Figure label={t("network.active")} value={`${formatNumber(active, i18n.language)} / ${formatNumber(found.nodes.length, i18n.language)}`} />
        <Figure label={t("network.ties")} value={formatNumber(found.edges.length, i18n.language)} />
        <Figure label={t("network.communities")} value={formatNumber(found.communities, i18n.language)} />
        <Figure label={t("network.isolated")} value={formatNumber(lonely.length, i18n.language)} />
      </SimpleGrid>
      <Picture found={found} chosen={chosen} onChoose={(at) => onChoose(at === undefined ? undefined : found.nodes[at]?.organisation)} />
      <Text size="xs" c="dimmed">{t("network.legend")}</Text>
      {chosen !== undefined && <Chosen found={found} index={chosen} onChoose={onChoose} />}
      <div className="network-columns">
        <Names title={t("network.brokers")} lead={t("network.brokersLead")} nodes={brokers(found.nodes, 8)} onChoose={onChoose} more={(node) => formatShare(Math.round(node.betweenness * 1000) / 1000, i18n.language)} />
        <Names title={t("network.isolated")} lead={t("network.isolatedLead")} nodes={lonely} onChoose={onChoose} />
      </div>
      <Group justify="space-between" align="flex-end">
        <Title order={2} size="h4">{t("network.all")}</Title>
        <ExportMenu name={t("network.file")} rows={rows} />
      </Group>
      <AllNodes found={found} onChoose={onChoose} />
    </Stack>
  );
}

/** Who works with whom: the picture, those in the middle, those alone, and how it has grown. */
export function NetworkPage() {
  const { t, i18n } = useTranslation();
  useTitle(t("nav.network"));
  const cluster = useClusterSlug();
  const [parameters, setParameters] = useSearchParams();
  const year = /^\d{4}$/.test(parameters.get("year") ?? "") ? parameters.get("year") ?? undefined : undefined;
  const chosen = parameters.get("organisation") ?? undefined;
  const kind = parameters.getAll("kind").filter((each): each is WorkKind => (workKinds as readonly string[]).includes(each));
  const onlyMembers = parameters.get("members") === "only";
  const change = (next: { year?: string | undefined; organisation?: string | undefined; kind?: WorkKind[]; onlyMembers?: boolean }) => {
    const made = new URLSearchParams();
    const values = { year, organisation: chosen, kind, onlyMembers, ...next };
    if (values.onlyMembers) made.set("members", "only");
    for (const each of values.kind) made.append("kind", each);
    if (values.year) made.set("year", values.year);
    if (values.organisation) made.set("organisation", values.organisation);
    setParameters(made, { replace: true, preventScrollReset: true });
  };
  const query = useQuery({
    queryKey: ["network", cluster, year, kind, onlyMembers],
    queryFn: ({ signal }) => get<Cooperation>(`/clusters/${cluster}/network${queryString({ year, kind, only_members: onlyMembers ? "true" : undefined })}`, signal),
    enabled: Boolean(cluster), placeholderData: keepPreviousData,
  });
  const found = query.data;
  const years = useMemo(() => [...(found?.years ?? [])].reverse().map((each) => String(each.year)), [found]);
  return (
    <Stack gap="md">
      <Title order={1}>{t("nav.network")}</Title>
      <Text maw="46rem">{t("network.lead")} <Anchor component={Link} to="/network/history" underline="always">{t("funded.title")}</Anchor></Text>
      {query.error && <ErrorNote error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Loading />}
      <Chip.Group multiple value={kind} onChange={(value) => change({ kind: value as WorkKind[] })}>
        <Group gap="xs" role="group" aria-label={t("network.what")}>{workKinds.map((each) => <Chip key={each} value={each}>{t(`network.works.${each}`)}</Chip>)}</Group>
      </Chip.Group>
      {found && found.years.length === 0 && <Empty title={t("network.none")} text={t("network.noneText")}><Anchor component={Link} to="/projects">{t("nav.projects")}</Anchor></Empty>}
      {found && found.years.length > 0 && (
        <>
          <Group align="flex-end">
            <Select label={t("network.time")} allowDeselect={false} data={[{ value: "", label: t("network.always") }, ...years.map((value) => ({ value, label: value }))]} value={year ?? ""} onChange={(value) => change({ year: value || undefined })} />
            <Switch mb={8} label={t("network.onlyMembers")} checked={onlyMembers} onChange={(event) => change({ onlyMembers: event.currentTarget.checked })} />
            <OrganisationSelect label={t("network.find")} value={chosen && found.nodes.some((each) => each.organisation === chosen) ? chosen : undefined} onChange={(organisation) => change({ organisation })} />
          </Group>
          <Found found={found} chosenId={chosen} onChoose={(organisation) => change({ organisation })} />
          <Years years={found.years} language={i18n.language} chosen={year} onChoose={(value) => change({ year: value === year ? undefined : value })} />
        </>
      )}
    </Stack>
  );
}
