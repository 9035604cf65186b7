import { Alert, Anchor, Button, Card, Checkbox, Group, List, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { IconPencil, IconPrinter } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router-dom";
import { call } from "../../api/client";
import { ErrorNote, Loading } from "../../common/states";
import { Fact } from "../../common/text";
import { useAction } from "../../common/use_action";
import { useTitle } from "../../common/use_title";
import { formatDate, formatMoment } from "../../i18n";
import { type MeetingRecord, useMeeting } from "./conduct";
import { ForbiddenList, MeetingBadge, RivalsNote } from "./parts";

interface Shown {
  meeting: MeetingRecord;
  etag: string | undefined;
}

function MinutesForm({ meeting, etag, onDone }: Shown & { onDone: () => void }) {
  const { t } = useTranslation();
  const { run, error, isBusy } = useAction();
  const [items, setItems] = useState(meeting.agenda.map((each) => each.minutes));
  const [there, setThere] = useState<Record<string, string | undefined>>(() => Object.fromEntries(meeting.participants.map((each) => [each.organisation, each.has_attended ? each.people : undefined])));
  const [hadCounsel, setCounsel] = useState(meeting.was_counsel_present);
  const [hadCoordinator, setCoordinator] = useState(meeting.was_coordinator_present);
  const [remarks, setRemarks] = useState(meeting.remarks);
  const json = {
    items, remarks, was_counsel_present: hadCounsel, was_coordinator_present: hadCoordinator,
    attendance: Object.entries(there).flatMap(([organisation, people]) => (people === undefined ? [] : [{ organisation, people }])),
  };
  return (
    <Card withBorder component="form" onSubmit={(event) => { event.preventDefault(); void run(() => call("PUT", `/meeting-records/${meeting.id}/minutes`, { json, etag })).then((made) => made && onDone()); }}>
      <Stack>
        <Title order={2} size="h4">{t("conduct.minutes")}</Title>
        <Stack gap="xs" role="group" aria-label={t("conduct.attendance")}>
          <Text size="sm" fw={500}>{t("conduct.attendance")}</Text>
          {meeting.participants.map((each) => (
            <Group key={each.organisation} gap="xs" align="flex-end">
              <Checkbox label={`${each.name}${each.acknowledged_at ? "" : ` (${t("conduct.notAcknowledged")})`}`} checked={there[each.organisation] !== undefined} onChange={(event) => setThere({ ...there, [each.organisation]: event.currentTarget.checked ? "" : undefined })} />
              {there[each.organisation] !== undefined && <TextInput className="grow" size="xs" aria-label={t("conduct.peopleOf", { name: each.name })} placeholder={t("conduct.people")} maxLength={500} value={there[each.organisation]} onChange={(event) => setThere({ ...there, [each.organisation]: event.currentTarget.value })} />}
            </Group>
          ))}
        </Stack>
        {meeting.agenda.map((each, i) => <Textarea key={i} label={`${i + 1}. ${each.title}`} autosize minRows={2} maxRows={16} maxLength={20_000} value={items[i]} onChange={(event) => setItems(items.map((other, j) => (j === i ? event.currentTarget.value : other)))} />)}
        <Checkbox label={t("conduct.counsel")} checked={hadCounsel} onChange={(event) => setCounsel(event.currentTarget.checked)} />
        <Checkbox label={t("conduct.coordinator")} checked={hadCoordinator} onChange={(event) => setCoordinator(event.currentTarget.checked)} />
        <Textarea label={t("conduct.remarks")} description={t("conduct.remarksHelp")} autosize minRows={2} maxRows={12} maxLength={20_000} value={remarks} onChange={(event) => setRemarks(event.currentTarget.value)} />
        <Group><Button type="submit" loading={isBusy}>{t("conduct.saveMinutes")}</Button><Button variant="default" onClick={onDone}>{t("action.cancel")}</Button></Group>
        {Boolean(error) && <ErrorNote error={error} labelOf={(pointer) => (pointer.startsWith("/items") ? t("conduct.agenda") : pointer === "/remarks" ? t("conduct.remarks") : pointer.startsWith("/attendance") ? t("conduct.attendance") : undefined)} />}
      </Stack>
    </Card>
  );
}

function TextForm({ label, button, isRed, send, onDone }: { label: string; button: string; isRed?: boolean; send: (text: string) => Promise<unknown>; onDone: () => void }) {
  const { t } = useTranslation();
  const { run, error, isBusy } = useAction();
  const [text, setText] = useState("");
  return (
    <Card withBorder component="form" onSubmit={(event) => { event.preventDefault(); void run(() => send(text)).then((made) => made && onDone()); }}>
      <Stack gap="sm">
        <Textarea label={label} required autosize minRows={2} maxRows={12} maxLength={2000} value={text} onChange={(event) => setText(event.currentTarget.value)} />
        <Group><Button type="submit" color={isRed ? "red" : undefined} loading={isBusy} disabled={text.trim() === ""}>{button}</Button><Button variant="default" onClick={onDone}>{t("action.cancel")}</Button></Group>
        {Boolean(error) && <ErrorNote error={error} />}
      </Stack>
    </Card>
  );
}

type Form = "minutes" | "cancel" | "append";

function Acts({ meeting, etag }: Shown) {
  const { t } = useTranslation();
  const [form, setForm] = useState<Form>();
  const { run, error, isBusy } = useAction();
  const path = `/meeting-records/${meeting.id}`;
  const done = () => setForm(undefined);
  const move = (step: string) => void run(() => call("POST", `${path}/${step}`, { etag }));
  const can = (act: MeetingRecord["may"][number]) => meeting.may.includes(act);
  if (form === "minutes") return <MinutesForm meeting={meeting} etag={etag} onDone={done} />;
  if (form === "cancel") return <TextForm label={t("conduct.whyCancelled")} button={t("conduct.cancel")} isRed send={(reason) => call("POST", `${path}/cancellation`, { json: { reason }, etag })} onDone={done} />;
  if (form === "append") return <TextForm label={t("conduct.addendum")} button={t("conduct.append")} send={(text) => call("POST", `${path}/addenda`, { json: { text }, etag })} onDone={done} />;
  const lacksAgenda = can("announce") && (meeting.agenda.length === 0 || meeting.participants.length === 0 || meeting.chair === "");
  return (
    <Stack gap="xs" className="no-print">
      {lacksAgenda && <Text size="sm">{t("conduct.needsAgenda")}</Text>}
      <Group gap="xs">
        {can("announce") && <Button loading={isBusy} onClick={() => move("announcement")}>{t("conduct.announce")}</Button>}
        {can("hold") && Date.parse(meeting.from) <= Date.now() && <Button loading={isBusy} onClick={() => move("end")}>{t("conduct.hold")}</Button>}
        {can("minute") && <Button variant={meeting.state === "minuted" ? "default" : "filled"} onClick={() => setForm("minutes")}>{t(meeting.state === "minuted" ? "conduct.editMinutes" : "conduct.writeMinutes")}</Button>}
        {can("approve") && <Button loading={isBusy} onClick={() => move("approval")}>{t("conduct.approve")}</Button>}
        {can("append") && <Button variant="default" onClick={() => setForm("append")}>{t("conduct.append")}</Button>}
        {can("edit") && <Button component={Link} to={`/conduct/meetings/${meeting.id}/edit`} variant="default" leftSection={<IconPencil size={18} aria-hidden />}>{t("action.edit")}</Button>}
        {can("cancel") && <Button variant="subtle" color="red" c="var(--mantine-color-error)" onClick={() => setForm("cancel")}>{t("conduct.cancel")}</Button>}
        <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>{t("aid.print")}</Button>
      </Group>
      {Boolean(error) && <ErrorNote error={error} />}
    </Stack>
  );
}

function Acknowledge({ meeting }: { meeting: MeetingRecord }) {
  const { t } = useTranslation();
  const { run, error, isBusy } = useAction();
  const [isRead, setRead] = useState(false);
  const open = meeting.participants.filter((each) => meeting.own.includes(each.organisation) && !each.acknowledged_at);
  if (!meeting.may.includes("acknowledge") || open.length === 0) return null;
  return (
    <Alert color="orange" title={t("conduct.beforeYouCome")}>
      <Stack gap="sm">
        <Text size="sm">{t("conduct.beforeText")}</Text>
        <Checkbox label={t("conduct.iHaveRead")} checked={isRead} onChange={(event) => setRead(event.currentTarget.checked)} />
        <Group>{open.map((each) => <Button key={each.organisation} disabled={!isRead} loading={isBusy} onClick={() => void run(() => call("POST", `/meeting-records/${meeting.id}/acknowledgement`, { json: { organisation: each.organisation } }))}>{t("conduct.acknowledge", { name: each.name })}</Button>)}</Group>
        {Boolean(error) && <ErrorNote error={error} />}
      </Stack>
    </Alert>
  );
}

function Minutes({ meeting }: { meeting: MeetingRecord }) {
  const { t, i18n } = useTranslation();
  const isWritten = meeting.state === "minuted" || meeting.state === "approved";
  return (
    <section>
      <Title order={2} size="h4" mb="xs">{t(isWritten ? "conduct.minutes" : "conduct.agenda")}</Title>
      {meeting.agenda.length === 0 && <Text size="sm" c="dimmed">{t("conduct.noAgenda")}</Text>}
      <List type="ordered" spacing="sm">
        {meeting.agenda.map((each, i) => <List.Item key={i}><Text span fw={isWritten ? 600 : 400} dir="auto">{each.title}</Text>{each.minutes && <Text size="sm" className="written" dir="auto">{each.minutes}</Text>}</List.Item>)}
      </List>
      {isWritten && (
        <Stack gap={4} mt="md">
          <Text size="sm">{t(meeting.was_counsel_present ? "conduct.withCounsel" : "conduct.withoutCounsel")} {t(meeting.was_coordinator_present ? "conduct.withCoordinator" : "conduct.withoutCoordinator")}</Text>
          <Text size="sm" fw={600}>{t("conduct.remarks")}</Text>
          <Text size="sm" className="written" dir="auto">{meeting.remarks || t("conduct.noRemarks")}</Text>
          {meeting.approved_at && <Text size="sm">{t("conduct.approvedAt", { moment: formatMoment(meeting.approved_at, i18n.language) })}</Text>}
        </Stack>
      )}
      {meeting.addenda.map((each) => <Card key={each.at} withBorder mt="sm" padding="sm"><Text size="sm" c="dimmed">{t("conduct.addendumOf", { moment: formatMoment(each.at, i18n.language) })}</Text><Text size="sm" className="written" dir="auto">{each.text}</Text></Card>)}
    </section>
  );
}

/** A meeting among competitors, from its agenda to its sealed minutes. */
export function MeetingPage() {
  const { t, i18n } = useTranslation();
  const { id = "" } = useParams();
  const found = useMeeting(id);
  const meeting = found.data?.body;
  useTitle(meeting?.title);
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!meeting) return <Loading />;
  return (
    <Stack gap="md">
      <Anchor component={Link} to="/conduct" size="sm" className="no-print">← {t("conduct.title")}</Anchor>
      <Title order={1} dir="auto">{meeting.title}</Title>
      <Group gap="xs"><MeetingBadge state={meeting.state} /></Group>
      {meeting.is_overdue && <Alert color="red" role="alert">{t("conduct.overdue", { day: formatDate(meeting.minutes_due_on, i18n.language) })}</Alert>}
      {meeting.reason && <Alert color="gray" title={t("conduct.whyCancelled")}><Text size="sm" className="written" dir="auto">{meeting.reason}</Text></Alert>}
      <Acknowledge meeting={meeting} />
      <Acts meeting={meeting} etag={found.data?.etag} />
      <Card withBorder>
        <Stack component="dl" gap={6} m={0}>
          <Fact label={t("conduct.from")}>{formatMoment(meeting.from, i18n.language)}</Fact>
          {meeting.place && <Fact label={t("conduct.place")}><bdi>{meeting.place}</bdi></Fact>}
          {meeting.chair && <Fact label={t("conduct.chair")}><bdi>{meeting.chair}</bdi></Fact>}
        </Stack>
      </Card>
      <Minutes meeting={meeting} />
      <section>
        <Title order={2} size="h4" mb="xs">{t("conduct.participants")}</Title>
        <List size="sm" spacing={4}>
          {meeting.participants.map((each) => (
            <List.Item key={each.organisation}>
              <bdi>{each.name}</bdi>{each.people ? <>, <bdi>{each.people}</bdi></> : null} – {t(each.acknowledged_at ? "conduct.acknowledged" : "conduct.notAcknowledged")}{each.has_attended ? `, ${t("conduct.attended")}` : ""}
            </List.Item>
          ))}
        </List>
      </section>
      <div className="no-print"><RivalsNote rivals={meeting.rivals} /></div>
      <section>
        <Title order={2} size="h4" mb="xs">{t("conduct.forbidden")}</Title>
        <ForbiddenList forbidden={meeting.forbidden} />
      </section>
    </Stack>
  );
}
