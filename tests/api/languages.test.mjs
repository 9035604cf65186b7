// What the server refuses is said in the language of the request. Every answer is held against the contract.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { onEachBackend } from "./support/installations.mjs";
import { people } from "./support/people.mjs";

const speaking = (language) => ({ headers: { "accept-language": language } });

onEachBackend("Refusals", (installation) => {
  let who;
  before(async () => {
    who = await people(installation.server);
  });
  const refused = async (status, client, method, path, language, more = {}) =>
    (await client.expect(status, method, path, { ...more, headers: { ...more.headers, ...speaking(language).headers } })).json;
  const project = { title: { pl: "Łąka" }, begins_on: "2027-01-01", ends_on: "2026-01-01" };

  test("a field says what is wrong with it and how to mend it", async () => {
    const path = `/clusters/${who.cluster.slug}/projects`;
    const polish = await refused(422, who.manager, "POST", path, "pl-PL,pl;q=0.9,en;q=0.8", { json: project });
    assert.equal(polish.title, "Coś w żądaniu się nie zgadza");
    assert.deepEqual(polish.errors, [{ pointer: "/ends_on", detail: "ten dzień jest przed początkiem projektu", mend: "podaj ostatni dzień projektu" }]);
    assert.equal(polish.detail, "/ends_on: ten dzień jest przed początkiem projektu (podaj ostatni dzień projektu)");
    const english = await refused(422, who.manager, "POST", path, "en", { json: project });
    assert.deepEqual(english.errors, [{ pointer: "/ends_on", detail: "is before the project begins", mend: "give the last day of the project" }]);
    for (const language of ["", "de, cs", "*"])
      assert.deepEqual((await refused(422, who.manager, "POST", path, language, { json: project })).errors, english.errors, language);
    assert.equal(polish.type, english.type);
  });

  test("what somebody wrote stays what they wrote", async () => {
    const { errors } = await refused(422, who.manager, "POST", `/clusters/${who.cluster.slug}/projects`, "pl",
      { json: { ...project, ends_on: "2028-01-01", currency: "is missing\" is not a day" } });
    assert.equal(errors[0].detail, "„is missing\" is not a day” nie jest walutą, w której rozlicza się projekty");
  });

  test("missing things, missing rights and missing log-ins", async () => {
    const nothing = "/projects/01900000-0000-7000-8000-000000000000";
    assert.equal((await refused(404, who.manager, "GET", nothing, "pl")).detail, "nie ma takiego projektu");
    assert.equal((await refused(404, who.manager, "GET", nothing, "en")).detail, "there is no such project");
    assert.equal((await refused(403, who.representative, "POST", `/clusters/${who.cluster.slug}/projects`, "pl", { json: project })).detail,
      "nie masz do tego uprawnień (potrzebne: rozpoczynanie projektów); zwróć się do menedżera klastra");
    assert.equal((await refused(401, who.guest, "GET", "/notifications", "pl")).detail, "najpierw się zaloguj");
    assert.equal((await refused(401, who.guest, "POST", "/session", "pl", { json: { email: "a@b.pl", password: "x" } })).detail,
      "adres e-mail albo hasło jest błędne");
  });

  test("a file that can't be read, and rows that can't be used", async () => {
    const form = (text) => {
      const body = new FormData();
      body.set("file", new Blob([text]), "członkowie.csv");
      body.set("options", JSON.stringify({ cluster: who.cluster.slug }));
      return { body };
    };
    assert.equal((await refused(422, who.manager, "POST", "/imports/preview", "pl", form("%PDF-1.7"))).detail,
      "file: to PDF, a nie tabela (poproś o tabelę w pliku .xlsx albo .csv)");
    const table = "Nazwa;NIP\nZła;123\n";
    const preview = await who.manager.expect(200, "POST", "/imports/preview", { ...form(table), ...speaking("pl") });
    assert.equal(preview.json.issues[0].problem, "NIP ma 10 cyfr, a tu są 3");
    const { json: job } = await who.manager.expect(202, "POST", "/imports", { ...form(table), ...speaking("pl") });
    let ended;
    do {
      await setTimeout(50);
      ended = (await who.manager.expect(200, "GET", `/jobs/${job.id}`, speaking("pl"))).json;
    } while (["waiting", "running"].includes(ended.state));
    assert.equal(ended.result.issues[0].problem, "NIP ma 10 cyfr, a tu są 3");
    const { text } = await who.manager.expect(200, "GET", `/jobs/${job.id}/rejected.csv`);
    assert.match(text, /wiersz 2: NIP: NIP ma 10 cyfr, a tu są 3/);
    const again = (await who.manager.expect(200, "GET", `/jobs/${job.id}`, speaking("en"))).json;
    assert.equal(again.result.issues[0].problem, "a NIP has 10 digits, here are 3");
  });

  test("a form that is checked while it is filled in", async () => {
    const { json } = await who.representative.expect(200, "POST", "/checks/organisation", {
      json: { legal_name: "", kind: "enterprise", founded: 3000 }, ...speaking("pl") });
    assert.deepEqual(json.errors.map((each) => each.detail), ["to pole jest puste", "3000 nie mieści się między 800 a 2200"]);
  });
});
