import { ActionIcon, Alert, Button, Fieldset, Group, MultiSelect, NumberInput, Select, SimpleGrid, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router-dom";
import { call, get, type Schemas } from "../../api/client";
import { may, useClusterSlug, useMeta, useSession } from "../../api/session";
import { BilingualText, type ErrorOf } from "../../common/bilingual_text";
import { EditForm, useEditing } from "../../common/edit_form";
import { MayNot } from "../../common/may_not";
import { ErrorNote, Loading } from "../../common/states";
import { useTitle } from "../../common/use_title";
import { inLanguage } from "../../i18n";
import { addDays, clockText } from "../resources/wall_time";
import { type Draft, draftOf, missing, sent, usualDay } from "./draft";
import { type DayPlan, linesOf, type Matchmaking, namedTables, slotsOfDay } from "./matchmaking";

const today = () => new Date().toISOString().slice(0, 10);

function DayFields({ days, onChange, error }: { days: DayPlan[]; onChange: (days: DayPlan[]) => void; error: ErrorOf }) {
  const { t } = useTranslation();
  const set = (index: number, change: Partial<DayPlan>) => onChange(days.map((each, i) => (i === index ? { ...each, ...change } : each)));
  const last = days[days.length - 1];
  return (
    <Fieldset legend={t("matchmaking.days")} data-pointer="/days">
      <Stack gap="md">
        {days.length === 0 && <Text size="sm">{t("matchmaking.daysHelp")}</Text>}
        {days.map((each, index) => {
          const slots = slotsOfDay(each);
          const at = `/days/${index}`;
          return (
            <Stack key={index} gap="xs">
              <SimpleGrid cols={{ base: 2, sm: 5 }} spacing="xs">
                <TextInput type="date" label={t("matchmaking.day")} value={each.date} error={error(`${at}/date`)} data-pointer={`${at}/date`} onChange={(event) => set(index, { date: event.currentTarget.value })} />
                <TextInput type="time" label={t("matchmaking.begin")} value={each.begin} error={error(`${at}/begin`)} data-pointer={`${at}/begin`} onChange={(event) => set(index, { begin: event.currentTarget.value })} />
                <TextInput type="time" label={t("matchmaking.end")} value={each.end} error={error(`${at}/end`)} data-pointer={`${at}/end`} onChange={(event) => set(index, { end: event.currentTarget.value })} />
                <NumberInput label={t("matchmaking.lengthMinutes")} min={5} max={240} value={each.length_minutes} error={error(`${at}/length_minutes`)} data-pointer={`${at}/length_minutes`} onChange={(value) => set(index, { length_minutes: Number(value) || 0 })} />
                <NumberInput label={t("matchmaking.pauseMinutes")} min={0} max={240} value={each.pause_minutes ?? 0} error={error(`${at}/pause_minutes`)} data-pointer={`${at}/pause_minutes`} onChange={(value) => set(index, { pause_minutes: Number(value) || 0 })} />
              </SimpleGrid>
              {(each.breaks ?? []).map((part, i) => (
                <Group key={i} gap="xs" align="flex-end" wrap="nowrap">
                  <TextInput className="grow" type="time" label={t("matchmaking.breakFrom")} value={part.from} error={error(`${at}/breaks/${i}/from`) ?? error(`${at}/breaks/${i}`)} data-pointer={`${at}/breaks/${i}`} onChange={(event) => set(index, { breaks: (each.breaks ?? []).map((one, j) => (i === j ? { ...one, from: event.target.value } : one)) })} />
                  <TextInput className="grow" type="time" label={t("matchmaking.breakTo")} value={part.to} error={error(`${at}/breaks/${i}/to`)} onChange={(event) => set(index, { breaks: (each.breaks ?? []).map((one, j) => (i === j ? { ...one, to: event.target.value } : one)) })} />
                  <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t("matchmaking.removeBreak")} onClick={() => set(index, { breaks: (each.breaks ?? []).filter((_, j) => i !== j) })}><IconTrash size={18} aria-hidden /></ActionIcon>
                </Group>
              ))}
              <Group gap="xs" justify="space-between">
                <Text size="sm" role="status">{t("matchmaking.slots", { count: slots.length })}{slots.length > 0 ? `: ${slots.slice(0, 4).map((slot) => clockText(slot.from)).join(", ")}${slots.length > 4 ? " …" : ""}` : ""}</Text>
                <Group gap={4}>
                  <Button size="compact-sm" variant="light" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => set(index, { breaks: [...(each.breaks ?? []), { from: "", to: "" }] })}>{t("matchmaking.addBreak")}</Button>
                  <Button size="compact-sm" variant="subtle" color="gray" onClick={() => onChange(days.filter((_, i) => i !== index))}>{t("matchmaking.removeDay")}</Button>
                </Group>
              </Group>
            </Stack>
          );
        })}
        {error("/days") && <Text size="sm" c="var(--mantine-color-error)">{error("/days")}</Text>}
        <Group><Button size="xs" variant="light" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => onChange([...days, last ? { ...last, date: last.date ? addDays(last.date, 1) : "" } : usualDay(addDays(today(), 30))])}>{t("matchmaking.addDay")}</Button></Group>
      </Stack>
    </Fieldset>
  );
}

