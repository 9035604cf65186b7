import { Alert, Badge, List, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { inLanguage } from "../../i18n";
import { linesOf, type MeetingState, type Rivals } from "./conduct";

const colors = { planned: "gray", announced: undefined, held: "orange", minuted: "orange", approved: "green", cancelled: "gray" } as const;

export function MeetingBadge({ state }: { state: MeetingState }) {
  const { t } = useTranslation();
  return <Badge className="whole" variant="light" tt="none" fw={500} color={colors[state]}>{t(`conduct.state.${state}`)}</Badge>;
}

/** What may not be exchanged, a line each. */
export function ForbiddenList({ forbidden }: { forbidden: Record<string, string> }) {
  const { i18n } = useTranslation();
  const found = inLanguage(forbidden, i18n.language);
  return <List size="sm" spacing={4} lang={found?.language}>{linesOf(found?.text).map((line) => <List.Item key={line}>{line}</List.Item>)}</List>;
}

/** Who competes with whom among those who take part, and how the program knows. */
export function RivalsNote({ rivals }: { rivals: Rivals[] }) {
  const { t } = useTranslation();
  if (rivals.length === 0) return <Alert color="gray" title={t("conduct.noRivals")}>{t("conduct.noRivalsText")}</Alert>;
  return (
    <Alert color="orange" title={t("conduct.rivals", { count: rivals.length })}>
      <Stack gap={4}>
        <Text size="sm">{t("conduct.rivalsText")}</Text>
        <List size="sm">
          {rivals.slice(0, 20).map((each) => (
            <List.Item key={each.one + each.other}>
              <bdi>{each.one_name}</bdi> – <bdi>{each.other_name}</bdi>:{" "}
              {[each.is_declared && t("conduct.isDeclared"), each.shared.length > 0 && t("conduct.sharedClass", { codes: [...new Set(each.shared.map(({ code }) => code))].join(", ") })].filter(Boolean).join("; ")}
            </List.Item>
          ))}
        </List>
        {rivals.length > 20 && <Text size="sm">{t("conduct.moreRivals", { count: rivals.length - 20 })}</Text>}
      </Stack>
    </Alert>
  );
}
