import { Anchor, Button, Group, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router-dom";
import { get, queryString, type Schemas } from "../../api/client";
import { may, useClusterSlug, useSession } from "../../api/session";
import { ExportMenu } from "../../common/export_menu";
import { formatAmount, formatBare, sum } from "../../common/money";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { useTitle } from "../../common/use_title";
import { formatDate } from "../../i18n";
import { today } from "./aid";

type Row = Schemas["AidReportRow"];

/** What the cluster granted in some days, as an authority asks for it. */
export function ReportPage() {
  const { t, i18n } = useTranslation();
  useTitle(t("aid.report"));
  const cluster = useClusterSlug();
  const session = useSession();
  const [parameters, setParameters] = useSearchParams();
  const to = parameters.get("to") ?? today(), from = parameters.get("from") ?? `${to.slice(0, 4)}-01-01`;
  const found = useQuery({ queryKey: ["aid-report", cluster, from, to], queryFn: ({ signal }) => get<{ items: Row[] }>(`/clusters/${cluster}/aid/report${queryString({ from, to })}`, signal), enabled: Boolean(cluster) && may(session, "manage_aid") });
  const items = found.data?.items ?? [];
  const head = [t("aid.day"), t("aid.beneficiary"), "NIP", t("aid.address"), t("aid.size"), t("aid.activity"), "TERYT", t("aid.service"), t("aid.program"), t("aid.regulation"), t("aid.nominal"), t("aid.gross"), t("aid.currency"), t("aid.rate"), t("aid.eur"), t("aid.stateLabel"), t("aid.certificates")];
  const rows = () => [head, ...items.map((row) => [{ day: row.day }, row.beneficiary?.name, row.beneficiary?.number, row.beneficiary?.address, row.size ? t(`size.${row.size}`) : "", row.activity, row.lau, row.title, row.program, row.regulation, { amount: row.nominal }, { amount: row.gross }, row.currency, row.rate, { amount: row.eur }, t(`aid.state.${row.state}`), row.certificates.join(" ")])];
  return (
    <Stack gap="md">
      <Anchor component={Link} to="/aid" size="sm" className="no-print">← {t("aid.title")}</Anchor>
      <Title order={1}>{t("aid.report")}</Title>
      <Text maw="46rem" className="no-print">{t("aid.reportLead")}</Text>
      <Group justify="space-between" align="flex-end" className="no-print">
        <Group>
          <TextInput type="date" label={t("aid.from")} value={from} onChange={(event) => setParameters({ from: event.currentTarget.value, to }, { replace: true })} />
          <TextInput type="date" label={t("aid.to")} value={to} onChange={(event) => setParameters({ from, to: event.currentTarget.value }, { replace: true })} />
        </Group>
        {items.length > 0 && <Group gap="xs"><ExportMenu name={t("aid.reportFile")} rows={rows} /><Button variant="default" size="sm" leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>{t("aid.print")}</Button></Group>}
      </Group>
      {session && !may(session, "manage_aid") && <Empty title={t("aid.report")} text={t("aid.notForYou")} />}
      {found.error && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.isLoading && <Loading />}
      {found.data && items.length === 0 && <Empty title={t("aid.noReport")} text={t("aid.noReportText")} />}
      {items.length > 0 && (
        <>
          <Text>{t("aid.reportSum", { count: items.length, eur: formatAmount(sum(items.filter((row) => row.state === "granted").map((row) => row.eur)), "EUR", i18n.language) })}</Text>
          <Table.ScrollContainer minWidth={860}>
            <Table striped>
              <Table.Thead><Table.Tr><Table.Th>{t("aid.day")}</Table.Th><Table.Th>{t("aid.beneficiary")}</Table.Th><Table.Th>{t("aid.service")}</Table.Th><Table.Th>{t("aid.regulation")}</Table.Th><Table.Th ta="right">{t("aid.gross")}</Table.Th><Table.Th ta="right">EUR</Table.Th><Table.Th>{t("aid.certificates")}</Table.Th></Table.Tr></Table.Thead>
              <Table.Tbody>
                {items.map((row) => (
                  <Table.Tr key={row.id}>
                    <Table.Td>{formatDate(row.day, i18n.language)}</Table.Td>
                    <Table.Td><bdi>{row.beneficiary?.name}</bdi><Text size="xs" c="dimmed">{row.beneficiary?.number}</Text></Table.Td>
                    <Table.Td><Anchor component={Link} to={`/aid/${row.id}`} size="sm" dir="auto">{row.title}</Anchor><Text size="xs" c="dimmed"><bdi>{row.program}</bdi></Text></Table.Td>
                    <Table.Td>{row.regulation}</Table.Td>
                    <Table.Td ta="right">{formatAmount(row.gross, row.currency, i18n.language)}</Table.Td>
                    <Table.Td ta="right">{row.state === "withdrawn" ? <>{t("aid.state.withdrawn")}</> : formatBare(row.eur, i18n.language)}</Table.Td>
                    <Table.Td>{row.certificates.join(", ")}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </>
      )}
    </Stack>
  );
}
