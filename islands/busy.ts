// Forms whose answer takes long: their button rests while it is on its way.

import { all, say } from "./page";

export function listen(): void {
  document.addEventListener("submit", (event) => {
    if (!(event.target instanceof HTMLFormElement) || event.target.dataset["busy"] === undefined || event.defaultPrevented) return;
    const form = event.target;
    say(form.dataset["busy"] ?? "", false, { stays: true });
    window.setTimeout(() => rest(form, true)); // after the form was read
  });
  window.addEventListener("pageshow", () => all<HTMLFormElement>("form[data-busy]").forEach((form) => rest(form, false))); // come back to by the back button
}

function rest(form: HTMLFormElement, isBusy: boolean): void {
  form.setAttribute("aria-busy", String(isBusy));
  for (const button of all<HTMLButtonElement>("button", form)) button.disabled = isBusy;
}
