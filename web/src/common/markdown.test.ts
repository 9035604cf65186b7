import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { blocksOf, Markdown } from "./markdown";

test("headings, paragraphs, lists and rules", () => {
  expect(blocksOf("# A\n\nb\nc\n\n- d\n- e\n  f\n\n3. g\n4. h\n\n---\n## I")).toEqual([
    { kind: "heading", level: 1, text: "A" },
    { kind: "paragraph", lines: ["b", "c"] },
    { kind: "list", isNumbered: false, start: 1, items: ["d", "e f"] },
    { kind: "list", isNumbered: true, start: 3, items: ["g", "h"] },
    { kind: "rule" },
    { kind: "heading", level: 2, text: "I" },
  ]);
});

test("what is written as HTML stays words", () => {
  const made = renderToStaticMarkup(createElement(Markdown, { text: '# <img src=x onerror="alert(1)">\n\n<script>alert(1)</script> **<b>x</b>** [a](javascript:alert(1))' }));
  expect(made).not.toMatch(/<(img|script|b|a)[\s>]/);
  expect(made).toContain("&lt;script&gt;");
  expect(made).toContain("<strong>&lt;b&gt;x&lt;/b&gt;</strong>");
});

test("headings begin at the level that the page gives; stars without an end are stars", () => {
  expect(renderToStaticMarkup(createElement(Markdown, { level: 3, text: "# A\n\n2 * 3 and *b*" }))).toBe('<div class="markdown" dir="auto"><h3>A</h3><p>2 * 3 and <em>b</em></p></div>');
});
