// What people come to do, done in a browser from beginning to end.
import { after, before, describe, test } from "node:test";
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { startServer } from "../support/grono.mjs";
import { launch, openSite } from "./support/browser.mjs";

describe("tasks", { timeout: 300_000 }, () => {
  let server, browser, manager;
  before(async () => {
    server = await startServer();
    browser = await launch();
    manager = await openSite(browser, server, { link: server.linkTokens()["manager@grono.invalid"] });
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  test("the manager sets a password after the one-time link", async () => {
    const { page } = manager;
    await page.waitForURL(/account/);
    await page.getByLabel("Nowe hasło").fill("zielona-łąka-nad-Odrą");
    await page.getByRole("button", { name: "Zapisz" }).click();
    await page.getByText("Hasło zapisane").waitFor();
  });

  test("search as you type finds inflected words, and the address can be sent", async () => {
    const site = await openSite(browser, server);
    const { page } = site;
    await site.go("/catalogue");
    await page.getByLabel("Szukaj").fill("laboratoriow biomaterialow");
    await page.waitForURL(/q=laboratoriow/);
    await page.getByRole("status").filter({ hasText: /organizacj/ }).waitFor();
    await page.locator("mark").first().waitFor();
    await page.getByRole("checkbox", { name: "Instytut badawczy" }).click();
    await page.waitForURL(/kind=research_institute/);
    const other = await openSite(browser, server);
    await other.go(new URL(page.url()).pathname + new URL(page.url()).search);
    assert.ok(await other.page.getByRole("checkbox", { name: "Instytut badawczy" }).isChecked());
    site.wellBehaved();
    await site.close();
    await other.close();
  });

  test("a partner search says why", async () => {
    const site = await openSite(browser, server, { language: "en" });
    const { page } = site;
    await site.go("/partners");
    await page.getByLabel("Whom or what are you looking for?").fill("sterylizacja wyrobów jednorazowych");
    await page.getByRole("button", { name: "Search for a partner" }).click();
    await page.locator("ol li mark").first().waitFor();
    assert.match(await page.locator("ol li").first().innerText(), /Offers:|Looks for:/);
    site.wellBehaved();
    await site.close();
  });

  test("a click on the map opens a profile", async () => {
    const site = await openSite(browser, server);
    const { page } = site;
    await site.go("/map?place=Ustroń");
    await site.mapIdle();
    await page.getByText(/jako lista/).first().click();
    await page.locator("details li a").first().click();
    await page.waitForURL(/organisations/);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await site.close();
  });

  test("a spreadsheet becomes organisations, after a look at what would happen", async () => {
    const { page } = manager;
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "grono-import-")), "członkowie.csv");
    fs.writeFileSync(file, "Nazwa;NIP;Miejscowość;Opis\nŁączniki Żywieckie Sp. z o.o.;5260250274;Żywiec;Łączniki do stołów operacyjnych\nBez numeru;123;Gliwice;Zły NIP\n");
    await manager.go("/import");
    await page.locator("input[type=file]").setInputFiles(file);
    await page.getByRole("heading", { name: "Co się stanie" }).waitFor();
    await page.getByText("odrzucony").first().waitFor();
    await page.getByRole("button", { name: "Wczytaj", exact: true }).click();
    await page.getByText("Gotowe").waitFor();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByText("Pobierz odrzucone wiersze").click()]);
    assert.match(fs.readFileSync(await download.path(), "utf8"), /Bez numeru.*123/);
    await manager.go("/catalogue?q=łączniki");
    await page.getByText("Łączniki Żywieckie").first().waitFor();
    manager.wellBehaved();
  });

  test("a profile is edited; a wrong NIP is told while typing; two editors do not overwrite each other", async () => {
    const { page } = manager;
    await manager.go("/catalogue?q=łączniki żywieckie");
    await page.getByRole("link", { name: /Łączniki Żywieckie/ }).click();
    await page.getByRole("link", { name: "Edytuj profil" }).click();
    await page.waitForURL(/edit$/);
    const address = new URL(page.url()).pathname;
    await page.getByLabel("NIP", { exact: true }).fill("5260250275");
    await page.getByText(/check digit|cyfra/i).first().waitFor();
    await page.getByLabel("NIP", { exact: true }).fill("526-025-02-74");
    await page.getByLabel("Opis (po polsku)").first().fill("Łączniki do stołów operacyjnych, „na miarę”.");
    // Meanwhile somebody else saves.
    const other = await manager.context.newPage();
    await other.goto(`http://localhost:${server.port}${address}`);
    await other.getByLabel("Nazwa skrócona").fill("ŁŻ");
    await other.getByRole("button", { name: "Zapisz" }).click();
    await other.waitForURL(/organisations\/[\w-]+$/);
    await other.close();
    await page.getByRole("button", { name: "Zapisz" }).click();
    await page.getByText("Ktoś inny zapisał ten profil").waitFor();
    await page.getByRole("button", { name: "Zapisz moją wersję" }).click();
    await page.waitForURL(/organisations\/[\w-]+$/);
    await page.getByText("na miarę").first().waitFor();
  });

  test("an organisation comes in by an invitation's link", async () => {
    const { page } = manager;
    await manager.go("/members");
    await page.getByRole("tab", { name: "Zaproszenia" }).click();
    await page.getByRole("button", { name: "Utwórz odnośnik" }).click();
    const link = await page.locator("code").innerText();
    const guest = await openSite(browser, server, { screen: "phone" });
    await guest.go(new URL(link).pathname);
    await guest.page.getByLabel("Pełna nazwa").fill("Zakłady Źródlane S.A.");
    await guest.page.getByLabel("Imię i nazwisko").fill("Józefa Źrebiec");
    await guest.page.getByLabel("Adres e-mail").fill("jozefa@przyklad.invalid");
    await guest.page.getByLabel(/^Hasło/).fill("dwanaście-znaków!");
    await guest.page.getByRole("button", { name: "Przyjmij zaproszenie" }).click();
    await guest.page.waitForURL(/edit/);
    await guest.page.getByRole("button", { name: "Dodaj ofertę" }).click();
    guest.wellBehaved();
    await guest.close();
  });

  test("an application is approved with the keyboard alone", async () => {
    const { page } = manager;
    await manager.go("/members");
    await page.getByRole("button", { name: "Przyjmij" }).first().waitFor();
    const before = await page.getByRole("button", { name: "Przyjmij" }).count();
    const button = page.getByRole("button", { name: "Przyjmij" }).first();
    await button.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Przyjmij" }).nth(before - 1).waitFor({ state: "detached" });
  });
});
