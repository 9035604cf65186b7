import { Alert, Button, Card, Group, Progress, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { call, get, type Schemas } from "../../api/client";
import { ErrorNote } from "../../common/states";
import { useAction } from "../../common/use_action";

export type Job = Schemas["Job"];

const isOver = (job: Job) => !["waiting", "running"].includes(job.state);

/** How far an import is, with a way to cancel it; what came of it is drawn by `children` once it is over. */
export function RunningJob({ id, title, children }: { id: string; title?: (job: Job) => string; children: (job: Job) => ReactNode }) {
  const { t } = useTranslation();
  const { run, error } = useAction();
  const found = useQuery({
    queryKey: ["job", id], queryFn: () => get<Job>(`/jobs/${id}`), staleTime: 0,
    refetchInterval: (query) => (query.state.data && isOver(query.state.data) ? false : 400),
  });
  const job = found.data;
  if (!job) return found.error ? <ErrorNote error={found.error} /> : null;
  return (
    <Card withBorder>
      <Stack>
        <Title order={2} size="h4" role="status">{title?.(job) ?? t(`import.state.${job.state}`)}</Title>
        {!isOver(job) && (
          <>
            <Text size="sm">{t(`import.stage.${job.stage ?? "reading"}`)} {job.total > 0 ? `${job.done} / ${job.total}` : ""}</Text>
            <Progress value={job.total > 0 ? (100 * job.done) / job.total : 5} animated aria-label={t("import.progress")} />
            <Group><Button variant="default" onClick={() => void run(() => call("DELETE", `/jobs/${id}`))}>{t("action.cancel")}</Button></Group>
          </>
        )}
        {Boolean(error) && <ErrorNote error={error} />}
        {job.error && <Alert color="red">{job.error.detail}</Alert>}
        {isOver(job) && children(job)}
      </Stack>
    </Card>
  );
}
