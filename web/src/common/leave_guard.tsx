import { Button, Group, Modal } from "@mantine/core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { type Blocker, useBlocker } from "react-router-dom";

/** Asks before the window closes on work that is not saved. */
export function useAskBeforeClosing(isDirty: boolean) {
  useEffect(() => {
    if (!isDirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isDirty]);
}

/** The question itself, for a way that is blocked. */
export function LeaveQuestion({ blocker, zIndex }: { blocker: Blocker; zIndex?: number }) {
  const { t } = useTranslation();
  const stay = () => blocker.reset?.();
  return (
    <Modal opened={blocker.state === "blocked"} onClose={stay} title={t("edit.leave")} withCloseButton={false} centered zIndex={zIndex}>
      <Group>
        <Button data-autofocus onClick={stay}>{t("edit.stay")}</Button>
        <Button variant="default" onClick={() => blocker.proceed?.()}>{t("edit.leaveAnyway")}</Button>
      </Group>
    </Modal>
  );
}

/**
 * Asks before work that is not saved is left: on the way to another page, and when the window closes.
 * @param keeps  whether the page at that path has the work still
 */
export function LeaveGuard({ isDirty, keeps }: { isDirty: boolean; keeps?: (path: string) => boolean }) {
  const blocker = useBlocker(({ currentLocation, nextLocation }) => isDirty && currentLocation.pathname !== nextLocation.pathname && !keeps?.(nextLocation.pathname));
  useAskBeforeClosing(isDirty);
  return <LeaveQuestion blocker={blocker} />;
}
