// Commercialisation as members and guests meet it: a product with its readiness and a device's path, a right with shares, an
// offer that the public finds, needs with what answers them, a result taken from a joint project.
import assert from "node:assert/strict";
import fs from "node:fs";
import { after, before, describe, test } from "node:test";
import { people } from "../api/support/people.mjs";
import { startServer } from "../support/grono.mjs";
import { launch, openSite } from "./support/browser.mjs";
import { hostile, untouched } from "./support/hostile.mjs";
import { choose, dayFrom, deleteAndUndo, everyPageFits } from "./support/steps.mjs";

describe("commercialisation", { timeout: 900_000 }, () => {
  let server, browser, who, owner, at;
  before(async () => {
    server = await startServer();
    who = await people(server);
    at = `/clusters/${who.cluster.slug}`;
    browser = await launch();
    owner = await openSite(browser, server);
    await owner.logInAs(who.representative);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });
  const add = async (client, path, json) => (await client.expect(201, "POST", `${at}/${path}`, { json })).json;

  test("empty lists say what they would hold, to members and to guests", async () => {
    const guest = await openSite(browser, server);
    for (const [site, who_] of [[owner, "member"], [guest, "guest"]])
      for (const [name, address, words] of [["offers", "/commerce", "Nie ma jeszcze żadnej oferty"], ["products", "/commerce/products", "Nie ma jeszcze żadnego produktu"], ["ip", "/commerce/ip", "Nie ma tu jeszcze żadnego prawa"], ["needs", "/commerce/needs", ""]]) {
        await site.go(address);
        if (words) await site.page.getByText(words).waitFor();
        await site.accessible();
        await site.picture(`commerce-empty-${name}-${who_}`);
        site.wellBehaved();
      }
    await guest.go("/commerce/offers/new");
    await guest.page.getByText("Zaloguj się, żeby coś dodać.").waitFor();
    await guest.close();
  });

  test("a product gets its readiness over time, and a device its path to the market", async () => {
    const { page } = owner;
    await owner.go("/commerce/products/new");
    await page.getByRole("button", { name: "Dodaj produkt" }).click();
    await page.getByRole("alert").filter({ hasText: "Tytuł" }).waitFor();
    await page.getByLabel("Tytuł (po polsku)").fill("Płytka czaszkowa");
    await page.getByLabel("Tytuł (po angielsku)").fill("Cranial plate");
    await page.getByLabel("Opis (po polsku)").fill("Tytanowa, drukowana na miarę.\n\nBrzegi porowate.");
    for (const [index, [days, trl, evidence]] of [[-400, "4: sprawdzone w laboratorium", "Badania zmęczeniowe"], [-200, "6: demonstracja w warunkach zbliżonych do rzeczywistych", "Dopasowanie"], [-50, "5: sprawdzone w warunkach zbliżonych do rzeczywistych", "Pęknięcie w próbie"]].entries()) {
      await page.getByRole("button", { name: "Dodaj poziom" }).click();
      const entry = page.getByRole("group", { name: `TRL, ${index + 1}`, exact: true });
      await entry.getByLabel("Dzień").fill(dayFrom(days));
      await entry.getByRole("textbox", { name: "TRL", exact: true }).click();
      await page.getByRole("option", { name: trl, exact: true }).click();
      await entry.getByLabel("Na jakiej podstawie").fill(evidence);
    }
    await page.getByText("To wyrób medyczny").click();
    await choose(page, "Klasa", "klasa IIb");
    await page.getByLabel("Kod EMDN").fill("P090");
    await page.getByRole("button", { name: "Dodaj certyfikat" }).click();
    const certificate = page.getByRole("group", { name: "Certyfikat 1", exact: true });
    await certificate.getByLabel("Numer", { exact: true }).fill("CE-1");
    await certificate.getByLabel("Kto wydał").fill("Jednostka (zmyślona)");
    await certificate.getByLabel("Numer jednostki").fill("2274");
    await certificate.getByLabel("Ważna do").fill(dayFrom(40));
    await page.getByRole("button", { name: "Dodaj produkt" }).click();
    // The server names the place, and nothing that was typed is lost.
    await page.getByRole("alert").filter({ hasText: "nie jest kodem EMDN" }).waitFor();
    await page.getByLabel("Kod EMDN").fill("P0903");
    await owner.accessible();
    await owner.fitsWidth();
    await owner.picture("product-form");
    await page.getByRole("button", { name: "Dodaj produkt" }).click();
    await page.waitForURL(/\/commerce\/products\/[0-9a-f-]{36}$/);
    await page.getByRole("heading", { name: "Płytka czaszkowa" }).waitFor();
    await page.getByText("krok wstecz").waitFor();
    await page.getByRole("img", { name: /Gotowość technologiczna: od TRL 4/ }).waitFor();
    assert.equal(await page.locator(".trl-point").count(), 3);
    assert.equal(await page.locator(".trl-point[data-back=true]").count(), 1);
    const text = await page.getByRole("main").innerText();
    assert.match(text, /Zgodność ocenia jednostka notyfikowana/);
    assert.match(text, /Na drodze do rynku brakuje 2 kroków/);
    await owner.accessible();
    await owner.fitsWidth();
    await owner.picture("product");
    owner.wellBehaved();
  });

  test("a right has owners whose shares make the whole, and shows when it ends", async () => {
    const { page } = owner;
    await owner.go("/commerce/ip/new");
    await page.getByLabel("Tytuł (po polsku)").fill("Sposób wytwarzania płytki");
    const first = page.getByRole("group", { name: "Właściciel 1", exact: true });
    await first.getByLabel("Udział").fill("1/2");
    await page.getByRole("button", { name: "Dodaj właściciela" }).click();
    const second = page.getByRole("group", { name: "Właściciel 2", exact: true });
    await second.getByText("spoza katalogu").click();
    await second.getByLabel("Imię i nazwisko albo nazwa").fill("Jan Zmyślony");
    await second.getByLabel("Udział").fill("1/3");
    await page.getByText("Razem 5/6: brakuje 1/6.").waitFor();
    await page.getByRole("button", { name: "Dodaj prawo" }).click();
    await page.getByRole("alert").filter({ hasText: "brakuje 1/6" }).waitFor();
    await second.getByLabel("Udział").fill("50%");
    await page.getByText("Razem 100%: wszystko się zgadza.").waitFor();
    await page.getByLabel("Wygasa", { exact: true }).fill(dayFrom(90));
    await page.getByRole("textbox", { name: "Chroni produkty" }).click();
    await page.getByRole("option", { name: "Płytka czaszkowa" }).click();
    await page.keyboard.press("Escape");
    await owner.accessible();
    await owner.picture("ip-form");
    await page.getByRole("button", { name: "Dodaj prawo" }).click();
    await page.waitForURL(/\/commerce\/ip\/[0-9a-f-]{36}$/);
    await page.getByText("Jan Zmyślony").waitFor();
    await page.getByText(/wygasa/).first().waitFor();
    await page.getByText("tylko my").waitFor();
    await owner.accessible();
    await owner.picture("ip");
    await page.getByRole("link", { name: "Płytka czaszkowa" }).click();
    await page.getByRole("link", { name: "Sposób wytwarzania płytki" }).waitFor();
    owner.wellBehaved();
  });

  test("an offer is made from a product, found by a guest in the public list, and can be asked about", async () => {
    const { page } = owner;
    await page.getByRole("link", { name: "Zaoferuj" }).click();
    await page.waitForURL(/\/commerce\/offers\/new\?product=/);
    assert.equal(await page.getByLabel("Tytuł (po polsku)").inputValue(), "Płytka czaszkowa");
    await page.getByLabel("Tytuł (po polsku)").fill("Płytki czaszkowe na miarę");
    await page.getByLabel("Zalety (po polsku)").fill("Dziesięć dni od tomografii.");
    await page.getByLabel("Cena").fill("12 500,50");
    await page.getByRole("textbox", { name: "Kraje" }).fill("Niemcy");
    await page.getByRole("option", { name: "Niemcy", exact: true }).click();
    await page.keyboard.press("Escape");
    await page.getByLabel("Ważna do").fill(dayFrom(60));
    await owner.accessible();
    await owner.picture("offer-form");
    await page.getByRole("button", { name: "Złóż ofertę" }).click();
    await page.waitForURL(/\/commerce\/offers\/[0-9a-f-]{36}$/);
    const guest = await openSite(browser, server);
    await guest.go("/commerce?q=p%C5%82ytka");
    await guest.page.getByRole("link", { name: "Płytki czaszkowe na miarę" }).click();
    await guest.page.getByRole("heading", { name: "Płytki czaszkowe na miarę" }).waitFor();
    const text = await guest.page.getByRole("main").innerText();
    assert.match(text, /12\s500,50\s*zł/);
    assert.match(text, /Niemcy/);
    assert.match(text, /TRL 5/);
    const ask = guest.page.getByRole("link", { name: "Zapytaj o tę ofertę" });
    assert.equal(await ask.getAttribute("href"), `/commerce/inquire?offer=${new URL(guest.page.url()).pathname.split("/").pop()}`);
    assert.equal(await guest.page.getByRole("link", { name: "Edytuj" }).count(), 0);
    await guest.accessible();
    await guest.picture("offer-guest");
    guest.wellBehaved();
    await guest.close();
    // Paused it leaves the public list.
    await page.getByRole("link", { name: "Edytuj" }).click();
    await choose(page, "Stan", "wstrzymana");
    await page.getByRole("button", { name: "Zapisz" }).click();
    await page.getByText("wstrzymana").first().waitFor();
    await owner.go("/commerce");
    assert.equal(await page.getByRole("link", { name: "Płytki czaszkowe na miarę" }).count(), 0);
    await page.getByText("Tylko nasze").click();
    await page.getByRole("link", { name: "Płytki czaszkowe na miarę" }).waitFor();
    owner.wellBehaved();
  });

  test("the coordinator takes an offer off the market, and its owner reads why", async () => {
    const offer = await add(who.representative, "market-offers", { kind: "sale", title: { pl: "Maseczka lecząca wszystko" }, organisation: who.own, visibility: "everyone" });
    const address = `/commerce/offers/${offer.id}`;
    const coordinator = await openSite(browser, server);
    await coordinator.logInAs(who.manager);
    await coordinator.go(address);
    await coordinator.page.getByRole("button", { name: "Zdejmij z rynku" }).click();
    const dialog = coordinator.page.getByRole("dialog", { name: "Zdjąć tę ofertę z rynku?" });
    const confirm = dialog.getByRole("button", { name: "Zdejmij z rynku" });
    assert.ok(await confirm.isDisabled(), "without a reason nothing is taken down");
    await dialog.getByLabel("Powód, który przeczyta właściciel").fill("Obiecuje działanie, którego nikt nie zbadał.");
    await coordinator.accessible();
    await coordinator.picture("offer-take-down");
    await confirm.click();
    await coordinator.page.getByText(/Koordynator zdjął tę ofertę z rynku/).waitFor();
    const guest = await openSite(browser, server);
    await guest.go(address);
    await guest.page.getByRole("alert").first().waitFor();
    assert.equal(await guest.page.getByText("Maseczka lecząca wszystko").count(), 0);
    // Its owner is told, and sees the reason on the offer too.
    const { page } = owner;
    await owner.go("/notifications");
    await page.getByText("Wasza oferta: zdjęta z rynku przez koordynatora").first().waitFor();
    await page.getByText("Obiecuje działanie, którego nikt nie zbadał.").first().waitFor();
    await page.getByRole("link", { name: /Maseczka lecząca wszystko/ }).first().click();
    await page.waitForURL(new RegExp(`${address}$`));
    await page.getByText("Obiecuje działanie, którego nikt nie zbadał.").waitFor();
    assert.equal(await page.getByRole("button", { name: "Pokaż znów na rynku" }).count(), 0);
    await owner.accessible();
    await owner.picture("offer-taken-down");
    await coordinator.page.getByRole("button", { name: "Pokaż znów na rynku" }).click();
    await coordinator.page.getByRole("button", { name: "Zdejmij z rynku" }).waitFor();
    await guest.go(address);
    await guest.page.getByRole("heading", { name: "Maseczka lecząca wszystko" }).waitFor();
    for (const site of [coordinator, owner, guest]) site.wellBehaved();
    await guest.close();
    await coordinator.close();
  });

  test("a list is taken as CSV", async () => {
    const { page } = owner;
    await owner.go("/commerce/products");
    await page.getByRole("button", { name: "Eksport" }).click();
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: "Plik CSV" }).click()]);
    const text = fs.readFileSync(await file.path(), "utf8");
    assert.match(text, /Płytka czaszkowa,Cranial plate,produkt,.*,5,klasa IIb,P0903/);
  });

  test("needs stand beside what answers them", async () => {
    await who.manager.expect(201, "POST", `/organisations?cluster=${who.cluster.slug}`, { json: { legal_name: "Szpital Zmyślony", kind: "clinical_user", needs: [{ kind: "equipment", title: { pl: "Płytka czaszkowa dla dzieci" }, visibility: "members" }] } });
    const { page } = owner;
    await owner.go("/commerce/needs?q=czaszkowa");
    await page.getByText("Płytka czaszkowa dla dzieci").waitFor();
    const need = page.getByRole("article").filter({ hasText: "Szpital Zmyślony" });
    await need.getByRole("link", { name: "Płytka czaszkowa", exact: true }).waitFor();
    await need.getByText("wspólne słowa:").waitFor();
    await owner.accessible();
    await owner.picture("commerce-needs-answered");
    owner.wellBehaved();
  });

  test("a joint project's result is taken to commercialisation in one step", async () => {
    const project = (await who.manager.expect(201, "POST", `${at}/projects`, { json: { title: { pl: "Implant w dziesięć dni" }, begins_on: "2026-01-01", ends_on: "2026-12-31" } })).json;
    const parts = `/projects/${project.id}/parts`;
    const partner = (await who.manager.expect(201, "POST", `${parts}/partner`, { json: { organisation: who.own } })).json;
    await who.representative.expect(200, "POST", `${parts}/partner/${partner.id}/state`, { json: { state: "active" }, headers: { "if-match": "\"1\"" } });
    await who.manager.expect(201, "POST", `${parts}/result`, { json: { title: "Protokół tomografii", description: "Ustawienia skanera", kind: "know_how", trl: 6, organisation: who.own } });
    const { page } = owner;
    await owner.go(`/projects/${project.id}/results`);
    await page.getByRole("link", { name: "Do komercjalizacji" }).click();
    await page.waitForURL(/\/commerce\/products\/new\?project=/);
    await page.getByText("Rezultat wspólnego projektu: Implant w dziesięć dni").waitFor();
    assert.equal(await page.getByLabel("Tytuł (po polsku)").inputValue(), "Protokół tomografii");
    await owner.picture("result-taken");
    await page.getByRole("button", { name: "Dodaj produkt" }).click();
    await page.waitForURL(/\/commerce\/products\/[0-9a-f-]{36}$/);
    await page.getByText("TRL 6").first().waitFor();
    await page.getByRole("link", { name: "Implant w dziesięć dni" }).click();
    await page.getByText("W komercjalizacji:").waitFor();
    await page.getByRole("link", { name: "Protokół tomografii" }).click();
    await page.waitForURL(/\/commerce\/products\//);
    owner.wellBehaved();
  });

  test("hostile and long texts stay texts, on a phone too", async () => {
    const phone = await openSite(browser, server, { screen: "phone" });
    await phone.logInAs(who.representative);
    for (const text of [...Object.values(hostile), "Bardzodługiesłowobezodstępów".repeat(7).slice(0, 200)]) {
      const product = await add(who.representative, "products", { kind: "product", title: { pl: text }, description: { pl: text }, tags: [text.slice(0, 60)], organisation: who.own, trl: [{ on: dayFrom(-1), trl: 2, evidence: text }] });
      const right = await add(who.representative, "ip-assets", { kind: "trademark", title: { pl: text }, number: text.slice(0, 100), organisation: who.own, owners: [{ name: text.slice(0, 200), share: "1/3" }, { organisation: who.own, share: "2/3" }] });
      const offer = await add(who.representative, "market-offers", { kind: "service", title: { pl: text }, description: { pl: text }, advantages: { pl: text }, organisation: who.own, visibility: "members" });
      for (const address of [`/commerce/products/${product.id}`, `/commerce/ip/${right.id}`, `/commerce/offers/${offer.id}`]) {
        await phone.go(address);
        await untouched(phone.page);
        await phone.fitsWidth();
      }
    }
    await phone.picture("offer-long");
    for (const address of ["/commerce", "/commerce/products", "/commerce/ip"]) {
      await phone.go(address);
      await untouched(phone.page);
      await phone.fitsWidth();
    }
    await phone.picture("ip-long");
    phone.wellBehaved();
    await phone.close();
  });

  everyPageFits(() => ({ browser, server, client: who.representative }), async () => {
    const first = async (path) => (await who.representative.get(`${at}/${path}?q=${encodeURIComponent("płytka")}&own=true`.replace(path === "market-offers" ? "" : "&own=true", ""))).json.items.at(-1).id;
    const [product, right, offer] = await Promise.all(["products", "ip-assets", "market-offers"].map(first));
    return [["commerce-offers", "/commerce"], ["commerce-products", "/commerce/products"], ["commerce-ip", "/commerce/ip"], ["commerce-needs", "/commerce/needs"], ["product-page", `/commerce/products/${product}`], ["ip-page", `/commerce/ip/${right}`], ["offer-page", `/commerce/offers/${offer}`],
      ["product-edit", `/commerce/products/${product}/edit`], ["ip-edit", `/commerce/ip/${right}/edit`], ["offer-edit", `/commerce/offers/${offer}/edit`]];
  });

  test("what is deleted can be brought back", async () => {
    const right = await add(who.representative, "ip-assets", { kind: "design", title: { pl: "Stary wzór" }, organisation: who.own, owners: [{ organisation: who.own, share: "100%" }] });
    await deleteAndUndo(owner, `/commerce/ip/${right.id}`, "Stary wzór");
  });
});
