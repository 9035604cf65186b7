// Documents of projects and ideas through the API: versions, who sees them, and files that are not what they say.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import fs from "node:fs";
import path from "node:path";
import { onEachBackend } from "./support/installations.mjs";
import { people, representativeOf } from "./support/people.mjs";

const at = (version) => ({ "if-match": `"${version}"` });
const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

function form(name, bytes, document) {
  const made = new FormData();
  made.set("file", new Blob([bytes]), "file");
  made.set("name", name);
  if (document) made.set("document", JSON.stringify(document));
  return made;
}

onEachBackend("Documents", (installation) => {
  let who, competitor, project, where;
  before(async () => {
    who = await people(installation.server);
    competitor = await representativeOf(who, installation.server.base, who.other);
    project = (await who.manager.expect(201, "POST", `/clusters/${who.cluster.slug}/projects`, {
      json: { title: { pl: "Wspólny projekt" }, begins_on: "2026-01-01", ends_on: "2027-12-31" } })).json;
    where = `/projects/${project.id}/documents`;
    for (const [client, organisation] of [[who.representative, who.own], [competitor, who.other]]) {
      const { json } = await who.manager.expect(201, "POST", `/projects/${project.id}/parts/partner`, { json: { organisation } });
      await client.expect(200, "POST", `/projects/${project.id}/parts/partner/${json.id}/state`, { json: { state: "active" }, headers: at(1) });
    }
  });
  const add = async (client, name, bytes, document) => (await client.expect(201, "POST", where, { body: form(name, bytes, document) })).json;
  const titles = async (client) => (await client.expect(200, "GET", where)).json.items.map((each) => each.title);

  test("a document has versions, each as it was sent", async () => {
    const made = await add(who.representative, "Źródła i wnioski.txt", "wersja pierwsza", { title: "Źródła", organisation: who.own });
    const next = (await who.representative.expect(200, "POST", `/documents/${made.id}/versions`, { body: form("Źródła.txt", "wersja druga"), headers: at(1) })).json;
    assert.deepEqual(next.versions.map((each) => [each.number, each.file_name, each.bytes]), [[1, "Źródła i wnioski.txt", 15], [2, "Źródła.txt", 12]]);
    await who.representative.expect(412, "POST", `/documents/${made.id}/versions`, { body: form("a.txt", "x"), headers: at(1) });
    const content = await competitor.expect(200, "GET", `/documents/${made.id}/versions/1`);
    assert.equal(content.text, "wersja pierwsza");
    assert.equal(content.headers.get("content-disposition"), `attachment; filename*=UTF-8''${encodeURIComponent("Źródła i wnioski.txt")}`);
    assert.match(content.headers.get("content-security-policy"), /sandbox/);
    assert.equal(content.headers.get("x-content-type-options"), "nosniff");
    await who.representative.expect(404, "GET", `/documents/${made.id}/versions/3`);
  });

  test("who sees a document", async () => {
    const document = (title, visibility, more = {}) => ({ title, visibility, organisation: who.own, ...more });
    const ids = {};
    for (const [title, visibility, more] of [["wszyscy partnerzy", "partners"], ["tylko koordynator", "coordinator"], ["tylko my", "owner"], ["wskazani", "named", { named: [who.other] }]])
      ids[title] = (await add(who.representative, "a.txt", title, document(title, visibility, more))).id;
    const seen = async (client) => (await titles(client)).filter((each) => each in ids).sort();
    assert.deepEqual(await seen(who.representative), Object.keys(ids).sort());
    assert.deepEqual(await seen(competitor), ["wskazani", "wszyscy partnerzy"]);
    assert.deepEqual(await seen(who.manager), ["tylko koordynator", "wszyscy partnerzy"]);
    for (const client of [who.administrator, who.guest]) await client.expect(404, "GET", where);
    for (const [title, id] of Object.entries(ids))
      for (const [client, sees] of [[competitor, ["wskazani", "wszyscy partnerzy"]], [who.manager, ["tylko koordynator", "wszyscy partnerzy"]], [who.guest, []]]) {
        const status = sees.includes(title) ? 200 : 404;
        await client.expect(status, "GET", `/documents/${id}`);
        await client.expect(status, "GET", `/documents/${id}/versions/1`);
      }
    const audit = await who.manager.expect(200, "GET", `/audit?cluster=${who.cluster.slug}`);
    assert.ok(!audit.text.includes("tylko my"));
    assert.ok(!(await who.administrator.expect(200, "GET", "/audit")).text.includes("tylko koordynator"));
    await competitor.expect(403, "PUT", `/documents/${ids.wskazani}`, { json: { title: "moje" }, headers: at(1) });
    await competitor.expect(403, "POST", where, { body: form("a.txt", "x", document("cudze", "partners")) });
  });

  test("files that are not what they say, and programs, are refused", async () => {
    const refuse = async (name, bytes, status = 422) => {
      const answer = await who.manager.expect(status, "POST", where, { body: form(name, bytes, { title: "Plik" }) });
      return answer.text;
    };
    assert.match(await refuse("umowa.pdf", "<html><script>alert(1)</script></html>"), /is called \.pdf/);
    assert.match(await refuse("zdjecie.png", Buffer.from("MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0".padEnd(256, "\0"), "latin1")), /program|is called/);
    await refuse("notatka.txt", fs.readFileSync(process.execPath).subarray(0, 4096));
    await refuse("puste.txt", "");
    await refuse("..", "x");
    const script = await add(who.manager, "strona.html", "<html><script>alert(1)</script></html>", { title: "Strona" });
    const served = await who.manager.expect(200, "GET", `/documents/${script.id}/versions/1?inline=1`);
    assert.match(served.headers.get("content-disposition"), /^attachment/);
    assert.equal(served.headers.get("content-type").split(";")[0], "text/plain");
    const picture = await add(who.manager, "../../etc/zdjecie.png", png, { title: "Zdjęcie" });
    assert.equal(picture.versions[0].file_name, "zdjecie.png");
    assert.match((await who.manager.expect(200, "GET", `/documents/${picture.id}/versions/1?inline=1`)).headers.get("content-disposition"), /^inline/);
  });

  test("a file that was damaged on disk is not given out", async () => {
    const made = await add(who.manager, "waga.txt", "to jest ważne i niezmienne", { title: "Waga" });
    const folder = path.join(installation.server.data, "files");
    const damaged = fs.readdirSync(folder, { recursive: true }).map((each) => path.join(folder, each))
      .find((each) => fs.statSync(each).isFile() && fs.readFileSync(each, "utf8").includes("ważne i niezmienne"));
    fs.writeFileSync(damaged, "to jest nieważne");
    await who.manager.expect(503, "GET", `/documents/${made.id}/versions/1`);
  });

  test("deleting can be undone, and an idea has attachments", async () => {
    const made = await add(who.manager, "a.txt", "x", { title: "Do kosza" });
    await who.manager.expect(204, "DELETE", `/documents/${made.id}`, { headers: at(1) });
    await who.manager.expect(404, "GET", `/documents/${made.id}`);
    await who.manager.expect(200, "POST", `/documents/${made.id}/restoration`);
    const idea = (await who.representative.expect(201, "POST", `/clusters/${who.cluster.slug}/ideas`, { json: { kind: "technology", title: { pl: "Pomysł" }, organisation: who.own, visibility: "owner" } })).json;
    const sketch = (await who.representative.expect(201, "POST", `/ideas/${idea.id}/documents`, { body: form("szkic.png", png, { title: "Szkic", organisation: who.own }) })).json;
    await competitor.expect(404, "GET", `/documents/${sketch.id}`);
    await who.manager.expect(404, "GET", `/ideas/${idea.id}/documents`);
    await who.employee.expect(200, "GET", `/documents/${sketch.id}/versions/1`);
  });
});
