import { Anchor, Card, Group, Stack, Text } from "@mantine/core";
import { IconUsers } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { Counted } from "../../common/badges";
import { InLanguage } from "../../common/text";
import { VisibilityBadge } from "../../common/visibility";
import { formatDate } from "../../i18n";
import { ProjectStageBadge, StateBadge } from "./badges";
import { elapsed, today } from "./overview";
import type { Project } from "./project";

function Time({ project }: { project: Project }) {
  const { t, i18n } = useTranslation();
  const share = Math.round(100 * elapsed(project, today()));
  return (
    <Group gap="xs" wrap="nowrap">
      <Text size="sm" c="dimmed">{formatDate(project.begins_on, i18n.language)} – {formatDate(project.ends_on, i18n.language)}</Text>
      {project.stage === "running" && (
        <span className="time-bar" role="img" aria-label={t("projects.elapsed", { share })} title={t("projects.elapsed", { share })}>
          <span style={{ width: `${share}%` }} />
        </span>
      )}
    </Group>
  );
}

/** One project in the list: what, how far, who, and what it waits for from the reader. */
export function ProjectCard({ project, own }: { project: Project; own: string[] }) {
  const { t } = useTranslation();
  const active = project.partners.filter((each) => each.state === "active");
  const lead = active.find((each) => each.role === "lead");
  const isAsked = project.partners.some((each) => each.state === "invited" && own.includes(each.organisation));
  return (
    <Card withBorder component="article" padding="md">
      <Stack gap={6}>
        <Anchor component={Link} to={`/projects/${project.id}`} fw={600} size="lg" lh={1.25} dir="auto">
          {project.acronym && <><bdi>{project.acronym}</bdi> · </>}<InLanguage text={project.title} />
        </Anchor>
        <Group gap="xs">
          <ProjectStageBadge stage={project.stage} />
          <VisibilityBadge visibility={project.visibility ?? "partners"} />
          {isAsked && <StateBadge tone="waiting">{t("projects.youAreAsked")}</StateBadge>}
        </Group>
        <Text size="sm" lineClamp={2} dir="auto" component="div"><InLanguage text={project.summary} /></Text>
        <Group gap="md">
          {lead && <Text size="sm"><bdi>{lead.name}</bdi></Text>}
          <Counted icon={<IconUsers size={16} aria-hidden />} count={active.length} words={t("projects.partnerCount", { count: active.length })} />
          <Time project={project} />
        </Group>
      </Stack>
    </Card>
  );
}
