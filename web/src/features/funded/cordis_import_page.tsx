import { Anchor, Button, Card, FileInput, Group, List, Radio, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { call, type Schemas } from "../../api/client";
import { useClusterSlug } from "../../api/session";
import { ErrorNote } from "../../common/states";
import { useAction } from "../../common/use_action";
import { useTitle } from "../../common/use_title";
import { formatNumber } from "../../i18n";
import { type Job, RunningJob } from "../imports/running_job";

type Report = Schemas["CordisImportReport"];
const taken = ["partners", "known"] as const;
type Taken = (typeof taken)[number];

/** The archive as it is published, or its two tables. Nothing where something is missing. */
function formOf(files: readonly File[]): FormData | undefined {
  const named = (pattern: RegExp) => files.find((each) => pattern.test(each.name));
  const archive = named(/\.zip$/i), projects = named(/project.*\.csv$/i), organisations = named(/(organi[sz]ation|participant).*\.csv$/i);
  const form = new FormData();
  if (archive && files.length === 1) form.append("archive", archive);
  else if (projects && organisations && files.length === 2) {
    form.append("projects", projects);
    form.append("organisations", organisations);
  } else return undefined;
  return form;
}

function Outcome({ report }: { report: Report }) {
  const { t, i18n } = useTranslation();
  const number = (value: number) => formatNumber(value, i18n.language);
  return (
    <Stack>
      <SimpleGrid cols={{ base: 2, sm: 4 }}>
        {(["projects", "linked", "created", "unlinked"] as const).map((each) => (
          <div key={each}>
            <Text fz="xl" fw={650}>{number(report[each])}</Text>
            <Text size="sm">{t(`cordis.count.${each}`)}</Text>
          </div>
        ))}
      </SimpleGrid>
      <Text size="sm" c="dimmed">{t("cordis.read", { projects: number(report.projects_read), participations: number(report.participations_read) })}</Text>
      {report.likenesses.length > 0 && (
        <section>
          <Title order={3} size="h5">{t("cordis.likenesses")}</Title>
          <Text size="sm" c="dimmed" mb="xs">{t("cordis.likenessesLead")}</Text>
          <List size="sm">
            {report.likenesses.slice(0, 50).map((each) => (
              <List.Item key={each.organisation + each.name}><bdi>{each.name}</bdi>{each.country && ` (${each.country})`} → <Anchor component={Link} to={`/organisations/${each.organisation}`} target="_blank"><bdi>{each.legal_name}</bdi></Anchor></List.Item>
            ))}
          </List>
        </section>
      )}
      {report.problems.length > 0 && (
        <section>
          <Title order={3} size="h5">{t("cordis.problems")}</Title>
          <List size="sm">
            {report.problems.map((each, i) => (
              <List.Item key={i}>
                {each.file}{each.column && `, ${each.column}`}: {each.problem}{" "}
                <Text span size="sm" c="dimmed">({t(each.is_left_out ? "cordis.leftOut" : "cordis.notWhole", { count: each.count, rows: each.rows.join(", ") + (each.rows.length < each.count ? ", …" : "") })})</Text>
              </List.Item>
            ))}
          </List>
        </section>
      )}
    </Stack>
  );
}

/** From the tables of CORDIS to the history of cooperation: choose, look at what would happen, bring in. */
export function CordisImportPage() {
  const { t } = useTranslation();
  useTitle(t("cordis.title"));
  const cluster = useClusterSlug();
  const client = useQueryClient();
  const { run, error, isBusy } = useAction();
  const [files, setFiles] = useState<File[]>([]);
  const [who, setWho] = useState<Taken>("partners");
  const [job, setJob] = useState<{ id: string; isRehearsal: boolean }>();
  const form = formOf(files);
  const start = (isRehearsal: boolean) =>
    run(async () => {
      const sent = formOf(files);
      if (!sent || !cluster) return;
      sent.append("options", new Blob([JSON.stringify({ cluster, taken: who, is_rehearsal: isRehearsal })], { type: "application/json" }));
      const { body } = await call<Job>("POST", "/imports/cordis", { form: sent });
      setJob({ id: body.id, isRehearsal });
    });
  const change = () => setJob(undefined);
  return (
    <Stack maw="52rem">
      <div>
        <Title order={1}>{t("cordis.title")}</Title>
        <Text c="dimmed">{t("cordis.lead")}</Text>
      </div>
      {Boolean(error) && <ErrorNote error={error} />}
      <Card withBorder>
        <Stack>
          <FileInput
            size="md" multiple clearable clearButtonProps={{ "aria-label": t("action.noFile") }} label={t("cordis.files")} description={t("cordis.filesHint")} placeholder={t("import.choose")} accept=".zip,.csv" value={files}
            error={files.length > 0 && !form ? t("cordis.filesWrong") : undefined} onChange={(chosen) => { setFiles(chosen); change(); }}
          />
          <Radio.Group label={t("cordis.who")} value={who} onChange={(value) => { setWho(value as Taken); change(); }}>
            <Stack gap="xs" mt="xs">{taken.map((each) => <Radio key={each} value={each} label={t(`cordis.taken.${each}`)} description={t(`cordis.takenHint.${each}`)} />)}</Stack>
          </Radio.Group>
          {!job && <Group><Button size="md" loading={isBusy} disabled={!form || !cluster} onClick={() => void start(true)}>{t("cordis.check")}</Button></Group>}
        </Stack>
      </Card>
      {job && (
        <RunningJob key={job.id} id={job.id} title={(each) => (each.state === "done" ? t(job.isRehearsal ? "cordis.would" : "cordis.done") : t(`import.state.${each.state}`))}>
          {(over) => (
            <Stack>
              {over.result?.cordis && <Outcome report={over.result.cordis} />}
              <Group>
                {job.isRehearsal && over.state === "done" && <Button size="md" loading={isBusy} disabled={!over.result?.cordis?.projects} onClick={() => void start(false)}>{t("cordis.bringIn")}</Button>}
                {!job.isRehearsal && over.state === "done" && <Button component={Link} to="/network/history" onClick={() => void client.invalidateQueries()}>{t("cordis.toHistory")}</Button>}
                {over.state !== "done" && <Button variant="default" onClick={change}>{t("import.again")}</Button>}
              </Group>
            </Stack>
          )}
        </RunningJob>
      )}
    </Stack>
  );
}
