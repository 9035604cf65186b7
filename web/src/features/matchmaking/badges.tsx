import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Participant, Stage } from "./matchmaking";

const colors = { draft: "gray", registration: "green", wishes: "green", scheduled: "orange", published: "green", held: "gray", closed: "gray", cancelled: "red" } as const;
const stateColors = { registered: "green", withdrawn: "gray", absent: "red" } as const;

export function EventStageBadge({ stage }: { stage: Stage }) {
  const { t } = useTranslation();
  return <Badge className="whole" variant="light" color={colors[stage]} tt="none" fw={500}>{t(`matchmaking.stage.${stage}`)}</Badge>;
}

export function ParticipantStateBadge({ state }: { state: Participant["state"] }) {
  const { t } = useTranslation();
  if (state === "registered") return null;
  return <Badge className="whole" variant="light" color={stateColors[state]} tt="none" fw={500}>{t(`matchmaking.state.${state}`)}</Badge>;
}
