import { Alert, Anchor, Badge, Button, Card, Group, SegmentedControl, Select, Stack, Text, Title } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { may, useSession } from "../../api/session";
import { Empty, Loading } from "../../common/states";
import { formatNumber, inLanguage } from "../../i18n";
import { CurveChart, ExcessChart } from "./charts";
import { candidatesCsv, clustersCsv, clustersOf, type FoundCluster, type Result } from "./found";
import { StartCluster } from "./start_cluster";

const FoundMap = lazy(() => import("./found_map").then((module) => ({ default: module.FoundMap })));
const shownCandidates = 12;
const shownMissing = 5;

/** What a cluster is, and how sure that it is one, in sentences. */
function Significance({ cluster, replications }: { cluster: FoundCluster; replications: number }) {
  const { t, i18n } = useTranslation();
  const number = (value: number | null | undefined, digits = 0) => (value === null || value === undefined ? "–" : formatNumber(value, i18n.language, digits));
  const least = 1 / (replications + 1);
  return (
    <Text size="sm">
      {t("discover.sentence", {
        cases: number(cluster.establishments), all: number(cluster.establishments_of_all_fields), times: number(cluster.location_quotient, 1),
        low: number(cluster.location_quotient_low, 1), high: number(cluster.location_quotient_high, 1),
      })}{" "}
      {cluster.p !== null && (cluster.p <= least * 1.01 ? t("discover.chanceRare", { of: number(replications) }) : t("discover.chance", { percent: `${number(100 * cluster.p, 1)} %` }))}{" "}
      {cluster.radius_m !== null && t("discover.radius", { km: number(cluster.radius_m / 1000, 1) })}
    </Text>
  );
}

function Parts({ title, parts, nameOf }: { title: string; parts: FoundCluster["activities"]; nameOf: (name: string) => string }) {
  const { i18n } = useTranslation();
  const named = parts.filter((part) => part.name);
  if (named.length === 0) return null;
  return (
    <Text size="sm">
      <Text span fw={600}>{title}: </Text>
      {named.slice(0, 5).map((part) => `${nameOf(part.name)} (${formatNumber(part.count, i18n.language)})`).join(", ")}
      {named.length > 5 ? ", …" : ""}
    </Text>
  );
}

/** The related activities that the cluster lacks, each with what it goes with there. */
function Missing({ cluster }: { cluster: FoundCluster }) {
  const { t, i18n } = useTranslation();
  const missing = cluster.missing_activities ?? [];
  if (missing.length === 0) return null;
  const named = (each: { name: string; title?: Record<string, string> }) => [each.name, inLanguage(each.title, i18n.language)?.text].filter(Boolean).join(" ");
  return (
    <div>
      <Text size="sm" fw={600}>{t("discover.missing")}</Text>
      <Text size="sm" c="dimmed">{t("discover.missingHint")}</Text>
      <Stack component="ul" gap={2} my={4} pl="md">
        {missing.slice(0, shownMissing).map((each) => (
          <Text component="li" size="sm" key={each.name} style={{ overflowWrap: "anywhere" }}>
            {t("discover.missingLine", { name: named(each), here: formatNumber(each.count, i18n.language), expected: formatNumber(each.expected ?? 0, i18n.language, 1), with: each.goes_with.map((other) => other.name).join(", ") })}
          </Text>
        ))}
      </Stack>
    </div>
  );
}

function Candidates({ cluster }: { cluster: FoundCluster }) {
  const { t } = useTranslation();
  const more = cluster.candidates.length - shownCandidates;
  return (
    <Text size="sm" style={{ overflowWrap: "anywhere" }}>
      <Text span fw={600}>{t("discover.candidates")}: </Text>
      {cluster.candidates.slice(0, shownCandidates).map((each, i) => (
        <span key={i}>
          {i > 0 ? ", " : ""}
          {each.organisation ? <Anchor component={Link} to={`/organisations/${each.organisation}`}>{each.name}</Anchor> : (each.name || t("discover.row", { row: each.row }))}
        </span>
      ))}
      {more > 0 ? ` ${t("discover.candidatesMore", { count: more })}` : ""}
    </Text>
  );
}

/** Links to files that are made here of what is shown. */
function Downloads({ result, level }: { result: Result; level: string }) {
  const { t } = useTranslation();
  const files = useMemo(() => {
    const found = clustersOf(result, level);
    const link = (text: string, type: string) => URL.createObjectURL(new Blob([text], { type }));
    return [
      { name: "clusters.geojson", label: "geojson", href: link(JSON.stringify(found), "application/geo+json") },
      { name: "clusters.csv", label: "csv", href: link(clustersCsv(found), "text/csv") },
      { name: "candidates.csv", label: "candidatesCsv", href: link(candidatesCsv(found), "text/csv") },
      { name: "record.json", label: "record", href: link(JSON.stringify(result.record, null, 2), "application/json") },
    ];
  }, [result, level]);
  useEffect(() => () => { for (const file of files) URL.revokeObjectURL(file.href); }, [files]);
  return (
    <Group gap="md">
      <Text size="sm" fw={600}>{t("discover.download")}:</Text>
      {files.map((file) => <Anchor key={file.name} size="sm" href={file.href} download={file.name}>{t(`discover.${file.label}`)}</Anchor>)}
    </Group>
  );
}

