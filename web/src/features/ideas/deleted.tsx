import { Alert, Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router-dom";
import { call, type LocalisedText } from "../../api/client";
import { ErrorNote } from "../../common/states";
import { InLanguage } from "../../common/text";
import { useAction } from "../../common/use_action";

/** What the page that was left has deleted. */
export interface DeletedState {
  deleted?: { id: string; title: LocalisedText };
}

/** Says what was deleted on the page before, and brings it back. */
export function Deleted() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { deleted } = (useLocation().state ?? {}) as DeletedState;
  const { run, error, isBusy } = useAction();
  if (!deleted) return null;
  const undo = async () => {
    if (await run(() => call("POST", `/ideas/${deleted.id}/restoration`))) navigate(`/ideas/${deleted.id}`);
  };
  return (
    <Alert color="gray" role="status" variant="light">
      <Group justify="space-between">
        <Text size="sm">
          {t("ideas.deleted")} <bdi><InLanguage text={deleted.title} /></bdi>
        </Text>
        <Button size="xs" variant="default" loading={isBusy} onClick={() => void undo()}>{t("action.undo")}</Button>
      </Group>
      {Boolean(error) && <ErrorNote error={error} />}
    </Alert>
  );
}
