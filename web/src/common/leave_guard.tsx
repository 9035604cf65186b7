import { Button, Group, Modal } from "@mantine/core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useBlocker } from "react-router-dom";

/**
 * Asks before work that is not saved is left: on the way to another page, and when the window closes.
 * @param keeps  whether the page at that path has the work still
 */
export function LeaveGuard({ isDirty, keeps }: { isDirty: boolean; keeps?: (path: string) => boolean }) {
  const { t } = useTranslation();
  const blocker = useBlocker(({ currentLocation, nextLocation }) => isDirty && currentLocation.pathname !== nextLocation.pathname && !keeps?.(nextLocation.pathname));
  useEffect(() => {
    if (!isDirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isDirty]);
  const stay = () => blocker.reset?.();
  return (
    <Modal opened={blocker.state === "blocked"} onClose={stay} title={t("edit.leave")} withCloseButton={false} centered>
      <Group>
        <Button data-autofocus onClick={stay}>{t("edit.stay")}</Button>
        <Button variant="default" onClick={() => blocker.proceed?.()}>{t("edit.leaveAnyway")}</Button>
      </Group>
    </Modal>
  );
}
