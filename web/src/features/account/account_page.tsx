import { ActionIcon, Alert, Button, Card, CopyButton, Group, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { call, get, Problem, type Schemas, type Session } from "../../api/client";
import { useSession, useSetSession } from "../../api/session";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { useTitle } from "../../common/use_title";
import { formatDate } from "../../i18n";
import { Calendar } from "./calendar";
import { NotificationSettings } from "../notifications/settings";

function Password({ isFirst }: { isFirst: boolean }) {
  const { t } = useTranslation();
  const setSession = useSetSession();
  const [current, setCurrent] = useState("");
  const [fresh, setFresh] = useState("");
  const [problem, setProblem] = useState<Problem>();
  const [isDone, setDone] = useState(false);
  const save = async () => {
    setProblem(undefined);
    try {
      const { body } = await call<Session>("PATCH", "/account", { json: { password: { new: fresh, ...(current ? { current } : {}) } } });
      setSession(body);
      setDone(true);
      setCurrent("");
      setFresh("");
    } catch (error) {
      setProblem(error instanceof Problem ? error : new Problem(0, ""));
    }
  };
  const toggle = { "aria-label": t("session.showPassword") };
  return (
    <Card withBorder component="form" onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <Stack maw="26rem">
        <Title order={2} size="h4">
          {t(isFirst ? "account.setPassword" : "account.changePassword")}
        </Title>
        {isFirst && <Alert color="orange">{t("account.noPassword")}</Alert>}
        {isDone && <Alert color="green" role="status">{t("account.passwordSaved")}</Alert>}
        {problem && problem.errors.length === 0 && <ErrorNote error={problem} />}
        {!isFirst && <PasswordInput label={t("account.currentPassword")} description={t("account.notAfterLink")} autoComplete="current-password" value={current} error={problem?.of("/password/current")?.detail} onChange={(event) => setCurrent(event.currentTarget.value)} visibilityToggleButtonProps={toggle} />}
        <PasswordInput label={t("account.newPassword")} description={t("account.passwordRule")} autoComplete="new-password" required minLength={12} value={fresh} error={problem?.of("/password/new")?.detail} onChange={(event) => setFresh(event.currentTarget.value)} visibilityToggleButtonProps={toggle} />
        <Group>
          <Button type="submit">{t("action.save")}</Button>
        </Group>
      </Stack>
    </Card>
  );
}

function Tokens() {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const tokens = useQuery({ queryKey: ["tokens"], queryFn: () => get<{ items: Schemas["Token"][] }>("/account/tokens") });
  const [name, setName] = useState("");
  const [secret, setSecret] = useState<string>();
  const [error, setError] = useState<unknown>();
  const change = async (work: () => Promise<unknown>) => {
    setError(undefined);
    try {
      await work();
      await queries.invalidateQueries({ queryKey: ["tokens"] });
    } catch (failed) {
      setError(failed);
    }
  };
  const make = () =>
    change(async () => {
      setSecret((await call<Schemas["NewToken"]>("POST", "/account/tokens", { json: { name } })).body.secret);
      setName("");
    });
  return (
    <Card withBorder>
      <Stack>
        <Title order={2} size="h4">
          {t("account.tokens")}
        </Title>
        <Text size="sm" c="dimmed">
          {t("account.tokensText")}
        </Text>
        {Boolean(error) && <ErrorNote error={error} />}
        {secret && (
          <Alert color="green" title={t("account.secretOnce")}>
            <Group>
              <code>{secret}</code>
              <CopyButton value={secret}>{({ copied, copy }) => <Button size="xs" variant="light" onClick={copy}>{t(copied ? "action.copied" : "action.copy")}</Button>}</CopyButton>
            </Group>
          </Alert>
        )}
        {tokens.data?.items.map((token) => (
          <Group key={token.id} justify="space-between">
            <Text size="sm">
              {token.name} · {formatDate(token.created_at, i18n.language)}
            </Text>
            <ActionIcon variant="subtle" color="red" aria-label={t("account.removeToken", { name: token.name })} onClick={() => void change(() => call("DELETE", `/account/tokens/${token.id}`))}>
              <IconTrash size={18} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        <form onSubmit={(event) => { event.preventDefault(); void make(); }}>
          <Group align="flex-end">
          <TextInput className="grow" label={t("account.tokenName")} required maxLength={100} value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <Button type="submit" variant="light">
            {t("account.makeToken")}
          </Button>
          </Group>
        </form>
      </Stack>
    </Card>
  );
}

export function AccountPage() {
  const { t } = useTranslation();
  useTitle(t("nav.account"));
  const session = useSession();
  if (!session) return <Loading />;
  if (!session.user)
    return (
      <Empty title={t("error.logIn")}>
        <Button component={Link} to="/login">{t("session.logIn")}</Button>
      </Empty>
    );
  return (
    <Stack>
      <Title order={1}>{t("nav.account")}</Title>
      <Text>
        {session.user.display_name} · {session.user.email} · {t(`role.${session.role}`)}
      </Text>
      <Password isFirst={session.user.must_set_password ?? false} />
      <Calendar />
      <NotificationSettings />
      <Tokens />
    </Stack>
  );
}
