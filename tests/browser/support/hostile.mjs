// Texts that break careless programs: run as code, end a string or a query, turn the line around, hide in it.
import assert from "node:assert/strict";

/** Each must come back as it was written, and do nothing. */
export const hostile = {
  script: `<script>globalThis.hostileRan = true</script><b data-hostile>x</b>`,
  handler: `"><img data-hostile src=x onerror="hostileRan=1"><svg data-hostile onload="hostileRan=1">`,
  address: `javascript:globalThis.hostileRan=true//</title></textarea><i data-hostile>`,
  sql: `Róża'); DROP TABLE organisation; -- " OR 1=1 /*`,
  template: `{{name}} $t(nav.map) \${7*7} %s %n {0} &lt;b&gt; &amp; \\u0041 \\`,
  emoji: `👩🏽‍🔬🧬 Genetyka 🇵🇱 e\u0301 𝔊rono`.normalize("NFC"),
  rightToLeft: `Sp. \u202Eexe.tra\u202C z \u2067שלום\u2069 o.o. \u200Fمختبر\u200E A`,
  quotes: `„Łódź” «x» 'i' "cudzysłów" \`grawis\` ’ ‚ ″`,
  sheet: `=HYPERLINK("http://zly.invalid";"kliknij")`,
};

export const all = Object.values(hostile);

/** The page has run nothing of it, has made no element of it, and still stands. */
export async function untouched(page) {
  const found = await page.evaluate(() => ({
    ran: globalThis.hostileRan,
    elements: document.querySelectorAll("[data-hostile]").length,
    stands: Boolean(document.querySelector("h1, h2, h3")),
  }));
  assert.deepEqual(found, { ran: undefined, elements: 0, stands: true }, page.url());
}
