import { SimpleGrid, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { LocalisedText } from "../api/client";

/** What is wrong with a field, by its JSON pointer. */
export type ErrorOf = (pointer: string) => string | undefined;

interface BilingualTextProps {
  label: string;
  value: LocalisedText | undefined;
  onChange: (value: LocalisedText) => void;
  error: ErrorOf;
  isLong?: boolean;
  maxLength?: number;
  pointer: string;
}

/** A text in Polish and in English, side by side. One language is enough. */
export function BilingualText({ label, value, onChange, error, isLong, maxLength, pointer }: BilingualTextProps) {
  const { t } = useTranslation();
  const change = (language: string, text: string) => {
    const { [language]: _, ...others } = value ?? {};
    onChange(text ? { ...others, [language]: text } : others);
  };
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      {["pl", "en"].map((language) => {
        const shared = {
          label: `${label} (${t(`edit.language.${language}`)})`, lang: language, value: value?.[language] ?? "", error: error(`${pointer}/${language}`) ?? (language === "pl" ? error(pointer) : undefined),
          onChange: (event: { currentTarget: { value: string } }) => change(language, event.currentTarget.value),
          maxLength, "data-pointer": `${pointer}/${language}`,
        };
        return isLong ? <Textarea key={language} autosize minRows={3} maxRows={14} {...shared} /> : <TextInput key={language} {...shared} />;
      })}
    </SimpleGrid>
  );
}
