import { ActionIcon, Button, Checkbox, Fieldset, Group, Select, SimpleGrid, Stack, Switch, Text, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ErrorOf } from "../../common/bilingual_text";
import { type Certificate, certificateKinds, type ClinicalEntry, clinicalStages, type DevicePath, ivdrClasses, mdrClasses, today } from "./commerce";

interface FormProps {
  device: DevicePath;
  onChange: (change: Partial<DevicePath>) => void;
  error: ErrorOf;
}

const emptyDevice: DevicePath = { class: "mdr_i", is_implantable: false, emdn: "", udi_di: "", clinical: [], certificates: [] };

function Remove({ name, onClick }: { name: string; onClick: () => void }) {
  const { t } = useTranslation();
  return <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`${t("action.remove")}: ${name}`} onClick={onClick}><IconTrash size={18} aria-hidden /></ActionIcon>;
}

function Clinical({ device, onChange, error }: FormProps) {
  const { t } = useTranslation();
  const all = device.clinical ?? [];
  const set = (index: number, change: Partial<ClinicalEntry>) => onChange({ clinical: all.map((each, i) => (i === index ? { ...each, ...change } : each)) });
  return (
    <Fieldset legend={t("commerce.clinicalHistory")} data-pointer="/device/clinical">
      <Stack gap="sm">
        {all.map((each, index) => (
          <Stack key={index} gap="xs">
            <Group gap="xs" align="flex-end" wrap="nowrap">
              <TextInput type="date" w="11rem" label={t("commerce.onDay")} max={today()} value={each.on} error={error(`/device/clinical/${index}/on`)} data-pointer={`/device/clinical/${index}/on`} onChange={(event) => set(index, { on: event.currentTarget.value })} />
              <Select className="grow" label={t("commerce.clinical")} allowDeselect={false} data={clinicalStages.map((stage) => ({ value: stage, label: t(`commerce.clinicalStage.${stage}`) }))} value={each.stage} onChange={(stage) => set(index, { stage: (stage ?? "none") as ClinicalEntry["stage"] })} />
              <Remove name={t(`commerce.clinicalStage.${each.stage}`)} onClick={() => onChange({ clinical: all.filter((_, i) => i !== index) })} />
            </Group>
            <TextInput label={t("commerce.note")} maxLength={2000} value={each.note ?? ""} error={error(`/device/clinical/${index}/note`)} onChange={(event) => set(index, { note: event.currentTarget.value })} />
          </Stack>
        ))}
        <Group><Button size="xs" variant="light" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => onChange({ clinical: [...all, { on: today(), stage: "planned", note: "" }] })}>{t("commerce.addClinical")}</Button></Group>
      </Stack>
    </Fieldset>
  );
}

