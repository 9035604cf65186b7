import { Anchor, Badge, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router-dom";
import { get } from "../../api/client";
import { formatAmount } from "../../common/money";
import { ErrorNote, Loading } from "../../common/states";
import { useTitle } from "../../common/use_title";
import { formatDate } from "../../i18n";
import { type FundedProject, pageOfRegister, shortTitle } from "./funded";
import { Participants } from "./participants";

/** A project of a funding programme, as its register tells of it. */
export function FundedProjectPage() {
  const { t, i18n } = useTranslation();
  const { id = "" } = useParams();
  const found = useQuery({ queryKey: ["funded-project", id], queryFn: ({ signal }) => get<FundedProject>(`/funded-projects/${id}`, signal) });
  useTitle(found.data && shortTitle(found.data));
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const project = found.data;
  return (
    <Stack gap="lg" maw="52rem">
      <Stack gap="xs">
        <Title order={1} dir="auto">{shortTitle(project)}</Title>
        {project.acronym && <Text size="lg" dir="auto">{project.title}</Text>}
        <Group gap="xs">
          {[project.programme, project.scheme].filter(Boolean).map((each) => <Badge key={each} className="whole" variant="default" tt="none" fw={500}>{each}</Badge>)}
        </Group>
        <Text>
          {formatDate(project.begins_on, i18n.language)}{project.ends_on && ` – ${formatDate(project.ends_on, i18n.language)}`}
          {project.total_cost_eur && <> · {t("funded.cost", { amount: formatAmount(project.total_cost_eur, "EUR", i18n.language) })}</>}
          {project.contribution_eur && <> · {t("funded.contribution", { amount: formatAmount(project.contribution_eur, "EUR", i18n.language) })}</>}
        </Text>
        <Text size="sm"><Anchor href={pageOfRegister(project)} target="_blank" rel="noreferrer noopener">{t("funded.inRegister", { number: project.number })}</Anchor></Text>
      </Stack>
      {project.objective && <Text dir="auto" style={{ whiteSpace: "pre-line" }}>{project.objective}</Text>}
      <section>
        <Title order={2} size="h4" mb="xs">{t("funded.whoTookPart")} <Text span c="dimmed">({project.participations.length})</Text></Title>
        <Participants of={project.participations} />
      </section>
    </Stack>
  );
}
