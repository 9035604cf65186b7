import { Alert, Button, Card, Center, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router-dom";
import { call, Problem, type Session } from "../../api/client";
import { useSetSession } from "../../api/session";
import { useTitle } from "../../common/use_title";

/** Log-in by e-mail and password, or by a one-time link whose secret stands behind the # and so is sent to nobody. */
export function LoginPage() {
  const { t } = useTranslation();
  useTitle(t("session.logIn"));
  const navigate = useNavigate();
  const location = useLocation();
  const setSession = useSetSession();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const used = useRef(false);

  const logIn = async (credentials: object) => {
    setBusy(true);
    setProblem(undefined);
    try {
      const { body } = await call<Session>("POST", "/session", { json: credentials });
      setSession(body);
      const state = location.state as { from?: string } | null;
      navigate(body.user?.must_set_password ? "/account" : (state?.from ?? "/"), { replace: true });
    } catch (error) {
      setProblem(error instanceof Problem ? error : new Problem(0, ""));
    } finally {
      setBusy(false);
    }
  };
  useEffect(() => {
    const token = /#link=([\w-]+)/.exec(location.hash)?.[1];
    if (!token || used.current) return;
    used.current = true;
    window.history.replaceState(null, "", location.pathname);
    void logIn({ link_token: token });
    // eslint-disable-next-line
  }, []);

  return (
    <Center>
      <Card withBorder w="100%" maw="26rem" mt="xl" padding="xl" component="form" onSubmit={(event) => { event.preventDefault(); void logIn({ email, password }); }}>
        <Stack>
          <Title order={1} size="h2">
            {t("session.logIn")}
          </Title>
          {problem && (
            <Alert color="red" role="alert">
              {problem.status === 0 ? t("error.offline") : problem.status === 429 ? t("session.tooMany") : problem.status === 401 ? t(email ? "session.wrong" : "session.usedLink") : problem.detail}
            </Alert>
          )}
          <TextInput type="email" label={t("session.email")} autoComplete="username" required value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
          <PasswordInput label={t("session.password")} autoComplete="current-password" required value={password} onChange={(event) => setPassword(event.currentTarget.value)} visibilityToggleButtonProps={{ "aria-label": t("session.showPassword") }} />
          <Button type="submit" loading={isBusy}>
            {t("session.logIn")}
          </Button>
          <Text size="sm" c="dimmed">
            {t("session.forgotten")}
          </Text>
        </Stack>
      </Card>
    </Center>
  );
}
