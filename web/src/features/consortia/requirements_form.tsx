import { ActionIcon, Autocomplete, Button, Fieldset, Group, MultiSelect, NumberInput, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { get } from "../../api/client";
import { useClusterSlug } from "../../api/session";
import type { ErrorOf } from "../../common/bilingual_text";
import { type CompetenceRequirement, type KindRule, type Requirements } from "./consortium";

const organisationKinds = ["enterprise", "start_up", "university", "research_institute", "clinical_user", "business_support", "public_authority", "investor", "association"];
const sizes = ["micro", "small", "medium", "small_mid_cap", "large"];
const whole = (value: string | number) => (value === "" ? undefined : Number(value));

interface FormProps {
  value: Requirements;
  onChange: (value: Requirements) => void;
  error: ErrorOf;
}

function Competences({ value, onChange, error }: FormProps) {
  const { t } = useTranslation();
  const cluster = useClusterSlug();
  const held = useQuery({ queryKey: ["held-competences", cluster], queryFn: () => get<{ items: { name: string; holders: number }[] }>(`/clusters/${cluster}/opportunities/competences`), enabled: Boolean(cluster), staleTime: 60_000 }).data?.items ?? [];
  const all = value.competences ?? [];
  const set = (index: number, change: Partial<CompetenceRequirement>) => onChange({ ...value, competences: all.map((each, i) => (i === index ? { ...each, ...change } : each)) });
  const holdersOf = (name: string) => held.find((each) => each.name.toLocaleLowerCase() === name.trim().toLocaleLowerCase())?.holders;
  return (
    <Fieldset legend={t("consortia.competences")} data-pointer="/requirements/competences">
      <Stack gap="sm">
        <Text size="sm" c="dimmed">{t("consortia.competencesHelp")}</Text>
        {all.map((each, index) => (
          <Group key={index} gap="xs" align="flex-end" wrap="wrap">
            <Autocomplete className="grow" miw="14rem" label={t("consortia.competence")} maxLength={100} value={each.competence} data={[...new Set(held.map(({ name }) => name))]} limit={20} error={error(`/requirements/competences/${index}/competence`)} onChange={(competence) => set(index, { competence })} description={each.competence ? t("consortia.heldBy", { count: holdersOf(each.competence) ?? 0 }) : undefined} />
            <NumberInput w="6rem" label={t("consortia.minTrl")} min={1} max={9} value={each.min_trl ?? ""} onChange={(trl) => set(index, { min_trl: whole(trl) })} error={error(`/requirements/competences/${index}/min_trl`)} />
            <TextInput w="9rem" label={t("consortia.certificate")} maxLength={100} value={each.certificate ?? ""} onChange={(event) => set(index, { certificate: event.currentTarget.value })} />
            <NumberInput w="6rem" label={t("consortia.holders")} min={1} max={100} value={each.holders ?? 1} onChange={(holders) => set(index, { holders: whole(holders) ?? 1 })} error={error(`/requirements/competences/${index}/holders`)} />
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t("action.remove")} onClick={() => onChange({ ...value, competences: all.filter((_, i) => i !== index) })}><IconTrash size={18} aria-hidden /></ActionIcon>
          </Group>
        ))}
        <Group><Button size="xs" variant="light" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => onChange({ ...value, competences: [...all, { competence: "" }] })}>{t("consortia.addCompetence")}</Button></Group>
      </Stack>
    </Fieldset>
  );
}

