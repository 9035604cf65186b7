import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useOrganisationNames } from "../../common/organisation_picker";
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

/** Somebody else has saved meanwhile: both versions side by side, nothing lost, and the writer decides. */
export function Conflict({ mine, theirs, labels, onOverwrite, onTake }: ConflictProps) {
  const { t } = useTranslation();
  const shown = useShown();
  const names = useOrganisationNames([...new Set([...mine.named, ...theirs.named])]);
  const fields = differing(mine, theirs);
  return (
    <Alert color="orange" variant="light" role="alert" title={t("ideas.conflict")}>
      <Stack gap="sm">
        <Text size="sm">{t("edit.conflictText")}</Text>
        {fields.length === 0 && <Text size="sm">{t("ideas.conflictSame")}</Text>}
        {fields.length > 0 && (
          <div className="table-scroll">
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">{t("ideas.field")}</th>
                  <th scope="col">{t("ideas.theirs")}</th>
                  <th scope="col">{t("ideas.mine")}</th>
                </tr>
              </thead>
              <tbody>
                {fields.map((field) => (
                  <tr key={field}>
                    <th scope="row">{labels[`/${field}`]}</th>
                    <td className="written" dir="auto">{shown(theirs, field, names) || "–"}</td>
                    <td className="written" dir="auto">{shown(mine, field, names) || "–"}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        <Group>
          <Button variant="light" onClick={onOverwrite}>{t("edit.keepMine")}</Button>
          <Button variant="default" onClick={onTake}>{t("edit.takeTheirs")}</Button>
        </Group>
      </Stack>
    </Alert>
  );
}
