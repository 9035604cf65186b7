import { Alert, Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router-dom";
import { call } from "../../api/client";
import { MayNot } from "../../common/may_not";
import { type Owner, useRepresented } from "../../common/owners";
import { ErrorNote, Loading } from "../../common/states";
import { useTitle } from "../../common/use_title";

interface EditFrameProps<T> {
  /** In the API, and the page of one: "/products", "/commerce/products". */
  path: string;
  pagePath: string;
  listPath: string;
  newTitle: string;
  fresh: (owners: Owner[]) => ReactNode;
  existing: (thing: T, etag: string | undefined) => ReactNode;
}

function Fresh({ newTitle, listPath, fresh }: Pick<EditFrameProps<never>, "newTitle" | "listPath" | "fresh">) {
  const { t } = useTranslation();
  const owners = useRepresented("manage_commerce");
  if (!owners) return <Loading />;
  if (owners.length === 0) return <MayNot title={newTitle} mayNot={t("commerce.mayNotAdd")} guest={t("commerce.whyGuest")} list={listPath} listLabel={t("nav.commerce")} />;
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
