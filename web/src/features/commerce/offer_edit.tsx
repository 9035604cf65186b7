import { Group, MultiSelect, Select, Stack, TagsInput, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router-dom";
import { call, get, type Schemas } from "../../api/client";
import { useClusterSlug } from "../../api/session";
import { CountriesSelect } from "../../common/country_select";
import { BilingualText, type ErrorOf } from "../../common/bilingual_text";
import { EditForm, useEditing } from "../../common/edit_form";
import { currencies, typedAmount } from "../../common/money";
import { OwnerSelect } from "../../common/owner_select";
import type { Owner } from "../../common/owners";
import { ErrorNote, Loading } from "../../common/states";
import { NamedField, type Visibility, VisibilitySelect } from "../../common/visibility";
import { inLanguage } from "../../i18n";
import { type Offer, offerKinds, offerStates, organisationKinds, type Product, visibilitiesOf, written } from "./commerce";
import { useIpChoices, useProductChoices } from "./draft_fields";
import { EditFrame } from "./edit_frame";

interface Draft {
  kind: Schemas["MarketOfferKind"];
  title: Record<string, string>;
  description: Record<string, string>;
  advantages: Record<string, string>;
  seeks: Record<string, string>;
  seeks_kinds: Schemas["OrganisationKind"][];
  tags: string[];
  product: string | null;
  ip_assets: string[];
  /** As typed, in the habit of the language. */
  amount: string;
  currency: string;
  countries: string[];
  valid_until: string;
  state: Schemas["MarketOfferState"];
  organisation: string;
  visibility: Visibility;
  named: string[];
}

const draftOf = (language: string, offer?: Offer, organisation = ""): Draft => ({
  kind: offer?.kind ?? "sale", title: offer?.title ?? {}, description: offer?.description ?? {}, advantages: offer?.advantages ?? {}, seeks: offer?.seeks ?? {}, seeks_kinds: offer?.seeks_kinds ?? [], tags: offer?.tags ?? [], product: offer?.product ?? null, ip_assets: offer?.ip_assets ?? [],
  amount: offer?.amount ? (language === "pl" ? offer.amount.replace(".", ",") : offer.amount) : "", currency: offer?.currency ?? "PLN", countries: offer?.countries ?? [], valid_until: offer?.valid_until ?? "", state: offer?.state ?? "open", organisation: offer ? (offer.organisation ?? "") : organisation,
  visibility: offer?.visibility ?? "everyone", named: offer?.named ?? [],
});

const sentIn = (language: string) => ({ organisation, product, amount, valid_until, ...rest }: Draft): Schemas["MarketOfferDraft"] => ({
  ...rest, title: written(rest.title), description: written(rest.description), advantages: written(rest.advantages), seeks: written(rest.seeks), named: rest.visibility === "named" ? rest.named : [],
  ...(amount.trim() ? { amount: typedAmount(amount, language) ?? amount } : {}), ...(valid_until ? { valid_until } : {}), ...(product ? { product } : {}), ...(organisation ? { organisation } : {}),
});

interface FieldsProps {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
  error: ErrorOf;
  owners: Owner[];
  isNew: boolean;
  linked: { products: Schemas["CommerceLink"][]; assets: Schemas["CommerceLink"][] };
}

function Fields({ draft, onChange, error, owners, isNew, linked }: FieldsProps) {
  const { t } = useTranslation();
  const products = useProductChoices([draft.organisation], linked.products);
  const assets = useIpChoices(draft.organisation, linked.assets);
  return (
    <Stack>
      <BilingualText label={t("edit.title")} maxLength={200} value={draft.title} onChange={(title) => onChange({ title })} error={error} pointer="/title" />
      <Select label={t("resources.kindLabel")} allowDeselect={false} data={offerKinds.map((kind) => ({ value: kind, label: t(`commerce.offerKind.${kind}`) }))} value={draft.kind} onChange={(kind) => onChange({ kind: (kind ?? "sale") as Draft["kind"] })} data-pointer="/kind" />
      {isNew && <OwnerSelect clusterLabel={t("resources.clusterOwn")} label={t("commerce.offeredBy")} owners={owners} value={draft.organisation} error={error} onChange={(organisation) => onChange({ organisation, product: null, ip_assets: [], visibility: visibilitiesOf(organisation).includes(draft.visibility) ? draft.visibility : "everyone" })} />}
      <Select label={t("commerce.product")} description={t("commerce.productHelp")} clearable searchable data={products} value={draft.product} error={error("/product")} data-pointer="/product" nothingFoundMessage={t("pick.none")} onChange={(product) => onChange({ product })} />
      <MultiSelect label={t("commerce.tab.ip")} searchable data={assets} value={draft.ip_assets} error={error("/ip_assets") ?? draft.ip_assets.map((_, i) => error(`/ip_assets/${i}`)).find(Boolean)} data-pointer="/ip_assets" nothingFoundMessage={t("pick.none")} onChange={(ip_assets) => onChange({ ip_assets })} />
      <BilingualText label={t("commerce.whatIsOffered")} isLong maxLength={20_000} value={draft.description} onChange={(description) => onChange({ description })} error={error} pointer="/description" />
      <BilingualText label={t("commerce.advantages")} isLong maxLength={20_000} value={draft.advantages} onChange={(advantages) => onChange({ advantages })} error={error} pointer="/advantages" />
      <MultiSelect label={t("commerce.seeksKinds")} data={organisationKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))} value={draft.seeks_kinds} error={error("/seeks_kinds")} data-pointer="/seeks_kinds" onChange={(kinds) => onChange({ seeks_kinds: kinds as Draft["seeks_kinds"] })} />
      <BilingualText label={t("commerce.seeks")} isLong maxLength={20_000} value={draft.seeks} onChange={(seeks) => onChange({ seeks })} error={error} pointer="/seeks" />
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput className="grow" label={t(draft.kind === "investment_wanted" ? "commerce.moneyWanted" : "commerce.price")} description={t("commerce.priceHelp")} inputMode="decimal" value={draft.amount} error={error("/amount")} data-pointer="/amount" onChange={(event) => onChange({ amount: event.currentTarget.value })} />
        <Select w="7rem" label={t("resources.currency")} allowDeselect={false} data={currencies} value={draft.currency} error={error("/currency")} data-pointer="/currency" onChange={(currency) => currency && onChange({ currency })} />
      </Group>
      <CountriesSelect label={t("commerce.countries")} description={t("commerce.countriesHelp")} value={draft.countries} error={error("/countries")} pointer="/countries" onChange={(countries) => onChange({ countries })} />
      <TextInput type="date" maw="14rem" label={t("commerce.validUntilLabel")} description={t("commerce.validUntilHelp")} value={draft.valid_until} error={error("/valid_until")} data-pointer="/valid_until" onChange={(event) => onChange({ valid_until: event.currentTarget.value })} />
      <TagsInput label={t("organisation.tags")} maxTags={30} error={error("/tags")} data-pointer="/tags" value={draft.tags} onChange={(tags) => onChange({ tags })} />
      <VisibilitySelect visibilities={visibilitiesOf(draft.organisation)} visibility={draft.visibility} isExplained onChange={onChange} error={error} pointer="" />
      <NamedField visibility={draft.visibility} named={draft.named} onChange={onChange} error={error} pointer="" />
      {!isNew && <Select label={t("commerce.state")} description={t(`commerce.stateText.${draft.state}`)} allowDeselect={false} data={offerStates.map((state) => ({ value: state, label: t(`commerce.offerState.${state}`) }))} value={draft.state} onChange={(state) => onChange({ state: (state ?? "open") as Draft["state"] })} data-pointer="/state" />}
    </Stack>
  );
}

