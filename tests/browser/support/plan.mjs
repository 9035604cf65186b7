// Plans to look at: of any size, with links of all kinds.
import crypto from "node:crypto";

export const begin = "2026-01-05";

/** A project of the cluster that the manager leads, with the representative's organisation as its partner. */
export async function newProject(who, title = "Implant dopasowany do pacjenta", more = {}) {
  const { json: project } = await who.manager.expect(201, "POST", `/clusters/${who.cluster.slug}/projects`, {
    json: { title: { pl: title, en: title }, acronym: "IMPLANT", begins_on: begin, ends_on: "2027-12-31", visibility: "members", ...more },
  });
  const path = `/projects/${project.id}`;
  for (const organisation of [who.own, who.other]) {
    const { json: partner } = await who.manager.expect(201, "POST", `${path}/parts/partner`, { json: { organisation, role: "partner", days_a_month: 20 } });
    await who.manager.expect(200, "POST", `${path}/parts/partner/${partner.id}/state`, { json: { state: "active", note: "list z 3 listopada" }, headers: { "if-match": `"${partner.version}"` } });
  }
  return { id: project.id, path };
}

const id = (number) => `01900000-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;

/** So many tasks in work packages, each waiting for some before it. @returns the parts as the plan's endpoint takes them */
export function planOf(count, who, { packages = Math.max(1, Math.min(20, Math.ceil(count / 12))), from = Math.floor(Math.random() * 2 ** 40) } = {}) {
  const parts = [];
  const each = Math.ceil(count / packages);
  for (let p = 0; p < packages; ++p) parts.push({ part: "work_package", id: id(from + p), code: `WP${p + 1}`, title: ["Przygotowanie", "Projekt i prototyp", "Badania", "Wdrożenie"][p % 4] + (p > 3 ? ` ${p + 1}` : ""), organisation: p % 2 ? who.own : who.other });
  const task = (number) => id(from + 1000 + number);
  const words = ["Wymagania użytkowników", "Projekt konstrukcyjny", "Druk 3D serii próbnej", "Badania zmęczeniowe łączników", "Ocena biozgodności według ISO 10993", "Analiza ryzyka", "Dokumentacja techniczna wyrobu", "Sprawozdanie"];
  for (let i = 0; i < count; ++i) {
    const within = i % each, kind = within === each - 1 ? "milestone" : within % 9 === 7 ? "deliverable" : "task";
    const links = [];
    if (within > 0) links.push({ task: task(i - (within % 5 === 0 ? Math.min(within, 5) : 1)), kind: ["finish_to_start", "finish_to_start", "start_to_start", "finish_to_start", "finish_to_finish"][i % 5], lag_days: i % 7 === 3 ? 4 : 0 });
    const state = i < count * 0.15 ? "done" : i < count * 0.25 ? "in_progress" : i % 17 === 0 ? "blocked" : "to_do";
    parts.push({
      part: "task", id: task(i), title: `${words[i % words.length]} ${i + 1}`, kind, work_package: id(from + Math.floor(i / each)), duration_days: kind === "task" ? 5 + (i * 7) % 23 : 0, effort_days: kind === "task" ? 2 + (i % 9) : 0,
      ...(i % 3 ? { organisation: i % 3 === 1 ? who.own : who.other } : {}), state, progress: state === "done" ? 100 : state === "in_progress" ? 40 : 0, depends_on: links,
      ...(state === "done" ? { done_on: "2026-02-20" } : {}), ...(i % 11 === 5 ? { due_on: "2026-09-30" } : {}), ...(within === 0 && i > 0 ? { starts_on: `2026-${String(2 + (Math.floor(i / each) % 9)).padStart(2, "0")}-10` } : {}),
    });
  }
  return parts;
}

export const addPlan = (who, project, parts) => who.manager.expect(201, "POST", `${project.path}/plan`, { json: { parts }, headers: { "idempotency-key": crypto.randomUUID() } });
