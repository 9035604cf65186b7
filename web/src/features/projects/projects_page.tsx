import { Alert, Button, Group, Select, Stack, Text, TextInput, Title } from "@mantine/core";
import { IconPlus, IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useSearchParams } from "react-router-dom";
import { get, queryString } from "../../api/client";
import { may, useClusterSlug, useSession } from "../../api/session";
import { turned } from "../../common/filters";
import { ExportMenu } from "../../common/export_menu";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { useTitle } from "../../common/use_title";
import { useTyped } from "../../common/use_typed";
import { ProjectStageDot } from "./badges";
import { Deleted } from "./deleted";
import { allShown, projectRows } from "./export";
import { isNarrowed, projectFiltersFrom, type ProjectFilters, projectParametersOf } from "./filters";
import { type ProjectPage, stages } from "./project";
import { ProjectCard } from "./project_card";

function useProjects(cluster: string | undefined, filters: ProjectFilters) {
  return useInfiniteQuery({
    queryKey: ["projects", cluster, filters],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => get<ProjectPage>(`/projects${queryString({ ...filters, cluster, limit: 20, cursor: pageParam })}`, signal),
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    enabled: Boolean(cluster),
  });
}

/** How many there are of each stage, whichever of them are shown. */
function StageChips({ cluster, filters, onChange }: { cluster: string | undefined; filters: ProjectFilters; onChange: (filters: ProjectFilters) => void }) {
  const { t } = useTranslation();
  const counted = useProjects(cluster, { ...filters, stage: [] }).data?.pages[0]?.stages;
  return (
    <Group gap={6} role="group" aria-label={t("projects.stageLabel")}>
      {stages.map((stage) => {
        const isChosen = filters.stage.includes(stage);
        return (
          <Button
            key={stage} size="compact-sm" variant={isChosen ? "light" : "subtle"} color={isChosen ? undefined : "gray"} c={isChosen ? undefined : "inherit"} fw={isChosen ? 600 : 400} aria-pressed={isChosen}
            leftSection={<ProjectStageDot stage={stage} />} onClick={() => onChange({ ...filters, stage: turned(filters.stage, stage) })}
          >
            {t(`projects.stages.${stage}`)} {counted?.[stage] ?? 0}
          </Button>
        );
      })}
    </Group>
  );
}

/** An empty list says what would be here, and what to do. */
function Nothing({ filters, onClear, mayBegin }: { filters: ProjectFilters; onClear: () => void; mayBegin: boolean }) {
  const { t } = useTranslation();
  const session = useSession();
  const location = useLocation();
  const text = isNarrowed(filters) ? "projects.noneFiltered" : mayBegin ? "projects.noneText" : session?.user ? "projects.noneForYou" : "projects.nonePublic";
  return (
    <Empty title={t(isNarrowed(filters) ? "catalogue.none" : "projects.none")} text={t(text)}>
      <Group justify="center">
        {isNarrowed(filters) && <Button variant="light" onClick={onClear}>{t("filter.clear")}</Button>}
        {!isNarrowed(filters) && mayBegin && <Button component={Link} to="/projects/new">{t("projects.begin")}</Button>}
        {!isNarrowed(filters) && session?.user && <Button component={Link} to="/ideas?stage=chosen" variant="light">{t("projects.chosenIdeas")}</Button>}
        {!session?.user && <Button component={Link} to="/login" state={{ from: location.pathname + location.search }} variant="light">{t("session.logIn")}</Button>}
      </Group>
    </Empty>
  );
}

function PartnerFilter({ value, onChange }: { value: string; onChange: (partner: string) => void }) {
  const { t } = useTranslation();
  const session = useSession();
  const own = (session?.grants ?? []).flatMap((each) => (each.organisation ? [{ value: each.organisation, label: each.name ?? "…" }] : []));
  const once = own.filter((each, i) => own.findIndex((other) => other.value === each.value) === i);
  if (once.length === 0 && !value) return null;
  return (
    <Select
      size="md" w={{ base: "100%", xs: "16rem" }} label={t("projects.whose")} clearable placeholder={t("projects.all")} value={value || null} onChange={(partner) => onChange(partner ?? "")}
      data={value && !once.some((each) => each.value === value) ? [...once, { value, label: t("projects.ofOne") }] : once}
    />
  );
}

/** The joint projects of the cluster as far as the reader sees them; the address bar says which. */
export function ProjectsPage() {
  const { t } = useTranslation();
  useTitle(t("nav.projects"));
  const cluster = useClusterSlug();
  const session = useSession();
  const mayBegin = may(session, "create_project");
  const location = useLocation();
  const [parameters, setParameters] = useSearchParams();
  const filters = projectFiltersFrom(parameters);
  const change = (next: ProjectFilters) => setParameters(projectParametersOf(next), { replace: true, state: location.state });
  const [typed, setTyped] = useTyped(filters.q, (q) => change({ ...filters, q }));
  const clear = () => {
    setTyped("");
    change({ q: "", stage: [], partner: "" });
  };
  const found = useProjects(cluster, filters);
  const items = found.data?.pages.flatMap((page) => page.items);
  const isEmpty = items?.length === 0;
  const own = (session?.grants ?? []).flatMap((each) => (each.organisation ? [each.organisation] : []));
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start">
        <Title order={1}>{t("nav.projects")}</Title>
        {mayBegin && <Button component={Link} to="/projects/new" leftSection={<IconPlus size={18} aria-hidden />}>{t("projects.begin")}</Button>}
      </Group>
      <Text maw="46rem">{t("projects.lead")}</Text>
      {session && !session.user && <Alert variant="light" color="gray">{t("projects.guest")}</Alert>}
      <Deleted />
      <Group align="flex-end" gap="sm">
        <TextInput
          className="grow" type="search" size="md" label={t("catalogue.search")} placeholder={t("projects.placeholder")} value={typed} maxLength={1000}
          leftSection={<IconSearch size={18} aria-hidden />} onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <PartnerFilter value={filters.partner} onChange={(partner) => change({ ...filters, partner })} />
      </Group>
      <StageChips cluster={cluster} filters={filters} onChange={change} />
      <Group justify="space-between">
        <Group gap="xs">
          <Text role="status" aria-live="polite">{items && !isEmpty ? t("projects.found", { count: found.data?.pages[0]?.total ?? items.length }) : ""}</Text>
          {isNarrowed(filters) && !isEmpty && <Button size="compact-sm" variant="subtle" onClick={clear}>{t("filter.clear")}</Button>}
        </Group>
        {cluster && items && !isEmpty && <ExportMenu name={t("projects.file")} rows={async () => projectRows(await allShown(cluster, filters), t, window.location.origin)} />}
      </Group>
      {found.error && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {isEmpty && <Nothing filters={filters} onClear={clear} mayBegin={mayBegin} />}
      <Stack component="ul" gap="sm" className="hit-list" aria-busy={found.isFetching}>
        {items?.map((project) => <li key={project.id}><ProjectCard project={project} own={own} /></li>)}
      </Stack>
      {found.hasNextPage && <Button variant="light" fullWidth loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t("action.showMore")}</Button>}
    </Stack>
  );
}
