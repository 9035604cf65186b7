// Consortia through the API: from a call to a project by a coordinator and five members, and what goes wrong on the way.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { onEachBackend } from "./support/installations.mjs";
import { people, representativeOf } from "./support/people.mjs";

const match = (version) => ({ "if-match": `"${version}"` });
const competences = ["frezowanie próbne", "anodowanie próbne", "sterylizacja próbna", "zmęczenie próbne", "druk próbny"];

onEachBackend("Consortia", (installation) => {
  let who, path, members;
  const announce = async (requirements, more = {}) =>
    (await who.manager.expect(201, "POST", path, { json: { kind: "call", title: { pl: "Nabór na wyroby medyczne", en: "Call for medical devices" }, requirements, ...more } })).json;
  const solve = async (opportunity, json = {}) => (await who.manager.expect(200, "POST", `/opportunities/${opportunity.id}/solution`, { json })).json;
  const act = async (client, consortium, what, json, status = 200) => {
    const { json: now } = await client.get(`/consortia/${consortium.id}`);
    return (await client.expect(status, "POST", `/consortia/${consortium.id}/${what}`, { json, headers: match(now.version) })).json;
  };
  const save = async (consortium, json) => {
    const { json: now } = await who.manager.get(`/consortia/${consortium.id}`);
    return (await who.manager.expect(200, "PUT", `/consortia/${consortium.id}`, { json, headers: match(now.version) })).json;
  };

  before(async () => {
    who = await people(installation.server);
    path = `/clusters/${who.cluster.slug}/opportunities`;
    // Six members of which only two can do the last thing.
    members = [];
    for (let i = 0; i < 6; ++i) {
      const { json } = await who.manager.expect(201, "POST", `/organisations?cluster=${who.cluster.slug}`, { json: {
        legal_name: `Konsorcjant ${i + 1} (zmyślony)`, kind: i === 4 ? "research_institute" : "enterprise", employees: 20,
        places: [{ is_seat: true, locality: "Gliwice", country: "PL", lon: 18.67 + i / 50, lat: 50.29 }],
        offers: [{ kind: "know_how", title: { pl: competences[i % 5] }, tags: [competences[i % 5], "wspólnota próbna"], trl_from: 5, trl_to: 8, visibility: i === 0 ? "coordinator" : "members" }],
      } });
      members.push({ id: json.id, client: await representativeOf(who, installation.server.base, json.id, `czlonek${i}`) });
    }
  });
  const requirements = () => ({ partners: { min: 5, max: 5 }, competences: competences.map((competence) => ({ competence, min_trl: 6 })) });

  test("from a call to a project, with a coordinator and five members", async () => {
    const opportunity = await announce(requirements());
    assert.deepEqual([opportunity.is_over, opportunity.may], [false, ["manage"]]);
    const solution = await solve(opportunity, { best: 3 });
    assert.equal(solution.is_proven, true);
    assert.ok(solution.consortia.length >= 2);
    const best = solution.consortia[0];
    const chosen = best.partners.map(({ id }) => id);
    for (const each of members.slice(1, 5)) assert.ok(chosen.includes(each.id));
    assert.ok(best.coverage.every(({ holders }) => holders.length === 1));
    // What if one of them were not there?
    const left = chosen.find((id) => id === members[0].id || id === members[5].id);
    const without = await solve(opportunity, { requirements: { ...requirements(), excluded: [left] } });
    assert.equal(without.consortia.length, 1);
    assert.ok(without.consortia[0].partners.every(({ id }) => id !== left));

    const five = members.slice(0, 5);
    const { json: made } = await who.manager.expect(201, "POST", `/opportunities/${opportunity.id}/consortia`, { json: {
      name: "Konsorcjum Łąka", seats: five.map(({ id }, i) => ({ organisation: id, role: i === 0 ? "lead" : "partner", share: 0.2, budget: "120000.00", task: competences[i] })) } });
    assert.deepEqual([made.stage, made.seats.length, made.readiness.length > 3], ["forming", 5, true]);
    // Nobody who was not asked knows of it.
    for (const { client } of five) await client.expect(404, "GET", `/consortia/${made.id}`);
    await act(who.manager, made, "invitations", undefined);
    assert.ok((await five[1].client.get("/notifications")).json.items.some((each) => each.kind === "consortium_invited" && each.subject.id === made.id));
    await members[5].client.expect(404, "GET", `/consortia/${made.id}`);
    await who.administrator.expect(404, "GET", `/consortia/${made.id}`);
    for (const { id, client } of five.slice(0, 4)) await act(client, made, "answer", { organisation: id, state: "accepted" });
    await act(five[4].client, made, "answer", { organisation: five[4].id, state: "refused" }, 422);
    await act(five[4].client, made, "answer", { organisation: five[4].id, state: "refused", reason: "Inny projekt" });
    await act(five[0].client, made, "answer", { organisation: five[1].id, state: "withdrawn", reason: "nie moje" }, 403);
    const early = await act(who.manager, made, "consent", undefined, 422);
    assert.ok(early.errors.length >= 2, JSON.stringify(early));

    // A replacement is looked for, with the others fixed.
    const { json: candidates } = await who.manager.expect(200, "POST", `/consortia/${made.id}/candidates`, { json: { organisation: five[4].id } });
    assert.equal(candidates.consortia.length, 0);
    assert.ok(candidates.conflict.requirements.length >= 1);
    await act(who.manager, made, "replacement", { organisation: five[4].id, by: members[5].id });
    await act(who.manager, made, "invitations", undefined);
    await act(members[5].client, made, "answer", { organisation: members[5].id, state: "accepted" });
    // One withdraws after acceptance, and takes the place again.
    await act(five[2].client, made, "answer", { organisation: five[2].id, state: "withdrawn", reason: "Brak zgody zarządu" });
    assert.ok((await who.manager.get(`/consortia/${made.id}`)).json.open_ends.length >= 1);
    await act(who.manager, made, "replacement", { organisation: five[2].id, by: five[4].id });
    await act(who.manager, made, "invitations", undefined);
    await act(five[4].client, made, "answer", { organisation: five[4].id, state: "accepted" });

    // Shares that do not sum to one are told.
    let now = (await who.manager.get(`/consortia/${made.id}`)).json;
    const seats = (share) => now.seats.filter((each) => ["accepted"].includes(each.state)).map((each, i) => ({ organisation: each.organisation, role: each.role, share: i === 0 ? share : 0.2, budget: each.budget, task: each.task }));
    now = await save(made, { seats: seats(0.3) });
    assert.ok(now.open_ends.some((each) => /110.00/.test(each)));
    now = await save(made, { seats: seats(0.2) });
    now = await act(who.manager, made, "agreement", undefined);
    assert.match(now.agreement.pl, /Umowa konsorcjum[\s\S]*Konsorcjant 1 \(zmyślony\)[\s\S]*udział 20.00 %/);
    assert.match(now.agreement.en, /share 20.00 %/);
    assert.deepEqual(now.open_ends, []);
    now = await act(who.manager, made, "consent", undefined);
    assert.equal(now.stage, "agreed");
    await who.manager.expect(422, "PUT", `/consortia/${made.id}`, { json: { agreement: { pl: "Inna" } }, headers: match(now.version) });
    now = await save(made, { readiness: now.readiness.map((each) => ({ ...each, is_done: true })) });
    assert.ok(now.readiness.every((each) => each.is_done));
    now = await act(who.manager, made, "project", { begins_on: "2027-01-01", ends_on: "2028-12-31" });
    assert.equal(now.stage, "project");
    const { json: partners } = await who.manager.expect(200, "GET", `/projects/${now.project}/parts/partner`);
    for (const id of [five[0].id, five[1].id, five[3].id, five[4].id, members[5].id]) assert.ok(partners.items.some((each) => each.organisation === id && each.state === "active"), id);
    await five[0].client.expect(200, "GET", `/projects/${now.project}/parts/task`);
    await act(who.manager, made, "dissolution", { reason: "x" }, 422);
  });

  test("what can't be met is explained, and contradictions are told by their place", async () => {
    const impossible = await announce({ partners: { min: 2, max: 3 }, competences: [{ competence: "teleportacja" }, { competence: "frezowanie próbne" }] });
    const answer = await solve(impossible);
    assert.equal(answer.consortia.length, 0);
    assert.deepEqual(answer.conflict.requirements, ["/opportunity/competences/0"]);
    assert.equal(answer.conflict.newcomers[0].competences[0].competence, "teleportacja");
    for (const [wrong, pointer] of [
      [{ partners: { min: 5, max: 2 } }, "/requirements/partners"],
      [{ partners: { min: 2, max: 3 }, competences: [{ competence: "x", holders: 9 }] }, "/requirements/competences/0/holders"],
      [{}, "/requirements/partners"],
      [{ partners: { min: 2, max: 3 }, cena: 1 }, "/requirements/cena"],
    ]) {
      const { json } = await who.manager.expect(422, "POST", path, { json: { kind: "call", title: { pl: "Zły" }, requirements: wrong } });
      assert.ok(json.errors[0].pointer.startsWith(pointer), JSON.stringify(json.errors));
    }
  });

  test("a call that is over asks nobody any more, and nothing is lost", async () => {
    const opportunity = await announce(requirements());
    const { json: made } = await who.manager.expect(201, "POST", `/opportunities/${opportunity.id}/consortia`, { json: { seats: members.slice(0, 2).map(({ id }) => ({ organisation: id })) } });
    await act(who.manager, made, "invitations", undefined);
    await who.manager.expect(200, "PUT", `/opportunities/${opportunity.id}`, { json: { kind: "call", title: { pl: "Po terminie" }, closes_on: "2020-01-01", requirements: requirements() }, headers: match(1) });
    await act(members[0].client, made, "answer", { organisation: members[0].id, state: "accepted" }, 409);
    await act(members[0].client, made, "answer", { organisation: members[0].id, state: "refused", reason: "Po terminie" });
    await who.manager.expect(409, "POST", `/opportunities/${opportunity.id}/consortia`, { json: {} });
    await who.manager.expect(409, "DELETE", `/opportunities/${opportunity.id}`, { headers: match(2) });
    await act(who.manager, made, "dissolution", { reason: "Nabór zamknięty" });
    await who.manager.expect(204, "DELETE", `/opportunities/${opportunity.id}`, { headers: match(2) });
    assert.equal((await members[1].client.expect(200, "GET", `/consortia/${made.id}`)).json.dissolved_reason, "Nabór zamknięty");
    await who.manager.expect(200, "POST", `/opportunities/${opportunity.id}/restoration`);
  });

  test("what only the coordinator sees counts for the coordinator, whose look is written down", async () => {
    const opportunity = await announce({ partners: { min: 1, max: 1 }, competences: [{ competence: "frezowanie próbne" }], fixed: [members[0].id] });
    const solution = await solve(opportunity);
    assert.equal(solution.consortia[0].coverage[0].holders[0].id, members[0].id);
    const { json: disclosures } = await members[0].client.expect(200, "GET", `/organisations/${members[0].id}/disclosures`);
    assert.ok(disclosures.items.some((each) => each.kind === "offer" && each.channel === "partners"), JSON.stringify(disclosures.items.map((each) => [each.kind, each.channel])));
    await who.representative.expect(403, "POST", `/opportunities/${opportunity.id}/solution`, { json: {} });
    const { json: held } = await who.manager.expect(200, "GET", `${path}/competences`);
    assert.ok(held.items.find(({ name }) => name === "wspólnota próbna").holders === 6);
  });
});