function Editor({ id, first, etag, owners, linked }: { id?: string; first: Draft; etag?: string | undefined } & Pick<FieldsProps, "owners" | "linked">) {
  const { t, i18n } = useTranslation();
  const cluster = useClusterSlug();
  const labels: Record<string, string> = {
    title: t("edit.title"), kind: t("resources.kindLabel"), description: t("commerce.whatIsOffered"), advantages: t("commerce.advantages"), seeks: t("commerce.seeks"), seeks_kinds: t("commerce.seeksKinds"), tags: t("organisation.tags"), product: t("commerce.product"), ip_assets: t("commerce.tab.ip"),
    amount: t("commerce.price"), currency: t("resources.currency"), countries: t("commerce.countries"), valid_until: t("commerce.validUntilLabel"), state: t("commerce.state"), organisation: t("commerce.offeredBy"), visibility: t("visibility.title"), named: t("visibility.namedLabel"),
  };
  const sent = useMemo(() => sentIn(i18n.language), [i18n.language]);
  const editing = useEditing<Draft, Offer>({
    first, etag, isNew: !id, sent, queryKey: (made) => ["market_offer", made], pathOf: (made) => `/commerce/offers/${made.id}`, labelOf: (pointer) => labels[pointer.split("/")[1] ?? ""] ?? pointer,
    lacks: (draft) => [
      ...(Object.keys(written(draft.title)).length === 0 ? [{ pointer: "/title", detail: t("resources.missing.title") }] : []),
      ...(draft.visibility === "named" && draft.named.length === 0 ? [{ pointer: "/named", detail: t("resources.missing.named") }] : []),
      ...(draft.amount.trim() && !typedAmount(draft.amount, i18n.language) ? [{ pointer: "/amount", detail: t("commerce.missing.amount") }] : []),
    ],
    write: (json, how) => (id ? call("PUT", `/market-offers/${id}`, { json, ...how }) : call("POST", `/clusters/${cluster}/market-offers`, { json, ...how })),
  });
  return (
    <EditForm editing={editing} title={id ? inLanguage(first.title, i18n.language)?.text : t("commerce.offers.add")} makeLabel={t("commerce.offers.add")} cancelPath={id ? `/commerce/offers/${id}` : "/commerce"} lead={!id && <Text>{t("commerce.offers.newLead")}</Text>}>
      <Fields draft={editing.draft} isNew={!id} owners={owners} linked={linked} error={editing.errorOf} onChange={editing.change} />
    </EditForm>
  );
}

