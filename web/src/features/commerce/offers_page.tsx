import { Anchor, Card, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { InLanguage } from "../../common/text";
import { VisibilityBadge } from "../../common/visibility";
import { formatAmount } from "../../common/money";
import { formatDate } from "../../i18n";
import { Tags } from "../../common/badges";
import { KindBadge, Note, Owner, TrlBadge } from "./badges";
import { type Offer, offerKinds } from "./commerce";
import { Register } from "./register";

/** The price, or the money wanted. */
export function Price({ offer }: { offer: Offer }) {
  const { t, i18n } = useTranslation();
  return <>{offer.amount ? formatAmount(offer.amount, offer.currency ?? "PLN", i18n.language) : t("commerce.toBeAgreed")}</>;
}

export function OfferBadges({ offer }: { offer: Offer }) {
  return (
    <Group gap="xs">
      <KindBadge words={`commerce.offerKind.${offer.kind}`} />
      <TrlBadge trl={offer.trl} />
      {offer.taken_down && <Note words="commerce.takenDown" />}
      {offer.state !== "open" && <Note words={`commerce.offerState.${offer.state}`} />}
      {offer.is_over && <Note words="commerce.offerOver" />}
      <VisibilityBadge visibility={offer.visibility ?? "everyone"} />
    </Group>
  );
}

function OfferCard({ offer }: { offer: Offer }) {
  const { t, i18n } = useTranslation();
  return (
    <Card withBorder component="article" padding="md">
      <Stack gap={6}>
        <Anchor component={Link} to={`/commerce/offers/${offer.id}`} fw={600} size="lg" lh={1.25} dir="auto" className="breaks"><InLanguage text={offer.title} /></Anchor>
        <OfferBadges offer={offer} />
        <Text size="sm" lineClamp={2} dir="auto" component="div" className="breaks"><InLanguage text={offer.description} /></Text>
        <Tags tags={offer.tags ?? []} />
        <Text size="sm" c="dimmed"><Owner thing={offer} /> · <Price offer={offer} />{offer.valid_until && ` · ${t("commerce.standsUntil", { day: formatDate(offer.valid_until, i18n.language) })}`}</Text>
      </Stack>
    </Card>
  );
}

/** What the cluster offers to the market; everybody sees what is public. */
export function OffersPage() {
  const { t } = useTranslation();
  return (
    <Register<Offer>
      words="commerce.offers" path="market-offers" kinds={offerKinds} kindName={(kind) => t(`commerce.offerKind.${kind}`)} newPath="/commerce/offers/new"
      option={{ name: "own", label: t("commerce.onlyOwn"), isInner: true }} card={(offer) => <OfferCard offer={offer} />}
      rows={(offers) => [
        [`${t("edit.title")} (pl)`, `${t("edit.title")} (en)`, t("resources.kindLabel"), t("commerce.offeredBy"), "TRL", t("commerce.amount"), t("resources.currency"), t("commerce.validUntilLabel"), t("commerce.state"), t("visibility.title"), t("ideas.address")],
        ...offers.map((each) => [
          each.title.pl, each.title.en, t(`commerce.offerKind.${each.kind}`), each.organisation_name ?? t("resources.clusterOwn"), each.trl, each.amount ? { amount: each.amount } : undefined, each.currency, each.valid_until ? { day: each.valid_until } : undefined,
          t(`commerce.offerState.${each.state ?? "open"}`), t(`visibility.${each.visibility ?? "everyone"}`), `${window.location.origin}/commerce/offers/${each.id}`,
        ]),
      ]}
    />
  );
}
