import { ActionIcon, Button, Fieldset, Group, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ErrorOf } from "../../common/bilingual_text";
import { today, type TrlEntry } from "./commerce";

const levels = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/** The history of readiness, entry by entry. */
export function TrlForm({ value, onChange, error }: { value: TrlEntry[]; onChange: (trl: TrlEntry[]) => void; error: ErrorOf }) {
  const { t } = useTranslation();
  const set = (index: number, change: Partial<TrlEntry>) => onChange(value.map((each, i) => (i === index ? { ...each, ...change } : each)));
  return (
    <Fieldset legend={t("commerce.readiness")} data-pointer="/trl">
      <Stack gap="md">
        <Text size="sm" c="dimmed">{t("commerce.trlHelp")}</Text>
        {error("/trl") && <Text size="sm" c="var(--mantine-color-error)">{error("/trl")}</Text>}
        {value.map((each, index) => (
          <Stack key={index} gap="xs" role="group" aria-label={`TRL, ${index + 1}`}>
            <Group gap="xs" align="flex-end" wrap="nowrap">
              <TextInput type="date" w="11rem" label={t("commerce.onDay")} max={today()} value={each.on} error={error(`/trl/${index}/on`)} data-pointer={`/trl/${index}/on`} onChange={(event) => set(index, { on: event.currentTarget.value })} />
              <Select className="grow" label="TRL" allowDeselect={false} data={levels.map((level) => ({ value: String(level), label: `${level}: ${t(`commerce.trl.${level}`)}` }))} value={String(each.trl)} error={error(`/trl/${index}/trl`)} data-pointer={`/trl/${index}/trl`} onChange={(trl) => set(index, { trl: Number(trl) })} />
              <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`${t("action.remove")}: TRL ${each.trl}, ${each.on}`} onClick={() => onChange(value.filter((_, i) => i !== index))}><IconTrash size={18} aria-hidden /></ActionIcon>
            </Group>
            <Textarea label={t("commerce.evidence")} autosize minRows={1} maxRows={6} maxLength={2000} value={each.evidence ?? ""} error={error(`/trl/${index}/evidence`)} data-pointer={`/trl/${index}/evidence`} onChange={(event) => set(index, { evidence: event.currentTarget.value })} />
          </Stack>
        ))}
        <Group><Button size="xs" variant="light" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => onChange([...value, { on: today(), trl: value.at(-1)?.trl ?? 1, evidence: "" }])}>{t("commerce.addTrl")}</Button></Group>
      </Stack>
    </Fieldset>
  );
}
