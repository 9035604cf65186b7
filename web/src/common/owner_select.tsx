import { Select } from "@mantine/core";
import type { ErrorOf } from "./bilingual_text";
import type { Owner } from "./owners";

// The list knows no empty value.
const clusterItself = "cluster";

interface OwnerSelectProps {
  label: string | undefined;
  description?: string;
  /** How the cluster itself is called among them. */
  clusterLabel: string;
  owners: Owner[];
  value: string;
  onChange: (organisation: string) => void;
  error: ErrorOf;
}

/** Whose it is to be; nothing where there is but one choice. */
export function OwnerSelect({ label, description, clusterLabel, owners, value, onChange, error }: OwnerSelectProps) {
  if (owners.length < 2) return null;
  return (
    <Select
      label={label} description={description} allowDeselect={false} error={error("/organisation")} data-pointer="/organisation" value={value || clusterItself}
      data={owners.map((each) => ({ value: each.value || clusterItself, label: each.name ?? clusterLabel }))} onChange={(chosen) => onChange(chosen === clusterItself ? "" : (chosen ?? ""))}
    />
  );
}
