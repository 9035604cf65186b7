// Clusters, their numbers and their memberships through the API, held against the contract.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { onEachBackend } from "./support/installations.mjs";
import { people } from "./support/people.mjs";

const today = () => new Date().toISOString().slice(0, 10);

onEachBackend("Clusters", (installation) => {
  let who, path;
  before(async () => {
    who = await people(installation.server);
    path = `/clusters/${who.cluster.slug}`;
  });
  const newOrganisation = async (legal_name) =>
    (await who.administrator.expect(201, "POST", "/organisations", { json: { legal_name, kind: "start_up" } })).json.id;

  test("are read by id and by slug", async () => {
    const { json: list } = await who.guest.expect(200, "GET", "/clusters");
    assert.ok(list.items.some((cluster) => cluster.slug === who.cluster.slug));
    const { json, headers } = await who.guest.expect(200, "GET", `/clusters/${who.cluster.id}`);
    assert.equal(json.slug, who.cluster.slug);
    assert.ok(json.field[0].title);
    await who.guest.expect(304, "GET", path, { headers: { "if-none-match": headers.get("etag") } });
    await who.guest.expect(404, "GET", "/clusters/nie-ma");
    await who.guest.expect(422, "GET", "/clusters?cursor=x");
  });

  test("are made by the administrator and edited by their manager", async () => {
    const json = { slug: `nowy-${Math.random().toString(36).slice(2, 8)}`, name: { pl: "Nowy" }, scope: { level: "city", areas: ["Zabrze"] } };
    for (const [status, client] of [[401, who.guest], [403, who.manager], [201, who.administrator], [409, who.administrator]])
      await client.expect(status, "POST", "/clusters", { json });
    const { json: cluster } = await who.manager.get(path);
    const headers = { "if-match": `"${cluster.version}"` };
    for (const [status, client] of [[401, who.guest], [403, who.animator], [403, who.representative], [200, who.manager], [412, who.manager]])
      await client.expect(status, "PUT", path, { json: { ...cluster, tags: ["implanty"] }, headers });
    await who.manager.expect(428, "PUT", path, { json: cluster });
    await who.manager.expect(403, "PUT", `/clusters/${json.slug}`, { json, headers: { "if-match": "\"1\"" } });
    const wrong = await who.administrator.expect(422, "POST", "/clusters", { json: { slug: "Ź", name: { pl: "x" } } });
    assert.equal(wrong.json.errors[0].pointer, "/slug");
  });

  test("their numbers are those of the catalogue", async () => {
    const { json: numbers } = await who.guest.expect(200, "GET", `${path}/numbers`);
    const { json: list } = await who.guest.get(`/organisations?cluster=${who.cluster.slug}&limit=1`);
    assert.equal(numbers.members, list.total);
    assert.deepEqual(numbers.by_kind, list.facets.kind);
    assert.deepEqual(numbers.by_size, list.facets.size);
    assert.equal(numbers.by_kind.reduce((sum, { count }) => sum + count, 0), numbers.members);
    assert.equal(numbers.joined_by_year.at(-1).members, numbers.members);
    await who.guest.expect(404, "GET", "/clusters/nie-ma/numbers");
  });

  test("an organisation goes from application to leaving, and its history stays", async () => {
    const organisation = await newOrganisation("Kandydatka");
    const joined = await who.manager.expect(201, "POST", `${path}/memberships`, {
      json: { organisation, joined_on: "2024-05-06", role: "supporting", note: "umowa" },
    });
    assert.equal(joined.json.status, "active");
    assert.equal(joined.json.since, "2024-05-06");
    await who.manager.expect(409, "POST", `${path}/memberships`, { json: { organisation, joined_on: today() } });
    const events = `/memberships/${joined.json.id}/events`;
    const wrong = await who.manager.expect(422, "POST", events, { json: { kind: "rejected" } });
    assert.equal(wrong.json.errors[0].pointer, "/events");
    await who.manager.expect(422, "POST", events, { json: { kind: "left", on: "2023-01-01" } });
    await who.manager.expect(422, "POST", events, { json: { kind: "left", on: "2199-01-01" } });
    const changed = await who.manager.expect(200, "POST", events, { json: { kind: "role_changed", role: "member" } });
    assert.equal(changed.json.role, "member");
    const left = await who.manager.expect(200, "POST", events, { json: { kind: "left", note: "likwidacja" } });
    assert.equal(left.json.status, "ended");
    assert.equal(left.json.until, today());
    assert.deepEqual(left.json.events.map((event) => event.kind), ["joined", "role_changed", "left"]);
    assert.ok(left.json.events.every((event) => event.recorded_by));
    const { json: list } = await who.guest.get(`/organisations?cluster=${who.cluster.slug}&q=Kandydatka`);
    assert.equal(list.total, 0);
  });

  test("a representative applies, and the manager decides", async () => {
    const other = `inny-${Math.random().toString(36).slice(2, 8)}`;
    await who.administrator.expect(201, "POST", "/clusters", { json: { slug: other, name: { pl: "Inny" } } });
    const apply = { json: { organisation: who.own, note: "prosimy" } };
    for (const [status, client] of [[401, who.guest], [403, who.employee], [201, who.representative], [409, who.representative]])
      await client.expect(status, "POST", `/clusters/${other}/memberships`, apply);
    await who.representative.expect(403, "POST", `/clusters/${other}/memberships`, { json: { organisation: who.other } });
    const { json: applications } = await who.administrator.expect(200, "GET", `/clusters/${other}/memberships?status=applied`);
    assert.equal(applications.items.length, 1);
    const events = `/memberships/${applications.items[0].id}/events`;
    for (const [status, client] of [[401, who.guest], [403, who.manager], [403, who.representative], [200, who.administrator]])
      await client.expect(status, "POST", events, { json: { kind: "joined" } });
    await who.administrator.expect(404, "POST", "/memberships/01900000-0000-7000-8000-000000000000/events", { json: { kind: "joined" } });
  });

  test("memberships are listed page by page for those who run the cluster", async () => {
    for (const [status, client] of [[401, who.guest], [403, who.employee], [403, who.representative], [200, who.animator], [200, who.administrator]])
      await client.expect(status, "GET", `${path}/memberships`);
    const seen = new Set();
    let cursor = "";
    do {
      const { json } = await who.manager.expect(200, "GET", `${path}/memberships?status=active&limit=9${cursor}`);
      for (const each of json.items) seen.add(each.organisation.id);
      cursor = json.next ? `&cursor=${encodeURIComponent(json.next)}` : undefined;
    } while (cursor);
    const { json: numbers } = await who.guest.get(`${path}/numbers`);
    assert.equal(seen.size, numbers.members);
    const wrong = await who.manager.expect(422, "GET", `${path}/memberships?status=byly`);
    assert.equal(wrong.json.errors[0].pointer, "query/status");
    await who.manager.expect(404, "GET", "/clusters/nie-ma/memberships");
  });
});
