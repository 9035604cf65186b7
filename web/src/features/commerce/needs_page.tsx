import { Anchor, Badge, Card, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { InLanguage } from "../../common/text";
import { VisibilityBadge } from "../../common/visibility";
import { Tags } from "../../common/badges";
import { type Need, needKinds } from "./commerce";
import { Register } from "./register";

const pathOf = (answer: Need["answers"][number]) => (answer.kind === "product" ? `/commerce/products/${answer.id}` : `/commerce/offers/${answer.id}`);

function NeedCard({ need }: { need: Need }) {
  const { t } = useTranslation();
  return (
    <Card withBorder component="article" padding="md">
      <Stack gap={6}>
        <Text component="h2" fw={600} size="lg" lh={1.25} m={0} dir="auto" className="breaks"><InLanguage text={need.title} /></Text>
        <Group gap="xs">
          <Badge className="whole" variant="light" tt="none" fw={500}>{t(`kind.${need.organisation_kind}`)}</Badge>
          {need.trl_from && <Badge className="whole" variant="default" tt="none" fw={500}>TRL {need.trl_from}{need.trl_to && need.trl_to !== need.trl_from ? `–${need.trl_to}` : ""}</Badge>}
          <VisibilityBadge visibility={need.visibility} />
        </Group>
        <Text size="sm" dir="auto" component="div" className="written breaks"><InLanguage text={need.description} /></Text>
        <Tags tags={need.tags} />
        <Text size="sm" c="dimmed"><Anchor component={Link} to={`/organisations/${need.organisation}`} size="sm" underline="always"><bdi>{need.organisation_name}</bdi></Anchor></Text>
        {need.answers.length > 0 ? (
          <div>
            <Text size="sm" fw={600}>{t("commerce.answers")}</Text>
            <Stack component="ul" gap={4} className="hit-list">
              {need.answers.map((each) => (
                <li key={each.id}>
                  <Text size="sm">
                    <Anchor component={Link} to={pathOf(each)} size="sm" underline="always" dir="auto"><InLanguage text={each.title} /></Anchor>
                    <Text span size="sm" c="dimmed"> · {each.organisation_name ? <bdi>{each.organisation_name}</bdi> : t("resources.clusterOwn")} · {t("commerce.sharedWords", { words: each.shared.slice(0, 5).join(", ") })}</Text>
                  </Text>
                </li>
              ))}
            </Stack>
          </div>
        ) : <Text size="sm" c="dimmed">{t("commerce.noAnswer")}</Text>}
      </Stack>
    </Card>
  );
}

/** What hospitals and industry need, with what answers it. */
export function NeedsPage() {
  const { t } = useTranslation();
  return (
    <Register<Need>
      words="commerce.needs" path="market-needs" kinds={needKinds} kindName={(kind) => t(`kind.${kind}`)} card={(need) => <NeedCard need={need} />}
      rows={(needs) => [
        [`${t("edit.title")} (pl)`, `${t("edit.title")} (en)`, t("commerce.who"), t("commerce.whoKind"), "TRL", t("organisation.tags"), t("commerce.answers")],
        ...needs.map((each) => [
          each.title.pl, each.title.en, each.organisation_name, t(`kind.${each.organisation_kind}`), [each.trl_from, each.trl_to].filter(Boolean).join("–"), each.tags.join("; "), each.answers.map((answer) => answer.title.pl ?? Object.values(answer.title)[0]).join("; "),
        ]),
      ]}
    />
  );
}
