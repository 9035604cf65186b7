import { expect, test } from "vitest";
import { addressFrom, countOfFilters, filtered, noFilters, none, withAddress } from "./filters";
import { planned, type Task } from "./task";

const task = (id: string, more: Partial<Task> = {}): Task => ({ id, title: id, version: 1, created_at: "", updated_at: "", may: [], ...more });

test("the address bar tells the whole state, and keeps what others wrote into it", () => {
  const address = { ...noFilters, view: "gantt" as const, zoom: "month" as const, sort: "-end", q: "łąka & co", package: ["a", none], state: ["blocked" as const], critical: true };
  const parameters = withAddress(new URLSearchParams("task=7&q=old"), address);
  expect(parameters.get("task")).toBe("7");
  expect(addressFrom(new URLSearchParams(parameters.toString()))).toEqual(address);
  expect(withAddress(new URLSearchParams(), addressFrom(new URLSearchParams("state=nonsense&view=x"))).toString()).toBe("");
});

test("filters narrow together; nobody's tasks can be asked for too", () => {
  const all = planned([
    task("Łączniki do badań", { organisation: "o1", state: "blocked", work_package: "w1" }),
    task("Badania łączników", { organisation: "o2", work_package: "w2" }),
    task("Sprawozdanie", { state: "done" }),
  ], [], 0, 0);
  const titles = (filters: Partial<typeof noFilters>) => filtered(all, { ...noFilters, ...filters }).map((each) => each.task.title);
  expect(titles({})).toHaveLength(3);
  expect(titles({ q: "lacznik badan" })).toEqual(["Łączniki do badań", "Badania łączników"]);
  expect(titles({ q: "badan", partner: ["o2"] })).toEqual(["Badania łączników"]);
  expect(titles({ partner: [none] })).toEqual(["Sprawozdanie"]);
  expect(titles({ state: ["to_do", "done"] })).toEqual(["Badania łączników", "Sprawozdanie"]);
  expect(titles({ late: true })).toEqual([]);
  expect(countOfFilters({ ...noFilters, q: "x", state: ["done"], late: true })).toBe(2);
});
