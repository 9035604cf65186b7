import { Alert, Anchor, Badge, Button, Card, Group, Progress, Stack, Text, Title } from "@mantine/core";
import { IconLock, IconLockOpen, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { formatNumber } from "../../i18n";
import { formatAmount } from "../../common/money";
import { broughtBy, type Proposal, type Requirements, type Solution } from "./consortium";

const terms = ["coverage", "cooperation", "complementarity", "closeness", "cost"] as const;

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
    <Card withBorder component="li" padding="md">
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

/** A requirement by its JSON pointer, in words. */
function inWords(pointer: string, requirements: Requirements, t: (key: string, values?: Record<string, unknown>) => string): string {
  const [, , what, index] = pointer.split("/");
  if (what === "competences") return t("consortia.needs.competence", { name: requirements.competences?.[Number(index)]?.competence ?? "" });
  if (what === "kinds") return t("consortia.needs.kinds");
  return t([`consortia.needs.${what}`, "consortia.needs.other"] as unknown as string, { name: what });
}

/** Why there is none, and who would mend it. */
function Conflict({ conflict, requirements }: { conflict: NonNullable<Solution["conflict"]>; requirements: Requirements }) {
  const { t } = useTranslation();
  const newcomers = conflict.newcomers as unknown as { competences: { competence: string }[]; kind?: string }[];
  return (
    <Alert color="orange" title={t("consortia.none")} role="status">
      <Stack gap="xs">
        <Text size="sm">{t(conflict.requirements.length > 1 ? "consortia.notTogether" : "consortia.notMet")}</Text>
        <ul>{conflict.requirements.map((pointer) => <li key={pointer}>{inWords(pointer, requirements, t as never)}</li>)}</ul>
        {newcomers.length > 0 && (
          <>
            <Text size="sm">{t("consortia.wouldMend", { count: newcomers.length })}</Text>
            <ul>{newcomers.map((each, i) => <li key={i}>{each.kind ? `${t(`kind.${each.kind}`)}: ` : ""}{each.competences.map(({ competence }) => competence).join(", ") || t("consortia.anybody")}</li>)}</ul>
          </>
        )}
      </Stack>
    </Alert>
  );
}

interface SolutionProps extends Partial<Looking> {
  solution: Solution;
  requirements: Requirements;
  currency: string;
  act: string;
  isBusy: boolean;
  onAct: (proposal: Proposal) => void;
}

/** The best consortia, best first, or why there is none. */
export function SolutionView({ solution, requirements, currency, act, isBusy, onAct, ...looking }: SolutionProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="md" aria-live="polite">
      {solution.consortia.length > 0 && <Text size="sm" c="dimmed">{t(solution.is_proven ? "consortia.proven" : "consortia.unproven", { count: solution.consortia.length })}</Text>}
      {solution.consortia.length === 0 && solution.conflict && <Conflict conflict={solution.conflict} requirements={requirements} />}
      {solution.consortia.length === 0 && !solution.conflict && <Alert color="orange" title={t("consortia.none")}>{t("consortia.timeUp")}</Alert>}
      <Stack component="ul" gap="sm" className="hit-list">
        {solution.consortia.map((proposal, i) => <ProposalCard key={proposal.partners.map(({ id }) => id).join()} proposal={proposal} number={i + 1} currency={currency} act={act} isBusy={isBusy} onAct={() => onAct(proposal)} {...looking} />)}
      </Stack>
    </Stack>
  );
}
