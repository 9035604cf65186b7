import { Anchor, Badge, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { IconPencil, IconSearch, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router-dom";
import { call, get, queryString } from "../../api/client";
import { useClusterSlug } from "../../api/session";
import type { DeletedState } from "../../common/deleted";
import { ErrorNote, Loading } from "../../common/states";
import { InLanguage } from "../../common/text";
import { useAction } from "../../common/use_action";
import { useTitle } from "../../common/use_title";
import { inLanguage } from "../../i18n";
import { formatAmount, formatShare } from "../../common/money";
import { type Consortium, type Opportunity, type Proposal, requirementsOf, seatsOf, sentRequirements, type Solution, whatIf } from "./consortium";
import { ConsortiumCard, OpportunityFacts } from "./opportunities_page";
import { SolutionView } from "./solution";

/** The requirements in words. */
function RequirementsList({ opportunity }: { opportunity: Opportunity }) {
  const { t, i18n } = useTranslation();
  const required = requirementsOf(opportunity);
  const amount = (value: string | number) => formatAmount(Number(value).toFixed(2), opportunity.currency ?? "PLN", i18n.language);
  const lines: string[] = [required.partners.min === required.partners.max ? t("consortia.partnersExactly", { count: required.partners.min }) : t("consortia.partnersFromTo", { min: required.partners.min, max: required.partners.max })];
  for (const each of required.competences ?? [])
    lines.push([each.competence, each.min_trl && `TRL ≥ ${each.min_trl}`, each.certificate, (each.holders ?? 1) > 1 && t("consortia.holdersOf", { count: each.holders })].filter(Boolean).join(", "));
  for (const rule of required.kinds ?? [])
    lines.push(`${[...(rule.kinds ?? []).map((kind) => t(`kind.${kind}`)), ...(rule.sizes ?? []).map((size) => t(`size.${size}`))].join(", ") || t("consortia.anybody")}: ${[rule.at_least !== undefined && t("consortia.atLeastNumber", { number: rule.at_least }), rule.at_most !== undefined && t("consortia.atMostNumber", { number: rule.at_most })].filter(Boolean).join(", ")}`);
  if (required.budget?.total?.max) lines.push(`${t("consortia.totalMax")}: ${amount(required.budget.total.max)}`);
  if (required.budget?.partner?.max) lines.push(`${t("consortia.partnerMax")}: ${amount(required.budget.partner.max)}`);
  if (required.budget?.partner?.min) lines.push(`${t("consortia.partnerMin")}: ${amount(required.budget.partner.min)}`);
  if (typeof required.sme_share === "number" && required.sme_share > 0) lines.push(`${t("consortia.smeShare")}: ${formatShare(required.sme_share, i18n.language)}`);
  if (required.countries) lines.push(`${t("consortia.countries")}: ${required.countries}`);
  if (required.within_each_other_km) lines.push(`${t("consortia.withinKm")}: ${required.within_each_other_km}`);
  return (
    <section>
      <Title order={2} size="h4" mb="xs">{t("consortia.requirements")}</Title>
      <ul>{lines.map((line) => <li key={line}>{line}</li>)}</ul>
    </section>
  );
}

/** Finds the best consortia; while one looks, partners are locked or banned and it is found again. */
function Finder({ opportunity }: { opportunity: Opportunity }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { run, error, isBusy } = useAction();
  const [locked, setLocked] = useState<string[]>([]);
  const [banned, setBanned] = useState<{ id: string; name: string }[]>([]);
  const required = requirementsOf(opportunity);
  const finding = useMutation({
    mutationFn: ({ lock, ban }: { lock: string[]; ban: string[] }) => call<Solution>("POST", `/opportunities/${opportunity.id}/solution`, { json: { best: 5, requirements: sentRequirements(whatIf(required, lock, ban)) } }),
  });
  const find = (lock: string[], ban: { id: string; name: string }[]) => {
    setLocked(lock);
    setBanned(ban);
    finding.mutate({ lock, ban: ban.map(({ id }) => id) });
  };
  const form = async (proposal: Proposal) => {
    const made = await run(() => call<Consortium>("POST", `/opportunities/${opportunity.id}/consortia`, { json: { seats: seatsOf(proposal) }, idempotencyKey: crypto.randomUUID() }));
    if (made) navigate(`/consortia/${made.body.id}`);
  };
  const isWhatIf = locked.length > 0 || banned.length > 0;
  return (
    <Stack gap="md">
      <Group gap="xs">
        <Button leftSection={<IconSearch size={18} aria-hidden />} loading={finding.isPending} onClick={() => find(locked, banned)}>{t("consortia.find")}</Button>
        {isWhatIf && <Button variant="subtle" onClick={() => find([], [])}>{t("consortia.asRequired")}</Button>}
        {banned.map((each) => <Badge key={each.id} variant="light" color="gray" tt="none" size="lg" rightSection={<button type="button" className="chip-remove" aria-label={t("consortia.allowName", { name: each.name })} onClick={() => find(locked, banned.filter(({ id }) => id !== each.id))}>×</button>}>{t("consortia.without", { name: each.name })}</Badge>)}
      </Group>
      {Boolean(finding.error) && <ErrorNote error={finding.error} />}
      {Boolean(error) && <ErrorNote error={error} />}
      {finding.data && (
        <SolutionView
          solution={finding.data.body} requirements={required} currency={opportunity.currency ?? "PLN"} act={t("consortia.formThis")} isBusy={isBusy} onAct={(proposal) => void form(proposal)} locked={locked} banned={banned.map(({ id }) => id)}
          onLock={(id) => find(locked.includes(id) ? locked.filter((each) => each !== id) : [...locked, id], banned)} onBan={(id, name) => find(locked.filter((each) => each !== id), [...banned, { id, name }])}
        />
      )}
    </Stack>
  );
}

function Actions({ opportunity, etag }: { opportunity: Opportunity; etag: string | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { run, error, isBusy } = useAction();
  const remove = () =>
    run(async () => {
      await call("DELETE", `/opportunities/${opportunity.id}`, { etag });
      const state: DeletedState = { deleted: { path: "/opportunities", id: opportunity.id, title: opportunity.title } };
      navigate("/consortia", { state });
    });
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Button component={Link} to={`/opportunities/${opportunity.id}/edit`} variant="default" leftSection={<IconPencil size={18} aria-hidden />}>{t("action.edit")}</Button>
        <Button variant="subtle" color="red" c="var(--mantine-color-error)" leftSection={<IconTrash size={18} aria-hidden />} loading={isBusy} onClick={() => void remove()}>{t("action.delete")}</Button>
      </Group>
      {Boolean(error) && <ErrorNote error={error} />}
    </Stack>
  );
}

/** An opportunity: what it requires, who could answer it together, and who does. */
export function OpportunityPage() {
  const { t, i18n } = useTranslation();
  const { id = "" } = useParams();
  const cluster = useClusterSlug();
  const found = useQuery({ queryKey: ["opportunity", id], queryFn: () => call<Opportunity>("GET", `/opportunities/${id}`) });
  const consortia = useQuery({ queryKey: ["consortia", cluster, id], queryFn: () => get<{ items: Consortium[] }>(`/clusters/${cluster}/consortia${queryString({ opportunity: id })}`), enabled: Boolean(cluster) }).data?.items ?? [];
  useTitle(inLanguage(found.data?.body.title, i18n.language)?.text);
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const { body: opportunity, etag } = found.data;
  const manages = opportunity.may.includes("manage");
  return (
    <Stack gap="xl">
      <Stack gap="xs">
        <Anchor component={Link} to="/consortia" size="sm">← {t("nav.consortia")}</Anchor>
        <Group justify="space-between" align="flex-start" gap="md">
          <Title order={1} className="grow" dir="auto"><InLanguage text={opportunity.title} /></Title>
          {manages && <Actions opportunity={opportunity} etag={etag} />}
        </Group>
        <OpportunityFacts opportunity={opportunity} />
      </Stack>
      {inLanguage(opportunity.description, i18n.language) && <Text className="written" dir="auto" component="div"><InLanguage text={opportunity.description} /></Text>}
      {opportunity.website && <Anchor href={opportunity.website} target="_blank" rel="noreferrer noopener">{opportunity.website}</Anchor>}
      <Card withBorder><RequirementsList opportunity={opportunity} /></Card>
      {consortia.length > 0 && (
        <section>
          <Title order={2} size="h4" mb="xs">{t("consortia.forIt")}</Title>
          <Stack component="ul" gap="sm" className="hit-list">{consortia.map((each) => <li key={each.id}><ConsortiumCard consortium={each} /></li>)}</Stack>
        </section>
      )}
      {manages && !opportunity.is_over && (
        <section>
          <Title order={2} size="h4" mb="xs">{t("consortia.whoCould")}</Title>
          <Text size="sm" c="dimmed" mb="sm">{t("consortia.whoCouldLead")}</Text>
          <Finder opportunity={opportunity} />
        </section>
      )}
    </Stack>
  );
}
