import { Select, TagsInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { get, type Schemas } from "../../api/client";
import { may, useClusterSlug, useSession } from "../../api/session";
import type { ErrorOf } from "../../common/bilingual_text";
import { inLanguage } from "../../i18n";
import { useOwners } from "../../common/owners";
import type { IpAsset, Product } from "./commerce";

export type Owners = { value: string; name: string | undefined }[];
const clusterItself = "cluster";

/** On whose behalf one may add something: organisations that one represents, and the cluster where one runs it. */
export function useSellers(): Owners | undefined {
  const session = useSession();
  const owners = useOwners();
  if (!session || !owners) return undefined;
  if (!may(session, "manage_commerce")) return [];
  return owners.filter(({ value }) => value === "" || session.grants.some((grant) => grant.role === "representative" && grant.organisation === value));
}

/** Whose it is to be; nothing where there is but one choice. */
export function OwnerSelect({ label, owners, value, onChange, error }: { label: string; owners: Owners; value: string; onChange: (organisation: string) => void; error: ErrorOf }) {
  const { t } = useTranslation();
  if (owners.length < 2) return null;
  return (
    <Select
      label={label} allowDeselect={false} error={error("/organisation")} data-pointer="/organisation" value={value || clusterItself}
      data={owners.map((each) => ({ value: each.value || clusterItself, label: each.name ?? t("resources.clusterOwn") }))} onChange={(chosen) => onChange(chosen === clusterItself ? "" : (chosen ?? ""))}
    />
  );
}

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
