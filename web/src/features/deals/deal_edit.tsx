import { Alert, Button, NumberInput, Select, SimpleGrid, Stack, Switch, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router-dom";
import { call, type Schemas } from "../../api/client";
import { useClusterSlug } from "../../api/session";
import { CountriesSelect, CountrySelect } from "../../common/country_select";
import { EditForm, useEditing } from "../../common/edit_form";
import { MayNot } from "../../common/may_not";
import { currencies, typedAmount } from "../../common/money";
import { OrganisationSelect } from "../../common/organisation_picker";
import { OwnerSelect } from "../../common/owner_select";
import { type Owner, useRepresented } from "../../common/owners";
import { ErrorNote, Loading } from "../../common/states";
import { useTitle } from "../../common/use_title";
import { NamedField, type Visibility, VisibilitySelect } from "../../common/visibility";
import { type Deal, dealKinds, type DealKind, type Inquiry, today } from "./deal";

interface Draft {
  kind: DealKind;
  title: string;
  description: string;
  organisation: string;
  counterpart: string;
  country: string;
  counterpart_organisation: string | undefined;
  inquiry: string | undefined;
  offer: string | undefined;
  product: string | undefined;
  value: string;
  currency: string;
  chance: number | undefined;
  expected_on: string;
  next_step: string;
  next_on: string;
  begun_on: string;
  licence: { is_exclusive: boolean; territories: string[]; field_of_use: string; from: string; until: string; royalty: number | undefined };
  spin_off: { name: string; number: string; founded_on: string; share: number | undefined };
  visibility: Visibility;
  named: string[];
}

const draftOf = (deal: Deal | undefined, organisation = ""): Draft => ({
  kind: deal?.kind ?? "sale", title: deal?.title ?? "", description: deal?.description ?? "", organisation: deal ? (deal.organisation ?? "") : organisation, counterpart: deal?.counterpart ?? "", country: deal?.country ?? "",
  counterpart_organisation: deal?.counterpart_organisation, inquiry: deal?.inquiry, offer: deal?.offer, product: deal?.product, value: deal?.value ?? "", currency: deal?.currency ?? "PLN", chance: deal?.chance, expected_on: deal?.expected_on ?? "",
  next_step: deal?.next_step ?? "", next_on: deal?.next_on ?? "", begun_on: deal?.steps[0]?.on ?? today(),
  licence: { is_exclusive: deal?.licence?.is_exclusive ?? false, territories: deal?.licence?.territories ?? [], field_of_use: deal?.licence?.field_of_use ?? "", from: deal?.licence?.from ?? "", until: deal?.licence?.until ?? "", royalty: deal?.licence?.royalty },
  spin_off: { name: deal?.spin_off?.name ?? "", number: deal?.spin_off?.number ?? "", founded_on: deal?.spin_off?.founded_on ?? "", share: deal?.spin_off?.share },
  visibility: deal?.visibility ?? (organisation ? "owner" : "coordinator"), named: deal?.named ?? [],
});

/** Fields that hold something. */
const filled = <T extends object>(fields: T) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== "")) as Partial<T>;

function sentIn(language: string, isNew: boolean) {
  return ({ organisation, begun_on: begun, licence, spin_off: spinOff, value, named, ...rest }: Draft): Schemas["DealDraft"] => ({
    ...(filled(rest) as Pick<Draft, "kind" | "title">), ...(organisation ? { organisation } : {}), ...(value.trim() ? { value: typedAmount(value, language) ?? value.trim() } : {}),
    ...(rest.kind === "licence" ? { licence: filled(licence) } : {}), ...(rest.kind === "spin_off" ? { spin_off: filled(spinOff) } : {}),
    ...(isNew && begun ? { steps: [{ stage: "first_contact", on: begun }] } : {}), named: rest.visibility === "named" ? named : [],
  });
}

const visibilitiesOf = (organisation: string): Visibility[] => (organisation ? ["owner", "coordinator", "named", "members", "everyone"] : ["coordinator", "named", "members", "everyone"]);

