import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";
import en from "../../../locales/en.json";
import pl from "../../../locales/pl.json";
import { dayOf } from "./day";
import { planIn } from "./plan_in";
import { linkText, planCsv } from "./plan_out";
import { tableIn } from "./table_in";
import { planned, type Task, type WorkPackage } from "./task";

const head = { version: 1, created_at: "", updated_at: "", may: [] };
const packages: WorkPackage[] = [{ id: "w1", code: "WP1", title: "Badania; próby", ...head }];
const tasks: Task[] = [
  { id: "a", title: "=Pomiary, „pierwsze”", work_package: "w1", organisation: "o1", starts_on: "2026-02-01", duration_days: 3, effort_days: 2.5, ...head },
  { id: "b", title: "Wyniki", kind: "deliverable", duration_days: 0, due_on: "2026-03-01", depends_on: [{ task: "a", kind: "start_to_start", lag_days: 2 }, { task: "c" }], ...head },
  { id: "c", title: "Ukryte", duration_days: 1, ...head },
];
beforeAll(() => i18next.init({ resources: { pl: { translation: pl }, en: { translation: en } }, lng: "pl", interpolation: { escapeValue: false } }));

test.each(["pl", "en"])("what is exported comes back in as it was (%s)", async (language) => {
  await i18next.changeLanguage(language);
  const all = planned(tasks, [], dayOf("2026-01-01"), 0);
  const written = planCsv(all.slice(0, 2), all, packages, { organisation: new Map([["o1", "Alfa"]]), person: new Map() }, i18next.t);
  let count = 0;
  const { rows, newPackages } = planIn(tableIn(written), { workPackages: packages, partners: [{ organisation: "o1", name: "Alfa" }], tasks: [{ id: "c", title: "Ukryte" }], begins: dayOf("2026-01-01"), ends: dayOf("2026-12-31"), newId: () => `n${++count}` });
  expect(rows.flatMap(({ problems }) => problems)).toEqual([]);
  expect(newPackages).toEqual([]);
  expect(rows[0]?.draft).toMatchObject({ title: tasks[0]?.title, work_package: "w1", organisation: "o1", starts_on: "2026-02-01", duration_days: 3, effort_days: 2.5 });
  expect(rows[1]?.draft).toMatchObject({ kind: "deliverable", due_on: "2026-03-01", depends_on: [{ task: rows[0]?.id, kind: "start_to_start", lag_days: 2 }, { task: "c", kind: "finish_to_start", lag_days: 0 }] });
});

test("links as planners write them", () => {
  expect(linkText({ task: "a" }, "3")).toBe("3");
  expect(linkText({ task: "a", lag_days: 2 }, "3")).toBe("3FS+2");
  expect(linkText({ task: "a", kind: "finish_to_finish", lag_days: -1 }, "Badania")).toBe("Badania FF-1");
});
