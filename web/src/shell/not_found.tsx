import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useRouteError } from "react-router-dom";
import { Empty } from "../common/states";

/** No such page, or a page that broke: the way back. */
export function NotFoundPage() {
  const { t } = useTranslation();
  const error = useRouteError();
  return (
    <Empty title={t(error ? "error.broken" : "error.missing")} text={t(error ? "error.brokenText" : "error.missingText")}>
      <Button component={Link} to="/" reloadDocument={Boolean(error)}>
        {t("error.home")}
      </Button>
    </Empty>
  );
}
