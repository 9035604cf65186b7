// Matchmaking events through the API: from the first registration to what came of the meetings; a schedule that is checked
// by its own rules; and what nobody ever learns of whom others wanted to meet.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { Client } from "./support/client.mjs";
import { onEachBackend } from "./support/installations.mjs";
import { people, representativeOf } from "./support/people.mjs";

const match = (version) => ({ "if-match": `"${version}"` });
const day = (offset) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
const plan = (date) => ({ date, begin: "09:00", end: "12:00", length_minutes: 25, pause_minutes: 5, breaks: [{ from: "10:30", to: "11:00" }] });

/** What is wrong with a schedule, by rules of its own: nobody in two places, nobody while away, each table once, nobody kept apart, nobody too often. */
function faults(schedule, people, { most, apart = [], tables }) {
  const wrong = [];
  const busy = new Set(), seated = new Set(), met = new Set(), count = new Map();
  for (const { a, b, from, table } of schedule.meetings) {
    for (const each of [a, b]) {
      if (busy.has(`${each} ${from}`)) wrong.push(`${each} is in two places at ${from}`);
      busy.add(`${each} ${from}`);
      count.set(each, (count.get(each) ?? 0) + 1);
      const person = people.get(each);
      if (!person) wrong.push(`${each} takes no part`);
      else if (person.away?.includes(from)) wrong.push(`${each} is away at ${from}`);
    }
    if (seated.has(`${table} ${from}`)) wrong.push(`table ${table} is taken twice at ${from}`);
    seated.add(`${table} ${from}`);
    if (table < 0 || table >= tables) wrong.push(`there is no table ${table}`);
    const pair = [a, b].sort().join(" ");
    if (met.has(pair)) wrong.push(`${pair} meet twice`);
    met.add(pair);
    if (apart.some((each) => [...each].sort().join(" ") === pair)) wrong.push(`${pair} are to be kept apart`);
    if (people.get(a)?.organisation_name === people.get(b)?.organisation_name) wrong.push(`${pair} are of one organisation`);
  }
  for (const [id, meetings] of count) if (meetings > (people.get(id)?.most_meetings ?? most)) wrong.push(`${id} has ${meetings} meetings`);
  return wrong;
}

/** A generator of numbers from 0 to 1 that gives the same again. */
function numbers(seed) {
  return () => {
    seed = (seed * 1664525 + 1013904223) % 4294967296;
    return seed / 4294967296;
  };
}

