import { Alert, UnstyledButton } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

export interface FormError {
  pointer: string;
  label: string;
  detail: string;
}

/** Leads to the field that a JSON pointer names; to the first of a bilingual one. */
function focusField(pointer: string) {
  const field = [...document.querySelectorAll<HTMLElement>("[data-pointer]")].find(({ dataset }) => dataset.pointer === pointer || dataset.pointer?.startsWith(`${pointer}/`) || pointer.startsWith(`${dataset.pointer}/`));
  field?.scrollIntoView({ block: "center" });
  field?.focus();
}

/**
 * Everything that keeps a form from being saved, each leading to its field. With every attempt to save it is read out;
 * while things are mended it stays out of the way.
 */
export function FormErrors({ errors, attempt }: { errors: FormError[]; attempt: number }) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus();
    box.current?.scrollIntoView({ block: "center" });
  }, [attempt]);
  if (errors.length === 0) return null;
  return (
    <Alert ref={box} tabIndex={-1} color="red" role="alert" icon={<IconAlertTriangle aria-hidden />} title={t("edit.toMend", { count: errors.length })}>
      <ul className="form-errors">
        {errors.map((each) => (
          <li key={each.pointer + each.detail}>
            <UnstyledButton className="form-error" onClick={() => focusField(each.pointer)}>
              {each.label}: {each.detail}
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