function useLabels(): Record<string, string> {
  const { t } = useTranslation();
  return {
    title: t("deals.name"), kind: t("deals.kindLabel"), description: t("organisation.description"), organisation: t("deals.whose"), counterpart: t("deals.counterpart"), country: t("edit.country"), counterpart_organisation: t("deals.inCatalogue"),
    value: t("deals.value"), currency: t("resources.currency"), chance: t("deals.chance"), expected_on: t("deals.expectedOn"), next_step: t("deals.nextStep"), next_on: t("deals.nextOn"), steps: t("deals.begunOn"), visibility: t("visibility.title"), named: t("visibility.namedLabel"),
    licence: t("deals.licence"), spin_off: t("deals.spinOff"),
  };
}

interface FieldsProps {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
  error: (pointer: string) => string | undefined;
  owners: Owner[];
  isNew: boolean;
}

function LicenceFields({ draft, onChange, error }: Pick<FieldsProps, "draft" | "onChange" | "error">) {
  const { t } = useTranslation();
  const change = (part: Partial<Draft["licence"]>) => onChange({ licence: { ...draft.licence, ...part } });
  const { licence } = draft;
  return (
    <Stack gap="sm" component="fieldset" className="plain-fieldset">
      <Title order={2} size="h5">{t("deals.licence")}</Title>
      <Switch label={t("deals.exclusive")} checked={licence.is_exclusive} onChange={(event) => change({ is_exclusive: event.currentTarget.checked })} />
      <CountriesSelect label={t("deals.territories")} description={t("deals.territoriesHelp")} value={licence.territories} onChange={(territories) => change({ territories })} error={error("/licence/territories")} pointer="/licence/territories" />
      <TextInput label={t("deals.fieldOfUse")} maxLength={1000} value={licence.field_of_use} onChange={(event) => change({ field_of_use: event.currentTarget.value })} />
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <TextInput type="date" label={t("deals.from")} value={licence.from} onChange={(event) => change({ from: event.currentTarget.value })} />
        <TextInput type="date" label={t("deals.until")} value={licence.until} error={error("/licence/until")} data-pointer="/licence/until" onChange={(event) => change({ until: event.currentTarget.value })} />
        <NumberInput label={t("deals.royalty")} suffix=" %" min={0} max={100} decimalScale={2} decimalSeparator="," value={licence.royalty === undefined ? "" : licence.royalty / 100} error={error("/licence/royalty")} data-pointer="/licence/royalty" onChange={(value) => change({ royalty: value === "" ? undefined : Math.round(Number(value) * 100) })} />
      </SimpleGrid>
    </Stack>
  );
}

function SpinOffFields({ draft, onChange, error }: Pick<FieldsProps, "draft" | "onChange" | "error">) {
  const { t } = useTranslation();
  const change = (part: Partial<Draft["spin_off"]>) => onChange({ spin_off: { ...draft.spin_off, ...part } });
  const { spin_off: company } = draft;
  return (
    <Stack gap="sm" component="fieldset" className="plain-fieldset">
      <Title order={2} size="h5">{t("deals.spinOff")}</Title>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput label={t("deals.companyName")} maxLength={300} value={company.name} onChange={(event) => change({ name: event.currentTarget.value })} />
        <TextInput label={t("deals.companyNumber")} maxLength={100} value={company.number} onChange={(event) => change({ number: event.currentTarget.value })} />
        <TextInput type="date" label={t("deals.founded")} value={company.founded_on} error={error("/spin_off/founded_on")} data-pointer="/spin_off/founded_on" onChange={(event) => change({ founded_on: event.currentTarget.value })} />
        <NumberInput label={t("deals.share")} suffix=" %" min={0} max={100} decimalScale={2} decimalSeparator="," value={company.share === undefined ? "" : company.share / 100} error={error("/spin_off/share")} data-pointer="/spin_off/share" onChange={(value) => change({ share: value === "" ? undefined : Math.round(Number(value) * 100) })} />
      </SimpleGrid>
    </Stack>
  );
}

