import { Button, Fieldset, Group, Slider, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../i18n";
import { sharesOf, terms, usualWeights, type Weights } from "./consortium";

/** Any scale is allowed; the sliders go to 1. */
function scaled(weights: Partial<Weights>): Weights {
  const most = Math.max(1, ...terms.map((term) => weights[term] ?? 0));
  return Object.fromEntries(terms.map((term) => [term, (weights[term] ?? 0) / most])) as Weights;
}

interface WeightsFormProps {
  weights: Partial<Weights> | undefined;
  error: string | undefined;
  onChange: (weights: Weights | undefined) => void;
}

/** What counts how much when one consortium is held against another: five sliders, of which only the ratio matters. */
export function WeightsForm({ weights, error, onChange }: WeightsFormProps) {
  const { t, i18n } = useTranslation();
  const given = scaled(weights ?? usualWeights);
  const shares = sharesOf(weights);
  const percent = (share: number) => `${formatNumber(Math.round(share * 100), i18n.language)} %`;
  const set = (term: keyof Weights, value: number) => onChange({ ...given, [term]: value / 100 });
  const isNothing = terms.every((term) => shares[term] === 0);
  return (
    <Fieldset legend={t("consortia.weights")} data-pointer="/requirements/weights">
      <Stack gap="md">
        <Text size="sm" c="dimmed">{t("consortia.weightsHelp")}</Text>
        {terms.map((term) => (
          <div key={term}>
            <Group justify="space-between" gap="xs" wrap="nowrap" align="baseline">
              <Text size="sm" fw={500} component="span" id={`weight-${term}`}>{t(`consortia.term.${term}`)}</Text>
              <Text size="sm" component="span" className="unbroken">{percent(shares[term])}</Text>
            </Group>
            <Text size="xs" c="dimmed" mb={4}>{t(`consortia.termAbout.${term}`)}</Text>
            <Slider min={0} max={100} step={5} label={null} thumbLabel={t(`consortia.term.${term}`)} value={Math.round(given[term] * 100)} onChange={(value) => set(term, value)} />
          </div>
        ))}
        <Text size="sm" role="status" c={isNothing ? "var(--mantine-color-error)" : undefined}>{error ?? t(isNothing ? "consortia.weightsNone" : "consortia.weightsSum", { sum: terms.map((term) => percent(shares[term])).join(" + ") })}</Text>
        {weights && <Group><Button size="xs" variant="default" onClick={() => onChange(undefined)}>{t("consortia.weightsUsual")}</Button></Group>}
      </Stack>
    </Fieldset>
  );
}

