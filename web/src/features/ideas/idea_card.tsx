import { Anchor, Card, Group, Stack, Text } from "@mantine/core";
import { IconMessage, IconThumbUp } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { Counted, Tags } from "../../common/badges";
import { InLanguage } from "../../common/text";
import { VisibilityBadge } from "../../common/visibility";
import { formatDate } from "../../i18n";
import { IdeaKindBadge, StageBadge, Whose } from "./badges";
import type { Idea } from "./idea";

/** One idea in the register: what, how far, whose, and what people make of it. */
export function IdeaCard({ idea }: { idea: Idea }) {
  const { t, i18n } = useTranslation();
  return (
    <Card withBorder component="article" padding="md">
      <Stack gap={6}>
        <Anchor component={Link} to={`/ideas/${idea.id}`} fw={600} size="lg" lh={1.25} dir="auto">
          <InLanguage text={idea.title} />
        </Anchor>
        <Group gap="xs">
          <StageBadge stage={idea.stage} />
          <IdeaKindBadge kind={idea.kind} />
          <VisibilityBadge visibility={idea.visibility ?? "members"} />
        </Group>
        <Text size="sm" lineClamp={2} dir="auto" component="div">
          <InLanguage text={idea.description} />
        </Text>
        <Tags tags={(idea.tags ?? []).slice(0, 5)} />
        <Group gap="md">
          <Text size="sm">
            <Whose idea={idea} />
          </Text>
          <Counted icon={<IconThumbUp size={16} aria-hidden />} count={idea.supporters} words={t("ideas.supporters", { count: idea.supporters })} />
          <Counted icon={<IconMessage size={16} aria-hidden />} count={idea.comments} words={t("ideas.comments", { count: idea.comments })} />
          <Text size="sm" c="dimmed">
            {formatDate(idea.created_at, i18n.language)}
          </Text>
        </Group>
      </Stack>
    </Card>
  );
}
