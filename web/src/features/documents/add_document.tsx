import { Button, Card, FileInput, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call, Problem, type Schemas } from "../../api/client";
import { ErrorNote } from "../../common/states";
import { useAction } from "../../common/use_action";
import { NamedField, type Visibility, VisibilitySelect } from "../../common/visibility";
import { formOf, mostBytes, size, titleOf } from "./document";

export interface Owner {
  value: string;  // "": the coordinator
  name: string | undefined;
}

const coordinator = "coordinator";

/** Where a file is chosen, and what is said of it: what it is, whose, and who sees it. */
export function AddDocument({ path, owners, visibilities, first, onDone }: { path: string; owners: Owner[]; visibilities: readonly Visibility[]; first: Visibility; onDone: () => void }) {
  const { t, i18n } = useTranslation();
  const [file, setFile] = useState<File | null>(null);
  const [title, setTitle] = useState("");
  const [owner, setOwner] = useState(owners[0]?.value ?? "");
  const [visibility, setVisibility] = useState<Visibility>(first);
  const [named, setNamed] = useState<string[]>([]);
  const { run, error, isBusy } = useAction();
  const problem = error instanceof Problem ? error : undefined;
  const errorAt = (pointer: string) => {
    const found = problem?.of(pointer);
    return found && [found.detail, found.mend].filter(Boolean).join("; ");
  };
  const isTooLarge = file !== null && file.size > mostBytes;
  const offered = owner ? visibilities : visibilities.filter((each) => each !== "owner");
  const choose = (chosen: File | null) => {
    setFile(chosen);
    if (chosen && !title.trim()) setTitle(titleOf(chosen.name));
  };
  const send = async () => {
    if (!file || isTooLarge) return;
    const draft: Schemas["DocumentDraft"] = { title, visibility, named: visibility === "named" ? named : [], ...(owner ? { organisation: owner } : {}) };
    if (await run(() => call("POST", path, { form: formOf(file, draft), idempotencyKey: crypto.randomUUID() }))) onDone();
  };
  return (
    <Card withBorder component="form" onSubmit={(event) => { event.preventDefault(); void send(); }}>
      <Stack>
        {Boolean(error) && !problem?.errors.length && <ErrorNote error={error} />}
        <FileInput
          label={t("documents.file")} description={t("documents.fileHelp", { size: size(mostBytes, i18n.language) })} withAsterisk clearable leftSection={<IconUpload size={18} aria-hidden />} value={file} onChange={choose}
          error={isTooLarge ? t("documents.tooLarge", { size: size(file.size, i18n.language) }) : errorAt("/file")} data-pointer="/file"
        />
        <TextInput label={t("edit.title")} withAsterisk maxLength={300} value={title} onChange={(event) => setTitle(event.currentTarget.value)} error={errorAt("/title")} data-pointer="/title" />
        {owners.length > 1 && (
          <Select
            label={t("documents.whose")} allowDeselect={false} value={owner || coordinator} error={errorAt("/organisation")}
            data={owners.map((each) => ({ value: each.value || coordinator, label: each.name ?? t("documents.coordinators") }))} onChange={(value) => setOwner(value === coordinator ? "" : (value ?? ""))}
          />
        )}
        {visibilities.length > 1 && <VisibilitySelect visibilities={offered} visibility={visibility} onChange={(change) => change.visibility && setVisibility(change.visibility)} error={errorAt} pointer="" />}
        <NamedField visibility={visibility} named={named} onChange={(change) => change.named && setNamed(change.named)} error={errorAt} pointer="" />
        <Group gap="xs">
          <Button type="submit" loading={isBusy} disabled={!file || isTooLarge || !title.trim()}>{t("documents.add")}</Button>
          <Button variant="default" onClick={onDone}>{t("action.cancel")}</Button>
          {isBusy && <Text size="sm" c="dimmed" role="status">{t("documents.sending")}</Text>}
        </Group>
      </Stack>
    </Card>
  );
}
