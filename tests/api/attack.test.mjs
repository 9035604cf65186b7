// The rules of visibility attacked through every channel. Who may see what is worked out anew here, from what the
// product promises and not from the program: a small reference model. Each kind of confidential thing is one entry of
// `kinds`; what must hold is tried for every person, every visibility and every channel.
//
// Two things are tried. Whoever may see a thing finds it where it belongs; to anybody else its word is nowhere, and a world
// in which it is there can't be told from one in which it is not: counts, totals, ranks, scores, suggestions, errors and
// tags of versions are the same.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { before, test } from "node:test";
import { Client } from "./support/client.mjs";
import { onEachBackend } from "./support/installations.mjs";
import { password, people } from "./support/people.mjs";

// ---- the reference model ----

/** Of whom somebody is. Whoever runs the installation is of nobody. */
const roles = {
  owner: { organisation: "own", isMember: true },
  employee: { organisation: "own", isMember: true },
  named: { organisation: "named", isMember: true },
  rival: { organisation: "rival", isMember: true },
  outsider: { organisation: "outside", isMember: false },
  animator: { runs: true },
  manager: { runs: true },
  administrator: {},
  guest: {},
};

/** Whether somebody may see a thing of the organisation "own", shared so; named is the organisation "named". */
function maySee({ organisation, isMember, runs }, visibility) {
  if (visibility === "everyone") return true;
  if (organisation === "own") return true;
  if (visibility === "members") return Boolean(isMember || runs);
  if (visibility === "named") return organisation === "named";
  if (visibility === "partners" || visibility === "coordinator") return Boolean(runs);
  return false;
}
const visibilities = ["everyone", "members", "named", "partners", "coordinator", "owner"];

// ---- kinds of things, and channels ----

// A word that stands in nothing else, for each kind and visibility; whole, so that it is no other's beginning.
const syllables = ["ba", "ce", "di", "fo", "gu", "ky"];
const wordFor = (kind, visibility) => `zgrzeblica${kind}${syllables[visibilities.indexOf(visibility)]}owata`;

const draftOf = (organisation, more) => ({ ...organisation, ...more });

/**
 * How a thing of each kind is made with a word in it, changed and taken away.
 * A new kind (a project, a document, a deal) is one more entry.
 */
const kinds = {
  offer: {
    make: (world, word, visibility) => changeItems(world, (items) => ({ offers: [...items.offers, itemOf(world, word, visibility)] })),
    change: (world, word) => changeItems(world, (items) => ({ offers: items.offers.map((each) => (each.title.pl.includes(word) ? { ...each, description: { pl: `${word} ${randomUUID().slice(0, 4)}` } } : each)) })),
    id: (world, word) => world.stored.offers.find((each) => each.title.pl.includes(word)).id,
  },
  need: {
    make: (world, word, visibility) => changeItems(world, (items) => ({ needs: [...items.needs, itemOf(world, word, visibility)] })),
    change: (world, word) => changeItems(world, (items) => ({ needs: items.needs.map((each) => (each.title.pl.includes(word) ? { ...each, description: { pl: `${word} ${randomUUID().slice(0, 4)}` } } : each)) })),
    id: (world, word) => world.stored.needs.find((each) => each.title.pl.includes(word)).id,
  },
  idea: {
    make: async (world, word, visibility) => {
      const { json } = await world.who.owner.expect(201, "POST", `/clusters/${world.cluster.slug}/ideas`, { json: ideaOf(world, word, visibility) });
      world.ideas[word] = json.id;
      world.comments[word] = (await world.who.owner.expect(201, "POST", `/ideas/${json.id}/comments`, { json: { text: `${word} w komentarzu` } })).json.id;
      await world.who.owner.expect(200, "PUT", `/ideas/${json.id}/support`);
    },
    change: async (world, word) => {
      const { json, headers } = await world.who.owner.expect(200, "GET", `/ideas/${world.ideas[word]}`);
      await world.who.owner.expect(200, "PUT", `/ideas/${json.id}`, { json: { ...json, description: { pl: `${word} ${randomUUID().slice(0, 4)}` } }, headers: { "if-match": headers.get("etag") } });
      await world.who.owner.expect(201, "POST", `/ideas/${json.id}/comments`, { json: { text: `${word} znowu` } });
    },
    id: (world, word) => world.ideas[word],
  },
};

