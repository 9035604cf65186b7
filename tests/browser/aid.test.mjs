// De minimis aid and the competition rules as people meet them: checked before it is promised, granted, printed; a
// meeting from its agenda to its minutes; figures given and summed up.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { people, representativeOf } from "../api/support/people.mjs";
import { startServer } from "../support/grono.mjs";
import { launch, openSite } from "./support/browser.mjs";

const day = (offset = 0) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

describe("aid and competition rules", { timeout: 600_000 }, () => {
  let server, browser, who, path, coordinator, member;
  before(async () => {
    server = await startServer();
    who = await people(server);
    path = `/clusters/${who.cluster.slug}`;
    browser = await launch();
    coordinator = await openSite(browser, server);
    await coordinator.logInAs(who.manager);
    member = await openSite(browser, server);
    await member.logInAs(who.representative);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  test("an empty ledger says what it would hold", async () => {
    await coordinator.go("/aid");
    await coordinator.page.getByText("Nie ma jeszcze żadnej pomocy").waitFor();
    await coordinator.accessible();
    await coordinator.fitsWidth();
    await coordinator.picture("aid-empty");
    coordinator.wellBehaved();
  });

  test("aid is checked while it is written, proposed and granted", async () => {
    const { page } = coordinator;
    await coordinator.go(`/aid/new?organisation=${who.own}`);
    await page.getByLabel("Usługa").fill("Doradztwo w zakresie ochrony patentowej wyrobów medycznych");
    await page.getByLabel("Podstawa prawna").fill("Umowa 1/2026");
    await page.getByLabel("Wartość nominalna").fill("42 567,00");
    await page.getByLabel("Kurs euro").fill("4,2567");
    await page.getByLabel("Dzień kursu").fill(day(-1));
    await page.getByLabel("Źródło kursu").fill("NBP, tabela A");
    await page.getByText(/10\s?000,00\s€/).first().waitFor();
    await page.getByText("Zmieści się w limicie").waitFor();
    await coordinator.accessible();
    await coordinator.picture("aid-form");
    await page.getByRole("button", { name: "Sprawdź i zarezerwuj limit" }).click();
    await page.waitForURL(/\/aid\/[0-9a-f-]{36}$/);
    await page.getByRole("button", { name: "Udziel", exact: true }).click();
    await page.getByRole("button", { name: "Udziel i wystaw zaświadczenie" }).click();
    await page.getByRole("link", { name: /Zaświadczenie nr 1\// }).click();
    await page.getByRole("heading", { name: /Zaświadczenie o pomocy de minimis/ }).waitFor();
    await coordinator.accessible();
    await coordinator.fitsWidth();
    await coordinator.picture("aid-certificate");
    await page.getByRole("button", { name: "In English" }).click();
    await page.getByRole("heading", { name: /Certificate of de minimis aid/ }).waitFor();
    coordinator.wellBehaved();
  });

  test("a member sees its ceiling over time and declares what it got elsewhere", async () => {
    await who.representative.expect(201, "POST", `${path}/aid/declarations`, { json: { organisation: who.own, title: "Dotacja gminy", grantor: "Gmina Zmyślona", currency: "EUR", nominal: "120000.00", day: day(-900) } });
    await member.go(`/organisations/${who.own}/aid`);
    await member.page.getByText("Dziś można jeszcze otrzymać").waitFor();
    await member.page.getByText(/170\s?000,00\s€/).first().waitFor();
    await member.accessible();
    await member.fitsWidth();
    await member.picture("aid-ledger");
    await member.go("/aid");
    await member.page.getByText("Dotacja gminy").waitFor();
    await member.picture("aid-list");
    await coordinator.go("/aid/report");
    await coordinator.page.getByText(/1 udzielona pomoc/).waitFor();
    await coordinator.fitsWidth();
    await coordinator.go("/aid/ceilings");
    await coordinator.page.getByText("Rozporządzenie (UE) 2023/2831").first().waitFor();
    await coordinator.accessible();
    member.wellBehaved();
    coordinator.wellBehaved();
  });

  test("a meeting is planned, announced, acknowledged and minuted", async () => {
    const { page } = coordinator;
    const { json: made } = await who.manager.expect(201, "POST", `${path}/meeting-records`, { json: { title: "Rada wyrobów medycznych", from: new Date(Date.now() - 3_600_000).toISOString().replace(/\.\d+Z$/, "Z"), place: "Gliwice", chair: "Ewa Zmyślona", participants: [who.own, who.other], agenda: ["Wspólne stoisko na targach"] } });
    await coordinator.go("/conduct");
    await page.getByRole("link", { name: "Rada wyrobów medycznych" }).click();
    await page.getByRole("button", { name: "Zapowiedz" }).click();
    await page.getByRole("button", { name: "Spotkanie się odbyło" }).waitFor();
    await member.go(`/conduct/meetings/${made.id}`);
    await member.page.getByLabel("Znam listę i przekażę ją").check();
    await member.accessible();
    await member.picture("conduct-acknowledge");
    await member.page.getByRole("button", { name: /Potwierdź za/ }).click();
    await member.page.getByText("– zna listę").waitFor();
    await page.getByText("– zna listę").waitFor();
    await page.getByRole("button", { name: "Spotkanie się odbyło" }).click();
    await page.getByRole("button", { name: "Napisz protokół" }).click();
    await page.getByRole("checkbox").first().check();
    await page.getByLabel("1. Wspólne stoisko na targach").fill("Ustalono wspólne stoisko.");
    await page.getByLabel("Protesty i uwagi").fill("Druga organizacja poznała listę na początku spotkania.");
    await coordinator.accessible();
    await coordinator.picture("conduct-minutes");
    await page.getByRole("button", { name: "Zapisz protokół" }).click();
    await page.getByRole("button", { name: "Zatwierdź protokół" }).click();
    await page.getByText(/Zatwierdzono/).first().waitFor();
    await coordinator.fitsWidth();
    await coordinator.picture("conduct-meeting");
    coordinator.wellBehaved();
    member.wellBehaved();
  });

  test("figures are given, and what tells of nobody is published", async () => {
    const { json } = await who.manager.get(`/organisations?cluster=${who.cluster.slug}&limit=12`);
    const asked = [...new Set([who.own, who.other, ...json.items.map((each) => each.organisation.id)])].slice(0, 7);
    const { json: opened } = await who.manager.expect(201, "POST", `${path}/market-collections`, { json: { title: "Sprzedaż w 2025", indicator: "sprzedaż", unit: "tys. PLN", first_day: "2025-01-01", last_day: "2025-12-31", closes_on: day(10), rows: { name: "Rynek", categories: ["kraj", "eksport"] }, asked } });
    await member.go(`/conduct/market/${opened.id}`);
    await member.page.getByLabel("kraj").fill("1 200,50");
    await member.accessible();
    await member.picture("market-figures");
    await member.page.getByRole("button", { name: "Podaj dane" }).click();
    await member.page.getByText("Dane zapisano").waitFor();
    for (const organisation of asked.slice(1)) {
      const other = await representativeOf(who, server.base, organisation, "inny");
      await other.expect(200, "PUT", `/market-collections/${opened.id}/figures`, { json: { organisation, figures: [{ row: "kraj", value: "1100.00" }] } });
    }
    await coordinator.go(`/conduct/market/${opened.id}`);
    assert.doesNotMatch(await coordinator.page.getByRole("main").innerText(), /1\s?200,50/);
    await coordinator.page.getByRole("button", { name: "Opublikuj sumy" }).click();
    await coordinator.page.getByText(/7\s?800,50/).first().waitFor();
    await coordinator.accessible();
    await coordinator.fitsWidth();
    await coordinator.picture("market-table");
    await coordinator.go("/conduct/rules");
    await coordinator.page.getByText(/^Bojkotu/).waitFor();
    await coordinator.accessible();
    coordinator.wellBehaved();
    member.wellBehaved();
  });
});
