import { Anchor, Group, Progress, Select, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router-dom";
import { get, queryString, type Schemas } from "../../api/client";
import { useClusterSlug, useSession } from "../../api/session";
import { ExportMenu } from "../../common/export_menu";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { InLanguage } from "../../common/text";
import { useTitle } from "../../common/use_title";
import { formatNumber, inLanguage } from "../../i18n";
import { formatAmount, formatShare } from "../../common/money";
import { userKinds } from "./resource";

type Use = Schemas["ResourceUse"];
const spans = ["month", "quarter", "year"] as const;
const days = { month: 30, quarter: 91, year: 365 };

const midnight = (moment: number) => `${new Date(moment).toISOString().slice(0, 10)}T00:00:00Z`;

/** The share of the time in which a resource could be used that it was; never a number where it was never open. */
const shareOf = (use: Use) => (use.open_minutes > 0 ? use.booked_minutes / use.open_minutes : 0);

/** How much the resources are used that the reader lends or manages. */
export function UsePage() {
  const { t, i18n } = useTranslation();
  useTitle(t("resources.use"));
  const cluster = useClusterSlug();
  const session = useSession();
  const [parameters, setParameters] = useSearchParams();
  const span = spans.find((each) => each === parameters.get("span")) ?? "quarter";
  const to = midnight(Date.now() + 86_400_000), from = midnight(Date.now() - (days[span] - 1) * 86_400_000);
  const found = useQuery({
    queryKey: ["resource-use", cluster, from, to],
    queryFn: ({ signal }) => get<{ items: Use[] }>(`/clusters/${cluster}/resources/use${queryString({ from, to })}`, signal),
    enabled: Boolean(cluster) && Boolean(session?.user),
  });
  const items = found.data?.items ?? [];
  const hours = (minutes: number) => formatNumber(minutes / 60, i18n.language, 1);
  const rows = () => [
    [t("resources.resource"), t("resources.lender"), t("resources.share_of_time"), ...userKinds.map((user) => `${t(`resources.user.${user}`)} (h)`), t("resources.bookingCount"), t("resources.organisations"), t("resources.income"), t("resources.currency")],
    ...items.map((use) => [inLanguage(use.title, i18n.language)?.text ?? "", use.organisation_name, Math.round(shareOf(use) * 1000) / 1000, ...userKinds.map((user) => Math.round(((use.minutes_by_user[user] ?? 0) / 60) * 100) / 100), use.bookings, use.organisations, { amount: use.income }, use.currency]),
  ];
  return (
    <Stack gap="md">
      <Anchor component={Link} to="/resources" size="sm">← {t("nav.resources")}</Anchor>
      <Title order={1}>{t("resources.use")}</Title>
      <Text maw="46rem">{t("resources.useLead")}</Text>
      <Group justify="space-between" align="flex-end">
        <Select label={t("resources.span")} allowDeselect={false} data={spans.map((value) => ({ value, label: t(`resources.spans.${value}`) }))} value={span} onChange={(value) => setParameters({ span: value ?? "quarter" }, { replace: true })} />
        {items.length > 0 && <ExportMenu name={t("resources.useFile")} rows={rows} />}
      </Group>
      {found.error && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.isLoading && <Loading />}
      {found.data && items.length === 0 && <Empty title={t("resources.noUse")} text={t("resources.noUseText")} />}
      {items.length > 0 && (
        <Table.ScrollContainer minWidth={720}>
          <Table striped>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("resources.resource")}</Table.Th>
                <Table.Th miw="9rem">{t("resources.share_of_time")}</Table.Th>
                <Table.Th>{t("resources.hoursByUser")}</Table.Th>
                <Table.Th ta="right">{t("resources.bookingCount")}</Table.Th>
                <Table.Th ta="right">{t("resources.organisations")}</Table.Th>
                <Table.Th ta="right">{t("resources.income")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((use) => (
                <Table.Tr key={use.resource}>
                  <Table.Td>
                    <Anchor component={Link} to={`/resources/${use.resource}`} size="sm" display="block" dir="auto"><InLanguage text={use.title} /></Anchor>
                    <Text size="xs" c="dimmed"><bdi>{use.organisation_name || t("resources.clusterOwn")}</bdi></Text>
                  </Table.Td>
                  <Table.Td>
                    <Text size="sm">{formatShare(Math.round(shareOf(use) * 1000) / 1000, i18n.language)}</Text>
                    <Progress value={shareOf(use) * 100} size="sm" aria-hidden />
                    <Text size="xs" c="dimmed">{t("resources.hoursOf", { booked: hours(use.booked_minutes), open: hours(use.open_minutes) })}</Text>
                  </Table.Td>
                  <Table.Td>
                    {userKinds.filter((user) => (use.minutes_by_user[user] ?? 0) > 0).map((user) => <Text key={user} size="xs">{t(`resources.user.${user}`)}: {hours(use.minutes_by_user[user] ?? 0)} h</Text>)}
                  </Table.Td>
                  <Table.Td ta="right">{use.bookings}</Table.Td>
                  <Table.Td ta="right">{use.organisations}</Table.Td>
                  <Table.Td ta="right">{formatAmount(use.income, use.currency, i18n.language)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Stack>
  );
}
