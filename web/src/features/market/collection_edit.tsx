import { Alert, Button, NumberInput, SimpleGrid, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router-dom";
import { call } from "../../api/client";
import { may, useClusterSlug, useSession } from "../../api/session";
import { EditForm, useEditing } from "../../common/edit_form";
import { OrganisationsSelect } from "../../common/organisation_picker";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { useTitle } from "../../common/use_title";
import { categoriesOf, type Collection, usualRules } from "./market";

interface Draft {
  title: string;
  indicator: string;
  unit: string;
  first_day: string;
  last_day: string;
  closes_on: string;
  rowsName: string;
  rows: string;
  columnsName: string;
  columns: string;
  asked: string[];
  rules: typeof usualRules;
}

const lastYear = new Date().getUTCFullYear() - 1;
const draftOf = (collection: Collection | undefined): Draft => ({
  title: collection?.title ?? "", indicator: collection?.indicator ?? "", unit: collection?.unit ?? "", first_day: collection?.first_day ?? `${lastYear}-01-01`, last_day: collection?.last_day ?? `${lastYear}-12-31`,
  closes_on: collection?.closes_on ?? "", rowsName: collection?.rows.name ?? "", rows: collection?.rows.categories.join("\n") ?? "", columnsName: collection?.columns?.name ?? "", columns: collection?.columns?.categories.join("\n") ?? "",
  asked: collection?.asked ?? [], rules: { ...usualRules, ...collection?.rules },
});
function sent({ rowsName, rows, columnsName, columns, ...rest }: Draft) {
  return { ...rest, rows: { name: rowsName, categories: categoriesOf(rows) }, ...(columns.trim() ? { columns: { name: columnsName, categories: categoriesOf(columns) } } : {}) };
}

function Editor({ collection, etag }: { collection: Collection | undefined; etag: string | undefined }) {
  const { t } = useTranslation();
  const cluster = useClusterSlug();
  const names: Record<string, string> = {
    "/title": t("edit.title"), "/indicator": t("market.indicator"), "/unit": t("market.unit"), "/first_day": t("market.firstDay"), "/last_day": t("market.lastDay"), "/closes_on": t("market.closesOn"), "/rows": t("market.rows"), "/columns": t("market.columns"), "/asked": t("market.asked"), "/rules": t("market.rules"),
  };
  const editing = useEditing<Draft, Collection>({
    first: draftOf(collection), etag, isNew: !collection, sent, labelOf: (pointer) => names[`/${pointer.split("/")[1] ?? ""}`] ?? pointer, queryKey: (id) => ["market-collection", id], pathOf: (made) => `/conduct/market/${made.id}`,
    lacks: (draft) => [!draft.title.trim() && "/title", !draft.indicator.trim() && "/indicator", !draft.unit.trim() && "/unit", !draft.closes_on && "/closes_on", (!draft.rowsName.trim() || !draft.rows.trim()) && "/rows"].filter((each): each is string => Boolean(each)).map((pointer) => ({ pointer, detail: t("aid.missing") })),
    write: (json, how) => (collection ? call("PUT", `/market-collections/${collection.id}`, { json, ...how }) : call("POST", `/clusters/${cluster}/market-collections`, { json, ...how })),
  });
  const { draft, change, errorOf } = editing;
  const text = (field: "title" | "indicator" | "unit", maxLength: number, description?: string) => <TextInput label={names[`/${field}`]} description={description} maxLength={maxLength} value={draft[field]} error={errorOf(`/${field}`)} data-pointer={`/${field}`} onChange={(event) => change({ [field]: event.currentTarget.value })} />;
  const day = (field: "first_day" | "last_day" | "closes_on") => <TextInput type="date" label={names[`/${field}`]} value={draft[field]} error={errorOf(`/${field}`)} data-pointer={`/${field}`} onChange={(event) => change({ [field]: event.currentTarget.value })} />;
  const rule = (field: keyof typeof usualRules, min: number, max: number) => <NumberInput label={t(`market.rule.${field}`)} min={min} max={max} value={draft.rules[field]} error={errorOf(`/rules/${field}`)} data-pointer={`/rules/${field}`} onChange={(value) => change({ rules: { ...draft.rules, [field]: Number(value) || usualRules[field] } })} />;
  return (
    <EditForm editing={editing} title={collection?.title ?? t("market.open")} makeLabel={t("market.openDo")} cancelPath={collection ? `/conduct/market/${collection.id}` : "/conduct/market"} lead={<Text>{t(collection && collection.given_count > 0 ? "market.editGiven" : "market.openLead")}</Text>}>
      <Stack>
        {text("title", 300)}
        {text("indicator", 200, t("market.indicatorHelp"))}
        {text("unit", 60)}
        <SimpleGrid cols={{ base: 1, sm: 3 }}>{day("first_day")}{day("last_day")}{day("closes_on")}</SimpleGrid>
        <TextInput label={t("market.rowsName")} description={t("market.rowsHelp")} maxLength={100} value={draft.rowsName} error={errorOf("/rows") ?? errorOf("/rows/name")} data-pointer="/rows" onChange={(event) => change({ rowsName: event.currentTarget.value })} />
        <Textarea label={t("market.rowCategories")} description={t("market.categoriesHelp")} autosize minRows={3} maxRows={15} value={draft.rows} error={errorOf("/rows/categories")} data-pointer="/rows/categories" onChange={(event) => change({ rows: event.currentTarget.value })} />
        <TextInput label={t("market.columnsName")} description={t("market.columnsHelp")} maxLength={100} value={draft.columnsName} error={errorOf("/columns/name")} data-pointer="/columns/name" onChange={(event) => change({ columnsName: event.currentTarget.value })} />
        <Textarea label={t("market.columnCategories")} autosize minRows={2} maxRows={15} value={draft.columns} error={errorOf("/columns/categories")} data-pointer="/columns/categories" onChange={(event) => change({ columns: event.currentTarget.value })} />
        <OrganisationsSelect label={t("market.asked")} value={draft.asked} error={errorOf("/asked")} pointer="/asked" onChange={(asked) => change({ asked })} />
        <Text size="sm">{t("market.rulesText")}</Text>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>{rule("min_contributors", 3, 50)}{rule("max_share_percent", 10, 100)}{rule("protection_percent", 1, 100)}{rule("old_after_months", 1, 120)}</SimpleGrid>
      </Stack>
    </EditForm>
  );
}

function Existing({ id }: { id: string }) {
  const { t } = useTranslation();
  const found = useQuery({ queryKey: ["edit-market-collection", id], queryFn: () => call<Collection>("GET", `/market-collections/${id}`), staleTime: 0, gcTime: 0, refetchOnWindowFocus: false });
  if (found.error) return <ErrorNote error={found.error} />;
  if (!found.data) return <Loading />;
  if (!found.data.body.may.includes("edit")) return <Alert color="orange" role="alert" title={t("error.forbidden")}><Button component={Link} to={`/conduct/market/${id}`} variant="light">{t("market.title")}</Button></Alert>;
  return <Editor collection={found.data.body} etag={found.data.etag} />;
}

export function CollectionEditPage() {
  const { t } = useTranslation();
  const { id } = useParams();
  const session = useSession();
  useTitle(t("market.open"));
  if (id) return <Existing id={id} key={id} />;
  if (!session) return <Loading />;
  if (!may(session, "manage_market_data")) return <Empty title={t("market.open")} text={t("conduct.notForYou")}><Button component={Link} to="/conduct/market" variant="light">{t("market.title")}</Button></Empty>;
  return <Editor collection={undefined} etag={undefined} />;
}
