import { Button, Card, Group, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ExportMenu } from "../../common/export_menu";
import { Empty, ErrorNote, Loading } from "../../common/states";
import type { Cell } from "../../common/xlsx";
import { formatDate } from "../../i18n";
import { DayField } from "./fields";
import { useInside } from "./inside";
import { RowActs, Undo } from "./lists";
import { today } from "./overview";
import { PartDialog } from "./part_dialog";
import { isOver, may, type Parts, type Project } from "./project";
import { useDeletePart, useParts } from "./use_project";

type Decision = Parts["decision"];

function DecisionDialog({ decision, onClose }: { decision?: Decision; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const labels = { title: t("projects.decisionTitle"), decided_on: t("projects.decidedOn"), text: t("projects.decisionText") };
  return (
    <PartDialog
      kind="decision" part={decision} labels={labels} onClose={onClose} title={t(decision ? "projects.editDecision" : "projects.newDecision")}
      first={decision ? { title: decision.title, decided_on: decision.decided_on, text: decision.text } : { title: "", decided_on: today(), text: "" }}
      lacks={(draft) => ({ title: !draft.title?.trim() && t("projects.missing.name"), decided_on: !draft.decided_on && t("projects.missing.day") })}
      shown={(field, value) => (field === "decided_on" && value ? formatDate(value as string, i18n.language) : undefined)}
    >
      {(draft, change, error) => (
        <>
          <TextInput label={labels.title} withAsterisk maxLength={300} data-autofocus error={error("title")} data-pointer="/title" value={draft.title} onChange={(event) => change({ title: event.currentTarget.value })} />
          <DayField label={labels.decided_on} withAsterisk error={error("decided_on")} pointer="/decided_on" value={draft.decided_on} onChange={(day) => change({ decided_on: day })} />
          <Textarea label={labels.text} description={t("projects.decisionTextHelp")} autosize minRows={4} maxRows={16} maxLength={20_000} error={error("text")} data-pointer="/text" value={draft.text ?? ""} onChange={(event) => change({ text: event.currentTarget.value })} />
        </>
      )}
    </PartDialog>
  );
}

/** What was decided and why, the newest first: who joins later reads it here. */
export function DecisionsTab({ project }: { project: Project }) {
  const { t, i18n } = useTranslation();
  const { manages } = useInside();
  const found = useParts(project.id, "decision");
  const { remove, undo, deleted, error, isBusy } = useDeletePart(project.id, "decision");
  const [edited, setEdited] = useState<{ decision?: Decision }>();
  const [words, setWords] = useState("");
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const all = [...found.data].sort((a, b) => b.decided_on.localeCompare(a.decided_on));
  const sought = words.trim().toLocaleLowerCase(i18n.language);
  const shown = all.filter((each) => `${each.title}\n${each.text ?? ""}`.toLocaleLowerCase(i18n.language).includes(sought));
  const add = manages && !isOver(project) && <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setEdited({})}>{t("projects.newDecision")}</Button>;
  const rows = (): Cell[][] => [[t("projects.decidedOn"), t("projects.decisionTitle"), t("projects.decisionText")], ...shown.map((each): Cell[] => [{ day: each.decided_on }, each.title, each.text])];
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={2} size="h3">{t("projects.tab.decisions")}</Title>
        <Group gap="xs">
          {shown.length > 0 && <ExportMenu name={t("projects.tab.decisions")} rows={rows} />}
          {all.length > 0 && add}
        </Group>
      </Group>
      <Undo name={deleted?.title} onUndo={() => void undo()} isBusy={isBusy} error={error} />
      {all.length > 5 && <TextInput type="search" maw="24rem" aria-label={t("catalogue.search")} placeholder={t("catalogue.search")} value={words} onChange={(event) => setWords(event.currentTarget.value)} />}
      {all.length === 0 && <Empty title={t("projects.noDecisions")} text={t("projects.noDecisionsText")}>{add}</Empty>}
      {all.length > 0 && shown.length === 0 && <Text c="dimmed" role="status">{t("catalogue.none")}</Text>}
      {shown.map((each) => (
        <Card key={each.id} withBorder component="article">
          <Group justify="space-between" align="flex-start" wrap="nowrap">
            <div>
              <Text size="sm" c="dimmed">{formatDate(each.decided_on, i18n.language)}</Text>
              <Title order={3} size="h5" dir="auto">{each.title}</Title>
            </div>
            <RowActs name={each.title} isBusy={isBusy} onEdit={may(each, "edit") ? () => setEdited({ decision: each }) : undefined} onDelete={may(each, "delete") ? () => void remove(each) : undefined} />
          </Group>
          {each.text && <Text size="sm" mt={6} className="written" dir="auto">{each.text}</Text>}
        </Card>
      ))}
      {edited && <DecisionDialog decision={edited.decision} onClose={() => setEdited(undefined)} />}
    </Stack>
  );
}
