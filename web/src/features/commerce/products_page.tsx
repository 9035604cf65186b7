import { Anchor, Card, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { InLanguage } from "../../common/text";
import { VisibilityBadge } from "../../common/visibility";
import { Tags } from "../../common/badges";
import { KindBadge, Note, Owner, TrlBadge } from "./badges";
import { type Product, productKinds } from "./commerce";
import { Register } from "./register";

export function ProductBadges({ product }: { product: Product }) {
  return (
    <Group gap="xs">
      <KindBadge words={`commerce.productKind.${product.kind}`} />
      <TrlBadge trl={product.current_trl} />
      {product.device && <KindBadge words={`commerce.deviceClass.${product.device.class}`} />}
      {product.is_withdrawn && <Note words="commerce.withdrawn" />}
      {!product.is_owner_member && <Note words="resources.ownerLeft" />}
      <VisibilityBadge visibility={product.visibility ?? "members"} />
    </Group>
  );
}

function ProductCard({ product }: { product: Product }) {
  return (
    <Card withBorder component="article" padding="md">
      <Stack gap={6}>
        <Anchor component={Link} to={`/commerce/products/${product.id}`} fw={600} size="lg" lh={1.25} dir="auto" className="breaks"><InLanguage text={product.title} /></Anchor>
        <ProductBadges product={product} />
        <Text size="sm" lineClamp={2} dir="auto" component="div" className="breaks"><InLanguage text={product.description} /></Text>
        <Tags tags={product.tags ?? []} />
        <Text size="sm" c="dimmed"><Owner thing={product} /></Text>
      </Stack>
    </Card>
  );
}

/** Results of research and of joint projects, and products. */
export function ProductsPage() {
  const { t } = useTranslation();
  return (
    <Register<Product>
      words="commerce.products" path="products" kinds={productKinds} kindName={(kind) => t(`commerce.productKinds.${kind}`)} newPath="/commerce/products/new" card={(product) => <ProductCard product={product} />}
      rows={(products) => [
        [`${t("edit.title")} (pl)`, `${t("edit.title")} (en)`, t("resources.kindLabel"), t("commerce.owner"), "TRL", t("commerce.class"), "EMDN", t("organisation.tags"), t("visibility.title"), t("ideas.address")],
        ...products.map((each) => [
          each.title.pl, each.title.en, t(`commerce.productKind.${each.kind}`), each.organisation_name ?? t("resources.clusterOwn"), each.current_trl, each.device && t(`commerce.deviceClass.${each.device.class}`), each.device?.emdn,
          (each.tags ?? []).join("; "), t(`visibility.${each.visibility ?? "members"}`), `${window.location.origin}/commerce/products/${each.id}`,
        ]),
      ]}
    />
  );
}
