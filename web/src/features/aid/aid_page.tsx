import { Alert, Anchor, Button, Card, Group, SimpleGrid, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { IconFileCertificate, IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router-dom";
import { call } from "../../api/client";
import { useClusterSlug } from "../../api/session";
import { formatAmount, formatBare } from "../../common/money";
import { ErrorNote, Loading } from "../../common/states";
import { Fact } from "../../common/text";
import { useAction } from "../../common/use_action";
import { useTitle } from "../../common/use_title";
import { formatDate, formatMoment } from "../../i18n";
import { type Aid, inEuro, today, useAid } from "./aid";
import { MoneyField, typedRate } from "./aid_edit";
import { AidBadges } from "./badges";
import { RoomNote } from "./room_note";

type Act = "grant" | "correct" | "withdraw";

function GrantForm({ aid, etag, onDone }: { aid: Aid; etag: string | undefined; onDone: () => void }) {
  const { t } = useTranslation();
  const cluster = useClusterSlug();
  const { run, error, isBusy } = useAction();
  const [day, setDay] = useState(today());
  const [rate, setRate] = useState(aid.rate ?? "");
  const [rateDay, setRateDay] = useState(aid.rate_day ?? "");
  const [source, setSource] = useState(aid.rate_source ?? "");
  const isEuro = aid.currency === "EUR";
  const json = { day, ...(isEuro ? {} : { rate, rate_day: rateDay, rate_source: source }) };
  return (
    <form onSubmit={(event) => { event.preventDefault(); void run(() => call<Aid>("POST", `/aid/${aid.id}/grant`, { json, etag })).then((made) => made && onDone()); }}>
      <Stack gap="sm">
        <Text size="sm">{t("aid.grantText")}</Text>
        <SimpleGrid cols={{ base: 1, sm: isEuro ? 1 : 4 }}>
          <TextInput type="date" label={t("aid.grantDay")} required max={today()} value={day} onChange={(event) => setDay(event.currentTarget.value)} />
          {!isEuro && <TextInput label={t("aid.rate")} inputMode="decimal" maxLength={12} value={rate} onChange={(event) => setRate(typedRate(event.currentTarget.value))} />}
          {!isEuro && <TextInput type="date" label={t("aid.rateDay")} value={rateDay} onChange={(event) => setRateDay(event.currentTarget.value)} />}
          {!isEuro && <TextInput label={t("aid.rateSource")} maxLength={200} value={source} onChange={(event) => setSource(event.currentTarget.value)} />}
        </SimpleGrid>
        <RoomNote cluster={cluster} question={{ organisation: aid.organisation, scope: aid.scope ?? "general", day, amount: inEuro(aid.gross ?? aid.nominal, aid.currency ?? "PLN", rate), without: aid.id }} />
        <Group><Button type="submit" loading={isBusy}>{t("aid.grantDo")}</Button><Button variant="default" onClick={onDone}>{t("action.cancel")}</Button></Group>
        {Boolean(error) && <ErrorNote error={error} />}
      </Stack>
    </form>
  );
}

function CorrectForm({ aid, etag, isWhole, onDone }: { aid: Aid; etag: string | undefined; isWhole: boolean; onDone: () => void }) {
  const { t } = useTranslation();
  const { run, error, isBusy } = useAction();
  const [nominal, setNominal] = useState(aid.nominal);
  const [gross, setGross] = useState(aid.gross ?? aid.nominal);
  const [reason, setReason] = useState("");
  const send = () => call<Aid>("POST", `/aid/${aid.id}/${isWhole ? "withdrawal" : "correction"}`, { json: isWhole ? { reason } : { nominal, gross, reason }, etag });
  return (
    <form onSubmit={(event) => { event.preventDefault(); void run(send).then((made) => made && onDone()); }}>
      <Stack gap="sm">
        <Text size="sm">{t(isWhole ? "aid.withdrawText" : "aid.correctText")}</Text>
        {!isWhole && (
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <MoneyField label={t("aid.nominal")} value={nominal} currency={aid.currency ?? "PLN"} error={undefined} pointer="/nominal" onChange={setNominal} />
            <MoneyField label={t("aid.gross")} value={gross} currency={aid.currency ?? "PLN"} error={undefined} pointer="/gross" onChange={setGross} />
          </SimpleGrid>
        )}
        <Textarea label={t("aid.reason")} required autosize minRows={2} maxRows={8} maxLength={2000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <Group><Button type="submit" color={isWhole ? "red" : undefined} loading={isBusy} disabled={reason.trim() === ""}>{t(isWhole ? "aid.withdraw" : "aid.correct")}</Button><Button variant="default" onClick={onDone}>{t("action.cancel")}</Button></Group>
        {Boolean(error) && <ErrorNote error={error} />}
      </Stack>
    </form>
  );
}

function Acts({ aid, etag }: { aid: Aid; etag: string | undefined }) {
  const { t } = useTranslation();
  const [act, setAct] = useState<Act>();
  const done = () => setAct(undefined);
  if (aid.may.length === 0) return null;
  if (act) return <Card withBorder>{act === "grant" ? <GrantForm aid={aid} etag={etag} onDone={done} /> : <CorrectForm aid={aid} etag={etag} isWhole={act === "withdraw"} onDone={done} />}</Card>;
  return (
    <Group gap="xs">
      {aid.may.includes("grant") && <Button onClick={() => setAct("grant")}>{t("aid.grant")}</Button>}
      {aid.may.includes("edit") && <Button component={Link} to={`/aid/${aid.id}/edit`} variant="default" leftSection={<IconPencil size={18} aria-hidden />}>{t("action.edit")}</Button>}
      {aid.may.includes("correct") && <Button variant="default" onClick={() => setAct("correct")}>{t("aid.correct")}</Button>}
      {aid.may.includes("withdraw") && <Button variant="subtle" color="red" c="var(--mantine-color-error)" onClick={() => setAct("withdraw")}>{t("aid.withdraw")}</Button>}
    </Group>
  );
}

/** One aid: its amounts, its certificates, what happened to it. */
export function AidPage() {
  const { t, i18n } = useTranslation();
  const { id = "" } = useParams();
  const found = useAid(id);
  const aid = found.data?.body;
  useTitle(aid?.title);
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!aid) return <Loading />;
  const money = (amount: string) => formatAmount(amount, aid.currency ?? "PLN", i18n.language);
  return (
    <Stack gap="md">
      <Anchor component={Link} to="/aid" size="sm">← {t("aid.title")}</Anchor>
      <Title order={1} dir="auto">{aid.title}</Title>
      <AidBadges aid={aid} />
      {aid.reason && <Alert variant="light" color="gray" title={t("aid.reason")}><Text size="sm" className="written" dir="auto">{aid.reason}</Text></Alert>}
      <Acts aid={aid} etag={found.data?.etag} />
      <Card withBorder>
        <Stack component="dl" gap={6} m={0}>
          <Fact label={t("aid.beneficiary")}><Anchor component={Link} to={`/organisations/${aid.organisation}/aid`} size="sm"><bdi>{aid.organisation_name}</bdi></Anchor></Fact>
          <Fact label={t("aid.grantor")}><bdi>{aid.grantor}</bdi>{aid.grantor_number ? `, ${aid.grantor_number}` : ""}</Fact>
          {aid.program && <Fact label={t("aid.program")}><bdi>{aid.program}</bdi></Fact>}
          <Fact label={t("aid.regulation")}>{t("aid.regulationName", { number: aid.regulation })}</Fact>
          <Fact label={t(aid.state === "proposed" ? "aid.plannedDay" : "aid.day")}>{formatDate(aid.day, i18n.language)}</Fact>
          <Fact label={t("aid.nominal")}>{money(aid.nominal)}</Fact>
          <Fact label={t("aid.gross")}>{money(aid.gross ?? aid.nominal)}</Fact>
          <Fact label={t("aid.eur")}><b>{formatAmount(aid.eur, "EUR", i18n.language)}</b></Fact>
          {aid.rate_day && <Fact label={t("aid.rate")}>{t("aid.rateLine", { rate: (aid.rate ?? "").replace(".", i18n.language === "pl" ? "," : "."), currency: aid.currency, day: formatDate(aid.rate_day, i18n.language), source: aid.rate_source })}</Fact>}
          {aid.purpose && <Fact label={t("aid.purpose")}><span className="written" dir="auto">{aid.purpose}</span></Fact>}
        </Stack>
      </Card>
      {aid.certificates.length > 0 && (
        <section>
          <Title order={2} size="h4" mb="xs">{t("aid.certificates")}</Title>
          <Stack component="ul" gap="xs" className="hit-list">
            {aid.certificates.map((each) => (
              <li key={each.number}>
                <Button component={Link} to={`/aid/${aid.id}/certificate/${each.number.replace("/", "-")}`} variant="light" leftSection={<IconFileCertificate size={18} aria-hidden />}>
                  {t(each.kind === "original" ? "aid.certificateNumber" : "aid.correctionNumber", { number: each.number })}
                </Button>
              </li>
            ))}
          </Stack>
        </section>
      )}
      <section>
        <Title order={2} size="h4" mb="xs">{t("aid.history")}</Title>
        <Stack component="ul" gap={4} className="hit-list">
          {aid.history.map((each) => (
            <Text component="li" size="sm" key={each.at + each.kind}>
              {formatMoment(each.at, i18n.language)} – {t(`aid.event.${each.kind}`)}, {formatBare(each.eur, i18n.language)} EUR{each.reason ? <>: <bdi>{each.reason}</bdi></> : null}
            </Text>
          ))}
        </Stack>
      </section>
    </Stack>
  );
}
