// A small HTTP client with a cookie jar that checks each answer against the contract.
import assert from "node:assert/strict";
import { violations } from "./contract.mjs";

export class Client {
  constructor(base) {
    this.base = base;
    this.cookie = undefined;
    this.csrf = undefined;
    this.token = undefined;
  }

  /**
   * @param {string} method
   * @param {string} path   below /api/v1, with its query
   * @param {{json?: unknown, body?: BodyInit, headers?: Record<string, string>, contract?: boolean}} options
   * @returns {Promise<{status: number, headers: Headers, text: string, json: any}>}
   */
  async call(method, path, { json, body, headers = {}, contract = true } = {}) {
    const sent = { ...headers };
    if (this.cookie) sent.cookie = this.cookie;
    if (this.csrf && method !== "GET") sent["x-csrf-token"] ??= this.csrf;
    if (this.token) sent.authorization = `Bearer ${this.token}`;
    if (json !== undefined) {
      sent["content-type"] ??= "application/json";
      body = typeof json === "string" ? json : JSON.stringify(json);
    }
    const answer = await fetch(`${this.base}/api/v1${path}`, { method, headers: sent, body, redirect: "manual" });
    const cookie = answer.headers.get("set-cookie");
    if (cookie) this.cookie = /max-age=0/i.test(cookie) ? undefined : cookie.split(";")[0];
    const text = await answer.text();
    const type = answer.headers.get("content-type");
    if (contract) {
      const wrong = violations(method, path.split("?")[0], answer.status, type, text);
      assert.deepEqual(wrong, [], `${method} ${path} -> ${answer.status} ${text.slice(0, 500)}`);
    }
    return { status: answer.status, headers: answer.headers, text, json: /json/.test(type ?? "") && text ? JSON.parse(text) : undefined };
  }

  get(path, options) { return this.call("GET", path, options); }
  post(path, json, options) { return this.call("POST", path, { json, ...options }); }
  put(path, json, options) { return this.call("PUT", path, { json, ...options }); }
  patch(path, json, options) { return this.call("PATCH", path, { json, ...options }); }
  delete(path, options) { return this.call("DELETE", path, options); }

  /** Logs in; asserts that it worked. */
  async logIn(credentials) {
    const answer = await this.post("/session", credentials);
    assert.equal(answer.status, 200, answer.text);
    this.csrf = answer.json.csrf_token;
    return answer.json;
  }

  async expect(status, method, path, options) {
    const answer = await this.call(method, path, options);
    assert.equal(answer.status, status, `${method} ${path}: ${answer.text}`);
    return answer;
  }
}
