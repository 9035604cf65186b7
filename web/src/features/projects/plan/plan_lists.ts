import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { partsKey, projectKey } from "../use_project";
import type { Kind, PlanPart } from "./history";

/** The lists of tasks and work packages as they are shown: read, written before the server has answered, asked anew. */
export function usePlanLists(project: string) {
  const queries = useQueryClient();
  return useMemo(() => {
    const key = (kind: Kind) => partsKey(project, kind);
    const read = (kind: Kind) => queries.getQueryData<PlanPart[]>(key(kind)) ?? [];
    const write = (kind: Kind, work: (list: PlanPart[]) => PlanPart[]) => void queries.setQueryData<PlanPart[]>(key(kind), (list) => list && work(list));
    // What follows from the plan is reckoned anew; the plan itself is known.
    const follow = () => void queries.invalidateQueries({ queryKey: projectKey(project), predicate: ({ queryKey }) => queryKey[2] !== "parts" });
    return {
      read, write, follow,
      hold: (kind: Kind) => queries.cancelQueries({ queryKey: key(kind) }),
      /** Everything of the project, in its own time. */
      again: () => void queries.invalidateQueries({ queryKey: projectKey(project) }),
      /** The list as the server has it now. */
      fresh: (kind: Kind) => queries.refetchQueries({ queryKey: key(kind), exact: true }),
      /** Puts what the server answered into the list, in its place or at its end. */
      put: (kind: Kind, parts: PlanPart[]) => {
        const made = new Map(parts.map((each) => [each.id, each]));
        write(kind, (list) => {
          const kept = list.map((each) => {
            const other = made.get(each.id);
            made.delete(each.id);
            return other ?? each;
          });
          return made.size > 0 ? [...kept, ...made.values()] : kept;
        });
        follow();
      },
    };
  }, [project, queries]);
}

export type PlanLists = ReturnType<typeof usePlanLists>;
