import { Comments } from "../comments/comments";
import { useInside } from "./inside";
import type { Project } from "./project";

/** What its people say to one another about the project. */
export function TalkTab({ project }: { project: Project }) {
  const { manages, markUnsaved } = useInside();
  return <Comments about={{ id: project.id, path: `/projects/${project.id}`, people: "/mentionable", mayTalk: true, mayModerate: manages }} onUnsaved={(what, isUnsaved) => markUnsaved(`talk ${what}`, isUnsaved)} />;
}
