// A real project's published work plan, typed in and lived through from the idea to the end: dates, deliverables, the critical
// path and sums of money are held against figures that were reckoned by hand. Its amounts are invented.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { deliverables, end, endOf, partners, planFor } from "./support/opendreamkit.mjs";
import { onEachBackend } from "./support/installations.mjs";
import { people, representativeOf } from "./support/people.mjs";

const at = (version) => ({ "if-match": `"${version}"` });

onEachBackend("A public project", (installation) => {
  let who, ids, logilab, project, id;
  before(async () => {
    who = await people(installation.server);
    ids = {};
    for (const [short, [legal_name, kind]] of Object.entries(partners))
      ids[short] = (await who.administrator.expect(201, "POST", `/organisations?cluster=${who.cluster.slug}`, { json: { legal_name, kind } })).json.id;
    logilab = await representativeOf(who, installation.server.base, ids.LL, "logilab");
  });
  const path = (rest = "") => `/projects/${project.id}${rest}`;
  const add = async (client, kind, json, status = 201) => (await client.expect(status, "POST", path(`/parts/${kind}`), { json })).json;
  const list = async (kind, client = who.manager) => (await client.expect(200, "GET", path(`/parts/${kind}`))).json.items;
  const move = async (client, kind, part, json, status = 200) => (await client.expect(status, "POST", path(`/parts/${kind}/${part.id}/state`), { json, headers: at(part.version) })).json;
  const stage = async (name, outcome, status = 200) => {
    const { json } = await who.manager.get(path());
    return (await who.manager.expect(status, "POST", path("/stage"), { json: { stage: name, outcome }, headers: at(json.version) })).json;
  };
  const schedule = async () => {
    const { json } = await who.manager.expect(200, "GET", path("/schedule"));
    const code = new Map(Object.entries(id).map(([each, part]) => [part, each]));
    return { ...json, times: Object.fromEntries(json.tasks.map((each) => [code.get(each.id), each])), path: json.critical_path.map((each) => code.get(each)) };
  };
  const budget = async () => (await who.manager.expect(200, "GET", path("/budget"))).json;

  test("an idea is chosen and becomes the project, its partners agree", async () => {
    const { json: idea } = await logilab.expect(201, "POST", `/clusters/${who.cluster.slug}/ideas`, {
      json: { kind: "public_goods", title: { en: "Virtual research environment toolkit for mathematics" }, organisation: ids.LL, visibility: "members" } });
    const { json: shaped } = await logilab.expect(200, "POST", `/ideas/${idea.id}/stage`, { json: { stage: "shaped" }, headers: at(1) });
    await who.manager.expect(200, "POST", `/ideas/${idea.id}/stage`, { json: { stage: "chosen" }, headers: at(shaped.version) });
    project = (await who.manager.expect(201, "POST", `/clusters/${who.cluster.slug}/projects`, {
      json: { idea: idea.id, acronym: "OpenDreamKit", title: idea.title, begins_on: "2015-09-01", ends_on: "2019-08-31", currency: "EUR", visibility: "partners" } })).json;
    assert.equal((await logilab.get(`/ideas/${idea.id}`)).json.stage, "project");
    // The cluster's coordinator only accompanies this project; Paris-Sud leads it.
    const [coordinator] = await list("partner");
    await who.manager.expect(200, "PUT", path(`/parts/partner/${coordinator.id}`), { json: { organisation: coordinator.organisation, role: "associated" }, headers: at(coordinator.version) });
    for (const [short, organisation] of Object.entries(ids)) {
      const partner = await add(who.manager, "partner", { organisation, role: short === "PS" ? "lead" : "partner" });
      if (short === "LL") await move(logilab, "partner", partner, { state: "active" });
      else await move(who.manager, "partner", partner, { state: "active", note: "accession form (invented)" });
    }
    await add(who.manager, "partner", { organisation: who.other, role: "lead" }, 422);
    const active = (await list("partner")).filter((each) => each.state === "active");
    assert.equal(active.length, 8);
    assert.ok(active.every((each) => each.since === "2015-09-01"), "from the first day, though it is typed in later");
  });

  test("the plan comes out on the days that were published", async () => {
    const plan = planFor(ids);
    ({ id } = plan);
    assert.equal((await who.manager.expect(201, "POST", path("/plan"), { json: { parts: plan.parts } })).json.added, plan.parts.length);
    const { times, ...made } = await schedule();
    // Reckoned by hand from the calendar: month 1 is September 2015, and 2016 is a leap year.
    const expected = {
      "T1.1": ["2015-09-01", "2019-08-31"], "T1.2": ["2016-03-01", "2019-08-31"], "T3.2": ["2015-09-01", "2018-08-31"], "T3.5": ["2018-09-01", "2019-08-31"],
      "T3.6": ["2015-09-01", "2017-08-31"], "T3.7": ["2016-03-01", "2017-08-31"], "T3.8": ["2016-04-01", "2016-09-30"], "T7.2": ["2016-09-01", "2019-02-28"],
      "D1.1": ["2015-09-30", "2015-09-30"], "D1.2": ["2016-02-29", "2016-02-29"], "D1.7": ["2019-05-31", "2019-05-31"], "D3.1": ["2016-02-29", "2016-02-29"],
      "D3.4": ["2017-08-31", "2017-08-31"], "D3.5": ["2017-08-31", "2017-08-31"], "D3.8": ["2018-08-31", "2018-08-31"], "D3.10": ["2019-08-31", "2019-08-31"],
      "D3.11": ["2019-08-31", "2019-08-31"], "D7.1": ["2017-02-28", "2017-02-28"],
      M1: ["2016-08-31", "2016-08-31"], M2: ["2017-08-31", "2017-08-31"], M3: ["2018-08-31", "2018-08-31"], M4: ["2019-08-31", "2019-08-31"],
    };
    for (const [code, days] of Object.entries(expected)) assert.deepEqual([times[code].starts_on, times[code].ends_on], days, code);
    assert.equal(made.finishes_on, end, "the project ends when it was to end");
    // Every deliverable is there on the day it is due, none later.
    const tasks = new Map((await list("task")).map((each) => [each.id, each]));
    for (const [code] of deliverables) assert.equal(times[code].ends_on, tasks.get(id[code]).due_on, code);
    // Critical is what lasts to the last day, and what that waits for; 24 months before the end there are 730 days to spare.
    const critical = Object.keys(times).filter((code) => times[code].is_critical).sort();
    assert.deepEqual(critical, ["D3.10", "D3.11", "T1.1", "T1.2", "T1.3", "T3.1", "T3.2", "T3.3", "T3.4", "T3.5", "T7.3"]);
    assert.deepEqual([times["T3.6"].slack_days, times["T3.7"].slack_days, times["T3.8"].slack_days], [730, 730, 1065]);
    // 35 + 28 + 10 person-months of Versailles, 33 + 15 + 10 + 22 + 10 of Paris-Sud, twenty days each.
    const load = (organisation) => Math.round(made.loads.filter((each) => each.organisation === organisation).reduce((sum, { days }) => sum + days, 0));
    assert.deepEqual([load(ids.UV), load(ids.PS), load(ids.LL), load(ids.USO)], [1460, 1800, 80, 120]);
  });

  test("a task that takes longer moves what waits for it, past the end; undone it is as before", async () => {
    const task = (await list("task")).find((each) => each.id === id["T3.2"]);
    const change = async (version, duration_days) => (await who.manager.expect(200, "PATCH", path("/parts/task"), { json: { changes: [{ id: task.id, version, set: { duration_days } }] } })).json.items[0];
    const longer = await change(task.version, task.duration_days + 30);
    const { times, ...late } = await schedule();
    assert.deepEqual([times["T3.5"].starts_on, times["D3.11"].ends_on, late.finishes_on], ["2018-10-01", "2019-09-30", "2019-09-30"]);
    assert.deepEqual(late.path, ["T3.2", "T3.5"]);
    assert.equal(times["T1.1"].slack_days, 30);
    await change(longer.version, task.duration_days);
    assert.equal((await schedule()).finishes_on, end);
  });

  test("the budget sums up by partner and year, to the cent", async () => {
    const line = (short, year, category, amount, funding_rate = 1) => ({ organisation: ids[short], year, category, amount, funding_rate });
    for (const each of [
      line("PS", 2016, "personnel", "120000.50"), line("PS", 2016, "indirect", "30000.13"), line("PS", 2017, "travel", "8000.25"), line("UV", 2016, "personnel", "64000.00"),
      line("UV", 2018, "personnel", "51200.40"), line("LL", 2017, "personnel", "33333.33", 0.7), line("LL", 2017, "indirect", "8333.33", 0.7), line("UJF", 2019, "equipment", "12500.00"),
    ]) await add(who.manager, "budget_line", each);
    await add(who.manager, "budget_line", line("PS", 2020, "travel", "1.00"), 422);
    const { total, by_partner, by_year, by_category, currency } = await budget();
    assert.equal(currency, "EUR");
    // 120000.50 + 30000.13 + 8000.25 + 64000.00 + 51200.40 + 33333.33 + 8333.33 + 12500.00; of Logilab's 23333.33 + 5833.33 are funded.
    assert.deepEqual([total.planned, total.funded], ["327367.94", "314867.94"]);
    assert.deepEqual(Object.fromEntries(by_year.map((each) => [each.year, each.planned])), { 2016: "214000.63", 2017: "49666.91", 2018: "51200.40", 2019: "12500.00" });
    const planned = Object.fromEntries(by_partner.map((each) => [each.organisation, each.planned]));
    assert.deepEqual([planned[ids.PS], planned[ids.UV], planned[ids.LL], planned[ids.UJF]], ["158000.88", "115200.40", "41666.66", "12500.00"]);
    assert.equal(by_category.find((each) => each.category === "personnel").planned, "268534.23");
  });

  test("running, its budget changes by requests: one partner's no ends one, every partner's yes does the other", async () => {
    await stage("running");
    const travel = (await list("budget_line")).find((each) => each.category === "travel");
    await who.manager.expect(409, "PUT", path(`/parts/budget_line/${travel.id}`), { json: { ...travel, amount: "1.00" }, headers: at(travel.version) });
    const voters = (await list("partner")).filter((each) => each.state === "active" && each.role !== "associated").map(({ organisation }) => organisation);
    assert.equal(voters.length, 7);
    const vote = async (request, organisation, is_for) => (await (organisation === ids.LL ? logilab : who.manager).expect(200, "POST", path(`/parts/change_request/${request.id}/votes`), {
      json: { organisation, is_for, note: is_for ? "minutes of the meeting (invented)" : "it would end our part" }, headers: at(request.version) })).json;
    const ask = (title, changes) => add(who.manager, "change_request", { title, changes });
    const all = async (request, says = () => true) => {
      for (const organisation of voters.filter((each) => !request.votes.some((vote) => vote.organisation === each))) {
        request = await vote(request, organisation, says(organisation));
        if (request.state !== "open") break;
      }
      return request;
    };
    const logilabs = (await list("budget_line")).find((each) => each.organisation === ids.LL);
    const refused = await all(await ask("Less for Logilab", [{ kind: "budget_line", part: logilabs.id, after: { organisation: ids.LL, year: 2017, category: "personnel", amount: "1.00", funding_rate: 0.7 } }]), (organisation) => organisation !== ids.LL);
    assert.equal(refused.state, "rejected");
    assert.equal((await budget()).total.planned, "327367.94");
    // As in the third amendment: work goes from the social aspects to the component architecture, to Oxford.
    const amendment = await all(await ask("17 person-months of Oxford in WP3", [
      { kind: "budget_line", after: { organisation: ids.UO, year: 2018, category: "personnel", amount: "85000.00", funding_rate: 1 } },
      { kind: "budget_line", part: travel.id, after: { organisation: ids.PS, year: 2017, category: "travel", amount: "3000.25", funding_rate: 1 } },
    ]));
    assert.equal(amendment.state, "applied");
    // 327367.94 + 85000.00 - 5000.00.
    assert.equal((await budget()).total.planned, "407367.94");
    const dropped = (await list("task")).filter((each) => each.work_package === id.WP7);
    assert.equal(dropped.length, 3);
    await who.manager.expect(200, "PATCH", path("/parts/task"), { json: { changes: dropped.map(({ id: part, version }) => ({ id: part, version, set: { state: "dropped" } })) } });
    assert.equal((await schedule()).loads.some((each) => each.organisation === ids.UO), false, "what was given up is nobody's load");
  });

  test("three reporting periods are reported and closed, and costs are spent", async () => {
    const periods = [["RP1", "2015-09-01", endOf(18), "2017-04-29"], ["RP2", "2017-03-01", endOf(36), "2018-10-30"], ["RP3", "2018-09-01", endOf(48), "2019-10-30"]];
    await add(who.manager, "expense", { organisation: ids.PS, paid_on: "2015-08-31", category: "travel", amount: "1.00" }, 422);
    for (const [organisation, paid_on, category, amount, client] of [[ids.PS, "2016-05-10", "personnel", "60000.25", who.manager], [ids.UV, "2016-06-01", "personnel", "32000.10", who.manager], [ids.LL, "2017-05-05", "personnel", "20000.05", logilab]])
      await add(client, "expense", { organisation, paid_on, category, amount });
    assert.equal((await budget()).total.spent, "112000.40");
    for (const [title, begins_on, ends_on, due_on] of periods) {
      const period = await add(who.manager, "period", { title, begins_on, ends_on, due_on });
      await add(who.manager, "period", { title: "over", begins_on: ends_on, ends_on, due_on }, 422);
      await move(who.manager, "period", period, { state: "closed" }, 409);
      const { json: owed } = await who.manager.expect(200, "GET", path("/owed-reports"));
      assert.equal(owed.items.length, 7, "every partner but the associated one");
      for (const { organisation } of owed.items) {
        const client = organisation === ids.LL ? logilab : who.manager;
        let report = await add(client, "report", { period: period.id, organisation, text: `${title} (invented)` });
        report = await move(client, "report", report, { state: "submitted", ...(client === logilab ? {} : { note: "by e-mail (invented)" }) });
        if (title === "RP2" && organisation === ids.LL) {
          report = await move(who.manager, "report", report, { state: "returned", note: "the hours are missing" });
          report = (await logilab.expect(200, "PUT", path(`/parts/report/${report.id}`), { json: { period: period.id, organisation, text: "With the hours." }, headers: at(report.version) })).json;
          report = await move(logilab, "report", report, { state: "submitted" });
        }
        await move(who.manager, "report", report, { state: "accepted" });
      }
      await move(who.manager, "period", period, { state: "closed" });
    }
    assert.deepEqual((await who.manager.get(path("/owed-reports"))).json.items, []);
  });

  test("it is closed once everything is done or dropped; results come after", async () => {
    await stage("closed", "Too early.", 409);
    const open = (await list("task")).filter((each) => each.state === "to_do");
    const { times } = await schedule();
    const code = new Map(Object.entries(id).map(([each, part]) => [part, each]));
    await who.manager.expect(200, "PATCH", path("/parts/task"), { json: { changes: open.map((each) => ({ id: each.id, version: each.version, set: { state: "done", progress: 100, done_on: times[code.get(each.id)].ends_on } })) } });
    assert.equal((await schedule()).finishes_on, end, "done as planned, it ended as planned");
    await stage("closed", "Software that works together (invented).");
    await add(who.manager, "result", { title: "Packages for major Linux distributions", kind: "product", organisation: ids.UV, owners: [ids.UV, ids.PS], trl: 8 });
    await add(who.manager, "task", { title: "One more", duration_days: 1 }, 409);
    assert.equal((await budget()).total.planned, "407367.94");
    assert.equal((await logilab.get(path())).json.stage, "closed");
  });
});
