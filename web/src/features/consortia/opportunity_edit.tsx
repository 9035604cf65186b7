import { Alert, Button, Select, SimpleGrid, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router-dom";
import { call, type Schemas } from "../../api/client";
import { may, useClusterSlug, useSession } from "../../api/session";
import { BilingualText } from "../../common/bilingual_text";
import { EditForm, useEditing } from "../../common/edit_form";
import { currencies } from "../../common/money";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { useTitle } from "../../common/use_title";
import { VisibilitySelect } from "../../common/visibility";
import { inLanguage } from "../../i18n";
import { type Opportunity, opportunityKinds, type OpportunityKind, type Requirements, requirementsOf, sentRequirements } from "./consortium";
import { RequirementsForm } from "./requirements_form";

interface Draft {
  kind: OpportunityKind;
  title: Record<string, string>;
  description: Record<string, string>;
  website: string;
  closes_on: string;
  currency: string;
  requirements: Requirements;
  visibility: Schemas["Visibility"];
}

const draftOf = (opportunity?: Opportunity): Draft => ({
  kind: opportunity?.kind ?? "call", title: opportunity?.title ?? {}, description: opportunity?.description ?? {}, website: opportunity?.website ?? "",
  closes_on: opportunity?.closes_on ?? "", currency: opportunity?.currency ?? "PLN", visibility: opportunity?.visibility ?? "members",
  requirements: opportunity ? requirementsOf(opportunity) : { partners: { min: 2, max: 6 }, competences: [{ competence: "" }] },
});

const written = (text: Record<string, string>) => Object.fromEntries(Object.entries(text).filter(([, each]) => each.trim() !== ""));
const sent = (draft: Draft): Schemas["OpportunityDraft"] => {
  const { closes_on: closes, ...rest } = draft;
  return { ...rest, title: written(draft.title), description: written(draft.description), requirements: sentRequirements(draft.requirements), ...(closes ? { closes_on: closes } : {}) };
};

function Editor({ id, first, etag }: { id: string | undefined; first: Draft; etag: string | undefined }) {
  const { t, i18n } = useTranslation();
  const cluster = useClusterSlug();
  const labelOf = (pointer: string) => {
    const [, field, inner] = pointer.split("/");
    const labels: Record<string, string> = { title: t("edit.title"), kind: t("consortia.kindLabel"), description: t("organisation.description"), website: t("organisation.website"), closes_on: t("consortia.closesOn"), currency: t("resources.currency"), visibility: t("visibility.title"), competences: t("consortia.competences"), partners: t("consortia.partners"), kinds: t("consortia.kindRules"), budget: t("consortia.money"), sme_share: t("consortia.smeShare"), countries: t("consortia.countries"), within: t("consortia.whereFrom"), within_each_other_km: t("consortia.withinKm"), near: t("consortia.nearPlace"), fixed: t("consortia.fixed"), excluded: t("consortia.excluded"), apart: t("consortia.apart"), weights: t("consortia.weights") };
    return labels[field === "requirements" ? (inner ?? "") : (field ?? "")] ?? t("consortia.requirements");
  };
  const editing = useEditing<Draft, Opportunity>({
    first, etag, isNew: !id, sent, labelOf, queryKey: (made) => ["opportunity", made], pathOf: (made) => `/opportunities/${made.id}`,
    lacks: (draft) => (Object.keys(written(draft.title)).length === 0 ? [{ pointer: "/title", detail: t("resources.missing.title") }] : []),
    write: (json, how) => (id ? call("PUT", `/opportunities/${id}`, { json, ...how }) : call("POST", `/clusters/${cluster}/opportunities`, { json, ...how })),
  });
  const { draft, change, errorOf } = editing;
  return (
    <EditForm
      editing={editing} title={id ? inLanguage(first.title, i18n.language)?.text : t("consortia.announce")} makeLabel={t("consortia.announceIt")} cancelPath={id ? `/opportunities/${id}` : "/consortia"}
      lead={!id && <Text>{t("consortia.announceLead")}</Text>}
    >
      <BilingualText label={t("edit.title")} maxLength={300} value={draft.title} onChange={(title) => change({ title })} error={errorOf} pointer="/title" />
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <Select label={t("consortia.kindLabel")} allowDeselect={false} data={opportunityKinds.map((kind) => ({ value: kind, label: t(`consortia.kind.${kind}`) }))} value={draft.kind} onChange={(kind) => change({ kind: (kind ?? "call") as OpportunityKind })} data-pointer="/kind" />
        <TextInput type="date" label={t("consortia.closesOn")} value={draft.closes_on} onChange={(event) => change({ closes_on: event.currentTarget.value })} data-pointer="/closes_on" error={errorOf("/closes_on")} />
        <Select label={t("resources.currency")} allowDeselect={false} data={currencies} value={draft.currency} onChange={(currency) => change({ currency: currency ?? "PLN" })} />
      </SimpleGrid>
      <BilingualText label={t("organisation.description")} isLong maxLength={20_000} value={draft.description} onChange={(description) => change({ description })} error={errorOf} pointer="/description" />
      <TextInput type="url" label={t("organisation.website")} maxLength={500} value={draft.website} error={errorOf("/website")} data-pointer="/website" onChange={(event) => change({ website: event.currentTarget.value })} />
      <VisibilitySelect visibilities={["everyone", "members", "coordinator"]} visibility={draft.visibility} isExplained onChange={change} error={errorOf} pointer="" />
      <Title order={2} size="h4">{t("consortia.requirements")}</Title>
      <RequirementsForm value={draft.requirements} onChange={(requirements) => change({ requirements })} error={errorOf} />
    </EditForm>
  );
}

function Existing({ id }: { id: string }) {
  const { t } = useTranslation();
  const found = useQuery({ queryKey: ["edit-opportunity", id], queryFn: () => call<Opportunity>("GET", `/opportunities/${id}`), staleTime: 0, gcTime: 0, refetchOnWindowFocus: false });
  if (found.error) return <ErrorNote error={found.error} />;
  if (!found.data) return <Loading />;
  if (!found.data.body.may.includes("manage")) return <Alert color="orange" role="alert" title={t("error.forbidden")} />;
  return <Editor id={id} first={draftOf(found.data.body)} etag={found.data.etag} />;
}

/** Announcing an opportunity, and changing one. */
export function OpportunityEditPage() {
  const { t } = useTranslation();
  const { id } = useParams();
  const session = useSession();
  useTitle(t(id ? "consortia.edit" : "consortia.announce"));
  if (id) return <Existing id={id} key={id} />;
  if (!session) return <Loading />;
  if (!may(session, "manage_consortium")) return <Empty title={t("consortia.announce")} text={t("consortia.mayNotAnnounce")}><Button component={Link} to="/consortia" variant="light">{t("nav.consortia")}</Button></Empty>;
  return <Editor id={undefined} first={draftOf()} etag={undefined} />;
}
