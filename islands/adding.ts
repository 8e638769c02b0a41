// Something missed: marked words bring up a small bar that asks what they are.

import { add, isEditing } from "./editing";
import { one } from "./page";
import { type Piece, Words } from "./words";

let piece: Piece | null = null;

const bar = (): HTMLElement | null => one("#bar");

/** Show the bar at the marked words, or, without any, where the reader is; a second call puts the keyboard on it. */
export function ask(): void {
  const here = bar();
  const main = one("main");
  if (!here || !main) return;
  const words = new Words(one("#text") ?? document);
  piece = words.marked() ?? piece;
  const box = piece ? words.ranges(piece).at(-1)?.getBoundingClientRect() : words.ranges(words.from(words.visible()) ?? { start: 0, end: 1 })[0]?.getBoundingClientRect();
  here.hidden = false;
  here.style.top = `${(box?.bottom ?? 60) + window.scrollY + 6}px`;
  here.style.left = `${Math.min((box?.left ?? 20) + window.scrollX, window.innerWidth - here.offsetWidth - 12)}px`;
}

export function focusBar(): void {
  ask();
  one("button", bar() ?? document)?.focus({ preventScroll: true });
}

/** Hide the bar; gives whether it was there. */
export function hide(): boolean {
  const here = bar();
  if (!here || here.hidden) return false;
  here.hidden = true;
  piece = null;
  return true;
}

export function listen(): void {
  document.addEventListener("pointerup", (event) => {
    if (event.target instanceof Element && event.target.closest("#bar")) return;
    window.setTimeout(() => {
      if (isEditing()) return;
      piece = new Words(one("#text") ?? document).marked();
      if (piece) ask();
      else hide();
    });
  });
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("#bar [data-add]") : null;
    if (!button?.dataset["add"]) return;
    const words = piece;
    hide();
    document.getSelection()?.removeAllRanges();
    add(button.dataset["add"], words);
  });
}
