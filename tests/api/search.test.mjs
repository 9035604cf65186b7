// The catalogue, partner search, neighbours, completions and the map, held against the contract.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { onEachBackend } from "./support/installations.mjs";
import { people } from "./support/people.mjs";

onEachBackend("Search", (installation) => {
  let who, guest;
  before(async () => {
    who = await people(installation.server);
    guest = who.guest;
  });
  const pointer = async (status, method, path, options) =>
    (await guest.expect(status, method, path, options)).json.errors[0].pointer;

  test("the catalogue pages through everything once", async () => {
    const seen = [];
    let cursor = "", total;
    do {
      const { json } = await guest.expect(200, "GET", `/organisations?sort=name&limit=17&facets=false${cursor}`);
      seen.push(...json.items.map((item) => item.organisation.id));
      total = json.total;
      assert.equal(json.facets, undefined);
      cursor = json.next ? `&cursor=${encodeURIComponent(json.next)}` : undefined;
    } while (cursor);
    assert.equal(seen.length, total);
    assert.equal(new Set(seen).size, total);
  });

  test("every facet's value is a filter that finds as many", async () => {
    const { json } = await guest.expect(200, "GET", "/organisations?limit=1");
    for (const [name, values] of Object.entries(json.facets)) {
      assert.ok(values.length > 0, name);
      for (const { value, count } of values.slice(0, 5)) {
        const answer = await guest.expect(200, "GET", `/organisations?limit=1&${name}=${encodeURIComponent(value)}`);
        assert.equal(answer.json.total, count, `${name}=${value}`);
      }
    }
  });

  test("hits have their reasons, with marks on the words", async () => {
    const { json } = await guest.expect(200, "GET", "/organisations?q=wyrobow%20medycznych&limit=5");
    assert.ok(json.items.length > 0);
    for (const { reasons } of json.items) {
      const words = reasons.filter((reason) => reason.kind === "words");
      assert.ok(words.length > 0);
      for (const { text, marks } of words) {
        assert.ok(marks.length > 0);
        for (const { from, to } of marks) assert.match(text.slice(from, to), /^(wyr[oó]b|medy)/i);
      }
    }
  });

  test("filters that make no sense are named", async () => {
    assert.equal(await pointer(422, "GET", "/organisations?kind=firma"), "query/kind");
    assert.equal(await pointer(422, "GET", "/organisations?size=duza"), "query/size");
    assert.equal(await pointer(422, "GET", "/organisations?activity=32.50"), "query/activity");
    assert.equal(await pointer(422, "GET", "/organisations?competence=magia"), "query/competence");
    assert.equal(await pointer(422, "GET", "/organisations?sort=losowo"), "query/sort");
    assert.equal(await pointer(422, "GET", "/organisations?facets=tak"), "query/facets");
    assert.equal(await pointer(422, "GET", "/organisations?cursor=abc"), "query/cursor");
    assert.equal(await pointer(422, "GET", "/organisations?limit=0"), "query/limit");
    assert.equal(await pointer(422, "GET", "/organisations?limit=201"), "query/limit");
    assert.equal(await pointer(422, "GET", "/organisations?cluster=nie-ma"), "query/cluster");
    assert.equal(await pointer(422, "GET", `/organisations?q=${"x".repeat(1001)}`), "query/q");
  });

  test("signs of any kind in the query are words or nothing", async () => {
    for (const q of ["'", "\"", "%", "<script>", "'; DROP TABLE organisation; --", "\u202e", "🦴", "\u0000", "a AND b", "*", "--"])
      await guest.expect(200, "GET", `/organisations?q=${encodeURIComponent(q)}&limit=1`);
  });

  test("partner search ranks with reasons, on behalf of an organisation too", async () => {
    const found = await guest.expect(200, "POST", "/partner-search", { json: { text: "sterylizacja wyrobów medycznych", limit: 5 } });
    assert.ok(found.json.items.length > 0 && found.json.items.length <= 5);
    for (const { score, reasons } of found.json.items) assert.ok(score > 0 && reasons.length > 0);
    const scores = found.json.items.map((item) => item.score);
    assert.deepEqual(scores, [...scores].sort((a, b) => b - a));
    const own = await who.representative.expect(200, "POST", "/partner-search", { json: { on_behalf_of: who.own } });
    assert.ok(own.json.items.every((item) => item.organisation.id !== who.own));
    assert.equal(await pointer(422, "POST", "/partner-search", { json: { trl_min: 0 } }), "/trl_min");
    assert.equal(await pointer(422, "POST", "/partner-search", { json: { near: { lon: 1 } } }), "/near/lat");
    assert.equal(await pointer(422, "POST", "/partner-search", { json: { szukam: 1 } }), "/szukam");
  });

  test("neighbours are similar, complementary or near, never the organisation itself", async () => {
    for (const by of ["similar", "complementary", "near"]) {
      const { json } = await guest.expect(200, "GET", `/organisations/${who.own}/neighbours?by=${by}&limit=10`);
      assert.ok(json.items.length <= 10);
      for (const { organisation, reasons } of json.items) {
        assert.notEqual(organisation.id, who.own);
        assert.ok(reasons.length > 0, by);
      }
    }
    const { json: near } = await guest.get(`/organisations/${who.own}/neighbours?by=near`);
    const distances = near.items.map((item) => item.distance_m);
    assert.ok(distances.length > 0);
    assert.deepEqual(distances, [...distances].sort((a, b) => a - b));
    assert.equal(await pointer(422, "GET", `/organisations/${who.own}/neighbours?by=nic`), "query/by");
    assert.equal(await pointer(422, "GET", `/organisations/${who.own}/neighbours`), "query/by");
    await guest.expect(404, "GET", "/organisations/01900000-0000-7000-8000-000000000000/neighbours?by=near");
  });

  test("completions are of every kind, and their values are filters", async () => {
    const { json } = await guest.expect(200, "GET", "/suggestions?q=gli&limit=9");
    assert.ok(json.items.length > 0 && json.items.length <= 9);
    const place = json.items.find((item) => item.kind === "place");
    await guest.expect(200, "GET", `/organisations?place=${encodeURIComponent(place.value)}`);
    const { json: codes } = await guest.expect(200, "GET", "/suggestions?q=wyroby%20medyczne&limit=9");
    const activity = codes.items.find((item) => item.kind === "activity");
    await guest.expect(200, "GET", `/organisations?activity=${encodeURIComponent(activity.value)}`);
    assert.deepEqual((await guest.expect(200, "GET", "/suggestions?q=")).json.items, []);
  });

  test("the map shows what the catalogue finds", async () => {
    const { json: map, headers } = await guest.expect(200, "GET", "/map/organisations?kind=university");
    const { json: list } = await guest.get("/organisations?kind=university&limit=200");
    const shown = new Set(map.features.map((feature) => feature.properties.id));
    const located = list.items.filter((item) => item.organisation.lon !== undefined).map((item) => item.organisation.id);
    assert.ok(located.length > 0);
    for (const id of located) assert.ok(shown.has(id));
    for (const { geometry, properties } of map.features) {
      assert.equal(geometry.type, "Point");
      assert.equal(properties.kind, "university");
    }
    await guest.expect(304, "GET", "/map/organisations?kind=university", { headers: { "if-none-match": headers.get("etag") } });
    assert.equal(await pointer(422, "GET", "/map/organisations?kind=x"), "query/kind");
  });

  test("what a member keeps from others is found by none of them", async () => {
    const word = "kwazikrystalografia";
    const { json: own } = await who.representative.get(`/organisations/${who.own}`);
    await who.representative.expect(200, "PUT", `/organisations/${who.own}`, {
      json: { ...own, offers: [...own.offers, { kind: "know_how", title: { pl: word }, visibility: "coordinator" }] },
      headers: { "if-match": `"${own.version}"` },
    });
    const total = async (client) => (await client.get(`/organisations?q=${word}`)).json.total;
    assert.equal(await total(who.guest), 0);
    assert.equal(await total(who.administrator), 0);
    assert.equal(await total(who.employee), 1);
    assert.equal(await total(who.manager), 1);
    assert.equal(await total(who.animator), 1);
  });
});
