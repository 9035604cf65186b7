import { Alert, Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router-dom";
import { call, type LocalisedText } from "../api/client";
import { ErrorNote } from "./states";
import { InLanguage } from "./text";
import { useAction } from "./use_action";

/** What the page that was left has deleted. `path`: of its kind in the API, and among the pages where `page` is not another. */
export interface DeletedState {
  deleted?: { path: string; id: string; title: LocalisedText; page?: string };
}

/** Says what was deleted on the page before, and brings it back. @param words  "Deleted idea:" */
export function Deleted({ words }: { words: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { deleted } = (useLocation().state ?? {}) as DeletedState;
  const { run, error, isBusy } = useAction();
  if (!deleted) return null;
  const at = `${deleted.path}/${deleted.id}`;
  const undo = async () => {
    if (await run(() => call("POST", `${at}/restoration`))) navigate(`${deleted.page ?? deleted.path}/${deleted.id}`);
  };
  return (
    <Alert color="gray" role="status" variant="light">
      <Group justify="space-between">
        <Text size="sm">{words} <bdi><InLanguage text={deleted.title} /></bdi></Text>
        <Button size="xs" variant="default" loading={isBusy} onClick={() => void undo()}>{t("action.undo")}</Button>
      </Group>
      {Boolean(error) && <ErrorNote error={error} />}
    </Alert>
  );
}
