// What there is to sell, through the API: products and their readiness, who owns which right, offers that the public sees,
// needs with what answers them; and what others do not learn of it.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { newPostgresqlDatabase, startServer } from "../support/grono.mjs";
import { all as hostile } from "../browser/support/hostile.mjs";
import { onEachBackend } from "./support/installations.mjs";
import { people, representativeOf } from "./support/people.mjs";

const dayFrom = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const match = (version) => ({ "if-match": `"${version}"` });
const nobody = "01900000-0000-7000-8000-000000000000";

onEachBackend("Commercialisation", (installation) => {
  let who, rival, products, assets, offers;
  const add = async (client, path, json) => (await client.expect(201, "POST", path, { json })).json;
  const product = (client, title, more = {}) => add(client, products, { kind: "product", title: { pl: title }, organisation: who.own, ...more });
  const asset = (client, title, more = {}) => add(client, assets, { kind: "patent", title: { pl: title }, organisation: who.own, owners: [{ organisation: who.own, share: "100%" }], ...more });
  const offer = (client, title, more = {}) => add(client, offers, { kind: "licence", title: { pl: title }, organisation: who.own, ...more });
  const refuses = async (path, json, pointer, said) => {
    const { status, json: problem } = await who.representative.call("POST", path, { json: { title: { pl: "Zła" }, organisation: who.own, ...json } });
    assert.deepEqual([status, problem.errors?.[0]?.pointer], [422, pointer], JSON.stringify(problem));
    if (said) assert.match(problem.errors[0].detail, said);
  };
  const titles = async (client, path) => (await client.expect(200, "GET", path)).json.items.map((each) => each.title.pl).sort();

  before(async () => {
    who = await people(installation.server);
    rival = await representativeOf(who, installation.server.base, who.other);
    const at = `/clusters/${who.cluster.slug}`;
    [products, assets, offers] = ["products", "ip-assets", "market-offers"].map((each) => `${at}/${each}`);
  });

  test("a product tells how ready it is, and that it fell back", async () => {
    const made = await product(who.representative, "Komora jałowa", { tags: ["sterylizacja"], trl: [{ on: dayFrom(-10), trl: 5, evidence: "Nieudana próba" }, { on: dayFrom(-400), trl: 4 }, { on: dayFrom(-100), trl: 6 }] });
    assert.deepEqual([made.current_trl, made.trl.map((each) => [each.trl, each.is_step_back])], [5, [[4, false], [6, false], [5, true]]]);
    assert.deepEqual([made.visibility, made.may, made.version], ["members", ["edit", "delete"], 1]);
    assert.ok((await titles(rival, `${products}?q=${encodeURIComponent("komory jałowe")}&kind=product`)).includes("Komora jałowa"));
    assert.deepEqual(await titles(rival, `${products}?q=${encodeURIComponent("komory jałowe")}&kind=result`), []);
    await who.representative.expect(412, "PUT", `/products/${made.id}`, { json: made, headers: match(9) });
    const { json: edited } = await who.representative.expect(200, "PUT", `/products/${made.id}`, { json: { ...made, kind: "result", organisation: who.other }, headers: match(1) });
    assert.deepEqual([edited.kind, edited.organisation, edited.version], ["result", who.own, 2]);
    await rival.expect(403, "PUT", `/products/${made.id}`, { json: made, headers: match(2) });
    await who.employee.expect(403, "POST", products, { json: { kind: "product", title: { pl: "A" }, organisation: who.own } });
    await rival.expect(403, "POST", products, { json: { kind: "product", title: { pl: "A" }, organisation: who.own } });
    // Those who run the cluster have the cluster's own.
    const own = await product(who.animator, "Wspólny rezultat", { organisation: undefined, kind: "result" });
    assert.equal(own.organisation, undefined);
    await who.representative.expect(403, "PUT", `/products/${own.id}`, { json: own, headers: match(1) });
  });

  test("a medical device says what is missing by its class", async () => {
    const made = await product(who.representative, "Opatrunek", { device: { class: "mdr_i", emdn: "M0404" } });
    assert.deepEqual([made.device.notified_body, made.device.stage], ["none", "none"]);
    const missing = (device) => device.steps.filter((each) => each.is_required && !each.is_done).map((each) => each.kind);
    assert.deepEqual(missing(made.device), ["declaration", "identifier"]);
    const { json: higher } = await who.representative.expect(200, "PUT", `/products/${made.id}`, { headers: match(1), json: { ...made, device: { ...made.device, class: "mdr_iib", clinical: [{ on: dayFrom(-5), stage: "completed" }],
      certificates: [{ kind: "eu_quality_system", number: "CE-1", notified_body: "Jednostka (zmyślona)", notified_body_number: "2274", valid_until: dayFrom(30) }] } } });
    assert.deepEqual([higher.device.notified_body, missing(higher.device)], ["full", ["declaration", "identifier"]]);
    await refuses(products, { kind: "product", device: { class: "mdr_iia", emdn: "A01AA01" } }, "/device/emdn");
    await refuses(products, { kind: "product", device: { class: "mdr_iia", udi_di: "09506000134353" } }, "/device/udi_di");
    await refuses(products, { kind: "product", device: { class: "mdr_iia", certificates: [{ kind: "eu_quality_system" }] } }, "/device/certificates/0/notified_body_number");
    await refuses(products, { kind: "product", device: { class: "mdr_iv" } }, "/device/class");
  });

  test("bad input names the place", async () => {
    for (const trl of [0, 10]) await refuses(products, { kind: "product", trl: [{ on: dayFrom(-1), trl }] }, "/trl/0/trl");
    await refuses(products, { kind: "product", trl: [{ on: dayFrom(3), trl: 4 }] }, "/trl/0/on");
    await refuses(products, { kind: "product", trl: [{ on: "2026-02-30", trl: 4 }] }, "/trl/0/on");
    await refuses(products, { kind: "product", trl: [{ on: dayFrom(-1), trl: 4 }, { on: dayFrom(-1), trl: 5 }] }, "/trl/1/on");
    await refuses(products, { kind: "product", website: "javascript:alert(1)" }, "/website");
    await refuses(products, { kind: "product", visibility: "partners" }, "/visibility");
    await refuses(products, { kind: "product", description: { pl: "a".repeat(20_001) } }, "/description/pl");
    const owners = (...shares) => shares.map((share, i) => (i === 0 ? { organisation: who.own, share } : { name: `Osoba ${i}`, share }));
    await refuses(assets, { kind: "patent", owners: owners("1/2", "1/3") }, "/owners", /5\/6: (1\/6 is missing|brakuje 1\/6)/);
    await refuses(assets, { kind: "patent", owners: owners("1/2", "2/3") }, "/owners", /7\/6/);
    await refuses(assets, { kind: "patent", owners: owners("33.33%", "33.33%", "33.33%") }, "/owners", /0\.01%/);
    await refuses(assets, { kind: "patent", owners: owners("pół") }, "/owners/0/share");
    await refuses(assets, { kind: "patent", owners: [] }, "/owners");
    await refuses(assets, { kind: "patent", owners: [{ organisation: nobody, share: "100%" }] }, "/owners/0/organisation");
    await refuses(assets, { kind: "patent", owners: owners("100%"), filed_on: "2026-02-01", expires_on: "2026-01-31" }, "/expires_on");
    await refuses(assets, { kind: "patent", owners: owners("100%"), reminder_days: [0] }, "/reminder_days/0");
    await refuses(offers, { kind: "sale", amount: "1,5" }, "/amount");
    await refuses(offers, { kind: "sale", valid_until: dayFrom(-3) }, "/valid_until");
    await refuses(offers, { kind: "sale", countries: ["Polska"] }, "/countries/0");
    await refuses(offers, { kind: "sale", product: nobody }, "/product");
    await refuses(offers, { kind: "gift" }, "/kind");
    for (const text of hostile) {
      const made = await product(who.representative, text, { description: { pl: text }, trl: [{ on: dayFrom(-1), trl: 1, evidence: text }] });
      assert.deepEqual([made.title.pl, made.trl[0].evidence], [text, text]);
      await who.representative.expect(204, "DELETE", `/products/${made.id}`, { headers: match(1) });
    }
    await product(who.representative, "Długi opis", { description: { pl: "ż".repeat(20_000) } });
  });

  test("a right is for its owners alone unless they say otherwise", async () => {
    const secret = await asset(who.representative, "Receptura stopu", { kind: "know_how", owners: [{ organisation: who.own, share: "2/3" }, { name: "Jan Zmyślony", share: "1/3" }] });
    assert.deepEqual([secret.visibility, secret.owners.map((each) => each.share)], ["owner", ["2/3", "1/3"]]);
    const sees = async (client) => (await client.call("GET", `/ip-assets/${secret.id}`)).status;
    assert.equal(await sees(who.employee), 200);
    for (const client of [rival, who.manager, who.administrator, who.guest]) {
      assert.equal(await sees(client), 404);
      assert.ok(!(await titles(client, `${assets}?q=${encodeURIComponent("receptura")}`)).length);
    }
    const hidden = await who.manager.expect(404, "GET", `/ip-assets/${secret.id}`), missing = await who.manager.expect(404, "GET", `/ip-assets/${nobody}`);
    assert.equal(JSON.stringify({ ...hidden.json, instance: "" }), JSON.stringify({ ...missing.json, instance: "" }));
    for (const path of [`/audit?cluster=${who.cluster.slug}`, "/audit"]) {
      const log = await (path === "/audit" ? who.administrator : who.manager).call("GET", path);
      assert.ok(!log.text.includes("Receptura"), path);
    }
    // Whoever owns a share sees it, and may not change it.
    const { json: shared } = await who.representative.expect(200, "PUT", `/ip-assets/${secret.id}`, { headers: match(1), json: { ...secret, owners: [{ organisation: who.own, share: "1/2" }, { organisation: who.other, share: "1/2" }] } });
    assert.equal(await sees(rival), 200);
    await rival.expect(403, "PUT", `/ip-assets/${secret.id}`, { json: shared, headers: match(2) });
    assert.equal(await sees(who.manager), 404);
  });

  test("what is linked is shown only to who sees it, and kept by who does not", async () => {
    const hidden = await product(who.representative, "Utajniona płytka", { visibility: "owner" });
    const right = await asset(who.representative, "Patent na płytkę", { visibility: "members", products: [hidden.id] });
    assert.deepEqual(right.protects.map((each) => each.id), [hidden.id]);
    assert.deepEqual((await who.representative.expect(200, "GET", `/products/${hidden.id}`)).json.protected_by.map((each) => each.id), [right.id]);
    const seen = (await who.manager.expect(200, "GET", `/ip-assets/${right.id}`));
    assert.deepEqual([seen.json.products, seen.json.protects], [[], []]);
    assert.ok(!seen.text.includes(hidden.id));
    // Saved by somebody who does not see it, it stays.
    const { json: saved } = await who.manager.expect(200, "PUT", `/ip-assets/${right.id}`, { json: { ...seen.json, number: "PL 1" }, headers: match(1) });
    assert.equal(saved.number, "PL 1");
    assert.deepEqual((await who.representative.expect(200, "GET", `/ip-assets/${right.id}`)).json.products, [hidden.id]);
    // A right beside another's product, and an offer of another's product, are not theirs to make.
    const theirs = await product(who.representative, "Produkt konkurenta", { visibility: "everyone" });
    const refused = await rival.call("POST", assets, { json: { kind: "patent", title: { pl: "Cudzy" }, organisation: who.other, owners: [{ organisation: who.other, share: "100%" }], products: [theirs.id] } });
    assert.deepEqual([refused.status, refused.json.errors[0].pointer], [422, "/products/0"]);
    const offered = await rival.call("POST", offers, { json: { kind: "sale", title: { pl: "Cudza oferta" }, organisation: who.other, product: theirs.id } });
    assert.deepEqual([offered.status, offered.json.errors[0].pointer], [422, "/product"]);
    // An offer tells the readiness of its product, and nothing else of one that is hidden.
    await who.representative.expect(200, "PUT", `/products/${hidden.id}`, { headers: match(1), json: { ...hidden, trl: [{ on: dayFrom(-1), trl: 7 }] } });
    const open = await offer(who.representative, "Oferta z ukrytym produktem", { product: hidden.id, ip_assets: [right.id] });
    const public_ = await who.guest.expect(200, "GET", `/market-offers/${open.id}`);
    assert.deepEqual([public_.json.trl, public_.json.product, public_.json.product_title, public_.json.assets], [7, undefined, undefined, []]);
  });

  test("guests see public offers that stand, and no others", async () => {
    const made = {};
    for (const [title, more] of Object.entries({ "Guziki otwarte": {}, "Guziki dzisiejsze": { valid_until: dayFrom(1) }, "Guziki wstrzymane": { state: "paused" }, "Guziki wycofane": { state: "withdrawn" }, "Guziki dla członków": { visibility: "members" }, "Guziki nasze": { visibility: "owner" } }))
      made[title] = await offer(who.representative, title, more);
    const q = `${offers}?q=guziki`;
    assert.deepEqual(await titles(who.guest, q), ["Guziki dzisiejsze", "Guziki otwarte"]);
    assert.deepEqual(await titles(rival, q), ["Guziki dla członków", "Guziki dzisiejsze", "Guziki otwarte"]);
    assert.equal((await titles(who.representative, `${q}&own=true`)).length, 6);
    assert.deepEqual(await titles(who.manager, `${q}&own=true`), ["Guziki dla członków", "Guziki dzisiejsze", "Guziki otwarte", "Guziki wstrzymane"]);
    assert.deepEqual(await titles(rival, `${q}&own=true`), []);
    await who.guest.expect(404, "GET", `/market-offers/${made["Guziki wstrzymane"].id}`);
    await who.manager.expect(404, "GET", `/market-offers/${made["Guziki wycofane"].id}`);
    const priced = await offer(who.representative, "Oferta z ceną", { amount: "1234567.89", currency: "EUR", countries: ["PL", "DE"], seeks_kinds: ["investor", "clinical_user"] });
    const { json: read } = await who.guest.expect(200, "GET", `/market-offers/${priced.id}`);
    assert.deepEqual([read.amount, read.currency, read.countries, read.seeks_kinds, read.may], ["1234567.89", "EUR", ["DE", "PL"], ["clinical_user", "investor"], []]);
  });

  test("a list is read page by page, each thing once", async () => {
    for (let i = 0; i < 5; ++i) await offer(who.representative, `Seria stronicowana ${i}`);
    const found = [];
    let cursor = "";
    do {
      const { json } = await who.guest.expect(200, "GET", `${offers}?q=stronicowana&limit=2${cursor && `&cursor=${cursor}`}`);
      assert.equal(json.total, 5);
      found.push(...json.items.map((each) => each.id));
      cursor = json.next;
    } while (cursor);
    assert.deepEqual([found.length, new Set(found).size], [5, 5]);
    await who.guest.expect(422, "GET", `${offers}?cursor=x`);
  });

  test("the owner reads who was shown what is not for everybody", async () => {
    const made = await asset(who.representative, "Wzór pokazany", { kind: "design", visibility: "members" });
    await rival.expect(200, "GET", `/ip-assets/${made.id}`);
    const { json } = await who.representative.expect(200, "GET", `/organisations/${who.own}/disclosures`);
    assert.ok(json.items.some((each) => each.kind === "ip_asset" && each.item === made.id && each.channel === "commerce_page"));
  });

  test("deleted it comes back; of two who save at once one is told", async () => {
    for (const [made, path] of [[await product(who.representative, "Do usunięcia"), "/products"], [await asset(who.representative, "Do usunięcia"), "/ip-assets"], [await offer(who.representative, "Do usunięcia"), "/market-offers"]]) {
      const at = `${path}/${made.id}`;
      await who.representative.expect(428, "DELETE", at);
      await who.representative.expect(204, "DELETE", at, { headers: match(1) });
      await who.representative.expect(404, "GET", at);
      await rival.expect(path === "/ip-assets" ? 404 : 403, "POST", `${at}/restoration`);
      await who.representative.expect(200, "POST", `${at}/restoration`);
      const both = await Promise.all([1, 2].map((i) => who.representative.call("PUT", at, { json: { ...made, title: { pl: `Zapis ${i}` } }, headers: match(1) })));
      assert.deepEqual(both.map(({ status }) => status).sort(), [200, 412]);
      const key = { "idempotency-key": `klucz-${made.id}` };
      const twice = await Promise.all([1, 2].map(() => who.representative.call("POST", { "/products": products, "/ip-assets": assets, "/market-offers": offers }[path], { json: { kind: made.kind, title: { pl: "Raz" }, organisation: who.own, ...(made.owners ? { owners: [{ organisation: who.own, share: "100%" }] } : {}) }, headers: key })));
      const ids = twice.filter(({ status }) => status === 201).map(({ json }) => json.id);
      assert.equal(new Set(ids).size, 1, twice.map(({ status, text }) => `${status} ${text.slice(0, 100)}`).join("\n"));
    }
  });

  test("a joint project's result becomes one of commercialisation, with the way back", async () => {
    const project = (await who.manager.expect(201, "POST", `/clusters/${who.cluster.slug}/projects`, { json: { title: { pl: "Projekt z wynikiem" }, begins_on: "2026-01-01", ends_on: "2026-12-31" } })).json;
    const parts = `/projects/${project.id}/parts`;
    const partner = (await who.manager.expect(201, "POST", `${parts}/partner`, { json: { organisation: who.own } })).json;
    await who.representative.expect(200, "POST", `${parts}/partner/${partner.id}/state`, { json: { state: "active" }, headers: match(1) });
    const result = (await who.manager.expect(201, "POST", `${parts}/result`, { json: { title: "Protokół", kind: "know_how", trl: 5, organisation: who.own } })).json;
    const made = await product(who.representative, result.title, { kind: "result", project: project.id, project_result: result.id, visibility: "partners", trl: [{ on: dayFrom(0), trl: 5 }] });
    assert.deepEqual([made.project, made.project_result, made.project_title.pl], [project.id, result.id, "Projekt z wynikiem"]);
    assert.equal((await who.manager.expect(200, "GET", `${products}?project=${project.id}`)).json.items[0].id, made.id);
    await rival.expect(404, "GET", `/products/${made.id}`);
    await refuses(products, { kind: "result", project: project.id, project_result: partner.id }, "/project_result");
    const outside = await rival.call("POST", products, { json: { kind: "result", title: { pl: "Cudzy" }, organisation: who.other, project: project.id } });
    assert.equal(outside.status, 404);
    // Shown to all, it tells nothing of a project that the reader does not see.
    await who.representative.expect(200, "PUT", `/products/${made.id}`, { json: { ...made, visibility: "everyone" }, headers: match(1) });
    const seen = await rival.expect(200, "GET", `/products/${made.id}`);
    assert.deepEqual([seen.json.project, seen.json.project_title], [undefined, undefined]);
    assert.ok(!seen.text.includes(project.id));
    for (const client of [rival, who.guest]) assert.deepEqual((await client.expect(200, "GET", `${products}?project=${project.id}`)).json.items, []);
  });

  test("needs of hospitals and industry are met by products and offers that the reader sees", async () => {
    const { json: hospital } = await who.manager.expect(201, "POST", `/organisations?cluster=${who.cluster.slug}`, { json: { legal_name: "Szpital Zmyślony", kind: "clinical_user", needs: [
      { kind: "equipment", title: { pl: "Nebulizator ultradźwiękowy dla noworodków" }, tags: ["nebulizator"], visibility: "members" },
      { kind: "equipment", title: { pl: "Tajna potrzeba nebulizatora" }, visibility: "owner" }] } });
    await product(who.representative, "Nebulizator ultradźwiękowy", { visibility: "members", description: { pl: "Dla noworodków i dzieci." } });
    await product(who.representative, "Nebulizator tajny", { visibility: "owner" });
    await offer(who.representative, "Nebulizator ultradźwiękowy na sprzedaż");
    const path = `/clusters/${who.cluster.slug}/market-needs?q=${encodeURIComponent("nebulizatory")}`;
    const { json: seen } = await rival.expect(200, "GET", path);
    assert.deepEqual(seen.items.map((each) => [each.organisation, each.organisation_kind, each.title.pl]), [[hospital.id, "clinical_user", "Nebulizator ultradźwiękowy dla noworodków"]]);
    assert.deepEqual(seen.items[0].answers.map((each) => each.title.pl).sort(), ["Nebulizator ultradźwiękowy", "Nebulizator ultradźwiękowy na sprzedaż"]);
    assert.ok(seen.items[0].answers.every((each) => each.similarity > 0 && each.similarity <= 1 && each.shared.length > 0));
    assert.deepEqual((await rival.expect(200, "GET", `${path}&kind=enterprise`)).json.items, []);
    assert.equal((await rival.expect(200, "GET", `${path}&kind=clinical_user`)).json.total, 1);
    assert.deepEqual((await who.guest.expect(200, "GET", path)).json.items, []);
  });

  test("who runs the cluster takes a member's offer off the market, and its owner reads why", async () => {
    const made = await offer(who.representative, "Maseczka lecząca wszystko"), path = `/market-offers/${made.id}`;
    const found = async (client, more = "") => (await titles(client, `${offers}?q=${encodeURIComponent("maseczka lecząca")}${more}`)).length;
    const told = async () => (await who.representative.get("/notifications?kind=offer_judged")).json.items.filter((each) => each.subject.id === made.id).map((each) => [each.detail.event, each.subject.reason]);
    assert.deepEqual((await who.manager.expect(200, "GET", path)).json.may, ["edit", "delete", "take_down"]);
    const down = (client, status, reason, version = 1) => client.expect(status, "POST", `${path}/taken-down`, { json: { reason }, headers: match(version) });
    for (const [client, status] of [[who.guest, 401], [who.representative, 403], [rival, 403]]) await down(client, status, "Zła");
    await down(who.manager, 412, "Zła", 9);
    assert.equal((await down(who.manager, 422, " ")).json.errors[0].pointer, "/reason");
    const { json: taken } = await down(who.manager, 200, "Obiecuje działanie,\nktórego nikt nie zbadał.");
    assert.deepEqual([taken.state, taken.taken_down.reason, taken.may], ["open", "Obiecuje działanie,\nktórego nikt nie zbadał.", ["edit", "delete", "let_stand"]]);
    assert.equal((await down(who.animator, 422, "Jeszcze raz", 2)).json.errors[0].pointer, "/state");
    for (const other of [who.guest, rival]) {
      await other.expect(404, "GET", path);
      assert.equal(await found(other), 0);
    }
    await who.guest.expect(422, "POST", `/clusters/${who.cluster.slug}/inquiries`, { json: { name: "Żaneta", email: "zaneta@przyklad.invalid", subject: "Maseczka", message: "Ile?", offer: made.id, language: "pl" } });
    assert.deepEqual([await found(who.representative), await found(who.representative, "&own=true")], [0, 1]);
    assert.deepEqual(await told(), [["offer_taken_down", taken.taken_down.reason]]);
    // Its owner mends it; on the market it comes back by who runs the cluster.
    const { json: mended } = await who.representative.expect(200, "PUT", path, { json: { ...taken, title: { pl: "Maseczka lecząca próbnie" }, state: "open" }, headers: match(2) });
    assert.equal(mended.taken_down.reason, taken.taken_down.reason);
    await who.guest.expect(404, "GET", path);
    await who.representative.expect(403, "DELETE", `${path}/taken-down`, { headers: match(3) });
    const { json: stands } = await who.animator.expect(200, "DELETE", `${path}/taken-down`, { headers: match(3) });
    assert.equal(stands.taken_down, undefined);
    assert.equal((await who.guest.expect(200, "GET", path)).json.title.pl, "Maseczka lecząca próbnie");
    await who.animator.expect(422, "DELETE", `${path}/taken-down`, { headers: match(4) });
    assert.deepEqual(await told(), [["offer_let_stand", undefined], ["offer_taken_down", undefined]]);
    for (const [reader, of] of [[who.manager, `cluster=${who.cluster.slug}`], [who.representative, `organisation=${who.own}`]]) {
      const log = (await reader.expect(200, "GET", `/audit?${of}&limit=100`)).json.items.filter((each) => each.subject_id === made.id && /taken_down|let_stand/.test(each.action));
      assert.deepEqual(log.map((each) => each.action), ["market_offer.let_stand", "market_offer.taken_down"]);
      assert.equal(log[1].changes.taken_down.after.reason, taken.taken_down.reason);
    }
    // The cluster's own is changed or deleted.
    const own = await offer(who.manager, "Oferta klastra własna", { organisation: undefined });
    assert.deepEqual(own.may, ["edit", "delete"]);
    await who.manager.expect(422, "POST", `/market-offers/${own.id}/taken-down`, { json: { reason: "Swoja" }, headers: match(1) });
  });

  test("merging two organisations moves what they have, and undoing gives it back", async () => {
    const [keep, merge] = await Promise.all(["Zostająca (zmyślona)", "Łączona (zmyślona)"].map(async (legal_name) =>
      (await who.manager.expect(201, "POST", `/organisations?cluster=${who.cluster.slug}`, { json: { legal_name, kind: "enterprise" } })).json.id));
    const kept = await representativeOf(who, installation.server.base, keep), gone = await representativeOf(who, installation.server.base, merge);
    const thing = await product(gone, "Produkt łączonej", { organisation: merge, visibility: "owner" });
    const right = await asset(gone, "Prawo obu", { organisation: merge, owners: [{ organisation: keep, share: "1/3" }, { organisation: merge, share: "2/3" }] });
    await kept.expect(404, "GET", `/products/${thing.id}`);
    const { json: merged } = await who.manager.expect(201, "POST", "/merges", { json: { keep, merge } });
    assert.equal((await kept.expect(200, "GET", `/products/${thing.id}`)).json.organisation, keep);
    assert.deepEqual((await kept.expect(200, "GET", `/ip-assets/${right.id}`)).json.owners.map((each) => [each.organisation, each.share]), [[keep, "100%"]]);
    await who.manager.expect(204, "DELETE", `/merges/${merged.id}`);
    await kept.expect(404, "GET", `/products/${thing.id}`);
    assert.deepEqual((await gone.expect(200, "GET", `/ip-assets/${right.id}`)).json.owners.map((each) => each.share), ["1/3", "2/3"]);
  });

  test("who leaves the cluster takes along what it had there: nothing is lost, and nobody else sees it", async () => {
    const { json: leaver } = await who.manager.expect(201, "POST", `/organisations?cluster=${who.cluster.slug}`, { json: { legal_name: "Odchodząca (zmyślona)", kind: "enterprise" } });
    const client = await representativeOf(who, installation.server.base, leaver.id);
    const mine = { organisation: leaver.id, visibility: "everyone" };
    const made = [["/products", await product(client, "Produkt odchodzącej", mine)], ["/ip-assets", await asset(client, "Prawo odchodzącej", { ...mine, owners: [{ organisation: leaver.id, share: "100%" }] })], ["/market-offers", await offer(client, "Oferta odchodzącej", mine)]];
    const [membership] = (await who.manager.expect(200, "GET", `/organisations/${leaver.id}/memberships`)).json.items;
    await who.manager.expect(200, "POST", `/memberships/${membership.id}/events`, { json: { kind: "left" } });
    for (const [path, each] of made) {
      for (const other of [who.manager, rival, who.guest]) await other.expect(404, "GET", `${path}/${each.id}`);
      const { json: still } = await client.expect(200, "GET", `${path}/${each.id}`);
      assert.ok(still.is_withdrawn ?? still.state === "withdrawn");
      const { json: problem } = await client.expect(422, "PUT", `${path}/${each.id}`, { json: { ...each }, headers: match(still.version) });
      assert.equal(problem.errors[0].pointer, "/organisation");
    }
  });
});

