import { useQuery, useQueryClient } from "@tanstack/react-query";
import { get, rememberCsrfToken, type Schemas, type Session } from "./client";

export function useMeta() {
  return useQuery({ queryKey: ["meta"], queryFn: () => get<Schemas["Meta"]>("/meta"), staleTime: 600_000 });
}

/** Who is logged in; asked once, and again after logging in or out. */
export function useSession() {
  const query = useQuery({
    queryKey: ["session"],
    queryFn: async () => {
      const session = await get<Session>("/session");
      rememberCsrfToken(session.csrf_token);
      return session;
    },
    staleTime: 300_000,
  });
  return query.data;
}

export function useSetSession() {
  const queries = useQueryClient();
  return (session: Session | undefined) => {
    rememberCsrfToken(session?.csrf_token);
    if (session) queries.setQueryData(["session"], session);
    // What others may see, this one may not, and the other way round.
    void queries.invalidateQueries({ predicate: (each) => each.queryKey[0] !== "meta" && (each.queryKey[0] !== "session" || !session) });
  };
}

/** Whether the visitor may do it to something. */
export const may = (session: Session | undefined, permission: string) => session?.permissions.includes(permission) ?? false;

/** The cluster the pages speak of: the installation's first one. */
export function useClusterSlug() {
  return useMeta().data?.default_cluster;
}
