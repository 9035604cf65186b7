import { Alert, Anchor, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { ExportMenu } from "../../common/export_menu";
import { Empty, ErrorNote, Loading } from "../../common/states";
import type { Cell } from "../../common/xlsx";
import { formatDate } from "../../i18n";
import { Answer } from "./answer";
import { PartnerStateBadge } from "./badges";
import { useInside } from "./inside";
import { RowActs, Undo } from "./lists";
import { LoadTable } from "./load_table";
import { PartnerDialog } from "./partner_dialog";
import { isOver, may, type Parts, type Project } from "./project";
import { useDeletePart, useParts } from "./use_project";

type Partner = Parts["partner"];

function Dates({ partner }: { partner: Partner }) {
  const { t, i18n } = useTranslation();
  const { since, until } = partner;
  if (!since) return null;
  return <Text size="sm" c="dimmed">{until ? `${formatDate(since, i18n.language)} – ${formatDate(until, i18n.language)}` : t("projects.since", { day: formatDate(since, i18n.language) })}</Text>;
}

function PartnerCard({ partner, onEdit, onDelete, isBusy }: { partner: Partner; onEdit?: () => void; onDelete?: () => void; isBusy: boolean }) {
  const { t } = useTranslation();
  const { nameOf, project } = useInside();
  const name = nameOf(partner.organisation);
  return (
    <Card withBorder padding="md" component="article">
      <Stack gap={6}>
        <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
          <Anchor component={Link} to={`/organisations/${partner.organisation}`} fw={600}><bdi>{name}</bdi></Anchor>
          <RowActs name={name} onEdit={onEdit} onDelete={onDelete} isBusy={isBusy} />
        </Group>
        <Group gap="xs">
          <PartnerStateBadge state={partner.state ?? "invited"} />
          <Text size="sm">{t(`projects.role.${partner.role ?? "partner"}`)}</Text>
          {partner.days_a_month !== undefined && <Text size="sm" c="dimmed">{t("projects.gives", { count: partner.days_a_month })}</Text>}
          <Dates partner={partner} />
        </Group>
        {partner.task && <Text size="sm" className="written" dir="auto">{partner.task}</Text>}
        {partner.note && <Text size="sm" c="dimmed" className="written" dir="auto">„{partner.note}”</Text>}
        {!isOver(project) && <Answer partner={partner} />}
      </Stack>
    </Card>
  );
}

/** Who is in the project, who is asked, who has left; and how much each has to do. */
export function PartnersTab({ project }: { project: Project }) {
  const { t } = useTranslation();
  const { nameOf, manages } = useInside();
  const found = useParts(project.id, "partner");
  const { remove, undo, deleted, error, isBusy } = useDeletePart(project.id, "partner");
  const [edited, setEdited] = useState<{ partner?: Partner }>();
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const isRunning = project.stage === "running";
  const mayAsk = isRunning && may(project, "plan");
  const order = { active: 0, invited: 1, declined: 2, left: 3 };
  const partners = [...found.data].sort((a, b) => order[a.state ?? "invited"] - order[b.state ?? "invited"]);
  const isGone = (partner: Partner) => partner.state === "declined" || partner.state === "left";
  const rows = (): Cell[][] => [
    [t("projects.partner"), t("projects.roleLabel"), t("projects.stateLabel"), t("projects.partnerTask"), t("projects.daysAMonth"), t("projects.begins"), t("projects.ends"), t("projects.noteLabel")],
    ...partners.map((each): Cell[] => [nameOf(each.organisation), t(`projects.role.${each.role ?? "partner"}`), t(`projects.partnerState.${each.state ?? "invited"}`), each.task, each.days_a_month, each.since && { day: each.since }, each.until && { day: each.until }, each.note]),
  ];
  return (
    <Stack gap="xl">
      <Stack>
        <Group justify="space-between">
          <Title order={2} size="h3">{t("projects.tab.partners")}</Title>
          <Group gap="xs">
            {partners.length > 0 && <ExportMenu name={t("projects.tab.partners")} rows={rows} />}
            {((manages && project.stage === "draft") || mayAsk) && <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setEdited({})}>{t(isRunning ? "projects.askForPartner" : "projects.invite")}</Button>}
          </Group>
        </Group>
        {isRunning && <Text size="sm" c="dimmed">{t("projects.byRequest")}</Text>}
        {project.visibility === "coordinator" && manages && partners.some((each) => each.state === "invited") && <Alert color="orange" variant="light">{t("projects.hiddenFromInvited")}</Alert>}
        <Undo name={deleted && nameOf(deleted.organisation)} onUndo={() => void undo()} isBusy={isBusy} error={error} />
        {partners.length === 0 && <Empty title={t("projects.noPartners")} text={t("projects.noPartnersText")} />}
        <ul className="hit-list partner-cards">
          {partners.map((each) => (
            <li key={each.id}>
              <PartnerCard
                partner={each} isBusy={isBusy} onEdit={(may(each, "edit") || mayAsk) && !isGone(each) ? () => setEdited({ partner: each }) : undefined}
                onDelete={may(each, "delete") && each.role !== "lead" ? () => void remove(each) : undefined}
              />
            </li>
          ))}
        </ul>
      </Stack>
      <LoadTable />
      {edited && <PartnerDialog partner={edited.partner} onClose={() => setEdited(undefined)} />}
    </Stack>
  );
}
