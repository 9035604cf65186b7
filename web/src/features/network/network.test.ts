import { expect, test } from "vitest";
import { brokers, type Cooperation, isolatedMembers, type Node, nodeAt, partnersOf, wholeView, withPartners, zoomed } from "./network";

const node = (name: string, more: Partial<Node> = {}): Node => ({ organisation: name, name, kind: "enterprise", is_member: true, partners: 1, community: 0, betweenness: 0, is_core: false, x: 0.5, y: 0.5, ...more });
const found: Cooperation = {
  nodes: [node("a", { partners: 2, betweenness: 0.4, x: 0.2, y: 0.2 }), node("b", { x: 0.8, y: 0.4 }), node("c", { x: 0.5, y: 0.9 }), node("d", { partners: 0, x: 0.9, y: 0.9 }), node("obcy", { partners: 0, is_member: false })],
  edges: [{ a: 0, b: 1, weight: 0.5, works: [0], since: 2024 }, { a: 0, b: 2, weight: 1.5, works: [0, 1], since: 2023 }],
  works: [], years: [], modularity: 0, communities: 1,
};

test("whom nobody works with are members without partners", () => {
  expect(isolatedMembers(found.nodes).map(({ name }) => name)).toEqual(["d"]);
  expect(brokers(found.nodes, 5).map(({ name }) => name)).toEqual(["a"]);
});

test("partners stand by the strength of their ties", () => {
  expect(partnersOf(found, 0).map(({ node: { name } }) => name)).toEqual(["c", "b"]);
  expect(partnersOf(found, 2).map(({ node: { name } }) => name)).toEqual(["a"]);
  expect(partnersOf(found, 3)).toEqual([]);
});

test("the picture begins with those who work with somebody", () => {
  expect(withPartners(found.nodes).every((each) => each.partners > 0)).toBe(true);
  expect(withPartners(found.nodes).length).toBeLessThan(found.nodes.length);
  const alone = found.nodes.filter((each) => each.partners === 0);
  expect(withPartners(alone)).toEqual(alone);
});

test("the whole picture fits, and a click finds who is there", () => {
  const view = wholeView(found.nodes, 800, 500);
  for (const each of found.nodes) {
    expect(view.x + each.x * view.scale).toBeGreaterThan(20);
    expect(view.x + each.x * view.scale).toBeLessThan(780);
    expect(view.y + each.y * view.scale).toBeGreaterThan(20);
    expect(view.y + each.y * view.scale).toBeLessThan(480);
  }
  expect(nodeAt(found.nodes, view, view.x + 0.8 * view.scale, view.y + 0.4 * view.scale)).toBe(1);
  expect(nodeAt(found.nodes, view, 1, 1)).toBeUndefined();
  expect(wholeView([], 800, 500).scale).toBeGreaterThan(0);
});

test("zooming keeps the point under the pointer", () => {
  const view = wholeView(found.nodes, 800, 500), near = zoomed(view, 2, 300, 200);
  expect((300 - near.x) / near.scale).toBeCloseTo((300 - view.x) / view.scale);
  expect((200 - near.y) / near.scale).toBeCloseTo((200 - view.y) / view.scale);
});
