import { expect, test } from "vitest";
import { asWritten, marksOf } from "./shared_words";

const marked = (text: string, bases: string[]) => marksOf(text, bases).map(({ from, to }) => text.slice(from, to));

test("inflected words are marked by their base forms, with and without Polish letters", () => {
  expect(marked("Wspólne laboratorium pomiarów łączników", ["pomiar", "lacznik", "laboratorium"])).toEqual(["laboratorium", "pomiarów", "łączników"]);
  expect(marked("Druk 3D tytanowych implantów", ["druk", "3d", "implant"])).toEqual(["Druk", "3D", "implantów"]);
});

test("a word that only begins alike is left alone", () => {
  expect(marked("Pompowanie i pomalowanie", ["pompa"])).toEqual([]);
  expect(marked("a i o", ["aby"])).toEqual([]);
  expect(marked("Komunikacja miejska", ["komuna"])).toEqual([]);
});

test("shared words are told as they were written, each once", () => {
  expect(asWritten("Wspólne pomiary łączników", ["pomiar", "lacznik", "łączniki", "implant"])).toEqual(["pomiary", "łączników", "implant"]);
  expect(asWritten("Dokumentacja MDR", ["dokumentacja", "mdr"])).toEqual(["dokumentacja", "MDR"]);
});
