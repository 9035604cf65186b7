import { Anchor, Badge, Button, Card, Group, MultiSelect, Select, SimpleGrid, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { IconPlus, IconRocket } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { get, type Schemas } from "../../api/client";
import { may as mayDo, useSession } from "../../api/session";
import { ExportMenu } from "../../common/export_menu";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { InLanguage } from "../../common/text";
import type { Cell } from "../../common/xlsx";
import { PartnerField } from "./fields";
import { useInside } from "./inside";
import { RowActs, Undo } from "./lists";
import { PartDialog } from "./part_dialog";
import { may, type PartDrafts, type Parts, type Project } from "./project";
import { useDeletePart, useParts } from "./use_project";

type Result = Parts["result"];
type Kind = NonNullable<Result["kind"]>;
const kinds = ["product", "service", "process", "prototype", "publication", "patent", "know_how", "standard", "training"] as const satisfies readonly Kind[];

function ResultDialog({ result, onClose }: { result?: Result; onClose: () => void }) {
  const { t } = useTranslation();
  const { nameOf, partners, own, manages } = useInside();
  const labels = { title: t("projects.resultTitle"), kind: t("projects.resultKindLabel"), description: t("organisation.description"), organisation: t("projects.looksAfter"), owners: t("projects.owners"), trl: "TRL" };
  const first: PartDrafts["result"] = result
    ? { title: result.title, kind: result.kind, description: result.description, organisation: result.organisation, owners: result.owners, trl: result.trl }
    : { title: "", kind: "product", description: "", organisation: manages ? undefined : own[0], owners: [] };
  const owners = [...new Set([...partners, ...(result?.owners ?? [])])];
  return (
    <PartDialog
      kind="result" part={result} labels={labels} first={first} onClose={onClose} title={t(result ? "projects.editResult" : "projects.newResult")} lacks={(draft) => ({ title: !draft.title?.trim() && t("projects.missing.name") })}
      shown={(field, value) => (field === "organisation" ? nameOf(value as string) : field === "owners" ? ((value as string[]) ?? []).map(nameOf).join(", ") : field === "kind" && value ? t(`projects.resultKind.${value}`) : undefined)}
    >
      {(draft, change, error) => (
        <>
          <TextInput label={labels.title} withAsterisk maxLength={300} data-autofocus error={error("title")} data-pointer="/title" value={draft.title} onChange={(event) => change({ title: event.currentTarget.value })} />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <Select label={labels.kind} allowDeselect={false} error={error("kind")} data-pointer="/kind" data={kinds.map((value) => ({ value, label: t(`projects.resultKind.${value}`) }))} value={draft.kind ?? "product"} onChange={(kind) => change({ kind: (kind ?? "product") as Kind })} />
            <Select label={labels.trl} description={t("projects.trlHelp")} clearable error={error("trl")} data-pointer="/trl" data={Array.from({ length: 9 }, (_, i) => String(i + 1))} value={draft.trl ? String(draft.trl) : null} onChange={(trl) => change({ trl: trl ? Number(trl) : undefined })} />
          </SimpleGrid>
          <Textarea label={labels.description} autosize minRows={3} maxRows={14} maxLength={20_000} error={error("description")} data-pointer="/description" value={draft.description ?? ""} onChange={(event) => change({ description: event.currentTarget.value })} />
          <PartnerField label={labels.organisation} nobody={t("projects.wholeProject")} error={error("organisation")} pointer="/organisation" value={draft.organisation} onChange={(organisation) => change({ organisation })} />
          <MultiSelect label={labels.owners} description={t("projects.ownersHelp")} error={error("owners")} data-pointer="/owners" data={owners.map((value) => ({ value, label: nameOf(value) }))} value={draft.owners ?? []} onChange={(value) => change({ owners: value })} />
        </>
      )}
    </PartDialog>
  );
}

/** The way of a result to the market: taken there already, or to be taken by who holds it or runs the cluster. */
function ToMarket({ project, result }: { project: Project; result: Result }) {
  const { t } = useTranslation();
  const session = useSession();
  const taken = useQuery({ queryKey: ["products", project.cluster, { project: project.id }], queryFn: () => get<Schemas["ProductPage"]>(`/clusters/${project.cluster}/products?project=${project.id}&limit=200`) });
  const products = taken.data?.items.filter((each) => each.project_result === result.id) ?? [];
  const runs = session?.grants.some((grant) => (grant.role === "manager" || grant.role === "animator") && grant.cluster === project.cluster);
  const holds = session?.grants.some((grant) => grant.role === "representative" && grant.organisation && [result.organisation, ...(result.owners ?? [])].includes(grant.organisation));
  if (products.length > 0)
    return <Text size="sm" mt={6}>{t("commerce.taken")}{products.map((each) => <Anchor key={each.id} component={Link} to={`/commerce/products/${each.id}`} size="sm" mr="xs"><InLanguage text={each.title} /></Anchor>)}</Text>;
  if (!taken.data || !mayDo(session, "manage_commerce") || !(runs || holds)) return null;
  return <Button component={Link} to={`/commerce/products/new?project=${project.id}&result=${result.id}`} mt="xs" size="xs" variant="light" leftSection={<IconRocket size={16} aria-hidden />}>{t("commerce.take")}</Button>;
}

/** What came of the project, and whose it is: where commercialisation begins. */
export function ResultsTab({ project }: { project: Project }) {
  const { t } = useTranslation();
  const { nameOf } = useInside();
  const found = useParts(project.id, "result");
  const { remove, undo, deleted, error, isBusy } = useDeletePart(project.id, "result");
  const [edited, setEdited] = useState<{ result?: Result }>();
  const [kind, setKind] = useState<string | null>(null);
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const all = found.data;
  const shown = all.filter((each) => !kind || each.kind === kind);
  const add = may(project, "plan") && <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setEdited({})}>{t("projects.newResult")}</Button>;
  const rows = (): Cell[][] => [
    [t("projects.resultTitle"), t("projects.resultKindLabel"), "TRL", t("projects.looksAfter"), t("projects.owners"), t("organisation.description")],
    ...shown.map((each): Cell[] => [each.title, t(`projects.resultKind.${each.kind ?? "product"}`), each.trl, nameOf(each.organisation), (each.owners ?? []).map(nameOf).join("; "), each.description]),
  ];
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={2} size="h3">{t("projects.tab.results")}</Title>
        <Group gap="xs">
          {shown.length > 0 && <ExportMenu name={t("projects.tab.results")} rows={rows} />}
          {all.length > 0 && add}
        </Group>
      </Group>
      <Undo name={deleted?.title} onUndo={() => void undo()} isBusy={isBusy} error={error} />
      {all.length > 3 && <Select maw="16rem" aria-label={t("projects.resultKindLabel")} placeholder={t("projects.allKinds")} clearable data={kinds.map((value) => ({ value, label: t(`projects.resultKind.${value}`) }))} value={kind} onChange={setKind} />}
      {all.length === 0 && <Empty title={t("projects.noResults")} text={t("projects.noResultsText")}>{add}</Empty>}
      {shown.map((each) => (
        <Card key={each.id} withBorder component="article">
          <Group justify="space-between" align="flex-start" wrap="nowrap">
            <div>
              <Title order={3} size="h5" dir="auto">{each.title}</Title>
              <Group gap="xs" mt={4}>
                <Badge variant="light" tt="none" fw={500} className="whole">{t(`projects.resultKind.${each.kind ?? "product"}`)}</Badge>
                {each.trl && <Badge variant="default" tt="none" fw={500} className="whole">TRL {each.trl}</Badge>}
                <Text size="sm" c="dimmed"><bdi>{nameOf(each.organisation)}</bdi></Text>
              </Group>
            </div>
            <RowActs name={each.title} isBusy={isBusy} onEdit={may(each, "edit") ? () => setEdited({ result: each }) : undefined} onDelete={may(each, "delete") ? () => void remove(each) : undefined} />
          </Group>
          {each.description && <Text size="sm" mt={6} className="written" dir="auto">{each.description}</Text>}
          {(each.owners ?? []).length > 0 && <Text size="sm" mt={6}><Text span size="sm" c="dimmed">{t("projects.owners")}:</Text> {(each.owners ?? []).map(nameOf).join(", ")}</Text>}
          <ToMarket project={project} result={each} />
        </Card>
      ))}
      {edited && <ResultDialog result={edited.result} onClose={() => setEdited(undefined)} />}
    </Stack>
  );
}
