import { Alert, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useNavigate, useParams, useSearchParams } from "react-router-dom";
import { call, Problem } from "../../api/client";
import { may, useClusterSlug, useSession } from "../../api/session";
import { FormErrors } from "../../common/form_errors";
import { LeaveGuard } from "../../common/leave_guard";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { useTitle } from "../../common/use_title";
import { inLanguage } from "../../i18n";
import { Conflict } from "./conflict";
import { type Draft, draftOf, missing, sent } from "./draft";
import { Form, useOwners } from "./form";
import { type Idea, kinds } from "./idea";
import { ideaKey } from "./use_idea";

function useLabels(): Record<string, string> {
  const { t } = useTranslation();
  return {
    "/title": t("edit.title"), "/kind": t("ideas.kindLabel"), "/description": t("organisation.description"), "/tags": t("organisation.tags"), "/organisation": t("partners.onBehalfOf"),
    "/visibility": t("visibility.title"), "/named": t("visibility.namedLabel"), "/links": t("ideas.links"),
  };
}

/** What is wrong: what the form itself knows is missing, and what the server refused. */
function useErrors(lacking: string[], problem: Problem | undefined) {
  const { t } = useTranslation();
  const labels = useLabels();
  return useMemo(() => {
    const found = [
      ...lacking.map((pointer) => ({ pointer, detail: t(`ideas.missing.${pointer.slice(1)}`) })),
      ...(problem?.errors ?? []).map(({ pointer, detail, mend }) => ({ pointer, detail: [detail, mend].filter(Boolean).join("; ") })),
    ];
    return found.map((each) => ({ ...each, label: labels[each.pointer.split("/").slice(0, 2).join("/")] ?? each.pointer }));
    // The labels follow the language, as t does.
    // eslint-disable-next-line
  }, [lacking, problem, t]);
}

interface EditorProps {
  id: string | undefined;
  first: Draft;
  etag: string | undefined;
  owners: { value: string; name: string | undefined }[];
  mayShare: boolean;
}

function Editor({ id, first, etag: firstEtag, owners, mayShare }: EditorProps) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const cluster = useClusterSlug();
  const labels = useLabels();
  const [draft, setDraft] = useState(first);
  const [saved, setSaved] = useState(first);
  const [etag, setEtag] = useState(firstEtag);
  const [lacking, setLacking] = useState<string[]>([]);
  const [problem, setProblem] = useState<Problem>();
  const [theirs, setTheirs] = useState<{ draft: Draft; etag: string | undefined }>();
  const [isBusy, setBusy] = useState(false);
  const [attempts, setAttempts] = useState(0);
  // One key for one content: sent twice, it is made once.
  const content = JSON.stringify(sent(draft));
  const key = useMemo(() => crypto.randomUUID(), [content]);
  const isDirty = content !== JSON.stringify(sent(saved)) || draft.kind !== saved.kind;
  const errors = useErrors(lacking, problem);
  const change = (part: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...part }));
    // What is mended is wrong no more; the rest stays said.
    if (lacking.length > 0) setLacking((before) => before.filter((pointer) => !(pointer.slice(1) in part)));
  };

  const write = (version: string | undefined) =>
    id
      ? call<Idea>("PUT", `/ideas/${id}`, { json: sent(draft), etag: version })
      : call<Idea>("POST", `/clusters/${cluster}/ideas`, { json: sent(draft), idempotencyKey: key });
  const refuse = async (error: unknown) => {
    const refused = error instanceof Problem ? error : new Problem(0, String(error));
    if (refused.status === 412) {
      const other = await call<Idea>("GET", `/ideas/${id}`);
      setTheirs({ draft: draftOf(other.body), etag: other.etag });
    } else setProblem(refused);
    setAttempts((before) => before + 1);
    // What is said of the whole form stands at its top; what is said of fields is brought into view by its summary.
    if (refused.errors.length === 0) window.scrollTo({ top: 0, behavior: "smooth" });
  };
  const save = async (version = etag) => {
    const lacks = missing(draft).filter((pointer) => mayShare || pointer !== "/named");
    setLacking(lacks);
    setProblem(undefined);
    setAttempts((before) => before + 1);
    if (lacks.length > 0) return;
    setBusy(true);
    try {
      const { body } = await write(version);
      setSaved(draft);
      queries.removeQueries({ queryKey: ideaKey(body.id) });
      await queries.invalidateQueries();
      setTimeout(() => navigate(`/ideas/${body.id}`, { replace: Boolean(id) }), 0);
    } catch (error) {
      await refuse(error).catch((failed: unknown) => setProblem(failed instanceof Problem ? failed : new Problem(0, "")));
      setBusy(false);
    }
  };
  const overwrite = () => {
    setEtag(theirs?.etag);
    setTheirs(undefined);
    void save(theirs?.etag);
  };
  const take = () => {
    if (!theirs) return;
    setDraft(theirs.draft);
    setSaved(theirs.draft);
    setEtag(theirs.etag);
    setTheirs(undefined);
  };
  const errorOf = (pointer: string) => errors.find((each) => each.pointer === pointer)?.detail;
  return (
    <form noValidate className="narrow" onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <LeaveGuard isDirty={isDirty && !isBusy} />
      <Stack gap="lg">
        <Title order={1}>{id ? inLanguage(saved.title, i18n.language)?.text : t("ideas.new")}</Title>
        {!id && <Text>{t("ideas.newLead")}</Text>}
        {theirs && <Conflict mine={draft} theirs={theirs.draft} labels={labels} onOverwrite={overwrite} onTake={take} />}
        {problem && problem.errors.length === 0 && <ErrorNote error={problem} />}
        <FormErrors errors={errors} attempt={attempts} />
        <Form draft={draft} onChange={change} error={errorOf} id={id} owners={owners} mayShare={mayShare} />
        <Group className="save-bar">
          <Button type="submit" loading={isBusy} disabled={Boolean(id) && !isDirty}>{t(id ? "action.save" : "ideas.proposeIt")}</Button>
          <Button variant="default" onClick={() => navigate(id ? `/ideas/${id}` : "/ideas")}>{t("action.cancel")}</Button>
          {isDirty && <Text size="sm" c="dimmed" visibleFrom="xs">{t("edit.unsaved")}</Text>}
        </Group>
      </Stack>
    </form>
  );
}

function NewIdea() {
  const { t } = useTranslation();
  const [parameters] = useSearchParams();
  const location = useLocation();
  const session = useSession();
  const owners = useOwners();
  if (!session || !owners) return <Loading />;
  if (!may(session, "propose_idea") || owners.length === 0)
    return (
      <Empty title={t("ideas.new")} text={t(session.user ? "ideas.mayNotPropose" : "ideas.logInToPropose")}>
        {session.user
          ? <Button component={Link} to="/ideas" variant="light">{t("nav.ideas")}</Button>
          : <Button component={Link} to="/login" state={{ from: location.pathname + location.search }}>{t("session.logIn")}</Button>}
      </Empty>
    );
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
