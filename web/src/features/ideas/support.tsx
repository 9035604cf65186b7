import { Button, Group, Stack, Text } from "@mantine/core";
import { IconThumbUp, IconThumbUpFilled } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client";
import { ErrorNote } from "../../common/states";
import { type Idea, withSupportTurned } from "./idea";
import { type IdeaAnswer, ideaKey, useTakeIdea } from "./use_idea";

/** How many support it; who takes part in the cluster joins them with a click, which shows at once. */
export function Support({ idea }: { idea: Idea }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const take = useTakeIdea(idea.id);
  const turn = useMutation({
    mutationFn: (isSupported: boolean) => call<Idea>(isSupported ? "PUT" : "DELETE", `/ideas/${idea.id}/support`),
    onMutate: async () => {
      await queries.cancelQueries({ queryKey: ideaKey(idea.id) });
      const before = queries.getQueryData<IdeaAnswer>(ideaKey(idea.id));
      if (before) queries.setQueryData<IdeaAnswer>(ideaKey(idea.id), { ...before, body: withSupportTurned(before.body) });
      return before;
    },
    onError: (_, __, before) => queries.setQueryData(ideaKey(idea.id), before),
    onSuccess: take,
  });
  const words = t("ideas.supporters", { count: idea.supporters });
  if (!idea.may.includes("take_part")) return <Text>{words}</Text>;
  const Icon = idea.is_supported ? IconThumbUpFilled : IconThumbUp;
  return (
    <Stack gap="xs">
      <Group gap="sm">
        <Button
          variant={idea.is_supported ? "light" : "filled"} aria-pressed={idea.is_supported} leftSection={<Icon size={18} aria-hidden />}
          onClick={() => { if (!turn.isPending) turn.mutate(!idea.is_supported); }}
        >
          {t(idea.is_supported ? "ideas.supported" : "ideas.supportIt")}
        </Button>
        <Text role="status" aria-live="polite">{words}</Text>
      </Group>
      {turn.error && <ErrorNote error={turn.error} />}
    </Stack>
  );
}
