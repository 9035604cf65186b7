import { ActionIcon, Group, Text } from "@mantine/core";
import { IconMail, IconMailOpened } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { call } from "../../api/client";
import { InLanguage } from "../../common/text";
import { formatDate, formatMoment } from "../../i18n";
import { type Notification, pathOf } from "./notification";

/** What happened, in a sentence. */
function Sentence({ told }: { told: Notification }) {
  const { t, i18n } = useTranslation();
  const { stage, event, state, deadline, day } = told.detail as { stage?: string; event?: string; state?: string; deadline?: string; day?: string };
  return <>{t(`notifications.line.${told.kind}`, {
    by: told.by ?? t("notifications.somebody"), organisation: told.subject.organisation_name ?? "",
    deadline: deadline ? t(`commerce.deadline.${deadline}`) : "", day: day ? formatDate(day, i18n.language) : "",
    stage: stage ? t(`${told.subject.kind === "deal" ? "deals.stage" : told.kind === "matchmaking_moved" ? "matchmaking.told" : "ideas.stage"}.${stage}`) : "", event: event ? t(`notifications.event.${event}`) : "", state: state ? t(`notifications.state.${state}`) : "",
  })}</>;
}

/** One that was told: a link to the thing, which takes it as read, and a button for that alone. */
export function NotificationItem({ told, onFollow }: { told: Notification; onFollow?: () => void }) {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const mark = async (isRead: boolean) => {
    await call(isRead ? "PUT" : "DELETE", `/notifications/${told.id}/read`).catch(() => undefined);
    await queries.invalidateQueries({ queryKey: ["notifications"] });
  };
  const label = t(told.is_read ? "notifications.markUnread" : "notifications.markRead");
  return (
    <li className="notification" data-unread={!told.is_read || undefined}>
      <Link to={pathOf(told)} className="notification-link" onClick={() => { if (!told.is_read) void mark(true); onFollow?.(); }}>
        {!told.is_read && <span className="only-read">{t("notifications.isUnread")} </span>}
        <Text span size="sm" dir="auto"><Sentence told={told} /></Text>
        <Text span size="sm" fw={told.is_read ? 400 : 600} dir="auto" className="notification-title"><InLanguage text={told.subject.title} /></Text>
        {told.subject.reason && <Text span size="sm" dir="auto" className="breaks">{told.subject.reason}</Text>}
        <Text span size="xs" c="dimmed">{formatMoment(told.created_at, i18n.language)}</Text>
      </Link>
      <Group>
        <ActionIcon variant="subtle" color="gray" size="lg" title={label} aria-label={label} onClick={() => void mark(!told.is_read)}>
          {told.is_read ? <IconMail size={18} aria-hidden /> : <IconMailOpened size={18} aria-hidden />}
        </ActionIcon>
      </Group>
    </li>
  );
}