function Certificates({ device, onChange, error }: FormProps) {
  const { t } = useTranslation();
  const all = device.certificates ?? [];
  const set = (index: number, change: Partial<Certificate>) => onChange({ certificates: all.map((each, i) => (i === index ? { ...each, ...change } : each)) });
  const day = (value: string) => (value === "" ? undefined : value);
  return (
    <Fieldset legend={t("commerce.certificates")} data-pointer="/device/certificates">
      <Stack gap="md">
        {all.map((each, index) => {
          const at = (field: string) => `/device/certificates/${index}/${field}`;
          return (
            <Stack key={index} gap="xs" role="group" aria-label={`${t("commerce.certificate")} ${index + 1}`}>
              <Group gap="xs" align="flex-end" wrap="nowrap">
                <Select className="grow" label={t("resources.kindLabel")} allowDeselect={false} data={certificateKinds.map((kind) => ({ value: kind, label: t(`commerce.certificateKind.${kind}`) }))} value={each.kind} onChange={(kind) => set(index, { kind: (kind ?? "other") as Certificate["kind"] })} />
                <Remove name={t(`commerce.certificateKind.${each.kind}`)} onClick={() => onChange({ certificates: all.filter((_, i) => i !== index) })} />
              </Group>
              <SimpleGrid cols={{ base: 1, xs: 2 }}>
                <TextInput label={t("commerce.number")} maxLength={100} value={each.number ?? ""} error={error(at("number"))} data-pointer={at("number")} onChange={(event) => set(index, { number: event.currentTarget.value })} />
                <TextInput label={t("commerce.issuer")} maxLength={200} value={each.notified_body ?? ""} error={error(at("notified_body"))} data-pointer={at("notified_body")} onChange={(event) => set(index, { notified_body: event.currentTarget.value })} />
                <TextInput label={t("commerce.notifiedBodyNumber")} description={t("commerce.notifiedBodyNumberHelp")} maxLength={4} inputMode="numeric" value={each.notified_body_number ?? ""} error={error(at("notified_body_number"))} data-pointer={at("notified_body_number")} onChange={(event) => set(index, { notified_body_number: event.currentTarget.value })} />
                <Group grow gap="xs" align="flex-end">
                  <TextInput type="date" label={t("commerce.validFrom")} value={each.valid_from ?? ""} error={error(at("valid_from"))} data-pointer={at("valid_from")} onChange={(event) => set(index, { valid_from: day(event.currentTarget.value) })} />
                  <TextInput type="date" label={t("commerce.validUntilLabel")} value={each.valid_until ?? ""} error={error(at("valid_until"))} data-pointer={at("valid_until")} onChange={(event) => set(index, { valid_until: day(event.currentTarget.value) })} />
                </Group>
              </SimpleGrid>
            </Stack>
          );
        })}
        <Group><Button size="xs" variant="light" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => onChange({ certificates: [...all, { kind: "eu_quality_system", number: "", notified_body: "", notified_body_number: "" }] })}>{t("commerce.addCertificate")}</Button></Group>
      </Stack>
    </Fieldset>
  );
}

/** Whether it is a medical device, and its path to the market. */
export function DeviceForm({ value, onChange, error }: { value: DevicePath | undefined; onChange: (device: DevicePath | undefined) => void; error: ErrorOf }) {
  const { t } = useTranslation();
  const shared = value && { device: value, onChange: (change: Partial<DevicePath>) => onChange({ ...value, ...change }), error };
  const classes = (list: readonly string[]) => list.map((each) => ({ value: each, label: t(`commerce.deviceClass.${each}`) }));
  return (
    <Stack>
      <Switch label={t("commerce.isDevice")} description={t("commerce.isDeviceHelp")} checked={Boolean(value)} onChange={(event) => onChange(event.currentTarget.checked ? emptyDevice : undefined)} />
      {shared && value && (
        <Fieldset legend={t("commerce.device")} data-pointer="/device">
          <Stack>
            <Select
              label={t("commerce.class")} allowDeselect={false} error={error("/device/class")} data-pointer="/device/class" value={value.class} onChange={(chosen) => shared.onChange({ class: (chosen ?? "mdr_i") as DevicePath["class"] })}
              data={[{ group: t("commerce.mdr"), items: classes(mdrClasses) }, { group: t("commerce.ivdr"), items: classes(ivdrClasses) }]}
            />
            {value.class.startsWith("mdr") && <Checkbox label={t("commerce.isImplant")} description={t("commerce.isImplantHelp")} checked={value.is_implantable ?? false} onChange={(event) => shared.onChange({ is_implantable: event.currentTarget.checked })} />}
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <TextInput label={t("commerce.emdn")} description={t("commerce.emdnHelp")} maxLength={13} value={value.emdn ?? ""} error={error("/device/emdn")} data-pointer="/device/emdn" onChange={(event) => shared.onChange({ emdn: event.currentTarget.value.toUpperCase() })} />
              <TextInput label="UDI-DI" description={t("commerce.udiHelp")} maxLength={25} value={value.udi_di ?? ""} error={error("/device/udi_di")} data-pointer="/device/udi_di" onChange={(event) => shared.onChange({ udi_di: event.currentTarget.value })} />
            </SimpleGrid>
            <Clinical {...shared} />
            <Certificates {...shared} />
            <Text size="xs" c="dimmed">{t("commerce.stepsHint")}</Text>
          </Stack>
        </Fieldset>
      )}
    </Stack>
  );
}