const itemOf = (world, word, visibility) => ({ kind: "laboratory", title: { pl: `Pracownia ${word}` }, tags: [word], visibility, named: visibility === "named" ? [world.named] : [] });
const ideaOf = (world, word, visibility) => ({
  kind: "technology", title: { pl: `Pomysł ${word}` }, tags: [word], organisation: world.own, visibility, named: visibility === "named" ? [world.named] : [] });

async function changeItems(world, change) {
  const { json, headers } = await world.who.owner.expect(200, "GET", `/organisations/${world.own}`);
  const answer = await world.who.owner.expect(200, "PUT", `/organisations/${world.own}`, { json: draftOf(json, change(json)), headers: { "if-match": headers.get("etag") } });
  world.stored = answer.json;
}

/** Every way by which something is read. `of`: the kinds that belong there; `q` narrows it to the word. */
const channels = {
  profile: { of: ["offer", "need"], read: (world, client) => client.get(`/organisations/${world.own}`) },
  catalogue: { read: (world, client) => client.get(`/organisations?cluster=${world.cluster.slug}&limit=200&sort=name`) },
  "catalogue, the last changed first": { read: (world, client) => client.get(`/organisations?cluster=${world.cluster.slug}&limit=200&sort=updated`) },
  search: { of: ["offer", "need"], read: (world, client, word) => client.get(`/organisations?q=${word}`) },
  "search in other words": { read: (world, client) => client.get("/organisations?q=pracownia&limit=200") },
  "filter by tag": { for: ["offer", "need"], read: (world, client, word) => client.get(`/organisations?competence=tag:${word}`) },
  facets: { read: (world, client) => client.get(`/organisations?q=laboratorium&limit=1`) },
  suggestions: { for: ["offer", "need"], read: (world, client, word) => client.get(`/suggestions?q=${word.slice(0, -3)}`) },
  map: { for: ["offer", "need"], read: (world, client, word) => client.get(`/map/organisations?q=${word}`) },
  numbers: { read: (world, client) => client.get(`/clusters/${world.cluster.slug}/numbers`) },
  "partners by word": { of: ["offer", "need"], read: (world, client, word) => client.post("/partner-search", { text: word, seek: "anything" }) },
  "partners by tag": { for: ["offer", "need"], read: (world, client, word) => client.post("/partner-search", { tags: [word] }) },
  "partners on behalf of the owner": { read: (world, client) => client.post("/partner-search", { on_behalf_of: world.own, limit: 200 }) },
  "partners on behalf of another": { read: (world, client) => client.post("/partner-search", { on_behalf_of: world.rival, limit: 200 }) },
  complementary: { read: (world, client) => client.get(`/organisations/${world.own}/neighbours?by=complementary&limit=200`) },
  similar: { read: (world, client) => client.get(`/organisations/${world.own}/neighbours?by=similar&limit=200`) },
  near: { read: (world, client) => client.get(`/organisations/${world.own}/neighbours?by=near&limit=200`) },
  "export as CSV": { read: (world, client) => client.get(`/exports/organisations.csv?cluster=${world.cluster.slug}`) },
  "export as GeoJSON": { read: (world, client) => client.get(`/exports/organisations.geojson?cluster=${world.cluster.slug}`) },
  "export as JSON-LD": { read: (world, client) => client.get(`/exports/organisations.jsonld?cluster=${world.cluster.slug}`) },
  "export of what a word finds": { for: ["offer", "need"], read: (world, client, word) => client.get(`/exports/organisations.csv?q=${word}`) },
  ideas: { of: ["idea"], read: (world, client) => client.get(`/clusters/${world.cluster.slug}/ideas?limit=200`) },
  "ideas by word": { of: ["idea"], read: (world, client, word) => client.get(`/clusters/${world.cluster.slug}/ideas?q=${word}`) },
  "ideas, page by page": { read: (world, client) => client.get(`/clusters/${world.cluster.slug}/ideas?limit=1&sort=most_supported`) },
  "kinds of ideas": { read: (world, client) => client.get(`/clusters/${world.cluster.slug}/ideas/kinds`) },
  "similar ideas": { of: ["idea"], read: (world, client, word) => client.get(`/clusters/${world.cluster.slug}/ideas/similar?q=${encodeURIComponent(`pomysł ${word}`)}&language=pl`) },
  "similar ideas in other words": { read: (world, client) => client.get(`/clusters/${world.cluster.slug}/ideas/similar?q=${encodeURIComponent("pomysł na pracownię")}&language=pl`) },
  "audit of the cluster": { read: (world, client) => client.get(`/audit?cluster=${world.cluster.slug}&limit=200`), leaveOut: ["seq", "next"] },
  "audit of the organisation": { read: (world, client) => client.get(`/audit?organisation=${world.own}&limit=200`), leaveOut: ["seq", "next"] },
  "audit of everything": { read: (world, client) => client.get("/audit?limit=200"), isOwnLog: true },
  memberships: { read: (world, client) => client.get(`/organisations/${world.own}/memberships`) },
  duplicates: { read: (world, client) => client.get(`/organisations/${world.own}/duplicates`) },
  matching: { read: (world, client) => client.get(`/organisations/${world.rival}/matching`), leaveOut: ["next_round_on"] },
  disclosures: { read: (world, client) => client.get(`/organisations/${world.own}/disclosures?limit=1`), isOfTheOwner: true },
};

