import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useInside } from "./inside";
import { RequestDialog } from "./request_dialog";

/** At the foot of every tab while changes are being collected: how many, and where they go. */
export function BasketBar() {
  const { t } = useTranslation();
  const { basket, setBasket } = useInside();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {basket.length > 0 && (
        <Group className="save-bar basket-bar" role="status">
          <Text fw={600}>{t("projects.collected", { count: basket.length })}</Text>
          <Button onClick={() => setOpen(true)}>{t("projects.sendRequest")}…</Button>
          <Button variant="default" onClick={() => setBasket(() => [])}>{t("projects.discard")}</Button>
        </Group>
      )}
      {isOpen && <RequestDialog onClose={() => setOpen(false)} />}
    </>
  );
}
