// Consortia and the network as people meet them: an opportunity is announced, the program proposes, partners answer, shares are
// set, the agreement is drafted, a project carries on and the network shows who works together.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { people, representativeOf } from "../api/support/people.mjs";
import { startServer } from "../support/grono.mjs";
import { launch, openSite } from "./support/browser.mjs";
import { everyPageFits } from "./support/steps.mjs";

const competences = ["frezowanie próbne", "anodowanie próbne", "sterylizacja próbna"];

describe("consortia", { timeout: 600_000 }, () => {
  let server, browser, who, members, manager, partner;
  before(async () => {
    server = await startServer();
    who = await people(server);
    members = [];
    for (const [i, competence] of competences.entries()) {
      const { json } = await who.manager.expect(201, "POST", `/organisations?cluster=${who.cluster.slug}`, { json: { legal_name: `Konsorcjant ${i + 1} (zmyślony)`, kind: "enterprise", employees: 20, offers: [{ kind: "know_how", title: { pl: competence }, tags: [competence], trl_to: 8 }] } });
      members.push({ id: json.id, client: await representativeOf(who, server.base, json.id, `czlonek${i}`) });
    }
    browser = await launch();
    manager = await openSite(browser, server);
    await manager.logInAs(who.manager);
    partner = await openSite(browser, server, { screen: "phone" });
    await partner.logInAs(members[0].client);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  test("nothing yet: the page says what would be here", async () => {
    await manager.go("/consortia");
    await manager.page.getByText("Nie ma jeszcze okazji").waitFor();
    await manager.accessible();
    await manager.picture("consortia-empty");
    await manager.go("/network");
    await manager.page.getByText("Nikt jeszcze nie pracuje razem").waitFor();
    await manager.accessible();
    manager.wellBehaved();
  });

  test("an opportunity is announced with what it requires", async () => {
    const { page } = manager;
    await manager.go("/opportunities/new");
    await page.getByRole("button", { name: "Ogłoś", exact: true }).click();
    await page.getByRole("alert").filter({ hasText: "Tytuł" }).waitFor();
    await page.getByLabel("Tytuł (po polsku)").fill("Nabór: wyroby medyczne");
    await page.getByLabel("Tytuł (po angielsku)").fill("Call: medical devices");
    await page.getByLabel("Otwarte do").fill("2099-12-31");
    await page.getByLabel("Partnerów co najmniej").fill("3");
    await page.getByLabel("Partnerów najwyżej").fill("3");
    await page.getByLabel("Kompetencja", { exact: true }).first().fill(competences[0]);
    for (const [i, competence] of competences.slice(1).entries()) {
      await page.getByRole("button", { name: "Dodaj kompetencję" }).click();
      await page.getByLabel("Kompetencja", { exact: true }).nth(i + 1).fill(competence);
    }
    await page.keyboard.press("Escape");
    await manager.accessible();
    await manager.picture("opportunity-form");
    await page.getByRole("button", { name: "Ogłoś", exact: true }).click();
    await page.waitForURL(/\/opportunities\/[0-9a-f-]{36}$/);
    await page.getByText("sterylizacja próbna").waitFor();
    manager.wellBehaved();
  });

  test("any requirement is tried out, and proposals stand side by side", async () => {
    const { page } = manager;
    await page.getByRole("button", { name: "Co by było, gdyby…" }).click();
    const trial = page.getByRole("region", { name: "Co by było, gdyby…" });
    await trial.getByLabel("Partnerów co najmniej").fill("3");
    await trial.getByLabel("Partnerów najwyżej").fill("5");
    await trial.getByLabel("Nie dalej od siebie niż (km)").fill("");
    await trial.getByRole("slider", { name: "Sprawdzona współpraca" }).focus();
    await page.keyboard.press("Home");
    await trial.getByText(/Razem zawsze 100/).waitFor();
    await trial.getByRole("button", { name: "Znajdź według tego" }).click();
    await page.getByRole("heading", { name: "Propozycje obok siebie" }).waitFor({ timeout: 30_000 });
    assert.ok((await page.getByRole("row").filter({ hasText: /^Propozycja \d/ }).count()) >= 2);
    await page.getByText("W każdej propozycji:").waitFor();
    await manager.accessible();
    await manager.fitsWidth();
    await manager.picture("opportunity-what-if");
    await trial.getByRole("button", { name: "Według wymagań" }).click();
    await page.getByRole("region", { name: "Co by było, gdyby…" }).waitFor({ state: "detached" });
    manager.wellBehaved();
  });

  test("the program proposes, what if shows why not, and a consortium is formed", async () => {
    const { page } = manager;
    await page.getByRole("button", { name: "Znajdź konsorcja" }).click();
    await page.getByRole("heading", { name: "Propozycja 1" }).waitFor({ timeout: 30_000 });
    await page.getByText("To najlepsze, jakie jest.").waitFor();
    await manager.accessible();
    await manager.picture("opportunity");
    await page.getByRole("button", { name: "Pomiń: Konsorcjant 1 (zmyślony)" }).click();
    await page.getByText("Żadne konsorcjum nie spełnia wszystkiego").waitFor({ timeout: 30_000 });
    await page.getByText("kompetencja: frezowanie próbne").waitFor();
    await page.getByRole("button", { name: "Dopuść ponownie: Konsorcjant 1 (zmyślony)" }).click();
    await page.getByRole("button", { name: "Utwórz to konsorcjum" }).click({ timeout: 30_000 });
    await page.waitForURL(/\/consortia\/[0-9a-f-]{36}$/);
    await page.getByText("Zanim będzie uzgodnione:").waitFor();
    manager.wellBehaved();
  });

  test("partners are asked, answer on their phones, and everybody sees it at once", async () => {
    const { page } = manager;
    const at = new URL(page.url()).pathname;
    await page.getByRole("button", { name: "Zaproś proponowanych" }).click();
    await page.getByText("zaproszony").first().waitFor();
    await partner.go("/notifications");
    await partner.page.getByText("zaprasza Twoją organizację do konsorcjum").waitFor();
    await partner.go(at);
    await partner.page.getByRole("button", { name: "Przyjmij" }).waitFor();
    await partner.fitsWidth();
    await partner.accessible();
    await partner.picture("consortium-asked");
    await partner.page.getByRole("button", { name: "Przyjmij" }).click();
    await partner.page.getByText("przyjęto zaproszenie").waitFor();
    const id = at.split("/")[2];
    for (const { id: organisation, client } of members.slice(1)) {
      const { json } = await client.get(`/consortia/${id}`);
      await client.expect(200, "POST", `/consortia/${id}/answer`, { json: { organisation, state: "accepted" }, headers: { "if-match": `"${json.version}"` } });
    }
    await page.locator("main td").filter({ hasText: "zgoda" }).nth(2).waitFor();
    partner.wellBehaved();
    manager.wellBehaved();
  });

  test("roles, shares, the agreement, what is ready, and on into a project", async () => {
    const { page } = manager;
    await page.getByRole("tab", { name: "Role i udziały" }).click();
    await page.getByLabel("Nazwa konsorcjum").fill("Konsorcjum Łąka");
    await page.getByRole("textbox", { name: "Udział", exact: true }).first().fill("50");
    await page.getByText(/Suma udziałów: 116,6/).waitFor();
    await page.getByRole("button", { name: "Równe udziały" }).click();
    await page.getByText(/Suma udziałów: 100/).waitFor();
    await manager.accessible();
    await page.getByRole("button", { name: "Zapisz" }).click();
    await page.getByRole("heading", { name: "Konsorcjum Łąka" }).waitFor();
    await page.getByRole("tab", { name: "Umowa" }).click();
    await page.getByRole("button", { name: "Przygotuj projekt umowy" }).click();
    await page.getByRole("button", { name: "Przygotuj od nowa" }).waitFor();
    assert.match(await page.getByLabel("Umowa (po polsku)").inputValue(), /Konsorcjant 2 \(zmyślony\)/);
    await manager.picture("consortium-agreement");
    await page.getByRole("tab", { name: /Gotowość/ }).click();
    await page.getByRole("checkbox").first().click();
    await page.getByRole("tab", { name: /Gotowość \(1\// }).waitFor();
    await page.getByRole("button", { name: "Uzgodnione: zamknij konsorcjum" }).click();
    await page.getByLabel("Projekt od").fill("2025-01-01");
    await page.getByLabel("do", { exact: true }).fill("2030-12-31");
    await page.getByRole("button", { name: "Przekaż do projektu" }).click();
    await page.getByRole("link", { name: "Dalej prowadzi wspólny projekt" }).waitFor();
    await manager.accessible();
    manager.wellBehaved();
  });

  test("the cluster's own template: placeholders, a preview, a mistake with its place, versions, back to the standard", async () => {
    const { page } = manager;
    await manager.go("/consortia");
    await page.getByRole("link", { name: "Wzór umowy" }).click();
    const text = page.getByLabel("Tekst wzoru (po polsku)");
    await text.fill("# Nasza umowa\n\n<script>alert(1)</script> prowadzi {lead}\n\n{partnerzy}\n\n{signatures}");
    await page.getByRole("button", { name: "Zapisz" }).click();
    await page.getByText(/„partnerzy” w wierszu 5, znak 1/).first().waitFor();
    await page.getByText("nie ma pola {partners}").waitFor();
    await text.fill("# Nasza umowa\n\n<script>alert(1)</script> prowadzi {lead}\n\n{partners}\n\n{signatures}");
    await page.getByRole("button", { name: "Pokaż na przykładzie" }).click();
    const preview = page.getByRole("region", { name: "Podgląd ze zmyślonym konsorcjum (po polsku)" });
    await preview.getByRole("heading", { name: "Nasza umowa" }).waitFor();
    await preview.getByText("<script>alert(1)</script> prowadzi Zakład Obróbki Żuraw").waitFor();
    await manager.accessible();
    await manager.picture("agreement-template");
    await page.getByRole("button", { name: "Zapisz" }).click();
    await page.getByText("Zapisano. Nowe projekty umów").waitFor();
    await page.getByText("Wersja 1").waitFor();
    await page.getByRole("button", { name: "Wróć do tekstu standardowego" }).click();
    await page.getByText("Wersja 2: tekst standardowy – w użyciu").waitFor();
    assert.match(await page.getByLabel("Tekst wzoru (po polsku)").inputValue(), /Umowa konsorcjum \(projekt\)/);
    await page.getByRole("button", { name: "Weź do edycji wersję 1" }).click();
    assert.match(await page.getByLabel("Tekst wzoru (po polsku)").inputValue(), /Nasza umowa/);
    page.once("dialog", (dialog) => dialog.accept());
  });

  test("the network shows who works with whom, and whom nobody works with", async () => {
    const { json: projects } = await who.manager.get(`/projects?cluster=${who.cluster.slug}`);
    const [project] = projects.items;
    await who.manager.expect(200, "POST", `/projects/${project.id}/stage`, { json: { stage: "running" }, headers: { "if-match": `"${project.version}"` } });
    const { page } = manager;
    await manager.go("/network");
    await page.getByText("par pracujących razem").waitFor();
    await page.getByRole("button", { name: "Konsorcjant 1 (zmyślony)" }).first().click();
    await page.getByText("od 2025").first().waitFor();
    assert.match(page.url(), /organisation=/);
    await manager.accessible();
    await manager.picture("network");
    await page.getByRole("button", { name: /^2026:/ }).click();
    assert.match(page.url(), /year=2026/);
    manager.wellBehaved();
  });

  everyPageFits(() => ({ browser, server, client: who.manager }), async () => {
    const { json: consortia } = await who.manager.get(`/clusters/${who.cluster.slug}/consortia`);
    const [consortium] = consortia.items;
    return [["consortia", "/consortia"], ["opportunity-page", `/opportunities/${consortium.opportunity}`], ["opportunity-edit", `/opportunities/${consortium.opportunity}/edit`], ["consortium", `/consortia/${consortium.id}`], ["agreement-template-page", "/consortia/template"], ["network-page", "/network"]];
  });
});
