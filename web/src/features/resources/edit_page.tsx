import { Alert, Button, Select, Stack, Switch, TagsInput, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router-dom";
import { call } from "../../api/client";
import { useClusterSlug } from "../../api/session";
import { BilingualText } from "../../common/bilingual_text";
import { EditForm, useEditing } from "../../common/edit_form";
import { MayNot } from "../../common/may_not";
import { OwnerSelect } from "../../common/owner_select";
import { type Owner, useRepresented } from "../../common/owners";
import { ErrorNote, Loading } from "../../common/states";
import { useTitle } from "../../common/use_title";
import { NamedField, VisibilitySelect } from "../../common/visibility";
import { inLanguage } from "../../i18n";
import { type Draft, draftOf, missing, sent, visibilitiesOf } from "./draft";
import { type Resource, resourceKinds, type ResourceKind } from "./resource";
import { TermsForm } from "./terms_form";

function useLabels(): Record<string, string> {
  const { t } = useTranslation();
  return {
    "/title": t("edit.title"), "/kind": t("resources.kindLabel"), "/description": t("organisation.description"), "/conditions": t("resources.conditions"), "/location": t("resources.location"),
    "/tags": t("organisation.tags"), "/organisation": t("resources.lender"), "/visibility": t("visibility.title"), "/named": t("visibility.namedLabel"),
    "/terms/opening": t("resources.opening"), "/terms/closures": t("resources.closures"), "/terms/prices": t("resources.prices"), "/terms/time_zone": t("resources.timeZone"),
    "/terms/shortest_minutes": t("resources.shortest"), "/terms/longest_minutes": t("resources.longest"), "/terms/notice_hours": t("resources.noticeHours"), "/terms/horizon_days": t("resources.horizonDays"), "/terms/currency": t("resources.currency"),
  };
}

const labelIn = (labels: Record<string, string>, pointer: string) => {
  const parts = pointer.split("/");
  return labels[parts.slice(0, 3).join("/")] ?? labels[parts.slice(0, 2).join("/")] ?? pointer;
};

function Fields({ draft, onChange, error, owners, isNew }: { draft: Draft; onChange: (change: Partial<Draft>) => void; error: (pointer: string) => string | undefined; owners: Owner[]; isNew: boolean }) {
  const { t } = useTranslation();
  const chooseOwner = (organisation: string) => onChange({ organisation, visibility: visibilitiesOf(organisation).includes(draft.visibility) ? draft.visibility : "members" });
  return (
    <Stack>
      <BilingualText label={t("edit.title")} maxLength={200} value={draft.title} onChange={(title) => onChange({ title })} error={error} pointer="/title" />
      <Select label={t("resources.kindLabel")} allowDeselect={false} data={resourceKinds.map((kind) => ({ value: kind, label: t(`resources.kind.${kind}`) }))} value={draft.kind} onChange={(kind) => onChange({ kind: (kind ?? "laboratory") as ResourceKind })} data-pointer="/kind" />
      {isNew && <OwnerSelect label={t("resources.lender")} clusterLabel={t("resources.clusterOwn")} owners={owners} value={draft.organisation} error={error} onChange={chooseOwner} />}
      <BilingualText label={t("organisation.description")} isLong maxLength={20_000} value={draft.description} onChange={(description) => onChange({ description })} error={error} pointer="/description" />
      <BilingualText label={t("resources.conditions")} isLong maxLength={20_000} value={draft.conditions} onChange={(conditions) => onChange({ conditions })} error={error} pointer="/conditions" />
      <TextInput label={t("resources.location")} description={t("resources.locationHelp")} maxLength={200} value={draft.location} error={error("/location")} data-pointer="/location" onChange={(event) => onChange({ location: event.currentTarget.value })} />
      <TagsInput label={t("organisation.tags")} maxTags={50} error={error("/tags")} data-pointer="/tags" value={draft.tags} onChange={(tags) => onChange({ tags })} />
      <VisibilitySelect visibilities={visibilitiesOf(draft.organisation)} visibility={draft.visibility} isExplained onChange={onChange} error={error} pointer="" />
      <NamedField visibility={draft.visibility} named={draft.named} onChange={onChange} error={error} pointer="" />
      <TermsForm terms={draft.terms} onChange={(change) => onChange({ terms: { ...draft.terms, ...change } })} error={error} />
      {!isNew && <Switch label={t("resources.pause")} description={t("resources.pauseHelp")} checked={draft.is_paused} onChange={(event) => onChange({ is_paused: event.currentTarget.checked })} />}
    </Stack>
  );
}

function Editor({ id, first, etag, owners }: { id: string | undefined; first: Draft; etag: string | undefined; owners: Owner[] }) {
  const { t, i18n } = useTranslation();
  const cluster = useClusterSlug();
  const labels = useLabels();
  const editing = useEditing<Draft, Resource>({
    first, etag, isNew: !id, sent, labelOf: (pointer) => labelIn(labels, pointer), queryKey: (made) => ["resource", made], pathOf: (made) => `/resources/${made.id}`,
    lacks: (draft) => missing(draft).map((pointer) => ({ pointer, detail: t(`resources.missing.${pointer.slice(1)}`) })),
    write: (json, how) => (id ? call("PUT", `/resources/${id}`, { json, ...how }) : call("POST", `/clusters/${cluster}/resources`, { json, ...how })),
  });
  return (
    <EditForm editing={editing} title={id ? inLanguage(first.title, i18n.language)?.text : t("resources.share")} makeLabel={t("resources.share")} cancelPath={id ? `/resources/${id}` : "/resources"} lead={!id && <Text>{t("resources.newLead")}</Text>}>
      <Fields draft={editing.draft} isNew={!id} owners={owners} error={editing.errorOf} onChange={editing.change} />
    </EditForm>
  );
}

function NewResource() {
  const { t } = useTranslation();
  const owners = useRepresented("manage_resource");
  if (!owners) return <Loading />;
  if (owners.length === 0) return <MayNot title={t("resources.share")} mayNot={t("resources.mayNotShare")} guest={t("resources.whyGuest")} list="/resources" listLabel={t("nav.resources")} />;
  return <Editor id={undefined} first={draftOf(undefined, owners[0]?.value)} etag={undefined} owners={owners} />;
}

function ExistingResource({ id }: { id: string }) {
  const { t } = useTranslation();
  const found = useQuery({ queryKey: ["edit-resource", id], queryFn: () => call<Resource>("GET", `/resources/${id}`), staleTime: 0, gcTime: 0, refetchOnWindowFocus: false });
  if (found.error) return <ErrorNote error={found.error} />;
  if (!found.data) return <Loading />;
  if (!found.data.body.may.includes("edit"))
    return (
      <Alert color="orange" role="alert" title={t("error.forbidden")}>
        <Button component={Link} to={`/resources/${id}`} variant="light">{t("nav.resources")}</Button>
      </Alert>
    );
  return <Editor id={id} first={draftOf(found.data.body)} etag={found.data.etag} owners={[]} />;
}

/** Sharing a resource, and changing one. */
export function EditPage() {
  const { t } = useTranslation();
  const { id } = useParams();
  useTitle(t(id ? "resources.edit" : "resources.share"));
  return id ? <ExistingResource id={id} key={id} /> : <NewResource />;
}
