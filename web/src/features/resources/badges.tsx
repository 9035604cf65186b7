import { Badge } from "@mantine/core";
import { IconFlask, IconMicroscope, IconDoor, IconUserStar } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Booking, Resource, ResourceKind } from "./resource";

const icons = { laboratory: IconFlask, equipment: IconMicroscope, room: IconDoor, expert: IconUserStar } as const;
const colors = { requested: "orange", confirmed: "green", refused: "red", cancelled: "gray", withdrawn: "gray" } as const;

export function ResourceKindBadge({ kind }: { kind: ResourceKind }) {
  const { t } = useTranslation();
  const Icon = icons[kind];
  return (
    <Badge className="whole" variant="light" tt="none" fw={500} leftSection={<Icon size={14} aria-hidden />}>
      {t(`resources.kind.${kind}`)}
    </Badge>
  );
}

/** Whether anything new can be booked of it; nothing where it can. */
export function ClosedBadge({ resource }: { resource: Resource }) {
  const { t } = useTranslation();
  if (!resource.is_paused && resource.is_owner_member) return null;
  return <Badge className="whole" variant="light" color="orange" tt="none" fw={500}>{t(resource.is_owner_member ? "resources.paused" : "resources.ownerLeft")}</Badge>;
}

export function BookingStateBadge({ state }: { state: Booking["state"] }) {
  const { t } = useTranslation();
  if (!state) return null;
  return <Badge className="whole" variant="light" color={colors[state]} tt="none" fw={500}>{t(`resources.state.${state}`)}</Badge>;
}

/** Whose resource it is. */
export function Lender({ resource }: { resource: Pick<Resource, "organisation" | "organisation_name"> }) {
  const { t } = useTranslation();
  return resource.organisation ? <bdi>{resource.organisation_name}</bdi> : <>{t("resources.clusterOwn")}</>;
}
