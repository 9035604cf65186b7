import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Reason } from "../api/client";
import { formatDistance, inLanguage } from "../i18n";
import { Marked } from "./text";

/** Why something is a hit: each reason in a sentence. */
export function Reasons({ reasons, most = 4 }: { reasons: Reason[]; most?: number }) {
  const { t } = useTranslation();
  if (reasons.length === 0) return null;
  return (
    <Stack component="ul" gap={2} aria-label={t("reason.title")} style={{ listStyle: "none", margin: 0, padding: 0 }}>
      {reasons.slice(0, most).map((reason, i) => (
        <Text component="li" size="sm" c="dimmed" key={i}>
          <ReasonSentence reason={reason} />
        </Text>
      ))}
    </Stack>
  );
}

function ReasonSentence({ reason }: { reason: Reason }) {
  const { t, i18n } = useTranslation();
  switch (reason.kind) {
    case "words":
      return (
        <>
          {t(`reason.field.${reason.field ?? "description"}`)}: <Marked text={reason.text ?? ""} marks={reason.marks ?? []} />
        </>
      );
    case "activity":
      return (
        <>
          {t("reason.activity")}:{" "}
          {reason.codes?.map((code) => `${inLanguage(code.title, i18n.language)?.text ?? ""} (${code.code})`.trim()).join(", ")}
        </>
      );
    case "tag":
      return (
        <>
          {t("reason.tag", { count: reason.tags?.length ?? 0 })}: {reason.tags?.join(", ")}
        </>
      );
    case "offer_meets_need":
      return <>{t("reason.offerMeetsNeed", { offer: reason.offer, need: reason.need })}</>;
    case "need_meets_offer":
      return <>{t("reason.needMeetsOffer", { offer: reason.offer, need: reason.need })}</>;
    case "near":
      return <>{t("reason.near", { distance: formatDistance(reason.distance_m ?? 0, i18n.language) })}</>;
    default:
      return <>{t("reason.readiness")}</>;
  }
}
