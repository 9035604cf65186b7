import { Badge, Group, Text } from "@mantine/core";
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

export function Tags({ tags }: { tags: string[] }) {
  if (tags.length === 0) return null;
  return (
    <Group gap={6}>
      {tags.map((tag) => (
        <Badge key={tag} variant="light" color="gray" tt="none" fw={500} size="sm">
          {tag}
        </Badge>
      ))}
    </Group>
  );
}

/** A number with what it counts, told in words to who does not see the sign. */
export function Counted({ icon, count, words }: { icon: React.ReactNode; count: number; words: string }) {
  return (
    <Text span size="sm" c="dimmed" className="counted" title={words}>
      {icon}
      <span aria-hidden>{count}</span>
      <span className="only-read">{words}</span>
    </Text>
  );
}
