import { Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { may, useClusterSlug, useSession } from "../../api/session";
import { Empty } from "../../common/states";
import { useTitle } from "../../common/use_title";
import { formatNumber } from "../../i18n";
import { FundedList } from "./list";

/** What members of the cluster did in funding programmes. */
export function HistoryPage() {
  const { t, i18n } = useTranslation();
  useTitle(t("funded.title"));
  const cluster = useClusterSlug();
  const mayImport = may(useSession(), "import_organisations");
  const toImport = <Button component={Link} to="/import/cordis" variant="default">{t("funded.import")}</Button>;
  return (
    <Stack gap="md" maw="60rem">
      <Group justify="space-between" align="flex-start">
        <Title order={1}>{t("funded.title")}</Title>
        {mayImport && toImport}
      </Group>
      <Text maw="46rem">{t("funded.lead")} <Anchor component={Link} to="/network?kind=funded_project" underline="always">{t("funded.asNetwork")}</Anchor></Text>
      {cluster && (
        <FundedList path={`/clusters/${cluster}`} none={<Empty title={t("funded.none")} text={t(mayImport ? "funded.noneText" : "funded.noneForYou")}>{mayImport && toImport}</Empty>}>
          {(total) => <Text fw={600}>{t("funded.count", { count: total, number: formatNumber(total, i18n.language) })}</Text>}
        </FundedList>
      )}
    </Stack>
  );
}
