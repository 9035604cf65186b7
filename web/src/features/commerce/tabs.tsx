import { Tabs } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router-dom";

const tabs = ["inquiries", "deals"] as const;

/** The places of commercialisation. */
export function CommerceTabs() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const here = tabs.find((each) => useLocation().pathname.startsWith(`/commerce/${each}`));
  return (
    <Tabs value={here ?? null} onChange={(tab) => tab && navigate(`/commerce/${tab}`)}>
      <Tabs.List>{tabs.map((each) => <Tabs.Tab key={each} value={each}>{t(`${each}.title`)}</Tabs.Tab>)}</Tabs.List>
    </Tabs>
  );
}
