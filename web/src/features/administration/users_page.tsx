import { Alert, Badge, Button, Card, CopyButton, Group, Select, Stack, Text, TextInput, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call, get, queryString, type Schemas } from "../../api/client";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { useAction } from "../../common/use_action";
import { useTitle } from "../../common/use_title";
import { formatDate, inLanguage } from "../../i18n";

type User = Schemas["User"];
type Grant = Schemas["RoleGrant"];
type Act = (work: () => Promise<unknown>) => Promise<unknown>;

function UserCard({ user, act }: { user: User; act: Act }) {
  const { t, i18n } = useTranslation();
  const [link, setLink] = useState<string>();
  const [role, setRole] = useState<string | null>(null);
  const [cluster, setCluster] = useState<string | null>(null);
  const clusters = useQuery({ queryKey: ["clusters"], queryFn: () => get<Schemas["ClusterPage"]>("/clusters") });
  const change = (body: object) => act(() => call("PATCH", `/users/${user.id}`, { json: body, etag: `"${user.version}"` }));
  const without = (grant: Grant) => user.grants.filter((each) => each !== grant).map(({ name: _, ...each }) => each);
  const add = () => change({ grants: [...user.grants.map(({ name: _, ...each }) => each), { role, ...(role === "administrator" ? {} : { cluster }) }] });
  return (
    <Card withBorder padding="sm">
      <Group justify="space-between" align="flex-start">
        <div>
          <Text fw={600}>{user.display_name} {user.is_disabled && <Badge color="red" variant="light" tt="none">{t("users.disabled")}</Badge>}</Text>
          <Text size="sm" c="dimmed">{user.email}{user.last_seen_at ? ` · ${t("users.seen", { day: formatDate(user.last_seen_at, i18n.language) })}` : ""}</Text>
          <Group gap={6} mt={4}>
            {user.grants.map((grant, i) => (
              <Badge key={i} variant="light" tt="none" rightSection={<button type="button" className="chosen-x" aria-label={t("users.takeRole", { role: t(`role.${grant.role}`) })} onClick={() => void change({ grants: without(grant) })}>×</button>}>
                {t(`role.${grant.role}`)}{grant.name ? `: ${grant.name}` : ""}
              </Badge>
            ))}
          </Group>
        </div>
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={() => void act(async () => setLink((await call<{ path: string }>("POST", `/users/${user.id}/password-link`)).body.path))}>{t("users.link")}</Button>
          <Button size="xs" variant="default" onClick={() => void change({ is_disabled: !user.is_disabled })}>{t(user.is_disabled ? "users.enable" : "users.disable")}</Button>
        </Group>
      </Group>
      <Group mt="xs" align="flex-end" gap="xs">
        <Select size="xs" label={t("users.addRole")} value={role} onChange={setRole} data={["administrator", "manager", "animator"].map((value) => ({ value, label: t(`role.${value}`) }))} />
        {role && role !== "administrator" && <Select size="xs" label={t("nav.cluster")} value={cluster} onChange={setCluster} data={(clusters.data?.items ?? []).map((each) => ({ value: each.id, label: inLanguage(each.name, i18n.language)?.text ?? each.slug }))} />}
        <Button size="xs" variant="light" disabled={!role || (role !== "administrator" && !cluster)} onClick={() => void add()}>{t("action.add")}</Button>
      </Group>
      {link && (
        <Alert color="green" mt="xs" title={t("members.linkOnce")}>
          <Group><code>{window.location.origin}{link}</code><CopyButton value={window.location.origin + link}>{({ copied, copy }) => <Button size="xs" variant="light" onClick={copy}>{t(copied ? "action.copied" : "action.copy")}</Button>}</CopyButton></Group>
        </Alert>
      )}
    </Card>
  );
}

export function UsersPage() {
  const { t } = useTranslation();
  useTitle(t("nav.users"));
  const [typed, setTyped] = useState("");
  const [query] = useDebouncedValue(typed, 200);
  const { run, error } = useAction();
  const found = useInfiniteQuery({
    queryKey: ["users", query], initialPageParam: "", placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) => get<Schemas["UserPage"]>(`/users${queryString({ q: query, cursor: pageParam })}`),
    getNextPageParam: (page) => page.next,
  });
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const items = found.data?.pages.flatMap((page) => page.items);
  return (
    <Stack>
      <Title order={1}>{t("nav.users")}</Title>
      <TextInput type="search" label={t("catalogue.search")} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
      {Boolean(error) && <ErrorNote error={error} />}
      {!items && <Loading />}
      {items?.length === 0 && <Empty title={t("catalogue.none")} />}
      {items?.map((user) => <UserCard key={user.id} user={user} act={run} />)}
      {found.hasNextPage && <Button variant="light" onClick={() => void found.fetchNextPage()}>{t("action.showMore")}</Button>}
    </Stack>
  );
}
