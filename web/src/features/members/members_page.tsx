import { Alert, Button, Checkbox, CopyButton, Group, Menu, Select, Stack, Tabs, Text, TextInput, Textarea, Title } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Anchor, Card } from "@mantine/core";
import { Link } from "react-router-dom";
import { call, get, queryString, type Schemas } from "../../api/client";
import { may, useClusterSlug, useSession } from "../../api/session";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { useAction } from "../../common/use_action";
import { useTitle } from "../../common/use_title";
import { formatDate } from "../../i18n";

type Membership = Schemas["Membership"];
type Act = (work: () => Promise<unknown>) => Promise<unknown>;

const record = (id: string, event: object) => call("POST", `/memberships/${id}/events`, { json: event });

function History({ membership }: { membership: Membership }) {
  const { t, i18n } = useTranslation();
  return (
    <details>
      <summary>{t("members.history")}</summary>
      <ul>
        {membership.events?.map((event, i) => (
          <li key={i}>
            {formatDate(event.on, i18n.language)}: {t(`membership.event.${event.kind}`)}, {t(`membership.role.${event.role}`)}
            {event.note ? `, ${event.note}` : ""}
            {event.recorded_by ? ` (${event.recorded_by})` : ""}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Actions({ membership, act }: { membership: Membership; act: Act }) {
  const { t } = useTranslation();
  if (membership.status === "applied" || membership.status === "invited")
    return (
      <Group gap="xs">
        <Button size="xs" onClick={() => void act(() => record(membership.id, { kind: "joined" }))}>{t("members.approve")}</Button>
        <Button size="xs" variant="default" onClick={() => void act(() => record(membership.id, { kind: "rejected" }))}>{t("members.reject")}</Button>
      </Group>
    );
  if (membership.status !== "active") return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="xs" variant="default">{t("members.change")}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(["member", "supporting", "coordinator"] as const).filter((role) => role !== membership.role).map((role) => (
          <Menu.Item key={role} onClick={() => void act(() => record(membership.id, { kind: "role_changed", role }))}>
            {t("members.makeRole", { role: t(`membership.role.${role}`) })}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item color="red" onClick={() => { if (window.confirm(t("members.endSure", { name: membership.organisation.name }))) void act(() => record(membership.id, { kind: "left" })); }}>
          {t("members.end")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function MembershipList({ slug, status, act, mayDecide }: { slug: string; status: string; act: Act; mayDecide: boolean }) {
  const { t, i18n } = useTranslation();
  const found = useInfiniteQuery({
    queryKey: ["memberships", slug, status],
    initialPageParam: "",
    queryFn: ({ pageParam }) => get<Schemas["MembershipPage"]>(`/clusters/${slug}/memberships${queryString({ status: status === "ended" ? ["ended", "rejected"] : status, cursor: pageParam, limit: 50 })}`),
    getNextPageParam: (page) => page.next,
  });
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const items = found.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <Empty title={t("members.none")} text={t(`members.noneText_${status}`)} />;
  return (
    <Stack gap="sm">
      {items.map((membership) => (
        <Card withBorder padding="sm" key={membership.id}>
          <Group justify="space-between" align="flex-start">
            <div>
              <Anchor component={Link} to={`/organisations/${membership.organisation.id}`} fw={600}>{membership.organisation.name}</Anchor>
              <Text size="sm" c="dimmed">
                {t(`membership.role.${membership.role}`)}
                {membership.since ? ` · ${t("members.since", { day: formatDate(membership.since, i18n.language) })}` : ""}
                {membership.until ? ` · ${t("members.until", { day: formatDate(membership.until, i18n.language) })}` : ""}
              </Text>
            </div>
            {mayDecide && <Actions membership={membership} act={act} />}
          </Group>
          <History membership={membership} />
        </Card>
      ))}
      {found.hasNextPage && <Button variant="light" onClick={() => void found.fetchNextPage()}>{t("action.showMore")}</Button>}
    </Stack>
  );
}

function Invite({ slug, act, mayDecide }: { slug: string; act: Act; mayDecide: boolean }) {
  const { t, i18n } = useTranslation();
  const [email, setEmail] = useState("");
  const [note, setNote] = useState("");
  const [role, setRole] = useState("representative");
  const [isMailed, setMailed] = useState(true);
  const [path, setPath] = useState<string>();
  const [sentTo, setSentTo] = useState<string>();
  const list = useQuery({ queryKey: ["invitations", slug], queryFn: () => get<{ items: Schemas["Invitation"][] }>(`/clusters/${slug}/invitations`) });
  const invite = () =>
    act(async () => {
      const json = { role, ...(email ? { email } : {}), ...(email && isMailed ? { by_mail: true } : {}), ...(note ? { note } : {}) };
      const { body } = await call<Schemas["Invitation"] & { path: string }>("POST", `/clusters/${slug}/invitations`, { json, idempotencyKey: crypto.randomUUID() });
      setPath(body.path);
      setSentTo(email && isMailed ? email : undefined);
      setEmail("");
      setNote("");
    });
  const link = path && `${window.location.origin}${path}`;
  return (
    <Stack>
      <Card withBorder component="form" onSubmit={(event) => { event.preventDefault(); void invite(); }}>
        <Stack maw="36rem">
          <Select label={t("members.inviteAs")} allowDeselect={false} data={["representative", ...(mayDecide ? ["animator", "manager"] : [])].map((value) => ({ value, label: t(`role.${value}`) }))} value={role} onChange={(value) => setRole(value ?? "representative")} />
          <TextInput type="email" label={t("members.inviteEmail")} description={t("members.inviteEmailHelp")} value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
          {email && <Checkbox label={t("members.inviteByMail")} checked={isMailed} onChange={(event) => setMailed(event.currentTarget.checked)} />}
          <Textarea label={t("members.inviteNote")} maxLength={2000} autosize value={note} onChange={(event) => setNote(event.currentTarget.value)} />
          <Group><Button type="submit">{t("members.makeLink")}</Button></Group>
          {link && (
            <Alert color="green" title={t("members.linkOnce")}>
              {sentTo && <Text size="sm" mb="xs">{t("members.inviteSent", { email: sentTo })}</Text>}
              <Group>
                <code>{link}</code>
                <CopyButton value={link}>{({ copied, copy }) => <Button size="xs" variant="light" onClick={copy}>{t(copied ? "action.copied" : "action.copy")}</Button>}</CopyButton>
              </Group>
            </Alert>
          )}
        </Stack>
      </Card>
      {list.data?.items.map((each) => (
        <Group key={each.id} justify="space-between">
          <Text size="sm">
            {t(`role.${each.role}`)} {each.email ?? ""} · {formatDate(each.created_at, i18n.language)} · {each.is_used ? t("members.used") : t("members.openUntil", { day: formatDate(each.expires_at, i18n.language) })}
          </Text>
          {!each.is_used && <Button size="xs" variant="subtle" color="red" onClick={() => void act(() => call("DELETE", `/invitations/${each.id}`))}>{t("members.withdraw")}</Button>}
        </Group>
      ))}
    </Stack>
  );
}

/** The manager's desk: applications, members, former members, invitations. */
export function MembersPage() {
  const { t } = useTranslation();
  useTitle(t("nav.members"));
  const slug = useClusterSlug();
  const session = useSession();
  const { run, error } = useAction();
  if (!slug || !session) return <Loading />;
  const mayDecide = may(session, "decide_membership");
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={1}>{t("nav.members")}</Title>
        {may(session, "create_organisation") && <Button component={Link} to="/organisations/new" variant="light">{t("organisation.new")}</Button>}
      </Group>
      {Boolean(error) && <ErrorNote error={error} />}
      <Tabs defaultValue="applied" keepMounted={false}>
        <Tabs.List>
          {["applied", "active", "ended", "invitations"].map((tab) => (
            <Tabs.Tab key={tab} value={tab}>{t(`members.tab.${tab}`)}</Tabs.Tab>
          ))}
        </Tabs.List>
        {["applied", "active", "ended"].map((status) => (
          <Tabs.Panel key={status} value={status} pt="md"><MembershipList slug={slug} status={status} act={run} mayDecide={mayDecide} /></Tabs.Panel>
        ))}
        <Tabs.Panel value="invitations" pt="md"><Invite slug={slug} act={run} mayDecide={mayDecide} /></Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
