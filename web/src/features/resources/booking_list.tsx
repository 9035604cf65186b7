import { Anchor, Button, Card, Group, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { call } from "../../api/client";
import { ErrorNote } from "../../common/states";
import { InLanguage } from "../../common/text";
import { useAction } from "../../common/use_action";
import { formatAmount } from "../../common/money";
import { BookingStateBadge } from "./badges";
import type { Booking } from "./resource";
import { formatTime } from "./when";

type Act = "refuse" | "cancel";

/** What the reader can do about a booking; refusing says why, cancelling may. */
function Acts({ booking }: { booking: Booking }) {
  const { t } = useTranslation();
  const [act, setAct] = useState<Act>();
  const [reason, setReason] = useState("");
  const { run, error, isBusy } = useAction();
  const etag = `"${booking.version}"`;
  const send = async (path: string, json: unknown) => {
    if (await run(() => call<Booking>("POST", `/bookings/${booking.id}/${path}`, { json, etag }))) setAct(undefined);
  };
  return (
    <Stack gap="xs">
      {!act && booking.may.length > 0 && (
        <Group gap="xs">
          {booking.may.includes("answer") && <Button size="xs" loading={isBusy} onClick={() => void send("answer", { state: "confirmed" })}>{t("resources.confirm")}</Button>}
          {booking.may.includes("answer") && <Button size="xs" variant="default" onClick={() => setAct("refuse")}>{t("resources.refuse")}</Button>}
          {booking.may.includes("cancel") && !booking.may.includes("answer") && <Button size="xs" variant="default" onClick={() => setAct("cancel")}>{t("resources.cancel")}</Button>}
        </Group>
      )}
      {act && (
        <form onSubmit={(event) => { event.preventDefault(); void (act === "refuse" ? send("answer", { state: "refused", reason }) : send("cancellation", { reason })); }}>
          <Stack gap="xs">
            <Textarea label={t(act === "refuse" ? "resources.whyRefused" : "resources.whyCancelled")} required={act === "refuse"} autosize minRows={2} maxRows={8} maxLength={2000} data-autofocus value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
            <Group gap="xs">
              <Button type="submit" size="xs" color="red.9" loading={isBusy} disabled={act === "refuse" && reason.trim() === ""}>{t(`resources.${act}`)}</Button>
              <Button size="xs" variant="default" onClick={() => setAct(undefined)}>{t("resources.leave")}</Button>
            </Group>
          </Stack>
        </form>
      )}
      {Boolean(error) && <ErrorNote error={error} />}
    </Stack>
  );
}

/** Bookings that the reader sees whole. @param zoneOf  of the resource of each */
export function BookingList({ bookings, zoneOf, withTitle }: { bookings: readonly Booking[]; zoneOf: (booking: Booking) => string; withTitle: boolean }) {
  const { t, i18n } = useTranslation();
  return (
    <Stack component="ul" gap="sm" className="hit-list">
      {bookings.map((booking) => (
        <Card component="li" withBorder padding="sm" key={booking.id}>
          <Stack gap={6}>
            <Group justify="space-between" gap="xs">
              <Text fw={600}>{formatTime(booking.from, booking.to, zoneOf(booking), i18n.language)}</Text>
              <BookingStateBadge state={booking.state} />
            </Group>
            {withTitle && <Anchor component={Link} to={`/resources/${booking.resource}?week=${booking.from.slice(0, 10)}`} dir="auto"><InLanguage text={booking.resource_title} /></Anchor>}
            <Group gap="md">
              <Text size="sm"><bdi>{booking.organisation_name}</bdi>{booking.person ? <> · <bdi>{booking.person}</bdi></> : null}</Text>
              <Text size="sm" c="dimmed">{booking.price === undefined ? t("resources.onRequest") : formatAmount(booking.price, booking.currency ?? "PLN", i18n.language)}</Text>
            </Group>
            {booking.purpose && <Text size="sm" className="written" dir="auto">{booking.purpose}</Text>}
            {booking.reason && <Text size="sm" dir="auto">{t("resources.reason")}: {booking.reason}</Text>}
            {booking.state === "withdrawn" && <Text size="sm">{t("resources.withdrawnHint")}</Text>}
            <Acts booking={booking} />
          </Stack>
        </Card>
      ))}
    </Stack>
  );
}
