import { Badge, Group, Text } from "@mantine/core";
import type { ReactNode } from "react";

/** Words that people gave it. */
export function Tags({ tags }: { tags: string[] }) {
  if (tags.length === 0) return null;
  return (
    <Group gap={6}>
      {tags.map((tag) => (
        <Badge key={tag} variant="light" color="gray" tt="none" fw={500} size="sm">
          {tag}
        </Badge>
      ))}
    </Group>
  );
}

/** A number with what it counts, told in words to who does not see the sign. */
export function Counted({ icon, count, words }: { icon: ReactNode; count: number; words: string }) {
  return (
    <Text span size="sm" c="dimmed" className="counted" title={words}>
      {icon}
      <span aria-hidden>{count}</span>
      <span className="only-read">{words}</span>
    </Text>
  );
}
