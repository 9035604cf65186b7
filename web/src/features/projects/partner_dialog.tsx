import { NumberInput, Select, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { OrganisationSelect } from "../../common/organisation_picker";
import { useInside } from "./inside";
import { PartDialog } from "./part_dialog";
import type { Parts } from "./project";
import { added, changed, withChange } from "./request";

const roles = ["partner", "associated", "lead"] as const;

/** Asks an organisation to take part, or changes what it is asked for; in a running project as a wish for a request. */
export function PartnerDialog({ partner, onClose }: { partner?: Parts["partner"]; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const { project, nameOf, setBasket } = useInside();
  const isAsking = project.stage === "running";
  const labels = { organisation: t("projects.partner"), role: t("projects.roleLabel"), task: t("projects.partnerTask"), days_a_month: t("projects.daysAMonth") };
  return (
    <PartDialog
      kind="partner" part={partner} labels={labels} onClose={onClose} title={t(partner ? "projects.editPartner" : "projects.invite")} submit={isAsking ? t("projects.intoRequest") : partner ? undefined : t("projects.inviteIt")}
      first={partner ? { organisation: partner.organisation, role: partner.role, task: partner.task, days_a_month: partner.days_a_month } : { organisation: "", role: "partner", task: "" }}
      lacks={(draft) => ({ organisation: !draft.organisation && t("projects.missing.organisation") })}
      shown={(field, value) => (field === "organisation" ? nameOf(value as string) : field === "role" && value ? t(`projects.role.${value}`) : undefined)}
      onKeep={isAsking ? (draft) => setBasket((before) => withChange(before, partner ? changed("partner", partner, draft) : added("partner", draft))) : undefined}
    >
      {(draft, change, error) => (
        <>
          <OrganisationSelect label={labels.organisation} error={error("organisation")} pointer="/organisation" value={draft.organisation || undefined} onChange={(organisation) => change({ organisation: organisation ?? "" })} />
          <Select label={labels.role} description={t(`projects.aboutRole.${draft.role ?? "partner"}`)} allowDeselect={false} error={error("role")} data-pointer="/role" data={roles.map((value) => ({ value, label: t(`projects.role.${value}`) }))} value={draft.role ?? "partner"} onChange={(role) => change({ role: (role ?? "partner") as (typeof roles)[number] })} />
          <Textarea label={labels.task} description={t("projects.partnerTaskHelp")} autosize minRows={2} maxRows={12} maxLength={20_000} error={error("task")} data-pointer="/task" value={draft.task ?? ""} onChange={(event) => change({ task: event.currentTarget.value })} />
          <NumberInput label={labels.days_a_month} description={t("projects.daysAMonthHelp")} min={0} max={100_000} decimalScale={1} decimalSeparator={i18n.language === "pl" ? "," : "."} hideControls error={error("days_a_month")} data-pointer="/days_a_month" value={draft.days_a_month ?? ""} onChange={(value) => change({ days_a_month: typeof value === "number" ? value : undefined })} />
        </>
      )}
    </PartDialog>
  );
}
