import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Idea, IdeaKind, IdeaStage } from "./idea";

export function StageDot({ stage }: { stage: IdeaStage }) {
  return <span className="stage-dot" data-stage={stage} aria-hidden />;
}

export function StageBadge({ stage }: { stage: IdeaStage }) {
  const { t } = useTranslation();
  return (
    <Badge className="whole" variant="outline" color="gray" leftSection={<StageDot stage={stage} />} tt="none" fw={500}>
      {t(`ideas.stage.${stage}`)}
    </Badge>
  );
}

export function IdeaKindBadge({ kind }: { kind: IdeaKind }) {
  const { t } = useTranslation();
  return (
    <Badge className="whole" variant="light" tt="none" fw={500}>
      {t(`ideas.kind.${kind}`)}
    </Badge>
  );
}

/** Whose idea it is. */
export function Whose({ idea }: { idea: Pick<Idea, "organisation" | "organisation_name"> }) {
  const { t } = useTranslation();
  return idea.organisation ? <bdi>{idea.organisation_name ?? t("ideas.someOrganisation")}</bdi> : <>{t("ideas.clusterOwn")}</>;
}
