// Discover as its users do: a file is searched, the levels are stepped through, a cluster is begun; in both languages, on
// phone and desktop.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { people } from "../api/support/people.mjs";
import { startServer } from "../support/grono.mjs";
import { regionCsv } from "../support/region.mjs";
import { launch, openSite } from "./support/browser.mjs";

describe("discover", { timeout: 600_000 }, () => {
  let server, browser, who, file;
  before(async () => {
    server = await startServer();
    who = await people(server);
    browser = await launch();
    file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "grono-region-")), "podmioty.csv");
    fs.writeFileSync(file, regionCsv());
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  const texts = {
    pl: { file: "Plik z podmiotami", field: "Branża", start: "Znajdź klastry", found: /Znaleziono 1 klaster/, city: "Miasto", begin: "Załóż klaster z tego skupiska", create: "Utwórz klaster", made: /utworzono/ },
    en: { file: "A file of establishments", field: "Field", start: "Find clusters", found: /1 cluster found/, city: "City", begin: "Start a cluster from this group", create: "Make the cluster", made: /is made/ },
  };
  const search = async (site, says) => {
    await site.go("/discover");
    await site.page.getByLabel(says.file).first().check();
    await site.page.locator("input[type=file]").setInputFiles(file);
    await site.page.getByLabel(says.field, { exact: false }).first().fill("32.50");
    await site.page.getByRole("button", { name: says.start }).click();
    await site.page.getByText(says.found).waitFor({ timeout: 60_000 });
  };

  for (const [screen, language, scheme] of [["desktop", "pl", "light"], ["phone", "en", "light"], ["desktop", "en", "dark"], ["phone", "pl", "dark"]]) {
    test(`a file is searched and looked through, ${screen}, ${language}, ${scheme}`, async () => {
      const site = await openSite(browser, server, { screen, language, scheme });
      await site.logInAs(who.manager);
      const says = texts[language];
      await site.go("/discover");
      await site.picture("discover-empty");
      await site.accessible();
      await search(site, says);
      await site.mapIdle();
      await site.page.getByText(/Łączniki medyczne/).first().waitFor();
      await site.fitsWidth();
      await site.accessible();
      await site.picture("discover-found");
      await site.page.locator(".found-list button").first().click();
      await site.page.locator(".found-chosen").waitFor();
      const download = site.page.waitForEvent("download");
      await site.page.getByText("CSV").first().click();
      assert.match(fs.readFileSync(await (await download).path(), "utf8"), /^cluster,name,scope/);
      site.wellBehaved();
      await site.close();
    });
  }

  test("the address keeps what was found; a group becomes a cluster", async () => {
    const site = await openSite(browser, server, { language: "pl" });
    await site.logInAs(who.administrator);
    await search(site, texts.pl);
    await site.page.reload();
    await site.page.getByText(texts.pl.found).waitFor();
    await site.page.getByRole("button", { name: texts.pl.begin }).click();
    await site.page.getByLabel("Nazwa po polsku").fill("Łączniki Gliwickie");
    assert.equal(await site.page.getByLabel("Adres").inputValue(), "laczniki-gliwickie");
    await site.picture("discover-begin");
    await site.page.getByRole("button", { name: texts.pl.create }).click();
    await site.page.getByText(texts.pl.made).waitFor();
    site.wellBehaved();
    await site.close();
  });

  test("at fixed distances, each group's own distance is one of those asked for", async () => {
    const site = await openSite(browser, server, { language: "pl" });
    await site.logInAs(who.manager);
    await site.go("/discover");
    await site.page.getByLabel(texts.pl.file).first().check();
    await site.page.locator("input[type=file]").setInputFiles(file);
    await site.page.getByLabel(texts.pl.field, { exact: false }).first().fill("32.50");
    await site.page.getByRole("button", { name: "Ustawienia dla znawców" }).click();
    await site.page.getByLabel("Stałe odległości w metrach").fill("2 000; 800 m");
    const found = site.page.waitForResponse(async (answer) => /\/jobs\//.test(answer.url()) && answer.ok() && Boolean((await answer.json()).result?.discovery), { timeout: 60_000 });
    await site.page.getByRole("button", { name: texts.pl.start }).click();
    const { discovery } = (await (await found).json()).result;
    await site.page.getByText(texts.pl.found).waitFor({ timeout: 60_000 });
    assert.deepEqual(discovery.record.hierarchy.radii_m, [800, 2000]);
    assert.equal(discovery.clusters.features.length, 1);
    for (const { properties } of discovery.clusters.features) assert.ok([800, 2000].includes(properties.reach_m), `${properties.reach_m} m`);
    await site.page.getByText(/Łączniki medyczne/).first().waitFor();
    await site.mapIdle();
    await site.fitsWidth();
    await site.picture("discover-fixed-distances");
    // What was asked stands there still when one asks anew.
    await site.page.getByRole("button", { name: "Nowe poszukiwanie" }).click();
    await site.page.getByLabel(texts.pl.field, { exact: false }).first().waitFor();
    site.wellBehaved();
    await site.close();
  });

  test("a search that can't be made says why, and one that lasts is cancelled", async () => {
    const site = await openSite(browser, server, { language: "pl" });
    await site.logInAs(who.manager);
    await site.go("/discover");
    await site.page.getByLabel("Branża").first().fill("99.99");
    await site.page.getByRole("button", { name: texts.pl.start }).click();
    await site.page.getByText("Nie udało się przeprowadzić poszukiwania").waitFor();
    await site.page.getByText(/99\.99/).first().waitFor();
    await site.picture("discover-failed");
    fs.writeFileSync(file, regionCsv({ establishments: 12_000, makers: 400 }));
    await site.page.getByRole("button", { name: "Nowe poszukiwanie" }).click();
    await site.page.getByLabel(texts.pl.file).first().check();
    await site.page.locator("input[type=file]").setInputFiles(file);
    await site.page.getByLabel("Branża").first().fill("32.50");
    await site.page.getByRole("button", { name: "Ustawienia dla znawców" }).click();
    await site.page.getByLabel("Losowania").fill("9999");
    await site.page.getByRole("button", { name: texts.pl.start }).click();
    await site.page.getByText(/Porównywanie z przypadkiem/).waitFor();
    await site.picture("discover-running");
    await site.page.getByRole("button", { name: "Anuluj" }).click();
    await site.page.getByText("Poszukiwanie przerwano").waitFor({ timeout: 60_000 });
    site.wellBehaved();
    await site.close();
  });
});
