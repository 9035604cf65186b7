import { Alert, Select, Stack, Switch, TagsInput, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router-dom";
import { call, get, type Schemas } from "../../api/client";
import { useClusterSlug } from "../../api/session";
import { BilingualText, type ErrorOf } from "../../common/bilingual_text";
import { EditForm, useEditing } from "../../common/edit_form";
import { useOrganisationNames } from "../../common/organisation_picker";
import { OwnerSelect } from "../../common/owner_select";
import type { Owner } from "../../common/owners";
import { ErrorNote, Loading } from "../../common/states";
import { NamedField, type Visibility, VisibilitySelect } from "../../common/visibility";
import { inLanguage } from "../../i18n";
import type { Parts, Project } from "../projects/project";
import { type DevicePath, type Product, productKinds, today, type TrlEntry, usualReminders, visibilitiesOf, written } from "./commerce";
import { DeviceForm } from "./device_form";
import { ReminderDays } from "./draft_fields";
import { EditFrame } from "./edit_frame";
import { TrlForm } from "./trl_form";

interface Draft {
  kind: Schemas["ProductKind"];
  title: Record<string, string>;
  description: Record<string, string>;
  tags: string[];
  website: string;
  trl: TrlEntry[];
  device: DevicePath | undefined;
  reminder_days: number[];
  is_withdrawn: boolean;
  organisation: string;
  project: string | undefined;
  project_result: string | undefined;
  visibility: Visibility;
  named: string[];
}

const draftOf = (product?: Product, organisation = ""): Draft => ({
  kind: product?.kind ?? "product", title: product?.title ?? {}, description: product?.description ?? {}, tags: product?.tags ?? [], website: product?.website ?? "", trl: product?.trl ?? [], device: product?.device,
  reminder_days: product?.reminder_days ?? usualReminders, is_withdrawn: product?.is_withdrawn ?? false, organisation: product ? (product.organisation ?? "") : organisation, project: product?.project, project_result: product?.project_result,
  visibility: product?.visibility ?? "members", named: product?.named ?? [],
});

function sent({ organisation, device, project, project_result, ...rest }: Draft): Schemas["ProductDraft"] {
  return {
    ...rest, title: written(rest.title), description: written(rest.description), named: rest.visibility === "named" ? rest.named : [],
    ...(organisation ? { organisation } : {}), ...(device ? { device } : {}), ...(project ? { project } : {}), ...(project_result ? { project_result } : {}),
  };
}

function Fields({ draft, onChange, error, owners, isNew }: { draft: Draft; onChange: (change: Partial<Draft>) => void; error: ErrorOf; owners: Owner[]; isNew: boolean }) {
  const { t } = useTranslation();
  const choices = visibilitiesOf(draft.organisation, Boolean(draft.project));
  return (
    <Stack>
      <BilingualText label={t("edit.title")} maxLength={200} value={draft.title} onChange={(title) => onChange({ title })} error={error} pointer="/title" />
      <Select label={t("resources.kindLabel")} description={t(`commerce.productAbout.${draft.kind}`)} allowDeselect={false} data={productKinds.map((kind) => ({ value: kind, label: t(`commerce.productKind.${kind}`) }))} value={draft.kind} onChange={(kind) => onChange({ kind: (kind ?? "product") as Draft["kind"] })} data-pointer="/kind" />
      {isNew && <OwnerSelect clusterLabel={t("resources.clusterOwn")} label={t("commerce.owner")} owners={owners} value={draft.organisation} error={error} onChange={(organisation) => onChange({ organisation, visibility: visibilitiesOf(organisation, Boolean(draft.project)).includes(draft.visibility) ? draft.visibility : "members" })} />}
      <BilingualText label={t("organisation.description")} isLong maxLength={20_000} value={draft.description} onChange={(description) => onChange({ description })} error={error} pointer="/description" />
      <TagsInput label={t("organisation.tags")} maxTags={30} error={error("/tags")} data-pointer="/tags" value={draft.tags} onChange={(tags) => onChange({ tags })} />
      <TextInput label={t("organisation.website")} type="url" maxLength={500} value={draft.website} error={error("/website")} data-pointer="/website" onChange={(event) => onChange({ website: event.currentTarget.value })} />
      <VisibilitySelect visibilities={choices} visibility={draft.visibility} isExplained onChange={onChange} error={error} pointer="" />
      <NamedField visibility={draft.visibility} named={draft.named} onChange={onChange} error={error} pointer="" />
      <TrlForm value={draft.trl} onChange={(trl) => onChange({ trl })} error={error} />
      <DeviceForm value={draft.device} onChange={(device) => onChange({ device })} error={error} />
      {draft.device && <ReminderDays value={draft.reminder_days} onChange={(reminder_days) => onChange({ reminder_days })} error={error} />}
      {!isNew && <Switch label={t("commerce.withdraw")} description={t("commerce.withdrawHelp")} checked={draft.is_withdrawn} onChange={(event) => onChange({ is_withdrawn: event.currentTarget.checked })} />}
    </Stack>
  );
}

function Editor({ id, first, etag, owners, lead }: { id?: string; first: Draft; etag?: string | undefined; owners: Owner[]; lead?: React.ReactNode }) {
  const { t, i18n } = useTranslation();
  const cluster = useClusterSlug();
  const labels: Record<string, string> = {
    title: t("edit.title"), kind: t("resources.kindLabel"), description: t("organisation.description"), tags: t("organisation.tags"), website: t("organisation.website"), organisation: t("commerce.owner"), visibility: t("visibility.title"), named: t("visibility.namedLabel"),
    trl: t("commerce.readiness"), reminder_days: t("commerce.reminderDays"), project: t("commerce.fromProject"), project_result: t("commerce.fromProject"),
    emdn: t("commerce.emdn"), udi_di: "UDI-DI", certificates: t("commerce.certificates"), clinical: t("commerce.clinicalHistory"), class: t("commerce.class"),
  };
  const editing = useEditing<Draft, Product>({
    first, etag, isNew: !id, sent, queryKey: (made) => ["product", made], pathOf: (made) => `/commerce/products/${made.id}`,
    labelOf: (pointer) => { const [, field = "", inner = ""] = pointer.split("/"); return labels[field === "device" ? inner : field] ?? t("commerce.device"); },
    lacks: (draft) => [
      ...(Object.keys(written(draft.title)).length === 0 ? [{ pointer: "/title", detail: t("resources.missing.title") }] : []),
      ...(draft.visibility === "named" && draft.named.length === 0 ? [{ pointer: "/named", detail: t("resources.missing.named") }] : []),
      ...draft.trl.flatMap(({ on }, i) => (on === "" ? [{ pointer: `/trl/${i}/on`, detail: t("commerce.missing.day") }] : [])),
    ],
    write: (json, how) => (id ? call("PUT", `/products/${id}`, { json, ...how }) : call("POST", `/clusters/${cluster}/products`, { json, ...how })),
  });
  return (
    <EditForm editing={editing} title={id ? inLanguage(first.title, i18n.language)?.text : t("commerce.products.add")} makeLabel={t("commerce.products.add")} cancelPath={id ? `/commerce/products/${id}` : "/commerce/products"} lead={lead ?? (!id && <Text>{t("commerce.products.newLead")}</Text>)}>
      <Fields draft={editing.draft} isNew={!id} owners={owners} error={editing.errorOf} onChange={editing.change} />
    </EditForm>
  );
}

/** A result of a joint project, taken to commercialisation: what the project says of it stands in the form already. */
function FromProject({ project, result, owners }: { project: string; result: string; owners: Owner[] }) {
  const { t, i18n } = useTranslation();
  const whole = useQuery({ queryKey: ["project-of-result", project], queryFn: () => get<Project>(`/projects/${project}`), staleTime: 0 });
  const found = useQuery({ queryKey: ["result-to-take", result], queryFn: () => get<Parts["result"]>(`/projects/${project}/parts/result/${result}`), staleTime: 0 });
  const holder = found.data?.organisation ?? found.data?.owners?.[0];
  const names = useOrganisationNames(holder ? [holder] : []);
  const error = found.error ?? whole.error;
  if (error) return <ErrorNote error={error} />;
  if (!found.data || !whole.data || (holder && !names.has(holder))) return <Loading />;
  const isKnown = owners.some(({ value }) => value === holder);
  // Those who run the cluster may write it down for the partner that holds it.
  const all = holder && !isKnown && owners.some(({ value }) => value === "") ? [...owners, { value: holder, name: names.get(holder) }] : owners;
  const title = inLanguage(whole.data.title, i18n.language)?.text ?? "";
  const owner = all.some(({ value }) => value === holder) ? holder : all[0]?.value;
  const first: Draft = {
    ...draftOf(undefined, owner), kind: "result", title: { [i18n.language]: found.data.title }, description: found.data.description ? { [i18n.language]: found.data.description } : {}, project, project_result: result, visibility: "partners",
    trl: found.data.trl ? [{ on: today(), trl: found.data.trl, evidence: t("commerce.projectEvidence", { project: title }).slice(0, 2000) }] : [],
  };
  return <Editor first={first} owners={all} lead={<Alert variant="light">{t("commerce.takenFrom", { project: title })}</Alert>} />;
}

function Fresh({ owners }: { owners: Owner[] }) {
  const [parameters] = useSearchParams();
  const project = parameters.get("project"), result = parameters.get("result");
  return project && result ? <FromProject project={project} result={result} owners={owners} /> : <Editor first={draftOf(undefined, owners[0]?.value)} owners={owners} />;
}

/** Adding a product or a result, and changing one. */
export function ProductEditPage() {
  const { t } = useTranslation();
  return (
    <EditFrame<Product>
      path="/products" pagePath="/commerce/products" listPath="/commerce/products" newTitle={t("commerce.products.add")} fresh={(owners) => <Fresh owners={owners} />}
      existing={(product, etag) => <Editor id={product.id} first={draftOf(product)} etag={etag} owners={[]} />}
    />
  );
}
