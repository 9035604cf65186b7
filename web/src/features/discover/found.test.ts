import { expect, test } from "vitest";
import { candidatesCsv, clustersCsv, clustersOf, type Found, radiiFrom, type Result, secondsLeft, slugOf } from "./found";

const found = (name: string): Found => ({
  type: "FeatureCollection",
  features: [{
    type: "Feature", geometry: {},
    properties: {
      cluster: 1, name, scope: "city", level: "city", p: 0.001, location_quotient: 2.5, location_quotient_low: 2, location_quotient_high: 3, establishments: 10,
      establishments_of_all_fields: 40, radius_m: 900, centre: [19, 50], activities: [], kinds: [], candidates: [{ row: 7, name: 'Zakład "Łęg", s.c.' }, { row: 9, name: "=1+1" }],
    },
  }],
});

test("a level shows its own clusters, and each its own where there is none", () => {
  const result = { clusters: found("all"), levels: [{ level: "region", clusters: found("region") }] } as unknown as Result;
  expect(clustersOf(result, "region").features[0]?.properties.name).toBe("region");
  expect(clustersOf(result, "own").features[0]?.properties.name).toBe("all");
});

test("the time left follows what is done", () => {
  expect(secondsLeft(10, 500, 1000)).toBe(10);
  expect(secondsLeft(30, 750, 1000)).toBe(10);
  expect(secondsLeft(10, 1, 1000)).toBeUndefined();
  expect(secondsLeft(10, 0, 0)).toBeUndefined();
});

test("tables hold names as they are, and no formula", () => {
  expect(candidatesCsv(found("Gliwice"))).toBe('cluster,cluster_name,row,organisation,name\n1,Gliwice,7,,"Zakład ""Łęg"", s.c."\n1,Gliwice,9,,\'=1+1\n');
  expect(clustersCsv(found("a,b")).split("\n")[1]).toBe('1,"a,b",city,city,0.001,2.5,2,3,10,40,900');
});

test("an address of a name", () => {
  expect(slugOf("Wyroby medyczne – Łódź i Śląsk!")).toBe("wyroby-medyczne-lodz-i-slask");
  expect(slugOf("—")).toBe("");
});

test("distances are read as people write them", () => {
  expect(radiiFrom("500, 2000, 10000")).toEqual([500, 2000, 10000]);
  expect(radiiFrom("2 000; 500; 500 m")).toEqual([500, 2000]);
  expect(radiiFrom("500 2000")).toEqual([500, 2000]);
  expect(radiiFrom("0, -, abc")).toEqual([]);
});
