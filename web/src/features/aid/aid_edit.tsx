import { Alert, Button, Select, SimpleGrid, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router-dom";
import { call } from "../../api/client";
import { may, useClusterSlug, useSession } from "../../api/session";
import { EditForm, useEditing } from "../../common/edit_form";
import { currencies, formatAmount, formatBare, isAmount, typedAmount } from "../../common/money";
import { OrganisationSelect } from "../../common/organisation_picker";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { useTitle } from "../../common/use_title";
import { type Aid, type AidScope, inEuro, scopes, today } from "./aid";
import { RoomNote } from "./room_note";

interface Draft {
  organisation: string;
  title: string;
  purpose: string;
  grantor: string;
  grantor_number: string;
  program: string;
  scope: AidScope;
  currency: string;
  nominal: string;
  gross: string;
  rate: string;
  rate_day: string;
  rate_source: string;
  day: string;
}

const draftOf = (aid: Aid | undefined, organisation: string): Draft => ({
  organisation: aid?.organisation ?? organisation, title: aid?.title ?? "", purpose: aid?.purpose ?? "", grantor: aid?.grantor ?? "", grantor_number: aid?.grantor_number ?? "",
  program: aid?.program ?? "", scope: aid?.scope ?? "general", currency: aid?.currency ?? "PLN", nominal: aid?.nominal ?? "", gross: aid?.gross ?? "",
  rate: aid && aid.currency !== "EUR" ? (aid.rate ?? "") : "", rate_day: aid?.rate_day ?? "", rate_source: aid?.rate_source ?? "", day: aid?.day ?? today(),
});

/** As it is sent: without what was left empty. */
function sent({ gross, rate, rate_day, rate_source, ...rest }: Draft) {
  const isEuro = rest.currency === "EUR";
  return { ...rest, ...(gross ? { gross } : {}), ...(isEuro ? {} : { ...(rate ? { rate } : {}), ...(rate_day ? { rate_day } : {}), rate_source }) };
}

/** An amount as people write it. What is no amount is handed on as it was typed, to be told. */
export function MoneyField({ label, description, value, currency, error, pointer, onChange }: { label: string; description?: string; value: string; currency: string; error: string | undefined; pointer: string; onChange: (value: string) => void }) {
  const { i18n } = useTranslation();
  const [typed, setTyped] = useState(isAmount(value) ? formatBare(value, i18n.language) : value);
  return (
    <TextInput
      label={label} description={description} inputMode="decimal" error={error} data-pointer={pointer} value={typed} maxLength={30} rightSection={currency} rightSectionWidth="3.5rem" rightSectionPointerEvents="none"
      onBlur={() => {
        const amount = typedAmount(typed, i18n.language);
        if (amount) setTyped(formatBare(amount, i18n.language));
      }}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(typedAmount(event.currentTarget.value, i18n.language) ?? event.currentTarget.value);
      }}
    />
  );
}

/** A rate with a comma or a point. */
export const typedRate = (text: string) => text.trim().replace(",", ".");

interface EditorProps {
  aid: Aid | undefined;
  etag: string | undefined;
  organisation: string;
  isDeclared: boolean;
  owners: { value: string; label: string }[] | undefined;
}

