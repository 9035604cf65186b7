import { Anchor, Button, Card, Stack } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { Fact, InLanguage } from "../../common/text";
import { Tags } from "../../common/badges";
import { Links, Owner, Section } from "./badges";
import { type Product, usualReminders } from "./commerce";
import { DeviceCard } from "./device_card";
import { ProductBadges } from "./products_page";
import { ThingPage, Written } from "./thing_page";
import { TrlChart } from "./trl_chart";

function ProductBody({ product }: { product: Product }) {
  const { t } = useTranslation();
  return (
    <div className="profile">
      <Stack gap="xl">
        <Written text={product.description} />
        <Tags tags={product.tags ?? []} />
        <Section title={t("commerce.readiness")}><TrlChart history={product.trl ?? []} /></Section>
        {product.device && <DeviceCard device={product.device} reminders={product.reminder_days ?? usualReminders} />}
      </Stack>
      <Stack>
        <Card withBorder>
          <Stack gap={6} component="dl" m={0}>
            <Fact label={t("commerce.owner")}>{product.organisation ? <Anchor component={Link} to={`/organisations/${product.organisation}`} size="sm"><Owner thing={product} /></Anchor> : <Owner thing={product} />}</Fact>
            {product.website && <Fact label={t("organisation.website")}><Anchor href={product.website} size="sm" rel="noopener noreferrer nofollow" target="_blank" className="breaks">{product.website}</Anchor></Fact>}
            {product.project && <Fact label={t("commerce.fromProject")}><Anchor component={Link} to={`/projects/${product.project}/results`} size="sm"><InLanguage text={product.project_title} /></Anchor></Fact>}
          </Stack>
        </Card>
        {product.protected_by.length > 0 && <Section title={t("commerce.protectedBy")}><Links links={product.protected_by} path="/commerce/ip" /></Section>}
        {(product.offers.length > 0 || product.may.includes("edit")) && (
          <Section title={t("commerce.tab.offers")}>
            <Stack gap="xs" align="flex-start">
              <Links links={product.offers} path="/commerce/offers" />
              {product.may.includes("edit") && <Button component={Link} to={`/commerce/offers/new?product=${product.id}`} size="xs" variant="light" leftSection={<IconPlus size={16} aria-hidden />}>{t("commerce.offerIt")}</Button>}
            </Stack>
          </Section>
        )}
      </Stack>
    </div>
  );
}

/** A product or a result: what it is, how ready it is, what is missing on its way to the market. */
export function ProductPage() {
  const { t } = useTranslation();
  return (
    <ThingPage<Product> path="/products" name="product" pagePath="/commerce/products" listPath="/commerce/products" list={t("commerce.tab.products")} badges={(product) => <ProductBadges product={product} />}>
      {(product) => <ProductBody product={product} />}
    </ThingPage>
  );
}
