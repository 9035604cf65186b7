// Several servers on one PostgreSQL: what one writes, the other knows at the next question.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Client } from "./support/client.mjs";
import { listen } from "./support/events.mjs";
import { people } from "./support/people.mjs";
import { newPostgresqlDatabase, startServer } from "../support/grono.mjs";

describe("Two servers on one database", { skip: !process.env.GRONO_TEST_POSTGRESQL, timeout: 120_000 }, () => {
  let first, second, who, beside;
  before(async () => {
    const database = newPostgresqlDatabase();
    first = await startServer({ database });
    who = await people(first);
    second = await startServer({ database });
    beside = new Client(second.base);
    beside.cookie = who.manager.cookie;  // a session holds on every server
    beside.csrf = who.manager.csrf;
  });
  after(async () => {
    await first?.stop();
    await second?.stop();
  });

  test("search on one finds at once what the other has written", async () => {
    const total = async (client, q) => (await client.get(`/organisations?q=${q}`)).json.total;
    for (let i = 0; i < 20; ++i) {
      const [writer, reader] = i % 2 ? [who.manager, beside] : [beside, who.manager];
      const name = `Zaprawdęjedyna${i}`;
      const { json: made } = await writer.expect(201, "POST", `/organisations?cluster=${who.cluster.slug}`, {
        json: { legal_name: name, kind: "start_up", offers: [{ kind: "data", title: { pl: `tajemnica${i}` }, visibility: "members" }] },
      });
      assert.equal(await total(reader, name), 1);
      assert.equal(await total(reader, `tajemnica${i}`), 1);
      assert.equal(await total(who.guest, `tajemnica${i}`), 0);
      await writer.expect(204, "DELETE", `/organisations/${made.id}`, { headers: { "if-match": "\"1\"" } });
      assert.equal(await total(reader, name), 0);
    }
  });

  test("of two editors on two servers the second is told", async () => {
    const { json: cluster } = await who.manager.get(`/clusters/${who.cluster.slug}`);
    const options = { json: cluster, headers: { "if-match": `"${cluster.version}"` } };
    const answers = await Promise.all([who.manager, beside].map((client) => client.call("PUT", `/clusters/${who.cluster.slug}`, options)));
    assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 412]);
  });

  test("what one changes, who listens to the other is told at once", async () => {
    const stream = await listen(beside);
    await stream.greeted();
    const { json: idea } = await who.manager.expect(201, "POST", `/clusters/${who.cluster.slug}/ideas`, { json: { kind: "technology", title: { pl: "Z drugiego serwera" } } });
    await stream.waitFor((events) => events.some((each) => each.data.id === idea.id));
    stream.close();
  });

  test("a session that ends on one has ended on the other", async () => {
    const elsewhere = new Client(second.base);
    elsewhere.cookie = who.animator.cookie;
    assert.equal((await elsewhere.get("/session")).json.role, "animator");
    await who.animator.expect(204, "DELETE", "/session");
    assert.equal((await elsewhere.get("/session")).json.role, "guest");
  });
});
