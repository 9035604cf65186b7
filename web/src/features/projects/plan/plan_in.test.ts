import { expect, test } from "vitest";
import { dayOf } from "./day";
import { partsOf, planIn, readLink } from "./plan_in";
import { tableIn } from "./table_in";

const around = (more = {}) => {
  let count = 0;
  return {
    workPackages: [{ id: "w1", code: "WP1", title: "Zarządzanie", version: 1, created_at: "", updated_at: "", may: [] }],
    partners: [{ organisation: "o1", name: "Alfa Implanty sp. z o.o." }, { organisation: "o2", name: "Beta Implanty S.A." }],
    tasks: [{ id: "t1", title: "Spotkanie otwierające" }], begins: dayOf("2026-01-01"), ends: dayOf("2026-12-31"), newId: () => `n${++count}`, ...more,
  };
};
const read = (text: string) => planIn(tableIn(text), around());

test("a plan as people write it, with headings in either language and in any order", () => {
  const { rows, newPackages, unknownColumns } = read(
    "Nr;Zadanie;Pakiet roboczy;Wykonawca;Początek;Dni;Osobodni;Poprzedniki;Kolor\n" +
    "1;Plan badań;WP1;alfa;5.01.2026;10;4,5;;czerwony\n2;Badania;WP2: Próby;Beta Implanty S.A.;;20;12;1; \n3;Wyniki;WP2 Próby;;;0;;2ZZ+5;",
  );
  expect(rows.flatMap((row) => row.problems)).toEqual([]);
  expect(unknownColumns).toEqual(["Kolor"]);
  expect(newPackages.map(({ code, title }) => [code, title])).toEqual([["WP2", "Próby"]]);
  expect(rows[0]?.draft).toEqual({ title: "Plan badań", kind: "task", duration_days: 10, effort_days: 4.5, work_package: "w1", organisation: "o1", starts_on: "2026-01-05" });
  expect(rows[1]?.draft.depends_on).toEqual([{ task: rows[0]?.id, kind: "finish_to_start", lag_days: 0 }]);
  expect(rows[2]?.draft).toMatchObject({ kind: "milestone", duration_days: 0, work_package: rows[1]?.draft.work_package, depends_on: [{ task: rows[1]?.id, kind: "finish_to_finish", lag_days: 5 }] });
});

test("without headings the columns are in the order of the form; an end gives the days", () => {
  const { rows } = read("Projekt\tWP1\tAlfa\t2026-02-01\t3\t2\nPrototyp\tWP1\t\t\t5\t\tProjekt; Spotkanie otwierające");
  expect(rows.map(({ draft }) => draft.duration_days)).toEqual([3, 5]);
  expect(rows[1]?.draft.depends_on?.map(({ task }) => task)).toEqual([rows[0]?.id, "t1"]);
  const [ended] = read("task;start;end\nx;2026-02-01;2026-02-10").rows;
  expect(ended?.draft.duration_days).toBe(10);
});

test("every row says what is wrong with it", () => {
  const { rows } = read("title;kind;partner;start;end;days;effort;after\n;;;;;;;\n;x;;;;1;;\na;;Implanty;30.02.2026;;-1;dużo;9\nb;;;2026-02-01;2026-01-01;;;b\nc;;;2027-02-01;;1;;");
  expect(rows.map(({ problems }) => problems.map(({ key }) => key))).toEqual([
    ["noTitle", "badKind"], ["badDay", "badNumber", "noPartner", "badNumber", "noSuchTask"], ["endFirst", "itself"], ["outside"],
  ]);
});

test("tasks in a circle are told, each way round; those that only wait for one are not", () => {
  const { rows } = read("title;days;after\na;1;2\nb;1;3\nc;1;1\nd;1;1");
  expect(rows.map(({ problems }) => problems.map(({ value }) => value))).toEqual([["1 → 2 → 3 → 1"], ["2 → 3 → 1 → 2"], ["3 → 1 → 2 → 3"], []]);
});

test("links as planners write them", () => {
  expect(readLink("12")).toEqual({ name: "12", kind: "finish_to_start", lag: 0 });
  expect(readLink("12SS+3")).toEqual({ name: "12", kind: "start_to_start", lag: 3 });
  expect(readLink("12 ZR - 2 dni")).toEqual({ name: "12", kind: "finish_to_start", lag: -2 });
  expect(readLink("Badania FF")).toEqual({ name: "Badania", kind: "finish_to_finish", lag: 0 });
  expect(readLink("Plan SFF")).toEqual({ name: "Plan SFF", kind: "finish_to_start", lag: 0 });
});

test("what is sent has the work packages first", () => {
  const parts = partsOf(read("title;wp\nx;Nowy"));
  expect(parts.map(({ part }) => part)).toEqual(["work_package", "task"]);
  expect(parts[1]).toMatchObject({ title: "x", work_package: parts[0]?.id });
});

test("thousands of rows are read at once", () => {
  const lines = Array.from({ length: 3_000 }, (_, i) => `Zadanie ${i + 1};WP${(i % 20) + 1};;;${(i % 9) + 1};1;${i > 0 ? i : ""}`);
  const { rows, newPackages } = read(lines.join("\n"));
  expect(rows.every(({ problems }) => problems.length === 0)).toBe(true);
  expect([rows.length, newPackages.length]).toEqual([3_000, 19]);
}, 60_000);
