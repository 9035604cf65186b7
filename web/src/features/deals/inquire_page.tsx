import { Alert, Button, Card, Group, Select, SimpleGrid, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router-dom";
import { call, type Cluster, get, Problem, type Schemas } from "../../api/client";
import { useClusterSlug, useSession } from "../../api/session";
import { CountrySelect } from "../../common/country_select";
import { FormErrors } from "../../common/form_errors";
import { useOrganisationNames } from "../../common/organisation_picker";
import { ErrorNote } from "../../common/states";
import { InLanguage } from "../../common/text";
import { useTitle } from "../../common/use_title";
import { type InquiryKind, inquiryKinds } from "./deal";

const first = { kind: "buyer" as InquiryKind, name: "", email: "", organisation_name: "", country: "", subject: "", message: "" };
type Draft = typeof first;

const required = ["name", "email", "subject", "message"] as const;

function Sent({ onAgain }: { onAgain: () => void }) {
  const { t } = useTranslation();
  return (
    <Stack className="narrow">
      <Title order={1}>{t("inquiries.sent")}</Title>
      <Alert color="green" role="status" variant="light">{t("inquiries.sentText")}</Alert>
      <Group>
        <Button component={Link} to="/catalogue" variant="light">{t("nav.catalogue")}</Button>
        <Button variant="default" onClick={onAgain}>{t("inquiries.again")}</Button>
      </Group>
    </Stack>
  );
}

/** What somebody from outside asks the cluster; nobody needs an account for it. */
export function InquirePage() {
  const { t, i18n } = useTranslation();
  useTitle(t("inquiries.ask"));
  const slug = useClusterSlug();
  const session = useSession();
  const [parameters] = useSearchParams();
  const offer = parameters.get("offer") ?? undefined, about = parameters.get("about") ?? undefined;
  const cluster = useQuery({ queryKey: ["cluster", slug], queryFn: () => get<Cluster>(`/clusters/${slug}`), enabled: Boolean(slug) }).data;
  const names = useOrganisationNames(about ? [about] : []);
  const offered = useQuery({ queryKey: ["market_offer", offer, "title"], queryFn: () => get<Schemas["MarketOffer"]>(`/market-offers/${offer}`), enabled: Boolean(offer), retry: false }).data;
  const [draft, setDraft] = useState<Draft>({ ...first, name: session?.user?.display_name ?? "" });
  const [lacking, setLacking] = useState<string[]>([]);
  const [problem, setProblem] = useState<Problem>();
  const [attempts, setAttempts] = useState(0);
  const [isBusy, setBusy] = useState(false);
  const [isSent, setSent] = useState(false);
  const json = { ...draft, language: i18n.language, ...(offer ? { offer } : {}), ...(about ? { about } : {}) };
  const content = JSON.stringify(json);
  // One key for one content: sent twice, it arrives once.
  const key = useMemo(() => crypto.randomUUID(), [content]);
  const change = (part: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...part }));
    setLacking((before) => before.filter((each) => !(each in part)));
  };
  const labels: Record<string, string> = {
    "/kind": t("inquiries.kindLabel"), "/name": t("inquiries.name"), "/email": t("inquiries.email"), "/organisation_name": t("inquiries.organisation"), "/country": t("edit.country"), "/subject": t("inquiries.subject"), "/message": t("inquiries.message"),
  };
  const errors = [
    ...lacking.map((field) => ({ pointer: `/${field}`, detail: t(`inquiries.missing.${field}`) })),
    ...(problem?.errors ?? []).map(({ pointer, detail, mend }) => ({ pointer, detail: [detail, mend].filter(Boolean).join("; ") })),
  ].map((each) => ({ ...each, label: labels[each.pointer] ?? each.pointer }));
  const errorOf = (field: string) => errors.find((each) => each.pointer === `/${field}`)?.detail;
  const send = async () => {
    const lacks = required.filter((field) => draft[field].trim() === "");
    setLacking(lacks);
    setProblem(undefined);
    setAttempts((before) => before + 1);
    if (lacks.length > 0) return;
    setBusy(true);
    try {
      await call("POST", `/clusters/${slug}/inquiries`, { json, idempotencyKey: key });
      setSent(true);
      window.scrollTo({ top: 0 });
    } catch (error) {
      setProblem(error instanceof Problem ? error : new Problem(0, String(error)));
      setAttempts((before) => before + 1);
    } finally {
      setBusy(false);
    }
  };
  if (isSent)
    return <Sent onAgain={() => {
      setSent(false);
      setDraft((before) => ({ ...before, subject: "", message: "" }));
    }} />;
  const text = (field: "name" | "email" | "organisation_name" | "subject", maxLength: number, more = {}) => (
    <TextInput label={labels[`/${field}`]} maxLength={maxLength} value={draft[field]} error={errorOf(field)} data-pointer={`/${field}`} withAsterisk={(required as readonly string[]).includes(field)} onChange={(event) => change({ [field]: event.currentTarget.value })} {...more} />
  );
  return (
    <form noValidate className="narrow" onSubmit={(event) => { event.preventDefault(); void send(); }}>
      <Stack gap="lg">
        <Title order={1}>{t("inquiries.ask")}</Title>
        <Text>{cluster && <b><InLanguage text={cluster.name} /></b>}{cluster ? ": " : ""}{t("inquiries.askLead")}</Text>
        {about && names.get(about) && <Card withBorder padding="sm"><Text size="sm">{t("inquiries.about")}: <b><bdi>{names.get(about)}</bdi></b></Text></Card>}
        {offered && <Card withBorder padding="sm"><Text size="sm">{t("inquiries.offer")}: <b><InLanguage text={offered.title} /></b></Text></Card>}
        {problem && problem.errors.length === 0 && <ErrorNote error={problem} />}
        <FormErrors errors={errors} attempt={attempts} />
        <Select label={labels["/kind"]} allowDeselect={false} data={inquiryKinds.map((kind) => ({ value: kind, label: t(`inquiries.kind.${kind}`) }))} value={draft.kind} onChange={(kind) => change({ kind: (kind ?? "other") as InquiryKind })} data-pointer="/kind" />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {text("name", 200, { autoComplete: "name" })}
          {text("email", 254, { type: "email", autoComplete: "email" })}
          {text("organisation_name", 300, { autoComplete: "organization" })}
          <CountrySelect label={t("edit.country")} value={draft.country} error={errorOf("country")} pointer="/country" onChange={(country) => change({ country })} />
        </SimpleGrid>
        {text("subject", 200)}
        <Textarea label={labels["/message"]} withAsterisk autosize minRows={5} maxRows={18} maxLength={10_000} value={draft.message} error={errorOf("message")} data-pointer="/message" onChange={(event) => change({ message: event.currentTarget.value })} />
        <Text size="sm" c="dimmed">{t("inquiries.privacy")}</Text>
        <Group><Button type="submit" loading={isBusy}>{t("inquiries.send")}</Button></Group>
      </Stack>
    </form>
  );
}
