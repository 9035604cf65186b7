// A matchmaking event as people live through it: prepared, joined, wished for, scheduled, published, planned anew.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { people, representativeOf } from "../api/support/people.mjs";
import { startServer } from "../support/grono.mjs";
import { launch, openSite } from "./support/browser.mjs";

const day = (offset) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

describe("matchmaking", { timeout: 600_000 }, () => {
  let server, browser, who, rival, organiser, member, guest, event;
  before(async () => {
    server = await startServer();
    who = await people(server);
    rival = await representativeOf(who, server.base, who.other);
    browser = await launch();
    organiser = await openSite(browser, server);
    await organiser.logInAs(who.manager);
    member = await openSite(browser, server);
    await member.logInAs(who.representative);
    guest = await openSite(browser, server, { screen: "phone" });
    await guest.logInAs(rival);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });
  const checked = async (site, name) => {
    await site.accessible();
    await site.fitsWidth();
    await site.picture(name);
  };

  test("an empty list says what it would hold, and the form what is missing", async () => {
    const { page } = organiser;
    await organiser.go("/events");
    await page.getByText("Nie ma nadchodzących spotkań").waitFor();
    await checked(organiser, "events-empty");
    await page.getByRole("main").getByRole("link", { name: "Przygotuj wydarzenie" }).first().click();
    await page.getByRole("button", { name: "Utwórz szkic" }).click();
    await page.getByRole("alert").filter({ hasText: "Tytuł" }).waitFor();
    organiser.wellBehaved();
  });

  test("an event is prepared with its day and tables, and registration opened", async () => {
    const { page } = organiser;
    await organiser.go("/events/new");
    await page.getByLabel("Tytuł (po polsku)").fill("Giełda kooperacyjna: obróbka i materiały");
    await page.getByLabel("Opis (po polsku)").fill("Krótkie rozmowy, po 25 minut.");
    await page.getByLabel("Miejsce").fill("Gliwice, hala A");
    await page.getByText("10 pór spotkań").waitFor();
    await page.getByLabel("Liczba stolików").fill("3");
    await checked(organiser, "event-form");
    await page.getByRole("button", { name: "Utwórz szkic" }).click();
    await page.waitForURL(/\/events\/[0-9a-f-]{36}$/);
    event = new URL(page.url()).pathname;
    await page.getByRole("button", { name: "Otwórz rejestrację" }).click();
    await page.getByRole("button", { name: "Zbieraj życzenia" }).waitFor();
    await checked(organiser, "event-organiser");
    organiser.wellBehaved();
  });

  test("two members register, one of them on a phone, and a guest is added", async () => {
    for (const [site, offers, seeks] of [[member, "Frezowanie tytanu", "Badania biozgodności"], [guest, "Badania biozgodności", "Frezowanie tytanu"]]) {
      const { page } = site;
      await site.go(event);
      await page.getByRole("button", { name: "Zapisz się" }).click();
      await page.getByLabel("Co oferujecie").fill(offers);
      await page.getByLabel("Czego szukacie").fill(seeks);
      await checked(site, "event-register");
      await page.getByRole("button", { name: "Zapisz się" }).click();
      await page.getByText("Wkrótce będzie można wybrać").waitFor();
      site.wellBehaved();
    }
    const { page } = organiser;
    await organiser.go(`${event}/participants`);
    await page.getByRole("button", { name: "Dopisz gościa" }).click();
    await page.getByLabel("Organizacja gościa").fill("Zakład spoza klastra (zmyślony)");
    await page.getByLabel("Imię i nazwisko").fill("Żaneta Zmyślona");
    await page.getByRole("button", { name: "Dopisz gościa" }).click();
    await page.getByText("3 uczestnicy").waitFor();
    await checked(organiser, "event-participants");
    await organiser.go(event);
    await page.getByRole("button", { name: "Zbieraj życzenia" }).click();
    await page.getByText("Uczestnicy wybierają, z kim chcą się spotkać").waitFor();
    organiser.wellBehaved();
  });

  test("each chooses whom to meet; the program recommends with its reason", async () => {
    const { page } = member;
    await member.go(event);
    await page.getByRole("link", { name: "Wybierz, z kim się spotkać" }).click();
    const recommended = page.getByRole("region", { name: "Polecane przez program" });
    await recommended.getByText("Oferuje „Badania biozgodności”").waitFor();
    await checked(member, "event-wishes");
    const list = page.locator("article");
    await list.filter({ hasText: "Żaneta Zmyślona" }).getByText("Koniecznie", { exact: true }).click();
    await list.filter({ hasText: "Łucja rywal" }).getByText("Chętnie", { exact: true }).click();
    await member.quiet();
    await member.go(event);
    await page.getByText("2 życzenia").waitFor();
    await guest.go(event);
    await guest.page.getByRole("link", { name: "Wybierz, z kim się spotkać" }).click();
    await guest.page.locator("article").filter({ hasText: "Łucja representative" }).getByText("Koniecznie", { exact: true }).click();
    await guest.quiet();
    await checked(guest, "event-wishes");
    // What one chose is nowhere on the other's page.
    assert.ok(!(await guest.page.locator("article").filter({ hasText: "Łucja representative" }).innerText()).includes("życzen"));
    member.wellBehaved();
    guest.wellBehaved();
  });

  test("a schedule is made, held against its bound, locked by hand, and published", async () => {
    const { page } = organiser;
    await organiser.go(event);
    await page.getByRole("link", { name: "Harmonogram" }).click();
    await page.getByRole("button", { name: "Ułóż harmonogram" }).click();
    await page.getByText("co najmniej tyle najlepszego możliwego").waitFor();
    await page.locator(".table-plan-meeting").first().waitFor();
    assert.equal(await page.locator(".table-plan-meeting").count(), 2);
    await page.locator(".table-plan-meeting").first().click();
    await page.getByRole("button", { name: "Zablokuj" }).click();
    await page.locator(".table-plan [aria-label=zablokowane]").waitFor();
    await checked(organiser, "event-schedule");
    await page.getByText("Uczestnicy", { exact: true }).click();
    await page.getByText("Spełnione życzenia").waitFor();
    await checked(organiser, "event-schedule-people");
    await organiser.go(`${event}/schedule`);
    await page.emulateMedia({ media: "print" });
    await organiser.picture("event-table-plan-print");
    await page.emulateMedia({ media: "screen" });
    await organiser.go(event);
    await page.getByRole("button", { name: "Ogłoś plany spotkań" }).click();
    await page.getByText("Każdy ma swój plan spotkań").waitFor();
    organiser.wellBehaved();
  });

  test("the agenda stands on the phone, with who is met, when and where", async () => {
    const { page } = guest;
    await guest.go(event);
    await page.getByRole("link", { name: "Plan spotkań" }).click();
    await page.getByText("Łucja representative").waitFor();
    await page.getByText(/Stolik [123]/).first().waitFor();
    await checked(guest, "event-agenda");
    guest.wellBehaved();
  });

  test("somebody falls ill: the changes are shown first, and then only those concerned are told", async () => {
    const { page } = organiser;
    await organiser.go(`${event}/schedule?replan=1`);
    await page.getByRole("textbox", { name: "Kto nie przyjdzie" }).click();
    await page.getByRole("option", { name: /Żaneta Zmyślona/ }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Pokaż zmiany" }).click();
    await page.getByText("nie może się odbyć").first().waitFor();
    await checked(organiser, "event-replan");
    await page.getByRole("button", { name: "Przyjmij i powiadom tych, których dotyczy" }).click();
    await page.getByRole("button", { name: "Przeplanuj", exact: true }).waitFor();
    assert.equal(await page.locator(".table-plan-meeting").count(), 1);
    assert.ok((await who.representative.get("/notifications")).json.items.some((each) => each.kind === "agenda_changed"));
    assert.ok(!(await rival.get("/notifications")).json.items.some((each) => each.kind === "agenda_changed"));
    await member.go("/notifications");
    await member.page.getByText("Zmienił się Twój plan spotkań").waitFor();
    organiser.wellBehaved();
  });

  test("how it went is told afterwards, for the own side", async () => {
    const path = `/clusters/${who.cluster.slug}/matchmakings`;
    const match = (version) => ({ "if-match": `"${version}"` });
    const { json: past } = await who.manager.expect(201, "POST", path, { json: { title: { pl: "Wczorajsze spotkania", en: "Yesterday's meetings" }, days: [{ date: day(-1), begin: "09:00", end: "10:00", length_minutes: 25, pause_minutes: 5 }], tables: ["Sala konferencyjna o bardzo długiej nazwie imienia założycieli klastra"] } });
    const move = async (stage) => who.manager.expect(200, "POST", `/matchmakings/${past.id}/stage`, { json: { stage }, headers: match((await who.manager.get(`/matchmakings/${past.id}`)).json.version) });
    await move("registration");
    const own = (await who.representative.expect(201, "POST", `/matchmakings/${past.id}/participants`, { json: { organisation: who.own } })).json;
    const theirs = (await rival.expect(201, "POST", `/matchmakings/${past.id}/participants`, { json: { organisation: who.other } })).json;
    await move("wishes");
    await who.representative.expect(200, "PUT", `/matchmakings/${past.id}/participants/${own.id}/wishes`, { json: { wishes: [{ participant: theirs.id, kind: "must" }] } });
    await who.manager.expect(200, "POST", `/matchmakings/${past.id}/schedule`, { headers: match(0) });
    await move("published");
    await move("held");
    const { page } = member;
    await member.go(`/events/${past.id}/agenda/${own.id}`);
    await page.getByRole("button", { name: "Zapisz, jak poszło" }).click();
    await page.getByLabel("Rozmawiamy dalej").check();
    await page.getByLabel("Notatka").fill("Wyślą próbki do piątku.");
    await checked(member, "event-outcome");
    await page.getByRole("button", { name: "Zapisz", exact: true }).click();
    await page.getByText("Odbyło się: Wyślą próbki do piątku.").waitFor();
    await page.getByRole("link", { name: "Rozpocznij transakcję" }).click();
    await page.getByLabel("Z kim", { exact: true }).waitFor();
    assert.notEqual(await page.getByLabel("Z kim", { exact: true }).inputValue(), "");
    await organiser.go(`/events/${past.id}`);
    await organiser.page.getByText("z dalszym ciągiem").waitFor();
    assert.ok(!(await organiser.page.getByRole("main").innerText()).includes("próbki"));
    await checked(organiser, "event-outcomes");
    // In English, on a phone.
    const english = await openSite(browser, server, { screen: "phone", language: "en" });
    await english.logInAs(who.representative);
    await english.go(`/events/${past.id}/agenda/${own.id}`);
    await english.page.getByRole("heading", { name: "Agenda" }).waitFor();
    await checked(english, "event-agenda");
    await english.go("/events");
    await english.page.getByRole("heading", { name: "B2B meetings" }).waitFor();
    await checked(english, "events");
    await english.go(event);
    await checked(english, "event");
    english.wellBehaved();
    await english.close();
    member.wellBehaved();
    organiser.wellBehaved();
  });
});