/** What names a thing by its id: answered for a hidden one as for one that never was. */
const guesses = {
  idea: {
    read: ["GET", (id) => `/ideas/${id}`],
    "read with a tag": ["GET", (id) => `/ideas/${id}`, { headers: { "if-none-match": '"1"' } }],
    edit: ["PUT", (id) => `/ideas/${id}`, { json: { kind: "technology", title: { pl: "A" } }, headers: { "if-match": '"1"' } }],
    "edit badly": ["PUT", (id) => `/ideas/${id}`, { json: { kind: "nic" }, headers: { "if-match": '"1"' } }],
    "edit without a version": ["PUT", (id) => `/ideas/${id}`, { json: {} }],
    move: ["POST", (id) => `/ideas/${id}/stage`, { json: { stage: "shaped" }, headers: { "if-match": '"1"' } }],
    delete: ["DELETE", (id) => `/ideas/${id}`, { headers: { "if-match": '"1"' } }],
    restore: ["POST", (id) => `/ideas/${id}/restoration`],
    support: ["PUT", (id) => `/ideas/${id}/support`],
    "support no more": ["DELETE", (id) => `/ideas/${id}/support`],
    comments: ["GET", (id) => `/ideas/${id}/comments`],
    comment: ["POST", (id) => `/ideas/${id}/comments`, { json: { text: "x" } }],
    "comment twice": ["POST", (id) => `/ideas/${id}/comments`, { json: { text: "x" }, headers: { "idempotency-key": "zgadywanka-1" } }],
  },
  comment: {
    edit: ["PATCH", (id) => `/comments/${id}`, { json: { text: "x" } }],
    delete: ["DELETE", (id) => `/comments/${id}`],
  },
  item: {
    "link of an idea": ["POST", (id, world) => `/clusters/${world.cluster.slug}/ideas`,
      { body: (id, world, viewer) => ({ kind: "technology", title: { pl: "Zgadywanka" }, organisation: viewer.organisation, links: [{ organisation: world.own, capability: id }] }) }],
    approach: ["POST", (id, world, viewer) => `/organisations/${viewer.organisation}/matching/approaches`,
      { body: (id, world, viewer) => ({ item: viewer.item, organisation: world.own, counterpart: id }) }],
    "similar except": ["GET", (id, world) => `/clusters/${world.cluster.slug}/ideas/similar?q=pracownia&except=${id}`],
  },
};

