import { TagsInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { get, type Schemas } from "../../api/client";
import { useClusterSlug } from "../../api/session";
import type { ErrorOf } from "../../common/bilingual_text";
import { inLanguage } from "../../i18n";
import type { IpAsset, Product } from "./commerce";

/** Days before a date on which to be reminded; typed as numbers. */
export function ReminderDays({ value, onChange, error }: { value: number[]; onChange: (days: number[]) => void; error: ErrorOf }) {
  const { t } = useTranslation();
  const wrong = error("/reminder_days") ?? value.map((_, i) => error(`/reminder_days/${i}`)).find(Boolean);
  return (
    <TagsInput
      label={t("commerce.reminderDays")} description={t("commerce.reminderDaysHelp")} maxTags={10} error={wrong} data-pointer="/reminder_days" value={value.map(String)}
      onChange={(days) => onChange([...new Set(days.map((each) => Number.parseInt(each, 10)).filter((each) => each > 0))].sort((a, b) => b - a))}
    />
  );
}

type Choice = { value: string; label: string };

/** Things of the cluster that the reader sees, by their titles, with those that are chosen already. */
function useChoices<Item extends Product | IpAsset>(path: string, fits: (item: Item) => boolean, chosen: Schemas["CommerceLink"][]): Choice[] {
  const { i18n } = useTranslation();
  const cluster = useClusterSlug();
  const found = useQuery({ queryKey: [path, cluster, "choices"], queryFn: () => get<{ items: Item[] }>(`/clusters/${cluster}/${path}?limit=200`), enabled: Boolean(cluster), staleTime: 30_000 });
  const choices = new Map(chosen.map(({ id, title }) => [id, inLanguage(title, i18n.language)?.text ?? id]));
  for (const each of found.data?.items.filter(fits) ?? []) choices.set(each.id, inLanguage(each.title, i18n.language)?.text ?? each.id);
  return [...choices].map(([value, label]) => ({ value, label }));
}

/** Products that may be named: own ones, and those of the organisations. */
export const useProductChoices = (organisations: string[], chosen: Schemas["CommerceLink"][]) =>
  useChoices<Product>("products", (each) => each.may.includes("edit") || (each.organisation !== undefined && organisations.includes(each.organisation)), chosen);

/** Rights that may be named: own ones, and those that the organisation owns a share of. */
export const useIpChoices = (organisation: string, chosen: Schemas["CommerceLink"][]) =>
  useChoices<IpAsset>("ip-assets", (each) => each.may.includes("edit") || each.owners.some((owner) => organisation !== "" && owner.organisation === organisation), chosen);
