import { Alert, Anchor, Badge, Button, Card, Group, Progress, Stack, Text, Title } from "@mantine/core";
import { IconLock, IconLockOpen, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { useOrganisationNames } from "../../common/organisation_picker";
import { formatNumber } from "../../i18n";
import { formatAmount } from "../../common/money";
import { Comparison } from "./comparison";
import { broughtBy, type KindRule, type Proposal, type Requirements, type Solution, terms } from "./consortium";

interface Looking {
  locked: readonly string[];
  banned: readonly string[];
  onLock: (id: string) => void;
  onBan: (id: string, name: string) => void;
}

interface CardProps extends Partial<Looking> {
  proposal: Proposal;
  number: number;
  currency: string;
  act: string;
  isBusy: boolean;
  onAct: () => void;
}

/** One consortium with its reasons: who brings what, and how good it is in each respect. */
function ProposalCard({ proposal, number, currency, act, isBusy, onAct, locked = [], onLock, onBan }: CardProps) {
  const { t, i18n } = useTranslation();
  return (
    <Card withBorder component="li" padding="md" id={`proposal-${number}`}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={3} size="h5">{t("consortia.proposal", { number })}</Title>
          <Badge variant="light" size="lg" tt="none">{formatNumber((proposal.terms["total"] ?? 0) * 100, i18n.language)} / 100</Badge>
        </Group>
        <ul className="plain-list">
          {proposal.partners.map((partner) => {
            const brings = broughtBy(proposal, partner.id);
            return (
              <li key={partner.id} className="consortium-partner">
                <div className="grow">
                  <Anchor component={Link} to={`/organisations/${partner.id}`} fw={600}><bdi>{partner.name}</bdi></Anchor>
                  <Text size="sm" c="dimmed">{brings.length > 0 ? t("consortia.brings", { what: brings.join(", ") }) : t("consortia.bringsNothing")}{Number(partner.budget) > 0 && ` · ${formatAmount(partner.budget, currency, i18n.language)}`}</Text>
                </div>
                {onLock && onBan && (
                  <Group gap={4} wrap="nowrap">
                    <Button size="compact-xs" variant={locked.includes(partner.id) ? "filled" : "default"} leftSection={locked.includes(partner.id) ? <IconLock size={14} aria-hidden /> : <IconLockOpen size={14} aria-hidden />} aria-pressed={locked.includes(partner.id)} aria-label={t("consortia.lockName", { name: partner.name })} onClick={() => onLock(partner.id)}>{t("consortia.lock")}</Button>
                    <Button size="compact-xs" variant="default" leftSection={<IconX size={14} aria-hidden />} aria-label={t("consortia.banName", { name: partner.name })} onClick={() => onBan(partner.id, partner.name)}>{t("consortia.ban")}</Button>
                  </Group>
                )}
              </li>
            );
          })}
        </ul>
        <div className="consortium-terms">
          {terms.filter((term) => typeof proposal.terms[term] === "number").map((term) => (
            <div key={term}>
              <Text size="xs">{t(`consortia.term.${term}`)}</Text>
              <Progress value={(proposal.terms[term] ?? 0) * 100} size="sm" aria-label={`${t(`consortia.term.${term}`)}: ${formatNumber((proposal.terms[term] ?? 0) * 100, i18n.language)} / 100`} />
            </div>
          ))}
        </div>
        {proposal.cooperations.length > 0 && <Text size="sm">{t("consortia.together", { count: proposal.cooperations.length })}</Text>}
        <Group justify="flex-end"><Button size="sm" loading={isBusy} onClick={onAct}>{act}</Button></Group>
      </Stack>
    </Card>
  );
}

type Words = (key: string, values?: Record<string, unknown>) => string;

/** A requirement by its JSON pointer, in words. */
function inWords(pointer: string, requirements: Requirements, names: Map<string, string>, t: Words): string {
  const [, , what = "", index = "", bound] = pointer.split("/");
  const named = (id: string | undefined) => names.get(id ?? "") ?? "…";
  const at = Number(index);
  if (what === "competences") {
    const wanted = requirements.competences?.[at];
    const details = [wanted?.min_trl && `TRL ≥ ${wanted.min_trl}`, wanted?.certificate, (wanted?.holders ?? 1) > 1 && t("consortia.holdersOf", { count: wanted?.holders })].filter(Boolean);
    return [t("consortia.needs.competence", { name: wanted?.competence ?? "" }), ...details].join(", ");
  }
  if (what === "kinds") return ruleInWords(requirements.kinds?.[at], t, bound);
  if (what === "budget") return t(`consortia.${index}${bound === "min" ? "Min" : "Max"}`);
  if (what === "partners") return t(index === "min" ? "consortia.minPartners" : "consortia.maxPartners");
  if (what === "fixed" || what === "excluded") return t(`consortia.needs.${what}`, { name: named(requirements[what]?.[at]) });
  if (what === "apart") return t("consortia.needs.apart", { one: named(requirements.apart?.[at]?.[0]), other: named(requirements.apart?.[at]?.[1]) });
  return t([`consortia.needs.${what}`, "consortia.needs.other"] as unknown as string, { name: what, km: requirements.within_each_other_km, number: requirements.countries });
}

/** A rule about kinds in words; of its two ends the one that is spoken of, where it is one. */
export function ruleInWords(rule: KindRule | undefined, t: Words, end?: string): string {
  const who = [...(rule?.kinds ?? []).map((kind) => t(`kind.${kind}`)), ...(rule?.sizes ?? []).map((size) => t(`size.${size}`))].join(", ") || t("consortia.anybody");
  const numbers = [end !== "at_most" && rule?.at_least !== undefined && t("consortia.atLeastNumber", { number: rule.at_least }), end !== "at_least" && rule?.at_most !== undefined && t("consortia.atMostNumber", { number: rule.at_most })];
  return `${who}: ${numbers.filter(Boolean).join(", ")}`;
}

interface NewcomerWanted {
  competences: { competence: string; min_trl?: number; certificate?: string }[];
  kind?: string;
  size?: string;
  from_another_country?: boolean;
  budget?: string;
}

/** What a new member would have to be, in words. */
function newcomerInWords(wanted: NewcomerWanted, currency: string, language: string, t: Words): string {
  const who = [wanted.kind && t(`kind.${wanted.kind}`), wanted.size && t(`size.${wanted.size}`), wanted.from_another_country && t("consortia.fromAbroad")].filter(Boolean).join(", ") || t("consortia.anybody");
  const can = wanted.competences.map((each) => [each.competence, each.min_trl && `TRL ≥ ${each.min_trl}`, each.certificate].filter(Boolean).join(", "));
  const budget = Number(wanted.budget ?? 0) > 0 && t("consortia.withBudget", { amount: formatAmount(String(wanted.budget), currency, language) });
  return [can.length > 0 ? `${who}: ${can.join("; ")}` : who, budget].filter(Boolean).join(" · ");
}

/** Why there is none, and who would mend it. */
function Conflict({ conflict, requirements, currency }: { conflict: NonNullable<Solution["conflict"]>; requirements: Requirements; currency: string }) {
  const { t, i18n } = useTranslation();
  const names = useOrganisationNames([...new Set([...(requirements.fixed ?? []), ...(requirements.excluded ?? []), ...(requirements.apart ?? []).flat()].filter(Boolean))]);
  const newcomers = conflict.newcomers as unknown as NewcomerWanted[] | null;
  return (
    <Alert color="orange" title={t("consortia.none")} role="status">
      <Stack gap="xs">
        <Text size="sm">{t(conflict.requirements.length > 1 ? "consortia.notTogether" : "consortia.notMet")}</Text>
        <ul>{conflict.requirements.map((pointer) => <li key={pointer}>{inWords(pointer, requirements, names, t as never)}</li>)}</ul>
        {newcomers && newcomers.length > 0 && (
          <>
            <Text size="sm">{t("consortia.wouldMend", { count: newcomers.length })}</Text>
            <ul>{newcomers.map((each, i) => <li key={i}>{newcomerInWords(each, currency, i18n.language, t as never)}</li>)}</ul>
          </>
        )}
        {newcomers?.length === 0 && <Text size="sm">{t("consortia.nobodyWouldMend")}</Text>}
      </Stack>
    </Alert>
  );
}

interface SolutionProps extends Partial<Looking> {
  solution: Solution;
  requirements: Requirements;
  currency: string;
  act: string | ((proposal: Proposal) => string);
  isBusy: boolean;
  onAct: (proposal: Proposal) => void;
}

/** The best consortia, best first, or why there is none. */
export function SolutionView({ solution, requirements, currency, act, isBusy, onAct, ...looking }: SolutionProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="md" aria-live="polite">
      {solution.consortia.length > 0 && <Text size="sm" c="dimmed">{t(solution.is_proven ? "consortia.proven" : "consortia.unproven", { count: solution.consortia.length })}</Text>}
      {solution.consortia.length === 0 && solution.conflict && <Conflict conflict={solution.conflict} requirements={requirements} currency={currency} />}
      {solution.consortia.length === 0 && !solution.conflict && <Alert color="orange" title={t("consortia.none")}>{t("consortia.timeUp")}</Alert>}
      {solution.consortia.length > 1 && <Comparison solution={solution} currency={currency} />}
      <Stack component="ul" gap="sm" className="hit-list">
        {solution.consortia.map((proposal, i) => <ProposalCard key={proposal.partners.map(({ id }) => id).join()} proposal={proposal} number={i + 1} currency={currency} act={typeof act === "string" ? act : act(proposal)} isBusy={isBusy} onAct={() => onAct(proposal)} {...looking} />)}
      </Stack>
    </Stack>
  );
}
