import { Anchor, Badge, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { countryName } from "../../common/country_select";
import { formatAmount } from "../../common/money";
import { formatDate } from "../../i18n";
import { type FundedParticipation, inOrder, knownRole } from "./funded";

/** Who took part, in what role, with how much of the money. */
export function Participants({ of }: { of: readonly FundedParticipation[] }) {
  const { t, i18n } = useTranslation();
  return (
    <ul className="network-names">
      {inOrder(of, i18n.language).map((each, i) => {
        const role = knownRole(each.role);
        return (
          <li key={i}>
            {each.organisation ? <Anchor component={Link} to={`/organisations/${each.organisation}`}><bdi>{each.name}</bdi></Anchor> : <bdi>{each.name}</bdi>}
            {each.role === "coordinator" && <Badge ml="xs" size="sm" variant="light" tt="none">{t("funded.role.coordinator")}</Badge>}
            <Text size="sm" c="dimmed">
              {[
                each.country && countryName(each.country, i18n.language),
                each.role !== "coordinator" && (role ? t(`funded.role.${role}`) : each.role),
                each.contribution_eur && t("funded.received", { amount: formatAmount(each.contribution_eur, "EUR", i18n.language) }),
                each.left_on && t("funded.leftOn", { day: formatDate(each.left_on, i18n.language) }),
              ].filter(Boolean).join(" · ")}
            </Text>
          </li>
        );
      })}
    </ul>
  );
}
