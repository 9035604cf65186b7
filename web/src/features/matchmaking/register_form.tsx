import { Button, Checkbox, Fieldset, Group, NumberInput, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { call, get, type Organisation, Problem } from "../../api/client";
import { ErrorNote } from "../../common/states";
import { useAction } from "../../common/use_action";
import { inLanguage } from "../../i18n";
import { formatDay } from "../resources/when";
import { byDay, linesOf, type Matchmaking, type Participant, slotText } from "./matchmaking";

interface FormProps {
  event: Matchmaking;
  /** Of whom is changed; without it somebody new. */
  participant?: Participant | undefined;
  /** Those who run the event bring guests. */
  isGuest?: boolean;
  onDone: () => void;
}

/** When somebody can't come; all slots where nothing is said. */
function AwayField({ event, away, onChange }: { event: Matchmaking; away: string[]; onChange: (away: string[]) => void }) {
  const { t, i18n } = useTranslation();
  const zone = event.time_zone ?? "UTC";
  const toggle = (slots: string[], isAway: boolean) => onChange(isAway ? [...new Set([...away, ...slots])] : away.filter((each) => !slots.includes(each)));
  return (
    <Fieldset legend={t("matchmaking.away")}>
      <Text size="sm" c="dimmed" mb="xs">{t("matchmaking.awayHelp")}</Text>
      <Stack gap="sm">
        {byDay(event.slots, zone).map(([day, slots]) => {
          const all = slots.map((each) => each.from);
          const count = all.filter((each) => away.includes(each)).length;
          return (
            <Stack key={day} gap={6}>
              <Checkbox label={t("matchmaking.awayAllDay", { day: formatDay(day, i18n.language) })} checked={count === all.length} indeterminate={count > 0 && count < all.length} onChange={(change) => toggle(all, change.currentTarget.checked)} />
              <Group gap="sm" pl="lg">
                {slots.map((each) => <Checkbox key={each.from} size="sm" label={slotText(each, zone)} checked={away.includes(each.from)} onChange={(change) => toggle([each.from], change.currentTarget.checked)} />)}
              </Group>
            </Stack>
          );
        })}
      </Stack>
    </Fieldset>
  );
}

/** What of the organisation's entry whoever takes part may read anyway: a beginning for what is offered and sought. */
function useDeclared(organisation: string | undefined, event: Matchmaking, language: string) {
  const found = useQuery({ queryKey: ["organisation", organisation], queryFn: () => get<Organisation>(`/organisations/${organisation}`), enabled: Boolean(organisation) });
  const shown = (items: Organisation["offers"]) => (items ?? []).filter((each) => each.visibility === "everyone" || (each.visibility === "members" && event.openness === "members")).map((each) => inLanguage(each.title, language)?.text ?? "").filter(Boolean).slice(0, 30);
  return found.data && { offers: shown(found.data.offers), seeks: shown(found.data.needs) };
}

/** Somebody registers, or changes what was said. */
export function RegisterForm({ event, participant, isGuest = false, onDone }: FormProps) {
  const { t, i18n } = useTranslation();
  const { run, error, isBusy } = useAction();
  const choices = event.organisation_choices;
  const [organisation, setOrganisation] = useState(choices[0]?.id);
  const [isMyself, setMyself] = useState(true);
  const [name, setName] = useState(participant?.person_name ?? "");
  const [guestOf, setGuestOf] = useState(participant?.organisation_name ?? "");
  const [contact, setContact] = useState(participant?.contact ?? "");
  const declared = useDeclared(participant || isGuest ? undefined : organisation, event, i18n.language);
  const [offers, setOffers] = useState<string | undefined>(participant?.offers?.join("\n"));
  const [seeks, setSeeks] = useState<string | undefined>(participant?.seeks?.join("\n"));
  const [away, setAway] = useState<string[]>(participant?.away ?? []);
  const [most, setMost] = useState<number | string>(participant?.most_meetings ?? "");
  const offersShown = offers ?? declared?.offers.join("\n") ?? "", seeksShown = seeks ?? declared?.seeks.join("\n") ?? "";
  const said = {
    offers: linesOf(offersShown), seeks: linesOf(seeksShown), away, contact, ...(most === "" ? {} : { most_meetings: Number(most) }),
    ...(participant || isGuest || !isMyself ? { person_name: name } : {}), ...(participant ? {} : isGuest ? { organisation_name: guestOf } : { organisation }),
  };
  const content = JSON.stringify(said);
  const idempotencyKey = useMemo(() => crypto.randomUUID(), [content]);
  const of = (pointer: string) => (error instanceof Problem ? error.of(pointer)?.detail : undefined);
  const send = async () => {
    const path = `/matchmakings/${event.id}/participants`;
    const done = await run(() => (participant ? call("PUT", `${path}/${participant.id}`, { json: said, etag: `"${participant.version}"` }) : call("POST", path, { json: said, idempotencyKey })));
    if (done) onDone();
  };
  const isFilled = participant || isMyself && !isGuest ? true : name.trim() !== "" && (!isGuest || guestOf.trim() !== "");
  return (
    <form onSubmit={(submit) => { submit.preventDefault(); void send(); }}>
      <Stack gap="sm">
        {!participant && !isGuest && choices.length > 1 && <Select label={t("matchmaking.forOrganisation")} allowDeselect={false} data={choices.map(({ id, name: label }) => ({ value: id, label }))} value={organisation ?? null} onChange={(value) => setOrganisation(value ?? undefined)} />}
        {!participant && !isGuest && <Checkbox label={t("matchmaking.myself")} description={t("matchmaking.myselfHelp")} checked={isMyself} onChange={(change) => setMyself(change.currentTarget.checked)} />}
        {isGuest && !participant && <TextInput label={t("matchmaking.guestOf")} maxLength={200} required value={guestOf} error={of("/organisation_name")} onChange={(change) => setGuestOf(change.currentTarget.value)} />}
        {(participant || isGuest || !isMyself) && <TextInput label={t("matchmaking.person")} maxLength={120} required value={name} error={of("/person_name")} onChange={(change) => setName(change.currentTarget.value)} />}
        <Textarea label={t("matchmaking.offers")} description={t("matchmaking.linesHelp")} autosize minRows={2} maxRows={10} value={offersShown} error={of("/offers")} onChange={(change) => setOffers(change.currentTarget.value)} />
        <Textarea label={t("matchmaking.seeks")} description={t("matchmaking.linesHelp")} autosize minRows={2} maxRows={10} value={seeksShown} error={of("/seeks")} onChange={(change) => setSeeks(change.currentTarget.value)} />
        <TextInput label={t("matchmaking.contact")} description={t("matchmaking.contactHelp")} maxLength={200} value={contact} onChange={(change) => setContact(change.currentTarget.value)} />
        <AwayField event={event} away={away} onChange={setAway} />
        <NumberInput w="14rem" label={t("matchmaking.ownMost")} description={t("matchmaking.ownMostHelp", { count: event.most_meetings })} min={1} max={event.most_meetings ?? 256} value={most} error={of("/most_meetings")} onChange={setMost} />
        {Boolean(error) && <ErrorNote error={error} />}
        <Group gap="xs">
          <Button type="submit" loading={isBusy} disabled={!isFilled}>{t(participant ? "action.save" : isGuest ? "matchmaking.addGuest" : "matchmaking.register")}</Button>
          <Button variant="default" onClick={onDone}>{t("action.cancel")}</Button>
        </Group>
      </Stack>
    </form>
  );
}
