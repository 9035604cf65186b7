// The history of cooperation as a coordinator brings it in and everybody reads it.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { people } from "../api/support/people.mjs";
import { startServer } from "../support/grono.mjs";
import { launch, openSite } from "./support/browser.mjs";

const projects = `id;acronym;title;objective;frameworkProgramme;fundingScheme;startDate;endDate;totalCost;ecMaxContribution
101;IMPLANT;Implanty na miarę pacjenta z druku przestrzennego;Krótsza droga od obrazu do implantu.;H2020;RIA;2019-01-01;2021-12-31;2345678,90;2000000
102;OBCY;Nobody of ours;;H2020;RIA;2020-01-01;2021-12-31;;
103;GHOST;Bez dnia;;H2020;RIA;kiedyś;;;
`;
const organisations = (own, other) => `projectID;organisationID;name;activityType;city;country;role;ecContribution
101;900;${own};PRC;;PL;coordinator;1200000,5
101;901;${other};HES;;PL;participant;500000
101;902;Wymyślony Szpital w Łodzi;PUB;Łódź;PL;participant;
102;903;Niczyja;PRC;Bonn;DE;coordinator;
`;

describe("history in funding programmes", { timeout: 600_000 }, () => {
  let server, browser, who, names, manager, guest;
  before(async () => {
    server = await startServer();
    who = await people(server);
    names = [];
    for (const id of [who.own, who.other]) names.push((await who.guest.expect(200, "GET", `/organisations/${id}`)).json.legal_name);
    browser = await launch();
    manager = await openSite(browser, server);
    await manager.logInAs(who.manager);
    guest = await openSite(browser, server, { screen: "phone", language: "en" });
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });
  const table = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

  test("before anything is there, the coordinator is told what to do, a guest who can", async () => {
    await manager.go("/network/history");
    await manager.page.getByRole("heading", { name: "Nie ma jeszcze historii" }).waitFor();
    await guest.go("/network/history");
    await guest.page.getByText("Those who run the cluster can bring in projects").waitFor();
    await guest.accessible();
    await guest.picture("history-empty");
  });

  test("one table alone is not enough; both are rehearsed and brought in", async () => {
    const { page } = manager;
    await page.getByRole("link", { name: "Wczytaj z CORDIS" }).first().click();
    const files = page.locator('input[type="file"]');
    await files.setInputFiles([table("project.csv", projects)]);
    await page.getByText("Wybierz jedno archiwum ZIP", { exact: false }).waitFor();
    assert.ok(await page.getByRole("button", { name: "Zobacz, co się stanie" }).isDisabled());
    await files.setInputFiles([table("project.csv", projects), table("organization.csv", organisations(...names))]);
    await page.getByRole("button", { name: "Zobacz, co się stanie" }).click();
    await page.getByRole("status").filter({ hasText: "Co się stanie" }).waitFor();
    await page.getByText("nie zawiera dnia; zapisz go jak 2026-05-31", { exact: false }).waitFor();
    await page.getByRole("link", { name: names[0] }).waitFor();
    await manager.accessible();
    await manager.picture("cordis-rehearsal");
    assert.equal((await who.guest.expect(200, "GET", `/clusters/${who.cluster.slug}/funded-projects`)).json.total, 0);
    await page.getByRole("button", { name: "Wczytaj", exact: true }).click();
    await page.getByRole("status").filter({ hasText: "Historia wczytana" }).waitFor();
    await page.getByRole("link", { name: "Do historii" }).click();
    await page.getByText("1 projekt członków").waitFor();
    await page.getByRole("link", { name: "IMPLANT" }).waitFor();
    await manager.accessible();
    await manager.picture("history");
    manager.wellBehaved();
  });

  test("a guest reads the project, the profile and the network", async () => {
    const { page } = guest;
    await guest.go(`/organisations/${who.own}`);
    await page.getByRole("heading", { name: "History in funding programmes" }).waitFor();
    await page.getByRole("link", { name: "IMPLANT" }).click();
    await page.getByRole("heading", { name: "Who took part" }).waitFor();
    await page.getByText("received €1,200,000.50").waitFor();
    assert.equal(await page.getByRole("link", { name: "Project 101 at CORDIS" }).getAttribute("href"), "https://cordis.europa.eu/project/id/101");
    await guest.accessible();
    await guest.picture("funded-project");
    await page.getByRole("link", { name: "Wymyślony Szpital w Łodzi" }).click();
    await page.getByRole("heading", { name: "Wymyślony Szpital w Łodzi" }).waitFor();
    await guest.go("/network?kind=funded_project");
    await page.getByText("3 /", { exact: false }).first().waitFor();
    await page.getByText("Members only").click();
    await page.waitForURL(/members=only/);
    await page.getByText("2 /", { exact: false }).first().waitFor();
    await guest.accessible();
    guest.wellBehaved();
  });
});
