import { Badge, Select } from "@mantine/core";
import { IconBuildingCommunity, IconEyeCheck, IconLock, IconUserShield, IconUsers, IconWorld } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import type { ErrorOf } from "./bilingual_text";
import { OrganisationsSelect } from "./organisation_picker";

export type Visibility = Schemas["Visibility"];

const icons = { everyone: IconWorld, members: IconUsers, named: IconEyeCheck, partners: IconBuildingCommunity, coordinator: IconUserShield, owner: IconLock } as const;

/** Who sees it, beside whatever it is said of. */
export function VisibilityBadge({ visibility }: { visibility: Visibility }) {
  const { t } = useTranslation();
  const Icon = icons[visibility];
  return (
    <Badge className="whole" variant="default" tt="none" fw={500} title={t("visibility.title")} leftSection={<Icon size={13} aria-hidden />}>
      {t(`visibility.${visibility}`)}
    </Badge>
  );
}

interface Shared {
  visibility: Visibility;
  named: string[];
  onChange: (change: { visibility?: Visibility; named?: string[] }) => void;
  error: ErrorOf;
  /** Of the thing whose fields they are. */
  pointer: string;
}

/** Who is to see it. */
export function VisibilitySelect({ visibilities, visibility, onChange, error, pointer, isExplained }: Omit<Shared, "named"> & { visibilities: readonly Visibility[]; isExplained?: boolean }) {
  const { t } = useTranslation();
  return (
    <Select
      label={t("visibility.title")} description={isExplained ? t(`visibility.about.${visibility}`) : undefined} allowDeselect={false} error={error(`${pointer}/visibility`)} data-pointer={`${pointer}/visibility`}
      data={visibilities.map((value) => ({ value, label: t(`visibility.${value}`) }))} value={visibility} onChange={(value) => onChange({ visibility: (value ?? "members") as Visibility })}
    />
  );
}

/** The organisations that see it, where some are named. */
export function NamedField({ visibility, named, onChange, error, pointer }: Shared) {
  const { t } = useTranslation();
  if (visibility !== "named") return null;
  return <OrganisationsSelect label={t("visibility.namedLabel")} description={t("visibility.namedHelp")} value={named} error={error(`${pointer}/named`)} pointer={`${pointer}/named`} onChange={(ids) => onChange({ named: ids })} />;
}
