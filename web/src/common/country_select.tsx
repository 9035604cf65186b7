import { MultiSelect, Select } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

// ISO 3166-1 alpha-2.
const codes =
  "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW".split(" ");

export const countryName = (code: string, language: string) => new Intl.DisplayNames(language, { type: "region" }).of(code) ?? code;

function useCountries() {
  const { i18n } = useTranslation();
  return useMemo(() => codes.map((value) => ({ value, label: countryName(value, i18n.language) })).sort((a, b) => a.label.localeCompare(b.label, i18n.language)), [i18n.language]);
}

interface Shared {
  label: string;
  description?: string;
  error?: string;
  pointer?: string;
}

/** One country, by its name in the reader's language. An empty text: none. */
export function CountrySelect({ label, description, error, pointer, value, onChange }: Shared & { value: string; onChange: (code: string) => void }) {
  const { t } = useTranslation();
  return <Select label={label} description={description} error={error} data-pointer={pointer} searchable clearable data={useCountries()} value={value || null} nothingFoundMessage={t("pick.none")} onChange={(code) => onChange(code ?? "")} />;
}

export function CountriesSelect({ label, description, error, pointer, value, onChange }: Shared & { value: string[]; onChange: (codes: string[]) => void }) {
  const { t } = useTranslation();
  return <MultiSelect label={label} description={description} error={error} data-pointer={pointer} searchable clearable hidePickedOptions data={useCountries()} value={value} nothingFoundMessage={t("pick.none")} onChange={onChange} />;
}
