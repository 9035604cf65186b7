import { ActionIcon, Group, useComputedColorScheme } from "@mantine/core";
import { IconMinus, IconPlus, IconZoomReset } from "@tabler/icons-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { colourOf, type Cooperation, nodeAt, radiusOf, type View, wholeView, withPartners, zoomed } from "./network";

interface PictureProps {
  found: Cooperation;
  chosen: number | undefined;
  onChoose: (index: number | undefined) => void;
}

/** Up to so many names are written at once, those of the most partners first. */
const mostNames = 60;

function draw(canvas: HTMLCanvasElement, found: Cooperation, view: View, chosen: number | undefined, isDark: boolean) {
  const paint = canvas.getContext("2d");
  if (!paint) return;
  const ratio = window.devicePixelRatio || 1;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  paint.setTransform(ratio, 0, 0, ratio, 0, 0);
  paint.clearRect(0, 0, width, height);
  const at = (index: number) => {
    const node = found.nodes[index] as Cooperation["nodes"][number];
    return { x: view.x + node.x * view.scale, y: view.y + node.y * view.scale };
  };
  const near = new Set<number>();
  for (const { a, b } of found.edges) if (a === chosen || b === chosen) near.add(a === chosen ? b : a);
  for (const edge of found.edges) {
    const isChosen = edge.a === chosen || edge.b === chosen;
    const from = at(edge.a), to = at(edge.b);
    paint.beginPath();
    paint.moveTo(from.x, from.y);
    paint.lineTo(to.x, to.y);
    paint.strokeStyle = isChosen ? (isDark ? "#f1f3f5" : "#212529") : isDark ? "rgba(255,255,255,0.28)" : "rgba(0,0,0,0.22)";
    paint.globalAlpha = chosen !== undefined && !isChosen ? 0.35 : 1;
    paint.lineWidth = Math.min(6, 0.8 + edge.weight * 1.6);
    paint.stroke();
  }
  found.nodes.forEach((node, index) => {
    const { x, y } = at(index), radius = radiusOf(node);
    if (x < -radius || y < -radius || x > width + radius || y > height + radius) return;
    paint.globalAlpha = chosen !== undefined && index !== chosen && !near.has(index) ? 0.35 : 1;
    paint.beginPath();
    // Members are round; who is none now is a square.
    if (node.is_member) paint.arc(x, y, radius, 0, 2 * Math.PI);
    else paint.rect(x - radius * 0.85, y - radius * 0.85, radius * 1.7, radius * 1.7);
    paint.fillStyle = colourOf(node);
    paint.fill();
    paint.lineWidth = index === chosen ? 4 : node.is_core ? 2.5 : 1;
    paint.strokeStyle = index === chosen || node.is_core ? (isDark ? "#ffffff" : "#212529") : isDark ? "#1a1b1e" : "#ffffff";
    paint.stroke();
  });
  paint.globalAlpha = 1;
  paint.font = "12px system-ui, sans-serif";
  paint.textAlign = "center";
  paint.textBaseline = "top";
  const shown = found.nodes.map((node, index) => ({ node, index })).filter(({ node, index }) => index === chosen || near.has(index) || (chosen === undefined && node.partners > 0));
  shown.sort((a, b) => b.node.partners - a.node.partners);
  const taken: { x: number; y: number; width: number }[] = [];
  for (const { node, index } of shown.slice(0, mostNames)) {
    const { x, y } = at(index), top = y + radiusOf(node) + 3;
    const wide = paint.measureText(node.name).width;
    // A name that would cover another one is left out, but never that of who was chosen.
    if (index !== chosen && taken.some((other) => Math.abs(other.y - top) < 14 && Math.abs(other.x - x) < (other.width + wide) / 2 + 4)) continue;
    taken.push({ x, y: top, width: wide });
    // A name at the rim is moved in, so that it can be read.
    const middle = Math.max(Math.min(x, width - wide / 2 - 4), wide / 2 + 4);
    paint.lineWidth = 3;
    paint.strokeStyle = isDark ? "#1a1b1e" : "#ffffff";
    paint.strokeText(node.name, middle, top);
    paint.fillStyle = isDark ? "#f1f3f5" : "#212529";
    paint.fillText(node.name, middle, top);
  }
}

