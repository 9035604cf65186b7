import { Stack, Text } from "@mantine/core";
import type { Project } from "../project";
import { useParts } from "../use_project";

/** The tasks of the project. */
export function PlanTab({ project }: { project: Project }) {
  const tasks = useParts(project.id, "task");
  return (
    <Stack component="ul" gap="xs" className="hit-list">
      {tasks.data?.map((task) => (
        <Text component="li" key={task.id}>{task.title}</Text>
      ))}
    </Stack>
  );
}
