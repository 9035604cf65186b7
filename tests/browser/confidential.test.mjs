// Confidential matches and the list of who saw what, as representatives of two members meet them.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Client } from "../api/support/client.mjs";
import { password, people } from "../api/support/people.mjs";
import { grono, startServer } from "../support/grono.mjs";
import { launch, openSite } from "./support/browser.mjs";

const need = { kind: "know_how", title: { pl: "Szukamy powłoki antybakteryjnej na implanty tytanowe z jonami srebra", en: "We look for an antibacterial coating of titanium implants with silver ions" }, visibility: "owner" };
const offer = (visibility) => ({ kind: "know_how", title: { pl: "Nakładamy powłoki antybakteryjne z jonami srebra na implanty tytanowe", en: "We apply antibacterial coatings with silver ions to titanium implants" }, description: { pl: "Od prototypu do małej serii, z badaniem przyczepności.", en: "From a prototype to a small series, adhesion tested." }, visibility });

describe("confidentiality", { timeout: 600_000 }, () => {
  let server, browser, who, rival, item, theirs;
  const add = async (client, organisation, side, made) => {
    const { json, headers } = await client.expect(200, "GET", `/organisations/${organisation}`);
    return (await client.expect(200, "PUT", `/organisations/${organisation}`, { json: { ...json, [side]: [...json[side], made] }, headers: { "if-match": headers.get("etag") } })).json[side].at(-1).id;
  };
  const everywhere = async (client, address, name, ready) => {
    for (const screen of ["desktop", "phone"])
      for (const [language, scheme] of [["pl", "light"], ["en", "dark"]]) {
        const site = await openSite(browser, server, { screen, language, scheme });
        await site.logInAs(client);
        await site.go(address);
        await ready(site.page, language);
        await site.fitsWidth();
        await site.accessible();
        await site.picture(name);
        site.wellBehaved();
        await site.close();
      }
  };
  before(async () => {
    server = await startServer();
    who = await people(server);
    const { json } = await who.manager.expect(201, "POST", `/clusters/${who.cluster.slug}/invitations`, { json: { role: "representative", organisation: who.other } });
    rival = new Client(server.base);
    rival.csrf = (await rival.expect(201, "POST", `/invitations/${json.path.split("/").pop()}`, { json: { email: `rywal-${Math.random()}@przyklad.invalid`, password, display_name: "Zmyślony Rywal", language: "pl" } })).json.csrf_token;
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  test("before anybody has seen anything the list says what it would hold", async () => {
    await everywhere(who.representative, `/organisations/${who.own}/disclosures`, "disclosures-empty", (page, language) =>
      page.getByText(language === "pl" ? "Nikt jeszcze niczego nie widział" : "Nobody has seen anything yet").waitFor());
  });

  test("a need is let be matched, with the keyboard, and the switch says since when", async () => {
    item = await add(who.representative, who.own, "needs", need);
    theirs = await add(rival, who.other, "offers", offer("owner"));
    const site = await openSite(browser, server);
    await site.logInAs(who.representative);
    await site.go(`/organisations/${who.own}`);
    await site.page.getByRole("link", { name: "Poufne dopasowania" }).first().click();
    const consent = site.page.getByRole("switch", { name: /dopasowane poufnie: Szukamy powłoki/ });
    await consent.focus();
    await site.page.keyboard.press("Space");
    await site.page.getByText(/Pozwoliliście/).waitFor();
    assert.ok(await consent.isChecked());
    site.wellBehaved();
    await site.close();
  });

  test("both sides answer, and names come last", async () => {
    await rival.expect(200, "PUT", `/organisations/${who.other}/matching/consents/${theirs}`);
    const later = new Date(Date.now() + 8 * 24 * 3600 * 1000).toISOString().replace(/\.\d+/, "");
    assert.equal(grono(["match", "--as-of", later, "--every-pair", "--data", server.data]).status, 0);
    await add(rival, who.other, "offers", { ...offer("members"), title: { pl: "Powłoki ze srebrem na implanty tytanowe: małe serie", en: "Silver coatings of titanium implants: small series" } });
    await everywhere(who.representative, `/organisations/${who.own}/matching`, "matching-asked", (page, language) =>
      page.getByRole("button", { name: language === "pl" ? "Zgadzamy się na wymianę nazw" : "We agree to exchange names" }).waitFor());
    const site = await openSite(browser, server);
    await site.logInAs(who.representative);
    await site.go(`/organisations/${who.own}/matching`);
    await site.page.getByRole("button", { name: "Zgadzamy się na wymianę nazw" }).click();
    await site.page.getByText("czeka na drugą stronę", { exact: true }).waitFor();
    const [match] = (await rival.expect(200, "GET", `/organisations/${who.other}/matching`)).json.matches;
    await rival.expect(200, "POST", `/organisations/${who.other}/matching/matches/${match.id}/answer`, { json: { answer: "agreed" } });
    await site.go(`/organisations/${who.own}/matching`);
    await site.page.getByText("w jej imieniu: Zmyślony Rywal").waitFor();
    await site.page.getByRole("button", { name: "1 kandydat" }).click();
    await site.page.getByRole("button", { name: "Pokaż im to i zapytaj" }).first().click();
    await site.page.getByRole("button", { name: "Pokaż", exact: true }).waitFor();
    await site.picture("matching-candidates");
    await site.accessible();
    await site.page.getByRole("button", { name: "Pokaż", exact: true }).click();
    await site.page.getByText("już zapytani").waitFor();
    site.wellBehaved();
    await site.close();
    await everywhere(who.representative, `/organisations/${who.own}/matching`, "matching-exchanged", (page, language) =>
      page.getByText(language === "pl" ? "obie strony się zgodziły" : "both sides agreed", { exact: true }).waitFor());
    await everywhere(rival, `/organisations/${who.other}/matching`, "matching-approached", (page, language) =>
      page.getByRole("button", { name: language === "pl" ? "Chcemy porozmawiać" : "We would like to talk" }).waitFor());
  });

  test("the list of who saw what is filtered by the address and saved as a file", async () => {
    await who.representative.expect(200, "GET", `/organisations/${who.other}`);
    await who.manager.expect(200, "GET", `/organisations/${who.other}`);
    await who.manager.expect(200, "GET", `/exports/organisations.csv?cluster=${who.cluster.slug}`);
    await everywhere(rival, `/organisations/${who.other}/disclosures`, "disclosures", (page) => page.getByRole("table").waitFor());
    const site = await openSite(browser, server);
    await site.logInAs(rival);
    await site.go(`/organisations/${who.other}/disclosures?organisation=${who.own}`);
    await site.page.getByRole("table").waitFor();
    assert.ok(!(await site.page.getByRole("table").innerText()).includes("plik z eksportu"));
    await site.page.getByRole("button", { name: "Eksport" }).click();
    const download = site.page.waitForEvent("download");
    await site.page.getByRole("menuitem", { name: "Plik CSV" }).click();
    assert.equal((await download).suggestedFilename(), "disclosures.csv");
    site.wellBehaved();
    await site.close();
  });

  test("an organisation with nothing to match is told what to do", async () => {
    const { json, headers } = await who.representative.expect(200, "GET", `/organisations/${who.own}`);
    await who.representative.expect(200, "PUT", `/organisations/${who.own}`, { json: { ...json, offers: [], needs: [] }, headers: { "if-match": headers.get("etag") } });
    await everywhere(who.representative, `/organisations/${who.own}/matching`, "matching-empty", (page, language) =>
      page.getByRole("link", { name: language === "pl" ? "Dodaj potrzebę albo ofertę" : "Add a need or an offer" }).waitFor());
  });
});
