// Steps that the tests of several pages take.
import { test } from "node:test";
import { openSite } from "./browser.mjs";

/** So many days from now, or before where they are negative: "2027-01-31". */
export const dayFrom = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Chooses in the list that opens below a field. */
export async function choose(page, label, option) {
  await page.getByRole("textbox", { name: label, exact: true }).click();
  await page.getByRole("option", { name: option, exact: true }).click();
}

/** Deletes what a page shows, and takes that back. */
export async function deleteAndUndo(site, address, title) {
  const { page } = site;
  await site.go(address);
  await page.getByRole("button", { name: "Usuń" }).click();
  await page.getByText("Usunięto:").waitFor();
  await page.getByRole("button", { name: "Cofnij" }).click();
  await page.getByRole("heading", { name: title }).waitFor();
  site.wellBehaved();
}

/**
 * A test for each screen and language: every page fits it and can be read by everybody.
 * @param installation  gives {browser, server, client}, the client as whom to look, when a test begins
 * @param pages         gives [[name of the picture, address]]
 */
export function everyPageFits(installation, pages) {
  for (const screen of ["desktop", "phone"])
    for (const language of ["pl", "en"])
      test(`every page fits a ${screen} and can be read by everybody (${language})`, async () => {
        const { browser, server, client } = installation();
        const site = await openSite(browser, server, { screen, language, scheme: screen === "phone" ? "dark" : "light" });
        await site.logInAs(client);
        for (const [name, address] of await pages()) {
          await site.go(address);
          await site.fitsWidth();
          await site.accessible();
          await site.picture(name);
        }
        site.wellBehaved();
        await site.close();
      });
}
