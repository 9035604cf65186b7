import { ActionIcon, Autocomplete, Button, Fieldset, Group, MultiSelect, NumberInput, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { get } from "../../api/client";
import { useClusterSlug } from "../../api/session";
import type { ErrorOf } from "../../common/bilingual_text";
import { OrganisationSelect, OrganisationsSelect } from "../../common/organisation_picker";
import { PlaceSelect } from "../partners/place_select";
import { type CompetenceRequirement, type KindRule, percentOf, type Position, type Requirements } from "./consortium";
import { WeightsForm } from "./weights_form";

const organisationKinds = ["enterprise", "start_up", "university", "research_institute", "clinical_user", "business_support", "public_authority", "investor", "association"];
const sizes = ["micro", "small", "medium", "small_mid_cap", "large"];
const whole = (value: string | number) => (value === "" ? undefined : Number(value));

interface FormProps {
  value: Requirements;
  onChange: (value: Requirements) => void;
  error: ErrorOf;
}

function Competences({ value, onChange, error }: FormProps) {
  const { t, i18n } = useTranslation();
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
            <NumberInput w="6rem" label={t("consortia.weight")} min={0.1} max={100} step={0.5} decimalScale={2} decimalSeparator={i18n.language === "pl" ? "," : "."} value={each.weight ?? 1} onChange={(weight) => set(index, { weight: whole(weight) })} error={error(`/requirements/competences/${index}/weight`)} />
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t("consortia.removeNamed", { what: each.competence || t("consortia.competence") })} onClick={() => onChange({ ...value, competences: all.filter((_, i) => i !== index) })}><IconTrash size={18} aria-hidden /></ActionIcon>
          </Group>
        ))}
        <Group><Button size="xs" variant="light" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => onChange({ ...value, competences: [...all, { competence: "" }] })}>{t("consortia.addCompetence")}</Button></Group>
      </Stack>
    </Fieldset>
  );
}

function Kinds({ value, onChange, error }: FormProps) {
  const { t } = useTranslation();
  const all = value.kinds ?? [];
  const set = (index: number, change: Partial<KindRule>) => onChange({ ...value, kinds: all.map((each, i) => (i === index ? { ...each, ...change } : each)) });
  return (
    <Fieldset legend={t("consortia.kindRules")} data-pointer="/requirements/kinds">
      <Stack gap="sm">
        <Text size="sm" c="dimmed">{t("consortia.kindRulesHelp")}</Text>
        {all.map((each, index) => (
          <Group key={index} gap="xs" align="flex-end" wrap="wrap">
            <MultiSelect className="grow" miw="14rem" label={t("consortia.ofKinds")} error={error(`/requirements/kinds/${index}`)} data={organisationKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))} value={each.kinds ?? []} onChange={(kinds) => set(index, { kinds })} />
            <MultiSelect className="grow" miw="10rem" label={t("consortia.ofSizes")} data={sizes.map((size) => ({ value: size, label: t(`size.${size}`) }))} value={each.sizes ?? []} onChange={(chosen) => set(index, { sizes: chosen })} />
            <NumberInput w="6rem" label={t("consortia.atLeast")} min={0} max={100} value={each.at_least ?? ""} error={error(`/requirements/kinds/${index}/at_least`)} onChange={(number) => set(index, { at_least: whole(number) })} />
            <NumberInput w="6rem" label={t("consortia.atMost")} min={0} max={100} value={each.at_most ?? ""} error={error(`/requirements/kinds/${index}/at_most`)} onChange={(number) => set(index, { at_most: whole(number) })} />
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t("consortia.removeNamed", { what: t("consortia.kindRules") })} onClick={() => onChange({ ...value, kinds: all.filter((_, i) => i !== index) })}><IconTrash size={18} aria-hidden /></ActionIcon>
          </Group>
        ))}
        <Group><Button size="xs" variant="light" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => onChange({ ...value, kinds: [...all, { kinds: ["university", "research_institute"], at_least: 1 }] })}>{t("consortia.addKindRule")}</Button></Group>
      </Stack>
    </Fieldset>
  );
}

/** Two whole coordinates, or none: the server takes no half of a place. */
const placeOf = (place: Partial<Position> | undefined): Position | undefined => (place?.lon !== undefined && place.lat !== undefined ? { lon: place.lon, lat: place.lat } : undefined);

function Places({ value, onChange, error }: FormProps) {
  const { t } = useTranslation();
  const setCircle = (change: NonNullable<Requirements["within"]>) => {
    const within = { ...value.within, ...change };
    onChange({ ...value, within: placeOf(within) || within.radius_km !== undefined ? within : undefined });
  };
  const wrongCircle = error("/requirements/within") ?? error("/requirements/within/lon") ?? error("/requirements/within/lat");
  return (
    <Fieldset legend={t("consortia.whereFrom")} data-pointer="/requirements/within">
      <Stack gap="sm">
        <Text size="sm" c="dimmed">{t("consortia.whereFromHelp")}</Text>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <PlaceSelect label={t("consortia.circlePlace")} value={placeOf(value.within)} error={wrongCircle} onChange={(place) => setCircle({ lon: place?.lon, lat: place?.lat })} />
          <NumberInput label={t("consortia.circleRadius")} min={1} max={20_000} value={value.within?.radius_km ?? ""} error={error("/requirements/within/radius_km")} onChange={(km) => setCircle({ radius_km: whole(km) })} />
          <NumberInput label={t("consortia.withinKm")} min={1} max={20_000} value={value.within_each_other_km ?? ""} data-pointer="/requirements/within_each_other_km" error={error("/requirements/within_each_other_km")} onChange={(km) => onChange({ ...value, within_each_other_km: whole(km) })} />
          <NumberInput label={t("consortia.countries")} min={1} max={100} value={value.countries ?? ""} data-pointer="/requirements/countries" error={error("/requirements/countries")} onChange={(countries) => onChange({ ...value, countries: whole(countries) })} />
          <PlaceSelect label={t("consortia.nearPlace")} description={t("consortia.nearPlaceHelp")} value={value.near} error={error("/requirements/near")} pointer="/requirements/near" onChange={(near) => onChange({ ...value, near })} />
        </SimpleGrid>
      </Stack>
    </Fieldset>
  );
}

