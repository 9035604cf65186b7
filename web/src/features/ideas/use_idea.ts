import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type Answer, call } from "../../api/client";
import type { Idea } from "./idea";

export type IdeaAnswer = Answer<Idea>;
export const ideaKey = (id: string) => ["idea", id];

/** The idea with the version it was read in. */
export function useIdea(id: string) {
  return useQuery({ queryKey: ideaKey(id), queryFn: () => call<Idea>("GET", `/ideas/${id}`) });
}

/** Puts what a write answered where the pages read it, and has the lists asked again. */
export function useTakeIdea(id: string) {
  const queries = useQueryClient();
  return (answer: IdeaAnswer) => {
    queries.setQueryData<IdeaAnswer>(ideaKey(id), (before) => ({ ...answer, etag: answer.etag ?? before?.etag }));
    void queries.invalidateQueries({ queryKey: ["ideas"] });
    void queries.invalidateQueries({ queryKey: ["idea-kinds"] });
  };
}
