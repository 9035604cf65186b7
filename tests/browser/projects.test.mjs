// A joint project lived through by the coordinator and two competing members in three browsers, from the idea to the end.
import assert from "node:assert/strict";
import fs from "node:fs";
import { after, before, describe, test } from "node:test";
import { Client } from "../api/support/client.mjs";
import { password, people } from "../api/support/people.mjs";
import { startServer } from "../support/grono.mjs";
import { require } from "../support/packages.mjs";
import { launch, openSite } from "./support/browser.mjs";

const { strFromU8, unzipSync } = require("fflate");
const day = (fromToday) => new Date(Date.now() + fromToday * 86_400_000).toISOString().slice(0, 10);

describe("joint projects", { timeout: 900_000 }, () => {
  let server, browser, who, rival, id, names;
  let manager, member, other;
  before(async () => {
    server = await startServer();
    who = await people(server);
    rival = await representativeOf(who.other);
    names = {};
    for (const each of [who.own, who.other]) names[each] = (await who.manager.get(`/organisations/${each}`)).json.legal_name;
    browser = await launch();
    [manager, member, other] = [await openSite(browser, server), await openSite(browser, server), await openSite(browser, server)];
    await manager.logInAs(who.manager);
    await member.logInAs(who.representative);
    await other.logInAs(rival);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  async function representativeOf(organisation) {
    const made = await who.manager.expect(201, "POST", `/clusters/${who.cluster.slug}/invitations`, { json: { role: "representative", organisation } });
    const client = new Client(server.base);
    const accepted = await client.expect(201, "POST", `/invitations/${made.json.path.split("/").pop()}`, { json: { email: "rywal@przyklad.invalid", password, display_name: "Żaneta Rywal", language: "pl" } });
    client.csrf = accepted.json.csrf_token;
    return client;
  }
  const path = (rest = "") => `/projects/${id}${rest}`;
  const parts = async (kind, client = who.manager) => (await client.expect(200, "GET", path(`/parts/${kind}`))).json.items;
  const add = async (kind, json, client = who.manager) => (await client.expect(201, "POST", path(`/parts/${kind}`), { json })).json;
  const choose = async (scope, label, option) => {
    await scope.getByRole("textbox", { name: label }).click();
    await scope.page().getByRole("option", { name: option }).first().click();
  };
  const dialogOf = (page) => {
    const dialog = page.getByRole("dialog");
    return Object.assign(dialog, { choose: (label, option) => choose(dialog, label, option) });
  };
  const invite = async (organisation, days) => {
    const { page } = manager;
    await page.getByRole("button", { name: "Zaproś partnera" }).click();
    const dialog = dialogOf(page);
    await dialog.getByRole("textbox", { name: "Partner", exact: true }).fill(names[organisation]);
    await page.getByRole("option", { name: names[organisation] }).first().click();
    await dialog.getByLabel("Zadanie w projekcie").fill("Druk i obróbka.");
    await dialog.getByLabel("Osobodni w miesiącu").fill(days);
    await dialog.getByRole("button", { name: "Zaproś", exact: true }).click();
    await dialog.waitFor({ state: "detached" });
  };

  test("an empty list says what it would hold and leads to the ideas", async () => {
    const { page } = manager;
    await manager.go("/projects");
    await page.getByText("Tu zamieszkają wspólne projekty").waitFor();
    await manager.accessible();
    await manager.picture("projects-empty");
    await page.getByRole("link", { name: "Wybrane pomysły" }).click();
    await page.waitForURL(/ideas\?stage=chosen/);
    await member.go("/projects/new");
    await member.page.getByText("Projekty rozpoczynają ci, którzy prowadzą klaster.").waitFor();
    manager.wellBehaved();
  });

  test("what is missing is said in a summary that leads to the field", async () => {
    const { page } = manager;
    await manager.go("/projects/new");
    await page.getByLabel("Koniec").fill("2020-01-01");
    await page.getByRole("button", { name: "Rozpocznij projekt" }).click();
    const summary = page.getByRole("alert").filter({ hasText: "Popraw 2 pola" });
    await summary.getByRole("button", { name: /Tytuł/ }).click();
    assert.equal(await page.evaluate(() => document.activeElement?.dataset.pointer), "/title/pl");
    await page.getByLabel("Koniec").fill(day(500));
    await page.getByRole("alert").filter({ hasText: "Popraw 1 pole" }).waitFor();
    await manager.accessible();
  });

  test("an idea becomes a project in one step and stays linked", async () => {
    const { json: idea } = await who.manager.expect(201, "POST", `/clusters/${who.cluster.slug}/ideas`, { json: { kind: "technology", title: { pl: "Implant w dziesięć dni" }, description: { pl: "Od badania do sali." } } });
    const { page } = manager;
    await manager.go(`/ideas/${idea.id}`);
    await page.getByRole("link", { name: "Rozpocznij projekt" }).click();
    await page.waitForURL(/projects\/new\?idea=/);
    assert.equal(await page.getByLabel("Tytuł (po polsku)").inputValue(), "Implant w dziesięć dni");
    await page.getByRole("button", { name: "Rozpocznij projekt" }).click();
    await page.waitForURL(/projects\/[\w-]{36}$/);
    id = new URL(page.url()).pathname.split("/")[2];
    await page.getByRole("heading", { level: 1, name: "Implant w dziesięć dni" }).waitFor();
    await page.getByText("Zanim projekt ruszy").waitFor();
    await manager.accessible();
    await manager.picture("project-draft");
    await page.getByRole("link", { name: "Implant w dziesięć dni" }).click();
    await page.getByRole("link", { name: "Do projektu" }).waitFor();
    manager.wellBehaved();
  });

  test("the project's time and acronym are written; who saves second sees both versions", async () => {
    const { page } = manager;
    await manager.go(path("/edit"));
    await page.getByLabel("Akronim").fill("DRUK-10");
    await page.getByLabel("Początek").fill(day(-60));
    await page.getByLabel("Koniec").fill(day(400));
    const { json: stored } = await who.animator.get(path());
    await who.animator.expect(200, "PUT", path(), { json: { ...stored, acronym: "INNY" }, headers: { "if-match": `"${stored.version}"` } });
    await page.getByRole("button", { name: "Zapisz", exact: true }).click();
    const conflict = page.getByRole("alert").filter({ hasText: "Ktoś inny zapisał to w międzyczasie" });
    await conflict.getByRole("cell", { name: "INNY" }).waitFor();
    await conflict.getByRole("button", { name: "Zapisz moją wersję" }).click();
    await page.waitForURL(new RegExp(`projects/${id}$`));
    await page.getByText("DRUK-10").waitFor();
  });

  test("two competitors are invited; one answers itself, the other's answer comes on paper", async () => {
    const { page } = manager;
    await manager.go(path("/partners"));
    await invite(who.own, "10");
    await invite(who.other, "4");
    await page.getByText("zaproszony").nth(1).waitFor();
    await member.go("/projects");
    await member.page.getByText("Czeka na Waszą odpowiedź").waitFor();
    await member.page.getByRole("link", { name: /Implant w dziesięć dni/ }).click();
    await member.page.getByText(`Zaproszenie dla: ${names[who.own]}`).waitFor();
    await member.accessible();
    await member.page.getByRole("button", { name: /Przyjmij zaproszenie/ }).click();
    await member.page.getByText(`Zaproszenie dla: ${names[who.own]}`).waitFor({ state: "detached" });
    await manager.go(path("/partners"));
    const card = page.getByRole("article").filter({ hasText: names[who.other] });
    await card.getByRole("button", { name: /Zapisz zgodę/ }).click();
    await card.getByRole("button", { name: /Zapisz zgodę/ }).click();
    await card.getByText("napisz, skąd to wiadomo").waitFor();
    await card.getByLabel("Skąd to wiadomo?").fill("Pismo z 3 listopada");
    await card.getByRole("button", { name: /Zapisz zgodę/ }).click();
    await card.getByText("w projekcie").waitFor();
    assert.deepEqual((await parts("partner")).map((each) => each.state), ["active", "active", "active"]);
    manager.wellBehaved();
    member.wellBehaved();
  });

  test("tasks give deadlines, an end, progress, and the load of each partner by month", async () => {
    const first = await add("task", { title: "Projekt implantu", organisation: who.own, duration_days: 60, effort_days: 12, state: "in_progress", progress: 50 });
    await add("task", { title: "Druk próbny", organisation: who.other, duration_days: 30, effort_days: 20, depends_on: [{ task: first.id }], due_on: day(20) });
    await member.go(path());
    await member.page.getByRole("heading", { name: "Najbliższe terminy" }).waitFor();
    await member.page.getByText(/według planu \d+ dni za późno/).first().waitFor();
    await member.page.getByText(/wykonano \d+/).first().waitFor();
    await member.go(path("/partners"));
    await member.page.getByRole("heading", { name: "Obciążenie partnerów" }).waitFor();
    await member.page.locator(".load-cell[data-level=over]").first().waitFor();
    await member.accessible();
    await member.picture("project-partners");
  });

  test("a budget is written in the draft, summed exactly; a line that somebody changed meanwhile is told", async () => {
    const { page } = manager;
    await manager.go(path("/budget"));
    await page.getByText("Budżet jest jeszcze pusty").waitFor();
    await page.getByRole("button", { name: "Dodaj pozycję" }).click();
    const dialog = dialogOf(page);
    await dialog.getByRole("button", { name: "Dodaj", exact: true }).click();
    await dialog.getByRole("alert").filter({ hasText: "Popraw 2 pola" }).waitFor();
    await dialog.choose("Partner", names[who.own]);
    await dialog.choose("Kategoria kosztów", "Aparatura");
    await dialog.getByLabel("Kwota").fill("1 234,5");
    await dialog.getByLabel("Dofinansowanie").fill("50");
    await dialog.getByText(/Dofinansowanie: 617,25/).waitFor();
    await manager.accessible();
    await manager.picture("project-line");
    await dialog.getByRole("button", { name: "Dodaj", exact: true }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByText("1 234,50").first().waitFor();
    await add("budget_line", { organisation: who.other, year: Number(day(0).slice(0, 4)), category: "personnel", amount: "0.10", funding_rate: 1 });
    const [line] = await parts("budget_line");
    await manager.go(path("/budget"));
    await page.getByRole("button", { name: /^Edytuj: .*Aparatura/ }).click();
    await dialog.getByLabel("Kwota").fill("2000");
    await who.animator.expect(200, "PUT", path(`/parts/budget_line/${line.id}`), { json: { organisation: line.organisation, year: line.year, category: line.category, amount: "1500.00", funding_rate: 0.5 }, headers: { "if-match": `"${line.version}"` } });
    await dialog.getByRole("button", { name: "Zapisz", exact: true }).click();
    await dialog.getByRole("cell", { name: /1 500,00/ }).waitFor();
    assert.equal((await parts("budget_line"))[0].amount, "1500.00");
    await dialog.getByRole("button", { name: "Zapisz moją wersję" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByText("2 000,10").first().waitFor();
    manager.wellBehaved();
  });

  test("a line that was taken out comes back", async () => {
    const { page } = manager;
    await page.getByRole("button", { name: /^Usuń: .*Wynagrodzenia/ }).click();
    await page.getByText("Usunięto:").waitFor();
    assert.equal((await parts("budget_line")).length, 1);
    await page.getByRole("button", { name: "Cofnij" }).click();
    await page.getByText("2 000,10").first().waitFor();
    assert.equal((await parts("budget_line")).length, 2);
  });

  test("the project runs; what is typed in a form is not lost by a slip", async () => {
    const { page } = manager;
    await manager.go(path());
    await page.getByRole("button", { name: "Rozpocznij realizację" }).click();
    await page.locator("[aria-current=step]").filter({ hasText: "W realizacji" }).waitFor();
    await manager.go(path("/risks"));
    await page.getByRole("button", { name: "Dodaj ryzyko" }).click();
    const dialog = dialogOf(page);
    await dialog.getByLabel("Co może się stać").fill("Głowica się spóźni");
    await page.keyboard.press("Escape");
    await dialog.getByText("Wyjść bez zapisania?").waitFor();
    await dialog.getByRole("button", { name: "Zostań" }).click();
    await dialog.choose("Prawdopodobieństwo", "4 –");
    await dialog.choose("Skutek", "5 –");
    await dialog.getByRole("button", { name: "Dodaj", exact: true }).click();
    await page.getByRole("button", { name: /prawdopodobieństwo 4, skutek 5: 1 ryzyko/ }).click();
    await page.getByRole("heading", { name: "Głowica się spóźni" }).waitFor();
    await manager.accessible();
    await manager.picture("project-risks");
    manager.wellBehaved();
  });

  test("a partner's expense is in its own register and in no competitor's", async () => {
    const { page } = member;
    await member.go(path("/budget"));
    await page.getByRole("button", { name: "Dodaj wydatek" }).click();
    const dialog = dialogOf(page);
    await dialog.getByLabel("Kwota").fill("dwieście");
    await dialog.getByRole("button", { name: "Dodaj", exact: true }).click();
    await dialog.getByRole("alert").filter({ hasText: "podaj kwotę" }).waitFor();
    await dialog.getByLabel("Kwota").fill("199,99");
    await dialog.getByLabel("Za co").fill("Proszek tytanowy");
    await dialog.getByRole("button", { name: "Dodaj", exact: true }).click();
    await page.getByText("Proszek tytanowy").waitFor();
    await other.go(path("/budget"));
    await other.page.getByRole("heading", { name: "Wydatki", exact: true }).waitFor();
    assert.ok(!(await other.page.content()).includes("199,99"));
    await manager.go(path("/budget"));
    await manager.page.getByText(/Wydano \d+\s?% planu/).first().waitFor();
    await manager.accessible();
    await manager.picture("project-budget");
    member.wellBehaved();
  });

  test("in a running project changes are collected, sent, seen side by side; one voice against rejects, all for apply", async () => {
    const { page } = member;
    const ask = async (amount) => {
      await member.go(path("/budget"));
      await page.getByRole("button", { name: /^Edytuj: .*Aparatura/ }).click();
      const dialog = dialogOf(page);
      await dialog.getByLabel("Kwota").fill(amount);
      await dialog.getByRole("button", { name: "Dodaj do wniosku" }).click();
      await page.getByText("Zebrano 1 zmianę").waitFor();
      await page.getByRole("link", { name: "Przegląd" }).click();
      await page.getByText("Zebrano 1 zmianę").waitFor();
      await page.getByRole("button", { name: "Wniosek o zmianę…" }).click();
      await dialog.getByLabel("O co chodzi").fill(`Piec za ${amount}`);
      await dialog.getByText("2 000,00").waitFor();
      await member.accessible();
      await dialog.getByRole("button", { name: "Wyślij partnerom" }).click();
      await dialog.waitFor({ state: "detached" });
      await page.getByText("Zebrano").waitFor({ state: "detached" });
    };
    await ask("3000");
    await other.go(path("/changes"));
    await other.page.getByRole("cell", { name: /3 000,00/ }).waitFor();
    await other.accessible();
    await other.picture("project-change");
    await other.page.getByRole("button", { name: /Sprzeciw/ }).click();
    await other.page.getByRole("button", { name: /Sprzeciw/ }).click();
    await other.page.getByText("napisz, co przemawia przeciw").waitFor();
    await other.page.getByLabel("Co przemawia przeciw?").fill("Za drogo.");
    await other.page.getByRole("button", { name: /Sprzeciw/ }).click();
    await other.page.getByText("odrzucona").waitFor();
    assert.equal((await parts("budget_line")).find((each) => each.category === "equipment").amount, "2000.00");

    await ask("2500");
    await other.go(path("/changes"));
    await other.page.getByRole("button", { name: /Zgadzam się/ }).click();
    const open = manager.page.getByRole("article").filter({ hasText: "Piec za 2500" });
    await other.page.getByRole("article").filter({ hasText: "Piec za 2500" }).getByText("za", { exact: true }).nth(1).waitFor();
    await manager.go(path("/changes"));
    await open.getByRole("button", { name: /Zapisz zgodę/ }).click();
    await open.getByLabel("Skąd to wiadomo?").fill("Uchwała zespołu");
    await open.getByRole("button", { name: /Zapisz zgodę/ }).click();
    await open.getByText("wprowadzona").waitFor();
    assert.equal((await parts("budget_line")).find((each) => each.category === "equipment").amount, "2500.00");
    for (const site of [manager, member, other]) site.wellBehaved();
  });

  test("reports: written, handed in, returned, mended, accepted; two who close the period are told", async () => {
    const { page } = manager;
    await manager.go(path("/reports"));
    await page.getByRole("button", { name: "Dodaj okres" }).click();
    const dialog = dialogOf(page);
    await dialog.getByLabel("Nazwa okresu").fill("Pierwszy kwartał");
    await dialog.getByLabel("Do", { exact: false }).first().fill(day(5));
    await dialog.getByLabel("Sprawozdania do").fill(day(20));
    await dialog.getByRole("button", { name: "Dodaj", exact: true }).click();
    await page.getByRole("heading", { name: "Pierwszy kwartał" }).waitFor();
    await member.go(path("/reports"));
    await member.page.getByRole("button", { name: /^Napisz/ }).click();
    const report = dialogOf(member.page);
    await report.getByLabel("Co zrobiono").fill("Zaprojektowano implant.");
    await report.getByRole("button", { name: "Zapisz", exact: true }).click();
    await member.page.getByRole("button", { name: "Złóż sprawozdanie" }).click();
    await member.page.getByText("złożone", { exact: true }).waitFor();
    await manager.go(path("/reports"));
    await page.getByRole("button", { name: "Zwróć do poprawy…" }).click();
    await page.getByLabel("Co trzeba poprawić?").fill("Brak liczb.");
    await page.getByRole("button", { name: "Zwróć do poprawy", exact: true }).click();
    await page.getByText("do poprawy", { exact: true }).waitFor();
    await manager.picture("project-reports");
    await page.getByText("3 partnerów zalega ze sprawozdaniem").waitFor();
    assert.ok(await page.getByRole("button", { name: "Zamknij okres" }).isDisabled());
    await member.go(path("/reports"));
    await member.page.getByText("Brak liczb.").waitFor();
    await member.page.getByRole("button", { name: /^Popraw:/ }).click();
    await report.getByLabel("Co zrobiono").fill("Zaprojektowano trzy implanty.");
    await report.getByRole("button", { name: "Zapisz", exact: true }).click();
    await member.page.getByRole("button", { name: "Złóż sprawozdanie" }).click();
    await member.page.getByText("złożone", { exact: true }).waitFor();
    const [period] = await parts("period");
    // The others' reports, as their people would give them.
    const owed = (await who.manager.get(path("/owed-reports"))).json.items;
    for (const { organisation } of owed.filter((each) => each.organisation !== who.own)) {
      const made = await add("report", { period: period.id, organisation, text: "Zrobiono." });
      await who.manager.expect(200, "POST", path(`/parts/report/${made.id}/state`), { json: { state: "submitted", note: "Pismo" }, headers: { "if-match": `"${made.version}"` } });
    }
    // From here on the manager is somebody whom no event reaches.
    await page.route("**/api/v1/events*", (route) => route.abort());
    await manager.go(path("/reports"));
    for (let left = owed.length; left > 0; --left) {
      const buttons = page.getByRole("button", { name: "Przyjmij", exact: true });
      await buttons.nth(left - 1).waitFor();
      await buttons.first().click();
      await buttons.nth(left - 1).waitFor({ state: "detached" });
    }
    await who.animator.expect(200, "POST", path(`/parts/period/${period.id}/state`), { json: { state: "closed" }, headers: { "if-match": `"${period.version}"` } });
    await page.getByRole("button", { name: "Zamknij okres" }).click();
    await page.getByRole("alert").filter({ hasText: "Ktoś inny zmienił to w międzyczasie" }).or(page.getByRole("alert").filter({ hasText: "już zamknięty" })).first().waitFor();
    await page.getByText("zamknięty", { exact: true }).waitFor();
    await page.unroute("**/api/v1/events*");
    await manager.accessible();
    manager.wellBehaved();
  });

  test("decisions and results are written down", async () => {
    const { page } = manager;
    await manager.go(path("/decisions"));
    await page.getByRole("button", { name: "Zapisz decyzję" }).click();
    const dialog = dialogOf(page);
    await dialog.getByLabel("Co postanowiono").fill("Obie linie drukują to samo");
    await dialog.getByLabel("Dlaczego").fill("Porównanie jest ważniejsze.\nNa razie.");
    await dialog.getByRole("button", { name: "Dodaj", exact: true }).click();
    await page.getByRole("heading", { name: "Obie linie drukują to samo" }).waitFor();
    await manager.accessible();
    await member.go(path("/results"));
    await member.page.getByRole("button", { name: "Dodaj wynik" }).click();
    const result = dialogOf(member.page);
    await result.getByLabel("Co powstało").fill("Protokół druku");
    await result.choose("Rodzaj", "know-how");
    await result.getByRole("button", { name: "Dodaj", exact: true }).click();
    await member.page.getByRole("heading", { name: "Protokół druku" }).waitFor();
    await member.accessible();
    member.wellBehaved();
  });

  test("the project closes once everything is settled, with what came of it", async () => {
    const { page } = manager;
    await manager.go(path());
    await page.getByRole("link", { name: "2 zadania nie są ani zrobione, ani skreślone" }).waitFor();
    await manager.picture("project-running");
    await page.getByRole("button", { name: "Zamknij projekt…" }).click();
    await page.getByRole("button", { name: "Zamknij projekt", exact: true }).click();
    await page.getByText("napisz, co wyszło z projektu").waitFor();
    await page.getByLabel("Co wyszło z projektu?").fill("Dziesięć implantów.");
    await page.getByRole("button", { name: "Zamknij projekt", exact: true }).click();
    await page.getByRole("alert").filter({ hasText: /niezakończon/ }).waitFor();
    assert.equal(await page.getByLabel("Co wyszło z projektu?").inputValue(), "Dziesięć implantów.");
    for (const task of await parts("task"))
      await who.manager.expect(200, "PUT", path(`/parts/task/${task.id}`), { json: { ...task, state: "dropped" }, headers: { "if-match": `"${task.version}"` } });
    await page.getByRole("button", { name: "Zamknij projekt", exact: true }).click();
    await page.getByText("Co wyszło z projektu").first().waitFor();
    await page.locator("[aria-current=step]").filter({ hasText: "Zamknięty" }).waitFor();
    await page.getByText("Dziesięć implantów.").waitFor();
    manager.wellBehaved();
  });

  test("the list is searched, narrowed by stage and partner, exported; the address tells it all", async () => {
    await who.manager.expect(201, "POST", `/clusters/${who.cluster.slug}/projects`, { json: { title: { pl: "=SUM(A1) Żaglowce", en: "Sailing ships" }, begins_on: day(0), ends_on: day(90), visibility: "everyone" } });
    const { page } = member;
    await member.go("/projects");
    await page.getByRole("status").filter({ hasText: "2 projekty" }).waitFor();
    await page.getByRole("button", { name: /^Szkice 1/ }).click();
    await page.waitForURL(/stage=draft/);
    await page.getByRole("status").filter({ hasText: "1 projekt" }).waitFor();
    await page.getByRole("button", { name: /^Szkice 1/ }).click();
    await choose({ getByRole: page.getByRole.bind(page), page: () => page }, "Czyje", names[who.own]);
    await page.waitForURL(/partner=/);
    await page.getByRole("status").filter({ hasText: "1 projekt" }).waitFor();
    await page.getByRole("button", { name: "Wyczyść filtry" }).click();
    await page.getByLabel("Szukaj").fill("zaglowiec");
    await page.getByRole("status").filter({ hasText: "1 projekt" }).waitFor();
    const save = async (item) => {
      const download = page.waitForEvent("download");
      await page.getByRole("button", { name: "Eksport" }).click();
      await page.getByRole("menuitem", { name: item }).click();
      return fs.readFileSync(await (await download).path());
    };
    assert.match((await save("Plik CSV")).toString("utf8"), /\n,'=SUM\(A1\) Żaglowce,Sailing ships,Szkic,/);
    const book = await save("Arkusz XLSX");
    assert.equal(book.subarray(0, 4).toString("latin1"), "PK\u0003\u0004");
    assert.match(Object.values(unzipSync(book)).map((file) => strFromU8(file)).join(""), /=SUM\(A1\) Żaglowce/);
    member.wellBehaved();
  });

  test("a guest sees what is public, and nothing of what goes on inside", async () => {
    const guest = await openSite(browser, server, { screen: "phone", language: "en" });
    await guest.go("/projects");
    await guest.page.getByRole("link", { name: /Sailing ships/ }).click();
    await guest.page.getByRole("heading", { level: 1, name: "Sailing ships" }).waitFor();
    assert.equal(await guest.page.getByRole("combobox", { name: "Parts of the project" }).count(), 0);
    await guest.accessible();
    await guest.go(path());
    await guest.page.getByText("There is nothing here").waitFor();
    assert.ok(!(await guest.page.content()).includes("Implant"));
    guest.wellBehaved();
    await guest.close();
  });

  test("a draft that was deleted is brought back", async () => {
    const { json: made } = await who.manager.expect(201, "POST", `/clusters/${who.cluster.slug}/projects`, { json: { title: { pl: "Do usunięcia" }, begins_on: day(0), ends_on: day(9) } });
    const { page } = manager;
    await manager.go(`/projects/${made.id}`);
    await page.getByRole("button", { name: "Usuń", exact: true }).click();
    await page.getByText("Usunięto:").waitFor();
    await who.manager.expect(404, "GET", `/projects/${made.id}`);
    await page.getByRole("button", { name: "Cofnij" }).click();
    await page.getByRole("heading", { level: 1, name: "Do usunięcia" }).waitFor();
  });

  for (const [screen, language, scheme] of [["phone", "en", "light"], ["phone", "pl", "dark"], ["desktop", "en", "dark"]])
    test(`every side of a project holds on ${screen}, ${language}, ${scheme}`, async () => {
      const site = await openSite(browser, server, { screen, language, scheme });
      await site.logInAs(who.manager);
      if (screen === "phone") await site.page.setViewportSize({ width: 320, height: 700 });
      for (const tab of ["", "/partners", "/budget", "/reports", "/changes", "/risks", "/decisions", "/results", "/edit"]) {
        await site.go(path(tab));
        await site.page.getByRole("heading", { level: 1 }).waitFor();
        await site.fitsWidth();
        await site.accessible();
        await site.picture(`project${tab.replace("/", "-")}`);
      }
      await site.go("/projects");
      await site.page.getByRole("article").first().waitFor();
      await site.fitsWidth();
      await site.accessible();
      await site.picture("projects");
      site.wellBehaved();
      await site.close();
    });

  test("a thousand projects are listed, searched, narrowed and exported", async () => {
    const fields = ["Implanty", "Druk", "Robotyka", "Łóżka", "Szwy"];
    const begin = (i) => who.manager.expect(201, "POST", `/clusters/${who.cluster.slug}/projects`, { json: { title: { pl: `${fields[i % 5]} nr ${i}`, en: `Project ${i}` }, begins_on: day(-i), ends_on: day(90 + i), visibility: i % 3 ? "members" : "everyone" } });
    for (let i = 0; i < 1000; i += 10) await Promise.all(Array.from({ length: 10 }, (_, j) => begin(i + j)));
    const site = await openSite(browser, server);
    await site.logInAs(who.manager);
    const { page } = site;
    const report = [], timed = async (what, work) => {
      const from = performance.now();
      await work();
      report.push(`${what}: ${Math.round(performance.now() - from)} ms`);
    };
    await timed("list opened", async () => {
      await site.go("/projects");
      await page.getByRole("status").filter({ hasText: /1[\s\u00a0]?0\d\d projekt/ }).waitFor();
    });
    await timed("more shown", async () => {
      const before = await page.getByRole("article").count();
      await page.getByRole("button", { name: "Pokaż kolejne" }).click();
      await page.getByRole("article").nth(before).waitFor();
    });
    await timed("searched", async () => {
      await page.getByLabel("Szukaj").fill("łóżko 123");
      await page.getByRole("link", { name: "Łóżka nr 123" }).waitFor();
    });
    await page.getByRole("button", { name: "Wyczyść filtry" }).click();
    await page.getByRole("status").filter({ hasText: /1[\s\u00a0]?0\d\d projekt/ }).waitFor();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Eksport" }).click();
    await page.getByRole("menuitem", { name: "Plik CSV" }).click();
    const rows = fs.readFileSync(await (await download).path(), "utf8").trim().split("\n");
    assert.ok(rows.length > 1000, `${rows.length} rows`);
    console.log(report.join("\n"));
    site.wellBehaved();
    await site.close();
  });
});
