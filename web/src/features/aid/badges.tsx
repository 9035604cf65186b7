import { Badge, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Aid } from "./aid";

const colors = { proposed: "orange", granted: "green", withdrawn: "gray" } as const;

/** Where aid stands, and whether it was granted elsewhere. */
export function AidBadges({ aid }: { aid: Pick<Aid, "state" | "is_declared" | "scope"> }) {
  const { t } = useTranslation();
  return (
    <Group gap="xs">
      <Badge className="whole" variant="light" tt="none" fw={500} color={colors[aid.state]}>{t(`aid.state.${aid.state}`)}</Badge>
      {aid.is_declared && <Badge className="whole" variant="light" tt="none" fw={500}>{t("aid.declared")}</Badge>}
      {aid.scope !== "general" && <Badge className="whole" variant="default" tt="none" fw={500}>{t(`aid.scope.${aid.scope}`)}</Badge>}
    </Group>
  );
}
