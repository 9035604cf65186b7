// Import, export, duplicates and merges through the API. Every answer is held against the contract.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { onEachBackend } from "./support/installations.mjs";
import { people } from "./support/people.mjs";

function form(text, options) {
  const body = new FormData();
  body.set("file", new Blob([text]), "członkowie.csv");
  if (options) body.set("options", typeof options === "string" ? options : JSON.stringify(options));
  return { body };
}
const table = "Nazwa;NIP;Miejscowość\nŹródło „Zdrój”;526-10-40-828;Gliwice\nZła;1234567890;Gliwice\n=1+1;;Łódź\n";

onEachBackend("Exchange", (installation) => {
  let who;
  before(async () => {
    who = await people(installation.server);
  });
  const ended = async (by, id) => {
    for (;;) {
      const { json } = await by.expect(200, "GET", `/jobs/${id}`);
      if (!["waiting", "running"].includes(json.state)) return json;
      await setTimeout(50);
    }
  };
  const imported = async (text, options = { cluster: who.cluster.slug }, by = who.manager) => {
    const answer = await by.expect(202, "POST", "/imports", form(text, options));
    assert.equal(answer.headers.get("location"), `/api/v1/jobs/${answer.json.id}`);
    return ended(by, answer.json.id);
  };

  test("a preview says what the import would do, and writes nothing", async () => {
    const { json } = await who.manager.expect(200, "POST", "/imports/preview", form(table, { cluster: who.cluster.slug }));
    assert.deepEqual(json.columns.map((column) => column.field), ["legal_name", "nip", "locality"]);
    assert.equal(json.delimiter, "semicolon");
    assert.equal(json.encoding, "utf-8");
    assert.deepEqual([json.counts.created, json.counts.rejected], [2, 1]);
    assert.deepEqual([json.issues[0].row, json.issues[0].column, json.issues[0].is_fatal], [3, "NIP", true]);
    assert.ok(json.fields.includes("activities_pkd_2025"));
    const found = await who.manager.expect(200, "GET", "/organisations?q=Zdrój");
    assert.equal(found.json.items.filter((item) => item.organisation.name.startsWith("Źródło")).length, 0);
  });

  test("an import runs in the background, gives back bad rows, and changes nothing the second time", async () => {
    const first = await imported(table);
    assert.equal(first.state, "done", JSON.stringify(first));
    assert.deepEqual([first.result.counts.created, first.result.counts.rejected, first.result.has_rejected], [2, 1, true]);
    const rejected = await who.manager.expect(200, "GET", `/jobs/${first.id}/rejected.csv`);
    assert.match(rejected.text, /Zła,1234567890,Gliwice,row 3: NIP: /);
    const second = await imported(table);
    assert.deepEqual([second.result.counts.created, second.result.counts.updated, second.result.counts.unchanged], [0, 0, 2]);
    await who.representative.expect(404, "GET", `/jobs/${first.id}`);
  });

  test("the same import under the same key runs once", async () => {
    const send = (text) => ({ ...form(text, { cluster: who.cluster.slug }), headers: { "idempotency-key": "import-of-monday" } });
    const first = await who.manager.expect(202, "POST", "/imports", send(table));
    const again = await who.manager.expect(202, "POST", "/imports", send(table));
    assert.equal(again.json.id, first.json.id);
    await who.manager.expect(422, "POST", "/imports", send(table + "Inna;;Gliwice\n"));
    await ended(who.manager, first.json.id);
  });

  test("what can't be read is said at the field, and fails no server", async () => {
    const pointer = async (sent) => (await who.manager.expect(422, "POST", "/imports/preview", sent)).json.errors[0].pointer;
    const options = { cluster: who.cluster.slug };
    assert.equal(await pointer(form("a,b\n1,2\n", options)), "/columns");
    assert.equal(await pointer(form("", options)), "file");
    assert.equal(await pointer(form(table, "{")), "/options");
    assert.equal(await pointer(form(table, { ...options, nazwa: 1 })), "/nazwa");
    assert.equal(await pointer(form(table, { ...options, columns: { Nazwa: "nie ma" } })), "/columns/Nazwa");
    assert.equal(await pointer(form("x,".repeat(100_000), options)), "row 1");
    assert.equal(await pointer({ body: "--x\r\n", headers: { "content-type": "multipart/form-data; boundary=x" } }), "");
    const failed = await imported("a,b\n1,2\n");
    assert.equal(failed.state, "failed");
    assert.equal(failed.error.errors[0].pointer, "/columns");
  });

  test("only who may import does", async () => {
    for (const [by, status] of [[who.guest, 401], [who.representative, 403], [who.employee, 403]]) {
      await by.expect(status, "POST", "/imports", form(table));
      await by.expect(status, "POST", "/imports/preview", form(table));
    }
    await who.manager.expect(403, "POST", "/imports", form(table));
    await who.animator.expect(200, "POST", "/imports/preview", form(table, { cluster: who.cluster.slug }));
  });

  test("every format of the export can be imported again and changes nothing", async () => {
    for (const format of ["csv", "xlsx", "geojson", "jsonld"]) {
      const answer = await who.manager.expect(200, "GET", `/exports/organisations.${format}?cluster=${who.cluster.slug}`);
      assert.match(answer.headers.get("content-disposition"), new RegExp(`organisations\\.${format}`));
      if (format === "xlsx") continue; // the client reads text
      const { json } = await who.manager.expect(200, "POST", "/imports/preview", form(answer.text, { cluster: who.cluster.slug }));
      assert.deepEqual([json.counts.created, json.counts.updated, json.counts.rejected], [0, 0, 0], format);
      assert.ok(json.counts.unchanged > 10);
    }
    await who.manager.expect(404, "GET", "/exports/organisations.pdf");
    await who.guest.expect(401, "GET", "/exports/organisations.csv");
    await who.representative.expect(403, "GET", "/exports/organisations.csv");
    const { json: log } = await who.administrator.expect(200, "GET", "/audit?limit=50");
    assert.ok(log.items.some((entry) => entry.action === "catalogue.exported" && entry.changes.count.after > 10 && entry.changes.filter.after.cluster === who.cluster.id));
  });

  test("duplicates are found, merged field by field, and parted again", async () => {
    const create = async (legal_name, fields) => (await who.manager.expect(201, "POST", `/organisations?cluster=${who.cluster.slug}`, {
      json: { legal_name, kind: "enterprise", places: [{ locality: "Gliwice", is_seat: true }], ...fields },
    })).json.id;
    const keep = await create("Ćmielów Sp. z o.o.", { tags: ["tytan"] });
    const merge = await create("ĆMIELÓW", { employees: 12, tags: ["implanty"] });
    const { json: found } = await who.manager.expect(200, "GET", `/organisations/${keep}/duplicates`);
    assert.deepEqual(found.items.map((each) => [each.organisation.id, each.reason]), [[merge, "similar_name_and_place"]]);
    await who.guest.expect(401, "GET", `/organisations/${keep}/duplicates`);

    const request = { keep, merge, fields: { legal_name: "merge" } };
    for (const [by, status] of [[who.guest, 401], [who.representative, 403], [who.animator, 403]]) await by.expect(status, "POST", "/merges", { json: request });
    await who.manager.expect(422, "POST", "/merges", { json: { ...request, fields: { employees: "both" } } });
    const { json: merged } = await who.manager.expect(201, "POST", "/merges", { json: request });
    assert.equal(merged.can_undo, true);
    const { json: made } = await who.manager.expect(200, "GET", `/organisations/${keep}`);
    assert.deepEqual([made.legal_name, made.employees, made.tags], ["ĆMIELÓW", 12, ["implanty", "tytan"]]);

    const { json: list } = await who.manager.expect(200, "GET", "/merges");
    assert.equal(list.items[0].id, merged.id);
    await who.animator.expect(403, "DELETE", `/merges/${merged.id}`);
    await who.manager.expect(204, "DELETE", `/merges/${merged.id}`);
    await who.manager.expect(409, "DELETE", `/merges/${merged.id}`);
    const { json: back } = await who.manager.expect(200, "GET", `/organisations/${merge}`);
    assert.equal(back.legal_name, "ĆMIELÓW");
  });
});
