import { Button, Card, Group, NumberInput, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client";
import { may, useClusterSlug, useSession } from "../../api/session";
import { BilingualText } from "../../common/bilingual_text";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { showToast } from "../../common/toast";
import { useAction } from "../../common/use_action";
import { useTitle } from "../../common/use_title";
import { type ConductRules, useRules } from "./conduct";
import { ForbiddenList } from "./parts";
import { ConductTabs } from "./tabs";

function RulesForm({ rules, etag, onDone }: { rules: ConductRules; etag: string | undefined; onDone: () => void }) {
  const { t } = useTranslation();
  const cluster = useClusterSlug();
  const { run, error, isBusy } = useAction();
  const [forbidden, setForbidden] = useState<Record<string, string>>(rules.forbidden);
  const [days, setDays] = useState(rules.minutes_days ?? 7);
  const save = async () => {
    const json = { forbidden: Object.fromEntries(Object.entries(forbidden).filter(([, text]) => text.trim() !== "")), minutes_days: days };
    if (!(await run(() => call<ConductRules>("PUT", `/clusters/${cluster}/conduct-rules`, { json, etag })))) return;
    showToast({ text: t("action.saved") });
    onDone();
  };
  return (
    <form className="narrow" onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <Stack>
        <Text size="sm">{t("conduct.rulesHelp")}</Text>
        <BilingualText label={t("conduct.forbidden")} isLong maxLength={10_000} value={forbidden} onChange={setForbidden} error={() => undefined} pointer="/forbidden" />
        <NumberInput label={t("conduct.minutesDays")} min={1} max={60} value={days} onChange={(value) => setDays(Number(value) || 7)} maw="12rem" />
        <Group><Button type="submit" loading={isBusy}>{t("action.save")}</Button><Button variant="default" onClick={onDone}>{t("action.cancel")}</Button></Group>
        {Boolean(error) && <ErrorNote error={error} />}
      </Stack>
    </form>
  );
}

/** What competitors may not exchange, as the cluster says it. */
export function RulesPage() {
  const { t } = useTranslation();
  useTitle(t("conduct.rules"));
  const session = useSession();
  const cluster = useClusterSlug();
  const found = useRules(session?.user ? cluster : undefined);
  const [isEdited, setEdited] = useState(false);
  const rules = found.data?.body;
  return (
    <Stack gap="md">
      <Title order={1}>{t("conduct.title")}</Title>
      <ConductTabs />
      {session && !session.user && <Empty title={t("conduct.rules")} text={t("conduct.guest")} />}
      {found.error && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.isLoading && <Loading />}
      {rules && !isEdited && (
        <>
          <Text maw="46rem">{t("conduct.rulesLead")}</Text>
          <Card withBorder><ForbiddenList forbidden={rules.forbidden} /></Card>
          <Text size="sm">{t("conduct.minutesWithin", { count: rules.minutes_days ?? 7 })}{rules.is_template ? ` ${t("conduct.isTemplate")}` : ""}</Text>
          {may(session, "manage_meeting_record") && <Group><Button variant="default" onClick={() => setEdited(true)}>{t("conduct.editRules")}</Button></Group>}
        </>
      )}
      {rules && isEdited && <RulesForm rules={rules} etag={found.data?.etag} onDone={() => setEdited(false)} />}
    </Stack>
  );
}
