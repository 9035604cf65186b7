import { Button, Card, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { may, useSession } from "../../api/session";
import type { Idea } from "./idea";

/** Where the idea goes on: the project that carries it out, or, for who may, the beginning of one. */
export function ProjectLink({ idea }: { idea: Idea }) {
  const { t } = useTranslation();
  const session = useSession();
  if (idea.project)
    return (
      <Card withBorder>
        <Group justify="space-between">
          <Text size="sm">{t("projects.carriesOn")}</Text>
          <Button component={Link} to={`/projects/${idea.project}`} variant="light">{t("projects.toProject")}</Button>
        </Group>
      </Card>
    );
  if (!idea.may.includes("choose") || !may(session, "create_project") || idea.stage === "project" || idea.stage === "shelved") return null;
  return (
    <Stack gap={4} align="flex-start">
      <Button component={Link} to={`/projects/new?idea=${idea.id}`} variant={idea.stage === "chosen" ? "filled" : "light"}>{t("projects.beginFromIdea")}</Button>
      <Text size="sm" c="dimmed">{t("projects.beginFromIdeaHelp")}</Text>
    </Stack>
  );
}
