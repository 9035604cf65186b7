// Joint projects through the API: one lived through from idea to closing, what competitors at one table learn of one
// another and what not, and what happens to input that does not fit.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { onEachBackend } from "./support/installations.mjs";
import { people, representativeOf } from "./support/people.mjs";

const at = (version) => ({ "if-match": `"${version}"` });
const nobody = "01900000-0000-7000-8000-000000000000";

onEachBackend("Joint projects", (installation) => {
  let who, competitor;
  before(async () => {
    who = await people(installation.server);
    competitor = await representativeOf(who, installation.server.base, who.other);
  });

  const begin = async (more = {}) => (await who.manager.expect(201, "POST", `/clusters/${who.cluster.slug}/projects`, {
    json: { title: { pl: "Wspólna łąka testowa" }, begins_on: "2026-01-01", ends_on: "2027-12-31", ...more },
  })).json;
  const add = async (client, project, kind, json) => (await client.expect(201, "POST", `/projects/${project.id}/parts/${kind}`, { json })).json;
  const list = async (client, project, kind) => (await client.expect(200, "GET", `/projects/${project.id}/parts/${kind}`)).json.items;
  const join = async (project, organisation, client) => {
    const partner = await add(who.manager, project, "partner", { organisation });
    return (await client.expect(200, "POST", `/projects/${project.id}/parts/partner/${partner.id}/state`, { json: { state: "active" }, headers: at(1) })).json;
  };
  const stage = async (project, name, outcome) => {
    const { json } = await who.manager.get(`/projects/${project.id}`);
    return who.manager.expect(200, "POST", `/projects/${project.id}/stage`, { json: { stage: name, outcome }, headers: at(json.version) });
  };
  const task = (title, more = {}) => ({ title, duration_days: 5, ...more });

  test("from an idea to a closed project", async () => {
    const idea = (await who.representative.expect(201, "POST", `/clusters/${who.cluster.slug}/ideas`, {
      json: { kind: "technology", title: { pl: "Druk 3D z tytanu" }, organisation: who.own, visibility: "members" } })).json;
    const project = await begin({ idea: idea.id, title: idea.title });
    assert.equal((await who.manager.get(`/ideas/${idea.id}`)).json.project, project.id);
    await join(project, who.own, who.representative);
    await join(project, who.other, competitor);
    const first = await add(who.representative, project, "task", task("Projekt", { organisation: who.own, effort_days: 10 }));
    const second = await add(competitor, project, "task", task("Badania", { organisation: who.other, depends_on: [{ task: first.id, lag_days: 2 }] }));
    const { json: schedule } = await competitor.expect(200, "GET", `/projects/${project.id}/schedule`);
    assert.deepEqual(schedule.critical_path, [first.id, second.id]);
    assert.deepEqual(schedule.tasks.map((each) => [each.starts_on, each.ends_on]), [["2026-01-01", "2026-01-05"], ["2026-01-08", "2026-01-12"]]);
    assert.equal(schedule.finishes_on, "2026-01-12");
    assert.deepEqual(schedule.loads, [{ organisation: who.own, month: "2026-01", days: 10 }]);
    await add(who.manager, project, "budget_line", { organisation: who.own, year: 2026, category: "personnel", amount: "100000.10", funding_rate: 0.85 });
    await stage(project, "running");
    const period = await add(who.manager, project, "period", { title: "RP1", begins_on: "2026-01-01", ends_on: "2026-06-30", due_on: "2026-07-31" });
    const { json: owed } = await who.manager.expect(200, "GET", `/projects/${project.id}/owed-reports`);
    assert.ok(owed.items.length >= 2);
    assert.deepEqual((await competitor.expect(200, "GET", `/projects/${project.id}/owed-reports`)).json.items.map((each) => each.organisation), [who.other]);
    for (const [client, organisation] of [[who.representative, who.own], [competitor, who.other]]) {
      const report = await add(client, project, "report", { period: period.id, organisation, text: "Zrobiliśmy." });
      await client.expect(200, "POST", `/projects/${project.id}/parts/report/${report.id}/state`, { json: { state: "submitted" }, headers: at(1) });
      await who.manager.expect(200, "POST", `/projects/${project.id}/parts/report/${report.id}/state`, { json: { state: "accepted" }, headers: at(2) });
    }
    // The coordinator leads the project and reports as well.
    for (const { organisation } of (await who.manager.get(`/projects/${project.id}/owed-reports`)).json.items) {
      const report = await add(who.manager, project, "report", { period: period.id, organisation, text: "Koordynowaliśmy." });
      await who.manager.expect(200, "POST", `/projects/${project.id}/parts/report/${report.id}/state`, { json: { state: "submitted", note: "własne" }, headers: at(1) });
      await who.manager.expect(200, "POST", `/projects/${project.id}/parts/report/${report.id}/state`, { json: { state: "accepted" }, headers: at(2) });
    }
    const close = () => who.manager.call("POST", `/projects/${project.id}/parts/period/${period.id}/state`, { json: { state: "closed" }, headers: at(1) });
    assert.deepEqual((await Promise.all([close(), close()])).map(({ status }) => status).sort(), [200, 412], "two people close the same");
    for (const each of await list(who.manager, project, "task"))
      await who.manager.expect(200, "PUT", `/projects/${project.id}/parts/task/${each.id}`, { json: { ...each, state: "done", done_on: "2026-02-01" }, headers: at(each.version) });
    await stage(project, "closed", "Prototyp działa.");
    await add(who.representative, project, "result", { title: "Implant", kind: "prototype", organisation: who.own, owners: [who.own, who.other], trl: 6 });
    await who.representative.expect(409, "POST", `/projects/${project.id}/parts/task`, { json: task("Jeszcze", { organisation: who.own }) });
  });

  test("who is no partner finds no trace of a project", async () => {
    const project = await begin({ title: { pl: "Żelbetonowy tajemniczyk" }, summary: { pl: "kryptonim" } });
    await join(project, who.own, who.representative);
    const note = await add(who.representative, project, "task", task("Żelbetonowe zadanie", { organisation: who.own }));
    for (const client of [competitor, who.administrator, who.guest]) {
      const found = await client.expect(200, "GET", `/projects?q=${encodeURIComponent("żelbetonowy")}`);
      assert.deepEqual(found.json, { items: [], total: 0, stages: {} });
      const of = await client.expect(200, "GET", `/projects?partner=${who.own}`);
      assert.ok(!of.text.includes(project.id));
      const paths = ["", "/schedule", "/budget", "/people", "/owed-reports", "/parts/task", `/parts/task/${note.id}`, "/documents"];
      for (const path of paths) {
        const hidden = await client.expect(404, "GET", `/projects/${project.id}${path}`);
        const absent = await client.expect(404, "GET", `/projects/${nobody}${path}`);
        assert.deepEqual({ ...hidden.json, instance: "" }, { ...absent.json, instance: "" }, path);
      }
      if (client !== who.guest) {
        const write = (id) => client.call("POST", `/projects/${id}/parts/task`, { json: { title: "" } });
        const [hidden, absent] = [await write(project.id), await write(nobody)];
        assert.deepEqual([hidden.status, { ...hidden.json, instance: "" }], [404, { ...absent.json, instance: "" }]);
      }
    }
    const audit = await who.administrator.expect(200, "GET", "/audit");
    assert.ok(!audit.text.includes("tajemniczyk") && !audit.text.includes("Żelbetonowe"));
  });

  test("what a partner spends and reports, and sums that would tell it, the others do not see", async () => {
    const project = await begin();
    await join(project, who.own, who.representative);
    await join(project, who.other, competitor);
    await add(who.representative, project, "expense", { organisation: who.own, paid_on: "2026-02-02", category: "equipment", amount: "4321.09", description: "tajna śruba" });
    assert.deepEqual(await list(competitor, project, "expense"), []);
    const { json, text } = await competitor.expect(200, "GET", `/projects/${project.id}/budget`);
    assert.ok(!text.includes("4321.09") && json.total.spent === undefined);
    assert.equal((await who.manager.get(`/projects/${project.id}/budget`)).json.total.spent, "4321.09");
    await competitor.expect(403, "POST", `/projects/${project.id}/parts/expense`, { json: { organisation: who.own, paid_on: "2026-02-02", category: "travel", amount: "1.00" } });
  });

  test("input that does not fit is answered with its place", async () => {
    const project = await begin();
    const refuse = async (kind, json, pointer, status = 422) => {
      const answer = await who.manager.expect(status, "POST", `/projects/${project.id}/parts/${kind}`, { json });
      if (pointer) assert.equal(answer.json.errors[0].pointer ?? answer.json.errors[0].where, pointer, answer.text);
    };
    const lead = project.partners[0].organisation;
    const line = { organisation: lead, year: 2026, category: "travel", amount: "1.00" };
    await refuse("budget_line", { ...line, amount: "-5.00" }, "/amount");
    await refuse("budget_line", { ...line, amount: "5 EUR" }, "/amount");
    await refuse("budget_line", { ...line, currency: "EUR" }, "/currency");
    await refuse("budget_line", { ...line, year: 2040 }, "/year");
    await refuse("budget_line", { ...line, organisation: who.other }, "/organisation");
    await refuse("task", task("x", { starts_on: "2020-01-01" }), "/starts_on");
    await refuse("task", task("x\u0000y"), "/title");
    const [first, second] = [await add(who.manager, project, "task", task("Pierwsze")), await add(who.manager, project, "task", task("Drugie"))];
    const put = (each, after) => who.manager.call("PUT", `/projects/${project.id}/parts/task/${each.id}`, { json: { ...each, depends_on: [{ task: after.id }] }, headers: at(1) });
    assert.equal((await put(second, first)).status, 200);
    const circle = await put(first, second);
    assert.equal(circle.status, 422);
    assert.match(circle.text, /Pierwsze.*Drugie/);
    await who.manager.expect(404, "GET", `/projects/${project.id}/parts/lunch`);
    await who.manager.expect(404, "GET", `/projects/${project.id}/parts/risk/${first.id}`, {});
  });

  test("a partner leaves in the middle: what it did stays, what it had to do is free", async () => {
    const project = await begin();
    const partner = await join(project, who.own, who.representative);
    const done = await add(who.representative, project, "task", task("Projekt", { organisation: who.own }));
    await add(who.representative, project, "expense", { organisation: who.own, paid_on: "2026-02-02", category: "travel", amount: "10.00" });
    await who.manager.expect(409, "DELETE", `/projects/${project.id}/parts/partner/${partner.id}`, { headers: at(partner.version) });
    const left = await who.representative.expect(200, "POST", `/projects/${project.id}/parts/partner/${partner.id}/state`, { json: { state: "left", note: "sprzedaż działu" }, headers: at(partner.version) });
    assert.equal(left.json.state, "left");
    await who.representative.expect(404, "GET", `/projects/${project.id}`);
    assert.equal((await list(who.manager, project, "task"))[0].id, done.id);
    assert.equal((await who.manager.get(`/projects/${project.id}/budget`)).json.total.spent, "10.00");
    await join(project, who.other, competitor);
    await who.manager.expect(200, "PUT", `/projects/${project.id}/parts/task/${done.id}`, { json: { ...done, organisation: who.other }, headers: at(1) });
  });

  test("ten thousand tasks come in at once and are planned; one more, and a change of them all, are quick", async (t) => {
    const project = await begin();
    const id = (n) => `01900000-0000-7000-8000-${(0x100000000000 + n + 20000 * (installation.database ? 1 : 0)).toString(16)}`;
    const parts = Array.from({ length: 10_000 }, (_, n) => ({ part: "task", id: id(n), ...task(`Zadanie ${n}`), depends_on: n % 10 ? [{ task: id(n - 1) }] : [] }));
    await who.manager.expect(201, "POST", `/projects/${project.id}/plan`, { json: { parts } });
    const { json } = await who.manager.expect(200, "GET", `/projects/${project.id}/schedule`);
    assert.equal(json.tasks.length, 10_000);
    assert.equal(json.critical_path.length, 10);
    assert.equal((await list(who.manager, project, "task")).length, 10_000);
    const [one] = await list(who.manager, project, "task");
    await who.manager.expect(200, "PUT", `/projects/${project.id}/parts/task/${one.id}`, { json: { ...one, title: "Inne" }, headers: at(1) });
    await who.manager.expect(409, "POST", `/projects/${project.id}/plan`, { json: { parts: parts.slice(0, 1) } });
    const measured = async (what, mostMs, work) => {
      const start = performance.now();
      const made = await work();
      const ms = Math.round(performance.now() - start);
      t.diagnostic(`${what}: ${ms} ms`);
      assert.ok(ms < mostMs, `${what} took ${ms} ms`);
      return made;
    };
    // The whole plan takes some 300 ms to read: bounds that a loaded machine keeps, and reading it all for each would not.
    const start = performance.now();
    for (let i = 0; i < 5; ++i) await who.manager.expect(200, "GET", `/projects/${project.id}/schedule`);
    const whole = (performance.now() - start) / 5;
    t.diagnostic(`the schedule of all: ${Math.round(whole)} ms`);
    const added = await measured("ten added, one by one", 10 * whole, async () => {
      const made = [];
      for (let i = 0; i < 10; ++i) made.push(await add(who.manager, project, "task", task(`Jeszcze ${i}`, { depends_on: [{ task: one.id }] })));
      return made;
    });
    assert.deepEqual(added.map((each) => each.position - added[0].position), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], "each comes last");
    await measured("ten deleted", 10 * whole, async () => {
      for (const each of added) await who.manager.expect(204, "DELETE", `/projects/${project.id}/parts/task/${each.id}`, { headers: at(1) });
    });
    const all = await list(who.manager, project, "task");
    const { items } = await measured("all ten thousand changed", 20_000, async () => (await who.manager.expect(200, "PATCH", `/projects/${project.id}/parts/task`, {
      json: { changes: all.map(({ id: each, version }) => ({ id: each, version, set: { progress: 5 } })) } })).json);
    assert.ok(items.length === 10_000 && items.every((each) => each.progress === 5));
  });

  test("the plan and the budget as workbooks, the dates as a calendar", async () => {
    const project = await begin({ acronym: "ŁĄKA" });
    await join(project, who.own, who.representative);
    const own = await add(who.representative, project, "task", task("Zażółć gęślą jaźń", { organisation: who.own }));
    await add(who.manager, project, "task", task("Cudze zadanie"));
    await add(who.manager, project, "task", { title: "Odbiór", kind: "milestone", due_on: "2026-06-30" });
    await add(who.manager, project, "budget_line", { organisation: who.own, year: 2026, category: "travel", amount: "10.50" });
    for (const [name, language, word] of [["plan", "pl", "Zadania"], ["budget", "en", "Kind of cost"]]) {
      const { status, headers } = await who.manager.call("GET", `/projects/${project.id}/${name}.xlsx`, { headers: { "accept-language": language } });
      assert.equal(status, 200);
      assert.match(headers.get("content-disposition"), new RegExp(`${name}\\.xlsx`), word);
    }
    assert.deepEqual((await who.representative.get("/account/calendar")).json, { is_open: false });
    const { json: first } = await who.representative.expect(201, "POST", "/account/calendar");
    const { json: second } = await who.representative.expect(201, "POST", "/account/calendar");
    const path = (made) => made.path.replace("/api/v1", "");
    await who.guest.expect(404, "GET", path(first));
    const feed = await who.guest.expect(200, "GET", path(second));
    const unfolded = feed.text.replace(/\r\n[ \t]/g, "");
    assert.ok(unfolded.includes(`UID:${own.id}`) && unfolded.includes("SUMMARY:ŁĄKA: Zażółć gęślą jaźń"));
    assert.ok(unfolded.includes("DTSTART;VALUE=DATE:20260630") && !unfolded.includes("Cudze zadanie"));
    await who.representative.expect(204, "DELETE", "/account/calendar");
    await who.guest.expect(404, "GET", path(second));
  });

  test("deleting a project and its parts can be undone", async () => {
    const project = await begin();
    const risk = await add(who.manager, project, "risk", { title: "Opóźnienie", likelihood: 3, impact: 4 });
    await who.manager.expect(204, "DELETE", `/projects/${project.id}/parts/risk/${risk.id}`, { headers: at(1) });
    assert.deepEqual(await list(who.manager, project, "risk"), []);
    await who.manager.expect(200, "POST", `/projects/${project.id}/parts/risk/${risk.id}/restoration`);
    assert.equal((await list(who.manager, project, "risk")).length, 1);
    await who.manager.expect(204, "DELETE", `/projects/${project.id}`, { headers: at(1) });
    await who.manager.expect(404, "GET", `/projects/${project.id}`);
    await who.manager.expect(200, "POST", `/projects/${project.id}/restoration`);
    assert.equal((await list(who.manager, project, "risk")).length, 1);
  });
});
