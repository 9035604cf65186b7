import { Anchor, Button, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router-dom";
import { useClusterSlug, useSession } from "../../api/session";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { useTitle } from "../../common/use_title";
import { BookingList } from "./booking_list";
import { type Booking, holdsTime } from "./resource";
import { daysAgo, useOwnBookings } from "./use_bookings";

/** Times are shown as the reader's own clock shows them here: they are of many places. */
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

function Section({ title, bookings }: { title: string; bookings: Booking[] }) {
  if (bookings.length === 0) return null;
  return (
    <section>
      <Title order={2} size="h4" mb="xs">{title} <Text span c="dimmed">({bookings.length})</Text></Title>
      <BookingList bookings={bookings} zoneOf={() => zone} withTitle />
    </section>
  );
}

/** What waits for an answer, what is still to come, what was. */
export function BookingsPage() {
  const { t } = useTranslation();
  useTitle(t("resources.bookings"));
  const session = useSession();
  const location = useLocation();
  const found = useOwnBookings(useClusterSlug(), daysAgo(90), Boolean(session?.user));
  const now = new Date().toISOString();
  const items = found.data?.items ?? [];
  const toAnswer = items.filter((each) => each.may.includes("answer"));
  const others = items.filter((each) => !each.may.includes("answer"));
  const ahead = others.filter((each) => each.to > now && holdsTime(each));
  const before = others.filter((each) => each.to <= now || !holdsTime(each)).reverse();
  if (!session) return <Loading />;
  return (
    <Stack gap="xl">
      <Stack gap="xs">
        <Anchor component={Link} to="/resources" size="sm">← {t("nav.resources")}</Anchor>
        <Title order={1}>{t("resources.bookings")}</Title>
        <Text maw="46rem">{t("resources.bookingsLead")} <Anchor component={Link} to="/account" underline="always">{t("resources.calendarLink")}</Anchor></Text>
      </Stack>
      {!session.user && (
        <Empty title={t("resources.bookings")} text={t("resources.whyGuest")}>
          <Button component={Link} to="/login" state={{ from: location.pathname }}>{t("session.logIn")}</Button>
        </Empty>
      )}
      {found.error && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.isLoading && <Loading />}
      {found.data && items.length === 0 && (
        <Empty title={t("resources.noBookings")} text={t("resources.noBookingsText")}>
          <Button component={Link} to="/resources" variant="light">{t("nav.resources")}</Button>
        </Empty>
      )}
      <Section title={t("resources.toAnswer")} bookings={toAnswer} />
      <Section title={t("resources.ahead")} bookings={ahead} />
      <Section title={t("resources.before")} bookings={before} />
    </Stack>
  );
}
