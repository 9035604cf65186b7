import { ActionIcon, Button, Group, Paper, Text } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ErrorNote } from "../../../common/states";
import type { Done } from "./plan_actions";
import { usePlanContext } from "./use_plan";

interface NoticeProps {
  done: Done | undefined;
  error: unknown;
  /** In its place in a dialog; else over the lower edge of the window, whatever is in sight. */
  isInline?: boolean;
}

/** What was done last and how it is taken back, or what went wrong. It stays until something else is done. */
export function PlanNotice({ done, error, isInline }: NoticeProps) {
  const { t } = useTranslation();
  const { actions } = usePlanContext();
  const isError = Boolean(error);
  return (
    <div className={isInline ? undefined : "plan-notice"} role={isError ? undefined : "status"}>
      {(isError || done) && (
        <Paper withBorder shadow={isInline ? undefined : "lg"} p="xs" className="plan-notice-box">
          <Group wrap="nowrap" align="flex-start" gap="sm">
            {isError ? <div className="plan-notice-text"><ErrorNote error={error} /></div> : (
              <>
                <Text size="sm" className="plan-notice-text" dir="auto">{done?.text}</Text>
                {done?.next && <Button size="compact-sm" variant="light" onClick={() => void actions.turn(done.next ?? "undo")}>{t(`plan.${done.next}.short`)}</Button>}
              </>
            )}
            <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t("action.close")} onClick={actions.forget}><IconX size={16} aria-hidden /></ActionIcon>
          </Group>
        </Paper>
      )}
    </div>
  );
}
