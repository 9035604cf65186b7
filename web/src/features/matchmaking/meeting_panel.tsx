import { Button, Card, Group, Select, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorNote } from "../../common/states";
import { formatDay } from "../resources/when";
import { dayOf, type Matchmaking, type Meeting, meetingsOf, type Schedule, slotText } from "./matchmaking";

export type Change = (json: Record<string, unknown>) => Promise<unknown>;

interface PanelProps {
  event: Matchmaking;
  schedule: Schedule;
  nameOf: (participant: string) => string;
  change: Change;
  isBusy: boolean;
  error: unknown;
  onDone: () => void;
}

/** Slots in which both are free and a table is left, by the clock on the wall. */
function useOpenSlots({ event, schedule }: PanelProps, a: string | null, b: string | null, moved?: Meeting) {
  const { i18n } = useTranslation();
  const zone = event.time_zone ?? "UTC";
  const busy = meetingsOf(schedule);
  const away = (id: string) => schedule.participants.find((each) => each.participant === id)?.away ?? [];
  if (!a || !b) return [];
  return schedule.slots.flatMap((slot) => {
    const isTaken = [a, b].some((id) => away(id).includes(slot.from) || (busy.get(id)?.has(slot.from) && slot.from !== moved?.from));
    const taken = schedule.meetings.filter((each) => each.from === slot.from && each.id !== moved?.id).map((each) => each.table);
    const tables = slot.tables.filter((each) => !taken.includes(each));
    return isTaken || tables.length === 0 ? [] : [{ slot, tables, label: `${formatDay(dayOf(slot, zone), i18n.language)}, ${slotText(slot, zone)}` }];
  });
}

function PlaceFields({ event, open, slot, table, onSlot, onTable }: { event: Matchmaking; open: ReturnType<typeof useOpenSlots>; slot: string | null; table: string | null; onSlot: (slot: string | null) => void; onTable: (table: string | null) => void }) {
  const { t } = useTranslation();
  const tables = open.find((each) => each.slot.from === slot)?.tables ?? [];
  return (
    <>
      <Select className="grow" label={t("matchmaking.time")} searchable data={open.map((each) => ({ value: each.slot.from, label: each.label }))} value={slot} nothingFoundMessage={t("matchmaking.noOpenSlot")} onChange={onSlot} />
      <Select className="grow" label={t("matchmaking.table")} placeholder={t("matchmaking.firstFree")} clearable searchable data={tables.map((each) => ({ value: String(each), label: event.tables?.[each] ?? "" }))} value={table} onChange={onTable} />
    </>
  );
}

/** What those who run the event do with one meeting. */
export function MeetingPanel(props: PanelProps & { meeting: Meeting }) {
  const { t } = useTranslation();
  const { event, meeting, nameOf, change, isBusy, error, onDone } = props;
  const [slot, setSlot] = useState<string | null>(meeting.from);
  const [table, setTable] = useState<string | null>(String(meeting.table));
  const open = useOpenSlots(props, meeting.a, meeting.b, meeting);
  const done = async (json: Record<string, unknown>) => {
    if (await change(json)) onDone();
  };
  return (
    <Card withBorder component="section" aria-label={t("matchmaking.oneMeeting")} id="meeting">
      <Stack gap="sm">
        <Title order={2} size="h5"><bdi>{nameOf(meeting.a)}</bdi> – <bdi>{nameOf(meeting.b)}</bdi></Title>
        <Group align="flex-end" gap="xs">
          <PlaceFields event={event} open={open} slot={slot} table={table} onSlot={(value) => { setSlot(value); setTable(null); }} onTable={setTable} />
          <Button loading={isBusy} disabled={!slot || (slot === meeting.from && table === String(meeting.table))} onClick={() => void done({ act: "move", meeting: meeting.id, slot, ...(table ? { table: Number(table) } : {}) })}>{t("matchmaking.moveMeeting")}</Button>
        </Group>
        <Text size="sm" c="dimmed">{t(meeting.is_fixed ? "matchmaking.isLocked" : "matchmaking.lockHelp")}</Text>
        <Group gap="xs">
          <Button variant="default" loading={isBusy} onClick={() => void done({ act: meeting.is_fixed ? "unlock" : "lock", meeting: meeting.id })}>{t(meeting.is_fixed ? "matchmaking.unlock" : "matchmaking.lock")}</Button>
          <Button variant="default" loading={isBusy} onClick={() => void done({ act: "remove", meeting: meeting.id })}>{t("matchmaking.removeMeeting")}</Button>
          <Button variant="default" loading={isBusy} onClick={() => void done({ act: "ban", a: meeting.a, b: meeting.b })}>{t("matchmaking.ban")}</Button>
          <Button variant="subtle" onClick={onDone}>{t("action.close")}</Button>
        </Group>
        {Boolean(error) && <ErrorNote error={error} />}
      </Stack>
    </Card>
  );
}

/** A meeting put in by hand. */
export function PlacePanel(props: PanelProps) {
  const { t } = useTranslation();
  const { event, schedule, nameOf, change, isBusy, error, onDone } = props;
  const [a, setA] = useState<string | null>(null);
  const [b, setB] = useState<string | null>(null);
  const [slot, setSlot] = useState<string | null>(null);
  const [table, setTable] = useState<string | null>(null);
  const open = useOpenSlots(props, a, b);
  const people = schedule.participants.filter((each) => each.state === "registered").map((each) => ({ value: each.participant, label: nameOf(each.participant) }));
  const labels: Record<string, string> = { "/a": t("matchmaking.firstPerson"), "/b": t("matchmaking.secondPerson"), "/slot": t("matchmaking.time"), "/table": t("matchmaking.table") };
  const place = async () => {
    if (await change({ act: "place", a, b, slot, ...(table ? { table: Number(table) } : {}) })) onDone();
  };
  return (
    <Card withBorder component="section" aria-label={t("matchmaking.addMeeting")}>
      <Stack gap="sm">
        <Title order={2} size="h5">{t("matchmaking.addMeeting")}</Title>
        <Group align="flex-end" gap="xs">
          <Select className="grow" label={t("matchmaking.firstPerson")} searchable data={people} value={a} onChange={setA} />
          <Select className="grow" label={t("matchmaking.secondPerson")} searchable data={people.filter((each) => each.value !== a)} value={b} onChange={setB} />
          <PlaceFields event={event} open={open} slot={slot} table={table} onSlot={(value) => { setSlot(value); setTable(null); }} onTable={setTable} />
        </Group>
        {Boolean(error) && <ErrorNote error={error} labelOf={(pointer) => labels[pointer]} />}
        <Group gap="xs"><Button loading={isBusy} disabled={!a || !b || !slot} onClick={() => void place()}>{t("matchmaking.put")}</Button><Button variant="default" onClick={onDone}>{t("action.cancel")}</Button></Group>
      </Stack>
    </Card>
  );
}
