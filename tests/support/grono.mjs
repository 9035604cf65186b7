// Starts the real program on a throw-away installation and ends it again.
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { root } from "./packages.mjs";

export const program = process.env.GRONO_PROGRAM ?? path.join(root, "build/release/grono");

export async function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

export function temporaryFolder() {
  return fs.mkdtempSync(path.join(os.tmpdir(), "grono-test-"));
}

// A database of its own on the throw-away PostgreSQL that script/with-postgresql has started.
export function newPostgresqlDatabase() {
  const url = new URL(process.env.GRONO_TEST_POSTGRESQL);
  const name = `grono_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  const made = spawnSync("psql", [url.href, "-q", "-c", `CREATE DATABASE ${name}`], { encoding: "utf8" });
  if (made.status !== 0) throw new Error(`psql: ${made.stderr}`);
  url.pathname = `/${name}`;
  return url.href;
}

// Runs a command of the program to its end.
export function grono(args, options = {}) {
  return spawnSync(program, args, { encoding: "utf8", timeout: 120_000, maxBuffer: 1 << 28, ...options });
}

/**
 * Starts `grono serve` and waits until it is ready.
 * @param {{data?: string, database?: string, args?: string[], wait?: boolean}} options
 * @returns  base address, the one-time links it printed (by e-mail), and `stop()`, which ends it as an operator would
 */
export async function startServer({ data = temporaryFolder(), database, args = ["--demo-members"] } = {}) {
  const port = await freePort();
  const all = ["serve", "--port", String(port), "--data", data, ...args];
  if (database) all.push("--database", database);
  const child = spawn(program, all, { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.stdout.on("data", (text) => (output += text));
  child.stderr.on("data", (text) => (output += text));
  const ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve({ code, signal })));
  let isAsked = false;
  // One that ends by itself is the cause of whatever fails after it.
  void ended.then(({ code, signal }) => { if (!isAsked) console.error(`grono serve ended by itself (${signal ?? code}):\n${output.slice(-4000)}`); });

  const base = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + 60_000;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`grono serve ended with ${child.exitCode}:\n${output}`);
    if (Date.now() > deadline) throw new Error(`grono serve is not ready after a minute:\n${output}`);
    const ready = await fetch(`${base}/api/v1/health`).then((answer) => answer.ok, () => false);
    if (ready) break;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  return {
    base,
    port,
    data,
    child,
    output: () => output,
    linkTokens: () => linkTokens(output),
    stop: async (signal = "SIGTERM") => {
      isAsked = true;
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      return ended;
    },
  };
}

// "manager@… http://localhost:8080/login#link=TOKEN": every one-time link in what the program printed, by e-mail.
function linkTokens(output) {
  const tokens = {};
  for (const line of output.split("\n")) {
    const link = line.match(/#link=([\w-]+)/);
    const email = line.match(/[\w.+-]+@[\w.-]+/);
    if (link) tokens[email ? email[0] : "first"] = link[1];
  }
  return tokens;
}
