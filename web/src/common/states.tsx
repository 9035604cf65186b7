import { Alert, Button, Center, Group, Loader, Stack, Text, Title } from "@mantine/core";
import { IconAlertTriangle, IconMoodEmpty } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "../api/client";

export function Loading() {
  const { t } = useTranslation();
  return (
    <Center mih="12rem" role="status" aria-label={t("state.loading")}>
      <Loader />
    </Center>
  );
}

/** What went wrong, what was kept, what to do. */
export function ErrorNote({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation();
  const problem = error instanceof Problem ? error : undefined;
  const kind = problem?.status === 0 ? "offline" : problem?.status === 401 ? "logIn" : problem?.status === 403 ? "forbidden" : problem?.status === 404 ? "missing" : problem?.status === 410 ? "gone" : problem?.status === 412 ? "changed" : "other";
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={t(`error.${kind}`)} role="alert">
      <Stack gap="xs">
        {problem?.detail && <Text size="sm">{problem.detail}</Text>}
        {problem && problem.errors.length > 0 && (
          <ul>
            {problem.errors.map((each) => (
              <li key={each.pointer + each.detail}>
                {each.pointer} {each.detail}
                {each.mend ? `; ${each.mend}` : ""}
              </li>
            ))}
          </ul>
        )}
        {retry && (
          <Group>
            <Button variant="light" onClick={retry}>
              {t("action.retry")}
            </Button>
          </Group>
        )}
      </Stack>
    </Alert>
  );
}

/** An empty list: what it would hold, and the act that fills it. */
export function Empty({ title, text, children }: { title: string; text?: string; children?: ReactNode }) {
  return (
    <Stack align="center" gap="xs" py="xl">
      <IconMoodEmpty size={40} stroke={1.2} aria-hidden />
      <Title order={3} size="h4" ta="center">
        {title}
      </Title>
      {text && (
        <Text c="dimmed" ta="center" maw="36rem">
          {text}
        </Text>
      )}
      {children}
    </Stack>
  );
}
