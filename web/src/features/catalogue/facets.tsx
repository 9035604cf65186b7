import { Badge, Button, Checkbox, Collapse, Group, Stack, Text, Title } from "@mantine/core";
import { Fragment, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../api/client";
import { type FacetName, facetNames, type Filters, toggled } from "../../common/filters";
import { inLanguage } from "../../i18n";

type Count = Schemas["Count"];
const shownFirst = 6;
const schemeOf = (activity: string) => activity.split(":")[0] ?? "";

export function useValueName() {
  const { t, i18n } = useTranslation();
  return (facet: FacetName, value: string, label?: Record<string, string>) => {
    if (facet === "kind") return t(`kind.${value}`);
    if (facet === "size") return t(`size.${value}`);
    if (facet === "competence") return value.startsWith("tag:") ? value.slice(4) : t(`capability.${value}`);
    const text = inLanguage(label, i18n.language)?.text;
    if (facet === "activity") return text ? `${text} (${value.split(":")[1]})` : (value.split(":")[1] ?? value);
    return text ?? value;
  };
}

function Facet({ name, counts, filters, onChange }: { name: FacetName; counts: Count[]; filters: Filters; onChange: (filters: Filters) => void }) {
  const { t } = useTranslation();
  const [isAll, setAll] = useState(false);
  const valueName = useValueName();
  if (counts.length === 0) return null;
  const shown = isAll ? counts.slice(0, 60) : counts.slice(0, shownFirst);
  // Each version of a classification stands by itself: the same industry has a code in each.
  const schemes = name === "activity" ? [...new Set(shown.map((each) => schemeOf(each.value)))] : [""];
  return (
    <fieldset className="facet">
      <Title order={3} size="h6" component="legend">
        {t(`facet.${name}`)}
      </Title>
      <Stack gap={6} mt={6}>
        {schemes.map((scheme) => (
          <Fragment key={scheme}>
            {scheme && (
              <Text size="xs" c="dimmed" fw={600}>
                {t(`scheme.${scheme}`)}
              </Text>
            )}
            {shown
              .filter((each) => !scheme || schemeOf(each.value) === scheme)
              .map((each) => (
                <Group key={each.value} justify="space-between" wrap="nowrap" gap="xs" align="flex-start">
                  <Checkbox size="sm" label={valueName(name, each.value, each.label)} checked={filters[name].includes(each.value)} onChange={() => onChange(toggled(filters, name, each.value))} />
                  <Text size="sm" c="dimmed">
                    {each.count}
                  </Text>
                </Group>
              ))}
          </Fragment>
        ))}
      </Stack>
      {counts.length > shownFirst && (
        <Button variant="subtle" size="compact-sm" mt={4} onClick={() => setAll(!isAll)}>
          {t(isAll ? "action.less" : "action.more")}
        </Button>
      )}
    </fieldset>
  );
}

export function Facets({ facets, filters, onChange, isOpen }: { facets: Record<FacetName, Count[]>; filters: Filters; onChange: (filters: Filters) => void; isOpen: boolean }) {
  return (
    <Collapse in={isOpen}>
      <Stack gap="lg">
        {facetNames.map((name) => (
          <Facet key={name} name={name} counts={facets[name]} filters={filters} onChange={onChange} />
        ))}
      </Stack>
    </Collapse>
  );
}

/** What is chosen, each to be taken away by a click. */
export function Chosen({ filters, onChange }: { filters: Filters; onChange: (filters: Filters) => void }) {
  const { t } = useTranslation();
  const valueName = useValueName();
  const chosen = facetNames.flatMap((name) => filters[name].map((value) => ({ name, value })));
  if (chosen.length === 0) return null;
  return (
    <Group gap={6}>
      {chosen.map(({ name, value }) => (
        <Badge
          key={name + value} component="button" type="button" variant="light" size="lg" tt="none" rightSection="×" className="chosen"
          aria-label={t("filter.remove", { name: valueName(name, value) })} onClick={() => onChange(toggled(filters, name, value))}
        >
          {valueName(name, value)}
        </Badge>
      ))}
      <Button variant="subtle" size="compact-sm" onClick={() => onChange({ ...filters, kind: [], place: [], activity: [], competence: [], size: [] })}>
        {t("filter.clear")}
      </Button>
    </Group>
  );
}
