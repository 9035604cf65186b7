import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { get, queryString, type Schemas } from "../../api/client";

type Position = { lon: number; lat: number };

/** A town by the start of its name, from the gazetteer that ships with the program. */
export function PlaceSelect({ label, description, error, pointer, value, onChange }: { label?: string; description?: string; error?: string; pointer?: string; value: Position | undefined; onChange: (value: Position | undefined) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const [settled] = useDebouncedValue(typed, 150);
  const found = useQuery({
    queryKey: ["localities", settled],
    queryFn: ({ signal }) => get<{ items: Schemas["Locality"][] }>(`/localities${queryString({ q: settled, limit: 8 })}`, signal),
    enabled: settled.length > 1,
    placeholderData: keepPreviousData,
  });
  const key = (place: Position) => `${place.lon},${place.lat}`;
  const options = new Map((found.data?.items ?? []).map((each) => [key(each), [each.name, each.region, each.country].filter(Boolean).join(", ")]));
  if (value && !options.has(key(value))) options.set(key(value), typed || t("partners.chosenPlace"));
  return (
    <Select
      label={label ?? t("partners.near")} description={description} error={error} data-pointer={pointer} placeholder={t("partners.nearPlaceholder")} searchable clearable searchValue={typed} onSearchChange={setTyped} filter={({ options: all }) => all}
      data={[...options].map(([id, label]) => ({ value: id, label }))} value={value ? key(value) : null} nothingFoundMessage={settled.length > 1 ? t("partners.noPlace") : undefined}
      onChange={(chosen) => {
        const [lon, lat] = chosen?.split(",").map(Number) ?? [];
        onChange(lon !== undefined && lat !== undefined ? { lon, lat } : undefined);
      }}
    />
  );
}
