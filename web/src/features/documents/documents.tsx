import { Alert, Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call, get } from "../../api/client";
import { ErrorNote, Loading } from "../../common/states";
import { useAction } from "../../common/use_action";
import type { Visibility } from "../../common/visibility";
import { AddDocument, type Owner } from "./add_document";
import type { Document } from "./document";
import { DocumentItem } from "./document_item";

function Undo({ document, onDone }: { document: Document; onDone: () => void }) {
  const { t } = useTranslation();
  const { run, error, isBusy } = useAction();
  const undo = async () => {
    if (await run(() => call("POST", `/documents/${document.id}/restoration`))) onDone();
  };
  return (
    <Alert color="gray" role="status" variant="light">
      <Group justify="space-between">
        <Text size="sm">{t("documents.deleted")} <bdi>{document.title}</bdi></Text>
        <Button size="xs" variant="default" loading={isBusy} onClick={() => void undo()}>{t("action.undo")}</Button>
      </Group>
      {Boolean(error) && <ErrorNote error={error} />}
    </Alert>
  );
}

interface Props {
  /** Of what they are: "/ideas/ID" or "/projects/ID". */
  of: string;
  /** In whose name the reader may add one; none: may not. */
  owners: Owner[];
  visibilities: readonly Visibility[];
  first: Visibility;
}

/** The files of an idea or a project, as far as the reader sees them. */
export function Documents({ of, owners, visibilities, first }: Props) {
  const { t } = useTranslation();
  const found = useQuery({ queryKey: ["documents", of], queryFn: () => get<{ items: Document[] }>(`${of}/documents`) });
  const [isAdding, setAdding] = useState(false);
  const [deleted, setDeleted] = useState<Document>();
  const items = found.data?.items;
  return (
    <section aria-labelledby="documents-title">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4" id="documents-title">{t("documents.title")}</Title>
        {owners.length > 0 && !isAdding && <Button size="compact-sm" variant="light" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>{t("documents.add")}</Button>}
      </Group>
      <Stack>
        {found.error && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
        {found.isPending && <Loading />}
        {deleted && <Undo document={deleted} onDone={() => setDeleted(undefined)} />}
        {isAdding && <AddDocument path={`${of}/documents`} owners={owners} visibilities={visibilities} first={first} onDone={() => setAdding(false)} />}
        {items?.length === 0 && !isAdding && <Text c="dimmed">{t(owners.length > 0 ? "documents.none" : "documents.noneYet")}</Text>}
        <ul className="hit-list">{items?.map((each) => <DocumentItem key={each.id} document={each} onDeleted={setDeleted} />)}</ul>
      </Stack>
    </section>
  );
}
