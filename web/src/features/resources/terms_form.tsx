import { ActionIcon, Button, Fieldset, Group, NumberInput, Select, SimpleGrid, Stack, Switch, Text, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { currencies } from "../../common/money";
import type { ErrorOf } from "../../common/bilingual_text";
import { type BookingTerms, type PriceUnit, priceUnits, userKinds } from "./resource";
import { clockText } from "./wall_time";
import { formatLength, weekdayName } from "./when";

const clocks = Array.from({ length: 97 }, (_, i) => clockText(i * 15));
const lengths = [15, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720, 1440, 2880, 4320, 7200, 10_080, 20_160, 43_200, 129_600, 525_600];
interface FormProps {
  terms: BookingTerms;
  onChange: (change: Partial<BookingTerms>) => void;
  error: ErrorOf;
}

/** When it is open; a day may have several hours, or none. */
function OpeningFields({ terms, onChange, error }: FormProps) {
  const { t, i18n } = useTranslation();
  const isAlways = terms.opening.length === 0;
  const set = (index: number, change: Partial<BookingTerms["opening"][number]>) => onChange({ opening: terms.opening.map((each, i) => (i === index ? { ...each, ...change } : each)) });
  return (
    <Fieldset legend={t("resources.opening")} data-pointer="/terms/opening">
      <Stack gap="sm">
        <Switch label={t("resources.always")} checked={isAlways} onChange={(event) => onChange({ opening: event.currentTarget.checked ? [] : [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: "08:00", to: "16:00" })) })} />
        {terms.opening.map((each, index) => (
          <Group key={index} gap="xs" wrap="nowrap" align="flex-end">
            <Select className="grow" aria-label={t("resources.weekday")} allowDeselect={false} data={[1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: weekdayName(day, i18n.language) }))} value={String(each.weekday)} onChange={(day) => set(index, { weekday: Number(day) })} />
            <Select w="6.5rem" aria-label={t("resources.from")} allowDeselect={false} searchable data={clocks.slice(0, 96)} value={each.from} onChange={(from) => from && set(index, { from })} />
            <Select w="6.5rem" aria-label={t("resources.to")} allowDeselect={false} searchable data={clocks.slice(1)} value={each.to} onChange={(to) => to && set(index, { to })} error={Boolean(error(`/terms/opening/${index}/to`))} />
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t("action.remove")} onClick={() => onChange({ opening: terms.opening.filter((_, i) => i !== index) })}><IconTrash size={18} aria-hidden /></ActionIcon>
          </Group>
        ))}
        {!isAlways && <Group><Button size="xs" variant="light" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => onChange({ opening: [...terms.opening, { weekday: Math.min(7, (terms.opening.at(-1)?.weekday ?? 0) + 1), from: "08:00", to: "16:00" }] })}>{t("resources.addHours")}</Button></Group>}
        {error("/terms/opening") && <Text size="sm" c="var(--mantine-color-error)">{error("/terms/opening")}</Text>}
        <TextInput label={t("resources.timeZone")} value={terms.time_zone} maxLength={64} error={error("/terms/time_zone")} data-pointer="/terms/time_zone" onChange={(event) => onChange({ time_zone: event.currentTarget.value })} />
      </Stack>
    </Fieldset>
  );
}

function ClosureFields({ terms, onChange, error }: FormProps) {
  const { t } = useTranslation();
  const set = (index: number, change: Partial<BookingTerms["closures"][number]>) => onChange({ closures: terms.closures.map((each, i) => (i === index ? { ...each, ...change } : each)) });
  return (
    <Fieldset legend={t("resources.closures")} data-pointer="/terms/closures">
      <Stack gap="sm">
        {terms.closures.map((each, index) => (
          <Group key={index} gap="xs" align="flex-end">
            <TextInput type="date" label={t("resources.firstDay")} value={each.first_day} onChange={(event) => set(index, { first_day: event.currentTarget.value, last_day: each.last_day && each.last_day >= event.currentTarget.value ? each.last_day : event.currentTarget.value })} />
            <TextInput type="date" label={t("resources.lastDay")} value={each.last_day ?? ""} min={each.first_day} error={error(`/terms/closures/${index}/last_day`)} onChange={(event) => set(index, { last_day: event.currentTarget.value })} />
            <TextInput className="grow" label={t("resources.reason")} maxLength={200} value={each.reason ?? ""} onChange={(event) => set(index, { reason: event.currentTarget.value })} />
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t("action.remove")} onClick={() => onChange({ closures: terms.closures.filter((_, i) => i !== index) })}><IconTrash size={18} aria-hidden /></ActionIcon>
          </Group>
        ))}
        <Group><Button size="xs" variant="light" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => onChange({ closures: [...terms.closures, { first_day: "", last_day: "", reason: "" }] })}>{t("resources.addClosure")}</Button></Group>
      </Stack>
    </Fieldset>
  );
}

