import { Alert, Button, Card, Group, Select, SimpleGrid, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { call, type Session } from "../../api/client";
import { OrganisationSelect } from "../../common/organisation_picker";
import { ErrorNote } from "../../common/states";
import { showToast } from "../../common/toast";
import { useAction } from "../../common/use_action";
import { formatAmount } from "../../common/money";
import { type Booking, priceOf, type Resource, stepMinutes, termsOf } from "./resource";
import { clockMinutes, clockText, isoOf, momentOf } from "./wall_time";
import { formatTime } from "./when";

/** What is being booked, by the clock on the resource's wall. */
export interface Wanted {
  day: string;
  from: number;
  lastDay: string;
  to: number;
}

const clocks = Array.from({ length: 1440 / stepMinutes }, (_, i) => clockText(i * stepMinutes));

/** In whose name the reader can book. */
export function bookersOf(session: Session | undefined): { value: string; label: string }[] {
  const own = (session?.grants ?? []).flatMap((grant) => (grant.organisation ? [{ value: grant.organisation, label: grant.name ?? "" }] : []));
  return own.filter((each, i) => own.findIndex((other) => other.value === each.value) === i);
}

interface FormProps {
  resource: Resource;
  session: Session;
  wanted: Wanted;
  onWanted: (wanted: Wanted) => void;
}

/** What is missing for the price is told by the server when it is booked: whose member the organisation is. */
function Price({ resource, organisation, minutes }: { resource: Resource; organisation: string | undefined; minutes: number }) {
  const { t, i18n } = useTranslation();
  const terms = termsOf(resource);
  const isOwn = organisation !== undefined && organisation === resource.organisation;
  const prices = (isOwn ? (["own"] as const) : (["member", "research", "outside"] as const)).map((user) => ({ user, price: priceOf(terms, user, minutes) }));
  if (prices.every(({ price }) => price === undefined)) return <Text size="sm">{t("resources.price")}: <b>{t("resources.onRequest")}</b></Text>;
  return (
    <Stack gap={0}>
      {prices.map(({ user, price }) => (
        <Text key={user} size="sm">{t(`resources.user.${user}`)}: <b>{price === undefined ? t("resources.onRequest") : formatAmount(price, terms.currency, i18n.language)}</b></Text>
      ))}
    </Stack>
  );
}

/** Asks for a time, or takes it where no approval is needed. */
export function BookForm({ resource, session, wanted, onWanted }: FormProps) {
  const { t, i18n } = useTranslation();
  const terms = termsOf(resource);
  const bookers = bookersOf(session);
  const answers = resource.may.includes("answer");
  const [organisation, setOrganisation] = useState<string | undefined>(bookers[0]?.value);
  const [purpose, setPurpose] = useState("");
  const { run, error, isBusy } = useAction();
  const from = momentOf({ day: wanted.day, minutes: wanted.from }, terms.time_zone);
  const to = momentOf({ day: wanted.lastDay, minutes: wanted.to }, terms.time_zone);
  const json = { organisation, from: isoOf(from), to: isoOf(to), purpose };
  // One key for one content: sent twice, it is booked once.
  const content = JSON.stringify(json);
  const key = useMemo(() => crypto.randomUUID(), [content, error]);
  const isAsked = terms.needs_approval && !answers;
  const book = async () => {
    const made = await run(() => call<Booking>("POST", `/resources/${resource.id}/bookings`, { json, idempotencyKey: key }));
    if (!made) return;
    setPurpose("");
    showToast({ text: `${t(made.body.state === "confirmed" ? "resources.booked" : "resources.askedFor")}: ${formatTime(made.body.from, made.body.to, terms.time_zone, i18n.language)}` });
  };
  const labels: Record<string, string> = { "/from": t("resources.from"), "/to": t("resources.to"), "/organisation": t("resources.forWhom"), "/purpose": t("resources.purpose") };
  return (
    <Card withBorder component="form" id="book" onSubmit={(event) => { event.preventDefault(); void book(); }}>
      <Stack gap="sm">
        <Title order={2} size="h4">{t(isAsked ? "resources.askTitle" : "resources.bookTitle")}</Title>
        <SimpleGrid cols={{ base: 2, sm: 4 }}>
          <TextInput type="date" required withAsterisk={false} label={t("resources.day")} value={wanted.day} onChange={(event) => onWanted({ ...wanted, day: event.currentTarget.value, lastDay: wanted.lastDay === wanted.day || wanted.lastDay < event.currentTarget.value ? event.currentTarget.value : wanted.lastDay })} />
          <Select label={t("resources.from")} allowDeselect={false} searchable data={clocks} value={clockText(wanted.from)} onChange={(text) => text && onWanted({ ...wanted, from: clockMinutes(text), to: wanted.day === wanted.lastDay ? Math.max(wanted.to, clockMinutes(text) + stepMinutes) : wanted.to })} />
          <TextInput type="date" required withAsterisk={false} label={t("resources.lastDay")} value={wanted.lastDay} min={wanted.day} onChange={(event) => onWanted({ ...wanted, lastDay: event.currentTarget.value })} />
          <Select label={t("resources.to")} allowDeselect={false} searchable data={[...clocks.slice(1), "24:00"]} value={clockText(wanted.to)} onChange={(text) => text && onWanted({ ...wanted, to: clockMinutes(text) })} />
        </SimpleGrid>
        {answers
          ? <Group><OrganisationSelect label={t("resources.forWhom")} value={organisation} onChange={setOrganisation} /></Group>
          : bookers.length > 1 && <Select label={t("resources.forWhom")} allowDeselect={false} data={bookers} value={organisation ?? null} onChange={(value) => setOrganisation(value ?? undefined)} />}
        <Textarea label={t("resources.purpose")} description={t("resources.purposeHelp")} autosize minRows={2} maxRows={8} maxLength={2000} value={purpose} onChange={(event) => setPurpose(event.currentTarget.value)} />
        <Group justify="space-between" align="flex-end">
          {to > from ? <Price resource={resource} organisation={organisation} minutes={(to - from) / 60_000} /> : <Text size="sm" c="var(--mantine-color-error)">{t("resources.endsBefore")}</Text>}
          <Button type="submit" loading={isBusy} disabled={!organisation || to <= from}>{t(isAsked ? "resources.ask" : "resources.book")}</Button>
        </Group>
        {Boolean(error) && <ErrorNote error={error} labelOf={(pointer) => labels[pointer]} />}
        {isAsked && <Text size="xs" c="dimmed">{t("resources.asksHint")}</Text>}
      </Stack>
    </Card>
  );
}

/** Why the reader can't book, and what to do. */
export function NoBooking({ resource, session }: { resource: Resource; session: Session | undefined }) {
  const { t } = useTranslation();
  const why = !resource.is_owner_member ? "resources.whyOwnerLeft" : resource.is_paused ? "resources.whyPaused" : session?.user ? "resources.whyNoOrganisation" : "resources.whyGuest";
  return <Alert variant="light" color="gray">{t(why)}</Alert>;
}
