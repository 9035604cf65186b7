import { useQuery, useQueryClient } from "@tanstack/react-query";
import { call, get, type Schemas } from "../../api/client";
import { useAction } from "../../common/use_action";

export type Overview = Schemas["MatchingOverview"];
export type Match = Schemas["ConfidentialMatch"];
export type Item = Schemas["MatchableItem"];
export type Candidate = Schemas["MatchingCandidate"];

const key = (organisation: string) => ["matching", organisation];

export const useMatching = (organisation: string) =>
  useQuery({ queryKey: key(organisation), queryFn: () => get<Overview>(`/organisations/${organisation}/matching`) });

/** A write below the organisation's matching, which answers with how everything stands then. */
export function useMatchingAction(organisation: string) {
  const queries = useQueryClient();
  const { run, error, isBusy } = useAction();
  const write = (method: string, path: string, json?: unknown) =>
    run(async () => {
      const { body } = await call<Overview>(method, `/organisations/${organisation}/matching${path}`, { json });
      queries.setQueryData(key(organisation), body);
      return body;
    });
  return { write, error, isBusy };
}

/** Still to be answered or waited for; the rest is history. */
export const isOpen = (match: Match) => match.state === "asked" || match.state === "waiting";
/** What needs an answer first, then what is agreed, then what one waits for. */
export const inOrder = (matches: Match[]) => {
  const rank = { asked: 0, exchanged: 1, waiting: 2, declined: 3, lapsed: 3, ended: 3 } as const;
  return [...matches].sort((a, b) => rank[a.state] - rank[b.state]);
};
