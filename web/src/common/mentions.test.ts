import { describe, expect, test } from "vitest";
import { labelFor, parts, toDraft, toStored, typedMention } from "./mentions";

const anna = { id: "01900000-0000-7000-8000-00000000000a", name: "Anna" };
const annaNowak = { id: "01900000-0000-7000-8000-00000000000b", name: "Anna Nowak", organisation: "Alfa" };
const namesake = { id: "01900000-0000-7000-8000-00000000000c", name: "Anna Nowak", organisation: "Beta" };

describe("mentions", () => {
  test("are people between parts of a text", () => {
    expect(parts(`Pytam @{${anna.id}}, czy`, [anna])).toEqual(["Pytam ", anna, ", czy"]);
  });
  test("of somebody unknown, and what only looks like one, stay as written", () => {
    expect(parts(`@{${anna.id}} @{x} @`, [])).toEqual([`@{${anna.id}} @{x} @`]);
  });
  test("are edited as names and come back as they were", () => {
    const text = `@{${annaNowak.id}} i @{${anna.id}} i @{${namesake.id}}: <b>@{zły}</b>`;
    const draft = toDraft(text, [anna, annaNowak, namesake]);
    expect(draft.text).toBe("@Anna Nowak i @Anna i @Anna Nowak (Beta): <b>@{zły}</b>");
    expect(toStored(draft.text, draft.mentions)).toBe(text);
  });
  test("of namesakes without an organisation are numbered", () => {
    expect(labelFor({ id: "z", name: "Anna" }, [{ id: "y", label: "Anna" }])).toBe("Anna (2)");
  });
  test("are looked for from the @ to the caret", () => {
    expect(typedMention("Pytam @Łuc", 10)).toEqual({ from: 6, query: "Łuc" });
    expect(typedMention("@", 1)).toEqual({ from: 0, query: "" });
    expect(typedMention("adres a@b", 9)).toBeUndefined();
    expect(typedMention("@Anna Nowak idzie dalej sama", 28)).toBeUndefined();
  });
});
