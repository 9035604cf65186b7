/** What follows a finger, a pen or a mouse. */
export interface Drag {
  /** It has become a drag: the mouse has moved, or the finger has rested. */
  start: () => void;
  move: (x: number, y: number) => void;
  drop: (x: number, y: number) => void;
  cancel: () => void;
}

const farEnough = 4, restMs = 280, slip = 10;

const dragging = "plan-dragging";

/**
 * Keeps a box from being scrolled by the finger that drags something in it. The browser decides at the first touch whether it
 * will ask before it scrolls: what is to be asked has to listen before that.
 * @returns  stops listening
 */
export function holdWhileDragging(box: HTMLElement) {
  const hold = (event: TouchEvent) => {
    if (event.cancelable && document.body.classList.contains(dragging)) event.preventDefault();
  };
  box.addEventListener("touchmove", hold, { passive: false });
  return () => box.removeEventListener("touchmove", hold);
}

/**
 * Follows a pointer from where it went down. A finger drags after it has rested for a moment, so that one can scroll with
 * it as everywhere; a mouse drags at once. What was dragged is not clicked as well. Escape ends it without a change.
 */
export function follow(down: PointerEvent, drag: Drag) {
  if (down.button !== 0) return;
  const isTouch = down.pointerType === "touch";
  let isDragging = false, isOver = false;
  const begin = () => {
    if (isDragging || isOver) return;
    isDragging = true;
    document.body.classList.add(dragging);
    drag.start();
    drag.move(down.clientX, down.clientY);
  };
  const timer = isTouch ? setTimeout(begin, restMs) : undefined;
  const end = (finish: (() => void) | undefined) => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    document.body.classList.remove(dragging);
    removeEventListener("pointermove", move);
    removeEventListener("pointerup", up);
    removeEventListener("pointercancel", stop);
    removeEventListener("keydown", key, true);
    document.removeEventListener("contextmenu", quiet, true);
    if (!isDragging) return;
    finish?.();
    const swallow = (event: Event) => {
      event.stopPropagation();
      event.preventDefault();
    };
    addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", swallow, true), 50);
  };
  const move = (event: PointerEvent) => {
    if (event.pointerId !== down.pointerId) return;
    const away = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY);
    if (!isDragging && isTouch && away > slip) return end(undefined);
    if (!isDragging && !isTouch && away >= farEnough) begin();
    if (isDragging) drag.move(event.clientX, event.clientY);
  };
  const up = (event: PointerEvent) => {
    if (event.pointerId === down.pointerId) end(() => drag.drop(event.clientX, event.clientY));
  };
  const stop = () => end(drag.cancel);
  const key = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !isDragging) return;
    event.stopPropagation();
    stop();
  };
  const quiet = (event: Event) => event.preventDefault();
  addEventListener("pointermove", move);
  addEventListener("pointerup", up);
  addEventListener("pointercancel", stop);
  addEventListener("keydown", key, true);
  if (isTouch) document.addEventListener("contextmenu", quiet, true);
}

/** How fast to scroll when the pointer is near an edge of a box: nothing in its middle, more the nearer. */
export function pull(at: number, from: number, to: number, edge = 48): number {
  const near = Math.min(edge, (to - from) / 4);
  if (at < from + near) return -Math.ceil(((from + near - at) / near) * 14);
  if (at > to - near) return Math.ceil(((at - (to - near)) / near) * 14);
  return 0;
}
