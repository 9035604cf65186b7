// Ideas as members, the manager and guests meet them: proposed, supported, talked about, moved on, put aside, taken back.
import assert from "node:assert/strict";
import fs from "node:fs";
import { after, before, describe, test } from "node:test";
import { people } from "../api/support/people.mjs";
import { startServer } from "../support/grono.mjs";
import { launch, openSite } from "./support/browser.mjs";

describe("ideas", { timeout: 600_000 }, () => {
  let server, browser, who, path, member, manager;
  before(async () => {
    server = await startServer();
    who = await people(server);
    path = `/clusters/${who.cluster.slug}/ideas`;
    browser = await launch();
    member = await openSite(browser, server);
    await member.logInAs(who.representative);
    manager = await openSite(browser, server);
    await manager.logInAs(who.manager);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  const propose = async (client, title, more = {}) =>
    (await client.expect(201, "POST", path, { json: { kind: "technology", title: { pl: title }, ...more } })).json;
  const idOf = (page) => new URL(page.url()).pathname.split("/")[2];
  const choose = async (page, label, option) => {
    await page.getByRole("textbox", { name: label, exact: false }).click();
    await page.getByRole("option", { name: option }).click();
  };

  test("an empty register says what it would hold, and each kind invites to be the first", async () => {
    const { page } = member;
    await member.go("/ideas");
    await page.getByText("Tu zamieszkają pomysły").waitFor();
    assert.equal(await page.locator(".idea-kind").count(), 10);
    await member.picture("ideas-empty");
    await page.getByRole("link", { name: "Zaproponuj pierwszy pomysł: Technologia" }).click();
    await page.waitForURL(/ideas\/new\?kind=technology/);
    assert.equal(await page.getByRole("textbox", { name: "Rodzaj możliwości" }).inputValue(), "Technologia");
    member.wellBehaved();
  });

  test("what is missing is said in a summary that leads to the field", async () => {
    const { page } = member;
    await member.go("/ideas/new");
    await page.getByRole("button", { name: "Zaproponuj", exact: true }).click();
    const summary = page.getByRole("alert").filter({ hasText: "Popraw 2 pola" });
    await summary.waitFor();
    await member.accessible();
    await summary.getByRole("button", { name: /^Tytuł/ }).click();
    assert.equal(await page.evaluate(() => document.activeElement?.dataset.pointer), "/title/pl");
    await page.keyboard.type("Coś");
    await page.getByRole("alert").filter({ hasText: "Popraw 1 pole" }).waitFor();
    assert.equal(await page.getByLabel("Tytuł (po polsku)").inputValue(), "Coś", "the summary takes no focus away");
  });

  test("an idea is proposed; similar ones show while the title is typed, with the words of both", async () => {
    await propose(who.manager, "Wspólne laboratorium pomiarów łączników tytanowych");
    const { page } = member;
    await member.go("/ideas/new?kind=tools_and_techniques");
    await page.getByLabel("Tytuł (po polsku)").fill("Pomiary łączników w jednym laboratorium");
    const similar = page.locator(".similar");
    await similar.getByRole("link", { name: /Wspólne laboratorium/ }).waitFor();
    assert.ok((await similar.locator("mark").allInnerTexts()).includes("łączników"));
    assert.match(await similar.innerText(), /wspólne słowa: .*łączników/);
    await page.getByLabel("Opis (po polsku)").fill("Jedno zdanie.\n\nI drugie.");
    await page.getByRole("textbox", { name: "Słowa kluczowe" }).fill("pomiary");
    await page.getByRole("textbox", { name: "Słowa kluczowe" }).press("Enter");
    await page.getByRole("button", { name: "Zaproponuj", exact: true }).click();
    await page.waitForURL(/ideas\/[\w-]{36}$/);
    await page.getByRole("heading", { level: 1, name: "Pomiary łączników w jednym laboratorium" }).waitFor();
    assert.match(await page.locator(".written").first().innerText(), /zdanie\.\s*\n\s*I drugie/);
    const { json: stored } = await who.representative.expect(200, "GET", `/ideas/${idOf(page)}`);
    assert.deepEqual([stored.kind, stored.organisation, stored.visibility, stored.tags], ["tools_and_techniques", who.own, "members", ["pomiary"]]);
    member.wellBehaved();
  });

  test("support shows at once and is taken back; a comment is written, changed and deleted", async () => {
    const { id } = await propose(who.manager, "Śniadania u członków");
    const { page } = member;
    await member.go(`/ideas/${id}`);
    await page.getByRole("button", { name: "Popieram" }).click();
    await page.getByText("popiera 1 osoba").waitFor();
    assert.equal((await who.manager.get(`/ideas/${id}`)).json.supporters, 1);
    await page.getByRole("button", { name: "Popierasz" }).click();
    await page.getByText("nikt jeszcze nie poparł").waitFor();
    await page.getByLabel("Twój komentarz").fill("Zapraszam do nas.\nW każdy wtorek.");
    await page.getByRole("button", { name: "Skomentuj" }).click();
    const comment = page.locator(".comment");
    await comment.getByText("W każdy wtorek.").waitFor();
    assert.equal(await comment.locator(".written").innerText(), "Zapraszam do nas.\nW każdy wtorek.");
    assert.equal(await page.getByLabel("Twój komentarz").inputValue(), "");
    await comment.getByRole("button", { name: "Edytuj komentarz" }).click();
    await comment.getByLabel("Edytuj komentarz").fill("Zapraszam w środy.");
    await comment.getByRole("button", { name: "Zapisz" }).click();
    await comment.getByText("Zapraszam w środy.").waitFor();
    await comment.getByText(/zmieniono/).waitFor();
    await comment.getByRole("button", { name: "Usuń komentarz" }).click();
    await comment.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Cofnij" }).click();
    await comment.getByText("Zapraszam w środy.").waitFor();
    await comment.getByRole("button", { name: "Usuń komentarz" }).click();
    await comment.waitFor({ state: "detached" });
    member.wellBehaved();
  });

  test("support that the server refuses is taken back on the page, and said", async () => {
    const { id } = await propose(who.manager, "Pomysł bez łączności");
    const { page } = member;
    await member.go(`/ideas/${id}`);
    await page.route("**/support", (route) => route.abort());
    await page.getByRole("button", { name: "Popieram" }).click();
    await page.getByRole("alert").waitFor();
    await page.getByText("nikt jeszcze nie poparł").waitFor();
    await page.unroute("**/support");
  });

  test("the manager chooses, shelves with a reason and takes it up again; a member can't choose", async () => {
    const { id } = await propose(who.representative, "Sterylizacja małych serii", { organisation: who.own });
    await member.go(`/ideas/${id}`);
    await member.page.getByRole("button", { name: "Zmień etap" }).click();
    await member.page.getByRole("menuitem", { name: "W dyskusji" }).waitFor();
    assert.equal(await member.page.getByRole("menuitem", { name: "Wybrany" }).count(), 0);
    const { page } = manager;
    await manager.go(`/ideas/${id}`);
    await page.getByRole("button", { name: "Zmień etap" }).click();
    await page.getByRole("menuitem", { name: "Wybrany" }).click();
    await page.locator("[aria-current=step]").filter({ hasText: "Wybrany" }).waitFor();
    await page.getByRole("button", { name: "Zmień etap" }).click();
    await page.getByRole("menuitem", { name: "Odłóż…" }).click();
    await page.getByRole("button", { name: "Odłóż pomysł" }).click();
    await page.getByText("napisz, dlaczego pomysł jest odkładany").waitFor();
    await page.getByLabel("Dlaczego odkładamy ten pomysł?").fill("Brak lokalu.\nWrócimy za rok.");
    await page.getByRole("button", { name: "Odłóż pomysł" }).click();
    await page.getByText("Pomysł odłożono").waitFor();
    await page.getByLabel("Pomysł odłożono").getByText("Wrócimy za rok.").waitFor();
    await manager.accessible();
    await page.getByRole("button", { name: "Zmień etap" }).click();
    await page.getByRole("menuitem", { name: "Iskra" }).click();
    await page.locator("[aria-current=step]").filter({ hasText: "Iskra" }).waitFor();
    assert.equal(await page.getByText("Brak lokalu.").count(), 0);
    manager.wellBehaved();
  });

  test("two who move an idea at once: the second is told, and sees how it stands", async () => {
    const { id } = await propose(who.manager, "Jednocześnie");
    const { page } = manager;
    // Somebody whom no event reaches.
    await page.route("**/api/v1/events*", (route) => route.abort());
    await manager.go(`/ideas/${id}`);
    await who.animator.expect(200, "POST", `/ideas/${id}/stage`, { json: { stage: "discussed" }, headers: { "if-match": '"1"' } });
    await page.getByRole("button", { name: "Zmień etap" }).click();
    await page.getByRole("menuitem", { name: "Dopracowany" }).click();
    await page.getByRole("alert").filter({ hasText: "Ktoś inny zmienił to w międzyczasie" }).waitFor();
    await page.locator("[aria-current=step]").filter({ hasText: "W dyskusji" }).waitFor();
    await page.unroute("**/api/v1/events*");
  });

  test("what one types survives somebody else's saving: both versions are shown, and the writer decides", async () => {
    const { id } = await propose(who.manager, "Przed zmianą");
    const { page } = manager;
    await manager.go(`/ideas/${id}/edit`);
    await page.getByLabel("Tytuł (po polsku)").fill("Moja zmiana");
    await who.animator.expect(200, "PUT", `/ideas/${id}`, { json: { kind: "public_goods", title: { pl: "Tamta zmiana" } }, headers: { "if-match": '"1"' } });
    await page.getByRole("button", { name: "Zapisz", exact: true }).click();
    const conflict = page.getByRole("alert").filter({ hasText: "Ktoś inny zapisał ten pomysł" });
    await conflict.getByRole("cell", { name: "pl: Tamta zmiana" }).waitFor();
    await conflict.getByRole("cell", { name: "pl: Moja zmiana" }).waitFor();
    await conflict.getByRole("cell", { name: "Dobra wspólne" }).waitFor();
    assert.equal(await page.getByLabel("Tytuł (po polsku)").inputValue(), "Moja zmiana");
    await manager.accessible();
    await manager.picture("idea-conflict");
    await conflict.getByRole("button", { name: "Zapisz moją wersję" }).click();
    await page.getByRole("heading", { level: 1, name: "Moja zmiana" }).waitFor();
    await page.waitForURL(new RegExp(`ideas/${id}$`));
  });

  test("leaving with unsaved work asks", async () => {
    const { page } = member;
    await member.go("/ideas/new");
    await page.getByLabel("Tytuł (po polsku)").fill("Niedokończony");
    await page.getByRole("link", { name: "Katalog" }).click();
    const asked = page.getByRole("dialog");
    await asked.getByText("Wyjść bez zapisania?").waitFor();
    await member.accessible();
    await asked.getByRole("button", { name: "Zostań" }).click();
    assert.equal(await page.getByLabel("Tytuł (po polsku)").inputValue(), "Niedokończony");
    await page.getByRole("link", { name: "Katalog" }).click();
    await asked.getByRole("button", { name: "Wyjdź bez zapisania" }).click();
    await page.waitForURL(/catalogue/);
    member.wellBehaved();
  });

  test("a deleted idea is brought back", async () => {
    const { id } = await propose(who.manager, "Do usunięcia");
    const { page } = manager;
    await manager.go(`/ideas/${id}`);
    await page.getByRole("button", { name: "Usuń", exact: true }).click();
    await page.waitForURL(/ideas$/);
    await page.getByText("Usunięto pomysł:").waitFor();
    await who.manager.expect(404, "GET", `/ideas/${id}`);
    await page.getByRole("button", { name: "Cofnij" }).click();
    await page.getByRole("heading", { level: 1, name: "Do usunięcia" }).waitFor();
    await who.manager.expect(200, "GET", `/ideas/${id}`);
    manager.wellBehaved();
  });

  test("the register is searched as one types, narrowed by kind and stage, sorted, exported; the address tells it all", async () => {
    await propose(who.manager, "=SUM(A1) Żaglowce pod Płockiem", { kind: "inter_cluster_link", description: { pl: "Rejs z innym klastrem" } });
    await propose(who.manager, "Żaglowce bez innych", { kind: "communication" });
    const { page } = member;
    await member.go("/ideas");
    await page.getByLabel("Szukaj").fill("zaglowiec");
    await page.waitForURL(/q=zaglowiec/);
    await page.getByRole("status").filter({ hasText: "2 pomysły" }).waitFor();
    await page.getByRole("button", { name: /Więzi z innymi klastrami/ }).click();
    await page.waitForURL(/kind=inter_cluster_link/);
    await page.getByRole("status").filter({ hasText: "1 pomysł" }).waitFor();
    await page.getByRole("button", { name: /^Iskra/ }).click();
    await choose(page, "Kolejność", "z największym poparciem");
    await page.waitForURL(/stage=spark.*sort=most_supported/);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Eksport CSV" }).click();
    const csv = fs.readFileSync(await (await download).path(), "utf8");
    assert.match(csv, /^\ufeffTytuł/);
    assert.match(csv, /\n'=SUM\(A1\) Żaglowce pod Płockiem,/);
    assert.equal(csv.trim().split("\n").length, 2);
    const other = await openSite(browser, server, { screen: "phone" });
    await other.logInAs(who.employee);
    await other.go(new URL(page.url()).pathname + new URL(page.url()).search);
    await other.page.getByRole("link", { name: /Żaglowce pod Płockiem/ }).waitFor();
    assert.equal(await other.page.locator("article").count(), 1);
    assert.equal(await other.page.getByRole("button", { name: /Więzi z innymi klastrami/ }).getAttribute("aria-pressed"), "true");
    await other.close();
    await page.getByRole("button", { name: "Wyczyść filtry" }).click();
    await page.waitForURL((url) => !url.search.includes("kind"));
    member.wellBehaved();
  });

  test("more than a page is loaded on demand", async () => {
    for (let i = 0; i < 25; ++i) await propose(who.manager, `Nawias numer ${i}`);
    const { page } = member;
    await member.go("/ideas?q=nawias");
    await page.getByRole("status").filter({ hasText: "25 pomysłów" }).waitFor();
    assert.equal(await page.locator("article").count(), 20);
    await page.getByRole("button", { name: "Pokaż kolejne" }).click();
    await page.locator("article").nth(24).waitFor();
    assert.equal(await page.locator("article").count(), 25);
  });

  test("a guest sees what is public, no acts and nothing of the rest", async () => {
    const open = await propose(who.manager, "Jawna latarnia morska", { visibility: "everyone" });
    const closed = await propose(who.manager, "Poufna latarnia morska");
    const guest = await openSite(browser, server, { screen: "phone" });
    await guest.go("/ideas?q=latarnia");
    await guest.page.getByRole("link", { name: "Jawna latarnia morska" }).waitFor();
    assert.ok(!(await guest.page.content()).includes("Poufna"));
    assert.equal(await guest.page.getByRole("link", { name: /Zaproponuj/ }).count(), 0);
    await guest.go(`/ideas/${open.id}`);
    await guest.page.getByRole("heading", { level: 1 }).waitFor();
    for (const name of ["Popieram", "Skomentuj", "Zmień etap", "Usuń", "Edytuj pomysł"]) assert.equal(await guest.page.getByRole("button", { name }).count(), 0, name);
    await guest.go(`/ideas/${closed.id}`);
    await guest.page.getByText("Tu nic nie ma").waitFor();
    assert.ok(!(await guest.page.content()).includes("latarnia"));
    await guest.go("/ideas/new");
    await guest.page.getByText("Zaloguj się, aby zgłosić pomysł.").waitFor();
    await guest.accessible();
    guest.wellBehaved();
    await guest.close();
  });

  test("named organisations are picked by typing; without a name it is not sent", async () => {
    const { json: other } = await who.manager.get(`/organisations/${who.other}`);
    const { page } = member;
    await member.go("/ideas/new?kind=technology");
    await page.getByLabel("Tytuł (po polsku)").fill("Tylko dla jednego");
    await choose(page, "Kto to widzi", "widzą wskazane organizacje");
    await page.getByRole("button", { name: "Zaproponuj", exact: true }).click();
    await page.getByRole("alert").filter({ hasText: "Wskazane organizacje" }).waitFor();
    await page.getByRole("textbox", { name: "Wskazane organizacje" }).fill(other.legal_name);
    await page.getByRole("option", { name: other.legal_name }).first().click();
    await page.getByRole("button", { name: "Zaproponuj", exact: true }).click();
    await page.waitForURL(/ideas\/[\w-]{36}$/);
    await page.getByRole("link", { name: other.legal_name }).waitFor();
    const { json: stored } = await who.representative.get(`/ideas/${idOf(page)}`);
    assert.deepEqual([stored.visibility, stored.named], ["named", [who.other]]);
    await who.manager.expect(404, "GET", `/ideas/${stored.id}`);
    member.wellBehaved();
  });

  test("an idea builds on an offer, picked from its organisation", async () => {
    const { json: found } = await who.manager.get(`/organisations?cluster=${who.cluster.slug}&competence=laboratory&limit=1`);
    const { json: organisation } = await who.representative.get(`/organisations/${found.items[0].organisation.id}`);
    const offer = organisation.offers[0];
    const { page } = member;
    await member.go("/ideas/new?kind=technology");
    await page.getByLabel("Tytuł (po polsku)").fill("Na cudzej ofercie");
    await page.getByRole("textbox", { name: /Oferty i potrzeby/ }).fill(organisation.legal_name);
    await page.getByRole("option", { name: organisation.legal_name }).first().click();
    await page.getByRole("checkbox", { name: offer.title.pl }).first().check();
    await page.getByRole("button", { name: "Zaproponuj", exact: true }).click();
    await page.waitForURL(/ideas\/[\w-]{36}$/);
    await page.getByRole("link", { name: organisation.legal_name }).waitFor();
    const { json: stored } = await who.representative.get(`/ideas/${idOf(page)}`);
    assert.deepEqual(stored.links.map(({ organisation: of, capability }) => [of, capability]), [[organisation.id, offer.id]]);
    member.wellBehaved();
  });

  test("an offer for named organisations: picked in the profile's editor, told on the profile", async () => {
    const { json: other } = await who.manager.get(`/organisations/${who.other}`);
    const { page } = member;
    await member.go(`/organisations/${who.own}/edit`);
    await page.getByRole("button", { name: "Dodaj potrzebę" }).click();
    const needs = page.locator("section").filter({ has: page.getByRole("heading", { name: "Czego szuka" }) });
    await needs.getByLabel("Tytuł (po polsku)").last().fill("Cicha potrzeba");
    await needs.getByRole("textbox", { name: "Kto to widzi" }).last().click();
    await page.getByRole("option", { name: "widzą wskazane organizacje" }).click();
    await needs.getByRole("textbox", { name: "Wskazane organizacje" }).fill(other.legal_name);
    await page.getByRole("option", { name: other.legal_name }).first().click();
    await page.keyboard.press("Escape");
    await member.accessible();
    await page.getByRole("button", { name: "Zapisz", exact: true }).click();
    await page.waitForURL(new RegExp(`organisations/${who.own}$`));
    await page.getByText("Cicha potrzeba").waitFor();
    await page.getByText("widzą wskazane organizacje").waitFor();
    const { json: stored } = await who.representative.get(`/organisations/${who.own}`);
    assert.deepEqual(stored.needs.find((each) => each.title.pl === "Cicha potrzeba").named, [who.other]);
    assert.ok(!(await who.manager.get(`/organisations/${who.own}`)).text.includes("Cicha potrzeba"));
    member.wellBehaved();
  });

  test("the whole way with the keyboard alone", async () => {
    const { page } = member;
    await member.go("/ideas");
    await page.getByRole("link", { name: "Zaproponuj pomysł" }).first().focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/ideas\/new/);
    await page.getByLabel("Tytuł (po polsku)").focus();
    await page.keyboard.type("Klawiaturą");
    await page.getByRole("textbox", { name: "Rodzaj możliwości" }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Zaproponuj", exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Klawiaturą" }).waitFor();
    member.wellBehaved();
  });
});
