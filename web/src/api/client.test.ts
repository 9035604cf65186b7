import { expect, test } from "vitest";
import { jsonOf } from "./client";

test("what is sent is well-formed Unicode", () => {
  expect(JSON.parse(jsonOf({ name: "a\ud83eb", list: ["\udd2c"], whole: "🔬👩‍🔬" }))).toEqual({ name: "a\ufffdb", list: ["\ufffd"], whole: "🔬👩‍🔬" });
});
