import { ActionIcon, Alert, Button, Fieldset, Group, MultiSelect, SegmentedControl, Select, SimpleGrid, Stack, Switch, Text, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { call, type Schemas } from "../../api/client";
import { useClusterSlug } from "../../api/session";
import { BilingualText, type ErrorOf } from "../../common/bilingual_text";
import { EditForm, useEditing } from "../../common/edit_form";
import { OrganisationSelect } from "../../common/organisation_picker";
import { OwnerSelect } from "../../common/owner_select";
import type { Owner } from "../../common/owners";
import { NamedField, type Visibility, VisibilitySelect } from "../../common/visibility";
import { inLanguage } from "../../i18n";
import { type IpAsset, ipKinds, usualReminders, visibilitiesOf, written } from "./commerce";
import { ReminderDays, useProductChoices } from "./draft_fields";
import { EditFrame } from "./edit_frame";
import { balance, formatShare } from "./share";

interface OwnerDraft {
  isOutside: boolean;
  organisation: string | undefined;
  name: string;
  share: string;
}

interface Draft {
  kind: Schemas["IpAssetKind"];
  title: Record<string, string>;
  description: Record<string, string>;
  number: string;
  office: string;
  filed_on: string;
  granted_on: string;
  expires_on: string;
  fee_due_on: string;
  owners: OwnerDraft[];
  products: string[];
  reminder_days: number[];
  is_withdrawn: boolean;
  organisation: string;
  visibility: Visibility;
  named: string[];
}

const draftOf = (asset?: IpAsset, organisation = ""): Draft => ({
  kind: asset?.kind ?? "patent", title: asset?.title ?? {}, description: asset?.description ?? {}, number: asset?.number ?? "", office: asset?.office ?? "", filed_on: asset?.filed_on ?? "", granted_on: asset?.granted_on ?? "", expires_on: asset?.expires_on ?? "", fee_due_on: asset?.fee_due_on ?? "",
  owners: asset ? asset.owners.map((each) => ({ isOutside: !each.organisation, organisation: each.organisation, name: each.name ?? "", share: each.share })) : [{ isOutside: false, organisation: organisation || undefined, name: "", share: "100%" }],
  products: asset?.products ?? [], reminder_days: asset?.reminder_days ?? usualReminders, is_withdrawn: asset?.is_withdrawn ?? false, organisation: asset ? (asset.organisation ?? "") : organisation,
  visibility: asset?.visibility ?? (organisation ? "owner" : "coordinator"), named: asset?.named ?? [],
});

function sent({ organisation, owners, filed_on, granted_on, expires_on, fee_due_on, ...rest }: Draft): Schemas["IpAssetDraft"] {
  const days = Object.fromEntries(Object.entries({ filed_on, granted_on, expires_on, fee_due_on }).filter(([, day]) => day !== ""));
  return {
    ...rest, ...days, title: written(rest.title), description: written(rest.description), named: rest.visibility === "named" ? rest.named : [],
    owners: owners.map((each) => ({ share: each.share, ...(each.isOutside ? { name: each.name } : each.organisation ? { organisation: each.organisation } : {}) })), ...(organisation ? { organisation } : {}),
  };
}

/** What the shares come to, while they are typed. */
function Balance({ owners }: { owners: OwnerDraft[] }) {
  const { t, i18n } = useTranslation();
  const found = balance(owners.map(({ share }) => share));
  if (!found) return <Text size="sm" c="dimmed">{t("commerce.shareHelp")}</Text>;
  return <Text size="sm" role="status" c={found.is === "whole" ? "dimmed" : "var(--mantine-color-error)"}>{t(`commerce.balance.${found.is}`, { sum: formatShare(found.sum, i18n.language), gap: formatShare(found.gap, i18n.language) })}</Text>;
}

function OwnersForm({ value, onChange, error }: { value: OwnerDraft[]; onChange: (owners: OwnerDraft[]) => void; error: ErrorOf }) {
  const { t } = useTranslation();
  const set = (index: number, change: Partial<OwnerDraft>) => onChange(value.map((each, i) => (i === index ? { ...each, ...change } : each)));
  return (
    <Fieldset legend={t("commerce.owners")} data-pointer="/owners">
      <Stack gap="md">
        {value.map((each, index) => (
          <Stack key={index} gap="xs" role="group" aria-label={`${t("commerce.owner")} ${index + 1}`}>
            <SegmentedControl
              size="xs" aria-label={t("commerce.ownerKind")} value={each.isOutside ? "outside" : "organisation"} onChange={(kind) => set(index, { isOutside: kind === "outside" })}
              data={[{ value: "organisation", label: t("commerce.fromRegister") }, { value: "outside", label: t("commerce.outside") }]}
            />
            {error(`/owners/${index}`) && <Text size="sm" c="var(--mantine-color-error)">{error(`/owners/${index}`)}</Text>}
            <Group gap="xs" align="flex-end" wrap="nowrap">
              {each.isOutside
                ? <TextInput className="grow" label={t("commerce.ownerName")} maxLength={200} value={each.name} error={error(`/owners/${index}/name`)} data-pointer={`/owners/${index}/name`} onChange={(event) => set(index, { name: event.currentTarget.value })} />
                : <OrganisationSelect label={t("commerce.ownerOrganisation")} value={each.organisation} error={error(`/owners/${index}/organisation`) ?? error(`/owners/${index}/name`)} pointer={`/owners/${index}/organisation`} onChange={(organisation) => set(index, { organisation })} />}
              <TextInput w="7rem" label={t("commerce.share")} placeholder="1/3" value={each.share} error={Boolean(error(`/owners/${index}/share`))} data-pointer={`/owners/${index}/share`} onChange={(event) => set(index, { share: event.currentTarget.value })} />
              <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`${t("action.remove")}: ${t("commerce.owner")} ${index + 1}`} onClick={() => onChange(value.filter((_, i) => i !== index))}><IconTrash size={18} aria-hidden /></ActionIcon>
            </Group>
            {error(`/owners/${index}/share`) && <Text size="sm" c="var(--mantine-color-error)">{error(`/owners/${index}/share`)}</Text>}
          </Stack>
        ))}
        <Balance owners={value} />
        {error("/owners") && <Text size="sm" c="var(--mantine-color-error)">{error("/owners")}</Text>}
        <Group><Button size="xs" variant="light" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => onChange([...value, { isOutside: false, organisation: undefined, name: "", share: "" }])}>{t("commerce.addOwner")}</Button></Group>
      </Stack>
    </Fieldset>
  );
}

