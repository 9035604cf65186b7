import { Anchor, Badge, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { IconPencil, IconSearch, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router-dom";
import { call, get, Problem, queryString } from "../../api/client";
import { useClusterSlug } from "../../api/session";
import type { DeletedState } from "../../common/deleted";
import { ErrorNote, Loading } from "../../common/states";
import { InLanguage } from "../../common/text";
import { useAction } from "../../common/use_action";
import { useTitle } from "../../common/use_title";
import { useOrganisationNames } from "../../common/organisation_picker";
import { formatNumber, inLanguage } from "../../i18n";
import { formatAmount, formatShare } from "../../common/money";
import { type Consortium, type Opportunity, percentOf, type Proposal, type Requirements, requirementsOf, seatsOf, sentRequirements, sharesOf, type Solution, terms, whatIf } from "./consortium";
import { ConsortiumCard, OpportunityFacts } from "./opportunities_page";
import { RequirementsForm } from "./requirements_form";
import { ruleInWords, SolutionView } from "./solution";

/** The requirements in words. */
function RequirementsList({ opportunity }: { opportunity: Opportunity }) {
  const { t, i18n } = useTranslation();
  const required = requirementsOf(opportunity);
  const names = useOrganisationNames([...new Set([...(required.fixed ?? []), ...(required.excluded ?? []), ...(required.apart ?? []).flat()])]);
  const amount = (value: string | number) => formatAmount(Number(value).toFixed(2), opportunity.currency ?? "PLN", i18n.language);
  const lines: string[] = [required.partners.min === required.partners.max ? t("consortia.partnersExactly", { count: required.partners.min }) : t("consortia.partnersFromTo", { min: required.partners.min, max: required.partners.max })];
  for (const each of required.competences ?? [])
    lines.push([each.competence, each.min_trl && `TRL ≥ ${each.min_trl}`, each.certificate, (each.holders ?? 1) > 1 && t("consortia.holdersOf", { count: each.holders })].filter(Boolean).join(", "));
  for (const rule of required.kinds ?? []) lines.push(ruleInWords(rule, t as never));
  if (required.budget?.total?.min) lines.push(`${t("consortia.totalMin")}: ${amount(required.budget.total.min)}`);
  if (required.budget?.total?.max) lines.push(`${t("consortia.totalMax")}: ${amount(required.budget.total.max)}`);
  if (required.budget?.partner?.min) lines.push(`${t("consortia.partnerMin")}: ${amount(required.budget.partner.min)}`);
  if (required.budget?.partner?.max) lines.push(`${t("consortia.partnerMax")}: ${amount(required.budget.partner.max)}`);
  if (Number(percentOf(required.sme_share)) > 0) lines.push(`${t("consortia.smeShare")}: ${formatShare(Number(percentOf(required.sme_share)) / 100, i18n.language)}`);
  if (required.countries) lines.push(`${t("consortia.countries")}: ${required.countries}`);
  if (required.within?.radius_km) lines.push(t("consortia.withinCircle", { km: formatNumber(required.within.radius_km, i18n.language) }));
  if (required.within_each_other_km) lines.push(`${t("consortia.withinKm")}: ${formatNumber(required.within_each_other_km, i18n.language)}`);
  const named = (id: string) => names.get(id) ?? "…";
  if (required.fixed?.length) lines.push(`${t("consortia.fixed")}: ${required.fixed.map(named).join(", ")}`);
  if (required.excluded?.length) lines.push(`${t("consortia.excluded")}: ${required.excluded.map(named).join(", ")}`);
  for (const [one, other] of required.apart ?? []) lines.push(t("consortia.needs.apart", { one: named(one), other: named(other) }));
  if (required.weights) lines.push(`${t("consortia.weights")}: ${terms.filter((term) => sharesOf(required.weights)[term] > 0).map((term) => `${t(`consortia.term.${term}`)} ${formatNumber(Math.round(sharesOf(required.weights)[term] * 100), i18n.language)} %`).join(", ")}`);
  return (
    <section>
      <Title order={2} size="h4" mb="xs">{t("consortia.requirements")}</Title>
      <ul>{lines.map((line) => <li key={line} dir="auto">{line}</li>)}</ul>
    </section>
  );
}

interface WhatIfProps {
  trial: Requirements;
  problem: unknown;
  isBusy: boolean;
  isDirty: boolean;
  onChange: (trial: Requirements) => void;
  onFind: () => void;
  onKeep: () => void;
  onClose: () => void;
}

/** Requirements that are tried out: nothing of the opportunity changes until they are taken over. */
function WhatIf({ trial, problem, isBusy, isDirty, onChange, onFind, onKeep, onClose }: WhatIfProps) {
  const { t } = useTranslation();
  const errors = problem instanceof Problem ? problem.errors : [];
  const errorOf = (pointer: string) => errors.filter((each) => each.pointer === pointer).map(({ detail, mend }) => [detail, mend].filter(Boolean).join("; "))[0];
  return (
    <Card withBorder component="section" aria-labelledby="what-if">
      <form noValidate onSubmit={(event) => { event.preventDefault(); onFind(); }}>
        <Stack gap="md">
          <div>
            <Title order={3} size="h5" id="what-if">{t("consortia.whatIf")}</Title>
            <Text size="sm" c="dimmed">{t("consortia.whatIfHelp")}</Text>
          </div>
          <RequirementsForm value={trial} onChange={onChange} error={errorOf} />
          <Group gap="xs">
            <Button type="submit" loading={isBusy}>{t("consortia.findSo")}</Button>
            <Button variant="default" disabled={!isDirty || isBusy} onClick={onKeep}>{t("consortia.keepThese")}</Button>
            <Button variant="subtle" onClick={onClose}>{t("consortia.asRequired")}</Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}

/** Finds the best consortia; while one looks, requirements are tried out, partners locked or banned, and it is found again. */
function Finder({ opportunity, etag }: { opportunity: Opportunity; etag: string | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { run, error, isBusy } = useAction();
  const [locked, setLocked] = useState<string[]>([]);
  const [banned, setBanned] = useState<{ id: string; name: string }[]>([]);
  const [trial, setTrial] = useState<Requirements>();
  const stored = requirementsOf(opportunity);
  const required = trial ?? stored;
  const asked = (lock: string[], ban: { id: string }[], from: Requirements) => sentRequirements(whatIf(from, lock, ban.map(({ id }) => id)));
  const finding = useMutation({ mutationFn: (requirements: Requirements) => call<Solution>("POST", `/opportunities/${opportunity.id}/solution`, { json: { best: 5, requirements } }) });
  const find = (lock: string[], ban: { id: string; name: string }[], from = required) => {
    setLocked(lock);
    setBanned(ban);
    finding.mutate(asked(lock, ban, from));
  };
  const form = async (proposal: Proposal) => {
    const made = await run(() => call<Consortium>("POST", `/opportunities/${opportunity.id}/consortia`, { json: { seats: seatsOf(proposal) }, idempotencyKey: crypto.randomUUID() }));
    if (made) navigate(`/consortia/${made.body.id}`);
  };
  const keep = async () => {
    const { kind, title, description, website, closes_on: closes, currency, visibility } = opportunity;
    const json = { kind, title, description, website, currency, visibility, ...(closes ? { closes_on: closes } : {}), requirements: asked(locked, banned, required) };
    if (!(await run(() => call<Opportunity>("PUT", `/opportunities/${opportunity.id}`, { json, etag })))) return;
    setTrial(undefined);
    setLocked([]);
    setBanned([]);
  };
  const asRequired = () => {
    setTrial(undefined);
    find([], [], stored);
  };
  const isTried = locked.length > 0 || banned.length > 0 || trial !== undefined;
  const isDirty = JSON.stringify(asked(locked, banned, required)) !== JSON.stringify(sentRequirements(stored));
  return (
    <Stack gap="md">
      <Group gap="xs">
        <Button leftSection={<IconSearch size={18} aria-hidden />} loading={finding.isPending} onClick={() => find(locked, banned)}>{t("consortia.find")}</Button>
        {!trial && <Button variant="default" onClick={() => setTrial(stored)}>{t("consortia.whatIf")}</Button>}
        {isTried && !trial && <Button variant="subtle" onClick={asRequired}>{t("consortia.asRequired")}</Button>}
        {banned.map((each) => <Badge key={each.id} variant="light" color="gray" tt="none" size="lg" rightSection={<button type="button" className="chip-remove" aria-label={t("consortia.allowName", { name: each.name })} onClick={() => find(locked, banned.filter(({ id }) => id !== each.id))}>×</button>}>{t("consortia.without", { name: each.name })}</Badge>)}
      </Group>
      {trial && <WhatIf trial={trial} problem={finding.error ?? error} isBusy={finding.isPending || isBusy} isDirty={isDirty} onChange={setTrial} onFind={() => find(locked, banned)} onKeep={() => void keep()} onClose={asRequired} />}
      {Boolean(finding.error) && <ErrorNote error={finding.error} />}
      {Boolean(error) && <ErrorNote error={error} />}
      {finding.data && (
        <SolutionView
          solution={finding.data.body} requirements={finding.variables ?? required} currency={opportunity.currency ?? "PLN"} act={t("consortia.formThis")} isBusy={isBusy} onAct={(proposal) => void form(proposal)} locked={locked} banned={banned.map(({ id }) => id)}
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
          <Finder opportunity={opportunity} etag={etag} />
        </section>
      )}
    </Stack>
  );
}
