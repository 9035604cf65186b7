// Every page in both languages, on phone and desktop, in light and dark: it opens, fits, and passes axe (WCAG 2.1 AA).
import { after, before, describe, test } from "node:test";
import assert from "node:assert/strict";
import { startServer } from "../support/grono.mjs";
import { people } from "../api/support/people.mjs";
import { launch, openSite } from "./support/browser.mjs";

const question = encodeURIComponent(JSON.stringify({ text: "badania biozgodności implantów" }));

describe("pages", { timeout: 600_000 }, () => {
  let server, browser, who, idea;
  before(async () => {
    server = await startServer();
    who = await people(server);
    idea = await someIdeas();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  // Of several kinds and stages, one with all that an idea can have.
  async function someIdeas() {
    const path = `/clusters/${who.cluster.slug}/ideas`;
    const made = async (json) => (await who.representative.expect(201, "POST", path, { json: { organisation: who.own, ...json } })).json.id;
    await made({ kind: "public_goods", title: { pl: "Klasa patronacka: technik urządzeń medycznych" }, visibility: "everyone" });
    await made({ kind: "market_or_product", title: { en: "Entering the Nordic market together" } });
    const shaped = await made({ kind: "technology", title: { pl: "Wspólne laboratorium pomiarów druku 3D z tytanu" }, description: { pl: "Jeden tomograf.\n\nJedna osoba." }, tags: ["tytan"], visibility: "everyone" });
    await who.representative.expect(200, "POST", `/ideas/${shaped}/stage`, { json: { stage: "shaped" }, headers: { "if-match": '"1"' } });
    await who.employee.expect(200, "PUT", `/ideas/${shaped}/support`);
    await who.employee.expect(201, "POST", `/ideas/${shaped}/comments`, { json: { text: "Mamy wolny lokal.\nProszę o rzut." } });
    return shaped;
  }

  const open = () => ({
    front: "/", map: "/map", catalogue: "/catalogue", "catalogue-filtered": "/catalogue?q=implanty&kind=enterprise",
    "catalogue-empty": "/catalogue?q=zzzzzz", partners: "/partners", "partners-found": `/partners?question=${question}`,
    ideas: "/ideas", idea: `/ideas/${idea}`, "ideas-empty": "/ideas?q=zzzzzz", organisation: `/organisations/${who.own}`, login: "/login", missing: "/nie-ma-takiej-strony",
  });
  const managed = () => ({
    members: "/members", import: "/import", merges: "/merges", account: "/account", audit: "/audit",
    edit: `/organisations/${who.own}/edit`, new: "/organisations/new", "ideas-managed": "/ideas?kind=technology", "idea-managed": `/ideas/${idea}`, "idea-new": "/ideas/new?kind=technology",
    "idea-edit": `/ideas/${idea}/edit`,
  });

  async function look(site, pages) {
    for (const [name, address] of Object.entries(pages)) {
      await site.go(address);
      await site.page.waitForSelector("h1, h3");
      if (["front", "map", "organisation"].includes(name)) await site.mapIdle();
      await site.fitsWidth();
      await site.accessible();
      await site.picture(name);
    }
    site.wellBehaved();
    await site.close();
  }

  for (const [screen, language, scheme] of [["desktop", "pl", "light"], ["desktop", "en", "dark"], ["phone", "pl", "dark"], ["phone", "en", "light"]]) {
    test(`for everybody, ${screen}, ${language}, ${scheme}`, async () => {
      await look(await openSite(browser, server, { screen, language, scheme }), open());
    });
    test(`for the manager, ${screen}, ${language}, ${scheme}`, async () => {
      const site = await openSite(browser, server, { screen, language, scheme });
      await site.logInAs(who.manager);
      await look(site, managed());
    });
  }

  test("no text is left in the other language", async () => {
    const site = await openSite(browser, server, { language: "en" });
    for (const address of ["/", "/map", "/catalogue", "/partners", "/ideas", "/login"]) {
      await site.go(address);
      const chrome = await site.page.evaluate(() => [...document.querySelectorAll("header, footer, h1, label, button")].filter((each) => !each.closest("article")).map((each) => each.textContent).join(" "));
      assert.doesNotMatch(chrome.replace("Grono Śląskich Wyrobów Medycznych (przykład)", ""), /Zaloguj|Szukaj|Katalog|Klaster|Filtry|Kolejność|Pomysł|Technologia|Iskra/, address);
      assert.equal(await site.page.getAttribute("html", "lang"), "en");
    }
    await site.close();
  });
});
