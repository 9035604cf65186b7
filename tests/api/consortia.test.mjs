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

  test("the template of agreements is each cluster's own: versions, placeholders, preview, back to the standard", async () => {
    const at = `/clusters/${who.cluster.slug}/agreement-template`;
    await who.guest.expect(401, "GET", at);
    await who.representative.expect(403, "GET", at);
    await who.administrator.expect(403, "PUT", at, { json: { text: { pl: "A" } }, headers: match(0) });
    const { json: standard } = await who.animator.expect(200, "GET", at);
    assert.deepEqual([standard.is_standard, standard.version, Object.keys(standard.text)], [true, 0, ["en", "pl"]]);
    assert.deepEqual(standard.text, standard.standard);
    assert.ok(["partners", "lead", "total_budget", "coordinator"].every((name) => standard.placeholders.includes(name)));

    for (const [text, pointer, told] of [
      [{ pl: "# Umowa\n\n{partnerzy}" }, "/text/pl", /partnerzy.*wierszu 3, znak 1/],
      [{ pl: "Umowa", en: "a {lead" }, "/text/en", /klamra w wierszu 1, znak 3/],
      [{}, "/text", /./],
      [{ pl: "Umowa", xx1: "a" }, "/text/xx1", /./],
    ])
      for (const [method, where] of [["PUT", at], ["POST", `${at}/preview`]]) {
        const { json } = await who.manager.expect(422, method, where, { json: { text }, headers: { ...match(0), "accept-language": "pl" } });
        assert.equal(json.errors[0].pointer, pointer);
        assert.match(json.errors[0].detail, told);
      }
    await who.manager.expect(428, "PUT", at, { json: { text: { pl: "Umowa" } } });

    const opportunity = await announce({ partners: { min: 2, max: 2 } });
    const { json: made } = await who.manager.expect(201, "POST", `/opportunities/${opportunity.id}/consortia`, { json: { seats: [
      { organisation: members[0].id, role: "lead", share: 0.5, budget: "1234567.50", task: "<b>frezowanie</b> {lead}" }, { organisation: members[1].id, share: 0.5 }] } });
    const text = { pl: "Nasza umowa {{wzór}}: {lead}, {partners_number}, {total_budget} {currency}\n\n{partners}\n<script>alert(1)</script>" };
    const { json: preview } = await who.manager.expect(200, "POST", `${at}/preview`, { json: { text } });
    assert.match(preview.text.pl, /Nasza umowa {wzór}: Zakład Obróbki Żuraw sp. z o.o. \(zmyślony\), 3, 1\u00a0820\u00a0000,50 PLN/);
    const { json: first } = await who.manager.expect(200, "PUT", at, { json: { text }, headers: match(0) });
    assert.deepEqual([first.is_standard, first.version, first.text], [false, 1, text]);
    await who.animator.expect(412, "PUT", at, { json: { text: { pl: "Inna" } }, headers: match(0) });
    await who.animator.expect(412, "DELETE", at, { headers: match(0) });

    // A draft keeps the text that it was made of, whatever becomes of the template.
    const drafted = await act(who.manager, made, "agreement", undefined);
    assert.match(drafted.agreement.pl, /Nasza umowa {wzór}: Konsorcjant 1 \(zmyślony\), 2, 1\u00a0234\u00a0567,50 PLN/);
    assert.ok(drafted.agreement.pl.includes("wnosi: <b>frezowanie</b> {lead}"), "what somebody wrote is not read as a placeholder");
    assert.equal(drafted.agreement.en, undefined);
    const { json: reset } = await who.animator.expect(200, "DELETE", at, { headers: match(1) });
    assert.deepEqual([reset.is_standard, reset.version, reset.text], [true, 2, standard.text]);
    assert.equal((await who.manager.get(`/consortia/${made.id}`)).json.agreement.pl, drafted.agreement.pl);
    assert.match((await act(who.manager, made, "agreement", undefined)).agreement.pl, /Umowa konsorcjum \(projekt\)[\s\S]*udział 50,00 %/);
    const { json: versions } = await who.manager.expect(200, "GET", `${at}/versions`);
    assert.deepEqual(versions.items.map((each) => [each.version, each.is_standard, each.written_by?.length > 0]), [[2, true, true], [1, false, true]]);
    assert.deepEqual(versions.items[1].text, text);
    const { json: log } = await who.manager.expect(200, "GET", `/audit?cluster=${who.cluster.slug}&limit=30`);
    assert.ok(["agreement_template.updated", "agreement_template.reset"].every((action) => log.items.some((each) => each.action === action)));
  });

  test("whom the coordinator wants, bans and takes for competitors is for those alone who run the cluster", async () => {
    const named = { fixed: [members[1].id], excluded: [members[2].id], apart: [[members[0].id, members[3].id]] };
    const opportunity = await announce({ partners: { min: 2, max: 3 }, ...named, weights: { coverage: 1, cost: 0 } }, { visibility: "everyone" });
    for (const client of [who.representative, who.guest]) {
      const { json: seen } = await client.expect(200, "GET", `/opportunities/${opportunity.id}`);
      assert.deepEqual(seen.requirements, { partners: { min: 2, max: 3 }, weights: { coverage: 1, cost: 0 } });
      const { json: list } = await client.expect(200, "GET", path);
      assert.equal(list.items.find(({ id }) => id === opportunity.id).requirements.apart, undefined);
    }
    const { json: managed } = await who.animator.expect(200, "GET", `/opportunities/${opportunity.id}`);
    assert.deepEqual(managed.requirements.apart, named.apart);
    const answer = await solve(opportunity, { best: 20 });
    assert.ok(answer.consortia.length > 0);
    for (const each of answer.consortia) {
      const ids = each.partners.map(({ id }) => id);
      assert.ok(ids.includes(members[1].id) && !ids.includes(members[2].id) && !named.apart[0].every((id) => ids.includes(id)), JSON.stringify(ids));
    }
  });

  test("what if: each requirement can be changed, and what contradicts it is told with who would mend it", async () => {
    const base = { partners: { min: 2, max: 4 }, competences: [{ competence: competences[0] }, { competence: competences[1] }] };
    const opportunity = await announce(base);
    const met = async (change) => (await solve(opportunity, { best: 1, requirements: { ...base, ...change } })).consortia.length === 1;
    const here = { lon: 18.7, lat: 50.29 }, elsewhere = { lon: 14.5, lat: 53.4 };
    for (const change of [
      {}, { within: { ...here, radius_km: 60 } }, { within_each_other_km: 50 }, { near: elsewhere }, { countries: 1 }, { sme_share: "1/2" }, { budget: { total: { min: 0, max: "900000.00" }, partner: { min: 1000, max: 400_000 } } },
      { kinds: [{ kinds: ["enterprise"], at_least: 2 }] }, { weights: { closeness: 1 } }, { fixed: [members[2].id] }, { excluded: [members[5].id] }, { competences: [{ competence: competences[0], weight: 3, holders: 2 }] },
    ])
      assert.ok(await met(change), JSON.stringify(change));
    for (const [change, pointer] of [
      [{ within: { ...elsewhere, radius_km: 1 } }, "/opportunity/within"], [{ countries: 2 }, "/opportunity/countries"], [{ competences: [{ competence: competences[0], min_trl: 9 }] }, "/opportunity/competences/0"],
      [{ competences: [{ competence: competences[0], certificate: "Certyfikat próbny" }] }, "/opportunity/competences/0"],
    ]) {
      const answer = await solve(opportunity, { requirements: { ...base, ...change } });
      assert.equal(answer.consortia.length, 0, JSON.stringify(change));
      assert.ok(answer.conflict.requirements.some((each) => each.startsWith(pointer)), JSON.stringify(answer.conflict.requirements));
      assert.ok(answer.conflict.newcomers.length >= 1 || change.within, JSON.stringify(answer.conflict.newcomers));
    }
    for (const [wrong, pointer] of [[{ weights: { coverage: 0 } }, "/requirements/weights"], [{ within: { lon: 18 } }, "/requirements/within"], [{ within: { ...here, radius_km: -1 } }, "/requirements/within"], [{ apart: [[members[0].id, members[0].id]] }, "/requirements/apart"]]) {
      const { json } = await who.manager.expect(422, "POST", `/opportunities/${opportunity.id}/solution`, { json: { requirements: { ...base, ...wrong } } });
      assert.ok(json.errors[0].pointer.startsWith(pointer), JSON.stringify(json.errors));
    }
  });

  test("a partner leaves after it has agreed: the others are told, and replacements are proposed", async () => {
    const opportunity = await announce({ partners: { min: 2, max: 3 }, competences: [{ competence: competences[0] }, { competence: competences[1] }] });
    const seats = [1, 0].map((i, at) => ({ organisation: members[i].id, role: at === 0 ? "lead" : "partner", share: 0.5, budget: "50000.00", task: competences[i] }));
    const { json: made } = await who.manager.expect(201, "POST", `/opportunities/${opportunity.id}/consortia`, { json: { seats, agreement: { pl: "Umowa" } } });
    await act(who.manager, made, "invitations", undefined);
    for (const i of [0, 1]) await act(members[i].client, made, "answer", { organisation: members[i].id, state: "accepted" });
    assert.equal((await act(who.manager, made, "consent", undefined)).stage, "agreed");
    await act(members[0].client, made, "answer", { organisation: members[0].id, state: "withdrawn" }, 422);
    const open = await act(members[0].client, made, "answer", { organisation: members[0].id, state: "withdrawn", reason: "Zmiana planów" });
    assert.equal(open.stage, "forming");
    for (const [client, detail] of [[members[1].client, "open_again"], [who.manager, "seat_withdrawn"]]) {
      const { json: told } = await client.get("/notifications");
      assert.ok(told.items.some((each) => each.subject.id === made.id && each.detail.state === detail), `${detail}: ${JSON.stringify(told.items.map((each) => each.detail))}`);
    }
    // Only the sixth can do the same.
    const { json: candidates } = await who.manager.expect(200, "POST", `/consortia/${made.id}/candidates`, { json: { organisation: members[0].id } });
    assert.deepEqual(candidates.consortia.map(({ partners }) => partners.map(({ id }) => id).sort()), [[members[1].id, members[5].id].sort()]);
    await who.manager.expect(422, "POST", `/consortia/${made.id}/candidates`, { json: { organisation: members[3].id } });
    const replaced = await act(who.manager, made, "replacement", { organisation: members[0].id, by: members[5].id });
    const seat = replaced.seats.find((each) => each.organisation === members[5].id);
    assert.deepEqual([seat.state, seat.share, seat.budget, seat.task, seat.replaces], ["proposed", 0.5, "50000.00", competences[0], members[0].id]);
  });

  test("where several seats are empty, as many as it takes are proposed together", async () => {
    const opportunity = await announce({ partners: { min: 2, max: 4 }, competences: [{ competence: "wspólnota próbna", holders: 3 }] });
    const { json: made } = await who.manager.expect(201, "POST", `/opportunities/${opportunity.id}/consortia`, { json: { seats: [1, 2, 3].map((i) => ({ organisation: members[i].id })) } });
    await act(who.manager, made, "invitations", undefined);
    await act(members[1].client, made, "answer", { organisation: members[1].id, state: "accepted" });
    for (const i of [2, 3]) await act(members[i].client, made, "answer", { organisation: members[i].id, state: "refused", reason: "Brak ludzi" });
    const { json: candidates } = await who.manager.expect(200, "POST", `/consortia/${made.id}/candidates`, { json: { organisation: members[2].id } });
    assert.ok(candidates.consortia.length > 0);
    for (const { partners } of candidates.consortia) {
      const ids = partners.map(({ id }) => id);
      assert.ok(ids.length === 3 && ids.includes(members[1].id) && !ids.includes(members[2].id) && !ids.includes(members[3].id), JSON.stringify(ids));
    }
  });

  test("the call closes while invitations are open: they are taken back, and who agreed carries on", async () => {
    const opportunity = await announce({ partners: { min: 2, max: 3 } });
    const seats = [1, 2, 3].map((i, at) => ({ organisation: members[i].id, role: at === 0 ? "lead" : "partner", share: at === 2 ? 0 : 0.5 }));
    const { json: made } = await who.manager.expect(201, "POST", `/opportunities/${opportunity.id}/consortia`, { json: { seats, agreement: { pl: "Umowa" } } });
    assert.deepEqual([made.is_over, made.closes_on], [false, undefined]);
    await act(who.manager, made, "invitations", undefined);
    for (const i of [1, 2]) await act(members[i].client, made, "answer", { organisation: members[i].id, state: "accepted" });
    await who.manager.expect(200, "PUT", `/opportunities/${opportunity.id}`, { json: { kind: "call", title: { pl: "Zamknięty" }, closes_on: "2020-01-01", requirements: { partners: { min: 2, max: 3 } } }, headers: match(1) });
    const { json: over } = await members[3].client.expect(200, "GET", `/consortia/${made.id}`);
    assert.deepEqual([over.is_over, over.closes_on], [true, "2020-01-01"]);
    assert.match(over.open_ends[0], /2020-01-01/);
    await act(members[3].client, made, "answer", { organisation: members[3].id, state: "accepted" }, 409);
    await act(who.manager, made, "consent", undefined, 422);
    await act(members[1].client, made, "replacement", { organisation: members[3].id }, 403);
    await act(who.manager, made, "replacement", { organisation: members[1].id }, 422);
    const left = await act(who.manager, made, "replacement", { organisation: members[3].id });
    // Whose invitation was taken back sees no consortium any more, and is told at the call.
    const { json: lost } = await members[3].client.get("/notifications");
    assert.ok(lost.items.some((each) => each.kind === "consortium_moved" && each.subject.kind === "opportunity" && each.subject.id === opportunity.id), JSON.stringify(lost.items.map((each) => each.subject)));
    assert.deepEqual(left.open_ends, []);
    await members[3].client.expect(404, "GET", `/consortia/${made.id}`);
    assert.equal((await act(who.manager, made, "consent", undefined)).stage, "agreed");
  });

  test("two organisations become one: its resource, booking and seat go over, and come back", async () => {
    const create = async (legal_name) => (await who.manager.expect(201, "POST", `/organisations?cluster=${who.cluster.slug}`, { json: { legal_name, kind: "enterprise" } })).json.id;
    const keep = await create("Zostaje (zmyślona)"), merge = await create("Znika (zmyślona)");
    const client = await representativeOf(who, installation.server.base, merge, "znika");
    const { json: resource } = await client.expect(201, "POST", `/clusters/${who.cluster.slug}/resources`, { json: { kind: "equipment", title: { pl: "Drukarka" }, organisation: merge, visibility: "owner" } });
    const opportunity = await announce({ partners: { min: 2, max: 3 } });
    const { json: made } = await who.manager.expect(201, "POST", `/opportunities/${opportunity.id}/consortia`, { json: { seats: [{ organisation: merge, share: 0.4 }, { organisation: members[1].id, share: 0.6 }] } });
    await act(who.manager, made, "invitations", undefined);
    const { json: merged } = await who.manager.expect(201, "POST", "/merges", { json: { keep, merge } });
    assert.equal((await client.expect(200, "GET", `/resources/${resource.id}`)).json.organisation, keep);
    const { json: now } = await client.expect(200, "GET", `/consortia/${made.id}`);
    assert.deepEqual([now.own, now.seats[0].organisation], [[keep], keep]);
    await who.manager.expect(204, "DELETE", `/merges/${merged.id}`);
    assert.equal((await client.expect(200, "GET", `/resources/${resource.id}`)).json.organisation, merge);
    assert.deepEqual((await client.expect(200, "GET", `/consortia/${made.id}`)).json.own, [merge]);
  });
});
