import { Alert, Anchor, Button, Card, Stack, Text } from "@mantine/core";
import { IconMessageCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { countryName } from "../../common/country_select";
import { Fact, InLanguage } from "../../common/text";
import { formatDate } from "../../i18n";
import { Tags } from "../../common/badges";
import { Links, Owner, Section } from "./badges";
import type { Offer } from "./commerce";
import { OfferBadges, Price } from "./offers_page";
import { TakeDown } from "./take_down";
import { ThingPage, Written } from "./thing_page";

const isSaid = (text: Record<string, string> | undefined) => Object.keys(text ?? {}).length > 0;

function OfferBody({ offer }: { offer: Offer }) {
  const { t, i18n } = useTranslation();
  const isOpen = offer.state === "open" && !offer.is_over && !offer.taken_down;
  return (
    <div className="profile">
      <Stack gap="xl">
        {offer.taken_down && (
          <Alert color="red" variant="light" title={t("commerce.takenDownTitle", { day: formatDate(offer.taken_down.at.slice(0, 10), i18n.language) })}>
            <Text size="sm" className="written breaks" dir="auto">{offer.taken_down.reason}</Text>
            <Text size="sm">{t("commerce.takenDownText")}</Text>
          </Alert>
        )}
        {!isOpen && (offer.is_over || offer.state !== "open") && <Alert color="orange" variant="light">{t(offer.is_over ? "commerce.overText" : `commerce.stateText.${offer.state}`)}</Alert>}
        <Written text={offer.description} />
        {isSaid(offer.advantages) && <Section title={t("commerce.advantages")}><Written text={offer.advantages} /></Section>}
        {(isSaid(offer.seeks) || (offer.seeks_kinds ?? []).length > 0) && (
          <Section title={t("commerce.seeks")}>
            <Stack gap="xs">
              <Tags tags={(offer.seeks_kinds ?? []).map((kind) => t(`kind.${kind}`))} />
              <Written text={offer.seeks} />
            </Stack>
          </Section>
        )}
        <Tags tags={offer.tags ?? []} />
      </Stack>
      <Stack>
        {isOpen && <Button component={Link} to={`/commerce/inquire?offer=${offer.id}`} size="md" leftSection={<IconMessageCircle size={20} aria-hidden />}>{t("commerce.ask")}</Button>}
        <Card withBorder>
          <Stack gap={6} component="dl" m={0}>
            <Fact label={t("commerce.offeredBy")}>{offer.organisation ? <Anchor component={Link} to={`/organisations/${offer.organisation}`} size="sm"><Owner thing={offer} /></Anchor> : <Owner thing={offer} />}</Fact>
            <Fact label={t(offer.kind === "investment_wanted" ? "commerce.moneyWanted" : "commerce.price")}><Price offer={offer} /></Fact>
            {offer.product && <Fact label={t("commerce.product")}><Anchor component={Link} to={`/commerce/products/${offer.product}`} size="sm"><InLanguage text={offer.product_title} /></Anchor></Fact>}
            {offer.trl && <Fact label={t("commerce.readiness")}>TRL {offer.trl}: {t(`commerce.trl.${offer.trl}`)}</Fact>}
            <Fact label={t("commerce.countries")}>{(offer.countries ?? []).length > 0 ? offer.countries?.map((code) => countryName(code, i18n.language)).join(", ") : t("commerce.everywhere")}</Fact>
            {offer.valid_until && <Fact label={t("commerce.validUntilLabel")}>{formatDate(offer.valid_until, i18n.language)}</Fact>}
          </Stack>
        </Card>
        {offer.assets.length > 0 && <Section title={t("commerce.tab.ip")}><Links links={offer.assets} path="/commerce/ip" /></Section>}
      </Stack>
    </div>
  );
}

/** An offer to the market, and the way to ask about it. */
export function OfferPage() {
  const { t } = useTranslation();
  return (
    <ThingPage<Offer> path="/market-offers" name="market_offer" pagePath="/commerce/offers" listPath="/commerce" list={t("commerce.tab.offers")} badges={(offer) => <OfferBadges offer={offer} />} acts={(offer, etag) => <TakeDown offer={offer} etag={etag} />}>
      {(offer) => <OfferBody offer={offer} />}
    </ThingPage>
  );
}
