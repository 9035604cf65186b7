import { Badge, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { LocalisedText } from "../api/client";
import { inLanguage } from "../i18n";

/** A text in the reader's language; in another, with that language's tag. */
export function InLanguage({ text }: { text: LocalisedText | undefined }) {
  const { i18n, t } = useTranslation();
  const found = inLanguage(text, i18n.language);
  if (!found) return null;
  // "und": nobody said in what language it is.
  if (found.language === i18n.language || found.language === "und") return <>{found.text}</>;
  return (
    <span lang={found.language}>
      {found.text}{" "}
      <Badge component="span" size="xs" variant="default" title={t("text.otherLanguage")}>
        {found.language}
      </Badge>
    </span>
  );
}

/** Parts of a text marked; positions in UTF-16 code units, as strings count. */
export function Marked({ text, marks }: { text: string; marks: { from: number; to: number }[] }) {
  const parts = [];
  let at = 0;
  for (const { from, to } of [...marks].sort((a, b) => a.from - b.from)) {
    if (from < at) continue;
    parts.push(text.slice(at, from), <mark key={from}>{text.slice(from, to)}</mark>);
    at = to;
  }
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  );
}

/** Said wherever an invented organisation or cluster is shown. */
export function InventedBadge() {
  const { t } = useTranslation();
  return (
    <Badge className="whole" color="orange" variant="light" component="span">
      {t("invented.badge")}
    </Badge>
  );
}

export function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <Group gap="xs" wrap="nowrap" align="baseline">
      <Text component="dt" c="dimmed" size="sm" miw="8.5rem">
        {label}
      </Text>
      <Text component="dd" m={0} size="sm">
        {children}
      </Text>
    </Group>
  );
}
