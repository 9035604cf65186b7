import { Alert, Button, FileButton, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { useDeferredValue, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "../../../api/client";
import { ErrorNote } from "../../../common/states";
import { dayOf } from "./day";
import { useFormat } from "./format";
import { partsOf, type PlanIn, planIn, type PlanRow } from "./plan_in";
import { tableIn } from "./table_in";
import { problemOf, usePlanContext } from "./use_plan";

const most = 200, longest = 5_000_000;

function useProblems() {
  const { t } = useTranslation();
  return (row: PlanRow) => row.problems.map(({ key, value }) => t(`plan.import.problem.${key}`, { value }));
}

/** What would be added, row by row, those with something wrong first. */
function Preview({ plan }: { plan: PlanIn }) {
  const { t } = useTranslation();
  const format = useFormat();
  const said = useProblems();
  const wrong = plan.rows.filter(({ problems }) => problems.length > 0);
  const shown = [...wrong, ...plan.rows.filter(({ problems }) => problems.length === 0)].slice(0, most);
  return (
    <Stack gap="xs">
      <div className="table-scroll plan-import-table" role="region" tabIndex={0} aria-label={t("plan.import.preview")}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t("plan.csv.number")}</th>
              <th scope="col">{t("plan.column.title")}</th>
              <th scope="col">{t("plan.field.work_package")}</th>
              <th scope="col">{t("plan.column.partner")}</th>
              <th scope="col">{t("plan.column.start")}</th>
              <th scope="col">{t("plan.csv.days")}</th>
              <th scope="col">{t("plan.column.effort")}</th>
              <th scope="col">{t("plan.csv.after")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.id} data-wrong={row.problems.length > 0 || undefined}>
                <td>{row.number}</td>
                <td dir="auto">
                  {row.draft.title}
                  {row.problems.length > 0 && <ul className="plan-row-problems">{said(row).map((each) => <li key={each}>{each}</li>)}</ul>}
                </td>
                <td dir="auto">{row.workPackage}</td>
                <td dir="auto">{row.partner}</td>
                <td>{row.draft.starts_on ? format.day(dayOf(row.draft.starts_on)) : ""}</td>
                <td>{row.draft.kind === "task" ? row.draft.duration_days : t(`plan.kind.${row.draft.kind ?? "task"}`)}</td>
                <td>{row.draft.effort_days ? format.number(row.draft.effort_days) : ""}</td>
                <td dir="auto">{row.after}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {plan.rows.length > most && <Text size="sm" c="dimmed">{t("plan.import.more", { count: plan.rows.length - most })}</Text>}
    </Stack>
  );
}

/** A plan that was made elsewhere: pasted from a spreadsheet or read from a CSV file, looked at, then added as a whole. */
export function ImportPlan({ onClose, onAdded }: { onClose: () => void; onAdded: (count: number) => void }) {
  const { t } = useTranslation();
  const { plan, actions } = usePlanContext();
  const [text, setText] = useState("");
  const settled = useDeferredValue(text);
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const [isSheet, setSheet] = useState(false);
  const read = useMemo(() => {
    if (!settled.trim()) return undefined;
    return planIn(tableIn(settled), {
      workPackages: plan.workPackages, partners: plan.project.partners.filter(({ state }) => state === "active" || state === "invited"), tasks: plan.tasks.map(({ task }) => task),
      begins: dayOf(plan.project.begins_on), ends: dayOf(plan.project.ends_on), newId: () => crypto.randomUUID(),
    });
    // What others add meanwhile changes nothing of what is looked at here.
    // eslint-disable-next-line
  }, [settled]);
  const key = useMemo(() => crypto.randomUUID(), [settled]);
  const wrong = read?.rows.filter(({ problems }) => problems.length > 0).length ?? 0;
  const choose = async (file: File | null) => {
    if (!file) return;
    // Sheets are pasted: nothing here reads them.
    const isOther = /\.(xlsx?|ods)$/i.test(file.name) || file.size > longest;
    setSheet(isOther);
    if (!isOther) setText(await file.text());
  };
  const add = async () => {
    if (!read) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await actions.addPlan(partsOf(read), key);
      onAdded(read.rows.length);
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={t("plan.import.title")} size="80rem" closeButtonProps={{ "aria-label": t("action.close") }}>
      <Stack>
        <Text size="sm">{t("plan.import.lead")}</Text>
        <Group align="flex-end">
          <FileButton accept=".csv,.tsv,.txt,text/csv,text/plain" onChange={(file) => void choose(file)}>
            {(props) => <Button {...props} variant="default" leftSection={<IconUpload size={18} aria-hidden />}>{t("plan.import.choose")}</Button>}
          </FileButton>
          {text ? <Button variant="subtle" onClick={() => setText("")}>{t("action.remove")}</Button> : <Button variant="subtle" onClick={() => setText(t("plan.import.example"))}>{t("plan.import.showExample")}</Button>}
        </Group>
        {isSheet && <Alert color="orange" variant="light" role="alert">{t("plan.import.sheet")}</Alert>}
        <Textarea label={t("plan.import.text")} description={t("plan.import.help")} minRows={5} maxRows={10} autosize value={text.length > 20_000 ? text.slice(0, 20_000) : text} readOnly={text.length > 20_000} onChange={(event) => setText(event.currentTarget.value)} classNames={{ input: "plan-import-text" }} spellCheck={false} />
        {read && (
          <>
            <Text role="status" fw={600}>
              {t("plan.import.found", { count: read.rows.length })}
              {read.newPackages.length > 0 && ` ${t("plan.import.newPackages", { count: read.newPackages.length })}`}
              {wrong > 0 && ` ${t("plan.import.wrong", { count: wrong })}`}
            </Text>
            {read.unknownColumns.length > 0 && <Text size="sm" c="dimmed">{t("plan.import.unknownColumns", { names: read.unknownColumns.join(", ") })}</Text>}
            <Preview plan={read} />
          </>
        )}
        {problem && <ErrorNote error={problem} />}
        <Group className="save-bar plan-save">
          <Button disabled={!read || read.rows.length === 0 || wrong > 0} loading={isBusy} onClick={() => void add()}>{t("plan.import.add", { count: read?.rows.length ?? 0 })}</Button>
          <Button variant="default" onClick={onClose}>{t("action.cancel")}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
