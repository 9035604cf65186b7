import { Alert, Button, Card, Group, Menu, Stack, Text, Textarea } from "@mantine/core";
import { IconCheck, IconChevronDown } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call, Problem } from "../../api/client";
import { ErrorNote } from "../../common/states";
import { useAction } from "../../common/use_action";
import { StageDot } from "./badges";
import { type Idea, type IdeaStage, movesOf, steps } from "./idea";

/** How far the idea has come; a shelved one stands at none of the steps. */
function Steps({ stage }: { stage: IdeaStage }) {
  const { t } = useTranslation();
  const at = steps.findIndex((each) => each === stage);
  return (
    <ol className="idea-steps" aria-label={t("ideas.stageLabel")}>
      {steps.map((step, i) => (
        <li key={step} className="idea-step" data-state={i === at ? "here" : i < at ? "done" : "ahead"} aria-current={i === at ? "step" : undefined}>
          <span className="idea-step-dot" aria-hidden>{i < at && <IconCheck size={14} />}</span>
          <span>{t(`ideas.stage.${step}`)}</span>
        </li>
      ))}
    </ol>
  );
}

function ShelveForm({ reason, onReason, isBusy, error, onShelve, onCancel }: { reason: string; onReason: (reason: string) => void; isBusy: boolean; error?: string; onShelve: () => void; onCancel: () => void }) {
  const { t } = useTranslation();
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); onShelve(); }}>
      <Stack gap="sm">
        <Textarea label={t("ideas.shelveReason")} description={t("ideas.shelveHelp")} withAsterisk autosize minRows={2} maxLength={2000} data-autofocus autoFocus value={reason} error={error} onChange={(event) => onReason(event.currentTarget.value)} />
        <Group>
          <Button type="submit" loading={isBusy}>{t("ideas.shelve")}</Button>
          <Button variant="default" onClick={onCancel}>{t("action.cancel")}</Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The idea's stage, with the moves that the reader may make. */
export function StageSteps({ idea, etag, onUnsaved }: { idea: Idea; etag: string | undefined; onUnsaved: (isUnsaved: boolean) => void }) {
  const { t } = useTranslation();
  const { run, error, isBusy } = useAction();
  const [reason, setReason] = useState<string>();
  const [isReasonMissing, setReasonMissing] = useState(false);
  const write = (text: string | undefined) => {
    setReason(text);
    setReasonMissing(false);
    onUnsaved(Boolean(text));
  };
  const move = async (stage: IdeaStage, why?: string) => {
    if (await run(() => call<Idea>("POST", `/ideas/${idea.id}/stage`, { json: { stage, ...(why ? { reason: why } : {}) }, etag }))) write(undefined);
  };
  const shelve = () => {
    if (!reason?.trim()) setReasonMissing(true);
    else void move("shelved", reason);
  };
  const moves = movesOf(idea);
  const refused = error instanceof Problem ? error.of("/reason")?.detail : undefined;
  return (
    <Card withBorder>
      <Stack gap="sm">
        <Steps stage={idea.stage} />
        {idea.stage === "shelved" && (
          <Alert color="gray" variant="light" title={t("ideas.isShelved")}>
            <Text size="sm" className="written" dir="auto">{idea.shelved_reason}</Text>
          </Alert>
        )}
        {moves.length > 0 && reason === undefined && (
          <Group>
            <Menu position="bottom-start">
              <Menu.Target>
                <Button variant="default" size="sm" loading={isBusy} rightSection={<IconChevronDown size={16} aria-hidden />}>{t("ideas.changeStage")}</Button>
              </Menu.Target>
              <Menu.Dropdown>
                {moves.map((stage) => (
                  <Menu.Item key={stage} leftSection={<StageDot stage={stage} />} onClick={() => (stage === "shelved" ? write("") : void move(stage))}>
                    {stage === "shelved" ? t("ideas.shelveMenu") : t(`ideas.stage.${stage}`)}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          </Group>
        )}
        {reason !== undefined && <ShelveForm reason={reason} onReason={write} isBusy={isBusy} error={isReasonMissing ? t("ideas.shelveMissing") : refused} onShelve={shelve} onCancel={() => write(undefined)} />}
        {Boolean(error) && !refused && <ErrorNote error={error} />}
      </Stack>
    </Card>
  );
}
