// Shared resources through the API: lending and booking, what competitors do not learn of one another, and fifty who
// want the same hour.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { Client } from "./support/client.mjs";
import { onEachBackend } from "./support/installations.mjs";
import { people } from "./support/people.mjs";

const hour = 3_600_000;
const iso = (moment) => new Date(moment).toISOString().replace(/\.\d+Z$/, "Z");
/** An hour of some coming Wednesday, on the clock of UTC. */
const at = (hours, weeks = 1) => {
  const day = new Date(Date.now() + weeks * 7 * 24 * hour);
  day.setUTCDate(day.getUTCDate() + ((3 - day.getUTCDay() + 7) % 7));
  return iso(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate()) + hours * hour);
};
const terms = {
  time_zone: "UTC", opening: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: "08:00", to: "16:00" })),
  prices: [{ user: "member", unit: "hour", amount: "120.50" }, { user: "research", unit: "use", amount: "10.00" }],
};
const match = (version) => ({ "if-match": `"${version}"` });

onEachBackend("Resources", (installation) => {
  let who, path, member, counter = 0;
  /** Somebody of another organisation of the cluster. */
  const newcomer = async (role, organisation) => {
    const { json: invitation } = await who.manager.expect(201, "POST", `/clusters/${who.cluster.slug}/invitations`, { json: { role, organisation } });
    const client = new Client(installation.server.base);
    const accepted = await client.expect(201, "POST", `/invitations/${invitation.path.split("/").pop()}`, {
      json: { email: `osoba-${++counter}-${Math.random().toString(36).slice(2)}@przyklad.invalid`, password: "zielona-łąka-nad-Odrą-7", display_name: `Żaneta ${counter}` } });
    client.csrf = accepted.json.csrf_token;
    return client;
  };
  const share = async (client, title, more = {}) =>
    (await client.expect(201, "POST", path, { json: { kind: "laboratory", title: { pl: title }, organisation: who.own, terms, ...more } })).json;
  const book = (client, resource, from, to, organisation, purpose = "") =>
    client.call("POST", `/resources/${resource}/bookings`, { json: { organisation, from, to, purpose } });
  const made = async (...request) => {
    const answer = await book(...request);
    assert.equal(answer.status, 201, answer.text);
    return answer.json;
  };

  before(async () => {
    who = await people(installation.server);
    path = `/clusters/${who.cluster.slug}/resources`;
    member = await newcomer("representative", who.other);
  });

  test("a resource is shared, found, booked, approved and used", async () => {
    const resource = await share(who.representative, "Komora klimatyczna Łódź", { description: { pl: "Badania starzeniowe wyrobów" }, tags: ["starzenie"] });
    assert.deepEqual(resource.may, ["edit", "delete", "answer", "book"]);
    const found = await member.expect(200, "GET", `${path}?q=${encodeURIComponent("badanie starzeniowe")}&kind=laboratory`);
    assert.ok(found.json.items.some((each) => each.id === resource.id));
    assert.equal((await member.get(`${path}?q=starzenie&kind=room`)).json.total, 0);
    const booking = await made(member, resource.id, at(9), at(10.5), who.other, "Próba 48 h");
    assert.deepEqual([booking.state, booking.price, booking.currency, booking.user, booking.may], ["requested", "180.75", "PLN", "member", ["cancel"]]);
    const { json: own } = await who.representative.expect(200, "GET", `/clusters/${who.cluster.slug}/bookings?from=${at(0)}`);
    assert.deepEqual(own.items.map((each) => [each.id, each.purpose, each.may]), [[booking.id, "Próba 48 h", ["answer", "cancel"]]]);
    await member.expect(403, "POST", `/bookings/${booking.id}/answer`, { json: { state: "confirmed" }, headers: match(1) });
    await who.employee.expect(412, "POST", `/bookings/${booking.id}/answer`, { json: { state: "confirmed" }, headers: match(7) });
    await who.employee.expect(422, "POST", `/bookings/${booking.id}/answer`, { json: { state: "refused" }, headers: match(1) });
    const { json: confirmed } = await who.employee.expect(200, "POST", `/bookings/${booking.id}/answer`, { json: { state: "confirmed" }, headers: match(1) });
    assert.deepEqual([confirmed.state, confirmed.version], ["confirmed", 2]);
    const { json: use } = await who.representative.expect(200, "GET", `${path}/use?from=${at(0)}&to=${at(24)}`);
    const one = use.items.find((each) => each.resource === resource.id);
    assert.deepEqual([one.open_minutes, one.booked_minutes, one.bookings, one.organisations, one.income], [480, 90, 1, 1, "180.75"]);
    assert.equal(one.minutes_by_user.member, 90);
    const told = (await member.get("/notifications")).json.items.find((each) => each.kind === "booking_answered");
    assert.deepEqual([told.subject.resource, told.detail.state], [resource.id, "confirmed"]);
    assert.ok((await who.representative.get("/notifications")).json.items.some((each) => each.kind === "booking_requested" && each.subject.id === booking.id));
    // What is booked is in the calendars of both sides.
    for (const client of [member, who.representative]) {
      const { json: feed } = await client.expect(201, "POST", "/account/calendar");
      const calendar = await (await fetch(installation.server.base + feed.path)).text();
      assert.match(calendar, new RegExp(`UID:${booking.id}`));
      assert.match(calendar, /SUMMARY:Komora klimatyczna/);
    }
    const { json: cancelled } = await member.expect(200, "POST", `/bookings/${booking.id}/cancellation`, { json: { reason: "Awaria" }, headers: match(2) });
    assert.deepEqual([cancelled.state, cancelled.may], ["cancelled", []]);
    await made(member, resource.id, at(9), at(10.5), who.other);
  });

  test("who books what is between the two sides", async () => {
    const resource = await share(who.representative, "Mikrotomograf");
    const booking = await made(member, resource.id, at(9), at(10), who.other, "Tajna próbka");
    const ours = await newcomer("employee", who.other);
    assert.equal((await ours.expect(200, "GET", `/bookings/${booking.id}`)).json.purpose, "Tajna próbka");
    for (const client of [who.manager, who.animator, who.administrator]) {
      const isOfCluster = client !== who.administrator;
      const busy = await client.expect(isOfCluster ? 200 : 404, "GET", `/resources/${resource.id}/bookings?from=${at(0)}&to=${at(24)}`);
      if (isOfCluster) assert.deepEqual(busy.json.items.map((each) => Object.keys(each).sort()), [["from", "may", "resource", "to"]]);
      assert.ok(!busy.text.includes(who.other) && !busy.text.includes("Tajna"));
      const hidden = await client.expect(404, "GET", `/bookings/${booking.id}`);
      const missing = await client.expect(404, "GET", "/bookings/01900000-0000-7000-8000-000000000000");
      assert.equal(JSON.stringify({ ...hidden.json, instance: "" }), JSON.stringify({ ...missing.json, instance: "" }));
      await client.expect(404, "POST", `/bookings/${booking.id}/cancellation`, { json: {}, headers: match(1) });
    }
    for (const client of [who.manager, who.administrator]) {
      const audit = await client.expect(200, "GET", client === who.manager ? `/audit?cluster=${who.cluster.slug}` : "/audit");
      assert.ok(!audit.text.includes("Tajna"));
    }
    assert.equal((await who.guest.call("GET", `/resources/${resource.id}`)).status, 404);
  });

  test("a resource for nobody else is not there for anybody else", async () => {
    const secret = await share(who.representative, "Żelazna tajemnica", { visibility: "owner" });
    const named = await share(who.representative, "Żelazna wskazana", { visibility: "named", named: [who.other] });
    const sees = async (client) => (await client.get(`${path}?q=${encodeURIComponent("żelazna")}`)).json.items.map((each) => each.id).sort();
    assert.deepEqual(await sees(who.employee), [secret.id, named.id].sort());
    assert.deepEqual(await sees(member), [named.id]);
    for (const client of [who.manager, who.guest, who.administrator]) {
      assert.deepEqual(await sees(client), []);
      await client.expect(404, "PUT", `/resources/${secret.id}`, { json: {}, headers: match(1) });
      await client.expect(404, "GET", `/resources/${secret.id}/bookings?from=${at(0)}&to=${at(1)}`);
    }
    assert.deepEqual((await member.get(`/resources/${named.id}`)).json.named, []);
    const { json: disclosures } = await who.representative.expect(200, "GET", `/organisations/${who.own}/disclosures`);
    assert.ok(disclosures.items.some((each) => each.kind === "resource" && each.item === named.id));
  });

  test("of fifty who want the same hour at once one has it, and nobody overlaps", async () => {
    const resource = await share(who.representative, "Robot", { kind: "equipment", terms: { ...terms, needs_approval: false } });
    const clients = await Promise.all([member, who.representative, await newcomer("employee", who.other), await newcomer("employee", who.own)]);
    const organisations = [who.other, who.own, who.other, who.own];
    const same = await Promise.all(Array.from({ length: 50 }, (_, i) => book(clients[i % 4], resource.id, at(9), at(11), organisations[i % 4])));
    assert.deepEqual([same.filter(({ status }) => status === 201).length, same.filter(({ status }) => status === 409).length], [1, 49], same.map(({ status, text }) => `${status} ${text.slice(0, 80)}`).join("\n"));
    // Many that overlap in many ways.
    const mixed = await Promise.all(Array.from({ length: 50 }, (_, i) => {
      const begin = 8 + ((i * 7) % 24) * 0.25;
      return book(clients[i % 4], resource.id, at(begin, 2), at(begin + 0.5 + (i % 4) * 0.5, 2), organisations[i % 4]);
    }));
    assert.ok(mixed.every(({ status }) => status === 201 || status === 409));
    const { json: held } = await who.representative.expect(200, "GET", `/resources/${resource.id}/bookings?from=${at(0, 2)}&to=${at(24, 2)}`);
    assert.equal(held.items.length, mixed.filter(({ status }) => status === 201).length);
    assert.ok(held.items.length >= 3);
    for (let i = 1; i < held.items.length; ++i) assert.ok(held.items[i].from >= held.items[i - 1].to, JSON.stringify(held.items));
  });

  test("what can't be booked says why", async () => {
    const resource = await share(who.representative, "Sala", { kind: "room", terms: { ...terms, shortest_minutes: 60, longest_minutes: 120, notice_hours: 2, horizon_days: 60, closures: [{ first_day: at(0, 3).slice(0, 10), reason: "Przegląd" }] } });
    const refuses = async (from, to, pointer, organisation = who.other) => {
      const { status, json } = await book(member, resource.id, from, to, organisation);
      assert.deepEqual([status, json.errors?.[0]?.pointer], [422, pointer], JSON.stringify(json));
    };
    await refuses(at(9), at(9), "/to");
    await refuses(at(9), at(9.5), "/to");
    await refuses(at(9), at(12), "/to");
    await refuses(iso(Date.parse(at(9)) + 60_000), at(10), "/from");
    await refuses(at(6), at(7), "/from");
    await refuses(at(15.5), at(16.5), "/to");
    await refuses(at(9, 3), at(10, 3), "/from");
    await refuses(at(9, 20), at(10, 20), "/from");
    await refuses(at(9, -2), at(10, -2), "/from");
    assert.equal((await book(member, resource.id, at(9), at(10), who.own)).status, 403);
    assert.equal((await book(who.guest, resource.id, at(9), at(10), who.other)).status, 404);
    await who.representative.expect(200, "PUT", `/resources/${resource.id}`, { json: { ...resource, is_paused: true }, headers: match(1) });
    assert.equal((await book(member, resource.id, at(9), at(10), who.other)).status, 409);
    for (const [wrong, pointer] of [
      [{ opening: [{ weekday: 8, from: "08:00", to: "16:00" }] }, "/terms/opening/0/weekday"],
      [{ opening: [{ weekday: 1, from: "08:00", to: "12:00" }, { weekday: 1, from: "11:00", to: "16:00" }] }, "/terms/opening"],
      [{ prices: [{ user: "member", unit: "hour", amount: "12,50" }] }, "/terms/prices/0/amount"],
      [{ time_zone: "Europe/Gliwice" }, "/terms/time_zone"],
      [{ shortest_minutes: 20 }, "/terms/shortest_minutes"],
    ]) {
      const { json } = await who.representative.expect(422, "POST", path, { json: { kind: "room", title: { pl: "Zła" }, organisation: who.own, terms: wrong } });
      assert.equal(json.errors[0].pointer, pointer);
    }
  });

  test("a resource with bookings is not deleted; deleted it comes back", async () => {
    const resource = await share(who.representative, "Waga");
    const booking = await made(member, resource.id, at(9), at(10), who.other);
    await who.representative.expect(409, "DELETE", `/resources/${resource.id}`, { headers: match(1) });
    await who.representative.expect(200, "POST", `/bookings/${booking.id}/cancellation`, { json: {}, headers: match(1) });
    await who.representative.expect(204, "DELETE", `/resources/${resource.id}`, { headers: match(1) });
    await member.expect(404, "GET", `/resources/${resource.id}`);
    await who.representative.expect(200, "POST", `/resources/${resource.id}/restoration`);
    await member.expect(200, "GET", `/resources/${resource.id}`);
  });

  test("the owner leaves the cluster: what was booked is withdrawn, nothing is lost", async () => {
    const { json: leaver } = await who.manager.expect(201, "POST", `/organisations?cluster=${who.cluster.slug}`, { json: { legal_name: "Odchodząca sp. z o.o. (zmyślona)", kind: "enterprise" } });
    const [membership] = (await who.manager.expect(200, "GET", `/organisations/${leaver.id}/memberships`)).json.items;
    const lender = await newcomer("representative", leaver.id);
    const resource = await share(lender, "Frezarka", { organisation: leaver.id });
    const booking = await made(member, resource.id, at(9), at(10), who.other);
    await who.manager.expect(200, "POST", `/memberships/${membership.id}/events`, { json: { kind: "left" } });
    assert.equal((await member.expect(200, "GET", `/bookings/${booking.id}`)).json.state, "withdrawn");
    assert.ok((await member.get("/notifications")).json.items.some((each) => each.kind === "booking_ended" && each.detail.state === "withdrawn"));
    const still = (await member.expect(200, "GET", `/resources/${resource.id}`)).json;
    assert.deepEqual([still.is_paused, still.is_owner_member], [true, false]);
    assert.equal((await book(member, resource.id, at(12), at(13), who.other)).status, 409);
  });

  test("the cluster's own is lent by those who run it, to others as well", async () => {
    const resource = await share(who.manager, "Sala klastra", { organisation: undefined, kind: "room", terms: { ...terms, needs_approval: false, prices: [{ user: "outside", unit: "day", amount: "500.00" }] } });
    const mine = await made(member, resource.id, at(9), at(10), who.other);
    assert.deepEqual([mine.state, mine.price], ["confirmed", undefined]);
    assert.equal((await who.animator.expect(200, "GET", `/bookings/${mine.id}`)).json.organisation, who.other);
    const { json: stranger } = await who.administrator.expect(201, "POST", "/organisations", { json: { legal_name: "Obca (zmyślona)", kind: "enterprise" } });
    const theirs = await made(who.animator, resource.id, at(11), at(12), stranger.id);
    assert.deepEqual([theirs.user, theirs.price, theirs.state], ["outside", "500.00", "confirmed"]);
  });
});