function Fields({ draft, onChange, error, owners, isNew }: FieldsProps) {
  const { t } = useTranslation();
  const labels = useLabels();
  const text = (field: "title" | "counterpart" | "next_step", maxLength: number) => <TextInput label={labels[field]} maxLength={maxLength} value={draft[field]} error={error(`/${field}`)} data-pointer={`/${field}`} withAsterisk={field === "title"} onChange={(event) => onChange({ [field]: event.currentTarget.value })} />;
  const day = (field: "expected_on" | "next_on") => <TextInput type="date" label={labels[field]} value={draft[field]} error={error(`/${field}`)} data-pointer={`/${field}`} onChange={(event) => onChange({ [field]: event.currentTarget.value })} />;
  const chooseOwner = (organisation: string) => onChange({ organisation, visibility: visibilitiesOf(organisation).includes(draft.visibility) ? draft.visibility : "coordinator" });
  return (
    <Stack>
      {text("title", 200)}
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Select label={labels.kind} allowDeselect={false} data={dealKinds.map((kind) => ({ value: kind, label: t(`deals.kind.${kind}`) }))} value={draft.kind} onChange={(kind) => onChange({ kind: (kind ?? "sale") as DealKind })} data-pointer="/kind" />
        {isNew && <OwnerSelect label={labels.organisation} clusterLabel={t("deals.clusterOwn")} owners={owners} value={draft.organisation} error={error} onChange={chooseOwner} />}
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {text("counterpart", 300)}
        <CountrySelect label={t("edit.country")} value={draft.country} error={error("/country")} pointer="/country" onChange={(country) => onChange({ country })} />
        <OrganisationSelect label={t("deals.inCatalogue")} value={draft.counterpart_organisation} onChange={(id) => onChange({ counterpart_organisation: id })} error={error("/counterpart_organisation")} pointer="/counterpart_organisation" />
        {isNew && <TextInput type="date" label={t("deals.begunOn")} max={today()} value={draft.begun_on} error={error("/steps/0/on")} data-pointer="/steps/0/on" onChange={(event) => onChange({ begun_on: event.currentTarget.value })} />}
      </SimpleGrid>
      <SimpleGrid cols={{ base: 2, sm: 4 }}>
        <TextInput label={labels.value} inputMode="decimal" value={draft.value} error={error("/value")} data-pointer="/value" onChange={(event) => onChange({ value: event.currentTarget.value })} />
        <Select label={labels.currency} allowDeselect={false} data={currencies} value={draft.currency} onChange={(currency) => onChange({ currency: currency ?? "PLN" })} data-pointer="/currency" />
        <NumberInput label={labels.chance} suffix=" %" min={0} max={100} allowDecimal={false} value={draft.chance ?? ""} error={error("/chance")} data-pointer="/chance" onChange={(value) => onChange({ chance: value === "" ? undefined : Number(value) })} />
        {day("expected_on")}
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>{text("next_step", 500)}{day("next_on")}</SimpleGrid>
      {draft.kind === "licence" && <LicenceFields draft={draft} onChange={onChange} error={error} />}
      {draft.kind === "spin_off" && <SpinOffFields draft={draft} onChange={onChange} error={error} />}
      <Textarea label={labels.description} autosize minRows={3} maxRows={14} maxLength={20_000} value={draft.description} error={error("/description")} data-pointer="/description" onChange={(event) => onChange({ description: event.currentTarget.value })} />
      <VisibilitySelect visibilities={visibilitiesOf(draft.organisation)} visibility={draft.visibility} isExplained onChange={onChange} error={error} pointer="" />
      <NamedField visibility={draft.visibility} named={draft.named} onChange={onChange} error={error} pointer="" />
    </Stack>
  );
}

