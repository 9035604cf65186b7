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

  test("there is something to sell, said to be invented: readiness, a device, rights, offers for everybody", async () => {
    const at = `/clusters/${who.cluster.slug}`;
    const [products, assets, offers] = await Promise.all(["products", "ip-assets", "market-offers"].map(async (each) => (await who.manager.expect(200, "GET", `${at}/${each}`)).json.items));
    assert.deepEqual([products.length, assets.length, offers.length], [4, 2, 3]);
    for (const each of [...products, ...assets, ...offers]) assert.match(each.description.pl, /zmyślon/);
    assert.ok(products.some((each) => each.trl.some((entry) => entry.is_step_back)));
    assert.equal(products.filter((each) => each.device).length, 1);
    assert.equal((await who.guest.expect(200, "GET", `${at}/market-offers`)).json.total, 3);
    const fromProject = (await who.manager.expect(200, "GET", `/products/${products.find((each) => each.kind === "result" && each.title.en.startsWith("CT")).id}`)).json;
    assert.ok(fromProject.project && fromProject.project_result);
  });
});
