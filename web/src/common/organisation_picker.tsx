import { MultiSelect, Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { get, type Organisation, queryString, type Schemas } from "../api/client";

/** Names of organisations by their ids, as they come; without those that are not there any more. */
export function useOrganisationNames(ids: string[]): Map<string, string> {
  return useQueries({
    queries: ids.map((id) => ({ queryKey: ["organisation", id], queryFn: () => get<Organisation>(`/organisations/${id}`), staleTime: 300_000 })),
    combine: (answers) => new Map(answers.flatMap(({ data }) => (data ? [[data.id, data.legal_name] as const] : []))),
  });
}

// What is chosen always stands among the options, whatever is typed.
function useOptions(typed: string, chosen: string[]) {
  const [settled] = useDebouncedValue(typed, 150);
  const names = useOrganisationNames(chosen);
  const found = useQuery({
    queryKey: ["pick", settled],
    queryFn: ({ signal }) => get<Schemas["CataloguePage"]>(`/organisations${queryString({ q: settled, limit: 8, facets: false })}`, signal),
    placeholderData: keepPreviousData,
  });
  const options = new Map(chosen.map((id) => [id, names.get(id) ?? "…"]));
  for (const { organisation } of found.data?.items ?? [])
    if (!options.has(organisation.id)) options.set(organisation.id, [organisation.name, organisation.locality].filter(Boolean).join(", "));
  return { options: [...options].map(([value, label]) => ({ value, label })), isSearching: found.isFetching || settled !== typed };
}

interface Shared {
  label: string;
  description?: string;
  error?: string;
  pointer?: string;
}

/** One organisation, by the words of its name. */
export function OrganisationSelect({ label, description, error, pointer, value, onChange }: Shared & { value: string | undefined; onChange: (id: string | undefined) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const { options, isSearching } = useOptions(typed, value ? [value] : []);
  return (
    <Select
      className="grow" label={label} description={description} error={error} data-pointer={pointer} placeholder={value ? undefined : t("pick.placeholder")} searchable clearable searchValue={typed} onSearchChange={setTyped}
      filter={({ options: all }) => all} data={options} value={value ?? null} nothingFoundMessage={t(isSearching ? "pick.searching" : "pick.none")} onChange={(id) => onChange(id ?? undefined)}
    />
  );
}

/** Several organisations, each by the words of its name. */
export function OrganisationsSelect({ label, description, error, pointer, isNeeded = true, value, onChange }: Shared & { isNeeded?: boolean; value: string[]; onChange: (ids: string[]) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const { options, isSearching } = useOptions(typed, value);
  return (
    <MultiSelect
      label={label} description={description} error={error} data-pointer={pointer} placeholder={value.length > 0 ? undefined : t("pick.placeholder")} withAsterisk={isNeeded} searchable hidePickedOptions maxValues={200}
      searchValue={typed} onSearchChange={setTyped} filter={({ options: all }) => all} data={options} value={value} nothingFoundMessage={t(isSearching ? "pick.searching" : "pick.none")} onChange={onChange}
    />
  );
}
