import { Anchor, Button, Group, SegmentedControl, Select, Stack, Text, Title } from "@mantine/core";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router-dom";
import { call, get, queryString } from "../../api/client";
import { useSession } from "../../api/session";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { useAction } from "../../common/use_action";
import { useTitle } from "../../common/use_title";
import { NotificationItem } from "./item";
import { kindGroups, kinds, type NotificationPage } from "./notification";

/** An empty list says what would be here, and what to do. */
function Nothing({ isUnread, isNarrowed, onAll }: { isUnread: boolean; isNarrowed: boolean; onAll: () => void }) {
  const { t } = useTranslation();
  return (
    <Empty title={t(isUnread ? "notifications.allRead" : "notifications.none")} text={t(isUnread || isNarrowed ? "notifications.noneNarrowed" : "notifications.noneText")}>
      <Group justify="center">
        {(isUnread || isNarrowed) && <Button variant="light" onClick={onAll}>{t("notifications.showAll")}</Button>}
        <Button component={Link} to="/ideas" variant={isUnread || isNarrowed ? "default" : "filled"}>{t("notifications.toIdeas")}</Button>
      </Group>
    </Empty>
  );
}

/** Everything the account was told and may still see; the address bar says which of it. */
export function NotificationsPage() {
  const { t } = useTranslation();
  useTitle(t("notifications.title"));
  const session = useSession();
  const [parameters, setParameters] = useSearchParams();
  const { run, error, isBusy } = useAction();
  const isUnread = parameters.get("unread") === "true";
  const kind = kinds.find((each) => each === parameters.get("kind"));
  const change = (next: { unread?: boolean; kind?: string | undefined }) => {
    const query = queryString({ unread: (next.unread ?? isUnread) ? "true" : undefined, kind: "kind" in next ? next.kind : kind });
    setParameters(new URLSearchParams(query), { replace: true });
  };
  const found = useInfiniteQuery({
    queryKey: ["notifications", "list", isUnread, kind],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => get<NotificationPage>(`/notifications${queryString({ unread: isUnread ? "true" : undefined, kind, limit: 30, cursor: pageParam })}`, signal),
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    enabled: Boolean(session?.user),
  });
  if (!session) return <Loading />;
  if (!session.user)
    return (
      <Empty title={t("error.logIn")}>
        <Button component={Link} to="/login" state={{ from: "/notifications" }}>{t("session.logIn")}</Button>
      </Empty>
    );
  const first = found.data?.pages[0];
  const items = found.data?.pages.flatMap((page) => page.items);
  return (
    <Stack className="narrow">
      <Group justify="space-between" align="flex-start">
        <Title order={1}>{t("notifications.title")}</Title>
        {Boolean(first?.unread) && (
          <Button variant="light" loading={isBusy} onClick={() => void run(() => call("PUT", `/notifications/read${queryString({ kind })}`))}>{t(kind ? "notifications.readShown" : "notifications.readAll")}</Button>
        )}
      </Group>
      <Group align="flex-end" gap="sm">
        <SegmentedControl aria-label={t("notifications.which")} value={isUnread ? "unread" : "all"} onChange={(value) => change({ unread: value === "unread" })} data={[{ value: "all", label: t("notifications.every") }, { value: "unread", label: t("notifications.unread") }]} />
        <Select
          className="grow" maw="22rem" label={t("notifications.kindLabel")} placeholder={t("notifications.everyKind")} clearable value={kind ?? null} onChange={(value) => change({ kind: value ?? undefined })}
          clearButtonProps={{ "aria-label": t("filter.clear") }}
          data={kindGroups.map((group) => ({ group: t(`notifications.group.${group.name}`), items: group.kinds.map((value) => ({ value, label: t(`notifications.kind.${value}`) })) }))}
        />
      </Group>
      <Group justify="space-between">
        <Text role="status" size="sm">{first && first.total > 0 ? t("notifications.found", { count: first.total }) : ""}</Text>
        <Anchor component={Link} to="/account#notifications" size="sm">{t("notifications.settings")}</Anchor>
      </Group>
      {Boolean(error) && <ErrorNote error={error} />}
      {found.error && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {items?.length === 0 && <Nothing isUnread={isUnread} isNarrowed={Boolean(kind)} onAll={() => setParameters({}, { replace: true })} />}
      <ul className="hit-list" aria-busy={found.isFetching}>
        {items?.map((each) => <NotificationItem key={each.id} told={each} />)}
      </ul>
      {found.hasNextPage && <Button variant="light" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t("action.showMore")}</Button>}
    </Stack>
  );
}
