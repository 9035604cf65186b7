import { Alert, Button, Card, Checkbox, Group, MultiSelect, Select, Stack, Table, Text, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call, type Schemas } from "../../api/client";
import { ErrorNote } from "../../common/states";
import { useAction } from "../../common/use_action";
import { formatDay } from "../resources/when";
import { dayOf, type Matchmaking, type Proposal, type Schedule, slotText } from "./matchmaking";

interface PanelProps {
  event: Matchmaking;
  schedule: Schedule;
  nameOf: (participant: string) => string;
  onDone: () => void;
}

type Place = NonNullable<Proposal["changes"][number]["before"]>;

function Changes({ event, schedule, proposal, nameOf }: Omit<PanelProps, "onDone"> & { proposal: Proposal }) {
  const { t, i18n } = useTranslation();
  const zone = event.time_zone ?? "UTC";
  const placeOf = (place: Place | undefined) => {
    const slot = schedule.slots.find((each) => each.from === place?.slot);
    return place && slot ? `${formatDay(dayOf(slot, zone), i18n.language)}, ${slotText(slot, zone)}, ${event.tables?.[place.table] ?? ""}` : "–";
  };
  return (
    <Stack gap="xs">
      <Text role="status">{t("matchmaking.replan.kept", { count: proposal.kept })} {t("matchmaking.replan.changes", { count: proposal.changes.length })} {t("matchmaking.replan.affected", { count: proposal.affected })}</Text>
      {proposal.changes.length > 0 && (
        <Table.ScrollContainer minWidth={560}>
          <Table>
            <Table.Thead><Table.Tr><Table.Th>{t("matchmaking.replan.what")}</Table.Th><Table.Th>{t("matchmaking.replan.who")}</Table.Th><Table.Th>{t("matchmaking.replan.before")}</Table.Th><Table.Th>{t("matchmaking.replan.after")}</Table.Th></Table.Tr></Table.Thead>
            <Table.Tbody>
              {proposal.changes.map((each) => (
                <Table.Tr key={each.a + each.b}>
                  <Table.Td>{t(`matchmaking.replan.kind.${each.kind}`)}</Table.Td>
                  <Table.Td><bdi>{nameOf(each.a)}</bdi> – <bdi>{nameOf(each.b)}</bdi></Table.Td>
                  <Table.Td>{placeOf(each.before)}</Table.Td>
                  <Table.Td>{placeOf(each.after)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Stack>
  );
}

/** Somebody falls ill, a table is lost: what a new plan would change is shown before anybody is told. */
export function ReplanPanel({ event, schedule, nameOf, onDone }: PanelProps) {
  const { t, i18n } = useTranslation();
  const { run, error, isBusy } = useAction();
  const zone = event.time_zone ?? "UTC";
  const [absent, setAbsent] = useState<string[]>([]);
  const [returned, setReturned] = useState<string[]>([]);
  const [tables, setTables] = useState<string[]>(schedule.lost.flatMap((each) => (each.table !== undefined && !each.slot ? [String(each.table)] : [])));
  const [slots, setSlots] = useState<string[]>(schedule.lost.flatMap((each) => (each.slot && each.table === undefined ? [each.slot] : [])));
  const [slotTable, setSlotTable] = useState<string | null>(null);
  const [adds, setAdds] = useState(true);
  const others = schedule.lost.filter((each) => each.slot && each.table !== undefined);
  const question: Schemas["ReplanQuestion"] = { absent, returned, adds_meetings: adds, lost: [...tables.map((each) => ({ table: Number(each) })), ...slots.map((slot) => ({ slot })), ...others, ...(slotTable ? [{ slot: slotTable.split(" ")[0] ?? "", table: Number(slotTable.split(" ")[1]) }] : [])] };
  const content = JSON.stringify(question);
  const proposing = useMutation({ mutationFn: () => call<Proposal>("POST", `/matchmakings/${event.id}/replanning`, { json: question }).then(({ body }) => ({ proposal: body, content })) });
  const shown = proposing.data?.content === content ? proposing.data.proposal : undefined;
  const accept = async () => {
    if (shown && (await run(() => call("POST", `/matchmakings/${event.id}/absences`, { json: { ...question, proposal: shown.proposal }, etag: `"${shown.version}"` })))) onDone();
  };
  const people = (state: "registered" | "absent") => schedule.participants.filter((each) => each.state === state).map((each) => ({ value: each.participant, label: nameOf(each.participant) }));
  const slotLabel = (each: Schedule["slots"][number]) => `${formatDay(dayOf(each, zone), i18n.language)}, ${slotText(each, zone)}`;
  return (
    <Card withBorder component="section" aria-label={t("matchmaking.replan.title")}>
      <Stack gap="sm">
        <Title order={2} size="h4">{t("matchmaking.replan.title")}</Title>
        <Text size="sm">{t("matchmaking.replan.lead")}</Text>
        {schedule.to_replan > 0 && <Alert color="orange" variant="light">{t("matchmaking.toReplan", { count: schedule.to_replan })}</Alert>}
        <MultiSelect label={t("matchmaking.replan.absent")} searchable data={people("registered")} value={absent} onChange={setAbsent} nothingFoundMessage={t("catalogue.none")} />
        {people("absent").length > 0 && <MultiSelect label={t("matchmaking.replan.returned")} searchable data={people("absent")} value={returned} onChange={setReturned} />}
        <MultiSelect label={t("matchmaking.replan.lostTables")} searchable data={(event.tables ?? []).map((name, i) => ({ value: String(i), label: name }))} value={tables} onChange={setTables} />
        <MultiSelect label={t("matchmaking.replan.lostSlots")} searchable data={schedule.slots.map((each) => ({ value: each.from, label: slotLabel(each) }))} value={slots} onChange={setSlots} />
        <Select label={t("matchmaking.replan.lostOnce")} searchable clearable data={schedule.slots.flatMap((each) => each.tables.map((table) => ({ value: `${each.from} ${table}`, label: `${slotLabel(each)}, ${event.tables?.[table] ?? ""}` })))} limit={100} value={slotTable} onChange={setSlotTable} />
        <Checkbox label={t("matchmaking.replan.adds")} checked={adds} onChange={(change) => setAdds(change.currentTarget.checked)} />
        <Group gap="xs">
          <Button variant={shown ? "default" : "filled"} loading={proposing.isPending} onClick={() => proposing.mutate()}>{t("matchmaking.replan.show")}</Button>
          <Button variant="default" onClick={onDone}>{t("action.close")}</Button>
        </Group>
        {Boolean(proposing.error) && <ErrorNote error={proposing.error} />}
        {shown && <Changes event={event} schedule={schedule} proposal={shown} nameOf={nameOf} />}
        {Boolean(error) && <ErrorNote error={error} />}
        {shown && <Group><Button loading={isBusy} onClick={() => void accept()}>{t(event.stage === "published" ? "matchmaking.replan.acceptAndTell" : "matchmaking.replan.accept")}</Button></Group>}
      </Stack>
    </Card>
  );
}
