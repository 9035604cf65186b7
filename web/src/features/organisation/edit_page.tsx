import { Alert, Button, Card, Group, NumberInput, Select, SimpleGrid, Stack, TagsInput, Text, TextInput, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router-dom";
import { call, type FieldError, type Organisation, Problem, queryString } from "../../api/client";
import { useClusterSlug } from "../../api/session";
import { BilingualText } from "../../common/bilingual_text";
import { LeaveGuard } from "../../common/leave_guard";
import { ErrorNote, Loading } from "../../common/states";
import { useTitle } from "../../common/use_title";
import { type Draft, draftOf, sent } from "./draft";
import { ActivitiesEditor, CapabilitiesEditor, PlacesEditor } from "./edit_parts";

const kinds = ["enterprise", "start_up", "university", "research_institute", "clinical_user", "business_support", "public_authority", "investor", "association"] as const;
const turnovers = ["up_to_2m", "up_to_10m", "up_to_50m", "up_to_150m", "over_150m"] as const;

/** Checks the draft while it is typed: register numbers and all. */
function useLiveErrors(draft: Draft, isDirty: boolean): FieldError[] {
  const [settled] = useDebouncedValue(draft, 600);
  const checked = useQuery({
    queryKey: ["check", settled],
    queryFn: async ({ signal }) => (await call<{ errors: FieldError[] }>("POST", "/checks/organisation", { json: sent(settled), signal })).body.errors,
    enabled: isDirty,
    staleTime: 0,
  });
  return checked.data ?? [];
}

function Form({ draft, setDraft, errors }: { draft: Draft; setDraft: (draft: Draft) => void; errors: FieldError[] }) {
  const { t } = useTranslation();
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const error = (pointer: string) => {
    const found = errors.find((each) => each.pointer === pointer);
    return found && [found.detail, found.mend].filter(Boolean).join("; ");
  };
  const register = (name: "nip" | "regon" | "krs" | "eu_vat", label: string) => (
    <TextInput label={label} inputMode={name === "eu_vat" ? "text" : "numeric"} value={draft.registers[name] ?? ""} error={error(`/registers/${name}`)} onChange={(event) => change({ registers: { ...draft.registers, [name]: event.currentTarget.value } })} />
  );
  const whole = (name: "founded" | "employees", label: string) => (
    <NumberInput label={label} allowDecimal={false} min={0} value={draft[name] ?? ""} error={error(`/${name}`)} onChange={(value) => change({ [name]: typeof value === "number" ? value : undefined })} />
  );
  return (
    <Stack gap="xl">
      <Card withBorder>
        <Stack>
          <TextInput label={t("organisation.legalName")} required maxLength={500} value={draft.legal_name} error={error("/legal_name")} onChange={(event) => change({ legal_name: event.currentTarget.value })} />
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput label={t("organisation.shortName")} maxLength={100} value={draft.short_name ?? ""} error={error("/short_name")} onChange={(event) => change({ short_name: event.currentTarget.value })} />
            <Select label={t("organisation.kind")} allowDeselect={false} data={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))} value={draft.kind} onChange={(kind) => change({ kind: kind as Draft["kind"] })} />
          </SimpleGrid>
          <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
            {register("nip", "NIP")}
            {register("regon", "REGON")}
            {register("krs", "KRS")}
            {register("eu_vat", t("organisation.euVat"))}
          </SimpleGrid>
          <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
            <TextInput type="url" label={t("organisation.website")} value={draft.website ?? ""} error={error("/website")} onChange={(event) => change({ website: event.currentTarget.value })} />
            {whole("founded", t("organisation.founded"))}
            {whole("employees", t("organisation.employees"))}
            <Select label={t("organisation.turnover")} clearable data={turnovers.map((value) => ({ value, label: t(`turnover.${value}`) }))} value={draft.turnover ?? null} onChange={(value) => change({ turnover: (value ?? undefined) as Draft["turnover"] })} />
          </SimpleGrid>
          <BilingualText label={t("organisation.description")} isLong value={draft.description} onChange={(description) => change({ description })} error={error} pointer="/description" />
          <TagsInput label={t("organisation.tags")} value={draft.tags} onChange={(tags) => change({ tags })} />
        </Stack>
      </Card>
      <CapabilitiesEditor side="offers" items={draft.offers} onChange={(offers) => change({ offers })} error={error} />
      <CapabilitiesEditor side="needs" items={draft.needs} onChange={(needs) => change({ needs })} error={error} />
      <PlacesEditor items={draft.places} onChange={(places) => change({ places })} error={error} />
      <ActivitiesEditor items={draft.activities} onChange={(activities) => change({ activities })} error={error} />
    </Stack>
  );
}