/** Who may register; other clusters of the installation by name. */
function OpennessFields({ draft, onChange, error }: { draft: Draft; onChange: (change: Partial<Draft>) => void; error: ErrorOf }) {
  const { t, i18n } = useTranslation();
  const own = useClusterSlug();
  const clusters = useQuery({ queryKey: ["clusters"], queryFn: () => get<{ items: Schemas["Cluster"][] }>("/clusters") });
  const others = (clusters.data?.items ?? []).filter((each) => each.slug !== own);
  const choices = (["members", "everyone", "clusters"] as const).filter((each) => each !== "clusters" || others.length > 0 || draft.openness === "clusters");
  return (
    <Stack gap="sm">
      <Select label={t("matchmaking.openness")} description={t("matchmaking.opennessHelp")} allowDeselect={false} data={choices.map((each) => ({ value: each, label: t(`matchmaking.open.${each}`) }))} value={draft.openness} onChange={(value) => onChange({ openness: value as Draft["openness"] })} />
      {draft.openness === "clusters" && <MultiSelect label={t("matchmaking.clusters")} error={error("/clusters")} data-pointer="/clusters" data={others.map((each) => ({ value: each.id, label: inLanguage(each.name, i18n.language)?.text ?? each.slug }))} value={draft.clusters} onChange={(value) => onChange({ clusters: value })} />}
    </Stack>
  );
}

function Fields({ draft, onChange, error, isFixed }: { draft: Draft; onChange: (change: Partial<Draft>) => void; error: ErrorOf; isFixed: boolean }) {
  const { t } = useTranslation();
  const tables = linesOf(draft.tables);
  return (
    <Stack>
      <BilingualText label={t("edit.title")} maxLength={200} value={draft.title} onChange={(title) => onChange({ title })} error={error} pointer="/title" />
      <BilingualText label={t("organisation.description")} isLong maxLength={20_000} value={draft.description} onChange={(description) => onChange({ description })} error={error} pointer="/description" />
      <TextInput label={t("matchmaking.place")} description={t("matchmaking.placeHelp")} maxLength={300} value={draft.place} error={error("/place")} data-pointer="/place" onChange={(event) => onChange({ place: event.currentTarget.value })} />
      <TextInput type="url" label={t("matchmaking.link")} description={t("matchmaking.linkHelp")} maxLength={500} value={draft.link} error={error("/link")} data-pointer="/link" onChange={(event) => onChange({ link: event.currentTarget.value })} />
      {isFixed && <Alert variant="light" color="orange">{t("matchmaking.timesStand")}</Alert>}
      {!isFixed && (
        <>
          <DayFields days={draft.days} onChange={(days) => onChange({ days })} error={error} />
          <TextInput label={t("resources.timeZone")} value={draft.time_zone} maxLength={64} error={error("/time_zone")} data-pointer="/time_zone" onChange={(event) => onChange({ time_zone: event.currentTarget.value })} />
          <Fieldset legend={t("matchmaking.tables")}>
            <Stack gap="sm">
              <NumberInput label={t("matchmaking.tableCount")} min={0} max={500} w="10rem" value={tables.length} onChange={(value) => onChange({ tables: namedTables(tables, Number(value) || 0, t("matchmaking.table")).join("\n") })} />
              <Textarea label={t("matchmaking.tableNames")} description={t("matchmaking.tableNamesHelp")} autosize minRows={2} maxRows={10} value={draft.tables} error={error("/tables") ?? tables.map((_, i) => error(`/tables/${i}`)).find(Boolean)} data-pointer="/tables" onChange={(event) => onChange({ tables: event.currentTarget.value })} />
            </Stack>
          </Fieldset>
        </>
      )}
      <OpennessFields draft={draft} onChange={onChange} error={error} />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput type="datetime-local" label={t("matchmaking.registrationCloses")} value={draft.registration_closes_at} error={error("/registration_closes_at")} data-pointer="/registration_closes_at" onChange={(event) => onChange({ registration_closes_at: event.currentTarget.value })} />
        <TextInput type="datetime-local" label={t("matchmaking.wishesClose")} value={draft.wishes_close_at} error={error("/wishes_close_at")} data-pointer="/wishes_close_at" onChange={(event) => onChange({ wishes_close_at: event.currentTarget.value })} />
      </SimpleGrid>
      <Fieldset legend={t("matchmaking.rules")}>
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <NumberInput label={t("matchmaking.mostMeetings")} min={1} max={256} value={draft.most_meetings} error={error("/most_meetings")} data-pointer="/most_meetings" onChange={(value) => onChange({ most_meetings: Number(value) || 0 })} />
          <NumberInput label={t("matchmaking.recommendedPercent")} description={t("matchmaking.recommendedHelp")} min={0} max={100} suffix=" %" value={draft.recommended_percent} error={error("/recommended_percent")} data-pointer="/recommended_percent" onChange={(value) => onChange({ recommended_percent: Number(value) || 0 })} />
          <NumberInput label={t("matchmaking.fairnessPercent")} description={t("matchmaking.fairnessHelp")} min={0} max={100} suffix=" %" value={draft.fairness_percent} error={error("/fairness_percent")} data-pointer="/fairness_percent" onChange={(value) => onChange({ fairness_percent: Number(value) || 0 })} />
        </SimpleGrid>
      </Fieldset>
    </Stack>
  );
}

