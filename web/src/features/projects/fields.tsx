import { Select, TextInput, type TextInputProps } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useInside } from "./inside";
import { type Amount, formatBare, isAmount, typedAmount } from "../../common/money";

interface Shared {
  label: string;
  description?: string;
  error?: string;
  pointer: string;
  withAsterisk?: boolean;
}

/** An amount as people write it. What is no amount is handed on as it was typed, to be told. */
export function AmountField({ value, onChange, pointer, ...rest }: Shared & { value: Amount; onChange: (amount: Amount) => void }) {
  const { i18n } = useTranslation();
  const { project } = useInside();
  const [typed, setTyped] = useState(value && isAmount(value) ? formatBare(value, i18n.language) : value);
  const tidy = () => {
    const amount = typedAmount(typed, i18n.language);
    if (amount) setTyped(formatBare(amount, i18n.language));
  };
  return (
    <TextInput
      {...rest} inputMode="decimal" data-pointer={pointer} value={typed} onBlur={tidy} rightSection={project.currency} rightSectionWidth="3.5rem" rightSectionPointerEvents="none" maxLength={30}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(typedAmount(event.currentTarget.value, i18n.language) ?? event.currentTarget.value);
      }}
    />
  );
}

export function DayField({ value, onChange, pointer, ...rest }: Shared & Pick<TextInputProps, "min" | "max" | "disabled"> & { value: string | undefined; onChange: (day: string) => void }) {
  return <TextInput {...rest} type="date" data-pointer={pointer} value={value ?? ""} onChange={(event) => onChange(event.currentTarget.value)} />;
}

interface PartnerFieldProps extends Shared {
  value: string | undefined;
  onChange: (organisation: string | undefined) => void;
  /** Among which to choose; all partners otherwise, for who manages the project, or the own ones. */
  among?: string[];
  /** What it means where nobody is chosen; chosen by who manages the project alone. */
  nobody?: string;
}

/** One of the partners. */
export function PartnerField({ value, onChange, among, nobody, pointer, ...rest }: PartnerFieldProps) {
  const { nameOf, partners, own, manages } = useInside();
  const choice = among ?? (manages ? partners : own);
  const all = value && !choice.includes(value) ? [...choice, value] : choice;
  const isOptional = nobody !== undefined && manages;
  return (
    <Select
      {...rest} data-pointer={pointer} data={all.map((id) => ({ value: id, label: nameOf(id) }))} value={value ?? null} placeholder={isOptional ? nobody : undefined}
      clearable={isOptional} allowDeselect={isOptional} searchable={all.length > 8} onChange={(id) => onChange(id ?? undefined)}
    />
  );
}
