import { Anchor, Button, Group, Stack, Title } from "@mantine/core";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router-dom";
import { call, type LocalisedText, Problem } from "../../api/client";
import type { DeletedState } from "../../common/deleted";
import { ErrorNote, Loading } from "../../common/states";
import { InLanguage } from "../../common/text";
import { useAction } from "../../common/use_action";
import { useTitle } from "../../common/use_title";
import { inLanguage } from "../../i18n";

interface Thing {
  id: string;
  title: LocalisedText;
  may: string[];
}

interface ThingPageProps<T extends Thing> {
  /** In the API: "/products"; and under which it is kept in the cache: "product". */
  path: string;
  name: string;
  /** The page that lists them, and what it is called. */
  listPath: string;
  list: string;
  /** The page of one: "/commerce/products". */
  pagePath: string;
  badges: (thing: T) => ReactNode;
  /** What else may be done with it. */
  acts?: (thing: T, etag: string | undefined) => ReactNode;
  children: (thing: T) => ReactNode;
}

function Actions<T extends Thing>({ thing, etag, path, pagePath, listPath, acts }: { thing: T; etag: string | undefined } & Pick<ThingPageProps<T>, "path" | "pagePath" | "listPath" | "acts">) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { run, error, isBusy } = useAction();
  const remove = () =>
    run(async () => {
      await call("DELETE", `${path}/${thing.id}`, { etag });
      const state: DeletedState = { deleted: { path, id: thing.id, title: thing.title, page: pagePath } };
      navigate(listPath, { state });
    });
  if (!thing.may.includes("edit")) return null;
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Button component={Link} to={`${pagePath}/${thing.id}/edit`} variant="default" leftSection={<IconPencil size={18} aria-hidden />}>{t("action.edit")}</Button>
        {acts?.(thing, etag)}
        <Button variant="subtle" color="red" c="var(--mantine-color-error)" leftSection={<IconTrash size={18} aria-hidden />} loading={isBusy} onClick={() => void remove()}>{t("action.delete")}</Button>
      </Group>
      {Boolean(error) && <ErrorNote error={error} />}
    </Stack>
  );
}

/** The page of one thing: its title, what may be done with it, and what it is. */
export function ThingPage<T extends Thing>({ path, name, listPath, list, pagePath, badges, acts, children }: ThingPageProps<T>) {
  const { i18n } = useTranslation();
  const { id = "" } = useParams();
  const found = useQuery({ queryKey: [name, id], queryFn: () => call<T>("GET", `${path}/${id}`) });
  useTitle(inLanguage(found.data?.body.title, i18n.language)?.text);
  const isGone = found.error instanceof Problem && found.error.status === 404;
  if (found.error && (isGone || !found.data)) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const { body: thing, etag } = found.data;
  return (
    <Stack gap="xl">
      <Stack gap="xs">
        <Anchor component={Link} to={listPath} size="sm">← {list}</Anchor>
        <Group justify="space-between" align="flex-start" gap="md">
          <Title order={1} className="grow breaks" dir="auto"><InLanguage text={thing.title} /></Title>
          <Actions thing={thing} etag={etag} path={path} pagePath={pagePath} listPath={listPath} acts={acts} />
        </Group>
        {badges(thing)}
      </Stack>
      {children(thing)}
    </Stack>
  );
}

/** A text as it was written; nothing where there is none in any language. */
export function Written({ text }: { text: LocalisedText | undefined }) {
  const { i18n } = useTranslation();
  if (!inLanguage(text, i18n.language)) return null;
  return <div className="written breaks" dir="auto"><InLanguage text={text} /></div>;
}
