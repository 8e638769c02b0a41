// The keys of the desk. None of them acts while somebody types, and all can be switched off (WCAG 2.1.4).

import * as adding from "./adding";
import * as deciding from "./deciding";
import { edit } from "./editing";
import * as findings from "./findings";
import { isTyping, one, report } from "./page";

const OFF = "testimonia keys off";
const PAGES: Record<string, string> = { o: "/", q: "/question", v: "/voices", r: "/review", s: "/sources" };
const ON_A_REPORT: Record<string, () => void> = {
  j: () => findings.step(1),
  k: () => findings.step(-1),
  a: () => deciding.decide("accept"),
  r: () => deciding.decide("reject"),
  s: () => deciding.decide("split"),
  e: edit,
  m: deciding.merge,
  x: deciding.mark,
  u: deciding.undo,
  n: deciding.note,
  w: adding.focusBar,
};
const ANYWHERE: Record<string, () => void> = { "?": help, "/": () => one("#find")?.focus() };

let goes = -Infinity; // when "g" was pressed

export function help(): void {
  const dialog = one<HTMLDialogElement>("#help");
  if (!dialog || dialog.open) return;
  dialog.showModal();
  one("#help-title", dialog)?.focus();
}

function escape(): void {
  if (adding.hide()) return;
  if (isTyping(document.activeElement) && document.activeElement instanceof HTMLElement) {
    const summary = document.activeElement.closest<HTMLElement>(".card")?.querySelector("summary");
    document.activeElement.blur();
    summary?.focus();
  } else if (findings.currentId()) findings.leave();
}

function pressed(event: KeyboardEvent): void {
  if (event.defaultPrevented || one<HTMLDialogElement>("#help")?.open) return;
  if (event.key === "Escape") return escape();
  if (localStorage.getItem(OFF) || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  const page = performance.now() - goes < 1500 ? PAGES[event.key] : undefined;
  goes = event.key === "g" ? performance.now() : -Infinity;
  if (page) {
    event.preventDefault();
    return location.assign(page);
  }
  const does = ANYWHERE[event.key] ?? (report() ? ON_A_REPORT[event.key] : undefined);
  if (!does) return;
  event.preventDefault();
  does();
}

export function listen(): void {
  document.addEventListener("keydown", pressed);
  const box = one<HTMLInputElement>("#keys-on");
  if (box) {
    box.checked = !localStorage.getItem(OFF);
    box.addEventListener("change", () => (box.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")));
  }
  one("[data-do=help]")?.addEventListener("click", help);
}
