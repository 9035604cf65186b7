// One logged-in client for each role, made through the API as people would be: by links and invitations.
import assert from "node:assert/strict";
import { Client } from "./client.mjs";

export const password = "zielona-łąka-nad-Odrą-7";

/**
 * @param server  as startServer gives it, with the demonstration cluster
 * @returns clients: administrator, manager, animator, representative, employee, guest; and the ids they act on
 */
export async function people(server) {
  const { base } = server;
  const tokens = server.linkTokens();
  const manager = new Client(base);
  const managerEmail = Object.keys(tokens).find((email) => email.startsWith("manager"));
  await manager.logIn({ link_token: tokens[managerEmail] });
  await setPassword(manager);

  const administrator = new Client(base);
  const administratorEmail = Object.keys(tokens).find((email) => email.startsWith("admin"));
  await administrator.logIn({ link_token: tokens[administratorEmail] });
  await setPassword(administrator);

  const { json: meta } = await manager.get("/meta");
  const { json: cluster } = await manager.get(`/clusters/${meta.default_cluster}`);
  const { json: page } = await manager.get(`/organisations?cluster=${cluster.slug}&kind=enterprise&sort=name&limit=2`);
  const [own, other] = page.items.map((item) => item.organisation.id);

  const animator = await invite(manager, base, `/clusters/${cluster.slug}/invitations`, { role: "animator" }, "animator");
  const representative = await invite(manager, base, `/clusters/${cluster.slug}/invitations`,
    { role: "representative", organisation: own }, "representative");
  const employee = await invite(representative, base, `/organisations/${own}/invitations`, { role: "employee" }, "employee");

  return { cluster, own, other, administrator, manager, animator, representative, employee, guest: new Client(base) };
}

/** Somebody who speaks for another organisation of the cluster: a competitor. */
export async function representativeOf(who, base, organisation, name = "rywal") {
  return invite(who.manager, base, `/clusters/${who.cluster.slug}/invitations`, { role: "representative", organisation }, name);
}

async function setPassword(client) {
  const answer = await client.patch("/account", { password: { new: password } });
  assert.equal(answer.status, 200, answer.text);
  client.csrf = answer.json.csrf_token ?? client.csrf;
}

async function invite(by, base, path, body, name) {
  const made = await by.post(path, body);
  assert.equal(made.status, 201, made.text);
  const client = new Client(base);
  const token = made.json.path.split("/").pop();
  const accepted = await client.post(`/invitations/${token}`, {
    email: `${name}-${Math.random().toString(36).slice(2)}@przyklad.invalid`, password, display_name: `Łucja ${name}`, language: "pl",
  });
  assert.equal(accepted.status, 201, accepted.text);
  client.csrf = accepted.json.csrf_token;
  return client;
}
