import { useQuery } from "@tanstack/react-query";
import { type Cluster, get, type Session } from "../api/client";
import { may, useClusterSlug, useSession } from "../api/session";

/** Whose something is: an organisation, or the cluster itself, whose value is "". */
export interface Owner {
  value: string;
  name: string | undefined;
}

/** In whose name one may propose or share something: own organisations, and the cluster where one runs it. */
export function ownersOf(session: Session | undefined, cluster: string | undefined): Owner[] {
  const own = (session?.grants ?? []).flatMap((grant) => (grant.organisation ? [{ value: grant.organisation, name: grant.name }] : []));
  const runs = session?.grants.some((grant) => (grant.role === "manager" || grant.role === "animator") && grant.cluster === cluster);
  const once = own.filter((each, i) => own.findIndex((other) => other.value === each.value) === i);
  return runs ? [{ value: "", name: undefined }, ...once] : once;
}

/** The same of who is logged in, in the cluster the pages speak of; undefined until that is known. */
export function useOwners(): Owner[] | undefined {
  const session = useSession();
  const slug = useClusterSlug();
  const cluster = useQuery({ queryKey: ["cluster", slug], queryFn: () => get<Cluster>(`/clusters/${slug}`), enabled: Boolean(slug) });
  return cluster.data ? ownersOf(session, cluster.data.id) : undefined;
}

/** Those of them that the permission is for: employees propose and book, those who represent an organisation add what it has. */
export function useRepresented(permission: string): Owner[] | undefined {
  const session = useSession();
  const owners = useOwners();
  if (!session || !owners) return undefined;
  if (!may(session, permission)) return [];
  return owners.filter(({ value }) => value === "" || session.grants.some((grant) => grant.role === "representative" && grant.organisation === value));
}
