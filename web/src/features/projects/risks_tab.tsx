import { Badge, Button, Card, Group, Select, SimpleGrid, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ExportMenu } from "../../common/export_menu";
import { Empty, ErrorNote, Loading } from "../../common/states";
import type { Cell } from "../../common/xlsx";
import { PartnerField } from "./fields";
import { useInside } from "./inside";
import { RowActs, Undo } from "./lists";
import { PartDialog } from "./part_dialog";
import { isOver, may, type Parts, type Project } from "./project";
import { byGravity, degrees, levelOf, matrixOf, riskStates, scoreOf } from "./risks";
import { useDeletePart, useParts } from "./use_project";

type Risk = Parts["risk"];

function RiskDialog({ risk, onClose }: { risk?: Risk; onClose: () => void }) {
  const { t } = useTranslation();
  const { nameOf, manages, own } = useInside();
  const labels = { title: t("projects.riskTitle"), description: t("projects.riskDescription"), likelihood: t("projects.likelihood"), impact: t("projects.impact"), mitigation: t("projects.mitigation"), organisation: t("projects.watches"), state: t("projects.stateLabel") };
  const first = risk
    ? { title: risk.title, description: risk.description, likelihood: risk.likelihood, impact: risk.impact, mitigation: risk.mitigation, organisation: risk.organisation, state: risk.state }
    : { title: "", description: "", likelihood: 3, impact: 3, mitigation: "", organisation: manages ? undefined : own[0], state: "open" as const };
  const scale = (what: "likelihood" | "impact") => degrees.map((value) => ({ value: String(value), label: `${value} – ${t(`projects.scale.${what}.${value}`)}` }));
  return (
    <PartDialog
      kind="risk" part={risk} labels={labels} first={first} onClose={onClose} title={t(risk ? "projects.editRisk" : "projects.newRisk")} lacks={(draft) => ({ title: !draft.title?.trim() && t("projects.missing.name") })}
      shown={(field, value) => (field === "organisation" ? nameOf(value as string) : field === "state" && value ? t(`projects.riskState.${value}`) : undefined)}
    >
      {(draft, change, error) => (
        <>
          <TextInput label={labels.title} withAsterisk maxLength={300} error={error("title")} data-pointer="/title" data-autofocus value={draft.title} onChange={(event) => change({ title: event.currentTarget.value })} />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <Select label={labels.likelihood} allowDeselect={false} error={error("likelihood")} data-pointer="/likelihood" data={scale("likelihood")} value={String(draft.likelihood)} onChange={(value) => change({ likelihood: Number(value) })} />
            <Select label={labels.impact} allowDeselect={false} error={error("impact")} data-pointer="/impact" data={scale("impact")} value={String(draft.impact)} onChange={(value) => change({ impact: Number(value) })} />
          </SimpleGrid>
          <Textarea label={labels.description} autosize minRows={2} maxRows={10} maxLength={20_000} error={error("description")} data-pointer="/description" value={draft.description ?? ""} onChange={(event) => change({ description: event.currentTarget.value })} />
          <Textarea label={labels.mitigation} autosize minRows={2} maxRows={10} maxLength={20_000} error={error("mitigation")} data-pointer="/mitigation" value={draft.mitigation ?? ""} onChange={(event) => change({ mitigation: event.currentTarget.value })} />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <PartnerField label={labels.organisation} nobody={t("projects.wholeProject")} error={error("organisation")} pointer="/organisation" value={draft.organisation} onChange={(organisation) => change({ organisation })} />
            <Select label={labels.state} allowDeselect={false} error={error("state")} data-pointer="/state" data={riskStates.map((value) => ({ value, label: t(`projects.riskState.${value}`) }))} value={draft.state ?? "open"} onChange={(state) => change({ state: (state ?? "open") as Risk["state"] })} />
          </SimpleGrid>
        </>
      )}
    </PartDialog>
  );
}

interface CellChoice {
  likelihood: number;
  impact: number;
}

