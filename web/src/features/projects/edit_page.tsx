import { Alert, Anchor, Button, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useParams, useSearchParams } from "react-router-dom";
import { call, get, type LocalisedText } from "../../api/client";
import { may as mayDo, useClusterSlug, useSession } from "../../api/session";
import { EditForm, useEditing } from "../../common/edit_form";
import { useOrganisationNames } from "../../common/organisation_picker";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { InLanguage } from "../../common/text";
import { useTitle } from "../../common/use_title";
import { Versions } from "../../common/versions";
import { formatDate, inLanguage } from "../../i18n";
import type { Idea } from "../ideas/idea";
import { differing, type Draft, draftFrom, draftOf, lacking, sent, usualTime } from "./draft";
import { Form } from "./form";
import { today } from "./overview";
import { may, type Project } from "./project";
import { projectKey } from "./use_project";

function useLabels(): Record<string, string> {
  const { t } = useTranslation();
  return {
    acronym: t("projects.acronym"), title: t("edit.title"), summary: t("projects.summary"), begins_on: t("projects.begins"), ends_on: t("projects.ends"), currency: t("projects.currency"),
    visibility: t("visibility.title"), named: t("visibility.namedLabel"), idea: t("projects.fromIdea"),
  };
}

/** Two versions of what is written of a project. */
function Conflict({ mine, theirs, onOverwrite, onTake }: { mine: Draft; theirs: Draft; onOverwrite: () => void; onTake: () => void }) {
  const { t, i18n } = useTranslation();
  const labels = useLabels();
  const names = useOrganisationNames([...new Set([...mine.named, ...theirs.named])]);
  const shown = (draft: Draft, field: keyof Draft) => {
    switch (field) {
      case "title":
      case "summary": return Object.entries(draft[field]).map(([language, text]) => `${language}: ${text}`).join("\n");
      case "begins_on":
      case "ends_on": return draft[field] && formatDate(draft[field], i18n.language);
      case "visibility": return t(`visibility.${draft.visibility}`);
      case "named": return draft.named.map((id) => names.get(id) ?? "…").join(", ");
      default: return draft[field] ?? "";
    }
  };
  const rows = differing(mine, theirs).map((field) => ({ label: labels[field] ?? field, theirs: shown(theirs, field), mine: shown(mine, field) }));
  return <Versions title={t("projects.conflict")} rows={rows} onOverwrite={onOverwrite} onTake={onTake} />;
}

interface EditorProps {
  project: Project | undefined;
  first: Draft;
  etag: string | undefined;
  ideaTitle: LocalisedText | undefined;
}

function Editor({ project, first, etag, ideaTitle }: EditorProps) {
  const { t, i18n } = useTranslation();
  const cluster = useClusterSlug();
  const labels = useLabels();
  const editing = useEditing<Draft, Project>({
    first, etag, isNew: !project, sent, labelOf: (pointer) => labels[pointer.split("/")[1] ?? ""] ?? pointer, queryKey: projectKey, pathOf: (made) => `/projects/${made.id}`,
    lacks: (draft) => lacking(draft).map(({ pointer, what }) => ({ pointer, detail: t(`projects.missing.${what}`) })),
    write: (json, how) => (project ? call("PUT", `/projects/${project.id}`, { json, ...how }) : call("POST", `/clusters/${cluster}/projects`, { json, ...how })),
    read: async () => {
      const { body, etag: version } = await call<Project>("GET", `/projects/${project?.id}`);
      return { draft: draftOf(body), etag: version };
    },
  });
  const { draft, theirs } = editing;
  return (
    <EditForm
      editing={editing} title={project ? inLanguage(project.title, i18n.language)?.text : t("projects.new")} makeLabel={t("projects.begin")}
      cancelPath={project ? `/projects/${project.id}` : draft.idea ? `/ideas/${draft.idea}` : "/projects"}
      lead={(
        <>
          {draft.idea && ideaTitle && <Text>{t("projects.fromIdea")}: <Anchor component={Link} to={`/ideas/${draft.idea}`}><bdi><InLanguage text={ideaTitle} /></bdi></Anchor></Text>}
          {!project && <Text>{t(draft.idea ? "projects.newFromIdea" : "projects.newLead")}</Text>}
          {project?.stage === "running" && <Text size="sm" c="dimmed">{t("projects.timeFixed")}</Text>}
          {theirs && <Conflict mine={draft} theirs={theirs} onOverwrite={editing.overwrite} onTake={editing.take} />}
        </>
      )}
    >
      <Form draft={draft} onChange={editing.change} error={editing.errorOf} isNew={!project} isTimeFixed={Boolean(project) && project?.stage !== "draft"} />
    </EditForm>
  );
}

function NewProject() {
  const { t } = useTranslation();
  const [parameters] = useSearchParams();
  const location = useLocation();
  const session = useSession();
  const id = parameters.get("idea");
  const idea = useQuery({ queryKey: ["idea-of-project", id], queryFn: () => get<Idea>(`/ideas/${id}`), enabled: Boolean(id), refetchOnWindowFocus: false });
  if (!session) return <Loading />;
  if (!mayDo(session, "create_project"))
    return (
      <Empty title={t("projects.new")} text={t(session.user ? "projects.mayNotBegin" : "projects.logInToBegin")}>
        {session.user
          ? <Button component={Link} to="/ideas/new" variant="light">{t("ideas.propose")}</Button>
          : <Button component={Link} to="/login" state={{ from: location.pathname + location.search }}>{t("session.logIn")}</Button>}
      </Empty>
    );
  if (id && idea.error) return <ErrorNote error={idea.error} />;
  if (id && !idea.data) return <Loading />;
  if (idea.data?.project)
    return (
      <Alert color="gray" role="status" title={t("projects.ideaHasProject")}>
        <Button component={Link} to={`/projects/${idea.data.project}`} variant="light">{t("projects.toProject")}</Button>
      </Alert>
    );
  const first = idea.data ? draftFrom(idea.data, today()) : { ...draftOf(), ...usualTime(today()) };
  return <Editor project={undefined} first={first} etag={undefined} ideaTitle={idea.data?.title} />;
}

function ExistingProject({ id }: { id: string }) {
  const { t } = useTranslation();
  const found = useQuery({ queryKey: ["edit-project", id], queryFn: () => call<Project>("GET", `/projects/${id}`), staleTime: 0, gcTime: 0, refetchOnWindowFocus: false });
  if (found.error) return <ErrorNote error={found.error} />;
  if (!found.data) return <Loading />;
  const { body: project, etag } = found.data;
  if (!may(project, "manage"))
    return (
      <Alert color="orange" role="alert" title={t("error.forbidden")}>
        <Button component={Link} to={`/projects/${id}`} variant="light">{t("projects.toProject")}</Button>
      </Alert>
    );
  return <Editor project={project} first={draftOf(project)} etag={etag} ideaTitle={project.idea_title} />;
}

/** Beginning a project, and changing what is written of one. */
export function EditPage() {
  const { t } = useTranslation();
  const { id } = useParams();
  useTitle(t(id ? "projects.edit" : "projects.new"));
  return id ? <ExistingProject id={id} key={id} /> : <NewProject />;
}
