import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Direction, Step } from "./history";
import { usePlanContext } from "./use_plan";

interface StepsProps {
  direction: Direction;
  /** The next one first. */
  steps: readonly Step[];
  onDone: () => void;
}

function Steps({ direction, steps, onDone }: StepsProps) {
  const { t } = useTranslation();
  const { actions } = usePlanContext();
  return (
    <ol className="plan-packages">
      {steps.map((step, i) => (
        <li key={steps.length - i}>
          <Group wrap="nowrap" gap="sm" justify="space-between">
            <Text size="sm" dir="auto" className="plan-package-name">{step.text}</Text>
            <Button size="compact-sm" variant="light" className="whole" aria-label={`${t(i === 0 ? `plan.${direction}.short` : `plan.${direction}.upTo`)} – ${step.text}`} onClick={() => { onDone(); void actions.turn(direction, i + 1); }}>
              {t(i === 0 ? `plan.${direction}.short` : `plan.${direction}.upTo`)}
            </Button>
          </Group>
        </li>
      ))}
    </ol>
  );
}

/** Everything the person did to the plan since the page was opened, to take back as far as one wants. */
export function HistoryDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { history } = usePlanContext();
  const past = [...history.past].reverse(), future = [...history.future].reverse();
  return (
    <Modal opened onClose={onClose} title={t("plan.history.title")} size="lg" closeButtonProps={{ "aria-label": t("action.close") }}>
      <Stack>
        <Text size="sm" c="dimmed">{t("plan.history.help")}</Text>
        {past.length + future.length === 0 && <Text>{t("plan.history.none")}</Text>}
        {past.length > 0 && <section aria-label={t("plan.history.done")}><Text fw={600}>{t("plan.history.done")}</Text><Steps direction="undo" steps={past} onDone={onClose} /></section>}
        {future.length > 0 && <section aria-label={t("plan.history.undone")}><Text fw={600}>{t("plan.history.undone")}</Text><Steps direction="redo" steps={future} onDone={onClose} /></section>}
      </Stack>
    </Modal>
  );
}
