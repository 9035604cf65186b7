import { Alert, Stack, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client";
import { formatAmount } from "../../common/money";
import { Problem } from "../../api/client";
import { formatDate } from "../../i18n";
import type { AidRoom, AidScope } from "./aid";

interface Question {
  organisation: string;
  scope: AidScope;
  day: string;
  amount: string | undefined;
  without: string | undefined;
}

/** How an undertaking stands on a day, said before anything is promised. */
export function RoomNote({ cluster, question }: { cluster: string | undefined; question: Question }) {
  const { t, i18n } = useTranslation();
  const found = useQuery({
    queryKey: ["aid-room", cluster, question],
    queryFn: async () => (await call<AidRoom>("POST", `/clusters/${cluster}/aid/check`, { json: question })).body,
    enabled: Boolean(cluster) && question.organisation !== "" && question.day !== "",
    placeholderData: keepPreviousData,
    retry: false,
  });
  const room = found.data;
  if (found.error instanceof Problem && found.error.errors[0]) return <Text size="sm" c="dimmed">{found.error.errors[0].detail}</Text>;
  if (!room) return null;
  const euros = (amount: string) => formatAmount(amount, "EUR", i18n.language);
  if (!room.ceiling) return <Alert color="red" title={t("aid.noRegulation")}>{t("aid.noRegulationText")}</Alert>;
  return (
    <Alert color={room.fits ? "green" : "red"} role="status" title={t(room.fits ? "aid.fits" : "aid.tooMuch")}>
      <Stack gap={2}>
        <Text size="sm">{t("aid.roomLine", { counted: euros(room.counted), ceiling: euros(room.ceiling.amount), room: euros(room.room), regulation: room.ceiling.regulation })}</Text>
        {room.reserved !== "0.00" && <Text size="sm">{t("aid.reservedLine", { reserved: euros(room.reserved) })}</Text>}
        {!room.fits && <Text size="sm" fw={600}>{room.fits_from ? t("aid.fitsFrom", { day: formatDate(room.fits_from, i18n.language) }) : t("aid.fitsNever")}</Text>}
        {room.freed[0] && <Text size="sm">{t("aid.freedLine", { day: formatDate(room.freed[0].day, i18n.language), amount: euros(room.freed[0].amount) })}</Text>}
      </Stack>
    </Alert>
  );
}
