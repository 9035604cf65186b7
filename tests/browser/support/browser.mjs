// A real browser (Debian's Chromium) on the real program. Every page it opens is watched: no request to another host, no
// error in the console.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { require, root } from "../../support/packages.mjs";

const { chromium } = require("playwright-core");
const { AxeBuilder } = require("@axe-core/playwright");

export const screens = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };
const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
  "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"];

export const launch = () => chromium.launch({ executablePath: "/usr/bin/chromium", args: flags });

/**
 * @param {{screen?: "desktop" | "phone", language?: "pl" | "en", scheme?: "light" | "dark", link?: string, touch?: boolean}} options
 *        link: token of a one-time link to log in by; touch: a screen for fingers, without a mouse
 */
export async function openSite(browser, server, { screen = "desktop", language = "pl", scheme = "light", link, touch = false } = {}) {
  const context = await browser.newContext({ viewport: screens[screen], locale: language, colorScheme: scheme, reducedMotion: "reduce", hasTouch: touch, isMobile: touch });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
  page.on("console", (message) => {
    // A refusal that a test provokes is no error of the page.
    if (message.type() === "error" && !/Failed to load resource/.test(message.text())) wrong.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).host !== `localhost:${server.port}`)
      wrong.push(`foreign request: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 500) wrong.push(`${response.status()} for ${response.request().method()} ${response.url()}`);
  });
  // Requests under way, without the stream of events, which never ends.
  const underWay = new Set();
  let lastHeard = Date.now();
  page.on("request", (request) => { if (!new URL(request.url()).pathname.endsWith("/api/v1/events")) underWay.add(request); lastHeard = Date.now(); });
  for (const end of ["requestfinished", "requestfailed"]) page.on(end, (request) => { underWay.delete(request); lastHeard = Date.now(); });
  const quiet = async () => {
    const until = Date.now() + 20_000;
    while (Date.now() < until && (underWay.size > 0 || Date.now() - lastHeard < 500)) await new Promise((done) => setTimeout(done, 50));
  };
  const site = {
    page, context, quiet,
    // As a client of the API that has logged in already.
    async logInAs(client) {
      await context.addCookies([{ name: "grono_session", value: client.cookie.split("=")[1], domain: "localhost", path: "/" }]);
    },
    async go(address) {
      underWay.clear();
      await page.goto(`http://localhost:${server.port}${address}`);
      await quiet();
    },
    // Once the map has drawn everything.
    async mapIdle({ isOptional = false } = {}) {
      if (isOptional && (await page.locator(".map").count()) === 0) return;
      await page.waitForSelector(".map[data-idle=true]", { timeout: 30_000 });
    },
    async accessible() {
      // What is still fading in has not its colours yet.
      await page.evaluate(() => Promise.all(document.getAnimations().filter((each) => each.effect?.getComputedTiming().iterations !== Infinity).map((each) => each.finished.catch(() => undefined))));
      const found = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]).exclude(".maplibregl-ctrl-attrib").analyze();
      assert.deepEqual(found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 120)).slice(0, 3).join(" | ")}`), [], page.url());
    },
    async fitsWidth() {
      const [inner, content] = await page.evaluate(() => [window.innerWidth, document.documentElement.scrollWidth]);
      assert.ok(content <= inner + 1, `${page.url()} is ${content} px wide on a screen of ${inner}`);
    },
    async picture(name) {
      const folder = path.join(root, "build/screenshots");
      fs.mkdirSync(folder, { recursive: true });
      await page.screenshot({ path: path.join(folder, `${name}-${screen}-${language}-${scheme}.png`), fullPage: true });
    },
    wellBehaved() { assert.deepEqual(wrong, []); },
    async close() { await context.close(); },
  };
  if (link) {
    await site.go(`/login#link=${link}`);
    await page.waitForURL((url) => !url.pathname.startsWith("/login"));
  }
  return site;
}
