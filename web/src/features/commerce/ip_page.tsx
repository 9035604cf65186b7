import { Anchor, Card, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { InLanguage } from "../../common/text";
import { VisibilityBadge } from "../../common/visibility";
import { DeadlineBadge, KindBadge, Note } from "./badges";
import { type IpAsset, ipKinds, usualReminders } from "./commerce";
import { Register } from "./register";
import { shownShare } from "./share";

export function IpBadges({ asset }: { asset: IpAsset }) {
  const reminders = asset.reminder_days ?? usualReminders;
  return (
    <Group gap="xs">
      <KindBadge words={`commerce.ipKind.${asset.kind}`} />
      <DeadlineBadge words="commerce.expires" day={asset.expires_on} reminders={reminders} />
      <DeadlineBadge words="commerce.feeDue" day={asset.fee_due_on} reminders={reminders} />
      {asset.is_withdrawn && <Note words="commerce.withdrawn" />}
      <VisibilityBadge visibility={asset.visibility ?? "owner"} />
    </Group>
  );
}

/** "Firma A 2/3, Jan Kowalski 1/3" */
export function useOwnersInWords() {
  const { i18n } = useTranslation();
  return (asset: IpAsset) => asset.owners.map((each) => `${each.organisation_name ?? each.name ?? ""} ${shownShare(each.share, i18n.language)}`);
}

function IpCard({ asset }: { asset: IpAsset }) {
  const owners = useOwnersInWords();
  return (
    <Card withBorder component="article" padding="md">
      <Stack gap={6}>
        <Anchor component={Link} to={`/commerce/ip/${asset.id}`} fw={600} size="lg" lh={1.25} dir="auto" className="breaks"><InLanguage text={asset.title} /></Anchor>
        <IpBadges asset={asset} />
        {(asset.number || asset.office) && <Text size="sm" className="breaks"><bdi>{[asset.number, asset.office].filter(Boolean).join(" · ")}</bdi></Text>}
        <Text size="sm" c="dimmed" className="breaks">{owners(asset).join(", ")}</Text>
      </Stack>
    </Card>
  );
}

/** Patents, trademarks, know-how: as far as the reader may see them. */
export function IpPage() {
  const { t } = useTranslation();
  const owners = useOwnersInWords();
  const day = (value: string | undefined) => (value ? { day: value } : undefined);
  return (
    <Register<IpAsset>
      words="commerce.ip" path="ip-assets" kinds={ipKinds} kindName={(kind) => t(`commerce.ipKind.${kind}`)} newPath="/commerce/ip/new" option={{ name: "due_soon", label: t("commerce.dueSoon") }} card={(asset) => <IpCard asset={asset} />}
      rows={(assets) => [
        [`${t("edit.title")} (pl)`, `${t("edit.title")} (en)`, t("resources.kindLabel"), t("commerce.number"), t("commerce.office"), t("commerce.owners"), t("commerce.filed"), t("commerce.granted"), t("commerce.expiresOn"), t("commerce.feeDueOn"), t("visibility.title"), t("ideas.address")],
        ...assets.map((each) => [
          each.title.pl, each.title.en, t(`commerce.ipKind.${each.kind}`), each.number, each.office, owners(each).join("; "), day(each.filed_on), day(each.granted_on), day(each.expires_on), day(each.fee_due_on), t(`visibility.${each.visibility ?? "owner"}`),
          `${window.location.origin}/commerce/ip/${each.id}`,
        ]),
      ]}
    />
  );
}