function Kinds({ value, onChange }: FormProps) {
  const { t } = useTranslation();
  const all = value.kinds ?? [];
  const set = (index: number, change: Partial<KindRule>) => onChange({ ...value, kinds: all.map((each, i) => (i === index ? { ...each, ...change } : each)) });
  return (
    <Fieldset legend={t("consortia.kindRules")} data-pointer="/requirements/kinds">
      <Stack gap="sm">
        {all.map((each, index) => (
          <Group key={index} gap="xs" align="flex-end" wrap="wrap">
            <MultiSelect className="grow" miw="14rem" label={t("consortia.ofKinds")} data={organisationKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))} value={each.kinds ?? []} onChange={(kinds) => set(index, { kinds })} />
            <MultiSelect className="grow" miw="10rem" label={t("consortia.ofSizes")} data={sizes.map((size) => ({ value: size, label: t(`size.${size}`) }))} value={each.sizes ?? []} onChange={(chosen) => set(index, { sizes: chosen })} />
            <NumberInput w="6rem" label={t("consortia.atLeast")} min={0} max={100} value={each.at_least ?? ""} onChange={(number) => set(index, { at_least: whole(number) })} />
            <NumberInput w="6rem" label={t("consortia.atMost")} min={0} max={100} value={each.at_most ?? ""} onChange={(number) => set(index, { at_most: whole(number) })} />
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t("action.remove")} onClick={() => onChange({ ...value, kinds: all.filter((_, i) => i !== index) })}><IconTrash size={18} aria-hidden /></ActionIcon>
          </Group>
        ))}
        <Group><Button size="xs" variant="light" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => onChange({ ...value, kinds: [...all, { kinds: ["university", "research_institute"], at_least: 1 }] })}>{t("consortia.addKindRule")}</Button></Group>
      </Stack>
    </Fieldset>
  );
}

/** What the opportunity requires of a consortium. */
export function RequirementsForm(props: FormProps) {
  const { t } = useTranslation();
  const { value, onChange, error } = props;
  const percent = typeof value.sme_share === "number" ? Math.round(value.sme_share * 10_000) / 100 : "";
  return (
    <Stack>
      <SimpleGrid cols={{ base: 2, sm: 4 }}>
        <NumberInput label={t("consortia.minPartners")} min={1} max={100} value={value.partners.min} error={error("/requirements/partners/min") ?? error("/requirements/partners")} data-pointer="/requirements/partners" onChange={(min) => onChange({ ...value, partners: { ...value.partners, min: whole(min) ?? 1 } })} />
        <NumberInput label={t("consortia.maxPartners")} min={1} max={100} value={value.partners.max} error={error("/requirements/partners/max")} onChange={(max) => onChange({ ...value, partners: { ...value.partners, max: whole(max) ?? 1 } })} />
        <NumberInput label={t("consortia.totalMax")} min={0} decimalScale={2} hideControls value={value.budget?.total?.max ?? ""} onChange={(max) => onChange({ ...value, budget: { ...value.budget, total: { ...value.budget?.total, max: whole(max) } } })} />
        <NumberInput label={t("consortia.partnerMin")} min={0} decimalScale={2} hideControls value={value.budget?.partner?.min ?? ""} onChange={(min) => onChange({ ...value, budget: { ...value.budget, partner: { ...value.budget?.partner, min: whole(min) } } })} />
        <NumberInput label={t("consortia.partnerMax")} min={0} decimalScale={2} hideControls value={value.budget?.partner?.max ?? ""} onChange={(max) => onChange({ ...value, budget: { ...value.budget, partner: { ...value.budget?.partner, max: whole(max) } } })} />
        <NumberInput label={t("consortia.smeShare")} min={0} max={100} suffix=" %" value={percent} onChange={(share) => onChange({ ...value, sme_share: share === "" ? undefined : Number(share) / 100 })} />
        <NumberInput label={t("consortia.countries")} min={1} max={100} value={value.countries ?? ""} onChange={(countries) => onChange({ ...value, countries: whole(countries) })} />
        <NumberInput label={t("consortia.withinKm")} min={1} value={value.within_each_other_km ?? ""} onChange={(km) => onChange({ ...value, within_each_other_km: whole(km) })} />
      </SimpleGrid>
      <Competences {...props} />
      <Kinds {...props} />
    </Stack>
  );
}
