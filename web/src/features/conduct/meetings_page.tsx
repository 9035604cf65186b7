import { Anchor, Card, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { formatDate, formatMoment } from "../../i18n";
import { type MeetingRecord, meetingStates } from "./conduct";
import { MeetingBadge } from "./parts";
import { ConductRegister } from "./register";

function MeetingCard({ meeting }: { meeting: MeetingRecord }) {
  const { t, i18n } = useTranslation();
  return (
    <Card withBorder component="article" padding="md">
      <Stack gap={4}>
        <Anchor component={Link} to={`/conduct/meetings/${meeting.id}`} fw={600} lh={1.25} dir="auto">{meeting.title}</Anchor>
        <Group gap="xs"><MeetingBadge state={meeting.state} /><Text size="sm">{formatMoment(meeting.from, i18n.language)}{meeting.place ? <> · <bdi>{meeting.place}</bdi></> : null}</Text></Group>
        <Text size="sm" c="dimmed">{t("conduct.participantsCount", { count: meeting.participants.length })}</Text>
        {meeting.is_overdue && <Text size="sm" c="var(--mantine-color-error)" fw={600}>{t("conduct.overdue", { day: formatDate(meeting.minutes_due_on, i18n.language) })}</Text>}
        {meeting.may.includes("acknowledge") && meeting.participants.some((each) => meeting.own.includes(each.organisation) && !each.acknowledged_at) && <Text size="sm" fw={600}>{t("conduct.waitsForYou")}</Text>}
      </Stack>
    </Card>
  );
}

/** Meetings among competitors, for those who run the cluster and those who take part. */
export function MeetingsPage() {
  return <ConductRegister<MeetingRecord> words="conduct" path="meeting-records" permission="manage_meeting_record" states={meetingStates} newPath="/conduct/meetings/new" newWords="conduct.plan" card={(meeting) => <MeetingCard meeting={meeting} />} />;
}
