import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { textOf, today } from "./day";
import type { Task } from "./task";

/** On which day were they done? Today, in most cases. */
export function DoneDay({ tasks, onChoose, onClose }: { tasks: Task[]; onChoose: (day: string) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const [day, setDay] = useState(() => textOf(today()));
  return (
    <Modal opened onClose={onClose} title={t("plan.doneOnTitle", { count: tasks.length })} centered closeButtonProps={{ "aria-label": t("action.close") }}>
      <form onSubmit={(event) => { event.preventDefault(); if (day) onChoose(day); }}>
        <Stack>
          {tasks.length === 1 && <div dir="auto">{tasks[0]?.title}</div>}
          <TextInput type="date" label={t("plan.field.done_on")} value={day} required data-autofocus onChange={(event) => setDay(event.currentTarget.value)} />
          <Group>
            <Button type="submit">{t("plan.markDone")}</Button>
            <Button variant="default" onClick={onClose}>{t("action.cancel")}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