function Editor({ aid, etag, organisation, isDeclared, owners }: EditorProps) {
  const { t, i18n } = useTranslation();
  const cluster = useClusterSlug();
  const names: Record<string, string> = {
    "/organisation": t("aid.beneficiary"), "/title": t("aid.service"), "/purpose": t("aid.purpose"), "/grantor": t("aid.grantor"), "/grantor_number": t("aid.grantorNumber"), "/program": t("aid.program"),
    "/scope": t("aid.scopeLabel"), "/currency": t("aid.currency"), "/nominal": t("aid.nominal"), "/gross": t("aid.gross"), "/rate": t("aid.rate"), "/rate_day": t("aid.rateDay"), "/rate_source": t("aid.rateSource"), "/day": t("aid.day"),
  };
  const path = isDeclared ? `/clusters/${cluster}/aid/declarations` : `/clusters/${cluster}/aid`;
  const editing = useEditing<Draft, Aid>({
    first: draftOf(aid, organisation), etag, isNew: !aid, sent, labelOf: (pointer) => names[pointer] ?? pointer, queryKey: (id) => ["aid", id], pathOf: (made) => `/aid/${made.id}`,
    lacks: (draft) =>
      [
        !draft.organisation && "/organisation", !draft.title.trim() && "/title", !isDeclared && !draft.program.trim() && "/program", isDeclared && !draft.grantor.trim() && "/grantor", !draft.nominal && "/nominal",
        draft.currency !== "EUR" && !draft.rate && "/rate", draft.currency !== "EUR" && !draft.rate_day && "/rate_day", draft.currency !== "EUR" && !draft.rate_source.trim() && "/rate_source", !draft.day && "/day",
      ].filter((each): each is string => Boolean(each)).map((pointer) => ({ pointer, detail: t("aid.missing") })),
    write: (json, how) => (aid ? call("PUT", `/aid/${aid.id}`, { json, ...how }) : call("POST", path, { json, ...how })),
  });
  const { draft, change, errorOf } = editing;
  const text = (field: "title" | "grantor" | "grantor_number" | "program" | "rate_source", maxLength: number, description?: string) => (
    <TextInput label={names[`/${field}`]} description={description} maxLength={maxLength} value={draft[field]} error={errorOf(`/${field}`)} data-pointer={`/${field}`} onChange={(event) => change({ [field]: event.currentTarget.value })} />
  );
  const eur = inEuro(draft.gross || draft.nominal, draft.currency, draft.rate);
  return (
    <EditForm editing={editing} title={aid ? aid.title : t(isDeclared ? "aid.declare" : "aid.propose")} makeLabel={t(isDeclared ? "aid.declareDo" : "aid.proposeDo")} cancelPath={aid ? `/aid/${aid.id}` : "/aid"} lead={<Text>{t(isDeclared ? "aid.declareLead" : "aid.proposeLead")}</Text>}>
      <Stack>
        {!aid && (owners
          ? <Select label={t("aid.beneficiary")} allowDeselect={false} data={owners} value={draft.organisation || null} error={errorOf("/organisation")} data-pointer="/organisation" onChange={(value) => change({ organisation: value ?? "" })} />
          : <OrganisationSelect label={t("aid.beneficiary")} error={errorOf("/organisation")} pointer="/organisation" value={draft.organisation || undefined} onChange={(id) => change({ organisation: id ?? "" })} />)}
        {text("title", 300, t(isDeclared ? "aid.serviceHelpDeclared" : "aid.serviceHelp"))}
        <Textarea label={t("aid.purpose")} autosize minRows={2} maxRows={8} maxLength={2000} value={draft.purpose} error={errorOf("/purpose")} data-pointer="/purpose" onChange={(event) => change({ purpose: event.currentTarget.value })} />
        {text("grantor", 300, isDeclared ? undefined : t("aid.grantorHelp"))}
        {text("grantor_number", 40)}
        {text("program", 500, t("aid.programHelp"))}
        <Select label={t("aid.scopeLabel")} allowDeselect={false} data={scopes.map((value) => ({ value, label: t(`aid.scope.${value}`) }))} value={draft.scope} error={errorOf("/scope")} data-pointer="/scope" onChange={(value) => change({ scope: (value ?? "general") as AidScope })} />
        <TextInput type="date" label={t(isDeclared ? "aid.day" : "aid.plannedDay")} description={isDeclared ? undefined : t("aid.plannedHelp")} value={draft.day} error={errorOf("/day")} data-pointer="/day" onChange={(event) => change({ day: event.currentTarget.value })} />
        <Select label={t("aid.currency")} allowDeselect={false} searchable data={[...currencies]} value={draft.currency} data-pointer="/currency" error={errorOf("/currency")} onChange={(value) => change({ currency: value ?? "PLN" })} />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <MoneyField label={t("aid.nominal")} value={draft.nominal} currency={draft.currency} error={errorOf("/nominal")} pointer="/nominal" onChange={(nominal) => change({ nominal })} />
          <MoneyField label={t("aid.gross")} description={t("aid.grossHelp")} value={draft.gross} currency={draft.currency} error={errorOf("/gross")} pointer="/gross" onChange={(gross) => change({ gross })} />
        </SimpleGrid>
        {draft.currency !== "EUR" && (
          <SimpleGrid cols={{ base: 1, sm: 3 }}>
            <TextInput label={t("aid.rate")} description={t("aid.rateHelp", { currency: draft.currency })} inputMode="decimal" maxLength={12} value={draft.rate} error={errorOf("/rate")} data-pointer="/rate" onChange={(event) => change({ rate: typedRate(event.currentTarget.value) })} />
            <TextInput type="date" label={t("aid.rateDay")} description={t("aid.rateDayHelp")} value={draft.rate_day} error={errorOf("/rate_day")} data-pointer="/rate_day" onChange={(event) => change({ rate_day: event.currentTarget.value })} />
            {text("rate_source", 200, t("aid.rateSourceHelp"))}
          </SimpleGrid>
        )}
        {eur && <Text>{t("aid.eurLine")} <b>{formatAmount(eur, "EUR", i18n.language)}</b></Text>}
        {!isDeclared && <RoomNote cluster={cluster} question={{ organisation: draft.organisation, scope: draft.scope, day: draft.day, amount: eur, without: aid?.id }} />}
      </Stack>
    </EditForm>
  );
}

