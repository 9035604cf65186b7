import { Anchor, Badge, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router-dom";
import { call, Problem } from "../../api/client";
import { Tags } from "../../common/badges";
import type { DeletedState } from "../../common/deleted";
import { LeaveGuard } from "../../common/leave_guard";
import { useOrganisationNames } from "../../common/organisation_picker";
import { useOwners } from "../../common/owners";
import { ErrorNote, Loading } from "../../common/states";
import { Fact, InLanguage } from "../../common/text";
import { useAction } from "../../common/use_action";
import { useTitle } from "../../common/use_title";
import { VisibilityBadge } from "../../common/visibility";
import { formatDate, inLanguage } from "../../i18n";
import { Comments } from "../comments/comments";
import { Documents } from "../documents/documents";
import { IdeaKindBadge, Whose } from "./badges";
import type { Idea } from "./idea";
import { ProjectLink } from "./project_link";
import { StageSteps } from "./stage_steps";
import { Support } from "./support";
import { useIdea } from "./use_idea";

/** Offers and needs that the idea builds on, as far as the reader sees them. */
function Links({ idea }: { idea: Idea }) {
  const { t } = useTranslation();
  if (!idea.links?.length) return null;
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {t("ideas.links")}
      </Title>
      <Stack component="ul" gap="xs" className="hit-list">
        {idea.links.map((link) => (
          <Card component="li" withBorder padding="sm" key={link.organisation + link.capability}>
            <Group gap="xs">
              <Badge className="whole" variant="light" color={link.side === "need" ? "orange" : "green"} tt="none" fw={500}>{t(`ideas.side.${link.side ?? "offer"}`)}</Badge>
              <Text fw={600} size="sm" dir="auto"><InLanguage text={link.title} /></Text>
            </Group>
            <Anchor component={Link} to={`/organisations/${link.organisation}`} size="sm"><bdi>{link.name}</bdi></Anchor>
          </Card>
        ))}
      </Stack>
    </section>
  );
}

function NamedFact({ ids }: { ids: string[] }) {
  const { t } = useTranslation();
  const names = useOrganisationNames(ids);
  if (ids.length === 0) return null;
  return (
    <Fact label={t("visibility.namedLabel")}>
      {ids.map((id) => (
        <div key={id}>
          <Anchor component={Link} to={`/organisations/${id}`} size="sm"><bdi>{names.get(id) ?? "…"}</bdi></Anchor>
        </div>
      ))}
    </Fact>
  );
}

function Facts({ idea }: { idea: Idea }) {
  const { t, i18n } = useTranslation();
  return (
    <Card withBorder>
      <Stack gap={6} component="dl" m={0}>
        <Fact label={t("ideas.whose")}>
          {idea.organisation ? <Anchor component={Link} to={`/organisations/${idea.organisation}`} size="sm"><Whose idea={idea} /></Anchor> : <Whose idea={idea} />}
        </Fact>
        {idea.author && <Fact label={t("ideas.author")}>{idea.author}</Fact>}
        {idea.visibility === "named" && <NamedFact ids={idea.named ?? []} />}
        <Fact label={t("ideas.proposed")}>{formatDate(idea.created_at, i18n.language)}</Fact>
        <Fact label={t("organisation.updated")}>{formatDate(idea.updated_at, i18n.language)}</Fact>
      </Stack>
    </Card>
  );
}

/** The idea's files; whoever takes part may add one, in the name of the own organisation or of the cluster. */
function Attachments({ idea }: { idea: Idea }) {
  const owners = useOwners() ?? [];
  return <Documents of={`/ideas/${idea.id}`} owners={idea.may.includes("take_part") ? owners : []} visibilities={["everyone"]} first="everyone" />;
}

function Actions({ idea, etag }: { idea: Idea; etag: string | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { run, error, isBusy } = useAction();
  const remove = () =>
    run(async () => {
      await call("DELETE", `/ideas/${idea.id}`, { etag });
      const state: DeletedState = { deleted: { path: "/ideas", id: idea.id, title: idea.title } };
      navigate("/ideas", { state });
    });
  return (
    <Stack gap="xs">
      <Group gap="xs">
        {idea.may.includes("edit") && <Button component={Link} to={`/ideas/${idea.id}/edit`} variant="default" leftSection={<IconPencil size={18} aria-hidden />}>{t("ideas.edit")}</Button>}
        {idea.may.includes("delete") && idea.stage !== "project" && (
          <Button variant="subtle" color="red" c="var(--mantine-color-error)" leftSection={<IconTrash size={18} aria-hidden />} loading={isBusy} onClick={() => void remove()}>{t("action.delete")}</Button>
        )}
      </Group>
      {Boolean(error) && <ErrorNote error={error} />}
    </Stack>
  );
}

/** An idea with all that belongs to it. */
export function IdeaPage() {
  const { t, i18n } = useTranslation();
  const { id = "" } = useParams();
  const found = useIdea(id);
  const [unsaved, setUnsaved] = useState<Record<string, boolean>>({});
  const mark = (what: string, isUnsaved: boolean) => setUnsaved((before) => ({ ...before, [what]: isUnsaved }));
  useTitle(inLanguage(found.data?.body.title, i18n.language)?.text);
  // What was hidden meanwhile is not shown any longer.
  const isGone = found.error instanceof Problem && found.error.status === 404;
  if (found.error && (isGone || !found.data)) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const { body: idea, etag } = found.data;
  return (
    <Stack gap="xl">
      <LeaveGuard isDirty={Object.values(unsaved).some(Boolean)} />
      <Stack gap="xs">
        <Anchor component={Link} to="/ideas" size="sm">← {t("nav.ideas")}</Anchor>
        <Group justify="space-between" align="flex-start" gap="md">
          <Title order={1} className="grow" dir="auto"><InLanguage text={idea.title} /></Title>
          <Actions idea={idea} etag={etag} />
        </Group>
        <Group gap="xs">
          <IdeaKindBadge kind={idea.kind} />
          <VisibilityBadge visibility={idea.visibility ?? "members"} />
        </Group>
      </Stack>
      <div className="profile">
        <Stack gap="xl">
          <StageSteps idea={idea} etag={etag} onUnsaved={(isUnsaved) => mark("reason", isUnsaved)} />
          <ProjectLink idea={idea} />
          {inLanguage(idea.description, i18n.language)
            ? <Text className="written" dir="auto" component="div"><InLanguage text={idea.description} /></Text>
            : <Text c="dimmed">{t("ideas.noDescription")}</Text>}
          <Tags tags={idea.tags ?? []} />
          <Support idea={idea} />
          <Links idea={idea} />
          <Attachments idea={idea} />
          <Comments about={{ id: idea.id, path: `/ideas/${idea.id}`, people: "/people", mayTalk: idea.may.includes("take_part"), mayModerate: idea.may.includes("choose") }} onUnsaved={mark} />
        </Stack>
        <div><Facts idea={idea} /></div>
      </div>
    </Stack>
  );
}
