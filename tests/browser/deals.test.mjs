// Inquiries and deals as people meet them: a guest asks, the coordinator passes it on, the member answers and makes a deal of it.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { people } from "../api/support/people.mjs";
import { startServer } from "../support/grono.mjs";
import { launch, openSite } from "./support/browser.mjs";
import { choose, dayFrom } from "./support/steps.mjs";

describe("deals", { timeout: 600_000 }, () => {
  let server, browser, who, path, guest, manager, member;
  before(async () => {
    server = await startServer();
    who = await people(server);
    path = `/clusters/${who.cluster.slug}`;
    browser = await launch();
    guest = await openSite(browser, server);
    manager = await openSite(browser, server);
    await manager.logInAs(who.manager);
    member = await openSite(browser, server);
    await member.logInAs(who.representative);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  test("a guest asks the cluster; what is missing is said first", async () => {
    const { page } = guest;
    await guest.go("/commerce/inquire");
    await page.getByRole("button", { name: "Wyślij zapytanie" }).click();
    await page.getByRole("alert").filter({ hasText: "Napisz, kto pyta" }).waitFor();
    await guest.accessible();
    await page.getByLabel("Imię i nazwisko").fill("Żaneta Zmyślona");
    await page.getByLabel("E-mail").fill("zaneta@example.com");
    await page.getByRole("textbox", { name: "Kraj", exact: true }).fill("Niem");
    await page.getByRole("option", { name: "Niemcy" }).click();
    await page.getByLabel("Temat").fill("Implanty kolana dla kliniki");
    await page.getByLabel("Treść").fill("Szukamy dostawcy 200 sztuk rocznie.\nKiedy moglibyśmy zobaczyć próbki?");
    await guest.picture("inquire");
    await page.getByRole("button", { name: "Wyślij zapytanie" }).click();
    await page.getByRole("heading", { name: "Dziękujemy, zapytanie dotarło" }).waitFor();
    guest.wellBehaved();
  });

  test("the coordinator passes it on, the member answers", async () => {
    const { page } = manager;
    await manager.go("/commerce/inquiries");
    await page.getByRole("link", { name: "Implanty kolana dla kliniki" }).click();
    await page.getByText("Szukamy dostawcy 200 sztuk rocznie.").waitFor();
    await page.getByText("Przekaż", { exact: true }).first().click();
    const name = (await who.manager.expect(200, "GET", `/organisations/${who.own}`)).json.legal_name;
    await page.getByRole("textbox", { name: "Któremu członkowi" }).fill(name);
    await page.getByRole("option", { name }).first().click();
    await page.getByRole("button", { name: "Przekaż", exact: true }).click();
    await page.getByText("Przekazano", { exact: false }).first().waitFor();
    await manager.accessible();
    await manager.picture("inquiry");
    manager.wellBehaved();

    const other = member.page;
    await member.go("/commerce/inquiries");
    await other.getByRole("link", { name: "Implanty kolana dla kliniki" }).click();
    await other.getByLabel("Odpowiedź").fill("Tak, próbki możemy wysłać w marcu.");
    await other.getByRole("button", { name: "Wyślij odpowiedź" }).click();
    await other.getByText("Udzielono odpowiedzi").waitFor();
    member.wellBehaved();
  });

  test("a deal is made of it and goes its way to the contract", async () => {
    const { page } = member;
    await page.getByRole("link", { name: "Rozpocznij transakcję" }).click();
    assert.equal(await page.getByLabel("Czego dotyczy").inputValue(), "Implanty kolana dla kliniki");
    assert.equal(await page.getByLabel("Z kim", { exact: true }).inputValue(), "Żaneta Zmyślona");
    await page.getByLabel("Wartość").fill("120 000,50");
    await page.getByLabel("Szansa").fill("40");
    await page.getByLabel("Następny krok").fill("Wysłać próbki");
    await member.picture("deal-form");
    await page.getByRole("button", { name: "Rozpocznij transakcję" }).click();
    await page.getByRole("heading", { level: 1, name: "Implanty kolana dla kliniki" }).waitFor();
    await page.getByText("120 000,50").waitFor();
    await page.getByRole("button", { name: "Przenieś na ten etap" }).click();
    await page.getByText("zainteresowanie", { exact: true }).first().waitFor();
    await choose(page, "Etap", "przegrana");
    await page.getByRole("button", { name: "Przenieś na ten etap" }).click();
    await page.getByRole("alert").filter({ hasText: "dlaczego" }).waitFor();
    await choose(page, "Powód przegranej", "cena");
    await page.getByRole("button", { name: "Przenieś na ten etap" }).click();
    await page.getByText("przegrana: cena").waitFor();
    await page.getByRole("button", { name: "Cofnij ostatni krok" }).click();
    await page.getByText("przegrana: cena").waitFor({ state: "detached" });
    await member.accessible();
    await member.picture("deal");
    member.wellBehaved();
  });

  test("the list tells stages and values, the times where deals get stuck", async () => {
    for (let i = 0; i < 6; ++i)
      await who.representative.expect(201, "POST", `${path}/deals`, { json: { kind: "licence", title: `Licencja ${i}`, organisation: who.own, visibility: "coordinator", value: "5000.00", steps: [{ stage: "negotiation", on: dayFrom(-600 - i) }, { stage: "lost", on: dayFrom(-580), reason: "timing" }] } });
    await who.representative.expect(201, "POST", `${path}/deals`, { json: { kind: "sale", title: "Bardzo długa nazwa transakcji o wyrobach medycznych jednorazowego użytku dla szpitali wojewódzkich", organisation: who.own, visibility: "coordinator", steps: [{ stage: "negotiation", on: dayFrom(-200) }] } });
    const { page } = manager;
    await manager.go("/commerce/deals");
    await page.getByRole("link", { name: "Licencja 3" }).waitFor();
    await manager.accessible();
    await manager.picture("deals");
    await page.getByRole("button", { name: /przegrana/ }).click();
    await page.getByText("6 transakcji").waitFor();
    await page.getByRole("link", { name: "Gdzie utykają sprawy" }).click();
    await page.getByText("utknęła", { exact: true }).waitFor();
    await manager.accessible();
    await manager.picture("deal-times");
    manager.wellBehaved();
  });

  test("on a phone in English nothing is wider than the screen", async () => {
    const phone = await openSite(browser, server, { screen: "phone", language: "en" });
    await phone.logInAs(who.manager);
    const { items } = (await who.manager.expect(200, "GET", `${path}/deals`)).json;
    for (const [name, address] of [["deals", "/commerce/deals"], ["deal-times", "/commerce/deals/times"], ["deal", `/commerce/deals/${items[0].id}`], ["deal-form", "/commerce/deals/new"], ["inquiries", "/commerce/inquiries"], ["inquire", "/commerce/inquire"]]) {
      await phone.go(address);
      await phone.page.getByRole("heading", { level: 1 }).waitFor();
      await phone.fitsWidth();
      await phone.picture(name);
    }
    await phone.close();
  });
});
