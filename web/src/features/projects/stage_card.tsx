import { Alert, Anchor, Button, Card, Group, Stack, Text, Textarea } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { call, Problem } from "../../api/client";
import { ErrorNote } from "../../common/states";
import { useInside } from "./inside";
import { openEnds } from "./overview";
import { may, type Project, type ProjectStage, steps } from "./project";
import { useParts, useProjectAction } from "./use_project";

/** How far the project has come; an abandoned one stands at none of the steps. */
function Steps({ stage }: { stage: ProjectStage }) {
  const { t } = useTranslation();
  const at = steps.findIndex((each) => each === stage);
  return (
    <ol className="idea-steps" aria-label={t("projects.stageLabel")}>
      {steps.map((step, i) => (
        <li key={step} className="idea-step" data-state={i === at ? "here" : i < at ? "done" : "ahead"} aria-current={i === at ? "step" : undefined}>
          <span className="idea-step-dot" aria-hidden>{i < at && <IconCheck size={14} />}</span>
          <span>{t(`projects.stage.${step}`)}</span>
        </li>
      ))}
    </ol>
  );
}

/** What has to be settled before the project can be closed, each with the way there. */
function OpenEnds({ project }: { project: Project }) {
  const { t } = useTranslation();
  const tasks = useParts(project.id, "task").data;
  const requests = useParts(project.id, "change_request").data;
  const periods = useParts(project.id, "period").data;
  if (!tasks || !requests || !periods) return null;
  const ends = openEnds(tasks, requests, periods);
  const left = [["tasks", "plan"], ["requests", "changes"], ["periods", "reports"]] as const;
  if (left.every(([what]) => ends[what] === 0)) return <Text size="sm" c="dimmed">{t("projects.nothingOpen")}</Text>;
  return (
    <div>
      <Text size="sm" fw={600}>{t("projects.beforeClosing")}</Text>
      <ul className="plain-list">
        {left.filter(([what]) => ends[what] > 0).map(([what, tab]) => (
          <li key={what}><Anchor component={Link} to={`/projects/${project.id}/${tab}`} size="sm">{t(`projects.open.${what}`, { count: ends[what] })}</Anchor></li>
        ))}
      </ul>
    </div>
  );
}

/** What comes before the partners are held to the plan. */
function FirstSteps({ project }: { project: Project }) {
  const { t } = useTranslation();
  const tasks = useParts(project.id, "task").data;
  const lines = useParts(project.id, "budget_line").data;
  if (!tasks || !lines) return null;
  const done = { partners: project.partners.length > 1, plan: tasks.length > 0, budget: lines.length > 0 };
  return (
    <div>
      <Text size="sm" fw={600}>{t("projects.firstSteps")}</Text>
      <ol className="first-steps">
        {(["partners", "plan", "budget"] as const).map((what) => (
          <li key={what} data-done={done[what]}>
            <span className="first-step-sign" aria-hidden>{done[what] && <IconCheck size={14} />}</span>
            <Anchor component={Link} to={`/projects/${project.id}/${what}`} size="sm">{t(`projects.first.${what}`)}</Anchor>
            {done[what] && <span className="only-read">({t("projects.doneAlready")})</span>}
          </li>
        ))}
      </ol>
      <Text size="sm" c="dimmed" mt={4}>{t("projects.startHelp")}</Text>
    </div>
  );
}

type Ending = "closed" | "abandoned";

function OutcomeForm({ ending, error, isBusy, onSend, onCancel }: { ending: Ending; error: string | undefined; isBusy: boolean; onSend: (outcome: string) => void; onCancel: () => void }) {
  const { t } = useTranslation();
  const { markUnsaved } = useInside();
  const [outcome, setOutcome] = useState("");
  const [isMissing, setMissing] = useState(false);
  useEffect(() => {
    markUnsaved("outcome", Boolean(outcome));
    return () => markUnsaved("outcome", false);
    // eslint-disable-next-line
  }, [outcome]);
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); if (outcome.trim()) onSend(outcome); else setMissing(true); }}>
      <Stack gap="sm">
        <Textarea label={t(`projects.outcomeLabel.${ending}`)} description={t(`projects.outcomeHelp.${ending}`)} withAsterisk autosize minRows={3} maxLength={20_000} autoFocus value={outcome} error={isMissing && !outcome.trim() ? t(`projects.outcomeMissing.${ending}`) : error} onChange={(event) => setOutcome(event.currentTarget.value)} />
        <Group>
          <Button type="submit" loading={isBusy}>{t(`projects.end.${ending}`)}</Button>
          <Button variant="default" onClick={onCancel}>{t("action.cancel")}</Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The project's stage, what stands in the way of the next, and the moves that the reader may make. */
export function StageCard({ project, etag }: { project: Project; etag: string | undefined }) {
  const { t } = useTranslation();
  const { run, error, isBusy } = useProjectAction(project.id);
  const [ending, setEnding] = useState<Ending>();
  const manages = may(project, "manage");
  const move = async (stage: ProjectStage, outcome?: string) => {
    if (await run(() => call<Project>("POST", `/projects/${project.id}/stage`, { json: { stage, ...(outcome ? { outcome } : {}) }, etag }))) setEnding(undefined);
  };
  const refused = error instanceof Problem ? error.of("/outcome")?.detail : undefined;
  const { stage } = project;
  return (
    <Card withBorder>
      <Stack gap="md">
        <Steps stage={stage} />
        {project.outcome && (
          <Alert color="gray" variant="light" title={t(`projects.outcome.${stage === "abandoned" ? "abandoned" : "closed"}`)}>
            <Text size="sm" className="written" dir="auto">{project.outcome}</Text>
          </Alert>
        )}
        {stage === "running" && may(project, "inside") && <OpenEnds project={project} />}
        {stage === "draft" && manages && <FirstSteps project={project} />}
        {manages && ending === undefined && (
          <Group className="no-print">
            {stage === "draft" && <Button loading={isBusy} onClick={() => void move("running")}>{t("projects.start")}</Button>}
            {stage === "running" && <Button variant="light" onClick={() => setEnding("closed")}>{t("projects.end.closed")}…</Button>}
            {(stage === "draft" || stage === "running") && <Button variant="subtle" color="gray" c="dimmed" onClick={() => setEnding("abandoned")}>{t("projects.end.abandoned")}…</Button>}
            {stage === "closed" && <Button variant="light" loading={isBusy} onClick={() => void move("running")}>{t("projects.reopen")}</Button>}
            {stage === "abandoned" && <Button variant="light" loading={isBusy} onClick={() => void move("draft")}>{t("projects.takeUp")}</Button>}
          </Group>
        )}
        {ending && <OutcomeForm ending={ending} error={refused} isBusy={isBusy} onSend={(outcome) => void move(ending, outcome)} onCancel={() => setEnding(undefined)} />}
        {Boolean(error) && !refused && <ErrorNote error={error} />}
      </Stack>
    </Card>
  );
}
