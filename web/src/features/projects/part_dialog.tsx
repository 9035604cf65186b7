import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { type ReactNode, useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "../../api/client";
import { FormErrors } from "../../common/form_errors";
import { ErrorNote } from "../../common/states";
import { Versions } from "../../common/versions";
import { useInside } from "./inside";
import { type PartDrafts, type PartKind, type Parts } from "./project";
import { useSavePart } from "./use_project";

const isEmpty = (value: unknown) => value === undefined || value === null || value === "";
const told = <T extends object>(draft: T) => Object.fromEntries(Object.entries(draft).filter(([, value]) => !isEmpty(value))) as T;

interface PartDialogProps<K extends PartKind> {
  kind: K;
  title: string;
  first: PartDrafts[K];
  /** The part that is edited; a new one otherwise. */
  part?: Parts[K];
  /** What each field is called. */
  labels: Record<string, string>;
  /** What is still missing, by field. */
  lacks: (draft: PartDrafts[K]) => Record<string, string | false | undefined>;
  /** A field as one reads it, where it is no text. */
  shown?: (field: string, value: unknown) => string | undefined;
  onClose: () => void;
  /** Takes what was written instead of saving it. */
  onKeep?: (draft: PartDrafts[K]) => void;
  onSaved?: (saved: Parts[K]) => void;
  submit?: string;
  note?: ReactNode;
  children: (draft: PartDrafts[K], change: (part: Partial<PartDrafts[K]>) => void, error: (field: string) => string | undefined) => ReactNode;
}

/** One part of the project in a form: what is missing is said, two who edit it see each other, nothing typed is lost. */
export function PartDialog<K extends PartKind>({ kind, title, first, part, labels, lacks, shown, onClose, onKeep, onSaved, submit, note, children }: PartDialogProps<K>) {
  const { t } = useTranslation();
  const { project, markUnsaved } = useInside();
  const id = useId();
  const isPhone = useMediaQuery("(max-width: 36em)");
  const { save, error, isBusy, theirs, forget } = useSavePart(project.id, kind);
  const [draft, setDraft] = useState(first);
  const [base, setBase] = useState({ draft: first, part });
  const [attempts, setAttempts] = useState(0);
  const [isChecked, setChecked] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const isDirty = JSON.stringify(told(draft)) !== JSON.stringify(told(base.draft));
  useEffect(() => {
    markUnsaved(id, isDirty);
    return () => markUnsaved(id, false);
    // The function changes with each rendering of the page.
    // eslint-disable-next-line
  }, [isDirty, id]);
  const missing = isChecked ? Object.entries(lacks(draft)).flatMap(([field, detail]) => (detail ? [{ pointer: `/${field}`, detail }] : [])) : [];
  const refused = error instanceof Problem ? error.errors.map(({ pointer, detail, mend }) => ({ pointer, detail: [detail, mend].filter(Boolean).join("; ") })) : [];
  const errors = [...missing, ...refused.filter((each) => !missing.some(({ pointer }) => pointer === each.pointer))].map((each) => ({ ...each, label: labels[each.pointer.slice(1).split("/")[0] ?? ""] ?? each.pointer }));
  const send = async (before = base.part) => {
    setChecked(true);
    setAttempts((count) => count + 1);
    forget();
    if (Object.values(lacks(draft)).some(Boolean)) return;
    if (onKeep) {
      onKeep(told(draft));
      return onClose();
    }
    const saved = await save(told(draft), before);
    if (!saved) return;
    onSaved?.(saved);
    onClose();
  };
  const take = () => {
    if (!theirs) return;
    const other = told(Object.fromEntries(Object.keys({ ...first, ...labels }).map((field) => [field, (theirs as unknown as Record<string, unknown>)[field]]))) as PartDrafts[K];
    setDraft(other);
    setBase({ draft: other, part: theirs });
    forget();
  };
  const read = (field: string, value: unknown) => shown?.(field, value) ?? (isEmpty(value) ? "" : String(value));
  const fieldOf = (value: unknown, field: string) => (value as Record<string, unknown>)[field];
  const rows = theirs ? Object.keys(labels).map((field) => ({ label: labels[field] ?? field, theirs: read(field, fieldOf(theirs, field)), mine: read(field, fieldOf(draft, field)) })).filter((each) => each.theirs !== each.mine) : [];
  return (
    <Modal opened onClose={() => (isDirty ? setLeaving(true) : onClose())} closeOnClickOutside={!isDirty} title={<Text component="h2" fw={650} size="lg">{title}</Text>} size="lg" fullScreen={isPhone} closeButtonProps={{ "aria-label": t("action.close") }}>
      <form noValidate onSubmit={(event) => { event.preventDefault(); void send(); }}>
        <Stack>
          {note}
          {theirs && <Versions title={t("projects.conflict")} rows={rows} onOverwrite={() => void send(theirs)} onTake={take} />}
          {Boolean(error) && refused.length === 0 && <ErrorNote error={error} />}
          <FormErrors errors={errors} attempt={attempts} />
          {children(draft, (change) => setDraft((before) => ({ ...before, ...change })), (field) => errors.find((each) => each.pointer.split("/")[1] === field)?.detail)}
          {isLeaving && isDirty
            ? (
              <Group role="alert">
                <Text size="sm">{t("edit.leave")}</Text>
                <Button autoFocus onClick={() => setLeaving(false)}>{t("edit.stay")}</Button>
                <Button variant="default" onClick={onClose}>{t("edit.leaveAnyway")}</Button>
              </Group>
            )
            : (
              <Group>
                <Button type="submit" loading={isBusy} disabled={Boolean(part) && !isDirty}>{submit ?? t(part ? "action.save" : "action.add")}</Button>
                <Button variant="default" onClick={() => (isDirty ? setLeaving(true) : onClose())}>{t("action.cancel")}</Button>
              </Group>
            )}
        </Stack>
      </form>
    </Modal>
  );
}
