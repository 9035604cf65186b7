import { Anchor, Button, Group, Menu, Select, Stack, Text, TextInput, Title } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router-dom";
import { get, queryString, type Organisation, type Schemas } from "../../api/client";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { InLanguage } from "../../common/text";
import { useTitle } from "../../common/use_title";
import { formatMoment, inLanguage } from "../../i18n";

type Disclosure = Schemas["Disclosure"];
interface Page { items: Disclosure[]; total: number; next?: string }
interface Choices { items: { id: string; title: Record<string, string> }[]; organisations: { id: string; name: string }[] }
const fields = ["item", "organisation", "from", "to"] as const;

function Filters({ id, parameters, change }: { id: string; parameters: URLSearchParams; change: (field: string, value: string) => void }) {
  const { t, i18n } = useTranslation();
  const choices = useQuery({ queryKey: ["disclosure-choices", id], queryFn: () => get<Choices>(`/organisations/${id}/disclosures/choices`) }).data;
  return (
    <Group gap="sm" align="flex-end">
      <Select
        className="grow" label={t("disclosures.item")} placeholder={t("disclosures.any")} clearable searchable value={parameters.get("item")} onChange={(value) => change("item", value ?? "")}
        data={(choices?.items ?? []).map((each) => ({ value: each.id, label: inLanguage(each.title, i18n.language)?.text ?? t("disclosures.noTitle") }))}
      />
      <Select
        className="grow" label={t("disclosures.organisation")} placeholder={t("disclosures.any")} clearable searchable value={parameters.get("organisation")} onChange={(value) => change("organisation", value ?? "")}
        data={(choices?.organisations ?? []).map((each) => ({ value: each.id, label: each.name }))}
      />
      <TextInput type="date" label={t("disclosures.from")} value={parameters.get("from") ?? ""} onChange={(event) => change("from", event.currentTarget.value)} />
      <TextInput type="date" label={t("disclosures.to")} value={parameters.get("to") ?? ""} onChange={(event) => change("to", event.currentTarget.value)} />
    </Group>
  );
}

function Table({ items }: { items: Disclosure[] }) {
  const { t, i18n } = useTranslation();
  return (
    <div className="table-scroll" role="region" aria-label={t("disclosures.title")} tabIndex={0}>
      <table className="plain-table row-cards" role="table">
        <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">{t("audit.when")}</th><th role="columnheader" scope="col">{t("audit.who")}</th><th role="columnheader" scope="col">{t("disclosures.item")}</th><th role="columnheader" scope="col">{t("disclosures.channel")}</th></tr></thead>
        <tbody role="rowgroup">
          {items.map((each) => (
            <tr key={each.id} role="row">
              <td role="cell">{formatMoment(each.at, i18n.language)}</td>
              <td role="cell">
                {each.account}
                {each.organisation_name && <Text size="sm"><Anchor component={Link} size="sm" to={`/organisations/${each.organisation}`}><bdi>{each.organisation_name}</bdi></Anchor></Text>}
              </td>
              <td role="cell">
                <Text size="xs" c="dimmed">{t(`disclosures.kind.${each.kind}`)}</Text>
                {each.kind === "idea" ? <Anchor component={Link} size="sm" to={`/ideas/${each.item}`}><InLanguage text={each.title} /></Anchor> : <InLanguage text={each.title} />}
              </td>
              <td role="cell">{t(`disclosures.by.${each.channel}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Who saw what of an organisation that is not for everyone. The address says which part is shown. */
export function DisclosuresPage() {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  useTitle(t("disclosures.title"));
  const [parameters, setParameters] = useSearchParams();
  const filters = Object.fromEntries(fields.map((field) => [field, parameters.get(field) ?? ""]));
  const isNarrowed = fields.some((field) => parameters.get(field));
  const change = (field: string, value: string) =>
    setParameters((before) => {
      const next = new URLSearchParams(before);
      if (value) next.set(field, value);
      else next.delete(field);
      return next;
    }, { replace: true });
  const organisation = useQuery({ queryKey: ["organisation", id], queryFn: () => get<Organisation>(`/organisations/${id}`) });
  const found = useInfiniteQuery({
    queryKey: ["disclosures", id, filters], initialPageParam: "", placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) => get<Page>(`/organisations/${id}/disclosures${queryString({ ...filters, cursor: pageParam, limit: 50 })}`, signal),
    getNextPageParam: (page) => page.next,
  });
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const total = found.data?.pages[0]?.total ?? 0;
  return (
    <Stack>
      <div>
        {organisation.data && <Anchor component={Link} to={`/organisations/${id}`} size="sm"><bdi>{organisation.data.legal_name}</bdi></Anchor>}
        <Title order={1}>{t("disclosures.title")}</Title>
        <Text maw="46rem">{t("disclosures.lead")}</Text>
      </div>
      {found.error ? (
        <ErrorNote error={found.error} retry={() => void found.refetch()} />
      ) : (
        <>
          {(items.length > 0 || isNarrowed) && <Filters id={id} parameters={parameters} change={change} />}
          {found.isPending && <Loading />}
          {found.data && items.length === 0 && (
            <Empty title={t(isNarrowed ? "catalogue.none" : "disclosures.none")} text={t(isNarrowed ? "disclosures.noneFiltered" : "disclosures.noneText")}>
              {isNarrowed ? <Button variant="light" onClick={() => setParameters({})}>{t("filter.clear")}</Button> : <Button component={Link} variant="light" to={`/organisations/${id}/edit`}>{t("disclosures.decide")}</Button>}
            </Empty>
          )}
          {items.length > 0 && (
            <>
              <Group justify="space-between">
                <Text role="status" aria-live="polite">{t("disclosures.found", { count: total })}</Text>
                <Menu>
                  <Menu.Target><Button variant="default" leftSection={<IconDownload size={18} aria-hidden />}>{t("catalogue.export")}</Button></Menu.Target>
                  <Menu.Dropdown>
                    {(["xlsx", "csv"] as const).map((format) => (
                      <Menu.Item key={format} component="a" href={`/api/v1/organisations/${id}/disclosures.${format}${queryString(filters)}`} download>{t(`export.${format}`)}</Menu.Item>
                    ))}
                  </Menu.Dropdown>
                </Menu>
              </Group>
              <Table items={items} />
              {found.hasNextPage && <Button variant="light" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t("action.showMore")}</Button>}
            </>
          )}
        </>
      )}
    </Stack>
  );
}