function Fields({ draft, onChange, error, owners, isNew, protects }: { draft: Draft; onChange: (change: Partial<Draft>) => void; error: ErrorOf; owners: Owner[]; isNew: boolean; protects: Schemas["CommerceLink"][] }) {
  const { t } = useTranslation();
  const products = useProductChoices(draft.owners.flatMap(({ organisation }) => organisation ?? []), protects);
  const day = (field: "filed_on" | "granted_on" | "expires_on" | "fee_due_on", label: string) => <TextInput type="date" label={label} value={draft[field]} error={error(`/${field}`)} data-pointer={`/${field}`} onChange={(event) => onChange({ [field]: event.currentTarget.value })} />;
  const keep = (organisation: string) => onChange({ organisation, visibility: visibilitiesOf(organisation).includes(draft.visibility) ? draft.visibility : "coordinator" });
  return (
    <Stack>
      <BilingualText label={t("edit.title")} maxLength={200} value={draft.title} onChange={(title) => onChange({ title })} error={error} pointer="/title" />
      <Select label={t("resources.kindLabel")} allowDeselect={false} data={ipKinds.map((kind) => ({ value: kind, label: t(`commerce.ipKind.${kind}`) }))} value={draft.kind} onChange={(kind) => onChange({ kind: (kind ?? "patent") as Draft["kind"] })} data-pointer="/kind" />
      {isNew && <OwnerSelect clusterLabel={t("resources.clusterOwn")} label={t("commerce.keeper")} owners={owners} value={draft.organisation} error={error} onChange={keep} />}
      <OwnersForm value={draft.owners} onChange={(changed) => onChange({ owners: changed })} error={error} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput label={t("commerce.number")} maxLength={100} value={draft.number} error={error("/number")} data-pointer="/number" onChange={(event) => onChange({ number: event.currentTarget.value })} />
        <TextInput label={t("commerce.office")} description={t("commerce.officeHelp")} maxLength={100} value={draft.office} error={error("/office")} data-pointer="/office" onChange={(event) => onChange({ office: event.currentTarget.value })} />
        {day("filed_on", t("commerce.filed"))}
        {day("granted_on", t("commerce.granted"))}
        {day("expires_on", t("commerce.expiresOn"))}
        {day("fee_due_on", t("commerce.feeDueOn"))}
      </SimpleGrid>
      <ReminderDays value={draft.reminder_days} onChange={(reminder_days) => onChange({ reminder_days })} error={error} />
      <BilingualText label={t("organisation.description")} isLong maxLength={20_000} value={draft.description} onChange={(description) => onChange({ description })} error={error} pointer="/description" />
      <MultiSelect label={t("commerce.protects")} description={t("commerce.protectsHelp")} data={products} value={draft.products} searchable error={error("/products") ?? draft.products.map((_, i) => error(`/products/${i}`)).find(Boolean)} data-pointer="/products" nothingFoundMessage={t("pick.none")} onChange={(chosen) => onChange({ products: chosen })} />
      <VisibilitySelect visibilities={visibilitiesOf(draft.organisation)} visibility={draft.visibility} isExplained onChange={onChange} error={error} pointer="" />
      <Text size="sm" c="dimmed">{t("commerce.ownersSee")}</Text>
      {draft.kind === "know_how" && draft.visibility === "everyone" && <Alert color="orange" variant="light">{t("commerce.publicKnowHow")}</Alert>}
      <NamedField visibility={draft.visibility} named={draft.named} onChange={onChange} error={error} pointer="" />
      {!isNew && <Switch label={t("commerce.withdraw")} description={t("commerce.withdrawIpHelp")} checked={draft.is_withdrawn} onChange={(event) => onChange({ is_withdrawn: event.currentTarget.checked })} />}
    </Stack>
  );
}

