import { Alert, Anchor, Card, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { Fact } from "../../common/text";
import { formatDate } from "../../i18n";
import { Links, Owner, Section } from "./badges";
import { type IpAsset } from "./commerce";
import { IpBadges } from "./ip_page";
import { shownShare } from "./share";
import { ThingPage, Written } from "./thing_page";

function IpBody({ asset }: { asset: IpAsset }) {
  const { t, i18n } = useTranslation();
  const dates = [["filed", asset.filed_on], ["granted", asset.granted_on], ["expiresOn", asset.expires_on], ["feeDueOn", asset.fee_due_on]] as const;
  return (
    <div className="profile">
      <Stack gap="xl">
        {asset.kind === "know_how" && asset.visibility === "everyone" && <Alert color="orange" variant="light">{t("commerce.publicKnowHow")}</Alert>}
        <Written text={asset.description} />
        <Section title={t("commerce.owners")}>
          <Stack component="ul" gap="xs" className="hit-list">
            {asset.owners.map((each) => (
              <li key={each.organisation ?? each.name}>
                <Group justify="space-between" wrap="nowrap">
                  {each.organisation ? <Anchor component={Link} to={`/organisations/${each.organisation}`}><bdi>{each.organisation_name}</bdi></Anchor> : <Text className="breaks"><bdi>{each.name}</bdi></Text>}
                  <Text fw={600} className="number">{shownShare(each.share, i18n.language)}</Text>
                </Group>
              </li>
            ))}
          </Stack>
        </Section>
        {asset.protects.length > 0 && <Section title={t("commerce.protects")}><Links links={asset.protects} path="/commerce/products" /></Section>}
      </Stack>
      <Card withBorder>
        <Stack gap={6} component="dl" m={0}>
          {asset.number && <Fact label={t("commerce.number")}><bdi className="breaks">{asset.number}</bdi></Fact>}
          {asset.office && <Fact label={t("commerce.office")}><bdi>{asset.office}</bdi></Fact>}
          {dates.map(([name, day]) => day && <Fact key={name} label={t(`commerce.${name}`)}>{formatDate(day, i18n.language)}</Fact>)}
          <Fact label={t("commerce.keeper")}><Owner thing={asset} /></Fact>
          {asset.may.includes("edit") && <Fact label={t("commerce.reminders")}>{(asset.reminder_days ?? []).length > 0 ? t("commerce.daysBefore", { days: asset.reminder_days?.join(", ") }) : t("commerce.noReminders")}</Fact>}
        </Stack>
      </Card>
    </div>
  );
}

/** A piece of intellectual property: who owns it, until when, what it protects. */
export function IpAssetPage() {
  const { t } = useTranslation();
  return (
    <ThingPage<IpAsset> path="/ip-assets" name="ip_asset" pagePath="/commerce/ip" listPath="/commerce/ip" list={t("commerce.tab.ip")} badges={(asset) => <IpBadges asset={asset} />}>
      {(asset) => <IpBody asset={asset} />}
    </ThingPage>
  );
}
