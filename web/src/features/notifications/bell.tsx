import { ActionIcon, Anchor, Button, Group, Indicator, Popover, Stack, Text, Title } from "@mantine/core";
import { IconBell } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { call, get } from "../../api/client";
import { ErrorNote, Loading } from "../../common/states";
import { NotificationItem } from "./item";
import { type NotificationPage, useUnread } from "./notification";

function Newest({ onFollow }: { onFollow: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const found = useQuery({ queryKey: ["notifications", "newest"], queryFn: () => get<NotificationPage>("/notifications?limit=6"), staleTime: 0 });
  const readAll = async () => {
    await call("PUT", "/notifications/read");
    await queries.invalidateQueries({ queryKey: ["notifications"] });
  };
  return (
    <Stack gap="xs">
      <Group justify="space-between" wrap="nowrap">
        <Title order={2} size="h5">{t("notifications.title")}</Title>
        {Boolean(found.data?.unread) && <Button size="compact-sm" variant="subtle" onClick={() => void readAll()}>{t("notifications.readAll")}</Button>}
      </Group>
      {found.error && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {found.data?.items.length === 0 && <Text size="sm" c="dimmed">{t("notifications.noneShort")}</Text>}
      <ul className="hit-list notification-list">
        {found.data?.items.map((each) => <NotificationItem key={each.id} told={each} onFollow={onFollow} />)}
      </ul>
      <Group justify="space-between">
        <Anchor component={Link} to="/notifications" size="sm" onClick={onFollow}>{t("notifications.all")}</Anchor>
        <Anchor component={Link} to="/account#notifications" size="sm" onClick={onFollow}>{t("notifications.settings")}</Anchor>
      </Group>
    </Stack>
  );
}

/** How much is unread, and the newest of it. */
export function Bell() {
  const { t } = useTranslation();
  const unread = useUnread(true) ?? 0;
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width="min(26rem, calc(100vw - 1rem))" trapFocus returnFocus shadow="md">
      <Indicator label={unread > 99 ? "99+" : unread} size={18} disabled={unread === 0} offset={6} color="red.8">
        <Popover.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" onClick={() => setOpen(!isOpen)} aria-label={unread > 0 ? t("notifications.bell", { count: unread }) : t("notifications.title")}>
            <IconBell size={22} aria-hidden />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown aria-label={t("notifications.title")}>
        <Newest onFollow={() => setOpen(false)} />
      </Popover.Dropdown>
      <span className="only-read" role="status">{unread > 0 ? t("notifications.bell", { count: unread }) : ""}</span>
    </Popover>
  );
}
