// Runs a suite on each backend: SQLite always, PostgreSQL where script/with-postgresql has started one.
import { after, before, describe } from "node:test";
import { newPostgresqlDatabase, startServer } from "../../support/grono.mjs";

/**
 * @param {string} title
 * @param {(installation: {server?: any}) => void} define  defines the tests; `installation.server` is there when they run
 */
export function onEachBackend(title, define, { timeout = 300_000, ...options } = {}) {
  const backends = [["SQLite", () => undefined]];
  if (process.env.GRONO_TEST_POSTGRESQL) backends.push(["PostgreSQL", newPostgresqlDatabase]);
  for (const [name, database] of backends)
    describe(`${title}, on ${name}`, { timeout }, () => {
      const installation = {};
      before(async () => {
        installation.database = database();
        installation.server = await startServer({ database: installation.database, ...options });
      });
      after(async () => {
        await installation.server?.stop();
      });
      define(installation);
    });
}
