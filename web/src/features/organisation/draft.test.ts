import { expect, test } from "vitest";
import { draftOf, emptyPlace, sent } from "./draft";

test("what was left empty is not sent", () => {
  const draft = { ...draftOf({ legal_name: "Łąka S.A." }), website: "", registers: { nip: "", krs: "0000012345" }, places: [{ ...emptyPlace(), locality: "Zabrze" }] };
  expect(sent(draft)).toEqual({
    legal_name: "Łąka S.A.", kind: "enterprise", registers: { krs: "0000012345" }, description: {}, tags: [],
    places: [{ is_seat: false, locality: "Zabrze", country: "PL" }], activities: [], offers: [], needs: [],
  });
});

test("titles of codes are the program's, not the form's", () => {
  const draft = draftOf({ activities: [{ scheme: "pkd_2025", code: "32.50.B", is_main: true, title: { pl: "Pozostała produkcja" } }] });
  expect(draft.activities).toEqual([{ scheme: "pkd_2025", code: "32.50.B", is_main: true }]);
});
