import { Alert, Button, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router-dom";
import { call } from "../../api/client";
import { may, useClusterSlug, useSession } from "../../api/session";
import { EditForm, useEditing } from "../../common/edit_form";
import { MayNot } from "../../common/may_not";
import { type Owner, useOwners } from "../../common/owners";
import { ErrorNote, Loading } from "../../common/states";
import { useTitle } from "../../common/use_title";
import { inLanguage } from "../../i18n";
import { Conflict } from "./conflict";
import { type Draft, draftOf, missing, sent } from "./draft";
import { Form } from "./form";
import { type Idea, kinds } from "./idea";
import { ideaKey } from "./use_idea";

function useLabels(): Record<string, string> {
  const { t } = useTranslation();
  return {
    "/title": t("edit.title"), "/kind": t("ideas.kindLabel"), "/description": t("organisation.description"), "/tags": t("organisation.tags"), "/organisation": t("partners.onBehalfOf"),
    "/visibility": t("visibility.title"), "/named": t("visibility.namedLabel"), "/links": t("ideas.links"),
  };
}

interface EditorProps {
  id: string | undefined;
  first: Draft;
  etag: string | undefined;
  owners: Owner[];
  mayShare: boolean;
}

function Editor({ id, first, etag, owners, mayShare }: EditorProps) {
  const { t, i18n } = useTranslation();
  const cluster = useClusterSlug();
  const labels = useLabels();
  const editing = useEditing<Draft, Idea>({
    first, etag, isNew: !id, sent, labelOf: (pointer) => labels[`/${pointer.split("/")[1] ?? ""}`] ?? pointer, queryKey: ideaKey, pathOf: (made) => `/ideas/${made.id}`,
    lacks: (draft) => missing(draft).filter((pointer) => mayShare || pointer !== "/named").map((pointer) => ({ pointer, detail: t(`ideas.missing.${pointer.slice(1)}`) })),
    write: (json, how) => (id ? call("PUT", `/ideas/${id}`, { json, ...how }) : call("POST", `/clusters/${cluster}/ideas`, { json, ...how })),
    read: async () => {
      const { body, etag: version } = await call<Idea>("GET", `/ideas/${id}`);
      return { draft: draftOf(body), etag: version };
    },
  });
  const { draft, saved, theirs } = editing;
  return (
    <EditForm
      editing={editing} title={id ? inLanguage(saved.title, i18n.language)?.text : t("ideas.new")} makeLabel={t("ideas.proposeIt")} cancelPath={id ? `/ideas/${id}` : "/ideas"}
      lead={(
        <>
          {!id && <Text>{t("ideas.newLead")}</Text>}
          {theirs && <Conflict mine={draft} theirs={theirs} labels={labels} onOverwrite={editing.overwrite} onTake={editing.take} />}
        </>
      )}
    >
      <Form draft={draft} onChange={editing.change} error={editing.errorOf} id={id} owners={owners} mayShare={mayShare} />
    </EditForm>
  );
}

function NewIdea() {
  const { t } = useTranslation();
  const [parameters] = useSearchParams();
  const session = useSession();
  const owners = useOwners();
  if (!session || !owners) return <Loading />;
  if (!may(session, "propose_idea") || owners.length === 0)
    return <MayNot title={t("ideas.new")} mayNot={t("ideas.mayNotPropose")} guest={t("ideas.logInToPropose")} list="/ideas" listLabel={t("nav.ideas")} />;
  const kind = kinds.find((each) => each === parameters.get("kind"));
  return <Editor id={undefined} first={draftOf({ kind, organisation: owners[0]?.value })} etag={undefined} owners={owners} mayShare />;
}

function ExistingIdea({ id }: { id: string }) {
  const { t } = useTranslation();
  const found = useQuery({ queryKey: ["edit-idea", id], queryFn: () => call<Idea>("GET", `/ideas/${id}`), staleTime: 0, gcTime: 0, refetchOnWindowFocus: false });
  if (found.error) return <ErrorNote error={found.error} />;
  if (!found.data) return <Loading />;
  if (!found.data.body.may.includes("edit"))
    return (
      <Alert color="orange" role="alert" title={t("error.forbidden")}>
        <Button component={Link} to={`/ideas/${id}`} variant="light">{t("ideas.toIdea")}</Button>
      </Alert>
    );
  return <Editor id={id} first={draftOf(found.data.body)} etag={found.data.etag} owners={[]} mayShare={found.data.body.may.includes("share")} />;
}

/** Proposing an idea, and changing one. */
export function EditPage() {
  const { t } = useTranslation();
  const { id } = useParams();
  useTitle(t(id ? "ideas.edit" : "ideas.new"));
  return id ? <ExistingIdea id={id} key={id} /> : <NewIdea />;
}
