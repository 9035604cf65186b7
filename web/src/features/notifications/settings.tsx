import { Card, Group, Radio, SegmentedControl, Select, Stack, Switch, Text, TextInput, Title } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router-dom";
import { call, get, type Schemas } from "../../api/client";
import { ErrorNote, Loading } from "../../common/states";
import { kindGroups } from "./notification";

type Settings = Schemas["NotificationSettings"];
type Change = Schemas["NotificationSettingsChange"];
type Save = (change: Change) => void;

const channels = ["off", "page", "mail_at_once", "mail_digest"] as const;
const key = ["notification-settings"];

/** Kinds down, channels across; on a narrow screen each kind with its channels below it. */
function Channels({ settings, save }: { settings: Settings; save: Save }) {
  const { t } = useTranslation();
  return (
    <table className="channels">
      <thead>
        <tr>
          <td />
          {channels.map((channel) => <th key={channel} scope="col">{t(`notifications.channel.${channel}`)}</th>)}
        </tr>
      </thead>
      {kindGroups.map((group) => (
        <tbody key={group.name}>
          <tr><th scope="rowgroup" colSpan={5} className="channels-group">{t(`notifications.group.${group.name}`)}</th></tr>
          {group.kinds.map((kind) => (
            <tr key={kind}>
              <th scope="row">{t(`notifications.kind.${kind}`)}</th>
              {channels.map((channel) => (
                <td key={channel}>
                  <label className="channels-choice">
                    <Radio
                      name={`channel-${kind}`} value={channel} checked={settings.channels[kind] === channel} onChange={() => save({ channels: { [kind]: channel } })}
                      aria-label={`${t(`notifications.kind.${kind}`)}: ${t(`notifications.channel.${channel}`)}`}
                    />
                    <span aria-hidden className="channels-label">{t(`notifications.channel.${channel}`)}</span>
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

function Digest({ settings, save }: { settings: Settings; save: Save }) {
  const { t, i18n } = useTranslation();
  const weekday = (day: number) => new Intl.DateTimeFormat(i18n.language, { weekday: "long", timeZone: "UTC" }).format(new Date(Date.UTC(2024, 0, day)));
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">{t("notifications.digest")}</Title>
      <Group align="flex-end">
        <SegmentedControl aria-label={t("notifications.digest")} value={settings.digest} onChange={(digest) => save({ digest: digest as Settings["digest"] })} data={(["daily", "weekly"] as const).map((value) => ({ value, label: t(`notifications.rhythm.${value}`) }))} />
        {settings.digest === "weekly" && (
          <Select label={t("notifications.weekday")} w="11rem" allowDeselect={false} value={String(settings.digest_weekday)} onChange={(day) => save({ digest_weekday: Number(day) })} data={[1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: weekday(day) }))} />
        )}
        <Select label={t("notifications.hour")} w="7rem" allowDeselect={false} value={String(settings.digest_hour)} onChange={(hour) => save({ digest_hour: Number(hour) })} data={Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: `${String(hour).padStart(2, "0")}:00` }))} />
      </Group>
    </Stack>
  );
}

const evening = { from: "22:00", to: "07:00" };

function Quiet({ settings, save }: { settings: Settings; save: Save }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(settings.quiet ?? evening);
  useEffect(() => setTyped(settings.quiet ?? evening), [settings.quiet]);
  const keep = (next: typeof typed) => {
    setTyped(next);
    if (next.from && next.to && next.from !== next.to) save({ quiet: next });
  };
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">{t("notifications.quiet")}</Title>
      <Text size="sm" c="dimmed">{t("notifications.quietHelp")}</Text>
      <Switch label={t("notifications.quietOn")} checked={Boolean(settings.quiet)} onChange={(event) => save({ quiet: event.currentTarget.checked ? typed : null })} />
      {settings.quiet && (
        <Group align="flex-end">
          <TextInput type="time" w="8rem" label={t("notifications.quietFrom")} value={typed.from} onChange={(event) => keep({ ...typed, from: event.currentTarget.value })} />
          <TextInput type="time" w="8rem" label={t("notifications.quietTo")} value={typed.to} error={typed.from === typed.to ? t("notifications.quietSame") : undefined} onChange={(event) => keep({ ...typed, to: event.currentTarget.value })} />
        </Group>
      )}
    </Stack>
  );
}

/** How the account wants to be told; each choice is kept at once. */
export function NotificationSettings() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { hash } = useLocation();
  const place = useRef<HTMLDivElement>(null);
  const found = useQuery({ queryKey: key, queryFn: () => get<Settings>("/account/notification-settings") });
  const [error, setError] = useState<unknown>();
  const [isSaved, setSaved] = useState(false);
  const isThere = Boolean(found.data);
  useEffect(() => {
    if (hash === "#notifications" && isThere) place.current?.scrollIntoView();
  }, [hash, isThere]);
  const save: Save = (change) => {
    const before = queries.getQueryData<Settings>(key);
    setError(undefined);
    setSaved(false);
    if (before) queries.setQueryData<Settings>(key, { ...before, ...change, channels: { ...before.channels, ...change.channels } } as Settings);
    call<Settings>("PATCH", "/account/notification-settings", { json: change }).then(
      ({ body }) => {
        queries.setQueryData(key, body);
        setSaved(true);
      },
      (failed: unknown) => {
        queries.setQueryData(key, before);
        setError(failed);
      },
    );
  };
  const zones = typeof Intl.supportedValuesOf === "function" ? Intl.supportedValuesOf("timeZone") : [];
  return (
    <Card withBorder id="notifications" ref={place}>
      <Stack>
        <Group justify="space-between">
          <Title order={2} size="h4">{t("notifications.title")}</Title>
          <Text size="sm" role="status">{isSaved ? t("action.saved") : ""}</Text>
        </Group>
        <Text size="sm" c="dimmed">{t("notifications.settingsLead")}</Text>
        {Boolean(error) && <ErrorNote error={error} />}
        {found.error && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
        {found.isPending && <Loading />}
        {found.data && (
          <>
            <Channels settings={found.data} save={save} />
            <Digest settings={found.data} save={save} />
            <Quiet settings={found.data} save={save} />
            <Select
              label={t("notifications.timeZone")} description={t("notifications.timeZoneHelp")} maw="22rem" searchable allowDeselect={false} value={found.data.time_zone} nothingFoundMessage={t("notifications.noZone")}
              onChange={(time_zone) => time_zone && save({ time_zone })} data={[...new Set([found.data.time_zone, ...zones])].map((value) => ({ value, label: value.replaceAll("_", " ") }))}
            />
          </>
        )}
      </Stack>
    </Card>
  );
}
