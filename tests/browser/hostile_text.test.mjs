// Hostile text in every field that takes text: nothing runs, nothing breaks, and it comes back unchanged.
import { after, before, describe, test } from "node:test";
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { startServer } from "../support/grono.mjs";
import { people } from "../api/support/people.mjs";
import { launch, openSite } from "./support/browser.mjs";
import { all, hostile, untouched } from "./support/hostile.mjs";

const fields = "main form input:not([type=checkbox], [type=hidden], [readonly]), main form textarea";

describe("hostile text", { timeout: 600_000 }, () => {
  let server, browser, who, manager;
  before(async () => {
    server = await startServer();
    who = await people(server);
    browser = await launch();
    manager = await openSite(browser, server);
    await manager.logInAs(who.manager);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  const organisation = (id) => who.manager.get(`/organisations/${id}`);
  const make = async (legal_name) =>
    (await who.manager.expect(201, "POST", `/organisations?cluster=${who.cluster.slug}`, { json: { legal_name, kind: "enterprise" } })).json.id;

  async function addEverything(page) {
    for (const name of ["Dodaj ofertę", "Dodaj potrzebę", "Dodaj miejsce", "Dodaj działalność"]) await page.getByRole("button", { name }).click();
  }

  for (const [kind, text] of Object.entries(hostile))
    test(`a profile made of ${kind}`, async () => {
      const { page } = manager;
      const id = await make(`Próba ${kind}`);
      await manager.go(`/organisations/${id}/edit`);
      await addEverything(page);
      const written = { legal_name: text, short_name: text.slice(0, 60).trim(), description: { pl: `${text}\n${text}`, en: text }, title: { pl: text, en: text }, locality: text.slice(0, 90).trim() };
      await page.getByLabel("Pełna nazwa").fill(written.legal_name);
      await page.getByLabel("Nazwa skrócona").fill(written.short_name);
      await page.getByLabel("Opis (po polsku)").first().fill(written.description.pl);
      await page.getByLabel("Opis (po angielsku)").first().fill(written.description.en);
      await page.getByLabel("Słowa kluczowe").first().fill(text.replaceAll(",", " "));
      await page.getByLabel("Słowa kluczowe").first().press("Enter");
      for (const i of [0, 1]) {
        await page.getByLabel("Tytuł (po polsku)").nth(i).fill(text);
        await page.getByLabel("Tytuł (po angielsku)").nth(i).fill(text);
        await page.getByLabel("Opis (po polsku)").nth(i + 1).fill(text);
        await page.getByLabel("Słowa kluczowe").nth(i + 1).fill(text.replaceAll(",", " "));
        await page.getByLabel("Słowa kluczowe").nth(i + 1).press("Enter");
      }
      await page.getByLabel("Ulica i numer").fill(written.locality);
      await page.getByLabel("Miejscowość").fill(written.locality);
      await page.getByRole("button", { name: /^Usuń: Działalność/ }).click();
      await page.getByRole("button", { name: "Zapisz" }).click();
      await page.waitForURL(new RegExp(`organisations/${id}$`));
      await page.getByRole("heading", { level: 1 }).waitFor();
      await manager.mapIdle({ isOptional: true });

      const { json: stored } = await organisation(id);
      assert.equal(stored.legal_name, written.legal_name);
      assert.equal(stored.short_name, written.short_name);
      assert.deepEqual(stored.description, written.description);
      assert.deepEqual(stored.tags, [text.replaceAll(",", " ")]);
      for (const side of ["offers", "needs"]) {
        assert.deepEqual(stored[side][0].title, written.title);
        assert.deepEqual(stored[side][0].tags, [text.replaceAll(",", " ")]);
      }
      assert.equal(stored.places[0].locality, written.locality);
      assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), text);
      assert.ok((await page.locator(".profile").textContent()).includes(text), "the profile shows it");
      await untouched(page);
      await manager.fitsWidth();
      await manager.accessible();

      await manager.go(`/organisations/${id}/edit`);
      assert.equal(await page.getByLabel("Pełna nazwa").inputValue(), text);
      assert.equal(await page.getByLabel("Opis (po polsku)").first().inputValue(), written.description.pl);
      await untouched(page);
      manager.wellBehaved();
    });

  test("every field of a profile at once: what is refused is said at the field, and nothing typed is lost", async () => {
    const { page } = manager;
    const id = await make("Próba wszystkich pól");
    await manager.go(`/organisations/${id}/edit`);
    await addEverything(page);
    const boxes = page.locator(fields);
    for (let i = 0; i < (await boxes.count()); i++) await boxes.nth(i).fill(all[i % all.length].slice(0, 80));
    await page.getByRole("button", { name: "Zapisz" }).click();
    await page.getByRole("alert").first().waitFor();
    assert.match(await page.getByRole("alert").first().innerText(), /nip/i);
    assert.notEqual(await page.getByLabel("Pełna nazwa").inputValue(), "Próba wszystkich pól");
    await untouched(page);
    assert.equal((await organisation(id)).json.legal_name, "Próba wszystkich pól");
    manager.wellBehaved();
  });

  // As no keyboard writes it, and as a paste from a broken program may.
  const paste = (box, unit) =>
    box.evaluate((input, code) => {
      const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
      set.call(input, `Przed${String.fromCharCode(code)}po`);
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }, unit);

  for (const [kind, unit] of [["NUL", 0], ["a bell", 7]])
    test(`${kind} is refused at its field, and nothing typed is lost`, async () => {
      const { page } = manager;
      const id = await make(`Próba ${kind}`);
      await manager.go(`/organisations/${id}/edit`);
      await paste(page.getByLabel("Pełna nazwa"), unit);
      await page.getByLabel("Nazwa skrócona").fill("Zostaje");
      await page.getByRole("button", { name: "Zapisz" }).click();
      await page.getByRole("alert").first().waitFor();
      assert.match(await page.getByRole("alert").first().innerText(), /legal_name|Pełna nazwa/);
      assert.equal(await page.getByLabel("Nazwa skrócona").inputValue(), "Zostaje");
      await untouched(page);
      manager.wellBehaved();
    });

  test("half of a surrogate pair, which no encoding holds, is kept as the replacement character", async () => {
    const { page } = manager;
    const id = await make("Próba połowy znaku");
    await manager.go(`/organisations/${id}/edit`);
    await paste(page.getByLabel("Pełna nazwa"), 0xd83e);
    await page.getByRole("button", { name: "Zapisz" }).click();
    await page.waitForURL(new RegExp(`organisations/${id}$`));
    assert.equal((await organisation(id)).json.legal_name, "Przed\ufffdpo");
    manager.wellBehaved();
  });

  test("search and filters, typed and in the address", async () => {
    const site = await openSite(browser, server);
    for (const text of [...all, "a\u0000b", "%", "\\", "*", "\"", "(", "_".repeat(1000)]) {
      for (const page of ["catalogue", "map"]) {
        const query = new URLSearchParams({ q: text, place: text, activity: `pkd_2025:${text}`, competence: `tag:${text}` });
        await site.go(`/${page}?${query}`);
        await site.page.getByRole("heading", { level: 1 }).waitFor();
        assert.equal(await site.page.getByLabel("Szukaj").inputValue(), text);
        await untouched(site.page);
      }
    }
    await site.go("/catalogue");
    for (const text of all) {
      await site.page.getByLabel("Szukaj").fill(text);
      await site.page.waitForURL((url) => url.searchParams.get("q") === text);
      await site.page.locator("[aria-busy=false]").waitFor({ state: "attached" });
      await untouched(site.page);
    }
    site.wellBehaved();
    await site.close();
  });

  test("a partner search, typed and in the address", async () => {
    const site = await openSite(browser, server);
    await site.go("/partners");
    await site.page.getByRole("button", { name: "Więcej filtrów" }).click();
    for (const text of all) {
      await site.page.getByLabel("Kogo lub czego szukasz?").fill(text);
      await site.page.getByRole("textbox", { name: "Słowa kluczowe" }).fill(text);
      await site.page.getByRole("textbox", { name: "Słowa kluczowe" }).press("Enter");
      await site.page.getByRole("textbox", { name: "Blisko miejscowości" }).fill(text);
      await site.page.getByRole("button", { name: "Szukaj partnera" }).click();
      await site.page.waitForURL((url) => JSON.parse(url.searchParams.get("question"))?.text === text);
      await site.page.getByRole("status").first().waitFor();
      await untouched(site.page);
    }
    const forged = ["{", "null", "7", `"x"`, "[]", `{"tags": 5}`, `{"kinds": "a", "near": 3}`, `{"near": {"lon": "x"}, "trl_min": {}}`, `{"text": {"a": 1}}`,
      `{"__proto__": {"text": "x"}, "constructor": 1}`, `{"kinds": ["${"a".repeat(300)}"]}`, `{"seek": "<b data-hostile>"}`, `{"within_m": 1e999}`, JSON.stringify({ text: "a\u0000b" })];
    for (const question of forged) {
      await site.go(`/partners?question=${encodeURIComponent(question)}`);
      assert.equal(await site.page.getByRole("heading", { level: 1 }).innerText(), "Partnerzy", question);
      await site.page.getByRole("button", { name: "Szukaj partnera" }).waitFor();
      await untouched(site.page);
    }
    site.wellBehaved();
    await site.close();
  });

  for (const [kind, text] of Object.entries(hostile))
    test(`an idea made of ${kind}, its comment and the reason to shelve it`, async () => {
      const { page } = manager;
      await manager.go("/ideas/new?kind=technology");
      await page.getByLabel("Tytuł (po polsku)").fill(text);
      await page.getByLabel("Tytuł (po angielsku)").fill(text);
      await page.getByLabel("Opis (po polsku)").fill(`${text}\n${text}`);
      await page.getByRole("textbox", { name: "Słowa kluczowe" }).fill(text.replaceAll(",", " "));
      await page.getByRole("textbox", { name: "Słowa kluczowe" }).press("Enter");
      await page.getByRole("button", { name: "Zaproponuj", exact: true }).click();
      await page.waitForURL(/ideas\/[\w-]{36}$/);
      await page.getByRole("heading", { level: 1 }).waitFor();
      const id = new URL(page.url()).pathname.split("/")[2];
      await page.getByLabel("Twój komentarz").fill(`${text}\n${text}`);
      await page.getByRole("button", { name: "Skomentuj" }).click();
      await page.locator(".comment").waitFor();
      await page.getByRole("button", { name: "Zmień etap" }).click();
      await page.getByRole("menuitem", { name: "Odłóż…" }).click();
      await page.getByLabel("Dlaczego odkładamy ten pomysł?").fill(text);
      await page.getByRole("button", { name: "Odłóż pomysł" }).click();
      await page.getByText("Pomysł odłożono").waitFor();

      const { json: stored } = await who.manager.get(`/ideas/${id}`);
      assert.deepEqual([stored.title, stored.description.pl, stored.tags, stored.shelved_reason], [{ pl: text, en: text }, `${text}\n${text}`, [text.replaceAll(",", " ")], text]);
      assert.equal((await who.manager.get(`/ideas/${id}/comments`)).json.items[0].text, `${text}\n${text}`);
      assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), text);
      assert.ok((await page.locator(".profile").textContent()).split(text).length > 4, "description, comment and reason");
      await untouched(page);
      await manager.fitsWidth();
      await manager.accessible();

      // Beside one that says the same, in the list, in a search and in the address.
      await manager.go("/ideas/new");
      await page.getByLabel("Tytuł (po polsku)").fill(text);
      await untouched(page);
      await page.getByLabel("Tytuł (po polsku)").fill("");
      await manager.go(`/ideas?${new URLSearchParams({ q: text, kind: text, stage: text, sort: text })}`);
      assert.equal(await page.getByLabel("Szukaj").inputValue(), text);
      await untouched(page);
      await manager.go("/ideas");
      await page.getByRole("link", { name: text }).first().waitFor();
      await untouched(page);
      manager.wellBehaved();
    });

  test("a spreadsheet of it: headers, cells, the file's name", async () => {
    const { page } = manager;
    const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
    const headers = ["Nazwa", "Opis", "Miejscowość", "Słowa kluczowe", "Oferta", "__proto__", "constructor", hostile.script, hostile.handler, hostile.quotes];
    const names = all.map((text, i) => `${text} nr ${i}`);
    const rows = names.map((name, i) => [name, all[i], "Gliwice", all[i].replace(/[;,|]/g, " "), all[i], ...headers.slice(5).map(() => all[i])]);
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "grono-hostile-"));
    const file = path.join(folder, `"><img data-hostile onerror=hostileRan=1>'; 🧬.csv`);
    fs.writeFileSync(file, [headers, ...rows].map((row) => row.map(quoted).join(";")).join("\r\n"));
    await manager.go("/import");
    await page.locator("input[type=file]").setInputFiles(file);
    await page.getByRole("heading", { name: "Co się stanie" }).waitFor();
    await untouched(page);
    const shown = await page.locator("main").innerText();
    for (const header of headers) assert.ok(shown.includes(header), header);
    await page.getByRole("button", { name: "Wczytaj", exact: true }).click();
    await page.getByText("Gotowe").waitFor();
    await untouched(page);
    fs.rmSync(folder, { recursive: true });

    const { json: found } = await who.manager.get("/organisations?q=nr&limit=200");
    const imported = found.items.map((each) => each.organisation);
    for (const [i, name] of names.entries()) {
      const match = imported.find((each) => each.name === name);
      assert.ok(match, name);
      assert.equal((await organisation(match.id)).json.description.pl, all[i]);
      await manager.go(`/organisations/${match.id}`);
      assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), name);
      await untouched(page);
    }
    manager.wellBehaved();
  });

  test("a spreadsheet with NUL: the row comes back with the reason, the others go in", async () => {
    const { page } = manager;
    await manager.go("/import");
    await page.locator("input[type=file]").setInputFiles({ name: "nul.csv", mimeType: "text/csv", buffer: Buffer.from("Nazwa;Opis\nZ zerem\u0000 w środku;a\nBez zera sp. z o.o.;b\n") });
    await page.getByRole("heading", { name: "Co się stanie" }).waitFor();
    await page.getByText("odrzucony").first().waitFor();
    await page.getByRole("button", { name: "Wczytaj", exact: true }).click();
    await page.getByText("Gotowe").waitFor();
    const { json: found } = await who.manager.get("/organisations?q=zera&limit=10");
    assert.deepEqual(found.items.map((each) => each.organisation.name), ["Bez zera sp. z o.o."]);
    manager.wellBehaved();
  });

  test("a cluster made of it, on its front page and in the title", async () => {
    const { json: before, headers } = await who.manager.get(`/clusters/${who.cluster.slug}`);
    let etag = headers.get("etag");
    const site = await openSite(browser, server, { screen: "phone" });
    for (const text of all) {
      const json = { slug: before.slug, name: { pl: text }, summary: { pl: text, en: text }, tags: [text], field: [], scope: { level: "region", areas: [text] } };
      const saved = await who.manager.expect(200, "PUT", `/clusters/${before.slug}`, { json, headers: { "if-match": etag } });
      etag = saved.headers.get("etag");
      assert.deepEqual([saved.json.name.pl, saved.json.tags, saved.json.scope.areas], [text, [text], [text]]);
      await site.go("/");
      assert.equal(await site.page.getByRole("heading", { level: 1 }).innerText(), text);
      assert.ok((await site.page.locator("main").textContent()).split(text).length > 4, "name, summary, tag and scope");
      await untouched(site.page);
      await site.fitsWidth();
    }
    site.wellBehaved();
    await site.close();
  });
});