/** Five by five: where risks stand; a click on a cell narrows the list. */
function Matrix({ risks, chosen, onChoose }: { risks: Risk[]; chosen: CellChoice | undefined; onChoose: (cell: CellChoice | undefined) => void }) {
  const { t } = useTranslation();
  return (
    <table className="risk-matrix">
      <caption>{t("projects.riskMatrix")}</caption>
      <tbody>
        {matrixOf(risks).map(({ likelihood, cells }) => (
          <tr key={likelihood}>
            <th scope="row">{likelihood}</th>
            {cells.map(({ impact, level, count }) => {
              const isChosen = chosen?.likelihood === likelihood && chosen.impact === impact;
              return (
                <td key={impact} data-level={level}>
                  {count > 0 && (
                    <button type="button" aria-pressed={isChosen} aria-label={t("projects.riskCell", { likelihood, impact, count })} onClick={() => onChoose(isChosen ? undefined : { likelihood, impact })}>{count}</button>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td />
          {degrees.map((impact) => <th scope="col" key={impact}>{impact}</th>)}
        </tr>
      </tfoot>
    </table>
  );
}

function RiskCard({ risk, onEdit, onDelete, isBusy }: { risk: Risk; onEdit?: () => void; onDelete?: () => void; isBusy: boolean }) {
  const { t } = useTranslation();
  const { nameOf } = useInside();
  const level = levelOf(scoreOf(risk));
  return (
    <Card withBorder padding="sm" component="article" data-closed={risk.state === "closed"}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
        <Group gap="xs" wrap="nowrap" align="flex-start">
          <span className="risk-score" data-level={level} title={t(`projects.riskLevel.${level}`)}>{scoreOf(risk)}<span className="only-read"> ({t(`projects.riskLevel.${level}`)})</span></span>
          <div>
            <Title order={3} size="h6" dir="auto">{risk.title}</Title>
            <Group gap="xs">
              <Badge variant="default" tt="none" fw={500} className="whole">{t(`projects.riskState.${risk.state ?? "open"}`)}</Badge>
              <Text size="sm" c="dimmed">{t("projects.riskWords", { likelihood: t(`projects.scale.likelihood.${risk.likelihood}`), impact: t(`projects.scale.impact.${risk.impact}`) })}</Text>
              <Text size="sm" c="dimmed"><bdi>{nameOf(risk.organisation)}</bdi></Text>
            </Group>
          </div>
        </Group>
        <RowActs name={risk.title} onEdit={onEdit} onDelete={onDelete} isBusy={isBusy} />
      </Group>
      {risk.description && <Text size="sm" mt={6} className="written" dir="auto">{risk.description}</Text>}
      {risk.mitigation && <Text size="sm" mt={6} className="written" dir="auto"><Text span size="sm" c="dimmed">{t("projects.mitigation")}:</Text> {risk.mitigation}</Text>}
    </Card>
  );
}

/** What may go wrong, the gravest first, and what is done about it. */
export function RisksTab({ project }: { project: Project }) {
  const { t } = useTranslation();
  const { nameOf } = useInside();
  const found = useParts(project.id, "risk");
  const { remove, undo, deleted, error, isBusy } = useDeletePart(project.id, "risk");
  const [edited, setEdited] = useState<{ risk?: Risk }>();
  const [cell, setCell] = useState<CellChoice>();
  const [state, setState] = useState<string | null>(null);
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const all = byGravity(found.data);
  const shown = all.filter((each) => (!state || (each.state ?? "open") === state) && (!cell || (each.likelihood === cell.likelihood && each.impact === cell.impact && each.state !== "closed")));
  const add = may(project, "work") && !isOver(project) && <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setEdited({})}>{t("projects.newRisk")}</Button>;
  const rows = (): Cell[][] => [
    [t("projects.riskTitle"), t("projects.likelihood"), t("projects.impact"), t("projects.score"), t("projects.stateLabel"), t("projects.watches"), t("projects.riskDescription"), t("projects.mitigation")],
    ...shown.map((each): Cell[] => [each.title, each.likelihood, each.impact, scoreOf(each), t(`projects.riskState.${each.state ?? "open"}`), nameOf(each.organisation), each.description, each.mitigation]),
  ];
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={2} size="h3">{t("projects.tab.risks")}</Title>
        <Group gap="xs">
          {shown.length > 0 && <ExportMenu name={t("projects.tab.risks")} rows={rows} />}
          {all.length > 0 && add}
        </Group>
      </Group>
      <Undo name={deleted?.title} onUndo={() => void undo()} isBusy={isBusy} error={error} />
      {all.length === 0 && <Empty title={t("projects.noRisks")} text={t("projects.noRisksText")}>{add}</Empty>}
      {all.length > 0 && (
        <div className="risks">
          <Stack gap="xs">
            <Matrix risks={found.data} chosen={cell} onChoose={setCell} />
            <Text size="xs" c="dimmed">{t("projects.riskAxes")}</Text>
          </Stack>
          <Stack gap="sm">
            <Group gap="xs">
              <Select aria-label={t("projects.stateLabel")} placeholder={t("projects.allStates")} clearable data={riskStates.map((value) => ({ value, label: t(`projects.riskState.${value}`) }))} value={state} onChange={setState} />
              {(cell || state) && <Button size="compact-sm" variant="subtle" onClick={() => { setCell(undefined); setState(null); }}>{t("filter.clear")}</Button>}
              <Text role="status" size="sm" c="dimmed">{t("projects.riskCount", { count: shown.length })}</Text>
            </Group>
            {shown.map((each) => <RiskCard key={each.id} risk={each} isBusy={isBusy} onEdit={may(each, "edit") ? () => setEdited({ risk: each }) : undefined} onDelete={may(each, "delete") ? () => void remove(each) : undefined} />)}
          </Stack>
        </div>
      )}
      {edited && <RiskDialog risk={edited.risk} onClose={() => setEdited(undefined)} />}
    </Stack>
  );
}
