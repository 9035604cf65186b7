// The history of cooperation from the tables of CORDIS, through the API. Every answer is held against the contract.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { onEachBackend } from "./support/installations.mjs";
import { people } from "./support/people.mjs";

const projects = `id;acronym;title;frameworkProgramme;startDate;endDate
101;IMPLANT;Implanty na miarę;H2020;2019-01-01;2021-12-31
102;OTHER;Nobody of ours;H2020;2020-01-01;2021-12-31
`;
const organisations = (own, other) => `projectID;organisationID;name;activityType;city;country;role;ecContribution
101;900;${own};PRC;;PL;coordinator;100,5
101;901;${other};HES;;PL;participant;
101;902;Wymyślony Szpital CORDIS;PUB;Łódź;PL;participant;
102;903;Niczyja;PRC;Bonn;DE;coordinator;
`;

onEachBackend("Projects of funding programmes", (installation) => {
  let who, names;
  before(async () => {
    who = await people(installation.server);
    names = [];
    for (const id of [who.own, who.other]) names.push((await who.guest.expect(200, "GET", `/organisations/${id}`)).json.legal_name);
  });
  const form = (options, table = projects) => {
    const body = new FormData();
    body.set("projects", new Blob([table]), "project.csv");
    body.set("organisations", new Blob([organisations(...names)]), "organization.csv");
    if (options) body.set("options", JSON.stringify(options));
    return { body };
  };
  const brought = async (options, by = who.manager) => {
    const { json: job } = await by.expect(202, "POST", "/imports/cordis", form({ cluster: who.cluster.slug, ...options }));
    for (;;) {
      const { json } = await by.expect(200, "GET", `/jobs/${job.id}`);
      if (!["waiting", "running"].includes(json.state)) return json;
      await setTimeout(50);
    }
  };
  const ofCluster = async () => (await who.guest.expect(200, "GET", `/clusters/${who.cluster.slug}/funded-projects`)).json;

  test("without a history nobody is found in it", async () => {
    const { json } = await who.guest.expect(200, "POST", "/partner-search/proven", { json: { text: "implanty" } });
    assert.deepEqual(json, { projects: 0, items: [] });
  });

  test("a rehearsal says what would happen and writes nothing", async () => {
    const job = await brought({ is_rehearsal: true });
    assert.equal(job.state, "done", JSON.stringify(job));
    assert.deepEqual([job.result.cordis.projects_read, job.result.cordis.projects], [2, 1]);
    assert.equal((await ofCluster()).total, 0);
  });

  test("members' projects become their history, for everybody to read", async () => {
    const job = await brought({});
    assert.equal(job.state, "done", JSON.stringify(job));
    const { items, total } = await ofCluster();
    assert.equal(total, 1);
    assert.equal(items[0].acronym, "IMPLANT");
    assert.deepEqual(items[0].participations.map((each) => each.name), [...names, "Wymyślony Szpital CORDIS"]);
    assert.equal(items[0].participations[0].organisation, who.own);
    assert.equal(items[0].participations[0].contribution_eur, "100.50");
    const { json: one } = await who.guest.expect(200, "GET", `/funded-projects/${items[0].id}`);
    assert.deepEqual(one, items[0]);
    const hospital = items[0].participations[2].organisation;
    const { json: its } = await who.guest.expect(200, "GET", `/organisations/${hospital}/funded-projects?limit=1`);
    assert.deepEqual([its.total, its.items[0].id], [1, items[0].id]);
    const { json: network } = await who.guest.expect(200, "GET", `/clusters/${who.cluster.slug}/network?kind=funded_project`);
    assert.deepEqual(network.works.map((each) => [each.kind, each.id]), [["funded_project", items[0].id]]);
    assert.equal(network.edges.length, 3);
    const { json: members } = await who.guest.expect(200, "GET", `/clusters/${who.cluster.slug}/network?kind=funded_project&only_members=true`);
    assert.ok(members.nodes.every((each) => each.is_member));
    assert.equal(members.nodes.some((each) => each.organisation === hospital), false);
  });

  test("who proved a good partner is found with the projects that speak for it", async () => {
    const ask = async (body) => (await who.guest.expect(200, "POST", "/partner-search/proven", { json: body })).json;
    const { items: [project] } = await ofCluster();
    const mentioned = [{ id: project.id, acronym: "IMPLANT", title: "Implanty na miarę", begins_on: "2019-01-01", ends_on: "2021-12-31" }];
    const { projects, items } = await ask({ text: "implanty", on_behalf_of: who.own, cluster: who.cluster.slug });
    assert.equal(projects, 1);
    assert.deepEqual(items.map((each) => each.organisation.name).sort(), [names[1], "Wymyślony Szpital CORDIS"].sort());
    for (const each of items)
      assert.deepEqual([each.projects, each.together, each.near, each.common_partners, each.is_member],
        [1, { count: 1, projects: mentioned }, mentioned, 1, each.organisation.id === who.other]);
    const others = await ask({ text: "implanty", cluster: who.cluster.slug, who: "others" });
    assert.deepEqual(others.items.map((each) => each.organisation.name), ["Wymyślony Szpital CORDIS"]);
    assert.deepEqual((await ask({ text: "kombajny" })).items, []);
    assert.equal((await ask({ text: "implanty", limit: 1 })).items.length, 1);
    for (const wrong of [{}, { text: " ?! " }, { text: "implanty", who: "members" }, { text: "implanty", limit: 51 }, { text: "implanty", seek: "offers" }])
      await who.guest.expect(422, "POST", "/partner-search/proven", { json: wrong });
  });

  test("what can't be read is told with the table and the mend", async () => {
    const { json: job } = await who.manager.expect(202, "POST", "/imports/cordis", form({ cluster: who.cluster.slug }, "Nazwa\nAlfa\n"));
    let json;
    do {
      await setTimeout(50);
      ({ json } = await who.manager.expect(200, "GET", `/jobs/${job.id}`));
    } while (["waiting", "running"].includes(json.state));
    assert.equal(json.state, "failed");
    assert.match(json.error.detail, /project\.csv/);
    assert.equal((await ofCluster()).total, 1);
  });

  test("a form that lacks a table, names another option or asks for everybody is refused", async () => {
    const lacking = new FormData();
    lacking.set("projects", new Blob([projects]), "project.csv");
    await who.manager.expect(422, "POST", "/imports/cordis", { body: lacking });
    // An archive beside a table leaves open which of them is meant.
    lacking.set("archive", new Blob(["PK"]), "cordis.zip");
    await who.manager.expect(422, "POST", "/imports/cordis", { body: lacking });
    await who.manager.expect(422, "POST", "/imports/cordis", form({ cluster: who.cluster.slug, taken: "everybody" }));
    await who.manager.expect(422, "POST", "/imports/cordis", form({ cluster: who.cluster.slug, all: true }));
    await who.manager.expect(422, "POST", "/imports/cordis", form({ cluster: "nieznany" }));
    await who.representative.expect(403, "POST", "/imports/cordis", form({ cluster: who.cluster.slug }));
    await who.manager.expect(403, "POST", "/imports/cordis", form({}));
    await who.guest.expect(404, "GET", "/funded-projects/01900000-0000-7000-8000-00000000ffff");
    await who.guest.expect(422, "GET", `/clusters/${who.cluster.slug}/funded-projects?cursor=nic`);
  });
});
