import { useTranslation } from "react-i18next";
import { useOrganisationNames } from "../../common/organisation_picker";
import { Versions } from "../../common/versions";
import { inLanguage } from "../../i18n";
import { differing, type Draft } from "./draft";

/** A field as one reads it. */
function useShown() {
  const { t, i18n } = useTranslation();
  const bilingual = (text: Record<string, string>) => Object.entries(text).map(([language, each]) => `${language}: ${each}`).join("\n");
  return (draft: Draft, field: keyof Draft, names: Map<string, string>) => {
    switch (field) {
      case "title":
      case "description": return bilingual(draft[field]);
      case "kind": return draft.kind ? t(`ideas.kind.${draft.kind}`) : "";
      case "visibility": return t(`visibility.${draft.visibility}`);
      case "named": return draft.named.map((id) => names.get(id) ?? "…").join(", ");
      case "links": return draft.links.map((each) => `${inLanguage(each.title, i18n.language)?.text ?? ""} (${each.name ?? "…"})`).join(", ");
      default: return draft.tags.join(", ");
    }
  };
}

interface ConflictProps {
  mine: Draft;
  theirs: Draft;
  labels: Record<string, string>;
  onOverwrite: () => void;
  onTake: () => void;
}

/** Two versions of an idea. */
export function Conflict({ mine, theirs, labels, onOverwrite, onTake }: ConflictProps) {
  const { t } = useTranslation();
  const shown = useShown();
  const names = useOrganisationNames([...new Set([...mine.named, ...theirs.named])]);
  const rows = differing(mine, theirs).map((field) => ({ label: labels[`/${field}`] ?? field, theirs: shown(theirs, field, names), mine: shown(mine, field, names) }));
  return <Versions title={t("ideas.conflict")} rows={rows} onOverwrite={onOverwrite} onTake={onTake} />;
}
