import { createElement, Fragment, type ReactNode } from "react";

/** A piece of a text in Markdown, as far as agreements and the like need it. */
export type Block =
  | { kind: "heading"; level: number; text: string }
  | { kind: "list"; isNumbered: boolean; start: number; items: string[] }
  | { kind: "rule" }
  | { kind: "paragraph"; lines: string[] };

const heading = /^(#{1,4})\s+(.+?)\s*#*\s*$/, bullet = /^\s{0,3}[-*+]\s+(.+)$/, numbered = /^\s{0,3}(\d{1,4})[.)]\s+(.+)$/, rule = /^\s{0,3}([-*_])(\s*\1){2,}\s*$/;

/** Headings, lists, rules and paragraphs. Everything else, HTML too, is text. */
export function blocksOf(markdown: string): Block[] {
  const made: Block[] = [];
  let isOpen = false;
  for (const line of markdown.split(/\r?\n/)) {
    const last = made.at(-1);
    const head = heading.exec(line), point = bullet.exec(line), number = numbered.exec(line);
    if (line.trim() === "") isOpen = false;
    else if (rule.test(line)) made.push({ kind: "rule" });
    else if (head) made.push({ kind: "heading", level: (head[1] as string).length, text: head[2] as string });
    else if (point || number) {
      const isNumbered = !point;
      const text = (point ? point[1] : number?.[2]) as string;
      if (isOpen && last?.kind === "list" && last.isNumbered === isNumbered) last.items.push(text);
      else made.push({ kind: "list", isNumbered, start: Number(number?.[1] ?? 1), items: [text] });
      isOpen = true;
    } else if (isOpen && last?.kind === "paragraph") last.lines.push(line);
    else if (isOpen && last?.kind === "list") last.items.push(`${last.items.pop()} ${line.trim()}`);
    else {
      made.push({ kind: "paragraph", lines: [line] });
      isOpen = true;
    }
    if (head || rule.test(line)) isOpen = false;
  }
  return made;
}

/** **Strong** and *emphasised* words; the rest as it is written. */
function inline(text: string): ReactNode[] {
  const made: ReactNode[] = [];
  let at = 0;
  for (const found of text.matchAll(/\*\*(\S(?:[^*]*\S)?)\*\*|\*(\S(?:[^*]*\S)?)\*/g)) {
    made.push(text.slice(at, found.index), found[1] !== undefined ? <strong key={found.index}>{found[1]}</strong> : <em key={found.index}>{found[2]}</em>);
    at = found.index + found[0].length;
  }
  return [...made, text.slice(at)];
}

/** A text in Markdown. It becomes elements and words, never HTML, whoever wrote it. `level`: of its first heading on the page. */
export function Markdown({ text, level = 2, language }: { text: string; level?: number; language?: string }) {
  return (
    <div className="markdown" lang={language} dir="auto">
      {blocksOf(text).map((block, i) => {
        if (block.kind === "rule") return <hr key={i} />;
        if (block.kind === "heading") return createElement(`h${Math.min(6, block.level + level - 1)}`, { key: i }, inline(block.text));
        if (block.kind === "paragraph") return <p key={i}>{block.lines.map((line, j) => <Fragment key={j}>{j > 0 && <br />}{inline(line)}</Fragment>)}</p>;
        const items = block.items.map((item, j) => <li key={j}>{inline(item)}</li>);
        return block.isNumbered ? <ol key={i} start={block.start}>{items}</ol> : <ul key={i}>{items}</ul>;
      })}
    </div>
  );
}