/** A price for each kind of user; left empty it is on request. */
function PriceFields({ terms, onChange, error }: FormProps) {
  const { t, i18n } = useTranslation();
  const set = (user: (typeof userKinds)[number], amount: string, unit: PriceUnit) => {
    const others = terms.prices.filter((each) => each.user !== user);
    onChange({ prices: amount === "" ? others : [...others, { user, unit, amount }].sort((a, b) => userKinds.indexOf(a.user) - userKinds.indexOf(b.user)) });
  };
  return (
    <Fieldset legend={t("resources.prices")} data-pointer="/terms/prices">
      <Stack gap="sm">
        <Text size="sm" c="dimmed">{t("resources.pricesHelp")}</Text>
        <Select w="8rem" label={t("resources.currency")} allowDeselect={false} data={currencies} value={terms.currency} onChange={(currency) => currency && onChange({ currency })} />
        {userKinds.map((user) => {
          const price = terms.prices.find((each) => each.user === user);
          const index = terms.prices.findIndex((each) => each.user === user);
          return (
            <Group key={user} gap="xs" align="flex-end" wrap="nowrap">
              <NumberInput className="grow" label={t(`resources.user.${user}`)} min={0} decimalScale={2} fixedDecimalScale decimalSeparator={i18n.language === "pl" ? "," : "."} allowedDecimalSeparators={[",", "."]} hideControls value={price?.amount ?? ""} error={index >= 0 ? error(`/terms/prices/${index}/amount`) : undefined} onChange={(value) => set(user, value === "" ? "" : Number(value).toFixed(2), price?.unit ?? "hour")} />
              <Select w="9rem" aria-label={t("resources.unit")} allowDeselect={false} data={priceUnits.map((unit) => ({ value: unit, label: t(`resources.per.${unit}`) }))} value={price?.unit ?? "hour"} disabled={!price} onChange={(unit) => price && unit && set(user, price.amount, unit as PriceUnit)} />
            </Group>
          );
        })}
      </Stack>
    </Fieldset>
  );
}

/** Under which terms it is lent. */
export function TermsForm(props: FormProps) {
  const { t } = useTranslation();
  const { terms, onChange, error } = props;
  const lengthChoices = [...new Set([...lengths, terms.shortest_minutes, terms.longest_minutes])].sort((a, b) => a - b).map((minutes) => ({ value: String(minutes), label: formatLength(minutes) }));
  return (
    <Stack>
      <Fieldset legend={t("resources.rules")}>
        <Stack gap="sm">
          <Switch label={t("resources.needsApproval")} description={t("resources.needsApprovalHelp")} checked={terms.needs_approval} onChange={(event) => onChange({ needs_approval: event.currentTarget.checked })} />
          <SimpleGrid cols={{ base: 2, sm: 4 }}>
            <Select label={t("resources.shortest")} allowDeselect={false} data={lengthChoices} value={String(terms.shortest_minutes)} error={error("/terms/shortest_minutes")} data-pointer="/terms/shortest_minutes" onChange={(value) => onChange({ shortest_minutes: Number(value) })} />
            <Select label={t("resources.longest")} allowDeselect={false} data={lengthChoices} value={String(terms.longest_minutes)} error={error("/terms/longest_minutes")} data-pointer="/terms/longest_minutes" onChange={(value) => onChange({ longest_minutes: Number(value) })} />
            <NumberInput label={t("resources.noticeHours")} min={0} max={8784} value={terms.notice_hours} error={error("/terms/notice_hours")} data-pointer="/terms/notice_hours" onChange={(value) => onChange({ notice_hours: Number(value) || 0 })} />
            <NumberInput label={t("resources.horizonDays")} min={1} max={1098} value={terms.horizon_days} error={error("/terms/horizon_days")} data-pointer="/terms/horizon_days" onChange={(value) => onChange({ horizon_days: Number(value) || 1 })} />
          </SimpleGrid>
        </Stack>
      </Fieldset>
      <OpeningFields {...props} />
      <ClosureFields {...props} />
      <PriceFields {...props} />
    </Stack>
  );
}
