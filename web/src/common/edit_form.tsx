import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router-dom";
import { Problem } from "../api/client";
import { FormErrors } from "./form_errors";
import { LeaveGuard } from "./leave_guard";
import { ErrorNote } from "./states";

interface Lack {
  /** JSON pointer of the field. */
  pointer: string;
  detail: string;
}

interface Version<Draft> {
  draft: Draft;
  etag: string | undefined;
}

interface EditingOptions<Draft, Made extends { id: string }> {
  first: Draft;
  /** Of what is changed; of something new there is none. */
  etag?: string | undefined;
  isNew: boolean;
  /** As it is sent: without what was left empty. */
  sent: (draft: Draft) => unknown;
  /** What has to be filled in before it can be sent. */
  lacks: (draft: Draft) => Lack[];
  labelOf: (pointer: string) => string;
  /** Sends it, with the version it was made from, or with one key for one content: sent twice, it is made once. */
  write: (json: unknown, how: { etag: string | undefined } | { idempotencyKey: string }) => Promise<{ body: Made }>;
  /** What somebody else wrote meanwhile; where it is given, both versions are shown. */
  read?: () => Promise<Version<Draft>>;
  /** Under which the thing is kept in the cache. */
  queryKey: (id: string) => readonly unknown[];
  pathOf: (made: Made) => string;
}

const problemOf = (error: unknown) => (error instanceof Problem ? error : new Problem(0, String(error)));

/** The state of a page on which one thing is made or changed: its draft, what is wrong with it, saving, two at once. */
export function useEditing<Draft extends object, Made extends { id: string }>(options: EditingOptions<Draft, Made>) {
  const { isNew, sent, labelOf } = options;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(options.first);
  const [base, setBase] = useState<Version<Draft>>({ draft: options.first, etag: options.etag });
  const [lacks, setLacks] = useState<Lack[]>([]);
  const [problem, setProblem] = useState<Problem>();
  const [theirs, setTheirs] = useState<Version<Draft>>();
  const [isBusy, setBusy] = useState(false);
  const [attempts, setAttempts] = useState(0);
  const content = JSON.stringify(sent(draft));
  const idempotencyKey = useMemo(() => crypto.randomUUID(), [content]);
  const isDirty = content !== JSON.stringify(sent(base.draft));
  const errors = [
    ...lacks,
    ...(problem?.errors ?? []).map(({ pointer, detail, mend }) => ({ pointer, detail: [detail, mend].filter(Boolean).join("; ") })),
  ].map((each) => ({ ...each, label: labelOf(each.pointer) }));

  const change = (part: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...part }));
    // What is mended is wrong no more; the rest stays said.
    setLacks((before) => before.filter(({ pointer }) => !((pointer.split("/")[1] ?? "") in part)));
  };
  const refuse = async (error: unknown) => {
    const refused = problemOf(error);
    if (refused.status === 412 && options.read) setTheirs(await options.read());
    else setProblem(refused);
    setAttempts((before) => before + 1);
    // What is said of the whole form stands at its top; what is said of fields is brought into view by its summary.
    if (refused.errors.length === 0) window.scrollTo({ top: 0, behavior: "smooth" });
  };
  const save = async (etag = base.etag) => {
    const lacking = options.lacks(draft);
    setLacks(lacking);
    setProblem(undefined);
    setAttempts((before) => before + 1);
    if (lacking.length > 0) return;
    setBusy(true);
    try {
      const { body } = await options.write(sent(draft), isNew ? { idempotencyKey } : { etag });
      setBase({ draft, etag: undefined });
      queries.removeQueries({ queryKey: options.queryKey(body.id) });
      await queries.invalidateQueries();
      setTimeout(() => navigate(options.pathOf(body), { replace: !isNew }), 0);
    } catch (error) {
      await refuse(error).catch((failed: unknown) => setProblem(problemOf(failed)));
      setBusy(false);
    }
  };
  const overwrite = () => {
    setBase((before) => ({ ...before, etag: theirs?.etag }));
    setTheirs(undefined);
    void save(theirs?.etag);
  };
  const take = () => {
    if (!theirs) return;
    setDraft(theirs.draft);
    setBase(theirs);
    setTheirs(undefined);
  };
  const errorOf = (pointer: string) => errors.find((each) => each.pointer === pointer)?.detail;
  return { draft, change, saved: base.draft, errors, errorOf, problem, attempts, isNew, isBusy, isDirty, save, theirs: theirs?.draft, overwrite, take };
}

interface EditFormProps {
  editing: Omit<ReturnType<typeof useEditing>, "draft" | "change" | "saved" | "theirs">;
  title: ReactNode;
  /** What the button that makes something new says. */
  makeLabel: string;
  cancelPath: string;
  /** What stands above the fields: a word of introduction, two versions. */
  lead?: ReactNode;
  children: ReactNode;
}

/** One column of fields with what is wrong above it and the buttons that save or leave below it. */
export function EditForm({ editing, title, makeLabel, cancelPath, lead, children }: EditFormProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { problem, errors, attempts, isNew, isBusy, isDirty } = editing;
  return (
    <form noValidate className="narrow" onSubmit={(event) => { event.preventDefault(); void editing.save(); }}>
      <LeaveGuard isDirty={isDirty && !isBusy} />
      <Stack gap="lg">
        <Title order={1}>{title}</Title>
        {lead}
        {problem && problem.errors.length === 0 && <ErrorNote error={problem} />}
        <FormErrors errors={errors} attempt={attempts} />
        {children}
        <Group className="save-bar">
          <Button type="submit" loading={isBusy} disabled={!isNew && !isDirty}>{isNew ? makeLabel : t("action.save")}</Button>
          <Button variant="default" onClick={() => navigate(cancelPath)}>{t("action.cancel")}</Button>
          {isDirty && <Text size="sm" c="dimmed" visibleFrom="xs">{t("edit.unsaved")}</Text>}
        </Group>
      </Stack>
    </form>
  );
}