/** A new offer of a product: what the product says of itself stands in the form already. */
function OfProduct({ id, owners }: { id: string; owners: Owner[] }) {
  const { i18n } = useTranslation();
  const found = useQuery({ queryKey: ["product-to-offer", id], queryFn: () => get<Product>(`/products/${id}`), staleTime: 0 });
  if (found.error) return <ErrorNote error={found.error} />;
  if (!found.data) return <Loading />;
  const product = found.data, owner = product.organisation ?? "";
  const all = owners.some(({ value }) => value === owner) ? owners : [...owners, { value: owner, name: product.organisation_name }];
  const first: Draft = { ...draftOf(i18n.language, undefined, owner), title: product.title, description: product.description ?? {}, tags: product.tags ?? [], product: product.id };
  return <Editor first={first} owners={all} linked={{ products: [{ id: product.id, title: product.title }], assets: [] }} />;
}

function Fresh({ owners }: { owners: Owner[] }) {
  const { i18n } = useTranslation();
  const [parameters] = useSearchParams();
  const product = parameters.get("product");
  return product ? <OfProduct id={product} owners={owners} /> : <Editor first={draftOf(i18n.language, undefined, owners[0]?.value)} owners={owners} linked={{ products: [], assets: [] }} />;
}

/** Making an offer to the market, and changing one. */
export function OfferEditPage() {
  const { t, i18n } = useTranslation();
  return (
    <EditFrame<Offer>
      path="/market-offers" pagePath="/commerce/offers" listPath="/commerce" newTitle={t("commerce.offers.add")} fresh={(owners) => <Fresh owners={owners} />}
      existing={(offer, etag) => <Editor id={offer.id} first={draftOf(i18n.language, offer)} etag={etag} owners={[]} linked={{ products: offer.product && offer.product_title ? [{ id: offer.product, title: offer.product_title }] : [], assets: offer.assets }} />}
    />
  );
}
