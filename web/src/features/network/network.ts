import type { Schemas } from "../../api/client";

export type Cooperation = Schemas["Cooperation"];
export type Node = Cooperation["nodes"][number];
export type Edge = Cooperation["edges"][number];

export type WorkKind = Schemas["JointWorkKind"];
export const workKinds = ["project", "funded_project", "consortium", "deal", "meeting"] as const;

const places = { project: "/projects", funded_project: "/funded-projects", consortium: "/consortia", deal: "/commerce/deals", meeting: "/events" } as const;
/** Where one reads of what ties two. */
export const pathOfWork = (work: { kind: WorkKind; id: string }) => `${places[work.kind]}/${work.id}`;

/** Colours of the largest communities, told apart also by those who see few; the others are grey. */
export const communityColours = ["#6b2fa0", "#0b7285", "#c2410c", "#2b8a3e", "#a61e4d", "#1864ab", "#8a6d00", "#5f3dc4"] as const;
export const colourOf = (node: Pick<Node, "community" | "partners">) => (node.partners === 0 ? "#868e96" : (communityColours[node.community] ?? "#868e96"));

/** In the units of the picture on the screen, before zooming. */
export const radiusOf = (node: Pick<Node, "partners">) => 4 + Math.sqrt(node.partners) * 2.2;

/** Whom nobody works with: members alone, for they are whom the animator calls. */
export const isolatedMembers = (nodes: readonly Node[]) => nodes.filter((each) => each.is_member && each.partners === 0);

/** Those who work with somebody; everybody where nobody does. */
export function withPartners(nodes: Cooperation["nodes"]): Cooperation["nodes"] {
  const active = nodes.filter((each) => each.partners > 0);
  return active.length > 0 ? active : nodes;
}

/** Who stands between most others, the most first. */
export const brokers = (nodes: readonly Node[], most: number) => [...nodes].filter((each) => each.betweenness > 0).sort((a, b) => b.betweenness - a.betweenness).slice(0, most);

export interface Partner {
  node: Node;
  edge: Edge;
}

/** With whom a node works, the strongest ties first. */
export function partnersOf(found: Cooperation, index: number): Partner[] {
  return found.edges
    .filter((edge) => edge.a === index || edge.b === index)
    .sort((one, other) => other.weight - one.weight)
    .map((edge) => ({ node: found.nodes[edge.a === index ? edge.b : edge.a] as Node, edge }));
}

/** How the picture lies on the screen: `scale` pixels for its whole width, its corner at `x`, `y`. */
export interface View {
  scale: number;
  x: number;
  y: number;
}

/** The whole picture in the middle. */
export function wholeView(nodes: readonly Node[], width: number, height: number): View {
  const margin = 28;
  const xs = nodes.map((each) => each.x), ys = nodes.map((each) => each.y);
  const [left, right, top, bottom] = [Math.min(...xs, 1), Math.max(...xs, 0), Math.min(...ys, 1), Math.max(...ys, 0)];
  const scale = Math.max(1, Math.min((width - 2 * margin) / Math.max(right - left, 0.05), (height - 2 * margin) / Math.max(bottom - top, 0.05)));
  return { scale, x: width / 2 - ((left + right) / 2) * scale, y: height / 2 - ((top + bottom) / 2) * scale };
}

/** Nearer or farther, with the point under the pointer staying where it is. */
export function zoomed(view: View, factor: number, x: number, y: number): View {
  const scale = Math.min(Math.max(view.scale * factor, 50), 60_000);
  const by = scale / view.scale;
  return { scale, x: x - (x - view.x) * by, y: y - (y - view.y) * by };
}

/** The node under a point of the screen; the one drawn last where several are. */
export function nodeAt(nodes: readonly Node[], view: View, x: number, y: number): number | undefined {
  for (let i = nodes.length - 1; i >= 0; --i) {
    const node = nodes[i] as Node;
    const reach = radiusOf(node) + 4;
    if (Math.hypot(view.x + node.x * view.scale - x, view.y + node.y * view.scale - y) <= reach) return i;
  }
  return undefined;
}