function NewAid({ isDeclared }: { isDeclared: boolean }) {
  const { t } = useTranslation();
  const session = useSession();
  const [parameters] = useSearchParams();
  useTitle(t(isDeclared ? "aid.declare" : "aid.propose"));
  if (!session) return <Loading />;
  if (!may(session, isDeclared ? "declare_aid" : "manage_aid"))
    return <Empty title={t("aid.title")} text={t(session.user ? "aid.notForYou" : "aid.guest")}><Button component={Link} to={session.user ? "/aid" : "/login"}>{t(session.user ? "aid.title" : "session.logIn")}</Button></Empty>;
  const owners = may(session, "manage_aid") ? undefined : session.grants.flatMap((grant) => (grant.organisation && grant.role === "representative" ? [{ value: grant.organisation, label: grant.name ?? "" }] : []));
  return <Editor aid={undefined} etag={undefined} organisation={parameters.get("organisation") ?? owners?.[0]?.value ?? ""} isDeclared={isDeclared} owners={owners} />;
}

function ExistingAid({ id }: { id: string }) {
  const { t } = useTranslation();
  const found = useQuery({ queryKey: ["edit-aid", id], queryFn: () => call<Aid>("GET", `/aid/${id}`), staleTime: 0, gcTime: 0, refetchOnWindowFocus: false });
  if (found.error) return <ErrorNote error={found.error} />;
  if (!found.data) return <Loading />;
  const aid = found.data.body;
  if (!aid.may.includes("edit")) return <Alert color="orange" role="alert" title={t("error.forbidden")}><Button component={Link} to={`/aid/${id}`} variant="light">{t("aid.title")}</Button></Alert>;
  return <Editor aid={aid} etag={found.data.etag} organisation="" isDeclared={aid.is_declared} owners={undefined} />;
}

/** Aid is proposed or declared, and changed until it is granted. */
export function AidEditPage() {
  const { id } = useParams();
  return id ? <ExistingAid id={id} key={id} /> : <NewAid isDeclared={false} />;
}

export function AidDeclarePage() {
  return <NewAid isDeclared />;
}
