// Organisations through the API: reading, writing, deleting, as each role may. Every answer is held against the contract.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { onEachBackend } from "./support/installations.mjs";
import { people } from "./support/people.mjs";

const draft = (legal_name, fields = {}) => ({ legal_name, kind: "enterprise", ...fields });
const offer = (title, visibility = "everyone") => ({ kind: "laboratory", title: { pl: title }, visibility });
const pointers = (answer) => answer.json.errors.map((error) => error.pointer);

onEachBackend("Organisations", (installation) => {
  let who;
  before(async () => {
    who = await people(installation.server);
  });
  const create = async (body, by = who.administrator) => {
    const answer = await by.expect(201, "POST", `/organisations?cluster=${who.cluster.slug}`, { json: body });
    assert.equal(answer.headers.get("location"), `/api/v1/organisations/${answer.json.id}`);
    return answer.json;
  };

  test("are stored as they are sent, in their normal form", async () => {
    const made = await create(draft(" Źródło „Zdrój” 🦴 <b>&amp;</b> '; DROP TABLE organisation; --", {
      registers: { nip: "526-10-40-828" },
      activities: [{ scheme: "pkd_2025", code: "7210z" }],
      places: [{ locality: "Gliwice" }],
    }));
    assert.equal(made.legal_name, "Źródło „Zdrój” 🦴 <b>&amp;</b> '; DROP TABLE organisation; --");
    assert.equal(made.registers.nip, "5261040828");
    assert.equal(made.activities[0].code, "72.10.Z");
    assert.equal(made.places[0].position_source, "gazetteer");
    const read = await who.guest.expect(200, "GET", `/organisations/${made.id}`);
    assert.equal(read.json.legal_name, made.legal_name);
    assert.deepEqual(read.json.may, []);
    await who.administrator.expect(409, "POST", "/organisations", { json: draft("B", { registers: { nip: "5261040828" } }) });
  });

  test("say which field is wrong", async () => {
    const send = (json) => who.administrator.expect(422, "POST", "/organisations", { json });
    assert.deepEqual(pointers(await send(draft("A", { registers: { nip: "5261040827" } }))), ["/registers/nip"]);
    assert.deepEqual(pointers(await send(draft("a\u0000b"))), ["/legal_name"]);
    assert.deepEqual(pointers(await send(draft("A", { places: [{ lon: 50.3, lat: 118.7 }] }))), ["/places/0/lat"]);
    assert.deepEqual(pointers(await send({ kind: "enterprise" })), ["/legal_name"]);
    assert.deepEqual(pointers(await send(draft("A", { nazwa: "B" }))), ["/nazwa"]);
    assert.deepEqual(pointers(await send("{\"legal_name\": ")), [""]);
    assert.deepEqual(pointers(await send("[]")), [""]);
    const unknown = await who.administrator.expect(422, "POST", "/organisations?cluster=nie-ma", { json: draft("A") });
    assert.deepEqual(pointers(unknown), ["query/cluster"]);
  });

  test("two editors can't overwrite each other unawares", async () => {
    const made = await create(draft("Pierwsza"));
    const path = `/organisations/${made.id}`;
    const { headers } = await who.manager.expect(200, "GET", path);
    const etag = headers.get("etag");
    assert.equal(etag, "\"1\"");
    await who.manager.expect(428, "PUT", path, { json: draft("Druga") });
    const second = await who.manager.expect(200, "PUT", path, { json: draft("Druga"), headers: { "if-match": etag } });
    assert.equal(second.headers.get("etag"), "\"2\"");
    await who.animator.expect(412, "PUT", path, { json: draft("Trzecia"), headers: { "if-match": etag } });
    await who.animator.expect(422, "PUT", path, { json: draft("Trzecia"), headers: { "if-match": "dwa" } });
    assert.equal((await who.guest.get(path)).json.legal_name, "Druga");
    await who.guest.expect(304, "GET", path, { headers: { "if-none-match": "\"2\"" } });
    await who.guest.expect(200, "GET", path, { headers: { "if-none-match": "\"1\"" } });
  });

  test("the same key gives the first answer again, and makes nothing twice", async () => {
    const headers = { "idempotency-key": `klucz-${Math.random()}` };
    const json = draft("Raz");
    const first = await who.administrator.expect(201, "POST", "/organisations", { json, headers });
    const again = await who.administrator.expect(201, "POST", "/organisations", { json, headers });
    assert.equal(again.json.id, first.json.id);
    await who.administrator.expect(422, "POST", "/organisations", { json: draft("Inna"), headers });
    const at_once = { "idempotency-key": `klucz-${Math.random()}` };
    const answers = await Promise.all(Array.from({ length: 8 }, () =>
      who.administrator.expect(201, "POST", "/organisations", { json: draft("Naraz"), headers: at_once })));
    assert.equal(new Set(answers.map((answer) => answer.json.id)).size, 1);
  });

  test("show each visitor what that one may see, and keep the rest on saving", async () => {
    const body = draft("Wielopoziomowa", {
      offers: ["everyone", "members", "coordinator", "owner"].map((visibility) => offer(`Oferta ${visibility}`, visibility)),
    });
    const made = await create(body);
    const seen = async (client) => (await client.get(`/organisations/${made.id}`)).json.offers.length;
    assert.equal(await seen(who.guest), 1);
    assert.equal(await seen(who.administrator), 1);
    assert.equal(await seen(who.representative), 2);
    assert.equal(await seen(who.employee), 2);
    assert.equal(await seen(who.animator), 3);
    assert.equal(await seen(who.manager), 3);
    const { json: own } = await who.representative.get(`/organisations/${who.own}`);
    await who.representative.expect(200, "PUT", `/organisations/${who.own}`, {
      json: { ...own, offers: [...own.offers, offer("Tajna", "owner")] }, headers: { "if-match": `"${own.version}"` },
    });
    const { json: as_manager } = await who.manager.get(`/organisations/${who.own}`);
    assert.ok(!as_manager.offers.some((each) => each.title.pl === "Tajna"));
    const edited = await who.manager.expect(200, "PUT", `/organisations/${who.own}`, {
      json: { ...as_manager, offers: [] }, headers: { "if-match": `"${as_manager.version}"` },
    });
    assert.equal(edited.json.offers.length, 0);
    const { json: after } = await who.representative.get(`/organisations/${who.own}`);
    assert.deepEqual(after.offers.map((each) => each.title.pl), ["Tajna"]);
  });

  test("are written only by those who may", async () => {
    const json = draft("Cudza");
    const headers = { "if-match": "\"1\"" };
    const path = `/organisations/${who.other}`;
    for (const [status, client] of [[401, who.guest], [403, who.employee], [403, who.representative]]) {
      await client.expect(status, "PUT", path, { json, headers });
      await client.expect(status, "DELETE", path, { headers });
      await client.expect(status, "POST", "/organisations", { json });
      await client.expect(status, "POST", `${path}/restoration`);
    }
    await who.animator.expect(403, "DELETE", path, { headers });
    await who.manager.expect(403, "POST", "/organisations", { json });
    const forged = await who.manager.call("DELETE", path, { headers: { ...headers, "x-csrf-token": "x" } });
    assert.equal(forged.status, 403);
  });

  test("that are deleted are gone, and come back", async () => {
    const made = await create(draft("Przelotna"));
    const path = `/organisations/${made.id}`;
    await who.manager.expect(428, "DELETE", path);
    await who.manager.expect(204, "DELETE", path, { headers: { "if-match": "\"1\"" } });
    await who.guest.expect(410, "GET", path);
    const search = await who.guest.get("/organisations?q=Przelotna");
    assert.equal(search.json.total, 0);
    const back = await who.manager.expect(200, "POST", `${path}/restoration`);
    assert.equal(back.json.legal_name, "Przelotna");
    assert.equal((await who.guest.get("/organisations?q=Przelotna")).json.total, 1);
    await who.guest.expect(404, "GET", "/organisations/01900000-0000-7000-8000-000000000000");
    await who.guest.expect(404, "GET", "/organisations/1");
  });

  test("are checked while they are typed: every problem at once, and who may be the same", async () => {
    const made = await create(draft("Zakład Optyki Precyzyjnej Sp. z o.o.", { places: [{ locality: "Zabrze" }] }));
    const check = { json: draft("ZAKŁAD OPTYKI PRECYZYJNEJ", { places: [{ locality: "zabrze" }], registers: { nip: "1", krs: "x" } }) };
    await who.guest.expect(401, "POST", "/checks/organisation", check);
    for (const client of [who.employee, who.representative, who.manager]) {
      const { json } = await client.expect(200, "POST", "/checks/organisation", check);
      assert.deepEqual(json.errors.map((error) => error.pointer), ["/registers/nip", "/registers/krs"]);
      assert.deepEqual(json.duplicates.map((each) => each.organisation.id), [made.id]);
    }
    await who.manager.expect(422, "POST", "/checks/organisation", { json: { legal_name: 7 } });
    const { json } = await who.manager.expect(200, "POST", "/checks/organisation", { json: { ...made } });
    assert.deepEqual(json, { errors: [], duplicates: [] }, "itself is no duplicate");
  });

  test("name their clusters, and their history to those who may see it", async () => {
    const path = `/organisations/${who.own}/memberships`;
    const { json: as_guest } = await who.guest.expect(200, "GET", path);
    assert.equal(as_guest.items[0].cluster.slug, who.cluster.slug);
    assert.equal(as_guest.items[0].events, undefined);
    for (const client of [who.manager, who.representative, who.administrator])
      assert.ok((await client.get(path)).json.items[0].events.length > 0);
    await who.guest.expect(404, "GET", "/organisations/01900000-0000-7000-8000-000000000000/memberships");
  });
});
