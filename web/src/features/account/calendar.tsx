import { Alert, Button, Card, CopyButton, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call, get } from "../../api/client";
import { ErrorNote } from "../../common/states";
import { useAction } from "../../common/use_action";

/** The secret address under which the own projects' dates are read by calendar programs. */
export function Calendar() {
  const { t } = useTranslation();
  const found = useQuery({ queryKey: ["calendar"], queryFn: () => get<{ is_open: boolean }>("/account/calendar") });
  const [address, setAddress] = useState<string>();
  const { run, error, isBusy } = useAction();
  const isOpen = found.data?.is_open ?? false;
  const open = async () => {
    const made = await run(() => call<{ path: string }>("POST", "/account/calendar"));
    if (made) setAddress(window.location.origin + made.body.path);
  };
  const close = async () => {
    if (await run(() => call("DELETE", "/account/calendar"))) setAddress(undefined);
  };
  return (
    <Card withBorder>
      <Stack>
        <Title order={2} size="h4">{t("calendar.title")}</Title>
        <Text size="sm" c="dimmed">{t("calendar.text")}</Text>
        {Boolean(error ?? found.error) && <ErrorNote error={error ?? found.error} />}
        {address ? (
          <Alert color="green" title={t("calendar.shown")} role="status">
            <Group gap="xs">
              <code className="address">{address}</code>
              <CopyButton value={address}>{({ copied, copy }) => <Button size="xs" variant="light" onClick={copy}>{t(copied ? "action.copied" : "action.copy")}</Button>}</CopyButton>
            </Group>
          </Alert>
        ) : (
          isOpen && <Text size="sm">{t("calendar.isOpen")}</Text>
        )}
        <Group gap="xs">
          <Button variant="light" loading={isBusy} onClick={() => void open()}>{t(isOpen ? "calendar.renew" : "calendar.open")}</Button>
          {isOpen && <Button variant="default" loading={isBusy} onClick={() => void close()}>{t("calendar.close")}</Button>}
        </Group>
      </Stack>
    </Card>
  );
}
