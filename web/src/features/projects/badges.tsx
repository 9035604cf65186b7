import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Parts, ProjectStage } from "./project";

export const ProjectStageDot = ({ stage }: { stage: ProjectStage }) => <span className="stage-dot" data-project-stage={stage} aria-hidden />;

export function ProjectStageBadge({ stage }: { stage: ProjectStage }) {
  const { t } = useTranslation();
  return (
    <Badge className="whole" variant="outline" color="gray" leftSection={<ProjectStageDot stage={stage} />} tt="none" fw={500}>
      {t(`projects.stage.${stage}`)}
    </Badge>
  );
}

/** A state told by its word; the colour only helps. */
export function StateBadge({ tone, children }: { tone: "good" | "waiting" | "bad" | "plain"; children: React.ReactNode }) {
  const colour = { good: "green", waiting: "orange", bad: "red", plain: "gray" }[tone];
  return <Badge className="whole" variant="light" color={colour} tt="none" fw={500}>{children}</Badge>;
}

export function PartnerStateBadge({ state }: { state: NonNullable<Parts["partner"]["state"]> }) {
  const { t } = useTranslation();
  const tone = { invited: "waiting", active: "good", declined: "plain", left: "plain" } as const;
  return <StateBadge tone={tone[state]}>{t(`projects.partnerState.${state}`)}</StateBadge>;
}
