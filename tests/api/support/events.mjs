// A listener to the server's events, as a browser is one.
import http from "node:http";

/**
 * Listens as that client. Resolves once the server has answered.
 * @returns {Promise<{status: number, events: {event: string, id: string, data: any}[], lastId: () => string, waitFor: (test: (events: any[]) => boolean, wait?: number) => Promise<void>, ended: Promise<void>, close: () => void}>}
 */
export function listen(client, { lastId, after } = {}) {
  return new Promise((resolve, reject) => {
    const headers = { accept: "text/event-stream" };
    if (client.cookie) headers.cookie = client.cookie;
    if (client.token) headers.authorization = `Bearer ${client.token}`;
    if (lastId) headers["last-event-id"] = lastId;
    const request = http.get(`${client.base}/api/v1/events${after ? `?after=${after}` : ""}`, { headers, agent: false }, (answer) => {
      const events = [];
      let id = "", text = "";
      let heard = () => {};
      let over;
      const ended = new Promise((done) => (over = done));
      answer.setEncoding("utf8");
      answer.on("data", (part) => {
        text += part;
        for (let end; (end = text.indexOf("\n\n")) >= 0; text = text.slice(end + 2)) {
          const event = { event: "", id: "", data: undefined };
          for (const line of text.slice(0, end).split("\n")) {
            if (line.startsWith("id: ")) id = line.slice(4);
            if (line.startsWith("event: ")) event.event = line.slice(7);
            if (line.startsWith("data: ")) event.data = JSON.parse(line.slice(6));
          }
          if (event.data) events.push({ ...event, id });
          heard();
        }
      });
      answer.on("close", () => { over(); heard(); });
      answer.on("error", () => {});
      const begun = text;
      const waitFor = (test, wait = 20_000) =>
        new Promise((done, fail) => {
          const timer = setTimeout(() => fail(new Error(`heard in ${wait} ms only ${JSON.stringify(events)}`)), wait);
          heard = () => { if (test(events)) { clearTimeout(timer); done(); } };
          heard();
        });
      void begun;
      resolve({ status: answer.statusCode, headers: answer.headers, events, lastId: () => id, waitFor, greeted: () => waitFor(() => id !== ""), ended, close: () => request.destroy() });
    });
    request.on("error", reject);
  });
}
