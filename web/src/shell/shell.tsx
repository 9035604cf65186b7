import { ActionIcon, Anchor, Badge, Burger, Button, Drawer, Group, Menu, Stack, Text, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconLogin, IconMoon, IconSun, IconUser } from "@tabler/icons-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link, NavLink, Outlet, useLocation, useNavigate } from "react-router-dom";
import { call } from "../api/client";
import { useLiveEvents } from "../api/events";
import { may, useMeta, useSession, useSetSession } from "../api/session";
import { Toasts } from "../common/toast";
import { Bell } from "../features/notifications/bell";
import { chooseLanguage, languages } from "../i18n";

interface Place {
  to: string;
  name: string;
  permission?: string;
}

const places: Place[] = [
  { to: "/", name: "nav.cluster" },
  { to: "/map", name: "nav.map" },
  { to: "/catalogue", name: "nav.catalogue" },
  { to: "/partners", name: "nav.partners" },
  { to: "/ideas", name: "nav.ideas" },
  { to: "/projects", name: "nav.projects" },
  { to: "/consortia", name: "nav.consortia" },
  { to: "/resources", name: "nav.resources" },
  { to: "/events", name: "nav.events" },
  { to: "/commerce", name: "nav.commerce" },
  { to: "/network", name: "nav.network" },
];
const managed: Place[] = [
  { to: "/members", name: "nav.members", permission: "list_memberships" },
  { to: "/aid", name: "nav.aid", permission: "read_aid" },
  { to: "/conduct", name: "nav.conduct", permission: "read_aid" },
  { to: "/import", name: "nav.import", permission: "import_organisations" },
  { to: "/discover", name: "nav.discover", permission: "discover_clusters" },
  { to: "/merges", name: "nav.merges", permission: "merge_organisations" },
  { to: "/users", name: "nav.users", permission: "manage_users" },
  { to: "/audit", name: "nav.audit", permission: "read_audit" },
];

function PlaceLink({ place, onClick }: { place: Place; onClick?: () => void }) {
  const { t } = useTranslation();
  return (
    <Anchor component={NavLink} to={place.to} end={place.to === "/"} onClick={onClick} className="nav-link" c="inherit">
      {t(place.name)}
    </Anchor>
  );
}

function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <Group gap={4} wrap="nowrap" role="group" aria-label={t("shell.language")}>
      {languages.map((language) => (
        <Button
          key={language} size="compact-sm" variant={i18n.language === language ? "light" : "subtle"} color={i18n.language === language ? undefined : "gray"}
          lang={language} aria-pressed={i18n.language === language} onClick={() => chooseLanguage(language)}
          aria-label={language === "pl" ? "Polski" : "English"}
        >
          {language.toUpperCase()}
        </Button>
      ))}
    </Group>
  );
}

function SchemeSwitch() {
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme("light");
  const isDark = scheme === "dark";
  return (
    <ActionIcon variant="subtle" color="gray" size="lg" onClick={() => setColorScheme(isDark ? "light" : "dark")} aria-label={t(isDark ? "shell.light" : "shell.dark")}>
      {isDark ? <IconSun size={20} aria-hidden /> : <IconMoon size={20} aria-hidden />}
    </ActionIcon>
  );
}