onEachBackend("Matchmaking", (installation) => {
  let who, member, path;
  before(async () => {
    who = await people(installation.server);
    member = await representativeOf(who, installation.server.base, who.other);
    path = `/clusters/${who.cluster.slug}/matchmakings`;
  });
  const prepare = async (more = {}) =>
    (await who.manager.expect(201, "POST", path, { json: { title: { pl: "Giełda kooperacyjna" }, place: "Gliwice, hala A", days: [plan(day(30))], tables: ["1", "2", "3"], ...more } })).json;
  const move = async (event, stage, more = {}) =>
    (await who.manager.expect(200, "POST", `/matchmakings/${event.id}/stage`, { json: { stage, ...more }, headers: match((await who.manager.get(`/matchmakings/${event.id}`)).json.version) })).json;
  const register = async (client, event, json) => (await client.expect(201, "POST", `/matchmakings/${event.id}/participants`, { json })).json;
  const wish = (client, event, from, wishes, status = 200) =>
    client.expect(status, "PUT", `/matchmakings/${event.id}/participants/${from}/wishes`, { json: { wishes: Object.entries(wishes).map(([participant, kind]) => ({ participant, kind })) } });
  const scheduleOf = async (event) => (await who.manager.expect(200, "GET", `/matchmakings/${event.id}/schedule`)).json;
  const make = async (event) => (await who.manager.expect(200, "POST", `/matchmakings/${event.id}/schedule`, { headers: match((await scheduleOf(event)).version) })).json;
  const change = async (event, json, status = 200) =>
    (await who.manager.expect(status, "POST", `/matchmakings/${event.id}/schedule/changes`, { json, headers: match((await scheduleOf(event)).version) })).json;

  test("two members register, wish, meet, and say how it went", async () => {
    const event = await prepare({ days: [plan(day(-1)), plan(day(30))] });
    assert.equal(event.slots.length, 10);
    await who.guest.expect(404, "GET", `/matchmakings/${event.id}`);
    await who.representative.expect(404, "GET", `/matchmakings/${event.id}`);
    await who.manager.expect(409, "DELETE", `/matchmakings/${(await move(event, "registration")).id}`, { headers: match(2) });
    assert.ok((await member.get("/notifications")).json.items.some((each) => each.kind === "matchmaking_moved" && each.subject.id === event.id && each.detail.stage === "registration"));
    const own = await register(who.representative, event, { organisation: who.own, offers: ["Frezowanie tytanu na pięciu osiach"], seeks: ["Badania biozgodności"] });
    assert.equal(own.person_name, "Łucja representative");
    await who.representative.expect(409, "POST", `/matchmakings/${event.id}/participants`, { json: { organisation: who.own } });
    const theirs = await register(member, event, { organisation: who.other, offers: ["Badanie biozgodności materiałów"], seeks: ["Frezowanie elementów z tytanu"], contact: "600 000 000" });
    // The others see who comes and with what, but not how to reach them, nor when they are away.
    const { json: seen } = await who.representative.expect(200, "GET", `/matchmakings/${event.id}/participants?q=${encodeURIComponent("biozgodność")}`);
    assert.equal(seen.items.length, 2);
    const other = seen.items.find((each) => each.id === theirs.id);
    assert.ok(!("contact" in other) && !("away" in other) && !("wishes" in other) && !other.is_own);
    await who.employee.expect(403, "GET", `/matchmakings/${event.id}/participants`);
    await who.administrator.expect(404, "GET", `/matchmakings/${event.id}/participants/${own.id}/wishes`);
    await move(event, "wishes");
    // Each is recommended to the other, with the reason.
    const { json: advised } = await who.representative.expect(200, "GET", `/matchmakings/${event.id}/participants/${own.id}/recommendations`);
    assert.deepEqual(advised.items.map((each) => each.participant.id), [theirs.id]);
    assert.ok(advised.items[0].matches.some((each) => each.is_offered_by_them && each.seek === "Badania biozgodności" && each.offer === "Badanie biozgodności materiałów"), JSON.stringify(advised));
    await wish(who.representative, event, own.id, { [theirs.id]: "must" });
    await wish(member, event, theirs.id, { [own.id]: "like" });
    await member.expect(404, "GET", `/matchmakings/${event.id}/participants/${own.id}/agenda`);
    const schedule = await make(event);
    assert.deepEqual([schedule.stage, schedule.meetings.length, schedule.quality.musts_met, schedule.quality.likes_met, schedule.quality.share], ["scheduled", 1, 1, 1, 1]);
    // A draft is for those who run the event.
    await who.representative.expect(403, "GET", `/matchmakings/${event.id}/schedule`);
    await who.representative.expect(404, "GET", `/matchmakings/${event.id}/participants/${own.id}/agenda`);
    await move(event, "published");
    const { json: agenda } = await who.representative.expect(200, "GET", `/matchmakings/${event.id}/participants/${own.id}/agenda`);
    assert.deepEqual([agenda.entries.length, agenda.entries[0].partner.id, agenda.entries[0].own_wish], [1, theirs.id, "must"]);
    assert.ok((await member.get("/notifications")).json.items.some((each) => each.kind === "matchmaking_moved" && each.detail.stage === "published"));
    const meeting = agenda.entries[0].meeting;
    // The calendar knows the meeting by its id.
    const { json: feed } = await member.expect(201, "POST", "/account/calendar");
    const calendar = await (await fetch(installation.server.base + feed.path)).text();
    assert.match(calendar, new RegExp(`UID:${meeting}`));
    const file = await member.expect(200, "GET", `/matchmakings/${event.id}/participants/${theirs.id}/agenda.ics`);
    assert.match(file.text, /LOCATION:Gliwice\\, hala A\\, 1/);
    // How it went is for each side alone.
    const outcome = `/matchmakings/${event.id}/participants/${own.id}/outcomes/${meeting}`;
    await member.expect(404, "PUT", outcome, { json: {}, headers: match(0) });
    await who.manager.expect(404, "PUT", outcome, { json: {}, headers: match(0) });
    await who.representative.expect(422, "PUT", outcome, { json: { was_held: false, rating: 3 }, headers: match(0) });
    await who.representative.expect(422, "PUT", outcome, { json: { idea: who.own }, headers: match(0) });
    await who.representative.expect(200, "PUT", outcome, { json: { rating: 5, has_follow_up: true, note: "Tajna notatka" }, headers: match(0) });
    await who.representative.expect(412, "PUT", outcome, { json: { rating: 4 }, headers: match(0) });
    for (const client of [member, who.manager]) {
      const id = client === member ? theirs.id : own.id;
      assert.ok(!(await client.get(`/matchmakings/${event.id}/participants/${id}/agenda`)).text.includes("Tajna"));
    }
    await move(event, "held");
    const { json: figures } = await who.manager.expect(200, "GET", `/matchmakings/${event.id}/outcomes`);
    assert.deepEqual([figures.meetings, figures.answered, figures.held, figures.follow_ups, figures.ratings, figures.mean_rating], [1, 1, 1, 1, 1, undefined]);
    await move(event, "closed");
    await who.representative.expect(409, "PUT", outcome, { json: { rating: 4 }, headers: match(1) });
    assert.ok(!(await who.manager.get(`/audit?cluster=${who.cluster.slug}`)).text.includes("Tajna"));
  });

  test("nobody learns who did not want to meet them", async () => {
    const event = await prepare();
    await move(event, "registration");
    const own = await register(who.representative, event, { organisation: who.own, offers: ["Spawanie laserowe"], seeks: [] });
    const theirs = await register(member, event, { organisation: who.other, offers: [], seeks: ["Spawanie laserowe"] });
    await move(event, "wishes");
    /** Everything that others than the one who wished can read, as one text. */
    const readable = async (client, id) => (await Promise.all([
      `/matchmakings/${event.id}`, `/matchmakings/${event.id}/participants`, ...(id ? [`/matchmakings/${event.id}/participants/${id}/recommendations`, `/matchmakings/${event.id}/participants/${id}/wishes`] : [`/matchmakings/${event.id}/schedule`]),
    ].map(async (each) => (await client.expect(200, "GET", each)).text))).join("\n").replace(/"updated_at":"[^"]*"/g, "");
    await wish(member, event, theirs.id, { [own.id]: "must" });
    const before = await readable(member, theirs.id);
    await wish(who.representative, event, own.id, { [theirs.id]: "avoid" });
    assert.equal(await readable(member, theirs.id), before);
    // Who runs the event learns how many wishes were said, and not for whom.
    const text = await readable(who.manager);
    assert.ok(!text.includes("avoid"));
    await who.manager.expect(404, "GET", `/matchmakings/${event.id}/participants/${own.id}/wishes`);
    const schedule = await make(event);
    assert.deepEqual([schedule.meetings.length, schedule.why_empty, schedule.quality.musts, schedule.quality.musts_met], [0, "no_wishes", 1, 0]);
    // By hand it is refused as what those who run the event themselves keep apart.
    const ids = [own.id, theirs.id];
    const refused = await change(event, { act: "place", a: ids[0], b: ids[1], slot: event.slots[0].from }, 422);
    await change(event, { act: "ban", a: ids[0], b: ids[1] });
    const banned = await change(event, { act: "place", a: ids[0], b: ids[1], slot: event.slots[0].from }, 422);
    assert.deepEqual(refused, banned);
    await change(event, { act: "allow", a: ids[0], b: ids[1] });
    await move(event, "published");
    const { json: agenda } = await member.expect(200, "GET", `/matchmakings/${event.id}/participants/${theirs.id}/agenda`);
    assert.deepEqual(agenda.entries, []);
    for (const client of [member, who.manager, who.administrator]) {
      const audit = await client.call("GET", `/audit?cluster=${who.cluster.slug}`);
      assert.ok(!audit.text.includes("avoid") && !audit.text.includes("participant.wished"));
    }
    await who.guest.expect(404, "GET", `/matchmakings/${event.id}`);
  });

  test("forty participants: a schedule without faults, near its bound, and few changes when somebody falls ill", async () => {
    const random = numbers(7);
    const event = await prepare({ days: [plan(day(30)), plan(day(31))], tables: Array.from({ length: 12 }, (_, i) => `Stolik ${i + 1}`), most_meetings: 8, openness: "everyone" });
    await move(event, "registration");
    const participants = [];
    for (let i = 0; i < 40; ++i) {
      const away = event.slots.filter(() => random() < 0.1).map((slot) => slot.from);
      // Some come two of one firm.
      participants.push(await register(who.manager, event, { organisation_name: `Gość ${i - (i % 10 === 1 ? 1 : 0)} (zmyślony)`, person_name: `Osoba ${i}`, away, ...(i % 7 === 0 ? { most_meetings: 4 } : {}),
        offers: [["lakierowanie proszkowe", "odlewanie aluminium", "druk 3D", "automatyka linii"][i % 4]], seeks: [["odlewanie aluminium", "druk 3D", "automatyka linii", "lakierowanie proszkowe"][i % 4]] }));
    }
    await move(event, "wishes");
    const byId = new Map(participants.map((each) => [each.id, each]));
    const apart = [];
    for (const from of participants) {
      const wishes = {};
      for (const to of participants)
        if (to.organisation_name !== from.organisation_name && random() < 0.2) {
          wishes[to.id] = random() < 0.1 ? "avoid" : random() < 0.4 ? "must" : "like";
          if (wishes[to.id] === "avoid") apart.push([from.id, to.id]);
        }
      await wish(who.manager, event, from.id, wishes);
    }
    assert.ok(apart.length > 5);
    const begun = Date.now();
    const schedule = await make(event);
    assert.ok(Date.now() - begun < 30_000, `took ${Date.now() - begun} ms`);
    assert.deepEqual(faults(schedule, byId, { most: 8, apart, tables: 12 }), []);
    const { quality } = schedule;
    assert.ok(quality.value <= quality.bound + 1e-6 && quality.value >= quality.greedy - 1e-6, JSON.stringify(quality));
    assert.ok(quality.share > 0.85, JSON.stringify(quality));
    assert.ok(schedule.meetings.length > 80 && quality.musts_met > 0.5 * quality.musts, JSON.stringify(quality));
    // A meeting is moved by hand only where it makes no clash.
    const first = schedule.meetings[0];
    const clash = schedule.meetings.find((each) => each.from !== first.from && [each.a, each.b].some((id) => id === first.a));
    const refused = await change(event, { act: "move", meeting: first.id, slot: clash.from }, 422);
    assert.match(refused.detail, /another meeting|away/);
    const taken = schedule.meetings.find((each) => each.from === first.from && each.id !== first.id);
    if (taken) assert.equal((await change(event, { act: "move", meeting: first.id, slot: first.from, table: taken.table }, 422)).errors[0].pointer, "/table");
    const locked = await change(event, { act: "lock", meeting: first.id });
    assert.ok(locked.meetings.find((each) => each.id === first.id).is_fixed);
    const again = await make(event);
    assert.deepEqual(faults(again, byId, { most: 8, apart, tables: 12 }), []);
    const stayed = again.meetings.find((each) => each.id === first.id);
    assert.deepEqual([stayed.from, stayed.table, stayed.is_fixed], [first.from, first.table, true]);
    await move(event, "published");

    // One falls ill and a table is lost: what would change is shown, and nothing is written until it is accepted.
    const ill = again.meetings[10].a;
    const lost = [{ table: 11 }];
    const { json: proposal } = await who.manager.expect(200, "POST", `/matchmakings/${event.id}/replanning`, { json: { absent: [ill], lost } });
    assert.deepEqual((await scheduleOf(event)).meetings, again.meetings);
    assert.ok(proposal.changes.every((each) => each.before || each.after));
    const gone = again.meetings.filter((each) => each.a === ill || each.b === ill);
    assert.equal(proposal.changes.filter((each) => each.kind === "impossible").length, gone.length);
    await who.manager.expect(412, "POST", `/matchmakings/${event.id}/absences`, { json: { absent: [ill], lost, proposal: "another" }, headers: match(proposal.version) });
    const { json: after } = await who.manager.expect(200, "POST", `/matchmakings/${event.id}/absences`, { json: { absent: [ill], lost, proposal: proposal.proposal }, headers: match(proposal.version) });
    assert.deepEqual(faults(after, byId, { most: 8, apart, tables: 11 }), []);
    assert.ok(after.meetings.every((each) => each.a !== ill && each.b !== ill));
    assert.equal(after.to_replan, 0);
    const places = new Map(after.meetings.map((each) => [each.id, each]));
    const kept = again.meetings.filter((each) => places.get(each.id)?.from === each.from);
    assert.equal(kept.length, proposal.kept);
    // Only those who sat at the lost table, or met who is ill, may be elsewhere in time.
    assert.ok(again.meetings.length - kept.length <= gone.length + again.meetings.filter((each) => each.table === 11).length);
    assert.equal(again.meetings.length - gone.length - kept.length, proposal.disturbed, JSON.stringify({ ...proposal, changes: undefined }));
    // What is cancelled vanishes from agendas, and calendars are told so.
    const friend = gone[0].a === ill ? gone[0].b : gone[0].a;
    const agenda = await who.manager.expect(200, "GET", `/matchmakings/${event.id}/participants/${friend}/agenda`);
    assert.ok(!agenda.text.includes(gone[0].id));
    const { text } = await who.manager.expect(200, "GET", `/matchmakings/${event.id}/participants/${friend}/agenda.ics`);
    const entry = text.split("BEGIN:VEVENT").find((each) => each.includes(gone[0].id));
    assert.match(entry, /STATUS:CANCELLED/);
    assert.match(entry, /SEQUENCE:1/);
    // Somebody else changes it at the same time: one of the two is told.
    const { version } = await scheduleOf(event);
    const both = await Promise.all([0, 1].map(() => who.manager.call("POST", `/matchmakings/${event.id}/schedule/changes`, { json: { act: "lock", meeting: after.meetings[3].id }, headers: match(version) })));
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 412]);
  });

  test("who withdraws after the agendas are out leads to a plan for what is left, and only those concerned are told", async () => {
    const event = await prepare();
    await move(event, "registration");
    const own = await register(who.representative, event, { organisation: who.own, offers: [], seeks: [] });
    const theirs = await register(member, event, { organisation: who.other, offers: [], seeks: [] });
    const guest = await register(who.manager, event, { organisation_name: "Gość spoza klastra (zmyślony)", person_name: "Jan Zmyślony" });
    await move(event, "wishes");
    await wish(who.representative, event, own.id, { [guest.id]: "must" });
    await wish(member, event, theirs.id, { [guest.id]: "must" });
    const schedule = await make(event);
    assert.equal(schedule.meetings.length, 2);
    await move(event, "published");
    const before = (await member.get("/notifications")).json.items.length;
    await who.representative.expect(200, "POST", `/matchmakings/${event.id}/participants/${own.id}/state`, { json: { state: "withdrawn" }, headers: match(1) });
    assert.ok((await who.animator.get("/notifications")).json.items.some((each) => each.kind === "participant_withdrew" && each.subject.id === event.id));
    assert.equal((await who.manager.get(`/matchmakings/${event.id}`)).json.to_replan, 1);
    const { json: proposal } = await who.manager.expect(200, "POST", `/matchmakings/${event.id}/replanning`, { json: {} });
    assert.deepEqual(proposal.changes.map((each) => each.kind), ["impossible"]);
    const { json: after } = await who.manager.expect(200, "POST", `/matchmakings/${event.id}/absences`, { json: { proposal: proposal.proposal }, headers: match(proposal.version) });
    assert.deepEqual([after.meetings.length, after.to_replan], [1, 0]);
    assert.equal((await member.get("/notifications")).json.items.length, before);
    // Cancelled, it says so to everybody.
    await who.manager.expect(422, "POST", `/matchmakings/${event.id}/stage`, { json: { stage: "cancelled" }, headers: match((await who.manager.get(`/matchmakings/${event.id}`)).json.version) });
    await move(event, "cancelled", { reason: "Awaria hali" });
    assert.equal((await member.get(`/matchmakings/${event.id}`)).json.reason, "Awaria hali");
    const { json: feed } = await member.expect(201, "POST", "/account/calendar");
    const calendar = await (await fetch(installation.server.base + feed.path)).text();
    assert.match(calendar.split("BEGIN:VEVENT").find((each) => each.includes(after.meetings[0].id)), /STATUS:CANCELLED/);
    await who.manager.expect(204, "DELETE", `/matchmakings/${event.id}`, { headers: match((await who.manager.get(`/matchmakings/${event.id}`)).json.version) });
    await who.manager.expect(200, "POST", `/matchmakings/${event.id}/restoration`);
  });

  test("what can't be says why", async () => {
    const refused = async (json, pointer) => {
      const { json: answer } = await who.manager.expect(422, "POST", path, { json: { title: { pl: "Giełda" }, ...json } });
      assert.equal(answer.errors[0].pointer, pointer, JSON.stringify(answer));
    };
    await refused({ title: {} }, "/title");
    await refused({ days: [plan(day(3)), { ...plan(day(3)), begin: "11:00", end: "13:00", breaks: [] }] }, "/days/1/begin");
    await refused({ days: [{ ...plan(day(3)), end: "09:10", breaks: [] }] }, "/days/0/length_minutes");
    await refused({ days: [{ ...plan(day(3)), breaks: [{ from: "10:00", to: "10:30" }, { from: "10:15", to: "10:45" }] }] }, "/days/0/breaks/1/from");
    await refused({ tables: ["1", "1"] }, "/tables/1");
    await refused({ time_zone: "Europe/Gliwice" }, "/time_zone");
    // In the night in which clocks go forward there is no half past two.
    await refused({ days: [{ date: "2027-03-28", begin: "01:30", end: "04:00", length_minutes: 30 }] }, "/days");
    await refused({ openness: "clusters" }, "/clusters");
    const event = await prepare({ tables: [], registration_closes_at: "2020-01-01T00:00:00Z", wishes_close_at: "2020-01-02T00:00:00Z" });
    await move(event, "registration");
    await who.representative.expect(409, "POST", `/matchmakings/${event.id}/participants`, { json: { organisation: who.own } });
    const one = await register(who.manager, event, { organisation: who.own, person_name: "Ewa Zmyślona" });
    await move(event, "wishes");
    // Wishes after the deadline.
    await wish(who.representative, event, one.id, {}, 409);
    // One participant: an empty schedule that says why.
    assert.deepEqual([(await make(event)).why_empty, (await scheduleOf(event)).meetings.length], ["too_few_participants", 0]);
    await move(event, "wishes");
    const guest = await register(who.manager, event, { organisation_name: "Gość (zmyślony)", person_name: "Jan Zmyślony" });
    assert.equal((await wish(who.manager, event, guest.id, { [guest.id]: "must" }, 422)).json.errors[0].pointer, "/wishes/0");
    await wish(who.manager, event, guest.id, { [one.id]: "must" });
    // No table: the same.
    assert.deepEqual([(await make(event)).why_empty, (await scheduleOf(event)).meetings.length], ["no_tables", 0]);
    // Without a table nobody is published into two places, and stages don't leap.
    await who.manager.expect(422, "POST", `/matchmakings/${event.id}/stage`, { json: { stage: "held" }, headers: match((await who.manager.get(`/matchmakings/${event.id}`)).json.version) });
    await who.manager.expect(409, "PUT", `/matchmakings/${event.id}`, { json: { title: { pl: "Giełda" }, days: event.days, tables: ["1"] }, headers: match((await who.manager.get(`/matchmakings/${event.id}`)).json.version) });
    const polish = await who.manager.call("POST", path, { json: { title: { pl: "Giełda" }, days: [plan(day(3)), plan(day(3))] }, headers: { "accept-language": "pl" } });
    assert.match(polish.text, /nachodzi na inną część tego dnia/);
  });

  test("an event for members is no outsider's, and one for further clusters is theirs too", async () => {
    const { json: cluster } = await who.administrator.expect(201, "POST", "/clusters", { json: { slug: `sasiad-${Math.random().toString(36).slice(2, 8)}`, name: { pl: "Sąsiad" } } });
    const { json: invitation } = await who.administrator.expect(201, "POST", `/clusters/${cluster.slug}/invitations`, { json: { role: "manager" } });
    const neighbour = new Client(installation.server.base);
    const accepted = await neighbour.expect(201, "POST", `/invitations/${invitation.path.split("/").pop()}`, { json: { email: `sasiad-${Math.random()}@przyklad.invalid`, password: "zielona-łąka-nad-Odrą-7", display_name: "Sąsiadka" } });
    neighbour.csrf = accepted.json.csrf_token;
    const closed = await prepare(), open = await prepare({ openness: "clusters", clusters: [cluster.id] });
    await move(closed, "registration");
    await move(open, "registration");
    await neighbour.expect(404, "GET", `/matchmakings/${closed.id}`);
    assert.deepEqual((await neighbour.expect(200, "GET", `/matchmakings/${open.id}`)).json.cluster_names, ["Sąsiad"]);
    assert.deepEqual((await neighbour.get(path)).json.items.map((each) => each.id), [open.id]);
    await neighbour.expect(403, "GET", `/matchmakings/${open.id}/participants`);
    await neighbour.expect(403, "GET", `/matchmakings/${open.id}/schedule`);
  });
});