/** Somebody else has saved meanwhile: what was typed here stays, and the writer decides. */
function Conflict({ onOverwrite, onReload }: { onOverwrite: () => void; onReload: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert color="orange" role="alert" title={t("edit.conflict")}>
      <Text size="sm">{t("edit.conflictText")}</Text>
      <Group mt="sm">
        <Button variant="light" onClick={onOverwrite}>{t("edit.keepMine")}</Button>
        <Button variant="default" onClick={onReload}>{t("edit.takeTheirs")}</Button>
      </Group>
    </Alert>
  );
}

function Editor({ id, first, etag: firstEtag }: { id: string | undefined; first: Draft; etag: string | undefined }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const cluster = useClusterSlug();
  const [draft, setDraft] = useState(first);
  const [saved, setSaved] = useState(first);
  const [etag, setEtag] = useState(firstEtag);
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const isDirty = JSON.stringify(draft) !== JSON.stringify(saved);
  const live = useLiveErrors(draft, isDirty);

  const save = async (version = etag) => {
    setBusy(true);
    setProblem(undefined);
    try {
      const answer = id
        ? await call<Organisation>("PUT", `/organisations/${id}`, { json: sent(draft), etag: version })
        : await call<Organisation>("POST", `/organisations${queryString({ cluster })}`, { json: sent(draft), idempotencyKey: crypto.randomUUID() });
      setSaved(draft);
      await queries.invalidateQueries();
      setTimeout(() => navigate(`/organisations/${answer.body.id}`), 0);
    } catch (error) {
      setProblem(error instanceof Problem ? error : new Problem(0, String(error)));
      setBusy(false);
      window.scrollTo({ top: 0, behavior: "smooth" });
    }
  };
  const labelOf = (pointer: string) => {
    const [, field = "", inside = ""] = pointer.split("/");
    if (field === "registers") return inside === "eu_vat" ? t("organisation.euVat") : inside.toUpperCase();
    const key = field.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
    return i18n.exists(`organisation.${key}`) ? t(`organisation.${key}`) : undefined;
  };
  const freshest = () => call<Organisation>("GET", `/organisations/${id}`);
  const overwrite = async () => {
    const { etag: newest } = await freshest();
    setEtag(newest);
    await save(newest);
  };
  const reload = async () => {
    const answer = await freshest();
    setDraft(draftOf(answer.body));
    setSaved(draftOf(answer.body));
    setEtag(answer.etag);
    setProblem(undefined);
  };
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <Stack gap="lg">
        <Title order={1}>{id ? draft.legal_name || t("organisation.edit") : t("organisation.new")}</Title>
        {problem?.status === 412 ? <Conflict onOverwrite={() => void overwrite()} onReload={() => void reload()} /> : problem && <ErrorNote error={problem} labelOf={labelOf} />}
        <LeaveGuard isDirty={isDirty && !isBusy} />
        <Form draft={draft} setDraft={setDraft} errors={problem?.errors.length ? problem.errors : live} />
        <Group className="save-bar">
          <Button type="submit" loading={isBusy} disabled={!isDirty}>{t("action.save")}</Button>
          <Button variant="default" onClick={() => navigate(-1)}>{t("action.cancel")}</Button>
          {isDirty && <Text size="sm" c="dimmed">{t("edit.unsaved")}</Text>}
        </Group>
      </Stack>
    </form>
  );
}

export function EditPage() {
  const { t } = useTranslation();
  const { id } = useParams();
  useTitle(t(id ? "organisation.edit" : "organisation.new"));
  const found = useQuery({ queryKey: ["edit", id], queryFn: () => call<Organisation>("GET", `/organisations/${id}`), enabled: Boolean(id), staleTime: 0, gcTime: 0, refetchOnWindowFocus: false });
  if (!id) return <Editor id={undefined} first={draftOf()} etag={undefined} />;
  if (found.error) return <ErrorNote error={found.error} />;
  if (!found.data) return <Loading />;
  return <Editor id={id} first={draftOf(found.data.body)} etag={found.data.etag} />;
}
