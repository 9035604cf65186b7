import { Group, Stack, Text } from "@mantine/core";
import { IconCircleCheck, IconCircleDashed, IconInfoCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Fact } from "../../common/text";
import { formatDate } from "../../i18n";
import { DeadlineBadge, Section } from "./badges";
import type { DevicePath } from "./commerce";

type Step = NonNullable<DevicePath["steps"]>[number];

function StepLine({ step }: { step: Step }) {
  const { t } = useTranslation();
  const state = step.is_done ? "done" : step.is_required ? "missing" : "advised";
  const Icon = step.is_done ? IconCircleCheck : step.is_required ? IconCircleDashed : IconInfoCircle;
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <Icon size={20} aria-hidden className="market-step" data-state={state} />
      <div>
        <Text size="sm" fw={step.is_done ? 400 : 600}>{t(`commerce.step.${step.kind}`)} <Text span size="sm" fw={400} c="dimmed">– {t(`commerce.stepState.${state}`)}</Text></Text>
        {step.source && <Text size="xs" c="dimmed">{step.source}</Text>}
      </div>
    </Group>
  );
}

/** The path of a medical device to the market: its class, what is done, what is missing. */
export function DeviceCard({ device, reminders }: { device: DevicePath; reminders: readonly number[] }) {
  const { t, i18n } = useTranslation();
  const steps = device.steps ?? [];
  const missing = steps.filter((each) => each.is_required && !each.is_done).length;
  return (
    <Section title={t("commerce.device")}>
      <Stack gap="md">
        <Stack gap={6} component="dl" m={0}>
          <Fact label={t("commerce.class")}>{t(`commerce.deviceClass.${device.class}`)}{device.is_implantable ? `, ${t("commerce.implant")}` : ""}</Fact>
          {device.emdn && <Fact label="EMDN">{device.emdn}</Fact>}
          {device.udi_di && <Fact label="UDI-DI"><span className="breaks">{device.udi_di}</span></Fact>}
          <Fact label={t("commerce.clinical")}>{t(`commerce.clinicalStage.${device.stage ?? "none"}`)}</Fact>
        </Stack>
        <Text size="sm">{t(`commerce.notifiedBody.${device.notified_body ?? "full"}`)}</Text>
        <div>
          <Text component="h3" size="md" fw={600} m={0} mb={6}>{missing > 0 ? t("commerce.missingSteps", { count: missing }) : t("commerce.nothingMissing")}</Text>
          <Stack component="ul" gap="xs" className="hit-list">{steps.map((step) => <li key={step.kind}><StepLine step={step} /></li>)}</Stack>
          <Text size="xs" c="dimmed" mt="xs">{t("commerce.stepsHint")}</Text>
        </div>
        {(device.certificates ?? []).length > 0 && (
          <div>
            <Text component="h3" size="md" fw={600} m={0} mb={6}>{t("commerce.certificates")}</Text>
            <Stack component="ul" gap="xs" className="hit-list">
              {device.certificates?.map((each, i) => (
                <li key={i}>
                  <Group gap="xs">
                    <Text size="sm" fw={500}>{t(`commerce.certificateKind.${each.kind}`)}</Text>
                    {each.number && <Text size="sm" className="breaks"><bdi>{each.number}</bdi></Text>}
                    <DeadlineBadge words="commerce.validUntil" day={each.valid_until} reminders={reminders} />
                  </Group>
                  {(each.notified_body || each.notified_body_number) && <Text size="sm" c="dimmed"><bdi>{[each.notified_body, each.notified_body_number].filter(Boolean).join(", ")}</bdi></Text>}
                </li>
              ))}
            </Stack>
          </div>
        )}
        {(device.clinical ?? []).length > 0 && (
          <div>
            <Text component="h3" size="md" fw={600} m={0} mb={6}>{t("commerce.clinicalHistory")}</Text>
            <Stack component="ol" gap="xs" className="hit-list">
              {[...(device.clinical ?? [])].reverse().map((each) => (
                <li key={each.on}>
                  <Text size="sm">{formatDate(each.on, i18n.language)}: {t(`commerce.clinicalStage.${each.stage}`)}</Text>
                  {each.note && <Text size="sm" className="written" dir="auto" c="dimmed">{each.note}</Text>}
                </li>
              ))}
            </Stack>
          </div>
        )}
      </Stack>
    </Section>
  );
}
