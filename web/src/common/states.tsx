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

const asSentence = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/**
 * What the server said, each field by its label. Without one it stands alone: a JSON pointer tells people nothing. Rows of a file are in
 * the detail, in words.
 */
function saidBy(problem: Problem, labelOf: (pointer: string) => string | undefined): string[] {
  const isOfRow = problem.errors.some(({ pointer }) => !pointer.startsWith("/") && pointer.includes(" "));
  if (problem.errors.length === 0 || isOfRow) return problem.detail ? [asSentence(problem.detail)] : [];
  const said = problem.errors.map(({ pointer, detail, mend }) => {
    const label = labelOf(pointer);
    const text = mend ? `${detail}; ${mend}` : detail;
    return label ? `${label}: ${text}` : asSentence(text);
  });
  return [...new Set(said)];
}

/**
 * What went wrong, what was kept, what to do.
 * @param labelOf  how the form names the field of a JSON pointer
 */
export function ErrorNote({ error, retry, labelOf = () => undefined }: { error: unknown; retry?: () => void; labelOf?: (pointer: string) => string | undefined }) {
  const { t } = useTranslation();
  const problem = error instanceof Problem ? error : undefined;
  const kind = problem?.status === 0 ? "offline" : problem?.status === 401 ? "logIn" : problem?.status === 403 ? "forbidden" : problem?.status === 404 ? "missing" : problem?.status === 410 ? "gone" : problem?.status === 412 ? "changed" : "other";
  const said = problem ? saidBy(problem, labelOf) : [];
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={t(`error.${kind}`)} role="alert">
      <Stack gap="xs">
        {said.length === 1 && <Text size="sm">{said[0]}</Text>}
        {said.length > 1 && (
          <ul>
            {said.map((each) => (
              <li key={each}>{each}</li>
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