// What an answer says, without what differs between two askings of the same: the id of the request.
function said(answer, leaveOut = []) {
  const dropped = new Set(leaveOut);
  const text = answer.json ? JSON.stringify(answer.json, (key, value) => (dropped.has(key) ? undefined : value)) : answer.text;
  return JSON.stringify([answer.status, text, dropped.size ? null : answer.headers.get("etag")]);
}
const withoutId = (answer, id) => said(answer).replaceAll(id, "ID");

onEachBackend("Nobody learns what is hidden", (installation) => {
  const world = { ideas: {}, comments: {}, who: {} };

  async function join(path, body, name) {
    const made = await (path.startsWith("/clusters") ? world.who.manager : world.who.owner).expect(201, "POST", path, { json: body });
    const client = new Client(installation.server.base);
    const accepted = await client.expect(201, "POST", `/invitations/${made.json.path.split("/").pop()}`, {
      json: { email: `${name}-${randomUUID()}@przyklad.invalid`, password, display_name: `Łucja ${name}`, language: "pl" } });
    client.csrf = accepted.json.csrf_token;
    return client;
  }

  before(async () => {
    const made = await people(installation.server);
    const { manager, administrator, animator, representative, employee, guest } = made;
    const { json: page } = await manager.get(`/organisations?cluster=${made.cluster.slug}&kind=enterprise&sort=name&limit=3`);
    const [own, rival, named] = page.items.map((each) => each.organisation.id);
    Object.assign(world, { cluster: made.cluster, own, rival, named });
    Object.assign(world.who, { manager, administrator, animator, owner: representative, employee, guest });
    assert.equal(own, made.own);
    world.who.rival = await join(`/clusters/${made.cluster.slug}/invitations`, { role: "representative", organisation: rival }, "rywal");
    world.who.named = await join(`/clusters/${made.cluster.slug}/invitations`, { role: "representative", organisation: named }, "wskazana");
    // An organisation that is no member, with somebody of its own.
    const { json: other } = await administrator.expect(201, "POST", "/clusters", { json: { slug: `obcy-${randomUUID().slice(0, 8)}`, name: { pl: "Obcy klaster" } } });
    world.outside = (await administrator.expect(201, "POST", `/organisations?cluster=${other.slug}`, { json: { legal_name: "Zmyślona Obca", kind: "enterprise" } })).json.id;
    const invited = (await administrator.expect(201, "POST", `/organisations/${world.outside}/invitations`, { json: { role: "representative" } })).json;
    const outsider = new Client(installation.server.base);
    outsider.csrf = (await outsider.expect(201, "POST", `/invitations/${invited.path.split("/").pop()}`, {
      json: { email: `obca-${randomUUID()}@przyklad.invalid`, password, display_name: "Obca", language: "pl" } })).json.csrf_token;
    world.who.outsider = outsider;
    for (const [kind, { make }] of Object.entries(kinds))
      for (const visibility of visibilities) await make(world, wordFor(kind, visibility), visibility);
  });

  for (const [name, channel] of Object.entries(channels))
    test(`${name}: says nothing of what one may not see, and all of what one may`, async () => {
      if (channel.isOfTheOwner) return;
      const kept = {};  // what no word narrows is asked once for everybody
      for (const kind of (channel.read.length > 2 && (channel.of ?? channel.for)) || Object.keys(kinds))
        for (const visibility of visibilities) {
          const word = wordFor(kind, visibility);
          for (const [role, about] of Object.entries(roles)) {
            const { status, text } = channel.read.length > 2
              ? await channel.read(world, world.who[role], word)
              : (kept[role] ??= await channel.read(world, world.who[role]));
            // A word that is sent back because it was asked for is no leak: only what tells of the thing.
            const tells = text.replaceAll(`tag:${word}`, "").includes(word);
            const where = `${name}: ${kind} for ${visibility}, read by ${role} (${status})`;
            if (!maySee(about, visibility)) assert.ok(!tells, `${where} tells of it: …${text.slice(Math.max(0, text.indexOf(word) - 200), text.indexOf(word) + 60)}`);
            else if (channel.of?.includes(kind) && status === 200) assert.ok(tells, `${where} says nothing of it`);
          }
        }
    });

  // Everybody to whom a thing is hidden sees the same world before and after it comes, changes and is talked about.
  for (const [kind, { make, change }] of Object.entries(kinds))
    test(`${kind}: to whom it is hidden, the world is the same without it`, async () => {
      for (const visibility of visibilities) {
        const all = Object.entries(roles).filter(([, about]) => !maySee(about, visibility)).map(([role]) => role);
        // Everybody for what is hidden from all; for the rest whoever is nearest to seeing it.
        const blind = visibility === "owner" ? all : all.slice(0, 1);
        if (blind.length === 0) continue;
        const word = `${wordFor(kind, visibility)}nowa`;
        const look = async () => {
          const seen = {};
          for (const role of blind)
            for (const [name, channel] of Object.entries(channels)) {
              if (channel.isOfTheOwner || channel.isOwnLog) continue;
              seen[`${role} by ${name}`] = said(await channel.read(world, world.who[role], word), channel.leaveOut);
            }
          return seen;
        };
        const earlier = await look();
        await make(world, word, visibility);
        await change(world, word);
        const later = await look();
        for (const [where, before] of Object.entries(earlier)) {
          if (where.includes("by audit")) continue;  // whoever looks leaves entries: looked at on its own below
          assert.equal(later[where], before, `${kind} for ${visibility}: ${where} tells that something came`);
        }
      }
    });

  test("the log of changes has no entry for what is hidden from whoever reads it", async () => {
    const read = async (role, path) => (await world.who[role].get(path)).json?.items.map((each) => [each.action, each.subject_id, JSON.stringify(each.changes)]);
    for (const [kind, { make, change }] of Object.entries(kinds))
      for (const path of [`/audit?cluster=${world.cluster.slug}&limit=200`, `/audit?organisation=${world.own}&limit=200`]) {
        const before = await read("manager", path);
        const word = `${wordFor(kind, "owner")}${path.length}dziennikowa`;
        await make(world, word, "owner");
        await change(world, word);
        assert.deepEqual(await read("manager", path), before, `${kind} by ${path}`);
      }
  });

  for (const [kind, ways] of Object.entries(guesses))
    for (const [way, [method, path, options = {}]] of Object.entries(ways))
      test(`${kind}, ${way}: a guessed id of what is hidden is answered as one that never was`, async () => {
        const never = randomUUID().replace(/^(.{14})./, "$17");
        const own = { rival: world.rival, outsider: world.outside, named: world.named };
        for (const visibility of visibilities)
          for (const [role, about] of Object.entries(roles)) {
            if (maySee(about, visibility)) continue;
            const viewer = { organisation: own[role] ?? world.rival, item: never };
            const ids = kind === "idea" ? [world.ideas[wordFor("idea", visibility)]]
              : kind === "comment" ? [world.comments[wordFor("idea", visibility)]]
              : [kinds.offer.id(world, wordFor("offer", visibility)), kinds.need.id(world, wordFor("need", visibility))];
            for (const id of ids) {
              const ask = (each) => world.who[role].call(method, path(each, world, viewer), { ...options, ...(options.body ? { body: undefined, json: options.body(each, world, viewer) } : {}) });
              const [real, madeUp] = [await ask(id), await ask(never)];
              assert.equal(withoutId(real, id), withoutId(madeUp, never), `${kind} for ${visibility}, ${way} by ${role}`);
            }
          }
      });

  test("a deleted idea that was hidden is no more to be brought back than one that never was", async () => {
    const word = "zgrzeblicaskasowana";
    await kinds.idea.make(world, word, "owner");
    const id = world.ideas[word], never = randomUUID().replace(/^(.{14})./, "$17");
    await world.who.owner.expect(204, "DELETE", `/ideas/${id}`, { headers: { "if-match": '"1"' } });
    for (const role of ["rival", "manager", "administrator", "guest"])
      assert.equal(withoutId(await world.who[role].post(`/ideas/${id}/restoration`), id), withoutId(await world.who[role].post(`/ideas/${never}/restoration`), never), role);
  });

  test("errors count and place only what one sees", async () => {
    // The manager sends one broken offer: where it stands among those he sees is where the error says it is.
    const { json, headers } = await world.who.manager.expect(200, "GET", `/organisations/${world.own}`);
    const sent = { ...json, offers: [...json.offers, { kind: "laboratory", title: {}, visibility: "members" }] };
    const refused = await world.who.manager.expect(422, "PUT", `/organisations/${world.own}`, { json: sent, headers: { "if-match": headers.get("etag") } });
    assert.deepEqual(refused.json.errors.map((each) => each.pointer), [`/offers/${json.offers.length}/title`]);
  });

  test("an answer that is replayed is the asker's own, and nobody else's", async () => {
    const key = { "idempotency-key": `powtorka-${randomUUID()}` };
    const json = ideaOf(world, "zgrzeblicapowtarzana", "owner");
    const first = await world.who.owner.expect(201, "POST", `/clusters/${world.cluster.slug}/ideas`, { json, headers: key });
    for (const role of ["rival", "manager", "administrator", "guest"]) {
      const answer = await world.who[role].call("POST", `/clusters/${world.cluster.slug}/ideas`, { json, headers: key });
      assert.ok(!answer.text.includes(first.json.id), role);
      assert.equal(answer.headers.get("idempotent-replayed"), null, role);
    }
  });

  test("every showing of what is not for everyone is there for its owner to read, and for nobody else", async () => {
    const { json: choices } = await world.who.owner.expect(200, "GET", `/organisations/${world.own}/disclosures/choices`);
    const shown = choices.items.map((each) => each.title.pl);
    for (const [kind] of Object.entries(kinds))
      for (const visibility of visibilities) {
        const others = Object.entries(roles).some(([, about]) => about.organisation !== "own" && about !== roles.guest && about !== roles.administrator && maySee(about, visibility));
        const isThere = shown.some((title) => title?.endsWith(wordFor(kind, visibility)));
        assert.equal(isThere, others && visibility !== "everyone", `${kind} for ${visibility}`);
      }
    for (const role of ["employee", "rival", "named", "manager", "animator", "administrator"])
      for (const way of ["disclosures", "disclosures/choices", "disclosures.csv", "disclosures.xlsx"])
        await world.who[role].expect(403, "GET", `/organisations/${world.own}/${way}`);
    const csv = await world.who.owner.expect(200, "GET", `/organisations/${world.own}/disclosures.csv`);
    assert.match(csv.text, /exported/);
    const { json: page } = await world.who.owner.expect(200, "GET", `/organisations/${world.own}/disclosures?organisation=${world.rival}&limit=200`);
    assert.ok(page.total > 0 && page.items.every((each) => each.organisation === world.rival));
    assert.equal(csv.text.trim().split("\r\n").length - 1, (await world.who.owner.get(`/organisations/${world.own}/disclosures?limit=1`)).json.total);
  });
}, { timeout: 1_800_000 });
