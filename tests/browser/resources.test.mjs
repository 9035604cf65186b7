// Shared resources as members meet them: shared through the form, found, booked in the week, approved, counted.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { people, representativeOf } from "../api/support/people.mjs";
import { startServer } from "../support/grono.mjs";
import { launch, openSite } from "./support/browser.mjs";
import { choose, deleteAndUndo, everyPageFits } from "./support/steps.mjs";

const day = 86_400_000;
/** The Wednesday of the week after next, so that every day of its week is still to come. */
const wednesday = (() => {
  const at = new Date(Date.now() + 10 * day);
  at.setUTCDate(at.getUTCDate() + ((3 - at.getUTCDay() + 7) % 7));
  return at.toISOString().slice(0, 10);
})();

describe("resources", { timeout: 600_000 }, () => {
  let server, browser, who, path, lender, borrower, rival;
  before(async () => {
    server = await startServer();
    who = await people(server);
    rival = await representativeOf(who, server.base, who.other);
    path = `/clusters/${who.cluster.slug}/resources`;
    browser = await launch();
    lender = await openSite(browser, server);
    await lender.logInAs(who.representative);
    borrower = await openSite(browser, server);
    await borrower.logInAs(rival);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });
  const share = async (client, json) => (await client.expect(201, "POST", path, { json: { kind: "equipment", organisation: who.own, ...json } })).json;

  test("an empty list says what it would hold, and the form what is missing", async () => {
    const { page } = lender;
    await lender.go("/resources");
    await page.getByText("Nikt jeszcze nic nie udostępnia").waitFor();
    await lender.accessible();
    await lender.picture("resources-empty");
    await page.getByRole("main").getByRole("link", { name: "Udostępnij zasób" }).first().click();
    await page.getByRole("button", { name: "Udostępnij zasób" }).click();
    await page.getByRole("alert").filter({ hasText: "Tytuł" }).waitFor();
    lender.wellBehaved();
  });

  test("a laboratory is shared with its hours and prices", async () => {
    const { page } = lender;
    await lender.go("/resources/new");
    await page.getByLabel("Tytuł (po polsku)").fill("Pracownia mikrotomografii");
    await page.getByLabel("Tytuł (po angielsku)").fill("Microtomography laboratory");
    await page.getByLabel("Opis (po polsku)").fill("Skaner o rozdzielczości 0,5 µm.\n\nObsługa na miejscu.");
    await page.getByLabel("Warunki korzystania (po polsku)").fill("Szkolenie wstępne: 30 minut.");
    await page.getByLabel("Miejsce").fill("Gliwice, budynek B, pokój 12");
    await page.getByRole("textbox", { name: "członkowie", exact: true }).fill("120,50");
    await page.getByRole("button", { name: "Dodaj dni zamknięte" }).click();
    await page.getByLabel("Od dnia").fill(new Date(Date.parse(wednesday) + 2 * day).toISOString().slice(0, 10));
    await page.getByRole("textbox", { name: "Powód" }).fill("Przegląd");
    await lender.accessible();
    await lender.picture("resource-form");
    await page.getByRole("button", { name: "Udostępnij zasób" }).click();
    await page.waitForURL(/\/resources\/[0-9a-f-]{36}$/);
    await page.getByRole("heading", { name: "Pracownia mikrotomografii" }).waitFor();
    assert.match(await page.getByRole("main").innerText(), /poniedziałek–piątek 08:00–16:00/);
    assert.match(await page.getByRole("main").innerText(), /120,50\s*zł za godzinę/);
    lender.wellBehaved();
  });

  test("a competitor finds it, asks for an hour, and the owner approves", async () => {
    const { page } = borrower;
    await borrower.go("/resources?q=mikrotomograf");
    await page.getByRole("link", { name: "Pracownia mikrotomografii" }).click();
    await page.waitForURL(/\/resources\/[0-9a-f-]{36}$/);
    const at = new URL(page.url()).pathname;
    await borrower.go(`${at}?week=${wednesday}`);
    assert.equal(await page.locator(".week-day").count(), 7);
    await page.getByText("Przegląd").first().waitFor();
    // Tuesday's free hours put the time into the form.
    await page.locator(".week-day").nth(1).getByRole("button").click();
    const tuesday = new Date(Date.parse(wednesday) - day).toISOString().slice(0, 10);
    assert.equal(await page.getByLabel("Dzień", { exact: true }).inputValue(), tuesday);
    await choose(page, "Od", "10:00");
    await choose(page, "Do", "12:00");
    await page.getByLabel("Cel").fill("Pomiar porowatości");
    await page.getByText("241,00").waitFor();
    await borrower.accessible();
    await page.getByRole("button", { name: "Zgłoś", exact: true }).click();
    await page.getByText("Zgłoszono:").waitFor();
    await page.locator(".week-taken[data-state=requested]").waitFor();
    await borrower.fitsWidth();
    await borrower.picture("resource");
    await lender.go("/resources");
    await lender.page.getByRole("link", { name: /Rezerwacje\s*1/ }).click();
    await lender.page.getByText("Pomiar porowatości").waitFor();
    await lender.accessible();
    await lender.picture("bookings");
    await lender.page.getByRole("button", { name: "Potwierdź" }).click();
    await lender.page.getByRole("heading", { name: /Przed nami/ }).waitFor();
    // The other side is told while it looks.
    await page.locator(".week-taken[data-state=confirmed]").waitFor();
    borrower.wellBehaved();
    lender.wellBehaved();
  });

  test("who comes second is told, and keeps what was typed", async () => {
    const resource = await share(who.representative, { title: { pl: "Robot ramienny" }, terms: { needs_approval: false, time_zone: "Europe/Warsaw" } });
    const { page } = borrower;
    await borrower.go(`/resources/${resource.id}?week=${wednesday}`);
    await page.getByLabel("Dzień", { exact: true }).fill(wednesday);
    await choose(page, "Od", "10:00");
    await choose(page, "Do", "11:00");
    await page.getByLabel("Cel").fill("Nie zgub tego");
    // Somebody else books just now, and the page has not been told.
    await page.route("**/api/v1/events*", (route) => route.abort());
    await who.representative.expect(201, "POST", `/resources/${resource.id}/bookings`, { json: { organisation: who.own, from: `${wednesday}T08:30:00Z`, to: `${wednesday}T10:30:00Z` } });
    await page.getByRole("button", { name: "Zarezerwuj", exact: true }).click();
    await page.getByRole("alert").filter({ hasText: "Ktoś już zarezerwował część tego czasu" }).waitFor();
    assert.equal(await page.getByLabel("Cel").inputValue(), "Nie zgub tego");
    await page.unroute("**/api/v1/events*");
  });

  test("a booking is refused with a reason, one is cancelled", async () => {
    const resource = await share(who.representative, { title: { pl: "Wytrzymałościówka" }, terms: { time_zone: "UTC" } });
    const made = [];
    for (const hour of ["09", "12"])
      made.push((await rival.expect(201, "POST", `/resources/${resource.id}/bookings`, { json: { organisation: who.other, from: `${wednesday}T${hour}:00:00Z`, to: `${wednesday}T${hour}:45:00Z`, purpose: `Seria ${hour}` } })).json);
    const { page } = lender;
    await lender.go("/resources/bookings");
    const card = page.getByRole("listitem").filter({ hasText: "Seria 09" });
    await card.getByRole("button", { name: "Odrzuć" }).click();
    await card.getByLabel("Dlaczego nie można?").fill("Przegląd maszyny");
    await card.getByRole("button", { name: "Odrzuć" }).click();
    await card.getByText("Powód: Przegląd maszyny").waitFor();
    await borrower.go("/resources/bookings");
    const theirs = borrower.page.getByRole("listitem").filter({ hasText: "Seria 12" });
    await theirs.getByRole("button", { name: "Odwołaj rezerwację" }).click();
    await theirs.getByRole("button", { name: "Odwołaj rezerwację" }).click();
    await theirs.getByText("odwołana").waitFor();
    await borrower.go("/notifications");
    await borrower.page.getByText("Twoja rezerwacja: odrzucona").waitFor();
    borrower.wellBehaved();
    lender.wellBehaved();
  });

  test("the manager sees that time is taken and not by whom; sums of the cluster's own", async () => {
    const hall = await share(who.manager, { kind: "room", organisation: undefined, title: { pl: "Sala konferencyjna", en: "Conference hall" }, terms: { needs_approval: false, time_zone: "UTC", prices: [{ user: "member", unit: "hour", amount: "50.00" }] } });
    await rival.expect(201, "POST", `/resources/${hall.id}/bookings`, { json: { organisation: who.other, from: `${wednesday}T09:00:00Z`, to: `${wednesday}T11:00:00Z` } });
    const manager = await openSite(browser, server, { language: "en" });
    await manager.logInAs(who.manager);
    await manager.go("/resources?q=mikrotomograf");
    await manager.page.getByRole("link", { name: "Microtomography laboratory" }).click();
    await manager.page.waitForURL(/\/resources\/[0-9a-f-]{36}$/);
    await manager.go(`${new URL(manager.page.url()).pathname}?week=${wednesday}`);
    await manager.page.locator(".week-taken[data-state=other]").waitFor();
    assert.ok(!(await manager.page.getByRole("main").innerText()).includes("Pomiar"));
    await manager.go("/resources/use");
    await manager.page.getByRole("link", { name: "Conference hall" }).waitFor();
    await manager.accessible();
    await manager.picture("resource-use");
    manager.wellBehaved();
    await manager.close();
  });

  everyPageFits(() => ({ browser, server, client: who.representative }), async () => {
    const { json: list } = await who.representative.get(`${path}?q=mikrotomograf`);
    const id = list.items[0].id;
    return [["resources", "/resources"], ["resource-own", `/resources/${id}?week=${wednesday}`], ["bookings-all", "/resources/bookings"], ["resource-use-own", "/resources/use?span=year"], ["resource-edit", `/resources/${id}/edit`]];
  });

  test("what is deleted can be brought back", async () => {
    const resource = await share(who.representative, { title: { pl: "Stary piec" } });
    await deleteAndUndo(lender, `/resources/${resource.id}`, "Stary piec");
  });
});
