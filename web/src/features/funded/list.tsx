import { Anchor, Badge, Button, Card, Group, Stack, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { get, queryString, type Schemas } from "../../api/client";
import { ErrorNote, Loading } from "../../common/states";
import { formatNumber } from "../../i18n";
import { type FundedProject, knownRole, shortTitle, yearsOf } from "./funded";

function FundedCard({ project, organisation }: { project: FundedProject; organisation: string | undefined }) {
  const { t } = useTranslation();
  const known = project.participations.filter((each) => each.organisation);
  const own = organisation ? project.participations.find((each) => each.organisation === organisation) : undefined;
  const role = own && knownRole(own.role);
  const others = known.filter((each) => each.organisation !== organisation);
  return (
    <Card withBorder component="article" padding="md">
      <Stack gap={6}>
        <Anchor component={Link} to={`/funded-projects/${project.id}`} fw={600} size="lg" lh={1.25} dir="auto">{shortTitle(project)}</Anchor>
        {project.acronym && <Text size="sm" dir="auto">{project.title}</Text>}
        <Group gap="xs">
          <Badge variant="default" tt="none" fw={500}>{[project.programme, yearsOf(project)].filter(Boolean).join(", ")}</Badge>
          {own && own.role && <Badge variant="light" tt="none" fw={500}>{role ? t(`funded.role.${role}`) : own.role}</Badge>}
        </Group>
        <Text size="sm" c="dimmed">
          {t("funded.participants", { count: project.participations.length })}
          {others.length > 0 && <> · {t(organisation ? "funded.here" : "funded.inCatalogue")}: <bdi>{others.slice(0, 5).map((each) => each.name).join("; ")}</bdi>{others.length > 5 && ` +${others.length - 5}`}</>}
        </Text>
      </Stack>
    </Card>
  );
}

/** Projects of an organisation or of a cluster, the latest begun first. `none` stands there where there is none. */
export function FundedList({ path, organisation, children, none }: { path: string; organisation?: string; children?: (total: number) => ReactNode; none: ReactNode }) {
  const { t, i18n } = useTranslation();
  const found = useInfiniteQuery({
    queryKey: ["funded-projects", path], initialPageParam: "",
    queryFn: ({ pageParam, signal }) => get<Schemas["FundedProjectList"]>(`${path}/funded-projects${queryString({ limit: 10, cursor: pageParam })}`, signal),
    getNextPageParam: (page) => page.next,
  });
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const items = found.data.pages.flatMap((page) => page.items);
  const total = found.data.pages[0]?.total ?? 0;
  if (items.length === 0) return <>{none}</>;
  return (
    <Stack gap="sm">
      {children?.(total)}
      {items.map((each) => <FundedCard key={each.id} project={each} organisation={organisation} />)}
      <Text size="sm" c="dimmed" role="status">{t("funded.shown", { shown: formatNumber(items.length, i18n.language), total: formatNumber(total, i18n.language) })}</Text>
      {found.hasNextPage && <Group><Button variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t("funded.more")}</Button></Group>}
    </Stack>
  );
}
