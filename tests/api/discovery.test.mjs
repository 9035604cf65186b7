// Discoveries through the API: of a file, of the catalogue, cancelled, refused; and a cluster begun from one. Every
// answer is held against the contract.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { regionCsv } from "../support/region.mjs";
import { onEachBackend } from "./support/installations.mjs";
import { people } from "./support/people.mjs";

onEachBackend("Discovery", (installation) => {
  let who;
  before(async () => {
    who = await people(installation.server);
  });
  const form = (question, file) => {
    const body = new FormData();
    body.set("question", JSON.stringify(question));
    if (file !== undefined) body.set("file", new Blob([file]), "region.csv");
    return { body };
  };
  const ended = async (by, id) => {
    for (;;) {
      const { json } = await by.expect(200, "GET", `/jobs/${id}`);
      if (!["waiting", "running"].includes(json.state)) return json;
      await setTimeout(50);
    }
  };
  const discovered = async (question, file, by = who.manager) => {
    const { json } = await by.expect(202, "POST", "/discoveries", form(question, file));
    return ended(by, json.id);
  };
  const question = { field: "32.50", classification: "pkd_2025", replications: 99 };

  test("what was gathered is found, level by level, with candidates, charts and record", async () => {
    const job = await discovered(question, regionCsv());
    assert.equal(job.state, "done", JSON.stringify(job.error));
    const found = job.result.discovery;
    assert.equal(found.clusters.features.length, 1);
    const { properties, geometry } = found.clusters.features[0];
    assert.ok(properties.p <= 0.01);
    assert.ok(properties.location_quotient_low > 1);
    assert.ok(Math.abs(properties.centre[0] - 18.67) < 0.02 && Math.abs(properties.centre[1] - 50.29) < 0.02);
    assert.equal(geometry.type, "Polygon");
    assert.ok(properties.candidates.filter((each) => each.name.startsWith("Łączniki medyczne")).length >= 35);
    assert.ok(found.levels.length >= 1);
    for (const level of found.levels) for (const each of level.clusters.features) assert.equal(each.properties.level, level.level);
    assert.ok(found.excess_by_scale[0].log_likelihood_ratio > properties.log_likelihood_ratio - 1e-3);
    const { value, high } = found.k_density;
    assert.ok(value[0] > high[0], "the makers gather at short distances");
    assert.equal(found.record.excess.seed, 1);
    const again = await discovered(question, regionCsv());
    assert.deepEqual(again.result.discovery, found);
  });

  test("groups of a fixed radius, with what is missing told or said to be untellable", async () => {
    const job = await discovered({ ...question, method: "dbscan", radii_m: [2000, 500] }, regionCsv());
    assert.equal(job.state, "done", JSON.stringify(job.error));
    const { record, clusters } = job.result.discovery;
    assert.deepEqual(record.hierarchy.radii_m, [500, 2000]);
    assert.equal(clusters.features.length, 1);
    const { properties } = clusters.features[0];
    assert.equal(properties.missing_activities === null, record.relatedness.from === null);
    assert.ok(properties.area_kinds.reduce((sum, kind) => sum + kind.count, 0) >= properties.kinds.reduce((sum, kind) => sum + kind.count, 0));
  });

  test("a radius without its method is refused, and the method without a radius", async () => {
    for (const wrong of [{ radii_m: [500] }, { method: "dbscan" }, { method: "dbscan", radii_m: [-1] }, { method: "optics" }]) await who.manager.expect(422, "POST", "/discoveries", form({ ...question, ...wrong }, regionCsv()));
  });

  test("the same field dealt to everybody alike is no cluster", async () => {
    const job = await discovered(question, regionCsv({ makers: 0 }));
    assert.equal(job.state, "done");
    assert.deepEqual(job.result.discovery.clusters.features, []);
  });

  test("the catalogue is searched in what is public of it", async () => {
    const job = await discovered({ ...question, min_points: 2, min_cluster_size: 2 });
    assert.equal(job.state, "done", JSON.stringify(job.error));
    assert.equal(job.result.discovery.is_own, true);
    assert.ok(job.result.discovery.establishments > 50);
  });

  test("who begins a cluster from the catalogue's group invites its organisations, once", async () => {
    const rows = regionCsv({ establishments: 200, makers: 25 }).trimEnd().split("\n").slice(1).map((row) => row.replace(/,firm$/, ""));
    const table = new FormData();
    table.set("file", new Blob([["name,longitude,latitude,pkd_2025,employees", ...rows].join("\n")]), "firmy.csv");
    const { json: imported } = await who.administrator.expect(202, "POST", "/imports", { body: table });
    const { result } = await ended(who.administrator, imported.id);
    assert.equal(result.counts.created, 225, JSON.stringify(result.issues.slice(0, 3)));
    const job = await discovered(question, undefined, who.administrator);
    const [first] = job.result.discovery.clusters.features;
    assert.ok(first, JSON.stringify(job));
    const begin = { cluster: 1, draft: { slug: "odkryty", name: { pl: "Odkryty klaster" } } };
    const { json } = await who.administrator.expect(201, "POST", `/discoveries/${job.id}/clusters`, { json: begin });
    assert.equal(json.invited, first.properties.candidates.length);
    const { json: memberships } = await who.administrator.expect(200, "GET", "/clusters/odkryty/memberships");
    assert.equal(memberships.items.filter((each) => each.status === "invited").length, Math.min(json.invited, memberships.items.length));
    await who.administrator.expect(409, "POST", `/discoveries/${job.id}/clusters`, { json: begin });
    await who.administrator.expect(404, "POST", `/discoveries/${job.id}/clusters`, { json: { ...begin, cluster: 99 } });
    await who.manager.expect(403, "POST", `/discoveries/${job.id}/clusters`, { json: begin });
  });

  test("a discovery is for who started it, and can be cancelled", async () => {
    const { json } = await who.manager.expect(202, "POST", "/discoveries", form({ ...question, replications: 9999 }, regionCsv({ establishments: 6000, makers: 300 })));
    await who.animator.expect(404, "GET", `/jobs/${json.id}`);
    await who.manager.expect(202, "DELETE", `/jobs/${json.id}`);
    assert.equal((await ended(who.manager, json.id)).state, "cancelled");
  });

  test("what can't be searched is refused with the place and the mend", async () => {
    for (const [wrong, pointer] of [[{ classification: "pkd_2025" }, "/field"], [{ ...question, replications: 3 }, "/replications"], [{ ...question, measure: "joy" }, "/measure"], [{ ...question, colour: 1 }, "/colour"]]) {
      const { json } = await who.manager.expect(422, "POST", "/discoveries", form(wrong, regionCsv()));
      assert.equal(json.errors[0].pointer, pointer);
    }
    for (const [text, expected] of [["lon,lat\n1,2\n", /activity/], ["lon,lat,activity\n50,120,a\n50,121,a\n", /swapped/], ["", /first line/], ["lon,lat,activity\n19,50,10.71.Z\n", /field/]]) {
      const job = await discovered(question, text);
      assert.equal(job.state, "failed");
      assert.match(JSON.stringify(job.error), expected);
    }
    const { json } = await who.manager.expect(422, "POST", "/discoveries", { body: new FormData() });
    assert.equal(json.errors[0].pointer, "/question");
  });
});
