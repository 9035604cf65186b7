import { Button, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { IconEye, IconEyeOff } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client";
import { ErrorNote } from "../../common/states";
import { useAction } from "../../common/use_action";
import type { Offer } from "./commerce";

/** For who runs the cluster: takes a member's offer off the market with a reason for its owner, or lets it stand again. */
export function TakeDown({ offer, etag }: { offer: Offer; etag: string | undefined }) {
  const { t } = useTranslation();
  const { run, error, isBusy } = useAction();
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const path = `/market-offers/${offer.id}/taken-down`;
  const takeDown = async () => {
    if (await run(() => call("POST", path, { json: { reason }, etag }))) setAsking(false);
  };
  const note = Boolean(error) && <ErrorNote error={error} labelOf={() => t("commerce.takeDownReason")} />;
  if (offer.may.includes("let_stand"))
    return (
      <Stack gap="xs">
        <Button variant="default" leftSection={<IconEye size={18} aria-hidden />} loading={isBusy} onClick={() => void run(() => call("DELETE", path, { etag }))}>{t("commerce.letStand")}</Button>
        {note}
      </Stack>
    );
  if (!offer.may.includes("take_down")) return null;
  return (
    <>
      <Button variant="default" leftSection={<IconEyeOff size={18} aria-hidden />} onClick={() => { setReason(""); setAsking(true); }}>{t("commerce.takeDown")}</Button>
      <Modal opened={isAsking} onClose={() => setAsking(false)} title={t("commerce.takeDownTitle")} centered closeButtonProps={{ "aria-label": t("action.close") }}>
        <form onSubmit={(event) => { event.preventDefault(); void takeDown(); }}>
          <Stack>
            <Text size="sm">{t("commerce.takeDownLead")}</Text>
            <Textarea label={t("commerce.takeDownReason")} required autosize minRows={3} maxRows={10} maxLength={2000} data-autofocus value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
            {note}
            <Group>
              <Button type="submit" color="red.9" loading={isBusy} disabled={reason.trim() === ""}>{t("commerce.takeDown")}</Button>
              <Button variant="default" onClick={() => setAsking(false)}>{t("action.cancel")}</Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
