import { Group, Select, Stack, TagsInput, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { BilingualText, type ErrorOf } from "../../common/bilingual_text";
import { OwnerSelect } from "../../common/owner_select";
import type { Owner } from "../../common/owners";
import { NamedField, VisibilityBadge, VisibilitySelect } from "../../common/visibility";
import { type Draft, visibilitiesOf } from "./draft";
import { type IdeaKind, kinds } from "./idea";
import { LinkPicker } from "./link_picker";
import { Similar } from "./similar";

function KindField({ value, onChange, error }: { value: IdeaKind | undefined; onChange: (kind: IdeaKind) => void; error: string | undefined }) {
  const { t } = useTranslation();
  return (
    <Select
      label={t("ideas.kindLabel")} withAsterisk placeholder={t("ideas.kindPlaceholder")} description={value ? t(`ideas.about.${value}`) : t("ideas.kindHelp")} allowDeselect={false} error={error} data-pointer="/kind"
      data={kinds.map((kind) => ({ value: kind, label: t(`ideas.kind.${kind}`) }))} value={value ?? null} onChange={(kind) => kind && onChange(kind as IdeaKind)} maxDropdownHeight="min(60vh, 30rem)"
      renderOption={({ option }) => (
        <div>
          <Text size="sm" fw={600}>{option.label}</Text>
          <Text size="xs" c="dimmed">{t(`ideas.about.${option.value}`)}</Text>
        </div>
      )}
    />
  );
}

/** What is typed, with its language where there is but one. */
function typedOf(title: Draft["title"]): { text: string; language: string | undefined } {
  const written = Object.entries(title).filter(([, text]) => text.trim());
  return { text: written.map(([, text]) => text).join(" "), language: written.length === 1 ? written[0]?.[0] : undefined };
}

interface FormProps {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
  error: ErrorOf;
  id: string | undefined;
  owners: Owner[];
  /** Whether the writer decides who sees it. */
  mayShare: boolean;
}

/** One column from what comes to mind first to what can wait. */
export function Form({ draft, onChange, error, id, owners, mayShare }: FormProps) {
  const { t } = useTranslation();
  const chooseOwner = (organisation: string) => {
    const { visibility } = draft;
    onChange({ organisation, visibility: visibilitiesOf({ organisation, visibility: "members" }).includes(visibility) ? visibility : "members" });
  };
  return (
    <Stack>
      <Stack gap={0}>
        <BilingualText label={t("edit.title")} maxLength={300} value={draft.title} onChange={(title) => onChange({ title })} error={error} pointer="/title" />
        <Similar {...typedOf(draft.title)} except={id} />
      </Stack>
      <KindField value={draft.kind} onChange={(kind) => onChange({ kind })} error={error("/kind")} />
      <BilingualText label={t("organisation.description")} isLong maxLength={20_000} value={draft.description} onChange={(description) => onChange({ description })} error={error} pointer="/description" />
      <TagsInput label={t("organisation.tags")} description={t("ideas.tagsHelp")} maxTags={50} error={error("/tags")} data-pointer="/tags" value={draft.tags} onChange={(tags) => onChange({ tags })} />
      {!id && <OwnerSelect label={t("partners.onBehalfOf")} description={t("ideas.ownerHelp")} clusterLabel={t("ideas.theCluster")} owners={owners} value={draft.organisation} error={error} onChange={chooseOwner} />}
      {mayShare ? (
        <>
          <VisibilitySelect visibilities={visibilitiesOf(draft)} visibility={draft.visibility} isExplained onChange={onChange} error={error} pointer="" />
          <NamedField visibility={draft.visibility} named={draft.named} onChange={onChange} error={error} pointer="" />
        </>
      ) : (
        <Group gap="xs"><VisibilityBadge visibility={draft.visibility} /><Text size="sm" c="dimmed">{t("ideas.sharedByOthers")}</Text></Group>
      )}
      <LinkPicker value={draft.links} onChange={(links) => onChange({ links })} error={error("/links")} />
    </Stack>
  );
}
