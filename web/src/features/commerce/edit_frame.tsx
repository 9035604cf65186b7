import { Alert, Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useParams } from "react-router-dom";
import { call } from "../../api/client";
import { useSession } from "../../api/session";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { useTitle } from "../../common/use_title";
import { type Owners, useSellers } from "./draft_fields";

interface EditFrameProps<T> {
  /** In the API, and the page of one: "/products", "/commerce/products". */
  path: string;
  pagePath: string;
  listPath: string;
  newTitle: string;
  fresh: (owners: Owners) => ReactNode;
  existing: (thing: T, etag: string | undefined) => ReactNode;
}

function Fresh({ newTitle, listPath, fresh }: Pick<EditFrameProps<never>, "newTitle" | "listPath" | "fresh">) {
  const { t } = useTranslation();
  const location = useLocation();
  const session = useSession();
  const owners = useSellers();
  if (!session || !owners) return <Loading />;
  if (owners.length === 0)
    return (
      <Empty title={newTitle} text={t(session.user ? "commerce.mayNotAdd" : "commerce.whyGuest")}>
        {session.user
          ? <Button component={Link} to={listPath} variant="light">{t("nav.commerce")}</Button>
          : <Button component={Link} to="/login" state={{ from: location.pathname + location.search }}>{t("session.logIn")}</Button>}
      </Empty>
    );
  return fresh(owners);
}

function Existing<T extends { may: string[] }>({ id, path, pagePath, existing }: { id: string } & Pick<EditFrameProps<T>, "path" | "pagePath" | "existing">) {
  const { t } = useTranslation();
  const found = useQuery({ queryKey: ["edit", path, id], queryFn: () => call<T>("GET", `${path}/${id}`), staleTime: 0, gcTime: 0, refetchOnWindowFocus: false });
  if (found.error) return <ErrorNote error={found.error} />;
  if (!found.data) return <Loading />;
  if (!found.data.body.may.includes("edit"))
    return (
      <Alert color="orange" role="alert" title={t("error.forbidden")}>
        <Button component={Link} to={`${pagePath}/${id}`} variant="light">{t("action.open")}</Button>
      </Alert>
    );
  return existing(found.data.body, found.data.etag);
}

/** A page on which a thing is added or changed, for who may do that. */
export function EditFrame<T extends { may: string[] }>({ path, pagePath, listPath, newTitle, fresh, existing }: EditFrameProps<T>) {
  const { t } = useTranslation();
  const { id } = useParams();
  useTitle(id ? t("action.edit") : newTitle);
  return id ? <Existing<T> key={id} id={id} path={path} pagePath={pagePath} existing={existing} /> : <Fresh newTitle={newTitle} listPath={listPath} fresh={fresh} />;
}