function Editor({ id, first, etag, owners, protects }: { id?: string; first: Draft; etag?: string | undefined; owners: Owner[]; protects: Schemas["CommerceLink"][] }) {
  const { t, i18n } = useTranslation();
  const cluster = useClusterSlug();
  const labels: Record<string, string> = {
    title: t("edit.title"), kind: t("resources.kindLabel"), description: t("organisation.description"), owners: t("commerce.owners"), number: t("commerce.number"), office: t("commerce.office"), filed_on: t("commerce.filed"), granted_on: t("commerce.granted"), expires_on: t("commerce.expiresOn"),
    fee_due_on: t("commerce.feeDueOn"), products: t("commerce.protects"), reminder_days: t("commerce.reminderDays"), organisation: t("commerce.keeper"), visibility: t("visibility.title"), named: t("visibility.namedLabel"),
  };
  const editing = useEditing<Draft, IpAsset>({
    first, etag, isNew: !id, sent, queryKey: (made) => ["ip_asset", made], pathOf: (made) => `/commerce/ip/${made.id}`, labelOf: (pointer) => labels[pointer.split("/")[1] ?? ""] ?? pointer,
    lacks: (draft) => [
      ...(Object.keys(written(draft.title)).length === 0 ? [{ pointer: "/title", detail: t("resources.missing.title") }] : []),
      ...(draft.visibility === "named" && draft.named.length === 0 ? [{ pointer: "/named", detail: t("resources.missing.named") }] : []),
      ...draft.owners.flatMap((each, i) => ((each.isOutside ? each.name.trim() : each.organisation) ? [] : [{ pointer: `/owners/${i}/${each.isOutside ? "name" : "organisation"}`, detail: t("commerce.missing.owner") }])),
    ],
    write: (json, how) => (id ? call("PUT", `/ip-assets/${id}`, { json, ...how }) : call("POST", `/clusters/${cluster}/ip-assets`, { json, ...how })),
  });
  return (
    <EditForm editing={editing} title={id ? inLanguage(first.title, i18n.language)?.text : t("commerce.ip.add")} makeLabel={t("commerce.ip.add")} cancelPath={id ? `/commerce/ip/${id}` : "/commerce/ip"} lead={!id && <Text>{t("commerce.ip.newLead")}</Text>}>
      <Fields draft={editing.draft} isNew={!id} owners={owners} protects={protects} error={editing.errorOf} onChange={editing.change} />
    </EditForm>
  );
}

/** Recording intellectual property, and changing a record. */
export function IpAssetEditPage() {
  const { t } = useTranslation();
  return (
    <EditFrame<IpAsset>
      path="/ip-assets" pagePath="/commerce/ip" listPath="/commerce/ip" newTitle={t("commerce.ip.add")} fresh={(owners) => <Editor first={draftOf(undefined, owners[0]?.value)} owners={owners} protects={[]} />}
      existing={(asset, etag) => <Editor id={asset.id} first={draftOf(asset)} etag={etag} owners={[]} protects={asset.protects} />}
    />
  );
}
