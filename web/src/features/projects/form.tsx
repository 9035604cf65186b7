import { Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { BilingualText, type ErrorOf } from "../../common/bilingual_text";
import { NamedField, VisibilitySelect } from "../../common/visibility";
import { currencies } from "../../common/money";
import { type Draft, visibilities } from "./draft";
import { DayField } from "./fields";

interface FormProps {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
  error: ErrorOf;
  isNew: boolean;
  /** The partners promised these days: they change by a request. */
  isTimeFixed: boolean;
}

/** One column: what the project is called, when it is, who sees it. */
export function Form({ draft, onChange, error, isNew, isTimeFixed }: FormProps) {
  const { t } = useTranslation();
  return (
    <Stack>
      <BilingualText label={t("edit.title")} maxLength={300} value={draft.title} onChange={(title) => onChange({ title })} error={error} pointer="/title" />
      <TextInput label={t("projects.acronym")} description={t("projects.acronymHelp")} maxLength={40} maw="20rem" error={error("/acronym")} data-pointer="/acronym" value={draft.acronym} onChange={(event) => onChange({ acronym: event.currentTarget.value })} />
      <BilingualText label={t("projects.summary")} isLong maxLength={20_000} value={draft.summary} onChange={(summary) => onChange({ summary })} error={error} pointer="/summary" />
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <DayField label={t("projects.begins")} withAsterisk disabled={isTimeFixed} error={error("/begins_on")} pointer="/begins_on" value={draft.begins_on} onChange={(day) => onChange({ begins_on: day })} />
        <DayField label={t("projects.ends")} withAsterisk disabled={isTimeFixed} min={draft.begins_on} error={error("/ends_on")} pointer="/ends_on" value={draft.ends_on} onChange={(day) => onChange({ ends_on: day })} />
        <Select label={t("projects.currency")} disabled={!isNew} allowDeselect={false} data={currencies} error={error("/currency")} data-pointer="/currency" value={draft.currency} onChange={(currency) => onChange({ currency: (currency ?? "PLN") as Draft["currency"] })} />
      </SimpleGrid>
      <VisibilitySelect visibilities={visibilities} visibility={draft.visibility} onChange={onChange} error={error} pointer="" isExplained={draft.visibility !== "coordinator" && draft.visibility !== "named"} />
      <NamedField visibility={draft.visibility} named={draft.named} onChange={onChange} error={error} pointer="" />
    </Stack>
  );
}
