import { Anchor, Group, NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { NavLink, useLocation, useNavigate } from "react-router-dom";
import { useSession } from "../../api/session";

interface Tab {
  to: string;
  name: string;
  /** Only for who is logged in. */
  isInner?: boolean;
}

/** The pages of commercialisation, each at its address. A further one is a line here and a route. */
const tabs: Tab[] = [
  { to: "/commerce", name: "commerce.tab.offers" },
  { to: "/commerce/products", name: "commerce.tab.products" },
  { to: "/commerce/ip", name: "commerce.tab.ip" },
  { to: "/commerce/needs", name: "commerce.tab.needs" },
  { to: "/commerce/inquiries", name: "inquiries.title", isInner: true },
  { to: "/commerce/deals", name: "deals.title", isInner: true },
];

export function CommerceTabs() {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const shown = tabs.filter((tab) => !tab.isInner || session?.user);
  return (
    <>
      <NativeSelect hiddenFrom="sm" aria-label={t("commerce.tabs")} value={pathname} data={shown.map(({ to, name }) => ({ value: to, label: t(name) }))} onChange={(event) => navigate(event.currentTarget.value)} />
      <Group component="nav" gap="lg" visibleFrom="sm" className="project-tabs" aria-label={t("commerce.tabs")}>
        {shown.map(({ to, name }) => <Anchor key={to} component={NavLink} to={to} end className="nav-link" c="inherit">{t(name)}</Anchor>)}
      </Group>
    </>
  );
}
