import type { Schemas } from "../../api/client";
import { csvOf } from "../../common/csv";

export type Result = Schemas["DiscoveryResult"];
export type Found = Schemas["FoundClusters"];
export type FoundCluster = Schemas["FoundCluster"];
export type Job = Schemas["Job"];

/** The clusters of a level of what was found; "own" = each at its own. */
export function clustersOf(result: Result, level: string): Found {
  return result.levels.find((each) => each.level === level)?.clusters ?? result.clusters;
}

/** Seconds left, from how long the done part took; no value while too little is done to tell. */
export function secondsLeft(elapsed: number, done: number, total: number): number | undefined {
  if (total <= 0 || done <= 0 || done / total < 0.02 || elapsed < 1) return undefined;
  return Math.ceil((elapsed * (total - done)) / done);
}

/** Distances as somebody types them, "2 000; 500, 500 m": ascending, each once; what is no length is left out. */
export function radiiFrom(written: string): number[] {
  const lengths = written.replace(/(\d)\s(?=\d{3}(?!\d))/g, "$1").match(/\d+(?:\.\d+)?/g) ?? [];
  return [...new Set(lengths.map(Number))].filter((each) => each > 0).sort((a, b) => a - b).slice(0, 20);
}

export function clustersCsv(found: Found): string {
  const names = ["cluster", "name", "scope", "level", "p", "location_quotient", "location_quotient_low", "location_quotient_high", "establishments", "establishments_of_all_fields", "radius_m"] as const;
  return csvOf([[...names], ...found.features.map(({ properties }) => names.map((name) => properties[name]))]);
}

export function candidatesCsv(found: Found): string {
  return csvOf([
    ["cluster", "cluster_name", "row", "organisation", "name"],
    ...found.features.flatMap(({ properties }) => properties.candidates.map((each) => [properties.cluster, properties.name, each.row, each.organisation, each.name])),
  ]);
}

/** A name as an address: "Wyroby medyczne, Gliwice" becomes "wyroby-medyczne-gliwice". */
export function slugOf(name: string): string {
  return name.normalize("NFD").replace(/[łŁ]/g, "l").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60).replace(/-+$/, "");
}