/** What was found: level by level on the map and as a list, with charts and downloads. */
export function DiscoveryView({ job, result }: { job: string; result: Result }) {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const isPhone = useMediaQuery("(max-width: 48em)");
  const [level, setLevel] = useState("own");
  const [chosen, setChosen] = useState<number>();
  const [begun, setBegun] = useState<FoundCluster>();
  const found = clustersOf(result, level);
  const excess = result.record.excess as { replications: number; significance: number };
  const levels = ["own", ...result.levels.map((each) => each.level)].map((value) => ({ value, label: t(`discover.level.${value}`) }));
  const change = (next: string | null) => { setLevel(next ?? "own"); setChosen(undefined); };
  const choose = (cluster: number) => {
    setChosen(cluster);
    document.getElementById(`cluster-${cluster}`)?.scrollIntoView({ block: "nearest" });
  };
  const number = (value: number) => formatNumber(value, i18n.language);
  return (
    <Stack>
      <div>
        <Title order={2} role="status">{t("discover.found", { count: result.clusters.features.length })}</Title>
        <Text c="dimmed">{t("discover.summary", { field: result.field_title, ofField: number(result.of_field), all: number(result.establishments) })}</Text>
      </div>
      {result.messages.length > 0 && (
        <Alert color="orange" title={t("discover.rows")}>
          {result.messages.map((message) => <Text key={message} size="sm" lang="en">{message}</Text>)}
        </Alert>
      )}
      {result.clusters.features.length === 0 ? (
        <Card withBorder>
          <Empty title={t("discover.none")} text={t(result.is_own && result.of_field > 0.6 * result.establishments ? "discover.noneOwn" : "discover.noneText")} />
        </Card>
      ) : (
        <>
          <div>
            {isPhone ? (
              <Select label={t("discover.levels")} data={levels} value={level} onChange={change} allowDeselect={false} />
            ) : (
              <Group gap="sm">
                <Text size="sm" fw={600}>{t("discover.levels")}:</Text>
                <SegmentedControl aria-label={t("discover.levels")} data={levels} value={level} onChange={change} />
              </Group>
            )}
            <Text size="sm" c="dimmed" mt={4}>{t("discover.levelHint")}</Text>
          </div>
          <div className="found-columns">
            <Suspense fallback={<Loading />}>
              <FoundMap found={found} places={result.places} chosen={chosen} onChoose={choose} />
            </Suspense>
            <Stack component="ol" className="found-list" gap="sm">
              {found.features.map(({ properties }) => (
                <Card component="li" withBorder key={properties.cluster} id={`cluster-${properties.cluster}`} className={properties.cluster === chosen ? "found-chosen" : undefined}>
                  <Stack gap="xs">
                    <Group justify="space-between" wrap="nowrap" align="flex-start">
                      <Title order={3} size="h4" style={{ overflowWrap: "anywhere" }}>
                        <button type="button" className="plain-button" aria-pressed={properties.cluster === chosen} onClick={() => choose(properties.cluster)}>
                          {properties.cluster}. {properties.name}
                        </button>
                      </Title>
                      <Badge variant="light" tt="none" style={{ flexShrink: 0 }}>{t(`discover.level.${properties.level}`)}</Badge>
                    </Group>
                    <Significance cluster={properties} replications={excess.replications} />
                    <Parts title={t("discover.activities")} parts={properties.activities} nameOf={(name) => name} />
                    <Parts title={t("discover.kinds")} parts={properties.kinds} nameOf={(name) => t(`kind.${name}`, { defaultValue: name })} />
                    <Missing cluster={properties} />
                    <Candidates cluster={properties} />
                    {may(session, "create_cluster") && <Group><Button size="sm" variant="light" onClick={() => setBegun(properties)}>{t("discover.begin")}</Button></Group>}
                  </Stack>
                </Card>
              ))}
            </Stack>
          </div>
          <Downloads result={result} level={level} />
        </>
      )}
      <div className="chart-columns">
        <ExcessChart result={result} significance={excess.significance} />
        <CurveChart result={result} />
      </div>
      {begun && <StartCluster job={job} result={result} level={level} cluster={begun} onClose={() => setBegun(undefined)} />}
    </Stack>
  );
}
