import { Alert, Anchor, Button, Card, Group, Stack, Stepper, Text, Textarea, Title } from "@mantine/core";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router-dom";
import { call } from "../../api/client";
import type { DeletedState } from "../../common/deleted";
import { ErrorNote } from "../../common/states";
import { useAction } from "../../common/use_action";
import { isOver, type Matchmaking, nextStage, type Stage, stageBefore, stages } from "./matchmaking";
import { OutcomeFigures } from "./outcome_figures";

/** What those who run the event do with it, one step after the other. */
export function StagePanel({ event, etag }: { event: Matchmaking; etag: string | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { run, error, isBusy } = useAction();
  const [isCancelling, setCancelling] = useState(false);
  const [reason, setReason] = useState("");
  const { stage } = event;
  const move = (to: Stage, why = "") => run(() => call("POST", `/matchmakings/${event.id}/stage`, { json: { stage: to, ...(why ? { reason: why } : {}) }, etag }));
  const remove = () =>
    run(async () => {
      await call("DELETE", `/matchmakings/${event.id}`, { etag });
      const state: DeletedState = { deleted: { path: "/matchmakings", page: "/events", id: event.id, title: event.title ?? {} } };
      navigate("/events", { state });
    });
  const next = nextStage[stage], back = stageBefore[stage];
  const hasSchedule = !["draft", "registration", "cancelled"].includes(stage);
  return (
    <Card withBorder component="section" aria-label={t("matchmaking.running")}>
      <Stack gap="md">
        <Group justify="space-between" align="flex-start">
          <Title order={2} size="h4">{t("matchmaking.running")}</Title>
          <Group gap="xs">
            {!isOver(stage) && <Button component={Link} to={`/events/${event.id}/edit`} size="xs" variant="default" leftSection={<IconPencil size={16} aria-hidden />}>{t("action.edit")}</Button>}
            {(stage === "draft" || stage === "cancelled") && <Button size="xs" variant="subtle" c="var(--mantine-color-error)" leftSection={<IconTrash size={16} aria-hidden />} loading={isBusy} onClick={() => void remove()}>{t("action.delete")}</Button>}
          </Group>
        </Group>
        {stage !== "cancelled" && (
          <Stepper active={stages.indexOf(stage as (typeof stages)[number])} size="xs" visibleFrom="md" allowNextStepsSelect={false} wrap>
            {stages.map((each) => <Stepper.Step key={each} label={t(`matchmaking.stage.${each}`)} />)}
          </Stepper>
        )}
        <Text size="sm">{t(`matchmaking.now.${stage}`)}</Text>
        {(event.to_replan ?? 0) > 0 && (
          <Alert color="orange" variant="light" title={t("matchmaking.toReplan", { count: event.to_replan })}>
            <Anchor component={Link} to={`/events/${event.id}/schedule?replan=1`}>{t("matchmaking.seeReplan")}</Anchor>
          </Alert>
        )}
        <Group gap="xs">
          {next && <Button loading={isBusy} onClick={() => void move(next)}>{t(`matchmaking.moveTo.${next}`)}</Button>}
          {stage !== "draft" && <Button component={Link} to={`/events/${event.id}/participants`} variant="default">{t("matchmaking.participantsTitle")} ({event.participants})</Button>}
          {hasSchedule && <Button component={Link} to={`/events/${event.id}/schedule`} variant={stage === "wishes" ? "filled" : "default"}>{t("matchmaking.schedule")}</Button>}
          {back && <Button variant="subtle" loading={isBusy} onClick={() => void move(back)}>{t(`matchmaking.backTo.${back}`)}</Button>}
          {!isOver(stage) && stage !== "held" && stage !== "draft" && !isCancelling && <Button variant="subtle" c="var(--mantine-color-error)" onClick={() => setCancelling(true)}>{t("matchmaking.cancelEvent")}</Button>}
        </Group>
        {isCancelling && (
          <form onSubmit={(submit) => { submit.preventDefault(); void move("cancelled", reason).then((done) => done && setCancelling(false)); }}>
            <Stack gap="xs">
              <Textarea label={t("matchmaking.whyCancelled")} description={t("matchmaking.whyCancelledHelp")} required autosize minRows={2} maxLength={2000} value={reason} onChange={(change) => setReason(change.currentTarget.value)} />
              <Group gap="xs">
                <Button type="submit" color="red.9" loading={isBusy} disabled={reason.trim() === ""}>{t("matchmaking.cancelEvent")}</Button>
                <Button variant="default" onClick={() => setCancelling(false)}>{t("action.cancel")}</Button>
              </Group>
            </Stack>
          </form>
        )}
        {Boolean(error) && <ErrorNote error={error} />}
        {(stage === "held" || stage === "closed") && <OutcomeFigures event={event.id} />}
      </Stack>
    </Card>
  );
}
