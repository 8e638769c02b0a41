// Findings and their words: which one is looked at, and what lights up with it.

import { all, one } from "./page";

let current = "";

export const currentId = (): string => current;

export const card = (id: string): HTMLElement | null => (id ? one(`#card-${CSS.escape(id)}`) : null);

/** The cards beside the text that are shown, in text order. */
export const cards = (): HTMLElement[] => all("#text .n[data-finding]").filter((element) => element.getClientRects().length > 0);

/** What opens in a card. */
const inside = (id: string): HTMLDetailsElement | null => card(id)?.querySelector<HTMLDetailsElement>(":scope > details") ?? null;

export const wordsOf = (id: string): HTMLElement[] => all(`[data-f~="${CSS.escape(id)}"]`);

const light = (id: string, name: string, isOn: boolean): void => {
  for (const element of [...wordsOf(id), ...(card(id) ? [card(id)!] : [])]) element.classList.toggle(name, isOn);
};

/** Look at a finding: open its card, light up its words, bring both into sight. */
export function look(id: string, how: { focus?: boolean; scroll?: boolean } = {}): void {
  if (current && current !== id) {
    light(current, "on", false);
    const before = inside(current);
    if (before) before.open = false;
  }
  current = id;
  const here = card(id);
  if (!here) return;
  light(id, "on", true);
  const opens = inside(id) ?? here.closest("details");
  if (opens) opens.open = true;
  follow(id);
  if (how.scroll) (wordsOf(id)[0] ?? here).scrollIntoView({ block: "nearest" });
  if (how.scroll) keepInSight(here);
  if (how.focus) one("summary", here)?.focus({ preventScroll: true });
}

/** Turn the original, if it stands beside the text, to the page on which the finding begins. */
function follow(id: string): void {
  const frame = one<HTMLIFrameElement>("iframe[name=original]");
  const words = wordsOf(id)[0];
  const page = words && all<HTMLAnchorElement>(".pg a").findLast((link) => link.compareDocumentPosition(words) & Node.DOCUMENT_POSITION_FOLLOWING);
  if (frame && page && frame.src !== page.href) frame.src = page.href;
}

/** Leave the finding that is looked at. */
export function leave(): void {
  const before = inside(current);
  light(current, "on", false);
  if (before) before.open = false;
  if (before) one("summary", before)?.focus({ preventScroll: true });
  current = "";
}

/** Go to the next or the previous finding in the text. */
export function step(by: 1 | -1): void {
  const list = cards();
  const at = list.findIndex((element) => element.dataset["finding"] === current);
  const first = by > 0 ? list.findIndex((element) => element.getBoundingClientRect().top > 0) : list.length - 1;
  const next = list[at < 0 ? Math.max(first, 0) : Math.min(Math.max(at + by, 0), list.length - 1)];
  if (next?.dataset["finding"]) look(next.dataset["finding"], { focus: true, scroll: true });
}

/** The innermost finding at a stretch of text; the next one in turn if that is looked at already. */
function at(stretch: HTMLElement): string {
  const ids = (stretch.dataset["f"] ?? "").split(" ").filter(Boolean);
  ids.sort((a, b) => size(a) - size(b));
  return ids[(ids.indexOf(current) + 1) % ids.length] ?? "";
}

const size = (id: string): number => wordsOf(id).reduce((sum, element) => sum + (element.textContent?.length ?? 0), 0);

function keepInSight(element: HTMLElement): void {
  const box = element.getBoundingClientRect();
  if (box.bottom > window.innerHeight || box.top < 0) element.scrollIntoView({ block: box.height > window.innerHeight ? "start" : "nearest" });
}

/** Listen for the mouse: hovering lights up, clicking looks at. */
export function listen(isBusy: () => boolean): void {
  let hovered = "";
  document.addEventListener("pointerover", (event) => {
    const target = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-f],[data-finding]") : null;
    const id = target?.dataset["finding"] ?? (target ? innermost(target) : "");
    if (id === hovered) return;
    light(hovered, "hov", false);
    hovered = isBusy() ? "" : id;
    light(hovered, "hov", true);
  });
  document.addEventListener("click", (event) => {
    if (isBusy() || !(event.target instanceof Element) || event.defaultPrevented) return;
    const link = event.target.closest<HTMLAnchorElement>("a[href^='#card-'],.nn");
    const stretch = event.target.closest<HTMLElement>("[data-f]");
    if (link) {
      event.preventDefault();
      const id = link.closest<HTMLElement>("[data-finding]")?.dataset["finding"] ?? link.hash.slice("#card-".length);
      look(id, { focus: true, scroll: true });
    } else if (stretch && document.getSelection()?.isCollapsed !== false) {
      const id = at(stretch);
      if (id) look(id, { focus: true });
      const here = card(id);
      if (here) keepInSight(here);
    }
  });
  document.addEventListener(
    "toggle",
    (event) => {
      const id = event.target instanceof HTMLDetailsElement && event.target.open ? event.target.parentElement?.dataset["finding"] : undefined;
      if (id && id !== current) look(id);
    },
    true,
  );
}

const innermost = (stretch: HTMLElement): string => (stretch.dataset["f"] ?? "").split(" ").sort((a, b) => size(a) - size(b))[0] ?? "";
