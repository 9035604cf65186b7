import { Anchor, Button, Card, Group, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { turned } from "../../common/filters";
import { StageDot } from "./badges";
import type { IdeaFilters } from "./filters";
import { byStage, type KindCount, stages } from "./idea";

function Bar({ counted, most }: { counted: KindCount; most: number }) {
  return (
    <span className="idea-bar" aria-hidden>
      {stages.filter((stage) => counted.stages[stage]).map((stage) => (
        <span key={stage} className="idea-bar-part" data-stage={stage} style={{ width: `${(100 * (counted.stages[stage] ?? 0)) / most}%` }} />
      ))}
    </span>
  );
}

interface KindRowProps {
  counted: KindCount;
  most: number;
  isChosen: boolean;
  mayPropose: boolean;
  onTurn: () => void;
}

function KindRow({ counted, most, isChosen, mayPropose, onTurn }: KindRowProps) {
  const { t } = useTranslation();
  const { kind, count } = counted;
  const inStages = stages.filter((stage) => counted.stages[stage]).map((stage) => `${t(`ideas.stage.${stage}`)}: ${counted.stages[stage]}`).join(", ");
  return (
    <li className="idea-kind">
      <button type="button" className="idea-kind-button" aria-pressed={isChosen} title={t(`ideas.about.${kind}`)} onClick={onTurn}>
        <span className="idea-kind-name">{t(`ideas.kind.${kind}`)}</span>
        {count > 0 ? <Bar counted={counted} most={most} /> : <span className="idea-kind-none">{t("ideas.nobodyLooks")}</span>}
        {count > 0 && <span className="idea-kind-count">{count}</span>}
        {inStages && <span className="only-read">({inStages})</span>}
      </button>
      {count === 0 && mayPropose && (
        <Anchor className="idea-kind-first" size="sm" component={Link} to={`/ideas/new?kind=${kind}`} aria-label={t("ideas.beFirstIn", { kind: t(`ideas.kind.${kind}`) })}>
          <IconPlus size={16} aria-hidden /> <span>{t("ideas.beFirst")}</span>
        </Anchor>
      )}
    </li>
  );
}

/** Where the cluster is rich in ideas and where nobody looks; a click on a kind or a stage narrows the list below. */
export function KindsPicture({ counts, filters, onChange, mayPropose }: { counts: KindCount[]; filters: IdeaFilters; onChange: (filters: IdeaFilters) => void; mayPropose: boolean }) {
  const { t } = useTranslation();
  const most = Math.max(1, ...counts.map((each) => each.count));
  return (
    <Card withBorder component="section" aria-labelledby="kinds-title">
      <Title order={2} size="h4" id="kinds-title" mb="sm">
        {t("ideas.picture")}
      </Title>
      <ul className="idea-kinds">
        {counts.map((each) => (
          <KindRow key={each.kind} counted={each} most={most} isChosen={filters.kind.includes(each.kind)} mayPropose={mayPropose} onTurn={() => onChange({ ...filters, kind: turned(filters.kind, each.kind) })} />
        ))}
      </ul>
      <Group gap={6} mt="md" role="group" aria-label={t("ideas.stages")}>
        {stages.map((stage) => {
          const isChosen = filters.stage.includes(stage);
          return (
            <Button
              key={stage} size="compact-sm" variant={isChosen ? "light" : "subtle"} color={isChosen ? undefined : "gray"} c={isChosen ? undefined : "inherit"} fw={isChosen ? 600 : 400}
              aria-pressed={isChosen} leftSection={<StageDot stage={stage} />} onClick={() => onChange({ ...filters, stage: turned(filters.stage, stage) })}
            >
              {t(`ideas.stage.${stage}`)} {byStage(counts, stage)}
            </Button>
          );
        })}
      </Group>
    </Card>
  );
}
