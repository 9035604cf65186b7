import { Anchor, Button, Stack, Text, Title } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router-dom";
import { get, queryString, type Schemas } from "../../api/client";
import { useClusterSlug, useSession } from "../../api/session";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { useTitle } from "../../common/use_title";
import { formatMoment } from "../../i18n";

const short = (value: unknown) => (value === undefined ? "–" : typeof value === "string" ? value : JSON.stringify(value)).slice(0, 300);

/** Who changed what and when, as far as the reader may know. */
export function AuditPage() {
  const { t, i18n } = useTranslation();
  useTitle(t("nav.audit"));
  const [parameters] = useSearchParams();
  const session = useSession();
  const slug = useClusterSlug();
  const own = session?.grants.find((grant) => grant.organisation)?.organisation;
  const organisation = parameters.get("organisation") ?? (session?.role === "representative" ? own : undefined);
  const cluster = session?.role === "manager" && !organisation ? slug : undefined;
  const found = useInfiniteQuery({
    queryKey: ["audit", organisation, cluster], initialPageParam: "", enabled: Boolean(session),
    queryFn: ({ pageParam }) => get<Schemas["AuditPage"]>(`/audit${queryString({ organisation, cluster, cursor: pageParam, limit: 50 })}`),
    getNextPageParam: (page) => page.next,
  });
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const items = found.data.pages.flatMap((page) => page.items);
  return (
    <Stack>
      <Title order={1}>{t("nav.audit")}</Title>
      {items.length === 0 && <Empty title={t("audit.none")} />}
      <div className="table-scroll">
        <table className="plain-table">
          <thead><tr><th scope="col">{t("audit.when")}</th><th scope="col">{t("audit.who")}</th><th scope="col">{t("audit.what")}</th><th scope="col">{t("audit.changes")}</th></tr></thead>
          <tbody>
            {items.map((entry) => (
              <tr key={entry.seq}>
                <td>{formatMoment(entry.at, i18n.language)}</td>
                <td>{entry.by ?? t("audit.program")}</td>
                <td>
                  {t(`audit.action.${entry.action.replace(".", "_")}`, entry.action)}
                  {entry.subject_name && <Text size="sm">{entry.subject_kind === "organisation" ? <Anchor component={Link} size="sm" to={`/organisations/${entry.subject_id}`}>{entry.subject_name}</Anchor> : entry.subject_name}</Text>}
                </td>
                <td>
                  {Object.keys(entry.changes ?? {}).length > 0 && (
                    <details>
                      <summary>{Object.keys(entry.changes ?? {}).join(", ")}</summary>
                      <ul>
                        {Object.entries(entry.changes ?? {}).map(([field, change]) => (
                          <li key={field}><b>{field}</b>: {short(change.before)} → {short(change.after)}</li>
                        ))}
                      </ul>
                    </details>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {found.hasNextPage && <Button variant="light" onClick={() => void found.fetchNextPage()}>{t("action.showMore")}</Button>}
    </Stack>
  );
}