function Editor({ deal, first, etag, owners }: { deal: Deal | undefined; first: Draft; etag: string | undefined; owners: Owner[] }) {
  const { t, i18n } = useTranslation();
  const cluster = useClusterSlug();
  const labels = useLabels();
  const editing = useEditing<Draft, Deal>({
    first, etag, isNew: !deal, sent: sentIn(i18n.language, !deal), labelOf: (pointer) => labels[pointer.split("/")[1] ?? ""] ?? pointer, queryKey: (id) => ["deal", id], pathOf: (made) => `/commerce/deals/${made.id}`,
    lacks: (draft) => [
      ...(draft.title.trim() ? [] : [{ pointer: "/title", detail: t("deals.missingTitle") }]),
      ...(draft.visibility === "named" && draft.named.length === 0 ? [{ pointer: "/named", detail: t("resources.missing.named") }] : []),
    ],
    write: (json, how) => (deal ? call("PUT", `/deals/${deal.id}`, { json, ...how }) : call("POST", `/clusters/${cluster}/deals`, { json, ...how })),
  });
  return (
    <EditForm editing={editing} title={deal ? deal.title : t("deals.begin")} makeLabel={t("deals.beginIt")} cancelPath={deal ? `/commerce/deals/${deal.id}` : "/commerce/deals"} lead={!deal && <Text>{t("deals.newLead")}</Text>}>
      <Fields draft={editing.draft} isNew={!deal} owners={owners} error={editing.errorOf} onChange={editing.change} />
    </EditForm>
  );
}

/** What an inquiry, an offer, a product or a meeting says of a deal that comes from it. */
function useFirst(organisation: string): Draft | undefined {
  const [parameters] = useSearchParams();
  const from = parameters.get("inquiry") ?? undefined;
  const inquiry = useQuery({ queryKey: ["inquiry", from], queryFn: () => call<Inquiry>("GET", `/inquiries/${from}`), enabled: Boolean(from) });
  if (from && inquiry.isPending) return undefined;
  const asked = inquiry.data?.body;
  const made = {
    ...draftOf(undefined, organisation), offer: asked?.offer ?? parameters.get("offer") ?? undefined, product: parameters.get("product") ?? undefined,
    title: parameters.get("title") ?? "", counterpart: parameters.get("counterpart") ?? "", counterpart_organisation: parameters.get("counterpart_organisation") ?? undefined,
  };
  if (!asked) return made;
  return { ...made, inquiry: asked.id, title: asked.subject, counterpart: asked.organisation_name || asked.name, country: asked.country ?? "", begun_on: asked.created_at.slice(0, 10) };
}

function NewDeal({ owners }: { owners: Owner[] }) {
  const first = useFirst(owners[0]?.value ?? "");
  return first ? <Editor deal={undefined} first={first} etag={undefined} owners={owners} /> : <Loading />;
}

function MayBegin() {
  const { t } = useTranslation();
  const owners = useRepresented("manage_deal");
  if (!owners) return <Loading />;
  if (owners.length === 0) return <MayNot title={t("deals.begin")} mayNot={t("deals.mayNotBegin")} guest={t("deals.nonePublic")} list="/commerce/deals" listLabel={t("deals.title")} />;
  return <NewDeal owners={owners} />;
}

function ExistingDeal({ id }: { id: string }) {
  const { t } = useTranslation();
  const found = useQuery({ queryKey: ["edit-deal", id], queryFn: () => call<Deal>("GET", `/deals/${id}`), staleTime: 0, gcTime: 0, refetchOnWindowFocus: false });
  if (found.error) return <ErrorNote error={found.error} />;
  if (!found.data) return <Loading />;
  if (!found.data.body.may.includes("edit")) return <Alert color="orange" role="alert" title={t("error.forbidden")}><Button component={Link} to={`/commerce/deals/${id}`} variant="light">{t("deals.title")}</Button></Alert>;
  return <Editor deal={found.data.body} first={draftOf(found.data.body)} etag={found.data.etag} owners={[]} />;
}

/** Beginning a deal, and changing one. */
export function DealEditPage() {
  const { t } = useTranslation();
  const { id } = useParams();
  useTitle(t(id ? "deals.edit" : "deals.begin"));
  return id ? <ExistingDeal id={id} key={id} /> : <MayBegin />;
}
