import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router-dom";

const places = [
  { to: "/conduct", name: "conduct.meetings" },
  { to: "/conduct/market", name: "market.title" },
  { to: "/conduct/rules", name: "conduct.rules" },
];

/** The three parts of the rules of competition. */
export function ConductTabs() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  return (
    <Group component="nav" gap="xs" aria-label={t("conduct.title")}>
      {places.map(({ to, name }) => <Button key={to} component={Link} to={to} size="sm" variant={pathname === to ? "light" : "default"} aria-current={pathname === to ? "page" : undefined}>{t(name)}</Button>)}
    </Group>
  );
}
