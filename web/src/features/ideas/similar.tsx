import { Anchor, Card, Stack, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { get, queryString, type Schemas } from "../../api/client";
import { useClusterSlug } from "../../api/session";
import { Marked } from "../../common/text";
import { inLanguage } from "../../i18n";
import { asWritten, marksOf } from "./shared_words";

/** Ideas that say the like of what is being typed, with the words of both; so that nobody proposes what is there already. */
export function Similar({ text, language, except }: { text: string; language: string | undefined; except: string | undefined }) {
  const { t, i18n } = useTranslation();
  const cluster = useClusterSlug();
  const [settled] = useDebouncedValue(text.trim().slice(0, 1000), 250);
  const found = useQuery({
    queryKey: ["similar-ideas", cluster, settled, except, language],
    queryFn: ({ signal }) => get<{ items: Schemas["SimilarIdea"][] }>(`/clusters/${cluster}/ideas/similar${queryString({ q: settled, except, language })}`, signal),
    enabled: Boolean(cluster) && settled.length >= 3,
    placeholderData: keepPreviousData,
  });
  const items = settled.length >= 3 ? (found.data?.items ?? []) : [];
  return (
    <div role="status" aria-live="polite">
      {items.length > 0 && (
        <Card withBorder padding="sm" mt="md" className="similar">
          <Text fw={600} size="sm" mb={6}>{t("ideas.similar", { count: items.length })}</Text>
          <Stack component="ul" gap={6} className="hit-list">
            {items.map((each) => {
              const title = inLanguage(each.title, i18n.language);
              const words = asWritten(`${text} ${title?.text ?? ""}`, each.shared);
              return (
                <li key={each.id}>
                  <Anchor href={`/ideas/${each.id}`} target="_blank" rel="noopener" size="sm" lang={title?.language} dir="auto">
                    <Marked text={title?.text ?? ""} marks={marksOf(title?.text ?? "", each.shared)} />
                  </Anchor>
                  <Text size="xs" c="dimmed">{t("ideas.sharedWords", { count: words.length, words: words.join(", ") })}</Text>
                </li>
              );
            })}
          </Stack>
          <Text size="xs" c="dimmed" mt={6}>{t("ideas.similarHelp")}</Text>
        </Card>
      )}
    </div>
  );
}
