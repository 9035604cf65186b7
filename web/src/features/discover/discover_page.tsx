import { Alert, Button, Card, Collapse, FileInput, Group, NumberInput, Progress, Radio, Select, Stack, Text, TextInput, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router-dom";
import { call, get, type Schemas } from "../../api/client";
import { may, useSession } from "../../api/session";
import { ErrorNote, Loading } from "../../common/states";
import { useAction } from "../../common/use_action";
import { useTitle } from "../../common/use_title";
import { type Job, radiiFrom, secondsLeft } from "./found";
import { DiscoveryView } from "./result";

type Question = Schemas["DiscoveryQuestion"];
const schemes = ["pkd_2025", "pkd_2007", "nace_2_1", "nace_2_0"] as const;

function isOver(job: Job) {
  return !["waiting", "running"].includes(job.state);
}

/** Under way: how far, how long still, and the way out. */
function Waiting({ job }: { job: Job }) {
  const { t } = useTranslation();
  const { run, error } = useAction();
  // Each stage is its own measure of time.
  const begun = useRef({ stage: "", at: 0 });
  if (begun.current.stage !== job.stage) begun.current = { stage: job.stage ?? "", at: Date.now() };
  const seconds = secondsLeft((Date.now() - begun.current.at) / 1000, job.done, job.total);
  const time = seconds === undefined ? undefined : seconds < 90 ? t("discover.seconds", { count: seconds }) : t("discover.minutes", { count: Math.round(seconds / 60) });
  return (
    <Card withBorder>
      <Stack>
        <Title order={2} size="h4" role="status">{t(`discover.state.${job.state}`)}</Title>
        <Text size="sm">{t(`discover.stage.${job.stage ?? "reading"}`)}{time ? `, ${t("discover.remaining", { time })}` : ""}</Text>
        <Progress value={job.total > 0 ? (100 * job.done) / job.total : 5} animated aria-label={t("discover.progress")} />
        {Boolean(error) && <ErrorNote error={error} />}
        <Group><Button variant="default" onClick={() => void run(() => call("DELETE", `/jobs/${job.id}`))}>{t("action.cancel")}</Button></Group>
      </Stack>
    </Card>
  );
}

function JobView({ id, onAgain }: { id: string; onAgain: () => void }) {
  const { t } = useTranslation();
  const found = useQuery({
    queryKey: ["job", id], queryFn: () => get<Job>(`/jobs/${id}`), staleTime: 0,
    refetchInterval: (query) => (query.state.data && isOver(query.state.data) ? false : 400),
  });
  const job = found.data;
  return (
    <Stack>
      {!job && (found.error ? <ErrorNote error={found.error} /> : <Loading />)}
      {job && !isOver(job) && <Waiting job={job} />}
      {job && isOver(job) && job.state !== "done" && (
        <Alert color={job.state === "cancelled" ? "gray" : "red"} title={t(`discover.state.${job.state}`)} role="alert">
          {job.error && <Text size="sm">{job.error.detail}</Text>}
          {job.error?.errors?.map((each) => <Text key={each.pointer + each.detail} size="sm">{each.detail}{each.mend ? `; ${each.mend}` : ""}</Text>)}
        </Alert>
      )}
      {job?.result?.discovery && <DiscoveryView job={id} result={job.result.discovery} />}
      {(!job || isOver(job)) && <Group><Button variant="default" onClick={onAgain}>{t("discover.again")}</Button></Group>}
    </Stack>
  );
}

function Expert({ question, hasFile, onChange }: { question: Partial<Question>; hasFile: boolean; onChange: (question: Partial<Question>) => void }) {
  const { t } = useTranslation();
  const [radii, setRadii] = useState((question.radii_m ?? []).join(", "));
  const changeRadii = (written: string) => {
    setRadii(written);
    const radii_m = radiiFrom(written);
    onChange({ ...question, method: radii_m.length > 0 ? "dbscan" : undefined, radii_m: radii_m.length > 0 ? radii_m : undefined });
  };
  const number = (name: "min_points" | "min_cluster_size" | "replications" | "significance" | "seed", label: string, otherwise: number, limits: { min: number; max: number; step?: number }) => (
    <NumberInput label={t(`discover.${label}`)} value={question[name] ?? otherwise} {...limits} onChange={(value) => onChange({ ...question, [name]: value === "" ? undefined : Number(value) })} />
  );
  const text = (name: "coordinate_columns" | "activity_column" | "employees_column", label: string, description?: string) => (
    <TextInput label={t(`discover.${label}`)} description={description} value={question[name] ?? ""} onChange={(event) => onChange({ ...question, [name]: event.currentTarget.value || undefined })} />
  );
  return (
    <div className="form-columns">
      <TextInput label={t("discover.radii")} description={t("discover.radiiHint")} inputMode="numeric" value={radii} onChange={(event) => changeRadii(event.currentTarget.value)} />
      {number("min_points", "minPoints", 5, { min: 1, max: 1000 })}
      {number("min_cluster_size", "minClusterSize", 5, { min: 2, max: 100_000 })}
      {number("replications", "replications", 999, { min: 19, max: 9999 })}
      {number("significance", "significance", 0.05, { min: 0.001, max: 0.5, step: 0.01 })}
      {number("seed", "seed", 1, { min: 0, max: 1_000_000_000 })}
      {hasFile && text("coordinate_columns", "coordinateColumns", t("discover.coordinateColumnsHint"))}
      {hasFile && text("activity_column", "activityColumn")}
      {hasFile && text("employees_column", "employeesColumn")}
    </div>
  );
}

/** Which groups are real: choose data and a field, wait, and look at what was found. */
export function DiscoverPage() {
  const { t } = useTranslation();
  useTitle(t("discover.title"));
  const session = useSession();
  const { run, error, isBusy } = useAction();
  const [parameters, setParameters] = useSearchParams();
  const job = parameters.get("job");
  const [data, setData] = useState("own");
  const [file, setFile] = useState<File | null>(null);
  const [question, setQuestion] = useState<Partial<Question>>({ classification: "pkd_2025" });
  const [isExpert, expert] = useDisclosure(false);
  const hasFile = data === "file";
  const start = () =>
    run(async () => {
      const form = new FormData();
      const asked = { ...question, measure: hasFile ? question.measure : undefined, file_name: hasFile ? file?.name : undefined };
      form.append("question", new Blob([JSON.stringify(asked)], { type: "application/json" }));
      if (hasFile && file) form.append("file", file);
      const { body } = await call<Job>("POST", "/discoveries", { form });
      setParameters({ job: body.id });
    });
  if (session && !may(session, "discover_clusters")) return <Alert color="red">{t("error.forbidden")}</Alert>;
  return (
    <Stack>
      <div>
        <Title order={1}>{t("discover.title")}</Title>
        <Text c="dimmed">{t("discover.lead")}</Text>
      </div>
      {job ? (
        <JobView id={job} onAgain={() => setParameters({})} />
      ) : (
        <Card withBorder component="form" onSubmit={(event: React.FormEvent) => { event.preventDefault(); void start(); }}>
          <Stack>
            {Boolean(error) && <ErrorNote error={error} />}
            <Radio.Group label={t("discover.data")} value={data} onChange={setData}>
              <Stack gap="xs" mt="xs">
                <Radio value="own" label={t("discover.own")} description={t("discover.ownHint")} />
                <Radio value="file" label={t("discover.file")} description={t("discover.fileHint")} />
              </Stack>
            </Radio.Group>
            {hasFile && <FileInput label={t("discover.file")} placeholder={t("discover.choose")} accept=".csv,.tsv,.txt,.geojson,.json,.ndjson" value={file} onChange={setFile} clearable />}
            <Group align="flex-end" grow preventGrowOverflow={false}>
              <TextInput required label={t("discover.field")} description={t("discover.fieldHint")} value={question.field ?? ""} maxLength={1000} style={{ flexBasis: "22rem" }} onChange={(event) => setQuestion({ ...question, field: event.currentTarget.value })} />
              <Select
                label={t("discover.classification")} maw="14rem" allowDeselect={false} value={question.classification ?? ""}
                data={[...schemes.map((value) => ({ value: value as string, label: t(`scheme.${value}`) })), ...(hasFile ? [{ value: "", label: t("discover.unknownList") }] : [])]}
                onChange={(value) => setQuestion({ ...question, classification: (value || undefined) as Question["classification"] })}
              />
            </Group>
            {hasFile && (
              <Radio.Group label={t("discover.question")} value={question.measure ?? "establishments"} onChange={(measure) => setQuestion({ ...question, measure: measure as Question["measure"] })}>
                <Stack gap="xs" mt="xs">
                  <Radio value="establishments" label={t("discover.byEstablishments")} />
                  <Radio value="employment" label={t("discover.byEmployment")} />
                </Stack>
              </Radio.Group>
            )}
            <div>
              <Button variant="subtle" size="compact-md" aria-expanded={isExpert} onClick={expert.toggle}>{t("discover.expert")}</Button>
              <Collapse in={isExpert} mt="sm"><Expert question={question} hasFile={hasFile} onChange={setQuestion} /></Collapse>
            </div>
            <Group><Button type="submit" size="md" loading={isBusy} disabled={!question.field?.trim() || (hasFile && !file)}>{t("discover.start")}</Button></Group>
          </Stack>
        </Card>
      )}
    </Stack>
  );
}