/** Who takes part whatever happens, who does not, and competitors that must not sit together. */
function Partners({ value, onChange, error }: FormProps) {
  const { t } = useTranslation();
  const pairs = value.apart ?? [];
  const set = (index: number, side: 0 | 1, id: string | undefined) => onChange({ ...value, apart: pairs.map((pair, i) => (i === index ? (side === 0 ? [id ?? "", pair[1]] : [pair[0], id ?? ""]) : pair)) });
  return (
    <Fieldset legend={t("consortia.whoTakesPart")}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">{t("consortia.whoTakesPartHelp")}</Text>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <OrganisationsSelect isNeeded={false} label={t("consortia.fixed")} pointer="/requirements/fixed" error={error("/requirements/fixed") ?? error("/requirements/fixed/0")} value={value.fixed ?? []} onChange={(fixed) => onChange({ ...value, fixed })} />
          <OrganisationsSelect isNeeded={false} label={t("consortia.excluded")} pointer="/requirements/excluded" error={error("/requirements/excluded") ?? error("/requirements/excluded/0")} value={value.excluded ?? []} onChange={(excluded) => onChange({ ...value, excluded })} />
        </SimpleGrid>
        <Text size="sm" fw={500} data-pointer="/requirements/apart">{t("consortia.apart")}</Text>
        <Text size="sm" c="dimmed">{t("consortia.apartHelp")}</Text>
        {pairs.map(([one, other], index) => (
          <Group key={index} gap="xs" align="flex-end" wrap="wrap">
            <OrganisationSelect label={t("consortia.apartOne")} value={one || undefined} error={error(`/requirements/apart/${index}`) ?? error(`/requirements/apart/${index}/0`)} onChange={(id) => set(index, 0, id)} />
            <OrganisationSelect label={t("consortia.apartOther")} value={other || undefined} error={error(`/requirements/apart/${index}/1`)} onChange={(id) => set(index, 1, id)} />
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t("consortia.removeNamed", { what: t("consortia.apart") })} onClick={() => onChange({ ...value, apart: pairs.filter((_, i) => i !== index) })}><IconTrash size={18} aria-hidden /></ActionIcon>
          </Group>
        ))}
        <Group><Button size="xs" variant="light" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => onChange({ ...value, apart: [...pairs, ["", ""]] })}>{t("consortia.addPair")}</Button></Group>
      </Stack>
    </Fieldset>
  );
}

type Sum = "partner" | "total";
type End = "min" | "max";

function Money({ value, onChange, error }: FormProps) {
  const { t, i18n } = useTranslation();
  const field = (sum: Sum, end: End, label: string) => {
    const pointer = `/requirements/budget/${sum}/${end}`;
    const change = (amount: string | number) => onChange({ ...value, budget: { ...value.budget, [sum]: { ...value.budget?.[sum], [end]: whole(amount) } } });
    return <NumberInput key={pointer} label={label} min={0} decimalScale={2} hideControls thousandSeparator={i18n.language === "pl" ? "\u00a0" : ","} decimalSeparator={i18n.language === "pl" ? "," : "."} value={value.budget?.[sum]?.[end] ?? ""} error={error(pointer) ?? (end === "min" ? error(`/requirements/budget/${sum}`) : undefined)} data-pointer={pointer} onChange={change} />;
  };
  return (
    <Fieldset legend={t("consortia.money")} data-pointer="/requirements/budget">
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        {field("total", "min", t("consortia.totalMin"))}
        {field("total", "max", t("consortia.totalMax"))}
        {field("partner", "min", t("consortia.partnerMin"))}
        {field("partner", "max", t("consortia.partnerMax"))}
        <NumberInput label={t("consortia.smeShare")} min={0} max={100} suffix=" %" value={percentOf(value.sme_share)} data-pointer="/requirements/sme_share" error={error("/requirements/sme_share")} onChange={(share) => onChange({ ...value, sme_share: share === "" ? undefined : Math.round(Number(share) * 100) / 10_000 })} />
      </SimpleGrid>
    </Fieldset>
  );
}

/** What the opportunity requires of a consortium, and what makes one better than another. */
export function RequirementsForm(props: FormProps) {
  const { t } = useTranslation();
  const { value, onChange, error } = props;
  return (
    <Stack>
      <SimpleGrid cols={2}>
        <NumberInput label={t("consortia.minPartners")} min={1} max={100} value={value.partners.min} error={error("/requirements/partners/min") ?? error("/requirements/partners")} data-pointer="/requirements/partners" onChange={(min) => onChange({ ...value, partners: { ...value.partners, min: whole(min) ?? 1 } })} />
        <NumberInput label={t("consortia.maxPartners")} min={1} max={100} value={value.partners.max} error={error("/requirements/partners/max")} onChange={(max) => onChange({ ...value, partners: { ...value.partners, max: whole(max) ?? 1 } })} />
      </SimpleGrid>
      <Competences {...props} />
      <Kinds {...props} />
      <Money {...props} />
      <Places {...props} />
      <Partners {...props} />
      <WeightsForm weights={value.weights} error={error("/requirements/weights")} onChange={(weights) => onChange({ ...value, weights })} />
    </Stack>
  );
}