function UserMenu() {
  const { t } = useTranslation();
  const session = useSession();
  const setSession = useSetSession();
  const navigate = useNavigate();
  if (!session?.user)
    return (
      <Button component={Link} to="/login" variant="light" size="sm" leftSection={<IconLogin size={18} aria-hidden />}>
        {t("session.logIn")}
      </Button>
    );
  const logOut = async () => {
    await call("DELETE", "/session");
    setSession(undefined);
    navigate("/");
  };
  const shown = managed.filter((place) => may(session, place.permission ?? ""));
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <Button variant="light" size="sm" leftSection={<IconUser size={18} aria-hidden />} maw={{ base: "6.8rem", xs: "14rem" }}>
          <Text span truncate size="sm">
            {session.user.display_name}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t(`role.${session.role}`)}</Menu.Label>
        {session.grants.filter((grant) => grant.organisation).map((grant) => (
          <Menu.Item key={grant.organisation} component={Link} to={`/organisations/${grant.organisation}`}>
            {grant.name}
          </Menu.Item>
        ))}
        <Menu.Item component={Link} to="/notifications">
          {t("notifications.title")}
        </Menu.Item>
        {session.grants.filter((grant) => grant.organisation && grant.role === "representative").map((grant) => (
          <Menu.Item key={`matching ${grant.organisation}`} component={Link} to={`/organisations/${grant.organisation}/matching`}>
            {t("matching.title")}
          </Menu.Item>
        ))}
        <Menu.Item component={Link} to="/account">
          {t("nav.account")}
        </Menu.Item>
        {shown.length > 0 && <Menu.Divider />}
        {shown.map((place) => (
          <Menu.Item key={place.to} component={Link} to={place.to}>
            {t(place.name)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => void logOut()}>{t("session.logOut")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** What stands around every page. */
export function Shell() {
  const { t } = useTranslation();
  const [isOpen, drawer] = useDisclosure(false);
  const meta = useMeta().data;
  const session = useSession();
  const location = useLocation();
  useLiveEvents(session?.user?.id, session?.last_event);
  // A new page is read from its top; its heading is announced.
  useEffect(() => {
    window.scrollTo(0, 0);
  }, [location.pathname]);
  return (
    <>
      <a href="#content" className="skip-link">
        {t("shell.skip")}
      </a>
      <header className="site-header">
        <Group className="page" justify="space-between" wrap="nowrap" py="xs" gap="md">
          <Group gap="sm" wrap="nowrap">
            <Burger opened={isOpen} onClick={drawer.toggle} hiddenFrom="lg" size="sm" aria-label={t("shell.menu")} />
            <Anchor component={Link} to="/" c="inherit" underline="never" className="brand">
              <img src="/grapes.svg" alt="" width="28" height="28" />
              <Text span fw={700} size="lg">
                {meta?.name ?? "Grono"}
              </Text>
            </Anchor>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <Group gap="xs" wrap="nowrap" visibleFrom="xs">
              <LanguageSwitch />
              <SchemeSwitch />
            </Group>
            {session?.user && <Bell />}
            <UserMenu />
          </Group>
        </Group>
        <Group component="nav" className="page site-places" gap="lg" visibleFrom="lg" aria-label={t("shell.places")}>
          {places.map((place) => (
            <PlaceLink key={place.to} place={place} />
          ))}
        </Group>
      </header>
      <Drawer opened={isOpen} onClose={drawer.close} title={t("shell.menu")} size="xs" closeButtonProps={{ "aria-label": t("action.close") }}>
        <Stack component="nav" aria-label={t("shell.places")}>
          {[...places, ...managed.filter((place) => may(session, place.permission ?? ""))].map((place) => (
            <PlaceLink key={place.to} place={place} onClick={drawer.close} />
          ))}
          <Group>
            <LanguageSwitch />
            <SchemeSwitch />
          </Group>
        </Stack>
      </Drawer>
      {meta?.has_invented && (
        <div className="invented-note" role="note">
          <Badge color="orange" variant="light" mr="xs" component="span">
            {t("invented.badge")}
          </Badge>
          {t("invented.note")}
        </div>
      )}
      <main id="content" className="page" tabIndex={-1}>
        <Outlet />
      </main>
      <Toasts />
      <footer className="site-footer">
        <Group className="page" justify="space-between">
          <Text size="sm">
            Grono {meta?.version} · EUPL-1.2
          </Text>
          <Anchor size="sm" href="/api/v1/openapi.yaml">
            {t("shell.api")}
          </Anchor>
        </Group>
      </footer>
    </>
  );
}
