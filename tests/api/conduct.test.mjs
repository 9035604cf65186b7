// Meetings among competitors and market data through the API: nothing is announced without an agenda, nothing changes
// once it is sealed, and a single figure is for nobody but who gave it.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { onEachBackend } from "./support/installations.mjs";
import { people, representativeOf } from "./support/people.mjs";

const match = (version) => ({ "if-match": `"${version}"` });
const iso = (offset_h) => new Date(Date.now() + offset_h * 3_600_000).toISOString().replace(/\.\d+Z$/, "Z");

onEachBackend("Competition rules", (installation) => {
  let who, rival, path, members;
  before(async () => {
    who = await people(installation.server);
    rival = await representativeOf(who, installation.server.base, who.other);
    path = `/clusters/${who.cluster.slug}`;
    const { json } = await who.manager.get(`/organisations?cluster=${who.cluster.slug}&limit=12`);
    members = [...new Set([who.own, who.other, ...json.items.map((each) => each.organisation.id)])];
  });
  const meet = async (more = {}) => (await who.manager.expect(201, "POST", `${path}/meeting-records`, { json: { title: "Tajna rada", from: iso(-2), chair: "Ewa", participants: [who.own, who.other], agenda: ["Targi"], ...more } })).json;
  const step = async (status, id, name, version, json, client = who.manager) => (await client.expect(status, "POST", `/meeting-records/${id}/${name}`, { json, headers: match(version) })).json;

  test("a meeting goes from its agenda to sealed minutes", async () => {
    const bare = await meet({ agenda: [] });
    assert.equal((await step(422, bare.id, "announcement", 1)).errors[0].pointer, "/agenda");
    const meeting = await meet();
    await who.representative.expect(404, "GET", `/meeting-records/${meeting.id}`);
    const announced = await step(200, meeting.id, "announcement", 1);
    assert.ok(announced.forbidden.pl.split("\n").length >= 8);
    assert.ok((await who.employee.get("/notifications")).json.items.some((each) => each.kind === "meeting_announced"));
    await step(200, meeting.id, "acknowledgement", 9, { organisation: who.own }, who.employee);
    await rival.expect(403, "POST", `/meeting-records/${meeting.id}/acknowledgement`, { json: { organisation: who.own } });
    await step(200, meeting.id, "end", 3);
    const minutes = { items: ["Wspólne stoisko"], attendance: [{ organisation: who.own }, { organisation: who.other }] };
    assert.equal((await who.manager.expect(422, "PUT", `/meeting-records/${meeting.id}/minutes`, { json: minutes, headers: match(4) })).json.errors[0].pointer, "/remarks");
    await step(422, meeting.id, "approval", 4);
    await who.manager.expect(200, "PUT", `/meeting-records/${meeting.id}/minutes`, { json: { ...minutes, remarks: "Listę odczytano" }, headers: match(4) });
    const approved = await step(200, meeting.id, "approval", 5);
    assert.deepEqual(approved.may, ["append"]);
    await who.manager.expect(422, "PUT", `/meeting-records/${meeting.id}/minutes`, { json: minutes, headers: match(6) });
    const appended = await step(200, meeting.id, "addenda", 6, { text: "Sprostowanie" });
    assert.equal(appended.addenda.length, 1);
    for (const client of [who.guest, who.administrator]) await client.expect(404, "GET", `/meeting-records/${meeting.id}`);
    const audit = await who.manager.expect(200, "GET", `/audit?cluster=${who.cluster.slug}`);
    assert.ok(!audit.text.includes("Tajna rada") && !audit.text.includes("stoisko"));
  });

  test("the program says who competes with whom, and why", async () => {
    await who.manager.expect(201, "POST", `${path}/opportunities`, { json: { kind: "call", title: { pl: "Nabór" }, requirements: { partners: { min: 2, max: 4 }, apart: [[who.own, who.other]] } } });
    const { json } = await who.manager.expect(200, "POST", `${path}/meeting-records/rivals`, { json: { participants: [who.own, who.other] } });
    assert.ok(json.items[0].is_declared);
    const meeting = await meet();
    await step(200, meeting.id, "announcement", 1);
    const { json: seen } = await who.representative.expect(200, "GET", `/meeting-records/${meeting.id}`);
    assert.ok(seen.rivals.every((each) => !each.is_declared), "whom the coordinator keeps apart is the coordinator's own note");
  });

  test("the list is the cluster's own, and what was announced keeps its list", async () => {
    const meeting = await meet();
    const announced = await step(200, meeting.id, "announcement", 1);
    const { json: rules } = await who.manager.expect(200, "GET", `${path}/conduct-rules`);
    assert.equal(rules.is_template, rules.version === 0);
    await who.manager.expect(200, "PUT", `${path}/conduct-rules`, { json: { forbidden: { pl: "Ceny" }, minutes_days: 3 }, headers: match(rules.version) });
    assert.deepEqual((await who.manager.get(`/meeting-records/${meeting.id}`)).json.forbidden, announced.forbidden);
    await who.manager.expect(412, "PUT", `${path}/conduct-rules`, { json: { forbidden: { pl: "Koszty" } }, headers: match(rules.version) });
  });

  test("single figures are for nobody but who gave them", async () => {
    const clients = [who.representative, rival];
    for (const organisation of members.slice(2, 8)) clients.push(await representativeOf(who, installation.server.base, organisation, "inny"));
    const asked = members.slice(0, 8);
    const collection = { title: "Sprzedaż", indicator: "sprzedaż", unit: "tys. PLN", first_day: "2025-01-01", last_day: "2025-12-31", closes_on: iso(48).slice(0, 10), rows: { name: "Rynek", categories: ["kraj", "eksport"] }, asked };
    const { json: opened } = await who.manager.expect(201, "POST", `${path}/market-collections`, { json: collection });
    const figures = `/market-collections/${opened.id}/figures`;
    // Two export, and in amounts that nothing else here holds.
    for (const [i, client] of clients.entries())
      await client.expect(200, "PUT", figures, { json: { organisation: asked[i], figures: [{ row: "kraj", value: `7321.${10 + i}` }, ...(i < 2 ? [{ row: "eksport", value: `8654.${10 + i}` }] : [])] } });
    await rival.expect(403, "PUT", figures, { json: { organisation: who.own, figures: [{ row: "kraj", value: "1" }] } });
    const secrets = /7321\.1|8654\.1|73211|86541/;
    const { json: own } = await who.representative.expect(200, "GET", `/market-collections/${opened.id}`);
    assert.deepEqual(own.own[0].figures[0], { row: "kraj", value: "7321.10" });
    assert.deepEqual([own.own.length, own.organisations.length, own.given_count], [1, 1, 8]);
    const look = async () => {
      for (const client of [who.manager, who.animator])
        for (const at of [`/market-collections/${opened.id}`, `${path}/market-collections`, `/audit?cluster=${who.cluster.slug}`, "/notifications"]) {
          const answer = await client.call("GET", at);
          assert.doesNotMatch(answer.text, secrets, at);
        }
      await who.administrator.expect(404, "GET", `/market-collections/${opened.id}`);
      for (const at of ["/audit", "/notifications"]) assert.doesNotMatch((await who.administrator.expect(200, "GET", at)).text, secrets);
      assert.doesNotMatch(JSON.stringify((await rival.get(`/market-collections/${opened.id}`)).json), /7321\.10|8654\.10/);
    };
    await look();
    const { json: published } = await who.manager.expect(200, "POST", `/market-collections/${opened.id}/publication`, { headers: match(opened.version) });
    const { cells } = published.publication.table;
    assert.equal(cells[1][0].fate, "too_few");
    assert.equal(cells.flat().filter((each) => each.value !== undefined).length, 1, "with one figure hidden the total would tell it");
    await look();
    await who.representative.expect(422, "PUT", figures, { json: { organisation: who.own, figures: [{ row: "kraj", value: "1" }] } });
    // The same question again with one more: the difference would be that one's own.
    const { json: again } = await who.manager.expect(201, "POST", `${path}/market-collections`, { json: { ...collection, title: "Jeszcze raz" } });
    for (const [i, client] of clients.slice(0, 7).entries())
      await client.expect(200, "PUT", `/market-collections/${again.id}/figures`, { json: { organisation: asked[i], figures: [{ row: "kraj", value: `7321.${10 + i}` }] } });
    await who.manager.expect(409, "POST", `/market-collections/${again.id}/publication`, { headers: match(again.version) });
  });
});