describe("Dates that come near", { timeout: 300_000 }, () => {
  /** Adds a right that expires soon, starts the servers anew, and tells what the representative was told. */
  async function toldAfter(restart, database) {
    const first = await startServer({ database });
    const who = await people(first);
    const { json: made } = await who.representative.expect(201, "POST", `/clusters/${who.cluster.slug}/ip-assets`, { json: { kind: "patent", title: { pl: "Wygasający" }, organisation: who.own, owners: [{ organisation: who.own, share: "100%" }], expires_on: dayFrom(10), fee_due_on: dayFrom(100) } });
    await first.stop();
    const running = await restart(first.data);
    try {
      const client = who.representative;
      client.base = running.at(-1).base;
      const until = Date.now() + 30_000;
      let items = [];
      while (Date.now() < until && items.length < 2) {
        items = (await client.get("/notifications")).json.items.filter((each) => each.kind === "deadline_near" && each.subject.id === made.id);
        await new Promise((done) => setTimeout(done, 100));
      }
      await new Promise((done) => setTimeout(done, 3_000)); // as long as another reminder would take
      items = (await client.get("/notifications")).json.items.filter((each) => each.kind === "deadline_near" && each.subject.id === made.id);
      assert.deepEqual(items.map((each) => [each.detail.deadline, each.detail.day]).sort(), [["ip_expiry", dayFrom(10)], ["ip_fee", dayFrom(100)]]);
      who.manager.base = client.base;
      assert.ok(!(await who.manager.get("/notifications")).json.items.some((each) => each.kind === "deadline_near"), "it is for its owner alone");
    } finally {
      for (const each of running) await each.stop();
    }
  }

  test("are told once, however often the server begins anew", () => toldAfter(async (data) => {
    const again = await startServer({ data, args: [] });
    await new Promise((done) => setTimeout(done, 3_000));
    await again.stop();
    return [await startServer({ data, args: [] })];
  }));

  test("are told once by two servers on one database", { skip: !process.env.GRONO_TEST_POSTGRESQL && "no PostgreSQL: run by script/with-postgresql" }, async () => {
    const database = newPostgresqlDatabase();
    await toldAfter(() => Promise.all([1, 2].map(() => startServer({ database, args: [] }))), database);
  });
});
