// Live events, notifications and mails through the API: they come to exactly those who may see what they speak of.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { before, test } from "node:test";
import { Client } from "./support/client.mjs";
import { listen } from "./support/events.mjs";
import { onEachBackend } from "./support/installations.mjs";
import { password, people } from "./support/people.mjs";

const soon = (test, wait = 20_000) =>
  new Promise((resolve, reject) => {
    const until = Date.now() + wait;
    const look = () => {
      const found = test();
      if (found) resolve(found);
      else if (Date.now() > until) reject(new Error("it did not come"));
      else setTimeout(look, 100);
    };
    look();
  });

// The mails in the folder of the server: headers as they are, and the text read.
function mails(server) {
  const folder = path.join(server.data, "mail");
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder).filter((name) => name.endsWith(".eml")).map((name) => {
    const message = fs.readFileSync(path.join(folder, name), "utf8");
    const coded = message.split("text/plain")[1].split("\r\n\r\n")[1];
    return { message, to: /^To: .*<(.*)>|^ <(.*@.*)>/m.exec(message)?.slice(1).find(Boolean), text: Buffer.from(coded, "base64").toString("utf8") };
  });
}

onEachBackend("Notifications", (installation) => {
  let who, ids, rival;
  before(async () => {
    const { server } = installation;
    who = await people(server);
    const { json: made } = await who.manager.expect(201, "POST", `/clusters/${who.cluster.slug}/invitations`, { json: { role: "representative", organisation: who.other } });
    rival = new Client(server.base);
    const accepted = await rival.expect(201, "POST", `/invitations/${made.path.split("/").pop()}`, {
      json: { email: `rywal-${Math.random().toString(36).slice(2)}@przyklad.invalid`, password, display_name: "Łucja Rywalka" } });
    rival.csrf = accepted.json.csrf_token;
    ids = {};
    for (const [name, client] of Object.entries({ ...who, rival }))
      if (client instanceof Client && client.cookie) ids[name] = (await client.get("/session")).json.user.id;
  });
  const propose = async (visibility, more = {}) =>
    (await who.representative.expect(201, "POST", `/clusters/${who.cluster.slug}/ideas`, { json: { kind: "technology", title: { pl: `Tajemniczyk ${visibility}` }, organisation: who.own, visibility, ...more } })).json;
  const say = async (client, idea, text) => (await client.expect(201, "POST", `/ideas/${idea.id}/comments`, { json: { text } })).json;
  const told = async (client, query = "") => (await client.expect(200, "GET", `/notifications${query}`)).json;

  test("events come to who sees the thing, at once, with nothing of it", async () => {
    const clients = { representative: who.representative, employee: who.employee, rival, manager: who.manager, administrator: who.administrator };
    const listeners = {};
    for (const [name, client] of Object.entries(clients)) {
      listeners[name] = await listen(client);
      assert.equal(listeners[name].status, 200);
      assert.match(listeners[name].headers["content-type"], /text\/event-stream/);
      await listeners[name].greeted();
    }
    const sees = {
      owner: ["representative", "employee"], named: ["representative", "employee", "rival"], coordinator: ["representative", "employee", "manager"],
      members: ["representative", "employee", "rival", "manager"], everyone: Object.keys(clients),
    };
    const made = {};
    for (const visibility of Object.keys(sees)) {
      made[visibility] = await propose(visibility, visibility === "named" ? { named: [who.other] } : {});
      await say(who.employee, made[visibility], "tajne słowa");
    }
    for (const [name, listener] of Object.entries(listeners)) {
      const expected = Object.keys(sees).filter((visibility) => sees[visibility].includes(name)).map((visibility) => made[visibility].id);
      await listener.waitFor((events) => events.filter((each) => each.data.kind === "comments").length >= expected.length);
      await new Promise((done) => setTimeout(done, 300));
      const changes = listener.events.filter((each) => each.event === "change" && each.data.kind !== "notifications");
      assert.deepEqual([...new Set(changes.map((each) => each.data.id))].sort(), [...expected].sort(), name);
      assert.ok(!JSON.stringify(listener.events).match(/tajemniczyk|tajne/i));
      for (const { data } of changes) assert.ok(Object.keys(data).every((key) => ["kind", "id", "version", "by"].includes(key)));
    }
    // Hidden from then on: who saw it is told that it is another, and no more.
    const before = listeners.rival.events.length;
    await who.representative.expect(200, "PUT", `/ideas/${made.members.id}`, { json: { kind: "technology", title: { pl: "Nowa tajemnica" }, organisation: who.own, visibility: "owner" }, headers: { "if-match": '"1"' } });
    await listeners.rival.waitFor((events) => events.length > before);
    assert.deepEqual(listeners.rival.events.at(-1).data, { kind: "idea", id: made.members.id });
    await listeners.employee.waitFor((events) => events.some((each) => each.data.id === made.members.id && each.data.version === 2));
    for (const listener of Object.values(listeners)) listener.close();
  });

  test("who reads first and listens later misses nothing between; of a project the changed part is named", async () => {
    const begun = { json: { title: { pl: "Nasłuch" }, begins_on: "2026-01-01", ends_on: "2026-12-31" } };
    const project = (await who.manager.expect(201, "POST", `/clusters/${who.cluster.slug}/projects`, begun)).json;
    const { last_event: after } = (await who.manager.get("/session")).json;
    const task = (await who.animator.expect(201, "POST", `/projects/${project.id}/parts/task`, { json: { title: "Zadanie", duration_days: 2 } })).json;
    const listener = await listen(who.manager, { after });
    const partsOf = (events) => events.filter(({ data }) => data.id === project.id && data.part?.kind === "task").map(({ data }) => data.part);
    await listener.waitFor((events) => partsOf(events).length > 0);
    await who.animator.expect(204, "DELETE", `/projects/${project.id}/parts/task/${task.id}`, { headers: { "if-match": '"1"' } });
    await listener.waitFor((events) => partsOf(events).length > 1);
    assert.deepEqual(partsOf(listener.events), [{ kind: "task", id: task.id, version: 1 }, { kind: "task", id: task.id }]);
    listener.close();
  });

  test("who is not logged in by a session hears nothing", async () => {
    await who.guest.expect(401, "GET", "/events");
    const { json: token } = await who.employee.expect(201, "POST", "/account/tokens", { json: { name: "program" } });
    const program = new Client(installation.server.base);
    program.token = token.secret;
    await program.expect(403, "GET", "/events");
  });

  test("what was missed comes after the last id; of another server's, reload", async () => {
    const first = await listen(rival);
    await first.greeted();
    const seen = await propose("members");
    await first.waitFor((events) => events.length >= 1);
    first.close();
    const missed = await propose("members");
    await propose("owner");
    const second = await listen(rival, { lastId: first.lastId() });
    await second.waitFor((events) => events.some((each) => each.data.id === missed.id));
    assert.ok(!second.events.some((each) => each.data.id === seen.id));
    second.close();
    const third = await listen(rival, { lastId: "somewhere-7" });
    await third.waitFor((events) => events.some((each) => each.event === "reload"));
    third.close();
  });

  test("two hundred listeners hold up nobody", async () => {
    const listeners = [];
    // Twenty for an account; each of ten people.
    for (let person = 0; person < 10; ++person) {
      const { json: made } = await who.representative.expect(201, "POST", `/organisations/${who.own}/invitations`, { json: { role: "employee" } });
      const client = new Client(installation.server.base);
      const accepted = await client.expect(201, "POST", `/invitations/${made.path.split("/").pop()}`, { json: { email: `s${person}-${Math.random().toString(36).slice(2)}@przyklad.invalid`, password, display_name: `Słuchaczka ${person}` } });
      client.csrf = accepted.json.csrf_token;
      listeners.push(...(await Promise.all(Array.from({ length: 20 }, () => listen(client)))));
    }
    assert.equal(listeners.length, 200);
    await Promise.all(listeners.map((each) => each.greeted()));
    const begun = Date.now();
    for (let i = 0; i < 20; ++i) await Promise.all([who.manager.expect(200, "GET", "/session"), rival.expect(200, "GET", `/clusters/${who.cluster.slug}/ideas`)]);
    assert.ok(Date.now() - begun < 20_000);
    const idea = await propose("members");
    await Promise.all(listeners.map((each) => each.waitFor((events) => events.some((event) => event.data.id === idea.id))));
    for (const each of listeners) each.close();
  });

  test("a log-out ends the account's stream", async () => {
    const { json: made } = await who.representative.expect(201, "POST", `/organisations/${who.own}/invitations`, { json: { role: "employee" } });
    const client = new Client(installation.server.base);
    const accepted = await client.expect(201, "POST", `/invitations/${made.path.split("/").pop()}`, { json: { email: `w-${Math.random().toString(36).slice(2)}@przyklad.invalid`, password, display_name: "Wychodząca" } });
    client.csrf = accepted.json.csrf_token;
    const stream = await listen(client);
    await stream.greeted();
    await client.expect(204, "DELETE", "/session");
    await propose("members");
    await stream.ended;
    assert.deepEqual(stream.events, []);
  });

  test("a mention reaches the one who is named: on the page, live, and by mail", async () => {
    const idea = await propose("members");
    const { json: offered } = await who.representative.expect(200, "GET", `/ideas/${idea.id}/people?q=${encodeURIComponent("rywal")}`);
    assert.deepEqual(offered.items.map((each) => [each.id, each.name]), [[ids.rival, "Łucja Rywalka"]]);
    const stream = await listen(rival);
    await stream.greeted();
    const comment = await say(who.representative, idea, `Co na to @{${ids.rival}}?`);
    assert.deepEqual(comment.mentions, [{ id: ids.rival, name: "Łucja Rywalka" }]);
    await stream.waitFor((events) => events.some((each) => each.data.kind === "notifications"));
    stream.close();
    const list = await told(rival, "?unread=true&kind=mentioned");
    assert.equal(list.items[0].comment, comment.id);
    assert.equal(list.items[0].by, "Łucja representative");
    assert.equal(list.items[0].subject.id, idea.id);
    const { email } = (await rival.get("/session")).json.user;
    const mail = await soon(() => mails(installation.server).find((each) => each.to === email && each.text.includes(idea.id)));
    assert.ok(mail.text.includes("Łucja representative wspomina o Tobie") && !mail.text.includes("Co na to"));
    assert.match(mail.message, /^List-Unsubscribe: <http:\/\/localhost:\d+\/account#notifications>/m);
    await rival.expect(204, "PUT", `/notifications/${list.items[0].id}/read`);
    assert.equal((await told(rival)).unread, list.unread - 1);
    await rival.expect(204, "DELETE", `/notifications/${list.items[0].id}/read`);
    await who.manager.expect(404, "PUT", `/notifications/${list.items[0].id}/read`);
    await rival.expect(204, "PUT", "/notifications/read");
    assert.equal((await rival.expect(200, "GET", "/notifications/unread")).json.unread, 0);
  });

  test("who does not see a thing is offered, named and told nowhere", async () => {
    const idea = await propose("owner");
    const { json: offered } = await who.representative.expect(200, "GET", `/ideas/${idea.id}/people`);
    assert.ok(offered.items.every((each) => ![ids.rival, ids.manager, ids.animator].includes(each.id)));
    for (const id of [ids.rival, ids.manager, "01900000-0000-7000-8000-0000000000ff"]) {
      const { json: problem } = await who.representative.expect(422, "POST", `/ideas/${idea.id}/comments`, { json: { text: `@{${id}}` } });
      assert.deepEqual([problem.errors[0].pointer, problem.detail], ["/text", (await who.representative.expect(422, "POST", `/ideas/${idea.id}/comments`, { json: { text: `@{${ids.manager}}` } })).json.detail]);
    }
    await rival.expect(404, "GET", `/ideas/${idea.id}/people`);
    await who.guest.expect(404, "GET", `/ideas/${idea.id}/people`);
  });

  test("what is hidden later is in no list and no count", async () => {
    const idea = await propose("members");
    const before = await told(rival);
    await say(who.representative, idea, `@{${ids.rival}}`);
    assert.equal((await told(rival)).unread, before.unread + 1);
    await who.representative.expect(200, "PUT", `/ideas/${idea.id}`, { json: { kind: "technology", title: { pl: "Ukryty" }, organisation: who.own, visibility: "owner" }, headers: { "if-match": '"1"' } });
    const after = await told(rival);
    assert.deepEqual([after.unread, after.total], [before.unread, before.total]);
    assert.ok(!JSON.stringify(after).includes(idea.id));
    assert.equal((await rival.get("/notifications/unread")).json.unread, before.unread);
  });

  test("a deleted comment comes back within a day, by who deleted it", async () => {
    const idea = await propose("members");
    const comment = await say(rival, idea, "Do usunięcia");
    await rival.expect(204, "DELETE", `/comments/${comment.id}`);
    assert.equal((await who.manager.get(`/ideas/${idea.id}/comments`)).json.items.length, 0);
    await who.representative.expect(404, "POST", `/comments/${comment.id}/restoration`);
    const { json: back } = await rival.expect(200, "POST", `/comments/${comment.id}/restoration`);
    assert.equal(back.text, "Do usunięcia");
  });

  test("settings are kept, and what is wrong is named", async () => {
    const { json: first } = await who.animator.expect(200, "GET", "/account/notification-settings");
    assert.equal(first.time_zone, "Europe/Warsaw");
    const { json: changed } = await who.animator.expect(200, "PATCH", "/account/notification-settings", { json: { channels: { mentioned: "off" }, digest: "weekly", digest_weekday: 5, quiet: { from: "22:00", to: "06:30" } } });
    assert.deepEqual([changed.channels.mentioned, changed.digest_weekday, changed.quiet], ["off", 5, { from: "22:00", to: "06:30" }]);
    for (const [json, pointer] of [[{ time_zone: "Europe/Atlantis" }, "/time_zone"], [{ channels: { mentioned: "loud" } }, "/channels/mentioned"], [{ digest_hour: 24 }, "/digest_hour"], [{ quiet: { from: "22:00", to: "22:00" } }, "/quiet/to"], [{ x: 1 }, "/x"]])
      assert.equal((await who.animator.expect(422, "PATCH", "/account/notification-settings", { json })).json.errors[0].pointer, pointer);
    const idea = await propose("members");
    const { total } = await told(who.animator);
    await say(who.representative, idea, `@{${ids.animator}}`);
    assert.equal((await told(who.animator)).total, total);
    await who.guest.expect(401, "GET", "/account/notification-settings");
    await who.guest.expect(401, "PATCH", "/account/notification-settings", { json: {} });
    await who.guest.expect(401, "GET", "/notifications");
    await who.guest.expect(401, "GET", "/notifications/unread");
    await who.guest.expect(401, "PUT", "/notifications/read");
    await rival.expect(422, "GET", "/notifications?kind=magia");
    await rival.expect(422, "GET", "/notifications?cursor=x");
  });

  test("an invitation goes out by mail where that is asked for", async () => {
    const email = `zaproszona-${Math.random().toString(36).slice(2)}@przyklad.invalid`;
    const { json: made } = await who.manager.expect(201, "POST", `/clusters/${who.cluster.slug}/invitations`, { json: { role: "animator", email, by_mail: true, note: "Zapraszam!" } });
    const mail = await soon(() => mails(installation.server).find((each) => each.to === email));
    assert.ok(mail.text.includes(made.path) && mail.text.includes("Zapraszam!"));
    await who.manager.expect(422, "POST", `/clusters/${who.cluster.slug}/invitations`, { json: { role: "animator", by_mail: true } });
  });

  test("SIGTERM ends every stream, and the server with them", async () => {
    const streams = await Promise.all([listen(who.manager), listen(rival)]);
    await Promise.all(streams.map((each) => each.greeted()));
    const begun = Date.now();
    const { code } = await installation.server.stop();
    await Promise.all(streams.map((each) => each.ended));
    assert.equal(code, 0);
    assert.ok(Date.now() - begun < 5_000);
  });
});
