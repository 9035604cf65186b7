import { Alert, Anchor, Button, Card, Group, Select, Stack, Table, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router-dom";
import { useSession } from "../../api/session";
import { ExportMenu } from "../../common/export_menu";
import { formatAmount } from "../../common/money";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { useTitle } from "../../common/use_title";
import { formatDate } from "../../i18n";
import { type AidLedger, type AidScope, scopes, useLedger } from "./aid";
import { AidBadges } from "./badges";
import { LevelPicture } from "./level_picture";
import { LinksCard } from "./links_card";

function Room({ ledger }: { ledger: AidLedger }) {
  const { t, i18n } = useTranslation();
  const { room } = ledger;
  const euros = (amount: string) => formatAmount(amount, "EUR", i18n.language);
  if (!room.ceiling) return <Alert color="gray">{t("aid.noRegulation")}</Alert>;
  const isPassed = room.room.startsWith("-");
  return (
    <Card withBorder>
      <Stack gap={4}>
        <Text size="sm" c="dimmed">{t("aid.roomToday")}</Text>
        <Text size="xl" fw={700} c={isPassed ? "var(--mantine-color-error)" : undefined}>{euros(room.room)}</Text>
        <Text size="sm">{t("aid.roomLine", { counted: euros(room.counted), ceiling: euros(room.ceiling.amount), room: euros(room.room), regulation: room.ceiling.regulation })}</Text>
        {room.reserved !== "0.00" && <Text size="sm">{t("aid.reservedLine", { reserved: euros(room.reserved) })}</Text>}
        {room.freed.slice(0, 3).map((each) => <Text size="sm" key={each.day}>{t("aid.freedLine", { day: formatDate(each.day, i18n.language), amount: euros(each.amount) })}</Text>)}
        {isPassed && <Text size="sm" fw={600}>{t("aid.passed")}</Text>}
      </Stack>
    </Card>
  );
}

function Lines({ ledger }: { ledger: AidLedger }) {
  const { t, i18n } = useTranslation();
  const rows = () => [
    [t("aid.day"), t("aid.beneficiary"), t("aid.service"), t("aid.grantor"), t("aid.scopeLabel"), t("aid.stateLabel"), t("aid.eur")],
    ...ledger.lines.map((each) => [{ day: each.day }, each.organisation_name, each.title ?? "", each.grantor, t(`aid.scope.${each.scope}`), t(`aid.state.${each.state}`), { amount: each.eur }]),
  ];
  if (ledger.lines.length === 0) return <Empty title={t("aid.none")} text={t("aid.noneLedger")} />;
  return (
    <section>
      <Group justify="space-between" mb="xs"><Title order={2} size="h4">{t("aid.lines")}</Title><ExportMenu name={t("aid.file")} rows={rows} /></Group>
      <Stack component="ul" gap="xs" className="hit-list">
        {[...ledger.lines].reverse().map((each, i) => (
          <Card component="li" withBorder padding="sm" key={each.id ?? `${each.day} ${i}`}>
            <Group justify="space-between" align="flex-start" gap="xs">
              <Stack gap={4} style={{ flex: "1 1 14rem", minWidth: 0 }}>
                {each.id ? <Anchor component={Link} to={`/aid/${each.id}`} dir="auto">{each.title}</Anchor> : <Text>{t("aid.elsewhere")}</Text>}
                <Text size="sm" c="dimmed"><bdi>{each.grantor}</bdi>{each.organisation === ledger.organisation ? "" : <> · <bdi>{each.organisation_name}</bdi></>}</Text>
                <AidBadges aid={each} />
              </Stack>
              <Stack gap={0} align="flex-end"><Text fw={600}>{formatAmount(each.eur, "EUR", i18n.language)}</Text><Text size="sm" c="dimmed">{formatDate(each.day, i18n.language)}</Text></Stack>
            </Group>
          </Card>
        ))}
      </Stack>
    </section>
  );
}

function LevelTable({ levels }: { levels: AidLedger["levels"] }) {
  const { t, i18n } = useTranslation();
  const euros = (amount: string | undefined) => (amount === undefined ? "–" : formatAmount(amount, "EUR", i18n.language));
  return (
    <details>
      <summary>{t("aid.asTable")}</summary>
      <Table.ScrollContainer minWidth={420}>
        <Table striped>
          <Table.Thead><Table.Tr><Table.Th>{t("aid.fromDay")}</Table.Th><Table.Th ta="right">{t("aid.state.granted")}</Table.Th><Table.Th ta="right">{t("aid.state.proposed")}</Table.Th><Table.Th ta="right">{t("aid.ceiling")}</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>{levels.map((each) => <Table.Tr key={each.day}><Table.Td>{formatDate(each.day, i18n.language)}</Table.Td><Table.Td ta="right">{euros(each.granted)}</Table.Td><Table.Td ta="right">{euros(each.reserved)}</Table.Td><Table.Td ta="right">{euros(each.ceiling)}</Table.Td></Table.Tr>)}</Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </details>
  );
}

/** How an organisation and those linked with it stand against the ceiling, before and after today. */
export function LedgerPage() {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  const session = useSession();
  const [parameters, setParameters] = useSearchParams();
  const scope = scopes.find((each) => each === parameters.get("scope")) ?? "general";
  const found = useLedger(session?.user ? id : undefined, scope);
  const ledger = found.data;
  useTitle(ledger && t("aid.ledgerOf", { name: ledger.organisation_name }));
  if (session && !session.user) return <Empty title={t("aid.title")} text={t("aid.guest")}><Button component={Link} to="/login" state={{ from: `/organisations/${id}/aid` }}>{t("session.logIn")}</Button></Empty>;
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!ledger) return <Loading />;
  return (
    <Stack gap="md">
      <Anchor component={Link} to="/aid" size="sm">← {t("aid.title")}</Anchor>
      <Group justify="space-between" align="flex-start">
        <Title order={1}>{t("aid.ledgerOf", { name: ledger.organisation_name })}</Title>
        {ledger.may.includes("declare") && <Button component={Link} to={`/aid/declare?organisation=${id}`} variant="default">{t("aid.declare")}</Button>}
      </Group>
      <Select label={t("aid.scopeLabel")} maw="26rem" allowDeselect={false} data={scopes.map((value) => ({ value, label: t(`aid.scope.${value}`) }))} value={scope} onChange={(value) => setParameters({ scope: (value ?? "general") as AidScope }, { replace: true })} />
      <Room ledger={ledger} />
      <section>
        <Title order={2} size="h4" mb="xs">{t("aid.overTime")}</Title>
        <LevelPicture levels={ledger.levels} />
        <Group gap="md" mb="xs"><Text size="sm"><span className="level-key level-key-granted" aria-hidden /> {t("aid.state.granted")}</Text><Text size="sm"><span className="level-key level-key-reserved" aria-hidden /> {t("aid.state.proposed")}</Text><Text size="sm"><span className="level-key level-key-ceiling" aria-hidden /> {t("aid.ceiling")}</Text></Group>
        <LevelTable levels={ledger.levels} />
      </section>
      <LinksCard organisation={id} ledger={ledger} />
      <Lines ledger={ledger} />
    </Stack>
  );
}
