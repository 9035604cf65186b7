import { Divider } from "@mantine/core";
import { Comments } from "../../comments/comments";
import { useInside } from "../inside";

/** What its people say about a task, below its form. */
export function TaskTalk({ task }: { task: string }) {
  const { manages, markUnsaved } = useInside();
  return (
    <>
      <Divider my="lg" />
      <Comments about={{ id: task, path: `/tasks/${task}`, people: "/mentionable", mayTalk: true, mayModerate: manages }} onUnsaved={(what, isUnsaved) => markUnsaved(`task ${what}`, isUnsaved)} />
    </>
  );
}
