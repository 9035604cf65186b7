import { Alert, Anchor, Badge, Button, Card, Group, List, Stack, Table, Text, Textarea, TextInput, Title } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router-dom";
import { call } from "../../api/client";
import { ExportMenu } from "../../common/export_menu";
import { formatBare, isAmount, typedAmount } from "../../common/money";
import { ErrorNote, Loading } from "../../common/states";
import { Fact } from "../../common/text";
import { showToast } from "../../common/toast";
import { useAction } from "../../common/use_action";
import { useTitle } from "../../common/use_title";
import { formatDate, formatMoment } from "../../i18n";
import { CollectionBadge } from "./collections_page";
import { cellKey, type Collection, fateWord, figuresOf, type MarketTable } from "./market";

/** What is published; where a figure is hidden, why. */
function PublishedTable({ collection, table }: { collection: Collection; table: MarketTable }) {
  const { t, i18n } = useTranslation();
  const columns = table.columns ? [...table.columns.categories, t("market.total")] : [`${collection.indicator} (${collection.unit})`];
  const rows = [...table.rows.categories, t("market.total")];
  const said = (cell: MarketTable["cells"][number][number] | undefined) => (cell?.value !== undefined ? formatBare(cell.value, i18n.language) : t(`market.fate.${fateWord(cell?.fate)}`));
  const exported = () => [[table.rows.name, ...columns], ...rows.map((name, i) => [name, ...columns.map((_, j) => { const cell = table.cells[i]?.[j]; return cell?.value !== undefined ? { amount: cell.value } : t(`market.fate.${fateWord(cell?.fate)}`); })])];
  return (
    <section>
      <Group justify="space-between" mb="xs"><Title order={2} size="h4">{t("market.table")}</Title><ExportMenu name={t("market.file")} rows={exported} /></Group>
      <Table.ScrollContainer minWidth={Math.min(900, 200 + columns.length * 130)}>
        <Table striped withTableBorder>
          <Table.Thead><Table.Tr><Table.Th>{table.rows.name}</Table.Th>{columns.map((name) => <Table.Th key={name} ta="right">{name}</Table.Th>)}</Table.Tr></Table.Thead>
          <Table.Tbody>
            {rows.map((name, i) => (
              <Table.Tr key={name} fw={i === rows.length - 1 ? 600 : undefined}>
                <Table.Th scope="row">{name}</Table.Th>
                {columns.map((column, j) => <Table.Td key={column} ta="right" c={table.cells[i]?.[j]?.value === undefined ? "dimmed" : undefined}>{said(table.cells[i]?.[j])}</Table.Td>)}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text size="sm" c="dimmed" mt="xs">{t("market.hiddenText")}</Text>
    </section>
  );
}

function FiguresForm({ collection, own, name }: { collection: Collection; own: Collection["own"][number]; name: string }) {
  const { t, i18n } = useTranslation();
  const { run, error, isBusy } = useAction();
  const [typed, setTyped] = useState(() => new Map(own.figures.map((each) => [cellKey(each.row, each.column), isAmount(each.value) ? formatBare(each.value, i18n.language) : each.value])));
  const columns = collection.columns ? collection.columns.categories : [undefined];
  const send = async () => {
    const amounts = new Map([...typed].map(([key, text]) => [key, text.trim() === "" ? "" : (typedAmount(text, i18n.language) ?? text)]));
    const made = await run(() => call<Collection>("PUT", `/market-collections/${collection.id}/figures`, { json: { organisation: own.organisation, figures: figuresOf(collection, amounts) } }));
    if (made) showToast({ text: t("market.sent") });
  };
  return (
    <Card withBorder component="form" onSubmit={(event) => { event.preventDefault(); void send(); }}>
      <Stack gap="sm">
        <Title order={2} size="h4">{t("market.yours", { name })}</Title>
        <Text size="sm" maw="46rem">{t("market.yoursText")}</Text>
        {collection.rows.categories.map((row) => (
          <Group key={row} gap="xs" align="flex-end">
            {columns.map((column) => (
              <TextInput
                key={column ?? ""} className="grow" inputMode="decimal" maxLength={30} label={column === undefined ? row : `${row}, ${column}`} rightSection={<Text size="xs" c="dimmed" truncate>{collection.unit}</Text>} rightSectionWidth="5rem" rightSectionPointerEvents="none"
                value={typed.get(cellKey(row, column)) ?? ""} onChange={(event) => setTyped(new Map(typed).set(cellKey(row, column), event.currentTarget.value))}
              />
            ))}
          </Group>
        ))}
        <Group><Button type="submit" loading={isBusy} disabled={[...typed.values()].every((each) => each.trim() === "")}>{t(own.figures.length > 0 ? "market.change" : "market.give")}</Button></Group>
        {Boolean(error) && <ErrorNote error={error} />}
      </Stack>
    </Card>
  );
}

function Acts({ collection, etag }: { collection: Collection; etag: string | undefined }) {
  const { t } = useTranslation();
  const { run, error, isBusy } = useAction();
  const [isClosing, setClosing] = useState(false);
  const [reason, setReason] = useState("");
  const path = `/market-collections/${collection.id}`;
  if (!collection.may.includes("publish")) return null;
  return (
    <Stack gap="xs">
      {isClosing ? (
        <Card withBorder component="form" onSubmit={(event) => { event.preventDefault(); void run(() => call("POST", `${path}/closure`, { json: { reason }, etag })); }}>
          <Stack gap="sm">
            <Textarea label={t("market.whyClosed")} required autosize minRows={2} maxLength={2000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
            <Group><Button type="submit" color="red.9" loading={isBusy} disabled={reason.trim() === ""}>{t("market.close")}</Button><Button variant="default" onClick={() => setClosing(false)}>{t("action.cancel")}</Button></Group>
          </Stack>
        </Card>
      ) : (
        <Group gap="xs">
          <Button loading={isBusy} disabled={collection.given_count === 0} onClick={() => void run(() => call("POST", `${path}/publication`, { etag }))}>{t("market.publish")}</Button>
          <Button component={Link} to={`/conduct/market/${collection.id}/edit`} variant="default" leftSection={<IconPencil size={18} aria-hidden />}>{t("action.edit")}</Button>
          <Button variant="subtle" color="red" c="var(--mantine-color-error)" onClick={() => setClosing(true)}>{t("market.close")}</Button>
        </Group>
      )}
      <Text size="sm" c="dimmed">{t("market.publishText")}</Text>
      {Boolean(error) && <ErrorNote error={error} />}
    </Stack>
  );
}

/** One question to competitors: the own figures, who has given, what is published. */
export function CollectionPage() {
  const { t, i18n } = useTranslation();
  const { id = "" } = useParams();
  const found = useQuery({ queryKey: ["market-collection", id], queryFn: () => call<Collection>("GET", `/market-collections/${id}`) });
  const collection = found.data?.body;
  useTitle(collection?.title);
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!collection) return <Loading />;
  const rules = collection.rules;
  const isRunner = collection.organisations.length === collection.asked_count;
  return (
    <Stack gap="md">
      <Anchor component={Link} to="/conduct/market" size="sm">← {t("market.title")}</Anchor>
      <Title order={1} dir="auto">{collection.title}</Title>
      <Group gap="xs"><CollectionBadge state={collection.state} /></Group>
      {collection.reason && <Alert color="gray" title={t("market.whyClosed")}><Text size="sm" className="written" dir="auto">{collection.reason}</Text></Alert>}
      <Card withBorder>
        <Stack component="dl" gap={6} m={0}>
          <Fact label={t("market.indicator")}><bdi>{collection.indicator}</bdi> ({collection.unit})</Fact>
          <Fact label={t("market.period")}>{formatDate(collection.first_day, i18n.language)} – {formatDate(collection.last_day, i18n.language)}</Fact>
          <Fact label={t("market.closesOn")}>{formatDate(collection.closes_on, i18n.language)}</Fact>
          <Fact label={t("market.asked")}>{t("market.given", { given: collection.given_count, asked: collection.asked_count })}</Fact>
          {collection.publication && <Fact label={t("market.publishedAt")}>{formatMoment(collection.publication.at, i18n.language)}</Fact>}
        </Stack>
      </Card>
      <Text size="sm" maw="46rem">{t("market.promise", { contributors: rules?.min_contributors, share: rules?.max_share_percent, months: rules?.old_after_months })}</Text>
      <Acts collection={collection} etag={found.data?.etag} />
      {collection.may.includes("give") && collection.own.map((own) => <FiguresForm key={own.organisation} collection={collection} own={own} name={collection.organisations.find((each) => each.organisation === own.organisation)?.name ?? ""} />)}
      {collection.publication && <PublishedTable collection={collection} table={collection.publication.table} />}
      {isRunner && (
        <section>
          <Title order={2} size="h4" mb="xs">{t("market.who")}</Title>
          <Text size="sm" mb="xs">{t("market.whoText")}</Text>
          <List size="sm" spacing={4} listStyleType="none">
            {collection.organisations.map((each) => <List.Item key={each.organisation}><bdi>{each.name}</bdi> <Badge className="whole" size="sm" variant="light" tt="none" color={each.has_given ? "green" : "gray"}>{t(each.has_given ? "market.hasGiven" : "market.hasNotGiven")}</Badge></List.Item>)}
          </List>
        </section>
      )}
    </Stack>
  );
}
