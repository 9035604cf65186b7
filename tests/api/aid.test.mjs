// De minimis aid through the API: room before a promise, certificates without gaps, two coordinators at once, and who
// sees what.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { onEachBackend } from "./support/installations.mjs";
import { people, representativeOf } from "./support/people.mjs";

const match = (version) => ({ "if-match": `"${version}"` });
const day = (offset = 0) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

onEachBackend("De minimis aid", (installation) => {
  let who, rival, path;
  const draft = (more = {}) => ({ organisation: who.own, title: "Doradztwo patentowe", program: "Umowa 1/2026", currency: "EUR", nominal: "10000.00", day: day(), ...more });
  const propose = async (more) => (await who.manager.expect(201, "POST", path, { json: draft(more) })).json;
  const grant = (aid, client = who.manager) => client.call("POST", `/aid/${aid.id}/grant`, { json: { day: day() }, headers: match(aid.version) });

  before(async () => {
    who = await people(installation.server);
    rival = await representativeOf(who, installation.server.base, who.other);
    path = `/clusters/${who.cluster.slug}/aid`;
  });

  test("aid is proposed, granted with a certificate, corrected and withdrawn", async () => {
    const aid = await propose({ currency: "PLN", nominal: "42567.00", gross: "21283.50", rate: "4.2567", rate_day: day(-1), rate_source: "NBP, tabela A" });
    assert.deepEqual([aid.eur, aid.state, aid.regulation, aid.certificates.length], ["5000.00", "proposed", "2023/2831", 0]);
    const { json: granted } = await who.animator.expect(200, "POST", `/aid/${aid.id}/grant`, { json: { day: day() }, headers: match(1) });
    assert.deepEqual([granted.state, granted.certificates.length, granted.may], ["granted", 1, ["correct", "withdraw"]]);
    assert.equal(granted.certificates[0].content.amounts.eur, "5000.00");
    await who.manager.expect(409, "PUT", `/aid/${aid.id}`, { json: draft(), headers: match(2) });
    await who.manager.expect(422, "POST", `/aid/${aid.id}/correction`, { json: { gross: "30000.00", reason: "Więcej" }, headers: match(2) });
    const { json: corrected } = await who.manager.expect(200, "POST", `/aid/${aid.id}/correction`, { json: { gross: "4256.70", reason: "Mniej godzin" }, headers: match(2) });
    assert.equal(corrected.eur, "1000.00");
    assert.deepEqual(corrected.certificates.map((each) => each.kind), ["original", "correction"]);
    assert.equal(corrected.certificates[1].corrects, corrected.certificates[0].number);
    assert.equal(corrected.certificates[0].content.amounts.eur, "5000.00", "what was issued stays");
    const { json: withdrawn } = await who.manager.expect(200, "POST", `/aid/${aid.id}/withdrawal`, { json: { reason: "Umowa rozwiązana" }, headers: match(3) });
    assert.deepEqual(withdrawn.history.map((each) => each.kind), ["proposed", "granted", "reduced", "withdrawn"]);
    const told = (await who.representative.get("/notifications")).json.items.filter((each) => each.subject.id === aid.id);
    assert.ok(told.some((each) => each.detail.event === "aid_granted"));
  });

  test("what does not fit is refused with how much and from when", async () => {
    await who.representative.expect(201, "POST", `${path}/declarations`, { json: draft({ title: "Gmina", grantor: "Gmina", program: "", nominal: "280000.00", day: day(-1000) }) });
    const { json: room } = await who.manager.expect(200, "POST", `${path}/check`, { json: { organisation: who.own, day: day(), amount: "30000.00" } });
    assert.equal(room.fits, false);
    assert.ok(room.fits_from > day());
    const refused = await who.manager.expect(409, "POST", path, { json: draft({ nominal: "30000.00" }) });
    assert.match(refused.text, /300000\.00/);
    assert.match(refused.text, new RegExp(room.fits_from));
  });

  test("two coordinators at once can't pass the ceiling, and numbers have no gaps", async () => {
    const organisation = who.other;
    const all = await Promise.all(Array.from({ length: 20 }, (_, i) => [who.manager, who.animator][i % 2].call("POST", path, { json: draft({ organisation, nominal: "50000.00" }) })));
    assert.deepEqual([all.filter(({ status }) => status === 201).length, all.filter(({ status }) => status === 409).length], [6, 14]);
    const granted = await Promise.all(all.filter(({ status }) => status === 201).map(({ json }, i) => grant(json, [who.manager, who.animator][i % 2])));
    assert.ok(granted.every(({ status }) => status === 200), granted.map(({ text }) => text.slice(0, 100)).join("\n"));
    const { json: report } = await who.manager.expect(200, "GET", `${path}/report?from=${day(-400)}&to=${day()}`);
    const numbers = report.items.flatMap((each) => each.certificates).map((each) => Number(each.split("/")[0])).sort((a, b) => a - b);
    assert.deepEqual(numbers, numbers.map((_, i) => i + 1));
    const { json: ledger } = await rival.expect(200, "GET", `/organisations/${organisation}/aid`);
    assert.equal(ledger.room.counted, "300000.00");
  });

  test("linked enterprises share the ceiling, and see one another only when both say so", async () => {
    const { json: stated } = await who.representative.expect(200, "PUT", `/organisations/${who.own}/linked-enterprises`, { json: { links: [{ organisation: who.other }] }, headers: match(0) });
    assert.deepEqual([stated.links[0].is_confirmed, stated.version], [false, 1]);
    await who.manager.expect(409, "POST", path, { json: draft({ nominal: "1000.00" }) });
    const { json: before } = await who.representative.expect(200, "GET", `/organisations/${who.own}/aid`);
    assert.ok(!before.lines.some((each) => each.organisation === who.other));
    const { json: others } = await rival.expect(200, "GET", `/organisations/${who.other}/linked-enterprises`);
    assert.equal(others.stated_by[0].organisation, who.own);
    await rival.expect(200, "PUT", `/organisations/${who.other}/linked-enterprises`, { json: { links: [{ organisation: who.own }] }, headers: match(0) });
    const { json: after } = await who.representative.expect(200, "GET", `/organisations/${who.own}/aid`);
    const theirs = after.lines.filter((each) => each.organisation === who.other);
    assert.ok(theirs.length > 0 && theirs.every((each) => each.title === undefined && each.id === undefined));
    await who.representative.expect(200, "PUT", `/organisations/${who.own}/linked-enterprises`, { json: { links: [] }, headers: match(1) });
    await rival.expect(200, "PUT", `/organisations/${who.other}/linked-enterprises`, { json: { links: [] }, headers: match(1) });
  });

  test("aid is for its beneficiary and those who run the cluster alone", async () => {
    const { json: page } = await who.representative.expect(200, "GET", path);
    assert.ok(page.items.length > 0 && page.items.every((each) => each.organisation === who.own));
    const { id } = page.items[0];
    for (const client of [rival, who.guest, who.administrator]) {
      const hidden = await client.expect(404, "GET", `/aid/${id}`);
      const missing = await client.expect(404, "GET", "/aid/01900000-0000-7000-8000-000000000000");
      assert.equal(JSON.stringify({ ...hidden.json, instance: "" }), JSON.stringify({ ...missing.json, instance: "" }));
    }
    await rival.expect(403, "GET", `/organisations/${who.own}/aid`);
    await who.guest.expect(401, "GET", path);
    await who.administrator.expect(403, "GET", path);
    const audit = await who.administrator.expect(200, "GET", "/audit");
    assert.ok(!audit.text.includes("Doradztwo patentowe"));
  });

  test("bad input is refused clearly", async () => {
    const refused = async (more, pointer) => {
      const { json } = await who.manager.expect(422, "POST", path, { json: draft(more) });
      assert.equal(json.errors[0].pointer, pointer, JSON.stringify(json));
    };
    await refused({ nominal: "0" }, "/nominal");
    await refused({ nominal: "1,5" }, "/nominal");
    await refused({ gross: "10000.01" }, "/gross");
    await refused({ currency: "PLN", rate: "4,2567", rate_day: day(), rate_source: "NBP" }, "/rate");
    await refused({ currency: "PLN", rate: "4.2567", rate_day: day(1), rate_source: "NBP" }, "/rate_day");
    await refused({ scope: "road_haulage" }, "/scope");
    await refused({ title: "" }, "/title");
    await refused({ organisation: "01900000-0000-7000-8000-000000000000" }, "/organisation");
  });
});
