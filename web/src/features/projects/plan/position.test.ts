import { expect, test } from "vitest";
import { placed } from "./position";

const column = (...positions: number[]) => positions.map((position, i) => ({ id: `t${i}`, position }));

function after(before: { id: string; position: number }[], moved: string[], at: number): string[] {
  const changes = placed(before, moved, at);
  const all = [...before.map(({ id, position }) => ({ id, position: changes.get(id) ?? position })), ...moved.map((id) => ({ id, position: changes.get(id) as number }))];
  return all.sort((a, b) => a.position - b.position).map(({ id }) => id);
}

test("between two goes the middle, at the ends one step further, and nobody else moves", () => {
  expect([...placed(column(1, 2, 3), ["x"], 1)]).toEqual([["x", 1.5]]);
  expect([...placed(column(1, 2, 3), ["x"], 0)]).toEqual([["x", 0]]);
  expect([...placed(column(1, 2, 3), ["x"], 3)]).toEqual([["x", 4]]);
  expect([...placed([], ["x", "y"], 0)]).toEqual([["x", 1], ["y", 2]]);
  expect([...placed(column(1, 2), ["x", "y", "z"], 1)]).toEqual([["x", 1.25], ["y", 1.5], ["z", 1.75]]);
});

test("neighbours of one place move apart, and everything is where it was put", () => {
  for (const positions of [[0, 0, 0, 0, 0, 0], [1, 1, 1, 1, 2], [0, 1, 1 + 1e-9, 1 + 2e-9, 5, 6]])
    for (let at = 0; at <= positions.length; ++at) {
      const expected = column(...positions).map(({ id }) => id);
      expected.splice(at, 0, "x");
      expect(after(column(...positions), ["x"], at)).toEqual(expected);
    }
});

test("put hundreds of times into the same gap, it still finds room", () => {
  let list = column(1, 2, 3, 4);
  for (let i = 0; i < 200; ++i) {
    const changes = placed(list, [`x${i}`], 1);
    list = [...list.map((each) => ({ ...each, position: changes.get(each.id) ?? each.position })), { id: `x${i}`, position: changes.get(`x${i}`) as number }].sort((a, b) => a.position - b.position);
    expect(list[1]?.id).toBe(`x${i}`);
  }
  expect(new Set(list.map(({ position }) => position)).size).toBe(204);
});
