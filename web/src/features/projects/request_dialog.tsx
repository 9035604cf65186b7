import { Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { formatDate } from "../../i18n";
import { ChangeTable } from "./change_table";
import { DayField, PartnerField } from "./fields";
import { useInside } from "./inside";
import { PartDialog } from "./part_dialog";
import { sentChange } from "./request";

/** Sends what was collected to the partners, with a reason; a new last day of the project can go along. */
export function RequestDialog({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const { project, basket, setBasket, manages, voices } = useInside();
  const labels = { title: t("projects.requestTitle"), reason: t("projects.reason"), organisation: t("projects.asks"), ends_on: t("projects.newEnd"), changes: t("projects.whatChanges") };
  return (
    <PartDialog
      kind="change_request" labels={labels} title={t("projects.sendRequest")} submit={t("projects.sendIt")} first={{ title: "", reason: "", organisation: manages ? undefined : voices[0], changes: basket.map(sentChange) }}
      lacks={(draft) => ({ title: !draft.title?.trim() && t("projects.missing.requestTitle"), changes: basket.length === 0 && !draft.ends_on && t("projects.missing.changes") })}
      onClose={onClose} onSaved={() => setBasket(() => [])}
    >
      {(draft, change, error) => (
        <>
          <TextInput label={labels.title} withAsterisk maxLength={300} error={error("title")} data-pointer="/title" data-autofocus value={draft.title} onChange={(event) => change({ title: event.currentTarget.value })} />
          <Textarea label={labels.reason} description={t("projects.reasonHelp")} autosize minRows={2} maxRows={10} maxLength={20_000} error={error("reason")} data-pointer="/reason" value={draft.reason ?? ""} onChange={(event) => change({ reason: event.currentTarget.value })} />
          {(!manages || voices.length > 0) && <PartnerField label={labels.organisation} among={voices} nobody={t("projects.coordinator")} error={error("organisation")} pointer="/organisation" value={draft.organisation} onChange={(organisation) => change({ organisation })} />}
          <DayField label={labels.ends_on} description={t("projects.newEndHelp", { day: formatDate(project.ends_on, i18n.language) })} min={project.begins_on} error={error("ends_on")} pointer="/ends_on" value={draft.ends_on} onChange={(day) => change({ ends_on: day || undefined })} />
          <ChangeTable
            changes={basket} ends={draft.ends_on ? { before: formatDate(project.ends_on, i18n.language), after: formatDate(draft.ends_on, i18n.language) } : undefined}
            onRemove={(index) => {
              const left = basket.filter((_, i) => i !== index);
              setBasket(() => left);
              change({ changes: left.map(sentChange) });
            }}
          />
        </>
      )}
    </PartDialog>
  );
}