function Editor({ event, etag }: { event: Matchmaking | undefined; etag: string | undefined }) {
  const { t, i18n } = useTranslation();
  const cluster = useClusterSlug();
  const labels: Record<string, string> = {
    "/title": t("edit.title"), "/days": t("matchmaking.days"), "/tables": t("matchmaking.tables"), "/clusters": t("matchmaking.clusters"), "/place": t("matchmaking.place"), "/link": t("matchmaking.link"), "/time_zone": t("resources.timeZone"), "/description": t("organisation.description"),
    "/registration_closes_at": t("matchmaking.registrationCloses"), "/wishes_close_at": t("matchmaking.wishesClose"), "/most_meetings": t("matchmaking.mostMeetings"), "/recommended_percent": t("matchmaking.recommendedPercent"), "/fairness_percent": t("matchmaking.fairnessPercent"),
  };
  const first = draftOf(event, namedTables([], 6, t("matchmaking.table")));
  const editing = useEditing<Draft, Matchmaking>({
    first: event ? first : { ...first, days: [usualDay(addDays(today(), 30))] }, etag, isNew: !event, sent, labelOf: (pointer) => labels[pointer.split("/").slice(0, 2).join("/")] ?? pointer, queryKey: (made) => ["matchmaking", made], pathOf: (made) => `/events/${made.id}`,
    lacks: (draft) => missing(draft).map((pointer) => ({ pointer, detail: t(`matchmaking.missing.${pointer.split("/")[1]}`) })),
    write: (json, how) => (event ? call("PUT", `/matchmakings/${event.id}`, { json, ...how }) : call("POST", `/clusters/${cluster}/matchmakings`, { json, ...how })),
  });
  const isFixed = event !== undefined && ["scheduled", "published", "held"].includes(event.stage);
  return (
    <EditForm editing={editing} title={event ? inLanguage(event.title, i18n.language)?.text : t("matchmaking.prepare")} makeLabel={t("matchmaking.prepareIt")} cancelPath={event ? `/events/${event.id}` : "/events"} lead={!event && <Text>{t("matchmaking.prepareLead")}</Text>}>
      <Fields draft={editing.draft} error={editing.errorOf} onChange={editing.change} isFixed={isFixed} />
    </EditForm>
  );
}

function NewEvent() {
  const { t } = useTranslation();
  const session = useSession();
  const meta = useMeta().data;
  if (!session || !meta) return <Loading />;
  if (!may(session, "manage_matchmaking"))
    return <MayNot title={t("matchmaking.prepare")} mayNot={t("matchmaking.mayNotPrepare")} guest={t("matchmaking.mayNotPrepare")} list="/events" listLabel={t("matchmaking.title")} />;
  return <Editor event={undefined} etag={undefined} />;
}

function ExistingEvent({ id }: { id: string }) {
  const { t } = useTranslation();
  const found = useQuery({ queryKey: ["edit-matchmaking", id], queryFn: () => call<Matchmaking>("GET", `/matchmakings/${id}`), staleTime: 0, gcTime: 0, refetchOnWindowFocus: false });
  if (found.error) return <ErrorNote error={found.error} />;
  if (!found.data) return <Loading />;
  if (!found.data.body.may.includes("manage")) return <Alert color="orange" role="alert" title={t("error.forbidden")}><Button component={Link} to={`/events/${id}`} variant="light">{t("matchmaking.title")}</Button></Alert>;
  return <Editor event={found.data.body} etag={found.data.etag} />;
}

/** Preparing an event, and changing one. */
export function EditPage() {
  const { t } = useTranslation();
  const { id } = useParams();
  useTitle(t(id ? "matchmaking.edit" : "matchmaking.prepare"));
  return id ? <ExistingEvent id={id} key={id} /> : <NewEvent />;
}
