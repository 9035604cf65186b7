import { Button, CloseButton, Group, Paper, Portal, Text } from "@mantine/core";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "../api/client";

/** What was done a moment ago, and how it is taken back. */
export interface Toast {
  text: string;
  undo?: () => Promise<unknown>;
}

const shownFor = 15_000;
let current: (Toast & { number: number }) | undefined;
let count = 0;
const listeners = new Set<() => void>();

export function showToast(toast: Toast | undefined) {
  current = toast && { ...toast, number: ++count };
  for (const each of listeners) each();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function Shown({ toast }: { toast: Toast }) {
  const { t } = useTranslation();
  const [isHeld, setHeld] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  useEffect(() => {
    if (isHeld || isBusy || error) return;
    const timer = window.setTimeout(() => showToast(undefined), shownFor);
    return () => window.clearTimeout(timer);
  }, [isHeld, isBusy, error]);
  const undo = async () => {
    setBusy(true);
    try {
      await toast.undo?.();
      showToast(undefined);
    } catch (failed) {
      setError((failed instanceof Problem && failed.detail) || t("error.other"));
      setBusy(false);
    }
  };
  return (
    <Paper
      withBorder shadow="lg" p="sm" className="toast" onMouseEnter={() => setHeld(true)} onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}
    >
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm" role="status">{error ?? toast.text}</Text>
        <Group gap={4} wrap="nowrap">
          {toast.undo && <Button size="xs" variant="light" loading={isBusy} onClick={() => void undo()}>{t("action.undo")}</Button>}
          <CloseButton size="sm" aria-label={t("action.close")} onClick={() => showToast(undefined)} />
        </Group>
      </Group>
    </Paper>
  );
}

/** Where toasts appear, once for the program. It stays while somebody points at it or is in it. */
export function Toasts() {
  const toast = useSyncExternalStore(subscribe, () => current);
  return <Portal>{toast && <Shown key={toast.number} toast={toast} />}</Portal>;
}