/** Everybody as a point, near those they work with; thousands of them move smoothly, for the whole is one canvas. */
export function Picture({ found, chosen, onChoose }: PictureProps) {
  const { t } = useTranslation();
  const isDark = useComputedColorScheme("light") === "dark";
  const canvas = useRef<HTMLCanvasElement>(null);
  const [view, setView] = useState<View>();
  const drag = useRef<{ x: number; y: number; moved: boolean }>();
  const show = useCallback((nodes: Cooperation["nodes"]) => {
    const here = canvas.current;
    if (here) setView(wholeView(nodes, here.clientWidth, here.clientHeight));
  }, []);
  const reset = useCallback(() => show(found.nodes), [show, found]);
  // Those who work with somebody come first: who works alone would make them small, and stands below by name.
  const begin = useCallback(() => show(withPartners(found.nodes)), [show, found]);
  useEffect(() => {
    begin();
    const here = canvas.current;
    if (!here) return undefined;
    const observer = new ResizeObserver(begin);
    observer.observe(here);
    return () => observer.disconnect();
  }, [begin]);
  useEffect(() => {
    const here = canvas.current;
    if (!here || !view) return undefined;
    const frame = requestAnimationFrame(() => draw(here, found, view, chosen, isDark));
    return () => cancelAnimationFrame(frame);
  }, [found, view, chosen, isDark]);
  useEffect(() => {
    const here = canvas.current;
    if (!here) return undefined;
    // React's own listeners for the wheel can't keep the page from scrolling. With Ctrl alone: else the page scrolls.
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const box = here.getBoundingClientRect();
      setView((before) => before && zoomed(before, Math.exp(-event.deltaY / 300), event.clientX - box.left, event.clientY - box.top));
    };
    here.addEventListener("wheel", wheel, { passive: false });
    return () => here.removeEventListener("wheel", wheel);
  }, []);
  const zoomBy = (factor: number) => setView((before) => before && zoomed(before, factor, (canvas.current?.clientWidth ?? 0) / 2, (canvas.current?.clientHeight ?? 0) / 2));
  return (
    <div className="network-frame">
      <canvas
        ref={canvas} className="network-picture" role="img" aria-label={t("network.pictureLabel", { nodes: found.nodes.length, edges: found.edges.length })}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          drag.current = { x: event.clientX, y: event.clientY, moved: false };
        }}
        onPointerMove={(event) => {
          const before = drag.current;
          if (!before) return;
          const [dx, dy] = [event.clientX - before.x, event.clientY - before.y];
          if (!before.moved && Math.hypot(dx, dy) < 4) return;
          drag.current = { x: event.clientX, y: event.clientY, moved: true };
          setView((now) => now && { ...now, x: now.x + dx, y: now.y + dy });
        }}
        onPointerUp={(event) => {
          const was = drag.current;
          drag.current = undefined;
          if (!was || was.moved || !view) return;
          const box = event.currentTarget.getBoundingClientRect();
          onChoose(nodeAt(found.nodes, view, event.clientX - box.left, event.clientY - box.top));
        }}
        onPointerCancel={() => { drag.current = undefined; }}
      />
      <Group gap={4} className="network-tools">
        <ActionIcon variant="default" size="lg" aria-label={t("network.nearer")} onClick={() => zoomBy(1.4)}><IconPlus size={18} aria-hidden /></ActionIcon>
        <ActionIcon variant="default" size="lg" aria-label={t("network.farther")} onClick={() => zoomBy(1 / 1.4)}><IconMinus size={18} aria-hidden /></ActionIcon>
        <ActionIcon variant="default" size="lg" aria-label={t("network.whole")} onClick={reset}><IconZoomReset size={18} aria-hidden /></ActionIcon>
      </Group>
    </div>
  );
}
