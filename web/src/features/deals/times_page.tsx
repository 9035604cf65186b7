import { Alert, Anchor, Badge, Card, Group, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { get } from "../../api/client";
import { useClusterSlug } from "../../api/session";
import { formatAmount } from "../../common/money";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { useTitle } from "../../common/use_title";
import { formatNumber } from "../../i18n";
import { DealStageBadge } from "./badges";
import type { DealTimes } from "./deal";

type StageTimes = DealTimes["stages"][number];

/** Below this a difference is hardly chance. */
const rarely = 0.05;

/** What a stage's times say, in a sentence. */
function Verdict({ stage }: { stage: StageTimes }) {
  const { t } = useTranslation();
  const { median_days_recent: recent, median_days_before: before, p } = stage;
  if (p === null || recent === null || before === null) return <Text size="sm" c="dimmed">{t("deals.tooFew")}</Text>;
  if (p >= rarely) return <Text size="sm">{t("deals.asBefore")}</Text>;
  return <Text size="sm" fw={600} c={recent > before ? "var(--mantine-color-error)" : undefined}>{t(recent > before ? "deals.slower" : "deals.quicker")}</Text>;
}

function StageCard({ stage, most }: { stage: StageTimes; most: number }) {
  const { t, i18n } = useTranslation();
  const days = (value: number | null) => (value === null ? "–" : t("deals.days", { count: Math.round(value), number: formatNumber(value, i18n.language) }));
  const bar = (value: number | null, words: string, kind: string) => (
    <div className="stage-bar">
      <Text size="sm" className="stage-bar-name">{words}</Text>
      <div className="stage-bar-track"><div className={`stage-bar-fill ${kind}`} style={{ width: `${most > 0 && value !== null ? Math.max(1, (value / most) * 100) : 0}%` }} /></div>
      <Text size="sm" className="stage-bar-value">{days(value)}</Text>
    </div>
  );
  return (
    <Card withBorder padding="md" component="section">
      <Stack gap="xs">
        <Group justify="space-between"><Title order={3} size="h5">{t(`deals.stage.${stage.stage}`)}</Title><Text size="sm" c="dimmed">{t("deals.stageCounts", { came: stage.came, moved: stage.moved_on, lost: stage.lost, open: stage.open })}</Text></Group>
        {bar(stage.median_days_before, t("deals.before"), "before")}
        {bar(stage.median_days_recent, t("deals.lastYear"), "recent")}
        <Group gap="xs"><Verdict stage={stage} />{stage.upper_quartile_days !== null && <Text size="sm" c="dimmed">{t("deals.quartile", { days: days(stage.upper_quartile_days) })}</Text>}</Group>
      </Stack>
    </Card>
  );
}

/** Where deals get stuck: the time in each stage against the cluster's own history. */
export function DealTimesPage() {
  const { t, i18n } = useTranslation();
  useTitle(t("deals.times"));
  const cluster = useClusterSlug();
  const found = useQuery({ queryKey: ["deal-times", cluster], queryFn: () => get<DealTimes>(`/clusters/${cluster}/deals/times`), enabled: Boolean(cluster) });
  if (found.error && !found.data) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const times = found.data;
  const most = Math.max(0, ...times.stages.flatMap((each) => [each.median_days_recent ?? 0, each.median_days_before ?? 0]));
  const isEmpty = times.stages.every((each) => each.came === 0);
  return (
    <Stack gap="lg">
      <Stack gap="xs">
        <Anchor component={Link} to="/commerce/deals" size="sm">← {t("deals.title")}</Anchor>
        <Title order={1}>{t("deals.times")}</Title>
        <Text maw="46rem">{t("deals.timesLead")}</Text>
      </Stack>
      {isEmpty ? <Empty title={t("deals.noTimes")} text={t("deals.noTimesText")} /> : (
        <>
          {times.median_days_to_contract !== null && <Alert variant="light" color="blue">{t("deals.toContract", { count: Math.round(times.median_days_to_contract) })}</Alert>}
          <Stack gap="sm">{times.stages.map((each) => <StageCard key={each.stage} stage={each} most={most} />)}</Stack>
          <Text size="sm" c="dimmed" maw="46rem">{t("deals.method")}</Text>
          {times.values.length > 0 && (
            <section>
              <Title order={2} size="h4" mb="xs">{t("deals.values")}</Title>
              <Table.ScrollContainer minWidth={560}>
                <Table>
                  <Table.Thead><Table.Tr><Table.Th>{t("deals.stageLabel")}</Table.Th><Table.Th ta="right">{t("deals.count")}</Table.Th><Table.Th ta="right">{t("deals.value")}</Table.Th><Table.Th ta="right">{t("deals.expected")}</Table.Th></Table.Tr></Table.Thead>
                  <Table.Tbody>
                    {times.values.map((each) => (
                      <Table.Tr key={each.stage + each.currency}>
                        <Table.Td>{t(`deals.stage.${each.stage}`)}</Table.Td><Table.Td ta="right">{each.deals}</Table.Td>
                        <Table.Td ta="right">{formatAmount(each.value, each.currency, i18n.language)}</Table.Td><Table.Td ta="right">{formatAmount(each.expected, each.currency, i18n.language)}</Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
            </section>
          )}
          <section>
            <Title order={2} size="h4" mb="xs">{t("deals.waiting")}</Title>
            {times.waiting.length === 0 && <Text size="sm" c="dimmed">{t("deals.noWaiting")}</Text>}
            <Stack component="ul" gap="xs" className="hit-list">
              {times.waiting.map((each) => (
                <li key={each.deal}>
                  <Group gap="xs">
                    <Anchor component={Link} to={`/commerce/deals/${each.deal}`} dir="auto">{each.title}</Anchor>
                    <DealStageBadge stage={each.stage} />
                    <Text size="sm" c="dimmed">{t("deals.daysInStage", { count: each.days })}</Text>
                    {each.is_stuck && <Badge className="whole" variant="light" color="orange" tt="none" fw={500}>{t("deals.stuck")}</Badge>}
                  </Group>
                </li>
              ))}
            </Stack>
          </section>
        </>
      )}
    </Stack>
  );
}
