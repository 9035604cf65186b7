import { expect, test } from "vitest";
import { questionFrom } from "./question";

test("a question comes back from its address", () => {
  const question = { text: "badania „in vitro”", seek: "offers", kinds: ["university"], tags: ["<b>", "🧬"], near: { lon: 18.67, lat: 50.29 }, within_m: 25_000, trl_min: 4 };
  expect(questionFrom(JSON.stringify(question))).toEqual(question);
});

test("what does not belong into a question is left out", () => {
  expect(questionFrom(`{"text": "a", "kinds": ["university", "castle"], "tags": [1, "x", "x"], "near": {"lon": "18"}, "trl_min": {}, "seek": "gold", "more": 1}`))
    .toEqual({ text: "a", kinds: ["university"], tags: ["x"] });
});

test("where nothing remains, nothing was asked", () => {
  for (const written of [null, "", "{", "null", "7", "[]", `"x"`, `{"tags": 5}`, `{"seek": "offers"}`, `{"__proto__": {"text": "x"}}`]) expect(questionFrom(written)).toBeUndefined();
});
