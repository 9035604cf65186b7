// The plan of a joint project as those in it meet it: a list, a board and a Gantt chart over the same tasks.
import assert from "node:assert/strict";
import fs from "node:fs";
import { after, before, describe, test } from "node:test";
import { people } from "../api/support/people.mjs";
import { startServer } from "../support/grono.mjs";
import { launch, openSite } from "./support/browser.mjs";
import { addPlan, newProject, planOf } from "./support/plan.mjs";

describe("plan of a project", { timeout: 1_200_000 }, () => {
  let server, browser, who, manager, member;
  before(async () => {
    server = await startServer();
    who = await people(server);
    browser = await launch();
    manager = await openSite(browser, server);
    await manager.logInAs(who.manager);
    member = await openSite(browser, server);
    await member.logInAs(who.representative);
    // The first page loads what all others use.
    for (const { page } of [manager, member]) page.setDefaultTimeout(60_000);
    await manager.go("/projects");
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  const at = (project, query = "") => `/projects/${project.id}/plan${query}`;
  const add = async (project, title, more = {}) => (await who.manager.expect(201, "POST", `${project.path}/parts/task`, { json: { title, duration_days: 5, ...more } })).json;
  const stored = async (project, id) => (await who.manager.get(`${project.path}/parts/task/${id}`)).json;
  const until = async (work, what) => {
    for (let i = 0; i < 100; ++i) {
      if (await work()) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    assert.fail(what);
  };
  const drag = async (page, from, to) => {
    await page.mouse.move(...from);
    await page.mouse.down();
    await page.mouse.move(from[0] + 6, from[1] + 3);
    for (let i = 1; i <= 5; ++i) await page.mouse.move(from[0] + ((to[0] - from[0]) * i) / 5, from[1] + ((to[1] - from[1]) * i) / 5);
    await page.waitForTimeout(100);
    await page.mouse.up();
  };
  const middle = async (locator) => {
    const { x, y, width, height } = await locator.boundingBox();
    return [x + width / 2, y + height / 2];
  };

  test("an empty plan says what it would hold; the first task is added, and what is missing is said", async () => {
    const project = await newProject(who, "Pusty plan");
    const { page } = manager;
    await manager.go(at(project));
    await page.getByText("Tu powstanie plan projektu").waitFor();
    await manager.accessible();
    await manager.picture("plan-empty");
    await page.getByRole("button", { name: "Dodaj pierwsze zadanie" }).click();
    const form = page.getByRole("dialog");
    await form.getByRole("button", { name: "Dodaj zadanie" }).click();
    await form.getByRole("alert").filter({ hasText: "Nadaj tytuł" }).waitFor();
    await form.getByLabel("Tytuł").fill("Badania łączników");
    await form.getByLabel("Nie wcześniej niż").fill("2026-03-02");
    await form.getByLabel("Dni", { exact: false }).first().fill("10");
    assert.equal(await form.getByLabel("Koniec").inputValue(), "2026-03-11", "the end follows");
    await form.getByLabel("Koniec").fill("2026-03-06");
    await manager.accessible();
    await form.getByRole("button", { name: "Dodaj zadanie" }).click();
    await form.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Badania łączników", exact: true }).waitFor();
    const { json } = await who.manager.get(`${project.path}/parts/task`);
    assert.deepEqual(json.items.map((each) => [each.title, each.starts_on, each.duration_days]), [["Badania łączników", "2026-03-02", 5]]);
    manager.wellBehaved();
  });

  test("a card is dragged by the mouse, and by keys; what is done asks for the day; undo takes it back", async () => {
    const project = await newProject(who, "Tablica");
    const [a, b, c] = [await add(project, "Pierwsze"), await add(project, "Drugie"), await add(project, "Trzecie")];
    const { page } = manager;
    await manager.go(at(project, "?view=board"));
    const column = (name) => page.getByRole("region", { name, exact: true });
    const card = (title) => page.locator(".plan-column .plan-card").filter({ hasText: title });
    await drag(page, await middle(card("Trzecie")), [(await middle(column("W toku")))[0], (await middle(card("Pierwsze")))[1]]);
    await column("W toku").getByRole("button", { name: /Trzecie/ }).waitFor();
    await until(async () => (await stored(project, c.id)).state === "in_progress", "moved by the mouse");
    await page.getByRole("button", { name: "Cofnij", exact: true }).click();
    await column("Do zrobienia").getByRole("button", { name: /Trzecie/ }).waitFor();
    await until(async () => (await stored(project, c.id)).state === "to_do", "taken back");
    // Up by the mouse: before the first.
    const first = await card("Pierwsze").boundingBox();
    await drag(page, await middle(card("Trzecie")), [first.x + 40, first.y + 4]);
    await until(async () => (await stored(project, c.id)).position < (await stored(project, a.id)).position, "put before the first");
    assert.deepEqual(await column("Do zrobienia").locator(".plan-card-title").allInnerTexts(), ["Trzecie", "Pierwsze", "Drugie"]);
    await card("Drugie").focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Escape");
    await card("Drugie").focus();
    await page.keyboard.press("Space");
    for (let i = 0; i < 3; ++i) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Space");
    const ask = page.getByRole("dialog", { name: "Kiedy to zrobiono?" });
    assert.match(await ask.getByLabel("Dzień wykonania").inputValue(), /^\d{4}-\d\d-\d\d$/);
    await ask.getByLabel("Dzień wykonania").fill("2026-02-03");
    await manager.accessible();
    await ask.getByRole("button", { name: "Oznacz jako zrobione" }).click();
    await column("Zrobione").getByRole("button", { name: /Drugie/ }).waitFor();
    await until(async () => (await stored(project, b.id)).done_on === "2026-02-03", "done on that day");
    await manager.accessible();
    manager.wellBehaved();
  });

  test("several steps are undone and done again, by keys and by buttons, each told in words", async () => {
    const project = await newProject(who, "Kroki");
    const [a, b] = [await add(project, "Alfa"), await add(project, "Beta")];
    const { page } = manager;
    await manager.go(at(project));
    const choose = async (title, state) => {
      const select = page.getByLabel(`Stan zadania: ${title}`, { exact: true });
      await select.focus();
      await select.selectOption(state);
    };
    const saved = (work) => Promise.all([page.waitForResponse((response) => /parts\/task/.test(response.url()) && response.request().method() !== "GET" && response.ok()), work()]);
    await saved(() => choose("Alfa", "in_progress"));
    await saved(() => choose("Beta", "blocked"));
    await page.getByRole("button", { name: "Beta", exact: true }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel("Opis").fill("Pisane");
    await page.keyboard.press("Control+z");
    assert.equal((await stored(project, b.id)).state, "blocked", "in a text field the keys are the field's");
    await form.getByLabel("Opis").fill("Opis Bety");
    await saved(() => form.getByRole("button", { name: "Zapisz" }).click());
    await form.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Dodaj zadanie", exact: true }).click();
    await form.getByLabel("Tytuł").fill("Gamma");
    await form.getByLabel("Dni", { exact: false }).first().fill("3");
    await saved(() => form.getByRole("button", { name: "Dodaj zadanie" }).click());
    await form.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Alfa", exact: true }).click();
    await saved(() => form.getByRole("button", { name: "Usuń", exact: true }).click());
    await form.waitFor({ state: "detached" });
    const said = (text) => page.locator(".plan-notice").getByText(text, { exact: true }).waitFor();
    await said("Usunięto „Alfa”.");
    await page.locator("body").click({ position: { x: 2, y: 2 } });
    for (const text of ["Usunięto „Alfa”.", "Dodano „Gamma”.", "Zmieniono „Beta”.", "„Beta”: Wstrzymane."]) {
      await saved(() => page.keyboard.press("Control+z"));
      await said(`Cofnięto – ${text}`);
    }
    await manager.accessible();
    assert.deepEqual([(await stored(project, b.id)).state, (await stored(project, b.id)).description, (await stored(project, a.id)).state], ["to_do", "", "in_progress"]);
    const names = async () => (await who.manager.get(`${project.path}/parts/task`)).json.items.map((each) => each.title).sort();
    assert.deepEqual(await names(), ["Alfa", "Beta"]);
    await saved(() => page.keyboard.press("Control+Shift+z"));
    await said("Ponowiono – „Beta”: Wstrzymane.");
    await saved(() => page.keyboard.press("Control+y"));
    await said("Ponowiono – Zmieniono „Beta”.");
    assert.deepEqual([(await stored(project, b.id)).state, (await stored(project, b.id)).description], ["blocked", "Opis Bety"]);
    await saved(() => page.getByRole("button", { name: "Ponów – Dodano „Gamma”." }).click());
    await said("Ponowiono – Dodano „Gamma”.");
    assert.deepEqual(await names(), ["Alfa", "Beta", "Gamma"]);
    // All the way back from the list of steps.
    await page.getByRole("button", { name: "Więcej działań na planie" }).click();
    await page.getByRole("menuitem", { name: "Moje zmiany w planie…" }).click();
    const list = page.getByRole("dialog", { name: "Moje zmiany w planie" });
    await list.getByRole("region", { name: "Cofnięte" }).getByText("Usunięto „Alfa”.").waitFor();
    await manager.accessible();
    await manager.picture("plan-history");
    await list.getByRole("button", { name: "Cofnij aż dotąd – „Alfa”: W toku." }).click();
    await until(async () => (await stored(project, a.id)).state === "to_do", "all of it taken back");
    assert.deepEqual([await names(), (await stored(project, b.id)).description], [["Alfa", "Beta"], ""]);
    await page.getByRole("button", { name: "Nie ma czego cofnąć" }).waitFor();
    manager.wellBehaved();
  });

  test("a step that somebody else's change has made impossible is told and left; the one before it is undone", async () => {
    const project = await newProject(who, "Dwoje w planie");
    const [a, b] = [await add(project, "Alfa"), await add(project, "Beta")];
    const { page } = manager;
    await manager.go(at(project));
    const choose = async (title, state) => {
      const select = page.getByLabel(`Stan zadania: ${title}`, { exact: true });
      await select.focus();
      await select.selectOption(state);
    };
    await choose("Alfa", "in_progress");
    await until(async () => (await stored(project, a.id)).state === "in_progress", "the first step");
    await choose("Beta", "in_progress");
    await until(async () => (await stored(project, b.id)).state === "in_progress", "the second step");
    const others = async (task, set) => who.animator.expect(200, "PATCH", `${project.path}/parts/task`, { json: { changes: [{ id: task.id, version: (await stored(project, task.id)).version, set }] } });
    await others(b, { state: "blocked" });
    await others(a, { title: "Alfa inaczej" });
    await page.getByRole("button", { name: "Alfa inaczej" }).waitFor();
    await page.keyboard.press("Control+z");
    await page.getByRole("alert").filter({ hasText: "Nie da się cofnąć – „Beta”: W toku. Ktoś to w międzyczasie zmienił: „Beta”." }).waitFor();
    assert.equal((await stored(project, b.id)).state, "blocked", "what somebody else wrote is not written over");
    await manager.accessible();
    await page.keyboard.press("Control+z");
    await until(async () => (await stored(project, a.id)).state === "to_do", "another field of it is no hindrance");
    assert.equal((await stored(project, a.id)).title, "Alfa inaczej");
    // What was added and is waited for by somebody's task stays.
    await page.getByRole("button", { name: "Dodaj zadanie", exact: true }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel("Tytuł").fill("Delta");
    await form.getByLabel("Dni", { exact: false }).first().fill("3");
    await form.getByRole("button", { name: "Dodaj zadanie" }).click();
    await form.waitFor({ state: "detached" });
    const delta = (await who.manager.get(`${project.path}/parts/task`)).json.items.find((each) => each.title === "Delta");
    await others(b, { depends_on: [{ task: delta.id }], title: "Beta czeka" });
    await page.getByRole("button", { name: "Beta czeka" }).waitFor();
    await page.getByRole("button", { name: "Cofnij – Dodano „Delta”." }).click();
    await page.getByRole("alert").filter({ hasText: "Inne zadania czekają teraz na: „Delta”" }).waitFor();
    await stored(project, delta.id);
    manager.wellBehaved();
  });

  test("by a finger: cards and bars are dragged after a rest, and a swipe scrolls", async () => {
    const project = await newProject(who, "Palcem");
    await addPlan(who, project, planOf(30, who, { packages: 2 }));
    const one = await add(project, "Pod palcem", { starts_on: "2026-01-12", position: -1 });
    const site = await openSite(browser, server, { screen: "phone", touch: true });
    await site.logInAs(who.manager);
    const { page } = site;
    const cdp = await site.context.newCDPSession(page);
    const touch = (type, ...at) => cdp.send("Input.dispatchTouchEvent", { type, touchPoints: at.length ? [{ x: at[0], y: at[1] }] : [] });
    const glide = async (from, to, { restMs = 0, holdMs = 0 } = {}) => {
      await touch("touchStart", ...from);
      await page.waitForTimeout(restMs);
      for (let i = 1; i <= 8; ++i) {
        await touch("touchMove", from[0] + ((to[0] - from[0]) * i) / 8, from[1] + ((to[1] - from[1]) * i) / 8);
        await page.waitForTimeout(16);
      }
      await page.waitForTimeout(holdMs);
      await touch("touchEnd");
    };
    await site.go(at(project, "?view=board"));
    const card = page.locator(".plan-column .plan-card").filter({ hasText: "Pod palcem" });
    // A swipe over the cards scrolls them, and moves none.
    const body = page.locator(".plan-column-body").first();
    await body.evaluate((box) => box.scrollIntoView({ block: "start" }));
    const from = await middle(card);
    await glide([from[0], from[1] + 400], [from[0], from[1] + 100]);
    await until(() => body.evaluate((box) => box.scrollTop > 60), "the column is scrolled");
    assert.equal((await stored(project, one.id)).version, 1);
    // What a finger has thrown glides on for a while.
    await page.waitForTimeout(1_000);
    await body.evaluate((box) => { box.scrollTop = 0; });
    // Held for a moment it is carried, to the edge and on into the next column.
    const start = await middle(card);
    await glide(start, [386, start[1] + 40], { restMs: 400, holdMs: 1500 });
    await until(async () => (await stored(project, one.id)).state !== "to_do", "carried into another column");
    assert.equal(await page.getByRole("dialog").count(), 0, "dragging opens nothing");
    await page.getByRole("button", { name: "Cofnij", exact: true }).tap();
    await until(async () => (await stored(project, one.id)).state === "to_do", "taken back by a tap");
    // In the chart, where rows are long: a project of its own with a bar in the first row.
    const chart = await newProject(who, "Palcem w czasie");
    const moved = await add(chart, "Pod palcem", { starts_on: "2026-01-12" });
    await addPlan(who, chart, Array.from({ length: 30 }, (_, i) => ({ part: "task", title: `Zadanie ${i + 1}`, duration_days: 4, starts_on: "2026-01-20" })));
    await site.go(at(chart, "?view=gantt&zoom=day"));
    const bar = page.locator(`[data-bar="${moved.id}"] .gantt-edge`);
    await bar.waitFor({ state: "attached" });
    const gantt = page.locator(".plan-gantt");
    await gantt.evaluate((box) => box.scrollIntoView({ block: "start" }));
    const grip = await middle(bar);
    // Up and down, and across, as everywhere.
    const corner = [grip[0] + 40, grip[1] + 250];
    await glide(corner, [corner[0], corner[1] - 150]);
    await until(() => gantt.evaluate((box) => box.scrollTop > 40), "scrolled down");
    await page.waitForTimeout(1_000);
    await gantt.evaluate((box) => { box.scrollTop = 0; });
    await page.waitForTimeout(300);
    const { starts_on: before } = await stored(chart, moved.id);
    const held = await middle(bar);
    await glide(held, [held[0] + 62, held[1]], { restMs: 400, holdMs: 100 });
    await until(async () => (await stored(chart, moved.id)).starts_on !== before, "the bar is moved");
    assert.equal((await stored(chart, moved.id)).starts_on, "2026-01-14", "by two days");
    await page.waitForTimeout(300);
    await gantt.evaluate((box) => { box.scrollLeft += 120; });
    const edge = await bar.boundingBox();
    const days = (await stored(chart, moved.id)).duration_days;
    await glide([edge.x + edge.width + 6, edge.y + edge.height / 2], [edge.x + edge.width + 37, edge.y + edge.height / 2], { restMs: 400, holdMs: 100 });
    await until(async () => (await stored(chart, moved.id)).duration_days === days + 1, "a day longer");
    assert.equal(await page.getByRole("dialog").count(), 0);
    await page.locator(`[data-bar="${moved.id}"] .gantt-edge`).tap();
    await page.getByRole("dialog").waitFor();
    site.wellBehaved();
    await site.close();
  });

  test("in the chart a bar is moved, stretched and linked; a circle is refused with the names", async () => {
    const project = await newProject(who, "Wykres");
    const a = await add(project, "Projekt", { starts_on: "2026-02-02" }), b = await add(project, "Prototyp", { starts_on: "2026-02-16" });
    const { page } = manager;
    await manager.go(at(project, "?view=gantt&zoom=day"));
    const bar = (id) => page.locator(`[data-bar="${id}"] .gantt-edge`);
    await bar(a.id).waitFor();
    const from = await middle(bar(a.id));
    await drag(page, from, [from[0] + 90, from[1]]);
    await until(async () => (await stored(project, a.id)).starts_on === "2026-02-05", "moved by three days");
    await page.getByText("„Projekt”: nie wcześniej niż 5 lut 2026.").waitFor();
    const { x, y, width, height } = await bar(a.id).boundingBox();
    await drag(page, [x + width - 1, y + height / 2], [x + width + 61, y + height / 2]);
    await until(async () => (await stored(project, a.id)).duration_days === 7, "two days longer");
    await page.mouse.move(...(await middle(bar(a.id))));
    const target = await bar(b.id).boundingBox();
    await drag(page, await middle(page.locator(`[data-bar="${a.id}"] .gantt-grip`).last()), [target.x + 10, target.y + 8]);
    await until(async () => (await stored(project, b.id)).depends_on.length === 1, "linked");
    assert.deepEqual((await stored(project, b.id)).depends_on[0], { task: a.id, kind: "finish_to_start", lag_days: 0 });
    await page.mouse.move(...(await middle(bar(b.id))));
    const back = await bar(a.id).boundingBox();
    await drag(page, await middle(page.locator(`[data-bar="${b.id}"] .gantt-grip`).last()), [back.x + 10, back.y + 8]);
    await page.getByRole("alert").filter({ hasText: "„Projekt” → „Prototyp” → „Projekt”" }).waitFor();
    assert.equal((await stored(project, a.id)).depends_on.length, 0);
    await manager.accessible();
    manager.wellBehaved();
  });

  test("a circle that the form makes is explained at the field by names", async () => {
    const project = await newProject(who, "Koło");
    const a = await add(project, "Jajko"), b = await add(project, "Kura", { depends_on: [{ task: a.id }] });
    const { page } = manager;
    await manager.go(at(project, `?task=${a.id}`));
    const form = page.getByRole("dialog");
    await form.getByText("Na to czeka 1 zadanie").waitFor();
    await form.getByRole("textbox", { name: "Dodaj zadanie, na które to czeka" }).fill("kura");
    await page.getByRole("option", { name: "Kura" }).click();
    await form.getByRole("button", { name: "Zapisz" }).click();
    await form.getByRole("alert").filter({ hasText: "„Jajko” → „Kura” → „Jajko”" }).waitFor();
    await manager.accessible();
    await form.getByRole("button", { name: "Usuń zależność: Kura" }).click();
    await form.getByLabel("Opis").fill("Było pierwsze.");
    await form.getByRole("button", { name: "Zapisz" }).click();
    await form.waitFor({ state: "detached" });
    assert.equal((await stored(project, a.id)).description, "Było pierwsze.");
    assert.equal((await stored(project, b.id)).depends_on.length, 1);
    manager.wellBehaved();
  });

  test("two who edit one task: the second sees both versions and decides; unsaved work is asked about", async () => {
    const project = await newProject(who, "Dwoje");
    const task = await add(project, "Wspólne zadanie");
    const { page } = manager;
    await manager.go(at(project, `?task=${task.id}`));
    const form = page.getByRole("dialog").first();
    await form.getByLabel("Opis").fill("Moje zdanie");
    await who.animator.expect(200, "PUT", `${project.path}/parts/task/${task.id}`, { json: { title: "Wspólne zadanie", duration_days: 9 }, headers: { "if-match": '"1"' } });
    await form.getByRole("button", { name: "Zapisz" }).click();
    const conflict = form.getByRole("alert").filter({ hasText: "Ktoś inny zapisał to zadanie" });
    await conflict.getByRole("cell", { name: "Moje zdanie" }).waitFor();
    await conflict.getByRole("cell", { name: "9" }).waitFor();
    assert.equal((await stored(project, task.id)).description, "", "nothing is overwritten");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog", { name: "Są niezapisane zmiany" }).getByRole("button", { name: "Zostań" }).click();
    await conflict.getByRole("button", { name: "Zapisz moją wersję" }).click();
    await form.waitFor({ state: "detached" });
    assert.deepEqual([(await stored(project, task.id)).description, (await stored(project, task.id)).duration_days], ["Moje zdanie", 5]);
    manager.wellBehaved();
  });

  test("another's change shows by itself", async () => {
    const project = await newProject(who, "Na żywo");
    const task = await add(project, "Zadanie na żywo");
    await manager.go(at(project));
    await who.animator.expect(200, "PUT", `${project.path}/parts/task/${task.id}`, { json: { title: "Zadanie zmienione", duration_days: 9 }, headers: { "if-match": '"1"' } });
    await manager.page.getByRole("button", { name: "Zadanie zmienione" }).waitFor();
    manager.wellBehaved();
  });

  test("a task and a work package are deleted and brought back; packages change places", async () => {
    const project = await newProject(who, "Pakiety");
    const task = await add(project, "Do kosza");
    const { page } = manager;
    await manager.go(at(project, `?task=${task.id}`));
    await page.getByRole("dialog").getByRole("button", { name: "Usuń", exact: true }).click();
    await page.getByText("Usunięto „Do kosza”.").waitFor();
    await page.getByRole("button", { name: "Cofnij", exact: true }).click();
    await page.getByRole("button", { name: "Do kosza", exact: true }).waitFor();
    await page.getByRole("button", { name: "Więcej działań na planie" }).click();
    await page.getByRole("menuitem", { name: "Pakiety robocze…" }).click();
    const dialog = page.getByRole("dialog", { name: "Pakiety robocze" });
    for (const [code, title] of [["WP1", "Zarządzanie"], ["WP2", "Badania"]]) {
      await dialog.getByLabel("Kod").fill(code);
      await dialog.getByLabel("Nazwa").fill(title);
      await dialog.getByRole("button", { name: "Dodaj", exact: true }).click();
      await dialog.getByText(`${code} ${title}`).waitFor();
    }
    await dialog.getByRole("button", { name: "Przesuń wyżej: WP2 Badania" }).click();
    await until(async () => (await dialog.locator(".plan-package-name").allInnerTexts())[0].startsWith("WP2"), "reordered");
    await dialog.getByRole("button", { name: "Usuń: WP1 Zarządzanie" }).click();
    await dialog.getByText("Usunięto „Zarządzanie”.").waitFor();
    await manager.accessible();
    await dialog.getByRole("button", { name: "Cofnij", exact: true }).click();
    await dialog.getByRole("button", { name: "Usuń: WP1 Zarządzanie" }).waitFor();
    const { json } = await who.manager.get(`${project.path}/parts/work_package`);
    assert.equal(json.items.length, 2);
    manager.wellBehaved();
  });

  test("a plan is pasted, its errors are said row by row, mended and added; what is shown is exported", async () => {
    const project = await newProject(who, "Import");
    const { page } = manager;
    await manager.go(at(project));
    await page.getByRole("button", { name: "Wczytaj plan" }).click();
    const dialog = page.getByRole("dialog", { name: "Wczytaj plan" });
    const text = dialog.getByRole("textbox", { name: "Plan", exact: true });
    await text.fill("Nr;Zadanie;Pakiet roboczy;Partner;Dni;Czeka na\n1;Wymagania;WP1 Start;Nieznany;5;\n2;Projekt;WP1 Start;;10;1;\n3;Gotowe;WP1 Start;;0;2FS+2");
    await dialog.getByText("„Nieznany”: nie ma takiego partnera").waitFor();
    await dialog.getByText("1 wiersz do poprawienia").waitFor();
    await manager.accessible();
    assert.ok(await dialog.getByRole("button", { name: "Dodaj 3 zadania" }).isDisabled());
    await text.fill("Nr;Zadanie;Pakiet roboczy;Partner;Dni;Czeka na\n1;Wymagania;WP1 Start;;5;\n2;Projekt;WP1 Start;;10;1;\n3;Gotowe;WP1 Start;;0;2FS+2");
    await dialog.getByRole("button", { name: "Dodaj 3 zadania" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Gotowe" }).waitFor();
    const { json } = await who.manager.get(`${project.path}/parts/task`);
    assert.deepEqual(json.items.sort((a, b) => a.position - b.position).map((each) => [each.title, each.kind, each.depends_on?.[0]?.lag_days ?? -1]), [["Wymagania", "task", -1], ["Projekt", "task", 0], ["Gotowe", "milestone", 2]]);
    await page.getByRole("button", { name: "Więcej działań na planie" }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: "Pobierz widoczne (CSV)" }).click()]);
    const lines = fs.readFileSync(await download.path(), "utf8").trim().split("\n");
    assert.equal(lines.length, 4);
    assert.match(lines[3], /Gotowe,Kamień milowy.*2FS\+2/);
    manager.wellBehaved();
  });

  test("the address tells the view; many tasks change at once; a partner changes its own tasks only", async () => {
    const project = await newProject(who, "Filtry");
    await addPlan(who, project, planOf(12, who));
    const { page } = manager;
    await manager.go(at(project, `?q=projekt&partner=${who.own}`));
    await page.getByText(/1 z 12 zadań/).waitFor();
    await page.getByRole("button", { name: "Wyczyść filtry" }).click();
    await page.waitForURL((url) => !url.search.includes("q="));
    await page.getByRole("checkbox", { name: "Zaznacz wszystkie widoczne" }).check();
    await page.getByText("Zaznaczono 12 zadań").first().waitFor();
    await page.getByRole("textbox", { name: "Zmień stan" }).click();
    await page.locator(".mantine-Select-option").filter({ hasText: "Wstrzymane" }).click();
    await until(async () => (await who.manager.get(`${project.path}/parts/task`)).json.items.every(({ state }) => state === "blocked"), "all of them changed");
    await page.getByRole("button", { name: "Koniec", exact: true }).click();
    await page.waitForURL(/sort=end/);
    await page.getByRole("columnheader", { name: "Koniec" }).and(page.locator("[aria-sort=ascending]")).waitFor();
    await manager.accessible();
    await member.go(at(project));
    const states = member.page.locator(".plan-table-body select.plan-state");
    await states.first().waitFor();
    assert.equal(await states.count(), 4, "its own tasks");
    await states.first().focus();
    await states.first().selectOption("in_progress");
    await until(async () => (await who.manager.get(`${project.path}/parts/task`)).json.items.filter(({ state }) => state === "in_progress").length === 1, "changed in its place");
    manager.wellBehaved();
    member.wellBehaved();
  });

  test("the chart is printed on one page, landscape", async () => {
    const project = await newProject(who, "Druk");
    await addPlan(who, project, planOf(12, who));
    await manager.go(at(project, "?view=gantt"));
    await manager.page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    const pdf = await manager.page.pdf({ preferCSSPageSize: true });
    fs.mkdirSync("build/screenshots", { recursive: true });
    fs.writeFileSync("build/screenshots/plan-print.pdf", pdf);
    const text = pdf.toString("latin1");
    assert.equal(text.match(/\/Type\s*\/Page\b/g)?.length, 1);
    const [, width, height] = text.match(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/);
    assert.ok(Number(width) > Number(height), "landscape");
    manager.wellBehaved();
  });

  for (const [language, screen, scheme] of [["pl", "desktop", "light"], ["en", "phone", "light"], ["pl", "phone", "dark"], ["en", "desktop", "dark"]])
    test(`every view in ${language} on a ${screen} in the ${scheme}: accessible, and no wider than the screen`, async () => {
      const project = await newProject(who, "Implant dopasowany do pacjenta, drukowany w technologii przyrostowej z badaniami klinicznymi w trzech szpitalach");
      await addPlan(who, project, planOf(14, who));
      await add(project, "Ocena biozgodności wszystkich łączników tytanowych według ISO 10993-1, ISO 10993-5 i ISO 10993-10 razem z dokumentacją techniczną dla jednostki notyfikowanej");
      const one = await add(project, "Jedno");
      const site = await openSite(browser, server, { screen, language, scheme });
      await site.logInAs(who.manager);
      for (const view of ["list", "board", "gantt"]) {
        await site.go(at(project, `?view=${view}`));
        await site.page.locator(".plan-open, .plan-card").first().waitFor();
        await site.accessible();
        await site.fitsWidth();
        await site.picture(`plan-${view}`);
      }
      await site.go(at(project, `?task=${one.id}`));
      await site.page.getByRole("dialog").waitFor();
      await site.accessible();
      await site.picture("plan-form");
      site.wellBehaved();
      await site.close();
    });

  test("ten thousand tasks are loaded and used", async () => {
    const project = await newProject(who, "Dziesięć tysięcy");
    const made = performance.now();
    await addPlan(who, project, planOf(10_000, who));
    const report = [`added in ${Math.round(performance.now() - made)} ms`];
    const site = await openSite(browser, server);
    await site.logInAs(who.manager);
    const { page } = site;
    page.setDefaultTimeout(120_000);
    await page.addInitScript(() => {
      globalThis.longTasks = [];
      new PerformanceObserver((list) => globalThis.longTasks.push(...list.getEntries().map(({ duration }) => Math.round(duration)))).observe({ type: "longtask", buffered: true });
    });
    const measured = async (what, work) => {
      await page.evaluate(() => { globalThis.longTasks.length = 0; });
      const begin = performance.now();
      await work();
      await page.waitForTimeout(200);
      const tasks = await page.evaluate(() => globalThis.longTasks);
      report.push(`${what}: ${Math.round(performance.now() - begin)} ms, long tasks: ${tasks.length ? `${tasks.length}, longest ${Math.max(...tasks)} ms` : "none"}`);
    };
    // Frames while a box is scrolled as by a wheel, and while it is thrown from one end to the other.
    const scrolled = async (selector, axis = "scrollTop") => {
      for (const how of ["wheel", "thrown"]) await framesOf(selector, axis, how);
    };
    const framesOf = async (selector, axis, how) => {
      const frames = await page.evaluate(async ([sought, direction, way]) => {
        const box = document.querySelector(sought), times = [];
        const end = direction === "scrollTop" ? box.scrollHeight : box.scrollWidth;
        let last = performance.now();
        for (let i = 0; i <= 60; ++i) {
          box[direction] = way === "wheel" ? i * 100 : (end * (i % 30)) / 60 + i * 37;
          await new Promise(requestAnimationFrame);
          times.push(performance.now() - last);
          last = performance.now();
        }
        return times.sort((x, y) => x - y);
      }, [selector, axis, how]);
      report.push(`  frames of ${selector} ${axis}, ${how}: median ${frames[30].toFixed(1)} ms, 95 % ${frames[57].toFixed(1)} ms, longest ${frames[60].toFixed(1)} ms`);
    };
    await page.goto(`http://localhost:${server.port}${at(project)}`);
    await page.locator(".plan-open").first().waitFor();
    await page.getByText(/10[\s\u00a0]?000 zadań/).first().waitFor();
    await measured("list scrolled", () => scrolled(".plan-list"));
    assert.ok((await page.locator(".plan-row").count()) < 80, "only what is in sight is drawn");
    await measured("text filter", async () => {
      await page.getByRole("searchbox").fill("biozgodnosci 4 5");
      await page.getByText(/z 10[\s\u00a0]?000 zadań/).waitFor();
    });
    await page.getByRole("searchbox").fill("");
    await page.locator(".plan-row").nth(20).waitFor();
    await measured("sorted by end", async () => {
      await page.getByRole("button", { name: "Koniec", exact: true }).click();
      await page.locator("[aria-sort=ascending]").waitFor();
    });
    await measured("task opened", async () => {
      await page.locator(".plan-open").nth(3).click();
      await page.getByRole("dialog").getByLabel("Opis").waitFor();
    });
    await measured("task saved", async () => {
      await page.getByRole("dialog").getByLabel("Opis").fill("Zmienione wśród dziesięciu tysięcy");
      await page.getByRole("dialog").getByRole("button", { name: "Zapisz" }).click();
      await page.getByRole("dialog").waitFor({ state: "detached" });
    });
    await measured("state changed in its place", async () => {
      // By its name: coming into sight it moves among those that are drawn.
      const name = await page.locator(".plan-table-body select.plan-state:not([data-task-state=blocked])").nth(2).getAttribute("aria-label");
      const state = page.getByLabel(name, { exact: true }).first();
      await state.focus();
      const [answer] = await Promise.all([page.waitForResponse((response) => response.request().method() === "PATCH"), state.selectOption("blocked")]);
      assert.equal(answer.status(), 200);
    });
    await measured("board opened", async () => {
      await page.getByText("Tablica", { exact: true }).click();
      await page.locator(".plan-card").first().waitFor();
    });
    assert.ok((await page.locator(".plan-card").count()) < 120, "only what is in sight is drawn");
    await measured("board scrolled", () => scrolled(".plan-column-body"));
    await measured("chart opened", async () => {
      await page.getByText("Wykres Gantta", { exact: true }).click();
      await page.locator(".gantt-task[data-bar], .gantt-name").first().waitFor();
    });
    await measured("chart scrolled down", () => scrolled(".plan-gantt"));
    await measured("chart scrolled across", () => scrolled(".plan-gantt", "scrollLeft"));
    assert.ok((await page.locator("[data-bar]").count()) < 90, "only what is in sight is drawn");
    await measured("zoomed to months", async () => {
      await page.getByText("Miesiące", { exact: true }).click();
      await page.waitForURL(/zoom=month/);
    });
    await site.picture("plan-gantt-10000");
    console.log(report.join("\n"));
    site.wellBehaved();
    await site.close();
  });
});
