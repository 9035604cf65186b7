import { Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "../../api/client";
import { ErrorNote } from "../../common/states";
import { useInside } from "./inside";
import { may, type Parts } from "./project";
import { useMovePart } from "./use_project";

type Partner = Parts["partner"];
type State = "active" | "declined" | "left";

/** What a partner can say now, and in which words it is asked. */
const answersTo = ({ state }: Partner): State[] => (state === "invited" ? ["active", "declined"] : state === "active" ? ["left"] : []);

/** The answer of a partner: its own, or, by who manages the project, one that came on paper and is told where it stands. */
export function Answer({ partner }: { partner: Partner }) {
  const { t } = useTranslation();
  const { project, manages, nameOf } = useInside();
  const { move, error, isBusy } = useMovePart(project.id, "partner");
  const [asked, setAsked] = useState<State>();
  const [note, setNote] = useState("");
  const [isMissing, setMissing] = useState(false);
  const isOwn = may(partner, "answer");
  const states = answersTo(partner);
  if (states.length === 0 || (!isOwn && !manages)) return null;
  const needsNote = (state: State) => !isOwn || state === "left";
  const send = async (state: State) => {
    if (needsNote(state) && !note.trim()) return setMissing(true);
    if (await move(partner, state, note.trim())) setAsked(undefined);
  };
  // A plain yes of one's own needs no words.
  const choose = (state: State) => (isOwn && state === "active" ? void send(state) : (setAsked(state), setMissing(false)));
  const refused = error instanceof Problem ? error.of("/note")?.detail : undefined;
  const who = nameOf(partner.organisation);
  return (
    <Stack gap="xs" className="no-print">
      {asked === undefined
        ? (
          <Group gap="xs">
            {states.map((state) => (
              <Button key={state} {...(state === "left" ? { size: "compact-sm", variant: "subtle", color: "gray", c: "dimmed", ml: -8 } : { size: "sm", variant: state === "active" && isOwn ? "filled" : "default" })} loading={isBusy} aria-label={`${t(`projects.${isOwn ? "answer" : "paper"}.${state}`)}: ${who}`} onClick={() => choose(state)}>
                {t(`projects.${isOwn ? "answer" : "paper"}.${state}`)}
              </Button>
            ))}
          </Group>
        )
        : (
          <form noValidate onSubmit={(event) => { event.preventDefault(); void send(asked); }}>
            <Stack gap="xs">
              <Textarea
                label={t(isOwn ? `projects.answerNote.${asked}` : "projects.paperNote")} description={isOwn ? undefined : t("projects.paperNoteHelp")} withAsterisk={needsNote(asked)} autosize minRows={2} maxLength={2000} autoFocus value={note}
                error={isMissing && !note.trim() ? t(isOwn ? "projects.missing.leaveNote" : "projects.missing.paperNote") : refused} onChange={(event) => setNote(event.currentTarget.value)}
              />
              <Group gap="xs">
                <Button type="submit" size="sm" loading={isBusy}>{t(`projects.${isOwn ? "answer" : "paper"}.${asked}`)}</Button>
                <Button size="sm" variant="default" onClick={() => setAsked(undefined)}>{t("action.cancel")}</Button>
              </Group>
            </Stack>
          </form>
        )}
      {Boolean(error) && !refused && <ErrorNote error={error} />}
      {!isOwn && asked === undefined && partner.state === "invited" && <Text size="xs" c="dimmed">{t("projects.paperHelp")}</Text>}
    </Stack>
  );
}
