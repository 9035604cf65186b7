import { ActionIcon, Alert, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router-dom";
import { call } from "../../api/client";
import { may, useClusterSlug, useSession } from "../../api/session";
import { EditForm, useEditing } from "../../common/edit_form";
import { OrganisationsSelect } from "../../common/organisation_picker";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { useTitle } from "../../common/use_title";
import { localTime, type MeetingRecord, momentFrom, type Rivals } from "./conduct";
import { RivalsNote } from "./parts";

interface Draft {
  title: string;
  from: string;
  place: string;
  chair: string;
  participants: string[];
  agenda: string[];
}

const draftOf = (meeting: MeetingRecord | undefined): Draft => ({
  title: meeting?.title ?? "", from: localTime(meeting?.from), place: meeting?.place ?? "", chair: meeting?.chair ?? "",
  participants: meeting?.participants.map((each) => each.organisation) ?? [], agenda: meeting ? meeting.agenda.map((each) => each.title) : [""],
});
const sent = (draft: Draft) => ({ ...draft, from: momentFrom(draft.from), agenda: draft.agenda.filter((each) => each.trim() !== "") });

function Agenda({ agenda, error, onChange }: { agenda: string[]; error: string | undefined; onChange: (agenda: string[]) => void }) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs" role="group" aria-label={t("conduct.agenda")}>
      <Text size="sm" fw={500}>{t("conduct.agenda")}</Text>
      <Text size="xs" c="dimmed">{t("conduct.agendaHelp")}</Text>
      {agenda.map((each, i) => (
        <Group key={i} gap="xs" wrap="nowrap">
          <TextInput className="grow" aria-label={t("conduct.item", { number: i + 1 })} maxLength={500} value={each} data-pointer={`/agenda/${i}`} onChange={(event) => onChange(agenda.map((other, j) => (j === i ? event.currentTarget.value : other)))} />
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t("conduct.removeItem", { number: i + 1 })} onClick={() => onChange(agenda.filter((_, j) => j !== i))}><IconX size={18} aria-hidden /></ActionIcon>
        </Group>
      ))}
      {error && <Text size="sm" c="var(--mantine-color-error)">{error}</Text>}
      <Group><Button size="xs" variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => onChange([...agenda, ""])}>{t("conduct.addItem")}</Button></Group>
    </Stack>
  );
}

function Editor({ meeting, etag }: { meeting: MeetingRecord | undefined; etag: string | undefined }) {
  const { t } = useTranslation();
  const cluster = useClusterSlug();
  const names: Record<string, string> = { "/title": t("edit.title"), "/from": t("conduct.from"), "/place": t("conduct.place"), "/chair": t("conduct.chair"), "/participants": t("conduct.participants"), "/agenda": t("conduct.agenda") };
  const editing = useEditing<Draft, MeetingRecord>({
    first: draftOf(meeting), etag, isNew: !meeting, sent, labelOf: (pointer) => names[`/${pointer.split("/")[1] ?? ""}`] ?? pointer, queryKey: (id) => ["meeting-record", id], pathOf: (made) => `/conduct/meetings/${made.id}`,
    lacks: (draft) => [!draft.title.trim() && "/title", !draft.from && "/from"].filter((each): each is string => Boolean(each)).map((pointer) => ({ pointer, detail: t("aid.missing") })),
    write: (json, how) => (meeting ? call("PUT", `/meeting-records/${meeting.id}`, { json, ...how }) : call("POST", `/clusters/${cluster}/meeting-records`, { json, ...how })),
  });
  const { draft, change, errorOf } = editing;
  const rivals = useQuery({
    queryKey: ["rivals", cluster, draft.participants], placeholderData: keepPreviousData, enabled: Boolean(cluster) && draft.participants.length > 1,
    queryFn: async () => (await call<{ items: Rivals[] }>("POST", `/clusters/${cluster}/meeting-records/rivals`, { json: { participants: draft.participants } })).body.items,
  });
  return (
    <EditForm editing={editing} title={meeting?.title ?? t("conduct.plan")} makeLabel={t("conduct.planDo")} cancelPath={meeting ? `/conduct/meetings/${meeting.id}` : "/conduct"} lead={<Text>{t(meeting?.state === "announced" ? "conduct.editAnnounced" : "conduct.planLead")}</Text>}>
      <Stack>
        <TextInput label={t("edit.title")} maxLength={300} value={draft.title} error={errorOf("/title")} data-pointer="/title" onChange={(event) => change({ title: event.currentTarget.value })} />
        <TextInput type="datetime-local" label={t("conduct.from")} value={draft.from} error={errorOf("/from")} data-pointer="/from" onChange={(event) => change({ from: event.currentTarget.value })} />
        <TextInput label={t("conduct.place")} maxLength={300} value={draft.place} error={errorOf("/place")} data-pointer="/place" onChange={(event) => change({ place: event.currentTarget.value })} />
        <TextInput label={t("conduct.chair")} description={t("conduct.chairHelp")} maxLength={200} value={draft.chair} error={errorOf("/chair")} data-pointer="/chair" onChange={(event) => change({ chair: event.currentTarget.value })} />
        <OrganisationsSelect label={t("conduct.participants")} value={draft.participants} error={errorOf("/participants")} pointer="/participants" onChange={(participants) => change({ participants })} />
        {draft.participants.length > 1 && rivals.data && <RivalsNote rivals={rivals.data} />}
        <Agenda agenda={draft.agenda} error={errorOf("/agenda")} onChange={(agenda) => change({ agenda })} />
      </Stack>
    </EditForm>
  );
}

function Existing({ id }: { id: string }) {
  const { t } = useTranslation();
  const found = useQuery({ queryKey: ["edit-meeting-record", id], queryFn: () => call<MeetingRecord>("GET", `/meeting-records/${id}`), staleTime: 0, gcTime: 0, refetchOnWindowFocus: false });
  if (found.error) return <ErrorNote error={found.error} />;
  if (!found.data) return <Loading />;
  if (!found.data.body.may.includes("edit")) return <Alert color="orange" role="alert" title={t("error.forbidden")}><Button component={Link} to={`/conduct/meetings/${id}`} variant="light">{t("conduct.title")}</Button></Alert>;
  return <Editor meeting={found.data.body} etag={found.data.etag} />;
}

export function MeetingEditPage() {
  const { t } = useTranslation();
  const { id } = useParams();
  const session = useSession();
  useTitle(t("conduct.plan"));
  if (id) return <Existing id={id} key={id} />;
  if (!session) return <Loading />;
  if (!may(session, "manage_meeting_record")) return <Empty title={t("conduct.plan")} text={t("conduct.notForYou")}><Button component={Link} to="/conduct" variant="light">{t("conduct.title")}</Button></Empty>;
  return <Editor meeting={undefined} etag={undefined} />;
}
