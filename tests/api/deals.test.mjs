// Inquiries from outside, and deals from first contact to contract: who sees what, what is refused, where things get stuck.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { onEachBackend } from "./support/installations.mjs";
import { people } from "./support/people.mjs";

const version = (answer) => ({ "if-match": answer.headers.get("etag") });
const dayBefore = (days) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

onEachBackend("deals", (installation) => {
  let who, cluster;
  before(async () => {
    who = await people(installation.server);
    cluster = `/clusters/${who.cluster.slug}`;
  });

  const asked = (more = {}) => ({ kind: "buyer", name: "Żaneta Zmyślona", email: `z${Math.random()}@example.com`, country: "DE", language: "pl", subject: "Implanty kolana", message: "Ile kosztują?\nKiedy mogą być?", ...more });
  const inquire = async (more) => (await who.guest.expect(201, "POST", `${cluster}/inquiries`, { json: asked(more) })).json.reference;
  const begin = async (client, more = {}) => client.expect(201, "POST", `${cluster}/deals`, { json: { kind: "sale", title: "Sprzedaż implantów", organisation: who.own, ...more } });

  test("an inquiry reaches who runs the cluster, and nobody else, until it is passed on", async () => {
    const id = await inquire();
    const { json: read, headers } = await who.manager.expect(200, "GET", `/inquiries/${id}`);
    assert.equal(read.subject, "Implanty kolana");
    assert.equal(read.state, "open");
    assert.deepEqual(read.may, ["answer", "forward", "delete"]);
    for (const other of [who.representative, who.employee, who.administrator, who.guest]) {
      await other.expect(404, "GET", `/inquiries/${id}`);
      const { json } = await other.expect(200, "GET", `${cluster}/inquiries`);
      assert.ok(json.items.every((each) => each.id !== id));
    }
    const passed = await who.manager.expect(200, "POST", `/inquiries/${id}/entries`, { json: { kind: "forwarded", organisation: who.own, text: "Czy to dla Państwa?" }, headers: { "if-match": headers.get("etag") } });
    assert.equal(passed.json.state, "forwarded");
    const seen = await who.representative.expect(200, "GET", `/inquiries/${id}`);
    assert.deepEqual(seen.json.may, ["answer"]);
    assert.deepEqual((await who.employee.expect(200, "GET", `/inquiries/${id}`)).json.may, []);
    await who.representative.expect(403, "POST", `/inquiries/${id}/entries`, { json: { kind: "closed", text: "Nie" }, headers: version(seen) });
    await who.representative.expect(403, "DELETE", `/inquiries/${id}`, { headers: version(seen) });
    const told = (await who.representative.expect(200, "GET", "/notifications?kind=inquiry_forwarded")).json.items;
    assert.ok(told.some((each) => each.subject.id === id));
    const answered = await who.representative.expect(200, "POST", `/inquiries/${id}/entries`, { json: { kind: "answered", text: "Tak, od maja." }, headers: version(seen) });
    assert.equal(answered.json.state, "answered");
    assert.ok(answered.json.answered_at);
    // Two who answer at once: the second is told.
    await who.manager.expect(412, "POST", `/inquiries/${id}/entries`, { json: { kind: "answered", text: "Jeszcze raz" }, headers: version(seen) });
  });

  test("is closed with a reason, opened again, and deleted for good", async () => {
    const id = await inquire();
    let read = await who.manager.expect(200, "GET", `/inquiries/${id}`);
    const add = async (json, status = 200) => {
      const made = await who.manager.expect(status, "POST", `/inquiries/${id}/entries`, { json, headers: version(read) });
      if (status === 200) read = made;
      return made.json;
    };
    assert.equal((await add({ kind: "closed" }, 422)).errors[0].pointer, "/text");
    assert.equal((await add({ kind: "closed", text: "Spam" })).state, "closed");
    await add({ kind: "answered", text: "Mimo to" }, 422);
    assert.equal((await add({ kind: "reopened" })).state, "open");
    assert.equal((await add({ kind: "forwarded" }, 422)).errors[0].pointer, "/organisation");
    await who.manager.expect(204, "DELETE", `/inquiries/${id}`, { headers: version(read) });
    await who.manager.expect(404, "GET", `/inquiries/${id}`);
    const { text } = await who.manager.expect(200, "GET", `/audit?cluster=${who.cluster.slug}`);
    assert.ok(text.includes(id), "the log holds that it was there");
    assert.ok(!text.includes("Zmyślona"), "and nothing of the person");
  });

  test("an inquiry about an offer is about its owner; one that is not public is not there", async () => {
    const offer = async (visibility) => (await who.representative.expect(201, "POST", `${cluster}/market-offers`, { json: { kind: "sale", title: { pl: "Implanty na miarę" }, organisation: who.own, visibility } })).json;
    const shown = await offer("everyone"), hidden = await offer("members");
    const id = await inquire({ offer: shown.id });
    const { json } = await who.manager.expect(200, "GET", `/inquiries/${id}`);
    assert.equal(json.about, who.own);
    assert.deepEqual(json.offer_title, { pl: "Implanty na miarę" });
    for (const wrong of [hidden.id, who.own]) assert.equal((await who.guest.expect(422, "POST", `${cluster}/inquiries`, { json: asked({ offer: wrong }) })).json.errors[0].pointer, "/offer");
  });

  test("bad inquiries are refused with the place and the mend; nobody floods the register", async () => {
    for (const [more, pointer] of [[{ name: " " }, "/name"], [{ email: "nikt" }, "/email"], [{ message: "" }, "/message"], [{ country: "Polska" }, "/country"], [{ language: "de" }, "/language"], [{ about: who.cluster.id }, "/about"]]) {
      const { json } = await who.guest.expect(422, "POST", `${cluster}/inquiries`, { json: asked(more) });
      assert.equal(json.errors[0].pointer, pointer);
      assert.ok(json.errors[0].mend);
    }
    for (let i = 0; i < 5; ++i) await inquire({ email: "ten-sam@example.com" });
    const { status, headers } = await who.guest.call("POST", `${cluster}/inquiries`, { json: asked({ email: "ten-sam@example.com" }) });
    assert.equal(status, 429);
    assert.ok(Number(headers.get("retry-after")) > 0);
  });

  test("a deal goes its way from first contact to contract, each step with its day", async () => {
    const id = await inquire({ subject: "Zakup" });
    const made = await begin(who.manager, { organisation: undefined, inquiry: id, steps: [{ stage: "first_contact", on: dayBefore(40) }], visibility: "coordinator" });
    let read = made;
    const step = async (json, status = 200) => {
      const moved = await who.manager.expect(status, "POST", `/deals/${made.json.id}/steps`, { json, headers: version(read) });
      if (status === 200) read = moved;
      return moved.json;
    };
    assert.equal((await step({ stage: "first_contact" }, 422)).errors[0].pointer, "/stage");
    assert.equal((await step({ stage: "interest", on: dayBefore(50) }, 422)).errors[0].pointer, "/on");
    assert.equal((await step({ stage: "interest", on: dayBefore(-1) }, 422)).errors[0].pointer, "/on");
    await step({ stage: "interest", on: dayBefore(30), note: "Przysłali dwie osoby" });
    assert.equal((await step({ stage: "lost" }, 422)).errors[0].pointer, "/reason");
    assert.equal((await step({ stage: "lost", reason: "other" }, 422)).errors[0].pointer, "/note");
    assert.equal((await step({ stage: "signed_contract" }, 422)).errors[0].pointer, "/counterpart");
    const { title, kind, steps } = read.json;
    read = await who.manager.expect(200, "PUT", `/deals/${made.json.id}`, { json: { kind, title, counterpart: "Szpital Zmyślony", value: "120000.50", currency: "PLN", visibility: "coordinator" }, headers: version(read) });
    assert.deepEqual(read.json.steps, steps, "editing leaves the way as it was");
    assert.equal(read.json.value, "120000.50");
    assert.equal((await step({ stage: "signed_contract" })).stage, "signed_contract");
    await step({ stage: "negotiation" }, 422);
    read = await who.manager.expect(200, "DELETE", `/deals/${made.json.id}/steps`, { headers: version(read) });
    assert.equal(read.json.stage, "interest");
    assert.deepEqual((await who.manager.expect(200, "GET", `/inquiries/${id}`)).json.deals.map((each) => each.id), [made.json.id]);
  });

  test("terms go with their kind; shares and days are checked", async () => {
    for (const [more, pointer] of [
      [{ licence: {} }, "/licence"], [{ kind: "licence", licence: { royalty: 10_001 } }, "/licence/royalty"], [{ kind: "licence", licence: { territories: ["Polska"] } }, "/licence/territories/0"],
      [{ kind: "licence", licence: { from: "2026-02-01", until: "2026-01-01" } }, "/licence/until"], [{ kind: "spin_off", spin_off: { founded_on: dayBefore(-2) } }, "/spin_off/founded_on"], [{ value: "-1" }, "/value"], [{ value: "1,5" }, "/value"],
      [{ currency: "zł" }, "/currency"], [{ chance: 101 }, "/chance"], [{ next_on: "2026-12-01" }, "/next_step"], [{ counterpart_organisation: who.own }, "/counterpart_organisation"], [{ title: " " }, "/title"], [{ inquiry: who.own }, "/inquiry"], [{ visibility: "partners" }, "/visibility"],
    ]) {
      const { json } = await who.representative.expect(422, "POST", `${cluster}/deals`, { json: { kind: "sale", title: "A", organisation: who.own, ...more } });
      assert.equal(json.errors[0].pointer, pointer, JSON.stringify(more));
    }
    const { json } = await begin(who.representative, { kind: "licence", licence: { is_exclusive: true, territories: ["PL", "DE", "PL"], royalty: 350 }, visibility: "owner" });
    assert.deepEqual(json.licence.territories, ["DE", "PL"]);
  });

  test("what only its owner sees shows nowhere else: lists, counts, times, the log", async () => {
    const secret = `Tajna transakcja ${Math.random().toString(36).slice(2)}`;
    const before = (await who.manager.expect(200, "GET", `${cluster}/deals/times`)).json.counts;
    const { json: deal, headers } = await begin(who.representative, { title: secret, visibility: "owner", value: "5.00" });
    assert.deepEqual((await who.manager.expect(200, "GET", `${cluster}/deals/times`)).json.counts, before);
    for (const other of [who.manager, who.administrator, who.guest]) {
      await other.expect(404, "GET", `/deals/${deal.id}`);
      const { text } = await other.expect(200, "GET", `${cluster}/deals?q=Tajna`);
      assert.ok(!text.includes(secret));
    }
    await who.manager.expect(404, "PUT", `/deals/${deal.id}`, { json: {}, headers: { "if-match": headers.get("etag") } });
    const { json: shown } = await begin(who.representative, { title: `Jawna ${secret}`, visibility: "coordinator" });
    const { text: log } = await who.manager.expect(200, "GET", `/audit?cluster=${who.cluster.slug}`);
    assert.ok(log.includes(shown.id) && log.includes(`Jawna ${secret}`), "what the coordinator sees is in the log");
    assert.ok(!log.includes(deal.id) && !log.includes(`"${secret}"`));
    assert.equal((await who.employee.expect(200, "GET", `/deals/${deal.id}`)).json.title, secret);
  });

  test("members see what is for members, and their reading is told to the owner", async () => {
    const { json: deal } = await begin(who.representative, { title: "Dla członków", visibility: "members" });
    await who.manager.expect(200, "GET", `/deals/${deal.id}`);
    const { json } = await who.representative.expect(200, "GET", `/organisations/${who.own}/disclosures`);
    assert.ok(JSON.stringify(json).includes("Dla członków"));
  });

  test("a deleted deal comes back with its way", async () => {
    const made = await begin(who.representative, { title: "Wróci", steps: [{ stage: "first_contact", on: dayBefore(9) }, { stage: "interest", on: dayBefore(3) }] });
    await who.representative.expect(204, "DELETE", `/deals/${made.json.id}`, { headers: version(made) });
    await who.representative.expect(404, "GET", `/deals/${made.json.id}`);
    const { json } = await who.representative.expect(200, "POST", `/deals/${made.json.id}/restoration`);
    assert.deepEqual(json.steps.map((each) => each.stage), ["first_contact", "interest"]);
  });

  test("where things get stuck is told from the deals' own history", async () => {
    for (let i = 0; i < 6; ++i)
      await begin(who.representative, { title: `Szybka ${i}`, visibility: "coordinator", steps: [{ stage: "negotiation", on: dayBefore(100) }, { stage: "lost", on: dayBefore(90 - i), reason: "price" }] });
    const { json: slow } = await begin(who.representative, { title: "Powolna", visibility: "coordinator", steps: [{ stage: "negotiation", on: dayBefore(60) }] });
    const { json } = await who.manager.expect(200, "GET", `${cluster}/deals/times`);
    const stage = json.stages.find((each) => each.stage === "negotiation");
    assert.equal(stage.lost, 6);
    assert.equal(stage.open, 1);
    // Of 10, 11, 12, 13, 14, 15 days and one that has lasted 60: half are over after 13.
    assert.equal(stage.median_days, 13);
    const waiting = json.waiting.find((each) => each.deal === slow.id);
    assert.deepEqual({ days: waiting.days, is_stuck: waiting.is_stuck }, { days: 60, is_stuck: true });
    await who.guest.expect(401, "GET", `${cluster}/deals/times`);
    await who.administrator.expect(403, "GET", `${cluster}/deals/times`);
  });
});
