// The page as it stands: its elements, and its words, which all come from the templates.

export const one = <T extends HTMLElement = HTMLElement>(selector: string, within: ParentNode = document): T | null => within.querySelector<T>(selector);

export const all = <T extends HTMLElement = HTMLElement>(selector: string, within: ParentNode = document): T[] => [...within.querySelectorAll<T>(selector)];

export const report = (): HTMLElement | null => one("article.rep");

/** A text of the report's page, by the name of its data attribute. */
export const text = (name: string): string => report()?.dataset[name] ?? "";

/** Whether letters typed here are meant as letters. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

/** Say what happened: read aloud, and shown for a while, or as long as it `stays`; `again` is the address of the page that a link loads again. */
export function say(words: string, isBad = false, { again = "", stays = false } = {}): void {
  const region = one("#says");
  if (!region) return;
  region.toggleAttribute("data-bad", isBad);
  region.textContent = "";
  const more = again ? [" ", link(again, region.dataset["again"] ?? "")] : [];
  window.setTimeout(() => region.replaceChildren(words, ...more), 30); // an empty moment, so that the same words are read again
  window.clearTimeout(hiding);
  if (!again && !stays) hiding = window.setTimeout(() => (region.textContent = ""), isBad ? 12000 : 6000);
}
let hiding = 0;

function link(address: string, words: string): HTMLAnchorElement {
  const made = document.createElement("a");
  made.href = address;
  made.textContent = words;
  return made;
}

/** Kept for this tab until it is closed. */
export const kept = {
  get: (name: string): string => sessionStorage.getItem(name) ?? "",
  set: (name: string, value: string): void => sessionStorage.setItem(name, value),
  take(name: string): string {
    const value = this.get(name);
    sessionStorage.removeItem(name);
    return value;
  },
};
