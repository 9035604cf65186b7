import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

export interface Differing {
  label: string;
  theirs: string;
  mine: string;
}

/** Somebody else has saved meanwhile: both versions side by side, nothing lost, and the writer decides. */
export function Versions({ title, rows, onOverwrite, onTake }: { title: string; rows: Differing[]; onOverwrite: () => void; onTake: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert color="orange" variant="light" role="alert" title={title}>
      <Stack gap="sm">
        <Text size="sm">{t("edit.conflictText")}</Text>
        {rows.length === 0 && <Text size="sm">{t("ideas.conflictSame")}</Text>}
        {rows.length > 0 && (
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
                {rows.map((each) => (
                  <tr key={each.label}>
                    <th scope="row">{each.label}</th>
                    <td className="written" dir="auto">{each.theirs || "–"}</td>
                    <td className="written" dir="auto">{each.mine || "–"}</td>
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
