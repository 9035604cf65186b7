import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router-dom";
import { useSession } from "../api/session";
import { Empty } from "./states";

/** In place of a form, for who may not add something: guests log in first, others go back to the list. */
export function MayNot({ title, mayNot, guest, list, listLabel }: { title: string; mayNot: string; guest: string; list: string; listLabel: string }) {
  const { t } = useTranslation();
  const location = useLocation();
  const session = useSession();
  return (
    <Empty title={title} text={session?.user ? mayNot : guest}>
      {session?.user
        ? <Button component={Link} to={list} variant="light">{listLabel}</Button>
        : <Button component={Link} to="/login" state={{ from: location.pathname + location.search }}>{t("session.logIn")}</Button>}
    </Empty>
  );
}
