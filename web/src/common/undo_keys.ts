import { useEffect, useRef } from "react";

type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

/** What the keys mean: Ctrl+Z takes back, Ctrl+Shift+Z and Ctrl+Y do again; on a Mac with its command key. */
export function undoKey({ key, ctrlKey, metaKey, shiftKey, altKey }: Pressed): "undo" | "redo" | undefined {
  if (ctrlKey === metaKey || altKey) return undefined;
  const letter = key.toLowerCase();
  if (letter === "z") return shiftKey ? "redo" : "undo";
  return letter === "y" && !shiftKey ? "redo" : undefined;
}

const notWritten = ["button", "checkbox", "color", "file", "image", "radio", "range", "reset", "submit"];

/** Whether one writes in it: there the keys take back what was typed. */
export function isWrittenIn(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !notWritten.includes(target.type);
  return target instanceof HTMLTextAreaElement || target.isContentEditable;
}

/** Listens to the keys of undoing while `isActive`, but for those in a text field. */
export function useUndoKeys(isActive: boolean, turn: (direction: "undo" | "redo") => unknown) {
  const latest = useRef(turn);
  latest.current = turn;
  useEffect(() => {
    if (!isActive) return undefined;
    const onKey = (event: KeyboardEvent) => {
      const direction = undoKey(event);
      if (!direction || event.defaultPrevented || isWrittenIn(event.target)) return;
      event.preventDefault();
      latest.current(direction);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [isActive]);
}
