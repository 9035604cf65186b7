import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router-dom";
import { call, get, queryString, type Schemas } from "../../api/client";
import { useSession } from "../../api/session";
import { MentionText } from "../../common/mention_text";
import { MentionTextarea } from "../../common/mention_textarea";
import { toDraft, toStored } from "../../common/mentions";
import { ErrorNote, Loading } from "../../common/states";
import { showToast } from "../../common/toast";
import { useAction } from "../../common/use_action";
import { formatMoment } from "../../i18n";

type Comment = Schemas["Comment"];

/** What is talked about, and what the reader may do there. */
export interface Discussed {
  id: string;
  /** Of the API: "/ideas/ID", "/projects/ID", "/tasks/ID". */
  path: string;
  /** Below it, who may be named. */
  people: string;
  mayTalk: boolean;
  mayModerate: boolean;
}


function CommentForm({ about, label, comment, send, onCancel, onUnsaved, button }: { about: Discussed; label: string; comment?: Comment; send: (text: string) => Promise<unknown>; onCancel?: () => void; onUnsaved: (isUnsaved: boolean) => void; button: string }) {
  const { t } = useTranslation();
  const [first] = useState(() => toDraft(comment?.text ?? "", comment?.mentions ?? []));
  const [draft, setDraft] = useState(first);
  const { run, error, isBusy } = useAction();
  const isUnsaved = draft.text !== first.text;
  const text = toStored(draft.text, draft.mentions);
  useEffect(() => {
    onUnsaved(isUnsaved);
    return () => onUnsaved(false);
    // The parent's function changes with each of its renderings.
    // eslint-disable-next-line
  }, [isUnsaved]);
  const submit = async () => {
    if (!text.trim()) return;
    if ((await run(() => send(text))) !== undefined) setDraft(first);
  };
  return (
    <form onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      <Stack gap="xs">
        <MentionTextarea people={about.path + about.people} label={label} autosize minRows={2} maxRows={14} maxLength={5000} autoFocus={Boolean(onCancel)} draft={draft} onDraft={setDraft} />
        {Boolean(error) && <ErrorNote error={error} />}
        <Group gap="xs">
          <Button type="submit" size="sm" loading={isBusy} disabled={!text.trim() || (Boolean(onCancel) && !isUnsaved)}>{button}</Button>
          {onCancel && <Button size="sm" variant="default" onClick={onCancel}>{t("action.cancel")}</Button>}
        </Group>
      </Stack>
    </form>
  );
}

function Actions({ comment, mayDelete, mayEdit, onEdit }: { comment: Comment; mayDelete: boolean; mayEdit: boolean; onEdit: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { run, error, isBusy } = useAction();
  // It can be undone: nothing is asked before.
  const remove = () =>
    run(async () => {
      await call("DELETE", `/comments/${comment.id}`);
      showToast({
        text: t("ideas.commentDeleted"),
        undo: async () => {
          await call("POST", `/comments/${comment.id}/restoration`);
          await queries.invalidateQueries();
        },
      });
    });
  return (
    <Group gap={4}>
      {mayEdit && <Button size="compact-xs" variant="subtle" color="gray" c="dimmed" onClick={onEdit} aria-label={t("ideas.editComment")}>{t("action.edit")}</Button>}
      {mayDelete && <Button size="compact-xs" variant="subtle" color="gray" c="dimmed" loading={isBusy} onClick={() => void remove()} aria-label={t("ideas.deleteComment")}>{t("action.delete")}</Button>}
      {Boolean(error) && <ErrorNote error={error} />}
    </Group>
  );
}

function CommentItem({ comment, about, onUnsaved }: { comment: Comment; about: Discussed; onUnsaved: (isUnsaved: boolean) => void }) {
  const { t, i18n } = useTranslation();
  const [isEdited, setEdited] = useState(false);
  // Whoever comes for this very comment is led to it.
  const place = useRef<HTMLLIElement>(null);
  const isCalled = useLocation().hash === `#comment-${comment.id}`;
  useEffect(() => {
    if (isCalled) place.current?.scrollIntoView({ block: "center" });
  }, [isCalled]);
  const mayEdit = comment.is_own && about.mayTalk;
  const change = async (text: string) => {
    await call("PATCH", `/comments/${comment.id}`, { json: { text } });
    setEdited(false);
    return true;
  };
  return (
    <li className="comment" id={`comment-${comment.id}`} data-called={isCalled || undefined} ref={place}>
      <Group gap="xs" justify="space-between">
        <Text size="sm">
          <Text span fw={600} size="sm"><bdi>{comment.author}</bdi></Text>{" "}
          <Text span c="dimmed" size="sm">
            {formatMoment(comment.created_at, i18n.language)}
            {comment.edited_at && ` · ${t("ideas.edited", { moment: formatMoment(comment.edited_at, i18n.language) })}`}
          </Text>
        </Text>
        {!isEdited && <Actions comment={comment} mayEdit={mayEdit} mayDelete={mayEdit || about.mayModerate} onEdit={() => setEdited(true)} />}
      </Group>
      {isEdited
        ? <CommentForm about={about} label={t("ideas.editComment")} comment={comment} send={change} onCancel={() => setEdited(false)} onUnsaved={onUnsaved} button={t("action.save")} />
        : <Text className="written" dir="auto"><MentionText text={comment.text} people={comment.mentions ?? []} /></Text>}
    </li>
  );
}

/** What people say about the thing, the oldest first, and the place to say something. */
export function Comments({ about, onUnsaved }: { about: Discussed; onUnsaved: (what: string, isUnsaved: boolean) => void }) {
  const { t } = useTranslation();
  const session = useSession();
  const location = useLocation();
  const found = useInfiniteQuery({
    queryKey: ["comments", about.id],
    initialPageParam: "",
    queryFn: ({ pageParam }) => get<{ items: Comment[]; next?: string }>(`${about.path}/comments${queryString({ cursor: pageParam, limit: 50 })}`),
    getNextPageParam: (page) => page.next,
  });
  const items = found.data?.pages.flatMap((page) => page.items);
  return (
    <section aria-labelledby="comments-title">
      <Title order={2} size="h4" mb="xs" id="comments-title">
        {t("ideas.commentsTitle")}
      </Title>
      <Stack>
        {found.error && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
        {found.isPending && <Loading />}
        {items?.length === 0 && <Text c="dimmed">{t(about.mayTalk ? "ideas.noComments" : "ideas.noCommentsYet")}</Text>}
        <ul className="hit-list">
          {items?.map((each) => <CommentItem key={each.id} comment={each} about={about} onUnsaved={(isUnsaved) => onUnsaved(each.id, isUnsaved)} />)}
        </ul>
        {found.hasNextPage && <Button variant="light" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t("action.showMore")}</Button>}
        {about.mayTalk && (
          <CommentForm
            about={about} label={t("ideas.yourComment")} button={t("ideas.sendComment")} onUnsaved={(isUnsaved) => onUnsaved("new", isUnsaved)}
            send={(text) => call("POST", `${about.path}/comments`, { json: { text }, idempotencyKey: crypto.randomUUID() })}
          />
        )}
        {session && !session.user && (
          <Group>
            <Button component={Link} to="/login" state={{ from: location.pathname }} variant="light">{t("ideas.logInToTalk")}</Button>
          </Group>
        )}
      </Stack>
    </section>
  );
}
