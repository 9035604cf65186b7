import { Anchor, Button, Collapse, FileButton, Group, Text } from "@mantine/core";
import { IconDownload, IconHistory, IconTrash, IconUpload } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client";
import { ErrorNote } from "../../common/states";
import { useAction } from "../../common/use_action";
import { VisibilityBadge } from "../../common/visibility";
import { formatMoment } from "../../i18n";
import { address, type Document, formOf, isPicture, latest, size, type Version } from "./document";

function VersionLine({ document, version }: { document: Document; version: Version }) {
  const { t, i18n } = useTranslation();
  return (
    <Group gap="xs" component="li">
      <Anchor href={address(document, version)} download={version.file_name} size="sm">{t("documents.version", { number: version.number })}: <bdi>{version.file_name}</bdi></Anchor>
      <Text size="sm" c="dimmed">{size(version.bytes, i18n.language)} · {formatMoment(version.added_at, i18n.language)}</Text>
    </Group>
  );
}

/** A document with its newest version; the older ones, a newer one and deleting at hand. */
export function DocumentItem({ document, onDeleted }: { document: Document; onDeleted: (document: Document) => void }) {
  const { t, i18n } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const { run, error, isBusy } = useAction();
  const version = latest(document);
  const etag = `"${document.version}"`;
  const add = (file: File | null) => file && void run(() => call("POST", `/documents/${document.id}/versions`, { form: formOf(file), etag }));
  const remove = async () => {
    if (await run(() => call("DELETE", `/documents/${document.id}`, { etag }))) onDeleted(document);
  };
  return (
    <li className="document">
      <Group justify="space-between" align="flex-start" gap="xs" wrap="nowrap">
        <div className="grow">
          <Anchor href={address(document, version)} download={version.file_name} fw={600}><bdi>{document.title}</bdi></Anchor>
          <Text size="sm" c="dimmed">
            {[document.organisation_name ?? t("documents.coordinators"), size(version.bytes, i18n.language), formatMoment(version.added_at, i18n.language)].join(" · ")}
          </Text>
        </div>
        {isPicture(version) && <img className="document-picture" src={`${address(document, version)}?inline=1`} alt="" loading="lazy" />}
      </Group>
      <Group gap={6} mt={4}>
        <VisibilityBadge visibility={document.visibility ?? "partners"} />
        <Button component="a" href={address(document, version)} download={version.file_name} size="compact-sm" variant="subtle" leftSection={<IconDownload size={16} aria-hidden />}>{t("documents.save")}</Button>
        {document.versions.length > 1 && (
          <Button size="compact-sm" variant="subtle" color="gray" leftSection={<IconHistory size={16} aria-hidden />} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>{t("documents.versions", { count: document.versions.length })}</Button>
        )}
        {document.may.includes("edit") && (
          <>
            <FileButton onChange={add}>
              {(props) => <Button {...props} size="compact-sm" variant="subtle" color="gray" loading={isBusy} leftSection={<IconUpload size={16} aria-hidden />}>{t("documents.newer")}</Button>}
            </FileButton>
            <Button size="compact-sm" variant="subtle" color="red" c="var(--mantine-color-error)" loading={isBusy} leftSection={<IconTrash size={16} aria-hidden />} aria-label={t("documents.delete", { title: document.title })} onClick={() => void remove()}>{t("action.delete")}</Button>
          </>
        )}
      </Group>
      <Collapse in={isOpen}>
        <ul className="hit-list">{[...document.versions].reverse().map((each) => <VersionLine key={each.number} document={document} version={each} />)}</ul>
      </Collapse>
      {Boolean(error) && <ErrorNote error={error} />}
    </li>
  );
}
