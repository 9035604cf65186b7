import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { get, queryString, type Schemas } from "../../api/client";
import { inLanguage } from "../../i18n";

/** An activity code by its number or by words of its title. */
export function CodeSelect({ scheme, value, onChange, error }: { scheme: string; value: string; onChange: (code: string) => void; error?: string }) {
  const { t, i18n } = useTranslation();
  const [typed, setTyped] = useState("");
  const [settled] = useDebouncedValue(typed, 150);
  const asked = settled.split(" · ")[0] ?? "";
  const found = useQuery({
    queryKey: ["codes", scheme, asked || value],
    queryFn: ({ signal }) => get<{ items: Schemas["Code"][] }>(`/classifications/${scheme}/codes${queryString({ q: asked || value, limit: 12 })}`, signal),
    enabled: Boolean(asked || value),
    placeholderData: keepPreviousData,
  });
  const options = (found.data?.items ?? []).map((each) => ({ value: each.code, label: `${each.code} · ${inLanguage(each.title, i18n.language)?.text ?? ""}` }));
  if (value && !options.some((each) => each.value === value)) options.unshift({ value, label: value });
  return (
    <Select
      className="grow" label={t("edit.code")} placeholder={t("edit.codePlaceholder")} searchable data={options} value={value || null} searchValue={typed} onSearchChange={setTyped}
      filter={({ options: all }) => all} error={error} onChange={(code) => onChange(code ?? "")}
    />
  );
}
