// What a newcomer finds in a fresh installation: members, their ideas, and a joint project in the middle of its time.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startServer } from "../support/grono.mjs";
import { people } from "./support/people.mjs";

describe("the demonstration", { timeout: 120_000 }, () => {
  let server, who;
  before(async () => {
    server = await startServer({ args: ["--demo"] });
    who = await people(server);
  });
  after(() => server?.stop());

  test("ideas of several kinds and stages stand in the register, each said to be invented", async () => {
    const { json } = await who.manager.expect(200, "GET", `/clusters/${who.cluster.slug}/ideas?limit=50`);
    assert.ok(json.items.length >= 6);
    assert.deepEqual([...new Set(json.items.map((each) => each.stage))].sort(), ["chosen", "discussed", "project", "shaped", "shelved", "spark"]);
    for (const each of json.items) assert.match(each.description.pl, /zmyślony/);
  });

  test("the project holds together: schedule, loads, budget, reports that are owed", async () => {
    const { json: list } = await who.manager.expect(200, "GET", `/projects?cluster=${who.cluster.slug}`);
    assert.deepEqual([list.total, list.stages.running], [1, 1]);
    const [project] = list.items;
    assert.match(project.title.pl, /przykład/);
    const path = `/projects/${project.id}`;
    assert.ok((await who.manager.expect(200, "GET", path)).json.idea_title.pl);
    const schedule = (await who.manager.expect(200, "GET", `${path}/schedule`)).json;
    assert.ok(schedule.critical_path.length > 3);
    assert.ok(new Set(schedule.loads.map((each) => each.organisation)).size >= 4);
    const { total } = (await who.manager.expect(200, "GET", `${path}/budget`)).json;
    assert.ok(Number(total.planned) > Number(total.funded) && Number(total.funded) > 0 && Number(total.spent) > 0);
    assert.ok((await who.manager.expect(200, "GET", `${path}/owed-reports`)).json.items.length >= 3);
    for (const kind of ["partner", "work_package", "task", "budget_line", "expense", "risk", "decision", "period", "report", "result"])
      assert.ok((await who.manager.expect(200, "GET", `${path}/parts/${kind}`)).json.items.length > 0, kind);
  });

  test("resources can be booked, are said to be invented, and have been used", async () => {
    const { json } = await who.manager.expect(200, "GET", `/clusters/${who.cluster.slug}/resources`);
    assert.deepEqual([...new Set(json.items.map((each) => each.kind))].sort(), ["equipment", "expert", "laboratory", "room"]);
    for (const each of json.items) assert.match(each.description.pl, /zmyślony/);
    const day = 86_400_000, iso = (moment) => new Date(moment).toISOString().replace(/\.\d+Z$/, "Z");
    const { json: use } = await who.manager.expect(200, "GET", `/clusters/${who.cluster.slug}/resources/use?from=${iso(Date.now() - 91 * day)}&to=${iso(Date.now())}`);
    assert.ok(use.items.filter((each) => each.booked_minutes > 0).length >= 3);
  });

  test("there is something to sell, said to be invented: readiness, devices, rights, offers for everybody", async () => {
    const at = `/clusters/${who.cluster.slug}`;
    const [products, assets, offers] = await Promise.all(["products", "ip-assets", "market-offers"].map(async (each) => (await who.manager.expect(200, "GET", `${at}/${each}`)).json.items));
    assert.deepEqual([products.length, assets.length, offers.length], [7, 6, 6]);
    for (const each of [...products, ...assets, ...offers]) assert.match(each.description.pl, /zmyślon/);
    for (const each of [...products, ...assets, ...offers]) assert.match(each.description.en, /invented/);
    assert.ok(products.some((each) => each.trl.some((entry) => entry.is_step_back)));
    assert.deepEqual(products.filter((each) => each.device).map((each) => each.device.class).sort(), ["mdr_i_reusable", "mdr_iia", "mdr_iia", "mdr_iib", "mdr_iib"]);
    assert.ok(new Set(assets.map((each) => each.kind)).size >= 5);
    assert.ok(assets.some((each) => each.expires_on && Date.parse(each.expires_on) - Date.now() < 60 * 86_400_000));
    const fromProject = (await who.manager.expect(200, "GET", `/products/${products.find((each) => each.kind === "result" && each.title.en.startsWith("CT")).id}`)).json;
    assert.ok(fromProject.project && fromProject.project_result);
  });

  const list = async (client, what) => (await client.expect(200, "GET", `/clusters/${who.cluster.slug}/${what}?limit=100`)).json;

  test("guests see what is public of it, members more, and only those who run the cluster all", async () => {
    const expected = { products: [7, 7, 4], "ip-assets": [6, 5, 2], "market-offers": [6, 6, 5], opportunities: [3, 3, 0], inquiries: [8, 0, 0], deals: [12, 3, 0], matchmakings: [2, 2, 1] };
    for (const [what, totals] of Object.entries(expected))
      assert.deepEqual(await Promise.all([who.manager, who.representative, who.guest].map(async (each) => (await list(each, what)).total)), totals, what);
    for (const [what, totals] of Object.entries({ aid: [14, 3], "meeting-records": [3, 2], "market-collections": [2, 2] })) {
      assert.deepEqual(await Promise.all([who.manager, who.representative].map(async (each) => (await list(each, what)).total)), totals, what);
      await who.guest.expect(401, "GET", `/clusters/${who.cluster.slug}/${what}`);
    }
  });

  test("needs of clinical and industrial users find what answers them, for guests too", async () => {
    const items = (await list(who.guest, "market-needs")).items;
    const plate = items.find((each) => each.title.en?.startsWith("A made-to-measure cranial plate"));
    assert.match(plate.description.pl, /zmyślona/);
    assert.ok(plate.answers.some((each) => each.title.en === "Printed cranial plate, made to measure"));
  });

  test("inquiries of every state are there, some led to a deal, one waits for too long", async () => {
    const { items, open } = await list(who.manager, "inquiries");
    assert.deepEqual([...new Set(items.map((each) => each.state))].sort(), ["answered", "closed", "forwarded", "open"]);
    assert.equal(open, 3);
    assert.equal(items.filter((each) => each.deals.length > 0).length, 3);
    assert.equal(items.filter((each) => ["open", "forwarded"].includes(each.state) && Date.parse(each.answer_by) < Date.now()).length, 1);
  });

  test("deals of some years stand in every stage, so that one sees where they get stuck", async () => {
    const { items } = await list(who.manager, "deals");
    assert.ok(items.some((each) => each.licence) && items.some((each) => each.spin_off));
    const times = (await who.manager.expect(200, "GET", `/clusters/${who.cluster.slug}/deals/times`)).json;
    assert.ok(Object.values(times.counts).every((each) => each > 0), JSON.stringify(times.counts));
    for (const each of times.stages) assert.ok(each.median_days > 0 && each.median_days_recent > 0 && each.median_days_before > 0, each.stage);
    assert.deepEqual(times.waiting.map((each) => each.is_stuck), [true, false, true, false]);
    assert.deepEqual([...new Set(times.values.map((each) => each.currency))].sort(), ["EUR", "PLN"]);
  });

  test("a consortium forms: who was asked sees it; an earlier one became the project", async () => {
    const { items } = await list(who.manager, "consortia");
    const forming = items.find((each) => each.stage === "forming"), handed = items.find((each) => each.stage === "project");
    assert.deepEqual(forming.seats.map((each) => each.state).sort(), ["accepted", "accepted", "accepted", "accepted", "accepted", "invited", "refused"]);
    assert.ok(forming.seats.find((each) => each.state === "refused").reason && forming.agreement.pl && forming.agreement.en);
    assert.equal((await who.manager.expect(200, "GET", `/projects/${handed.project}`)).json.acronym, "DRUK-10");
    const asked = (await list(who.representative, "consortia")).items;
    assert.deepEqual(asked.map((each) => [each.name, each.own]), [["MIARA", [who.own]]]);
    await who.guest.expect(404, "GET", `/consortia/${forming.id}`);
  });

  test("the call can be answered, and somebody found for the seat that is empty", async () => {
    const call = (await list(who.manager, "opportunities")).items.find((each) => each.title.pl.includes("od prototypu"));
    assert.deepEqual(call.requirements.competences.map((each) => Boolean(each.min_trl || each.certificate)), [true, true, true, true]);
    const solved = (await who.manager.expect(200, "POST", `/opportunities/${call.id}/solution`, { json: { best: 2 } })).json;
    assert.equal(solved.consortia.length, 2);
    const forming = (await list(who.manager, "consortia")).items.find((each) => each.stage === "forming");
    const { organisation } = forming.seats.find((each) => each.state === "refused");
    assert.ok((await who.manager.expect(200, "POST", `/consortia/${forming.id}/candidates`, { json: { organisation } })).json.consortia.length > 0);
  });

  test("aid of three years: certificates, one member near the ceiling, one promise", async () => {
    const { items } = await list(who.manager, "aid");
    assert.equal(items.filter((each) => each.state === "proposed").length, 1);
    for (const each of items.filter((each) => each.state === "granted" && !each.is_declared)) assert.equal(each.certificates.length, 1, each.title);
    assert.ok(Date.parse(items[0].day) - Date.parse(items.at(-1).day) > 1000 * 86_400_000);
    const near = items.find((each) => each.is_declared).organisation;
    const { room } = (await who.manager.expect(200, "GET", `/organisations/${near}/aid`)).json;
    assert.ok(Number(room.room) > 0 && Number(room.room) < 15_000, room.room);
    for (const each of (await list(who.representative, "aid")).items) assert.equal(each.organisation, who.own);
  });

  test("meetings of competitors: one is minuted and sealed, one waits for acknowledgements, one is planned", async () => {
    const { items } = await list(who.manager, "meeting-records");
    assert.deepEqual(items.map((each) => each.state), ["planned", "announced", "approved"]);
    assert.ok(items.every((each) => !each.is_overdue));
    const sealed = items[2];
    assert.ok(sealed.agenda.every((each) => each.minutes) && sealed.addenda.length === 1);
    for (const each of sealed.participants) assert.equal(each.has_attended, Boolean(each.acknowledged_at));
    const announced = (await who.representative.expect(200, "GET", `/meeting-records/${items[1].id}`)).json;
    assert.deepEqual([announced.may, announced.own], [["acknowledge"], [who.own]]);
    await who.representative.expect(404, "GET", `/meeting-records/${items[0].id}`);
  });

  test("market figures: one collection is published without what tells of one firm, one goes on", async () => {
    const [going, published] = (await list(who.representative, "market-collections")).items;
    assert.deepEqual([going.state, going.given_count, published.state], ["open", 4, "published"]);
    const cells = published.publication.table.cells.flat();
    assert.ok(cells.filter((each) => each.fate === "published").length >= 6 && cells.some((each) => each.fate !== "published"));
    for (const each of cells) assert.equal("value" in each, each.fate === "published");
    assert.deepEqual(published.own.map((each) => each.organisation), [who.own]);
  });

  test("an event is over and tells what came of it, another has its agendas out", async () => {
    const [coming, over] = (await list(who.manager, "matchmakings")).items;
    assert.deepEqual([coming.stage, coming.participants, over.stage], ["published", 32, "closed"]);
    assert.ok(Date.parse(coming.slots[0].from) > Date.now() + 14 * 86_400_000);
    const { meetings, quality } = (await who.manager.expect(200, "GET", `/matchmakings/${coming.id}/schedule`)).json;
    assert.ok(meetings.length > 80 && quality.musts_met > 0.9 * quality.musts);
    const outcomes = (await who.manager.expect(200, "GET", `/matchmakings/${over.id}/outcomes`)).json;
    assert.ok(outcomes.held > 20 && outcomes.follow_ups > 3 && outcomes.ideas === 2 && outcomes.projects === 1 && outcomes.mean_rating > 3);
    const [own] = (await who.representative.expect(200, "GET", `/matchmakings/${coming.id}`)).json.own;
    assert.ok((await who.representative.expect(200, "GET", `/matchmakings/${coming.id}/participants/${own.id}/agenda`)).json.entries.length > 3);
    const seen = (await who.guest.expect(200, "GET", `/matchmakings/${coming.id}`)).json;
    assert.deepEqual(seen.may, []);
    await who.guest.expect(404, "GET", `/matchmakings/${over.id}`);
  });
});
