import { Alert, Anchor, Button, Card, Group, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router-dom";
import { call, get, type Organisation, queryString, type Schemas } from "../../api/client";
import { OrganisationSelect } from "../../common/organisation_picker";
import { ErrorNote } from "../../common/states";
import { useAction } from "../../common/use_action";
import { useTitle } from "../../common/use_title";
import { formatMoment } from "../../i18n";

const fields = ["legal_name", "short_name", "kind", "nip", "regon", "krs", "eu_vat", "website", "founded", "employees", "turnover", "description", "tags", "places", "activities", "offers", "needs"] as const;
const joinable = new Set<string>(["description", "tags", "places", "activities", "offers", "needs"]);

type Field = (typeof fields)[number];
const registerNames = ["nip", "regon", "krs", "eu_vat"] as const;

function valueOf(organisation: Organisation, field: Field): unknown {
  const register = registerNames.find((each) => each === field);
  return register ? organisation.registers[register] : organisation[field as Exclude<Field, (typeof registerNames)[number]>];
}

function shown(value: unknown): string {
  if (value === undefined || value === null || value === "") return "–";
  if (Array.isArray(value)) return value.length === 0 ? "–" : value.map((each) => (typeof each === "string" ? each : (each.locality ?? each.code ?? Object.values(each.title ?? {})[0] ?? JSON.stringify(each)))).join(", ");
  if (typeof value === "object") return Object.values(value).join(" / ") || "–";
  return String(value);
}

function SideBySide({ keep, merge, onDone }: { keep: Organisation; merge: Organisation; onDone: () => void }) {
  const { t } = useTranslation();
  const [choice, setChoice] = useState<Record<string, string>>({});
  const { run, error, isBusy } = useAction();
  const differing = fields.filter((name) => JSON.stringify(valueOf(keep, name) ?? null) !== JSON.stringify(valueOf(merge, name) ?? null));
  return (
    <Card withBorder>
      <Stack>
        {Boolean(error) && <ErrorNote error={error} />}
        <div className="table-scroll">
          <table className="plain-table">
            <thead><tr><th scope="col">{t("merge.field")}</th><th scope="col">{keep.legal_name}</th><th scope="col">{merge.legal_name}</th><th scope="col">{t("merge.stays")}</th></tr></thead>
            <tbody>
              {differing.map((name) => (
                <tr key={name}>
                  <th scope="row">{t(`merge.fields.${name}`)}</th>
                  <td>{shown(valueOf(keep, name))}</td>
                  <td>{shown(valueOf(merge, name))}</td>
                  <td>
                    <SegmentedControl
                      size="xs" aria-label={t(`merge.fields.${name}`)} value={choice[name] ?? (joinable.has(name) ? "both" : "keep")} onChange={(value) => setChoice((before) => ({ ...before, [name]: value }))}
                      data={["keep", "merge", ...(joinable.has(name) ? ["both"] : [])].map((value) => ({ value, label: t(`merge.choice.${value}`) }))}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <Text size="sm" c="dimmed">{t("merge.history")}</Text>
        <Group>
          <Button loading={isBusy} onClick={() => void run(() => call("POST", "/merges", { json: { keep: keep.id, merge: merge.id, fields: choice }, idempotencyKey: crypto.randomUUID() })).then((answer) => { if (answer) onDone(); })}>{t("merge.do")}</Button>
        </Group>
      </Stack>
    </Card>
  );
}

/** Two records of one organisation become one, field by field; it can be undone. */
export function MergesPage() {
  const { t, i18n } = useTranslation();
  useTitle(t("nav.merges"));
  const [parameters, setParameters] = useSearchParams();
  const keepId = parameters.get("keep") ?? undefined, mergeId = parameters.get("merge") ?? undefined;
  const choose = (part: { keep?: string; merge?: string }) => setParameters(Object.fromEntries(Object.entries({ keep: keepId, merge: mergeId, ...part }).filter(([, value]) => value)) as Record<string, string>);
  const one = (id: string | undefined) => ({ queryKey: ["organisation", id], queryFn: () => get<Organisation>(`/organisations/${id}`), enabled: Boolean(id) });
  const keep = useQuery(one(keepId)), merge = useQuery(one(mergeId));
  const list = useInfiniteQuery({ queryKey: ["merges"], initialPageParam: "", queryFn: ({ pageParam }) => get<Schemas["MergePage"]>(`/merges${queryString({ cursor: pageParam })}`), getNextPageParam: (page) => page.next });
  const { run, error } = useAction();
  const [isDone, setDone] = useState(false);
  return (
    <Stack>
      <div>
        <Title order={1}>{t("nav.merges")}</Title>
        <Text c="dimmed">{t("merge.lead")}</Text>
      </div>
      {isDone && <Alert color="green" role="status">{t("merge.done")}</Alert>}
      {Boolean(error) && <ErrorNote error={error} />}
      <Group align="flex-end">
        <OrganisationSelect label={t("merge.keep")} value={keepId} onChange={(id) => choose({ keep: id })} />
        <OrganisationSelect label={t("merge.merge")} value={mergeId} onChange={(id) => choose({ merge: id })} />
      </Group>
      {keep.data && merge.data && keepId !== mergeId && <SideBySide key={`${keepId}${mergeId}`} keep={keep.data} merge={merge.data} onDone={() => { setDone(true); setParameters({}); }} />}
      {list.error && <ErrorNote error={list.error} />}
      {list.data?.pages.flatMap((page) => page.items).map((each) => (
        <Group key={each.id} justify="space-between">
          <Text size="sm">
            {formatMoment(each.at, i18n.language)}: {each.merged.name} → <Anchor component={Link} to={`/organisations/${each.keep.id}`}>{each.keep.name}</Anchor> {each.undone_at ? `(${t("merge.undone")})` : ""}
          </Text>
          {each.can_undo && <Button size="xs" variant="default" onClick={() => void run(() => call("DELETE", `/merges/${each.id}`))}>{t("action.undo")}</Button>}
        </Group>
      ))}
    </Stack>
  );
}
