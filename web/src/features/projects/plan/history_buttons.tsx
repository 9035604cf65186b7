import { ActionIcon } from "@mantine/core";
import { IconArrowBackUp, IconArrowForwardUp } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { type Direction, nextStep } from "./history";
import { usePlanContext } from "./use_plan";

const icons = { undo: IconArrowBackUp, redo: IconArrowForwardUp };
const keys: Record<Direction, string> = { undo: "Ctrl+Z", redo: "Ctrl+Shift+Z" };

/** One step back, one step on; each says what it would be. Not there for who may change nothing. */
export function HistoryButtons() {
  const { t } = useTranslation();
  const { plan, actions, history } = usePlanContext();
  if (!plan.mayAdd) return null;
  return (
    <ActionIcon.Group>
      {(["undo", "redo"] as const).map((direction) => {
        const step = nextStep(history, direction), Icon = icons[direction];
        const label = step ? t(`plan.${direction}.it`, { what: step.text }) : t(`plan.${direction}.nothing`);
        return (
          <ActionIcon key={direction} variant="default" size={36} aria-label={label} title={step ? `${label} (${keys[direction]})` : label} aria-keyshortcuts={keys[direction].replace("Ctrl", "Control")} disabled={!step} onClick={() => void actions.turn(direction)}>
            <Icon size={18} aria-hidden />
          </ActionIcon>
        );
      })}
    </ActionIcon.Group>
  );
}
