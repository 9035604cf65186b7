// Two members who hide a need and an offer from one another are matched, and learn who it is when both agree.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { grono } from "../support/grono.mjs";
import { onEachBackend } from "./support/installations.mjs";
import { Client } from "./support/client.mjs";
import { password, people } from "./support/people.mjs";

const day = 24 * 3600 * 1000;
const need = { kind: "know_how", title: { pl: "Szukamy powłoki antybakteryjnej na implanty tytanowe z jonami srebra" }, visibility: "owner" };
const offer = { kind: "know_how", title: { pl: "Nakładamy powłoki antybakteryjne z jonami srebra na implanty tytanowe" }, visibility: "owner" };

onEachBackend("Confidential matches", (installation) => {
  let who, rival;
  const round = (days) => {
    const at = new Date(Date.now() + days * day).toISOString().replace(/\.\d+/, "");
    const args = ["match", "--as-of", at, "--every-pair", "--data", installation.server.data];
    const run = grono(installation.database ? [...args, "--database", installation.database] : args);
    assert.equal(run.status, 0, run.stderr);
  };
  const add = async (client, organisation, side, item) => {
    const { json, headers } = await client.expect(200, "GET", `/organisations/${organisation}`);
    const answer = await client.expect(200, "PUT", `/organisations/${organisation}`, { json: { ...json, [side]: [...json[side], item] }, headers: { "if-match": headers.get("etag") } });
    return answer.json[side].at(-1).id;
  };
  const at = (organisation, rest = "") => `/organisations/${organisation}/matching${rest}`;
  let item, theirs;

  before(async () => {
    who = await people(installation.server);
    const { json } = await who.manager.expect(201, "POST", `/clusters/${who.cluster.slug}/invitations`, { json: { role: "representative", organisation: who.other } });
    rival = new Client(installation.server.base);
    rival.csrf = (await rival.expect(201, "POST", `/invitations/${json.path.split("/").pop()}`, { json: { email: `rywal-${Math.random()}@przyklad.invalid`, password, display_name: "Zmyślony Rywal" } })).json.csrf_token;
    item = await add(who.representative, who.own, "needs", need);
    theirs = await add(rival, who.other, "offers", offer);
  });

  test("what says too little, or what all members see, is not taken", async () => {
    const vague = await add(who.representative, who.own, "needs", { ...need, title: { pl: "Tytan" } });
    const refused = await who.representative.expect(422, "PUT", at(who.own, `/consents/${vague}`));
    assert.equal(refused.json.errors[0].pointer, "/item");
    await who.representative.expect(404, "PUT", at(who.own, `/consents/${theirs}`));
  });

  test("each side learns of the match, and of the other only when both have agreed", async () => {
    await who.representative.expect(200, "PUT", at(who.own, `/consents/${item}`));
    await rival.expect(200, "PUT", at(who.other, `/consents/${theirs}`));
    round(8);
    const seen = async (client, organisation) => (await client.expect(200, "GET", at(organisation))).json;
    const [mine] = (await seen(who.representative, who.own)).matches;
    assert.deepEqual([mine.state, mine.origin, mine.other], ["asked", "hidden", undefined]);
    await rival.expect(404, "POST", at(who.other, `/matches/01900000-0000-7000-8000-000000000000/answer`), { json: { answer: "agreed" } });
    const waiting = (await who.representative.expect(200, "POST", at(who.own, `/matches/${mine.id}/answer`), { json: { answer: "agreed" } })).json;
    assert.equal(waiting.matches[0].state, "waiting");
    const [theirSide] = (await seen(rival, who.other)).matches;
    assert.deepEqual([theirSide.state, theirSide.other], ["asked", undefined], "not even that the other has agreed");
    const agreed = (await rival.expect(200, "POST", at(who.other, `/matches/${theirSide.id}/answer`), { json: { answer: "agreed" } })).json;
    assert.equal(agreed.matches[0].other.title.pl, need.title.pl);
    const [open] = (await seen(who.representative, who.own)).matches;
    assert.equal(open.other.organisation, who.other);
    assert.equal(open.other.person, "Zmyślony Rywal");
    // And each can read that the other has read it.
    const { json: log } = await rival.expect(200, "GET", `/organisations/${who.other}/disclosures?item=${theirs}`);
    assert.deepEqual(log.items.map((each) => [each.channel, each.organisation]), [["confidential_match", who.own]]);
  });

  test("a candidate is told when the owner shows the need, and answers", async () => {
    const shown = await add(rival, who.other, "offers", { ...offer, visibility: "members" });
    const { json } = await who.representative.expect(200, "GET", at(who.own, `/candidates?item=${item}`));
    assert.equal(json.items[0].item, shown);
    const ask = { item, organisation: who.other, counterpart: shown };
    await who.representative.expect(200, "POST", at(who.own, "/approaches"), { json: ask });
    await who.representative.expect(409, "POST", at(who.own, "/approaches"), { json: ask });
    const [told] = (await rival.expect(200, "GET", at(who.other))).json.matches;
    assert.deepEqual([told.origin, told.state, told.other.organisation], ["approach", "asked", who.own]);
    await rival.expect(200, "POST", at(who.other, `/matches/${told.id}/answer`), { json: { answer: "declined" } });
    const [answered] = (await who.representative.expect(200, "GET", at(who.own))).json.matches;
    assert.equal(answered.state, "declined");
  });
});
