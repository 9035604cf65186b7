import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Deal, DealStage, InquiryState } from "./deal";

// Where none is named, the colour of the site, which can be read.
const stageColors: Partial<Record<DealStage, string>> = { signed_contract: "green", lost: "gray" };
const stateColors: Partial<Record<InquiryState, string>> = { open: "orange", answered: "green", closed: "gray" };

export function DealStageBadge({ stage }: { stage: DealStage }) {
  const { t } = useTranslation();
  return <Badge className="whole" variant="light" {...(stageColors[stage] ? { color: stageColors[stage] } : {})} tt="none" fw={500}>{t(`deals.stage.${stage}`)}</Badge>;
}

export function DealKindBadge({ kind }: { kind: Deal["kind"] }) {
  const { t } = useTranslation();
  return <Badge className="whole" variant="default" tt="none" fw={500}>{t(`deals.kind.${kind}`)}</Badge>;
}

export function InquiryStateBadge({ state }: { state: InquiryState }) {
  const { t } = useTranslation();
  return <Badge className="whole" variant="light" {...(stateColors[state] ? { color: stateColors[state] } : {})} tt="none" fw={500}>{t(`inquiries.state.${state}`)}</Badge>;
}

/** Whose deal it is. */
export function Seller({ deal }: { deal: Pick<Deal, "organisation" | "organisation_name"> }) {
  const { t } = useTranslation();
  return deal.organisation ? <bdi>{deal.organisation_name}</bdi> : <>{t("deals.clusterOwn")}</>;
}
