// Accept, reject, split, merge, undo: by button or by key, the same forms as without a script.

import { edit } from "./editing";
import { card, currentId, look } from "./findings";
import { one, say, text } from "./page";
import { send, sendUndo } from "./sending";

const DID: Record<string, string> = { accept: "didAccept", reject: "didReject", split: "didSplit", merge: "didMerge" };

/** Press the button of the finding looked at that does this. */
export function decide(verb: "accept" | "reject" | "split"): void {
  const here = card(currentId());
  const button = here && one<HTMLButtonElement>(`.judge [value=${verb}]`, here);
  if (button) button.click();
  else say(text(here && verb === "split" ? "noPieces" : "none"), true);
}

/** Mark the finding looked at for merging, or no longer. */
export function mark(): void {
  const box = one<HTMLInputElement>("[data-mark]", card(currentId()) ?? document.createElement("div"));
  if (!box) return say(text("none"), true);
  box.checked = !box.checked;
  say(text(box.checked ? "marked" : "unmarked"));
}

/** Merge the finding looked at with the marked ones of its kind. */
export function merge(): void {
  const here = card(currentId());
  const kind = here?.dataset["kind"] ?? "";
  const form = one<HTMLFormElement>(`#merge-${CSS.escape(kind)}`);
  if (!here || !form) return say(text("none"), true);
  const box = one<HTMLInputElement>("[data-mark]", here);
  if (box) box.checked = true;
  if (new FormData(form).getAll("of").length < 2) return say(text("noMerge"), true);
  form.requestSubmit();
}

/** Take back the last decision. */
export function undo(): void {
  if (!sendUndo()) say(text("noUndo"), true);
}

/** Write a note: it goes with the next decision on this finding. */
export function note(): void {
  const field = one<HTMLInputElement>(".judge [name=why]", card(currentId()) ?? document.createElement("div"));
  if (field) field.focus();
  else say(text("none"), true);
}

export function listen(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches(".rep .judge,.rep .undo,.rep .merge")) return;
    event.preventDefault();
    const fields = [...new FormData(form, event.submitter)].map(([name, value]): [string, string] => [name, String(value)]);
    const verb = fields.find(([name]) => name === "verb")?.[1] ?? "";
    if (form.dataset["judge"]) look(form.dataset["judge"]);
    void send(form.getAttribute("action") ?? "", fields, DID[verb] ?? "didUndo");
  });
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-do=edit]") : null;
    const id = button?.closest<HTMLElement>("[data-finding]")?.dataset["finding"];
    if (!id) return;
    look(id);
    edit();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement) || !event.target.matches(".judge [name=why]")) return;
    event.preventDefault(); // a note decides nothing by itself
    one("summary", event.target.closest<HTMLElement>(".card") ?? document)?.focus();
  });
  document.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.matches("[data-mark]")) say(text(event.target.checked ? "marked" : "unmarked"));
  });
}
