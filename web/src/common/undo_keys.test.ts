import { expect, test } from "vitest";
import { undoKey } from "./undo_keys";

const pressed = (key: string, held: Partial<Record<"ctrlKey" | "metaKey" | "shiftKey" | "altKey", boolean>>) => undoKey({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held });

test("the keys of undoing and doing again, on a PC and a Mac", () => {
  expect(pressed("z", { ctrlKey: true })).toBe("undo");
  expect(pressed("z", { metaKey: true })).toBe("undo");
  expect(pressed("Z", { ctrlKey: true, shiftKey: true })).toBe("redo");
  expect(pressed("y", { ctrlKey: true })).toBe("redo");
});

test("other keys are others'", () => {
  expect(pressed("z", {})).toBeUndefined();
  expect(pressed("z", { ctrlKey: true, altKey: true })).toBeUndefined();
  expect(pressed("z", { ctrlKey: true, metaKey: true })).toBeUndefined();
  expect(pressed("x", { ctrlKey: true })).toBeUndefined();
});
