// Two people at once: what one says, the other sees; whom one names, is told; how, they choose.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { people } from "../api/support/people.mjs";
import { startServer } from "../support/grono.mjs";
import { launch, openSite } from "./support/browser.mjs";

describe("notifications", { timeout: 600_000 }, () => {
  let server, browser, who, member, manager, idea;
  before(async () => {
    server = await startServer();
    who = await people(server);
    browser = await launch();
    member = await openSite(browser, server);
    await member.logInAs(who.representative);
    manager = await openSite(browser, server);
    await manager.logInAs(who.manager);
    idea = (await who.representative.expect(201, "POST", `/clusters/${who.cluster.slug}/ideas`, { json: { kind: "technology", title: { pl: "Wspólna komora próżniowa", en: "A shared vacuum chamber" }, organisation: who.own } })).json;
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  const everyScreen = async (client, name, address, prepare = async () => {}) => {
    for (const [screen, language, scheme] of [["desktop", "pl", "light"], ["phone", "pl", "light"], ["desktop", "en", "dark"], ["phone", "en", "dark"]]) {
      const site = await openSite(browser, server, { screen, language, scheme });
      await site.logInAs(client);
      await site.go(address);
      await prepare(site);
      await site.fitsWidth();
      await site.accessible();
      await site.picture(name);
      site.wellBehaved();
      await site.close();
    }
  };

  test("an empty page says what would be here and leads to it", async () => {
    const newcomer = await openSite(browser, server);
    await newcomer.logInAs(who.employee);
    await newcomer.go("/notifications");
    await newcomer.page.getByText("Tu pojawi się, co Cię dotyczy").waitFor();
    await newcomer.page.getByRole("link", { name: "Przejdź do pomysłów" }).waitFor();
    await newcomer.accessible();
    await newcomer.picture("notifications-empty");
    await newcomer.close();
  });

  test("two people at one idea see each other's comments and support at once", async () => {
    await member.go(`/ideas/${idea.id}`);
    await manager.go(`/ideas/${idea.id}`);
    await manager.page.getByLabel("Twój komentarz").fill("Kto ma miejsce?");
    await manager.page.getByRole("button", { name: "Skomentuj" }).click();
    await member.page.locator(".comment").getByText("Kto ma miejsce?").waitFor();
    await member.page.getByLabel("Twój komentarz").fill("My, w hali B.");
    await member.page.getByRole("button", { name: "Skomentuj" }).click();
    await manager.page.locator(".comment").getByText("My, w hali B.").waitFor();
    await member.page.getByRole("button", { name: "Popieram" }).click();
    await manager.page.getByText("popiera 1 osoba").waitFor();
    await manager.page.locator(".comment").filter({ hasText: "Kto ma miejsce?" }).getByRole("button", { name: "Usuń komentarz" }).click();
    await member.page.locator(".comment").getByText("Kto ma miejsce?").waitFor({ state: "detached" });
    await manager.page.getByRole("button", { name: "Cofnij" }).click();
    await member.page.locator(".comment").getByText("Kto ma miejsce?").waitFor();
    member.wellBehaved();
    manager.wellBehaved();
  });

  test("somebody is named with the keyboard alone, and told at once by the bell", async () => {
    const { page } = member;
    await manager.go("/ideas");
    await page.getByLabel("Twój komentarz").focus();
    await page.keyboard.type("Zapytajmy @koor");
    const option = page.getByRole("option", { name: /Koordynator/ });
    await option.waitFor();
    assert.equal(await option.getAttribute("aria-selected"), "true");
    assert.equal(await page.getByLabel("Twój komentarz").getAttribute("aria-activedescendant"), await option.getAttribute("id"));
    await member.accessible();
    await member.picture("mention-list");
    await page.keyboard.press("Enter");
    await page.keyboard.type("o halę.");
    assert.equal(await page.getByLabel("Twój komentarz").inputValue(), "Zapytajmy @Koordynator klastra o halę.");
    await page.getByRole("button", { name: "Skomentuj" }).click();
    const comment = page.locator(".comment").filter({ hasText: "Zapytajmy @Koordynator klastra o halę." });
    await comment.waitFor();
    const { json: stored } = await who.representative.get(`/ideas/${idea.id}/comments`);
    assert.match(stored.items.at(-1).text, /^Zapytajmy @\{[0-9a-f-]{36}\} o halę\.$/);
    const bell = manager.page.getByRole("button", { name: /Powiadomienia: \d+ nieprzeczytan/ });
    await bell.waitFor();
    await bell.click();
    const told = manager.page.getByRole("link", { name: /wspomina o Tobie w rozmowie/ });
    await told.waitFor();
    await manager.accessible();
    await manager.picture("bell");
    await told.click();
    await manager.page.waitForURL(new RegExp(`/ideas/${idea.id}#comment-`));
    await manager.page.locator(".comment[data-called]").getByText("Zapytajmy").waitFor();
    member.wellBehaved();
    manager.wellBehaved();
  });

  test("a comment that is edited shows names, not what stands for them", async () => {
    const comment = member.page.locator(".comment").filter({ hasText: "o halę" });
    await comment.getByRole("button", { name: "Edytuj komentarz" }).click();
    assert.equal(await comment.getByLabel("Edytuj komentarz").inputValue(), "Zapytajmy @Koordynator klastra o halę.");
    await comment.getByLabel("Edytuj komentarz").press("End");
    await member.page.keyboard.type(" Dziś.");
    await comment.getByRole("button", { name: "Zapisz" }).click();
    await member.page.locator(".comment").getByText("Zapytajmy @Koordynator klastra o halę. Dziś.").waitFor();
  });

  test("the page of all notifications filters, marks and undoes", async () => {
    for (const text of ["Raz", "Dwa"]) await who.representative.expect(201, "POST", `/ideas/${idea.id}/comments`, { json: { text } });
    const { page } = manager;
    await manager.go("/notifications");
    await page.getByText(/\d+ powiadomie/).first().waitFor();
    await manager.accessible();
    await page.getByText("Nieprzeczytane", { exact: true }).click();
    await page.waitForURL(/unread=true/);
    const items = page.locator(".notification");
    await items.first().waitFor();
    await page.getByRole("button", { name: "Oznacz wszystkie jako przeczytane" }).click();
    await page.getByText("Wszystko przeczytane").waitFor();
    await page.getByRole("button", { name: "Pokaż wszystkie" }).click();
    await items.first().getByRole("button", { name: "Oznacz jako nieprzeczytane" }).click();
    await page.locator(".notification[data-unread]").waitFor();
    await page.getByRole("button", { name: "Powiadomienia: 1 nieprzeczytane" }).waitFor();
    manager.wellBehaved();
  });

  test("each choice of the settings is kept at once", async () => {
    const { page } = manager;
    await manager.go("/account#notifications");
    await page.getByRole("radio", { name: "Ktoś o mnie wspomina: wcale" }).check();
    await page.getByText("Zapisano").waitFor();
    await page.getByText("co tydzień", { exact: true }).click();
    await page.getByRole("textbox", { name: "Dzień tygodnia" }).waitFor();
    await page.getByText("Nie wysyłaj w tych godzinach").click();
    await page.getByLabel("Od", { exact: true }).fill("21:30");
    await manager.quiet();
    await manager.accessible();
    const { json: kept } = await who.manager.get("/account/notification-settings");
    assert.deepEqual([kept.channels.mentioned, kept.digest, kept.quiet], ["off", "weekly", { from: "21:30", to: "07:00" }]);
    manager.wellBehaved();
  });

  test("the pages hold on a phone, in the dark, in English, and for a screen reader", async () => {
    await everyScreen(who.manager, "notifications", "/notifications");
    await everyScreen(who.manager, "notification-settings", "/account");
    await everyScreen(who.manager, "comments", `/ideas/${idea.id}`);
    await everyScreen(who.manager, "bell-open", "/", async ({ page, quiet }) => {
      await page.getByRole("button", { name: /^(Powiadomienia|Notifications)/ }).click();
      await page.locator(".notification").first().waitFor();
      await quiet();
    });
  });

  test("what is hidden while somebody looks at it is shown no longer", async () => {
    await manager.go(`/ideas/${idea.id}`);
    await manager.page.getByRole("heading", { level: 1, name: "Wspólna komora próżniowa" }).waitFor();
    const { json: now, headers } = await who.representative.get(`/ideas/${idea.id}`);
    await who.representative.expect(200, "PUT", `/ideas/${idea.id}`, { json: { kind: now.kind, title: now.title, organisation: who.own, visibility: "owner" }, headers: { "if-match": headers.get("etag") } });
    await manager.page.getByRole("heading", { level: 1, name: "Wspólna komora próżniowa" }).waitFor({ state: "detached" });
  });
});
