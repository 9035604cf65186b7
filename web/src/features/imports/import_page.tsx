import { Anchor, Badge, Button, Card, Checkbox, FileInput, Group, Progress, Select, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { call, type Schemas } from "../../api/client";
import { useClusterSlug } from "../../api/session";
import { ErrorNote } from "../../common/states";
import { useAction } from "../../common/use_action";
import { useTitle } from "../../common/use_title";
import { type Job, RunningJob } from "./running_job";

type Preview = Schemas["ImportPreview"];
type Options = Partial<Schemas["ImportOptions"]>;

function form(file: File, options: Options): FormData {
  const made = new FormData();
  made.append("file", file);
  made.append("options", new Blob([JSON.stringify(options)], { type: "application/json" }));
  return made;
}

function Counts({ counts }: { counts: Schemas["ImportCounts"] }) {
  const { t } = useTranslation();
  return (
    <Group gap="lg">
      {(["read", "created", "updated", "unchanged", "skipped", "rejected"] as const).map((name) => (
        <div key={name}>
          <Text fz="xl" fw={650} c={name === "rejected" && counts.rejected > 0 ? "red" : undefined}>{counts[name]}</Text>
          <Text size="sm">{t(`import.count.${name}`)}</Text>
        </div>
      ))}
    </Group>
  );
}

function Columns({ preview, columns, onChange }: { preview: Preview; columns: Record<string, string>; onChange: (columns: Record<string, string>) => void }) {
  const { t } = useTranslation();
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="xs">{t("import.columns")}</Title>
      <div className="table-scroll">
        <table className="plain-table">
          <thead>
            <tr><th scope="col">{t("import.header")}</th><th scope="col">{t("import.samples")}</th><th scope="col">{t("import.field")}</th></tr>
          </thead>
          <tbody>
            {preview.columns.map((column) => (
              <tr key={column.header}>
                <th scope="row">{column.header}</th>
                <td>{column.samples.slice(0, 3).join(" · ").slice(0, 120)}</td>
                <td>
                  <Select
                    aria-label={column.header} searchable clearable size="sm" placeholder={t("import.leaveOut")} value={columns[column.header] || null} data={preview.fields}
                    onChange={(field) => onChange({ ...columns, [column.header]: field ?? "" })}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function Issues({ issues }: { issues: Schemas["RowIssue"][] }) {
  const { t } = useTranslation();
  if (issues.length === 0) return null;
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="xs">{t("import.issues")}</Title>
      <div className="table-scroll">
        <table className="plain-table">
          <thead><tr><th scope="col">{t("import.row")}</th><th scope="col">{t("import.header")}</th><th scope="col">{t("import.problem")}</th></tr></thead>
          <tbody>
            {issues.slice(0, 50).map((issue, i) => (
              <tr key={i}>
                <th scope="row">{issue.row}</th>
                <td>{issue.column}</td>
                <td>
                  <Badge mr="xs" size="sm" color={issue.is_fatal ? "red" : "orange"} variant="light" tt="none">{t(issue.is_fatal ? "import.fatal" : "import.warning")}</Badge>
                  {issue.problem}{issue.mend ? `; ${issue.mend}` : ""}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function Duplicates({ preview, decisions, onChange }: { preview: Preview; decisions: Record<string, string>; onChange: (decisions: Record<string, string>) => void }) {
  const { t } = useTranslation();
  if (preview.duplicates.length === 0) return null;
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="xs">{t("import.duplicates")}</Title>
      <Text size="sm" c="dimmed" mb="sm">{t("import.duplicatesText")}</Text>
      <Stack gap="xs">
        {preview.duplicates.slice(0, 50).map((each, i) => (
          <Group key={i} justify="space-between">
            <Text size="sm">
              {t("import.row")} {each.row}: {each.name} ↔ <Anchor component={Link} target="_blank" to={`/organisations/${each.candidate.organisation.id}`}>{each.candidate.organisation.name}</Anchor> ({t(`import.reason.${each.candidate.reason}`)}{each.candidate.evidence ? `: ${each.candidate.evidence}` : ""})
            </Text>
            <Select
              size="xs" w="12rem" aria-label={`${t("import.decision")} ${each.row}`} placeholder={t("import.decide.default")} clearable value={decisions[String(each.row)] ?? null}
              data={["update", "create", "skip"].map((value) => ({ value, label: t(`import.decide.${value}`) }))}
              onChange={(value) => { const { [String(each.row)]: _, ...rest } = decisions; onChange(value ? { ...rest, [String(each.row)]: value } : rest); }}
            />
          </Group>
        ))}
      </Stack>
    </Card>
  );
}

function Imported({ job, onAgain }: { job: Job; onAgain: () => void }) {
  const { t } = useTranslation();
  return (
    <Stack>
      {job.result?.counts && <Counts counts={job.result.counts} />}
      {job.result?.has_rejected && <Anchor href={`/api/v1/jobs/${job.id}/rejected.csv`} download>{t("import.rejected")}</Anchor>}
      <Group>
        <Button component={Link} to="/catalogue">{t("front.browse")}</Button>
        <Button variant="default" onClick={onAgain}>{t("import.again")}</Button>
      </Group>
      {job.result?.issues && <Issues issues={job.result.issues} />}
    </Stack>
  );
}

/** A spreadsheet becomes organisations: choose, look, import. Nothing is written before the last step. */
export function ImportPage() {
  const { t, i18n } = useTranslation();
  useTitle(t("nav.import"));
  const slug = useClusterSlug();
  const { run, error, isBusy } = useAction();
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<Preview>();
  const [columns, setColumns] = useState<Record<string, string>>({});
  const [decisions, setDecisions] = useState<Record<string, string>>({});
  const [asMembers, setAsMembers] = useState(true);
  const [job, setJob] = useState<string>();
  const options = (): Options => ({
    ...(asMembers && slug ? { cluster: slug } : {}), language: i18n.language,
    ...(preview ? { columns } : {}), ...(Object.keys(decisions).length > 0 ? { decisions: decisions as Options["decisions"] } : {}),
  });
  const look = (chosen: File, wanted: Options) =>
    run(async () => {
      const { body } = await call<Preview>("POST", "/imports/preview", { form: form(chosen, wanted) });
      setPreview(body);
      setColumns(Object.fromEntries(body.columns.map((column) => [column.header, column.field])));
    });
  const start = () =>
    run(async () => {
      if (!file) return;
      const { body } = await call<Job>("POST", "/imports", { form: form(file, options()) });
      setJob(body.id);
    });
  const again = () => { setJob(undefined); setPreview(undefined); setFile(null); setDecisions({}); };
  return (
    <Stack>
      <div>
        <Title order={1}>{t("import.title")}</Title>
        <Text c="dimmed">{t("import.lead")} <Anchor component={Link} to="/import/cordis" underline="always">{t("import.cordis")}</Anchor></Text>
      </div>
      {Boolean(error) && <ErrorNote error={error} />}
      {job ? (
        <RunningJob id={job}>{(over) => <Imported job={over} onAgain={again} />}</RunningJob>
      ) : (
        <>
          <Card withBorder>
            <Stack>
              <FileInput
                size="md" label={t("import.file")} placeholder={t("import.choose")} accept=".csv,.tsv,.txt,.xlsx,.geojson,.json,.jsonld" value={file} clearable clearButtonProps={{ "aria-label": t("action.noFile") }}
                onChange={(chosen) => { setFile(chosen); setPreview(undefined); setDecisions({}); if (chosen) void look(chosen, { language: i18n.language, ...(asMembers && slug ? { cluster: slug } : {}) }); }}
              />
              <Checkbox label={t("import.asMembers")} checked={asMembers} onChange={(event) => setAsMembers(event.currentTarget.checked)} />
              {isBusy && <Progress value={100} animated aria-label={t("import.progress")} />}
            </Stack>
          </Card>
          {preview && (
            <>
              <Card withBorder>
                <Title order={2} size="h4" mb="xs">{t("import.would")}</Title>
                <Counts counts={preview.counts} />
                <Group mt="md">
                  <Button size="md" loading={isBusy} disabled={preview.counts.created + preview.counts.updated === 0} onClick={() => void start()}>{t("import.start")}</Button>
                  <Button variant="default" disabled={isBusy || !file} onClick={() => { if (file) void look(file, options()); }}>{t("import.lookAgain")}</Button>
                </Group>
              </Card>
              <Columns preview={preview} columns={columns} onChange={setColumns} />
              <Duplicates preview={preview} decisions={decisions} onChange={setDecisions} />
              <Issues issues={preview.issues} />
            </>
          )}
        </>
      )}
    </Stack>
  );
}
