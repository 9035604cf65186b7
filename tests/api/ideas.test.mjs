// The register of ideas through the API: a way from spark to chosen, and what competitors do not learn of one another.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { onEachBackend } from "./support/installations.mjs";
import { people } from "./support/people.mjs";

onEachBackend("Ideas", (installation) => {
  let who, path;
  before(async () => {
    who = await people(installation.server);
    path = `/clusters/${who.cluster.slug}/ideas`;
  });
  const propose = async (client, json) => (await client.expect(201, "POST", path, { json })).json;
  const own = (title, visibility = "members", more = {}) =>
    ({ kind: "technology", title: { pl: title }, organisation: who.own, visibility, ...more });

  test("an idea goes from spark to chosen, with supporters and comments", async () => {
    const made = await who.representative.expect(201, "POST", path, { json: own("Wspólna komora próżniowa") });
    const idea = made.json;
    assert.equal(made.headers.get("location"), `/api/v1/ideas/${idea.id}`);
    assert.equal(idea.stage, "spark");
    assert.equal(idea.author, "Łucja representative");
    const at = `/ideas/${idea.id}`;
    const supported = await who.employee.expect(200, "PUT", `${at}/support`);
    assert.deepEqual([supported.json.supporters, supported.json.is_supported], [1, true]);
    await who.employee.expect(200, "PUT", `${at}/support`);
    assert.equal((await who.manager.get(at)).json.supporters, 1);
    await who.manager.expect(201, "POST", `${at}/comments`, { json: { text: "Kto ma miejsce?\nMy." } });
    const { json: comments } = await who.animator.expect(200, "GET", `${at}/comments`);
    assert.deepEqual(comments.items.map((each) => [each.author.length > 0, each.text, each.is_own]), [[true, "Kto ma miejsce?\nMy.", false]]);
    const moved = await who.representative.expect(200, "POST", `${at}/stage`, { json: { stage: "shaped" }, headers: { "if-match": '"1"' } });
    assert.equal(moved.headers.get("etag"), '"2"');
    await who.representative.expect(403, "POST", `${at}/stage`, { json: { stage: "chosen" }, headers: { "if-match": '"2"' } });
    await who.manager.expect(412, "POST", `${at}/stage`, { json: { stage: "chosen" }, headers: { "if-match": '"1"' } });
    await who.manager.expect(428, "POST", `${at}/stage`, { json: { stage: "chosen" } });
    await who.manager.expect(200, "POST", `${at}/stage`, { json: { stage: "chosen" }, headers: { "if-match": '"2"' } });
    await who.manager.expect(422, "POST", `${at}/stage`, { json: { stage: "shelved" }, headers: { "if-match": '"3"' } });
    await who.manager.expect(422, "POST", `${at}/stage`, { json: { stage: "project" }, headers: { "if-match": '"3"' } });
    const { json: counts } = await who.manager.expect(200, "GET", `${path}/kinds`);
    assert.equal(counts.items.length, 10);
    assert.ok(counts.items.find((each) => each.kind === "technology").stages.chosen >= 1);
  });

  test("who reads what is said of an idea has seen the idea, and its owner can read that", async () => {
    const idea = await propose(who.representative, own("Rozmowa o stopie"));
    await who.representative.expect(201, "POST", `/ideas/${idea.id}/comments`, { json: { text: "Skład zna tylko nasz zakład." } });
    await who.animator.expect(200, "GET", `/ideas/${idea.id}/comments`);
    const { json: disclosures } = await who.representative.expect(200, "GET", `/organisations/${who.own}/disclosures?item=${idea.id}`);
    assert.deepEqual(disclosures.items.map((each) => [each.kind, each.channel, each.account]), [["idea", "idea", "Łucja animator"]]);
  });

  test("what is confidential is in no answer to anybody else", async () => {
    const secret = await propose(who.representative, own("Żelbetonowy tajemniczyk", "owner"));
    const named = await propose(who.representative, own("Żelbetonowy wskazaniec", "named", { named: [who.other] }));
    const rival = (await who.manager.expect(201, "POST", `/clusters/${who.cluster.slug}/invitations`, { json: { role: "representative", organisation: who.other } })).json;
    const { Client } = await import("./support/client.mjs");
    const competitor = new Client(installation.server.base);
    const accepted = await competitor.expect(201, "POST", `/invitations/${rival.path.split("/").pop()}`, {
      json: { email: `rywal-${Math.random().toString(36).slice(2)}@przyklad.invalid`, password: "zielona-łąka-nad-Odrą-7", display_name: "Rywal" } });
    competitor.csrf = accepted.json.csrf_token;
    const sees = async (client) => (await client.get(`${path}?q=${encodeURIComponent("żelbetonowe")}`)).json.items.map((each) => each.id).sort();
    assert.deepEqual(await sees(who.representative), [secret.id, named.id].sort());
    assert.deepEqual(await sees(competitor), [named.id]);
    for (const client of [who.manager, who.animator, who.administrator, who.guest]) {
      assert.deepEqual(await sees(client), []);
      const answers = await Promise.all([`/ideas/${secret.id}`, `/ideas/${named.id}`, "/ideas/01900000-0000-7000-8000-000000000000"].map((each) => client.expect(404, "GET", each)));
      // Not there and not to be seen are answered alike.
      assert.equal(new Set(answers.map(({ json }) => JSON.stringify({ ...json, instance: "" }))).size, 1);
      const similar = await client.expect(200, "GET", `${path}/similar?q=${encodeURIComponent("żelbetonowy tajemniczyk")}`);
      assert.ok(!similar.text.includes(secret.id) && !similar.text.includes(named.id));
    }
    for (const client of [who.manager, who.guest]) {
      await client.expect(404, "PUT", `/ideas/${secret.id}`, { json: {}, headers: { "if-match": '"1"' } });
      await client.expect(404, "POST", `/ideas/${secret.id}/comments`, { json: { text: "x" } });
    }
    const audit = await who.manager.expect(200, "GET", `/audit?cluster=${who.cluster.slug}`);
    assert.ok(!audit.text.includes(secret.id) && !audit.text.includes("tajemniczyk"));
    const everything = await who.administrator.expect(200, "GET", "/audit");
    assert.ok(!everything.text.includes("elbetonowy"));
  });

  test("similar ideas are told while one types, by inflected words", async () => {
    const idea = await propose(who.manager, { kind: "public_goods", title: { pl: "Wspólne laboratorium biomateriałów" } });
    const { json } = await who.representative.expect(200, "GET", `${path}/similar?q=${encodeURIComponent("laboratoria biomateriałów")}`);
    assert.equal(json.items[0].id, idea.id);
    assert.ok(json.items[0].shared.length >= 2);
    const { json: without } = await who.representative.expect(200, "GET", `${path}/similar?q=biomaterial&except=${idea.id}`);
    assert.ok(without.items.every((each) => each.id !== idea.id));
  });

  test("a deletion can be undone, and the same request under one key makes one idea", async () => {
    const headers = { "idempotency-key": `klucz-${Math.random()}` };
    const [first, second] = [await who.representative.expect(201, "POST", path, { json: own("Raz"), headers }), await who.representative.expect(201, "POST", path, { json: own("Raz"), headers })];
    assert.equal(first.json.id, second.json.id);
    const at = `/ideas/${first.json.id}`;
    await who.representative.expect(204, "DELETE", at, { headers: { "if-match": '"1"' } });
    await who.representative.expect(404, "GET", at);
    await who.representative.expect(200, "POST", `${at}/restoration`);
    await who.representative.expect(200, "GET", at);
  });

  test("what is wrong is named by its place", async () => {
    for (const [json, pointer] of [
      [{ title: { pl: "x" }, organisation: who.own }, "/kind"],
      [own(""), "/title"],
      [own("x", "named"), "/named"],
      [own("x", "members", { links: [{ organisation: who.own, capability: "01900000-0000-7000-8000-000000000000" }] }), "/links/0"],
      [own("x", "members", { color: "red" }), "/color"],
    ]) {
      const { json: problem } = await who.representative.expect(422, "POST", path, { json });
      assert.equal(problem.errors[0].pointer, pointer);
    }
    const missing = "01900000-0000-7000-8000-000000000000";
    const { json: several } = await who.representative.expect(422, "POST", path, { json: { title: {}, organisation: who.own, visibility: "named", links: [0, 1].map(() => ({ organisation: who.own, capability: missing })) } });
    assert.deepEqual(several.errors.map((each) => each.pointer), ["/kind", "/title", "/named", "/links/0"], "all of it at once");
    await who.guest.expect(422, "GET", `${path}?kind=magia`);
    await who.guest.expect(422, "GET", `${path}?sort=random`);
    await who.guest.expect(422, "GET", `${path}?cursor=x`);
    await who.guest.expect(422, "GET", `${path}?sort=most_supported&cursor=1/x`);
    await who.guest.expect(404, "GET", "/clusters/nie-ma/ideas");
  });
});
