import { Anchor, Button, Card, Group, MultiSelect, NumberInput, SegmentedControl, Select, SimpleGrid, Stack, TagsInput, Text, Textarea, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router-dom";
import { call, type Schemas } from "../../api/client";
import { useSession } from "../../api/session";
import { OrganisationCard } from "../../common/organisation_card";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { useTitle } from "../../common/use_title";
import { PlaceSelect } from "./place_select";
import { ProvenSection, useProven } from "./proven_section";
import { capabilityKinds, isAsked, organisationKinds, type PartnerQuery, questionFrom, sizes, withoutEmpty } from "./question";

function Filters({ draft, change }: { draft: PartnerQuery; change: (part: Partial<PartnerQuery>) => void }) {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <MultiSelect label={t("facet.kind")} data={organisationKinds.map((value) => ({ value, label: t(`kind.${value}`) }))} value={draft.kinds ?? []} onChange={(kinds) => change({ kinds: kinds as PartnerQuery["kinds"] })} clearable />
      <MultiSelect label={t("facet.size")} data={sizes.map((value) => ({ value, label: t(`size.${value}`) }))} value={draft.sizes ?? []} onChange={(chosen) => change({ sizes: chosen as PartnerQuery["sizes"] })} clearable />
      <MultiSelect label={t("partners.capability")} data={capabilityKinds.map((value) => ({ value, label: t(`capability.${value}`) }))} value={draft.capability_kinds ?? []} onChange={(kinds) => change({ capability_kinds: kinds as PartnerQuery["capability_kinds"] })} clearable />
      <TagsInput label={t("partners.tags")} value={draft.tags ?? []} onChange={(tags) => change({ tags })} clearable />
      <PlaceSelect value={draft.near} onChange={(near) => change({ near, within_m: near ? draft.within_m : undefined })} />
      <Select
        label={t("partners.within")} disabled={!draft.near} clearable value={draft.within_m ? String(draft.within_m) : null}
        data={[10, 25, 50, 100, 300].map((km) => ({ value: String(km * 1000), label: `${km} km` }))}
        onChange={(value) => change({ within_m: value ? Number(value) : undefined })}
      />
      <NumberInput label={t("partners.trl")} min={1} max={9} value={draft.trl_min ?? ""} onChange={(value) => change({ trl_min: typeof value === "number" ? value : undefined })} />
    </SimpleGrid>
  );
}

function FoundPartners({ hits }: { hits: Schemas["Hits"]["items"] }) {
  const { t } = useTranslation();
  return (
    <section aria-label={t("partners.hits")}>
      <Text role="status" mb="sm">
        {t("partners.found", { count: hits.length })}
      </Text>
      {hits.length === 0 && <Empty title={t("partners.none")} text={t("partners.noneText")} />}
      <Stack component="ol" gap="sm" className="hit-list">
        {hits.map((hit) => (
          <li key={hit.organisation.id}>
            <OrganisationCard organisation={hit.organisation} hit={hit} />
          </li>
        ))}
      </Stack>
    </section>
  );
}

/** Describe in words and filters who is sought; the best first, each with its reasons. */
export function PartnersPage() {
  const { t } = useTranslation();
  useTitle(t("nav.partners"));
  const session = useSession();
  const [parameters, setParameters] = useSearchParams();
  const asked = questionFrom(parameters.get("question"));
  const [draft, setDraft] = useState<PartnerQuery>(asked ?? { text: "", seek: "anything" });
  const [hasFilters, filters] = useDisclosure(Boolean(asked && isAsked({ ...asked, text: "" })));
  const change = (part: Partial<PartnerQuery>) => setDraft((before) => ({ ...before, ...part }));
  const own = session?.grants.filter((grant) => grant.organisation) ?? [];
  const found = useQuery({
    queryKey: ["partners", asked],
    queryFn: async ({ signal }) => (await call<Schemas["Hits"]>("POST", "/partner-search", { json: asked, signal })).body,
    enabled: Boolean(asked),
    placeholderData: keepPreviousData,
  });
  const proven = useProven(asked);
  const ask = () => setParameters({ question: JSON.stringify(withoutEmpty(draft)) });
  return (
    <Stack gap="md">
      <div>
        <Title order={1}>{t("nav.partners")}</Title>
        <Text c="dimmed">{t("partners.lead")}</Text>
      </div>
      <Card withBorder component="form" onSubmit={(event) => { event.preventDefault(); if (isAsked(draft)) ask(); }}>
        <Stack>
          <Textarea size="md" autosize minRows={2} maxRows={8} maxLength={5000} label={t("partners.text")} placeholder={t("partners.placeholder")} value={draft.text ?? ""} onChange={(event) => change({ text: event.currentTarget.value })} />
          <Group gap="md" align="flex-end">
            <SegmentedControl
              aria-label={t("partners.seek")} value={draft.seek ?? "anything"} onChange={(seek) => change({ seek: seek as PartnerQuery["seek"] })}
              data={["anything", "offers", "needs"].map((value) => ({ value, label: t(`seek.${value}`) }))}
            />
            {own.length > 0 && (
              <Select
                label={t("partners.onBehalfOf")} clearable value={draft.on_behalf_of ?? null} data={own.map((grant) => ({ value: grant.organisation ?? "", label: grant.name ?? "" }))}
                onChange={(value) => change({ on_behalf_of: value ?? undefined })}
              />
            )}
          </Group>
          {hasFilters && <Filters draft={draft} change={change} />}
          <Group>
            <Button type="submit" size="md" disabled={!isAsked(draft)}>
              {t("partners.search")}
            </Button>
            <Button variant="subtle" onClick={filters.toggle} aria-expanded={hasFilters}>
              {t(hasFilters ? "partners.fewerFilters" : "partners.moreFilters")}
            </Button>
          </Group>
        </Stack>
      </Card>
      {!asked && <Empty title={t("partners.start")} text={t("partners.startText")} />}
      {asked && (
        <div className={proven.isThere ? "partner-columns" : undefined}>
          <div>
            {proven.isThere && <Text hiddenFrom="md" mb="sm"><Anchor href="#history">{t("proven.title")} ↓</Anchor></Text>}
            {found.error && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
            {found.isPending && <Loading />}
            {found.data && <FoundPartners hits={found.data.items} />}
          </div>
          {proven.isThere && <ProvenSection proven={proven} />}
        </div>
      )}
    </Stack>
  );
}
