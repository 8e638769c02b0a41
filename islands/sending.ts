// Decisions on their way: sent by fetch, then the page is read again and its <main> put in the place of the old one.

import { card, cards, currentId, look } from "./findings";
import { all, kept, one, report, say, text } from "./page";

interface Answer {
  ok: boolean;
  judgement?: string;
  finding?: string;
  next?: string;
  error?: string;
}

let isUnderWay = false;

/** Send a form's fields; says what was done, or why not. Gives whether it was done. */
export async function send(action: string, fields: [string, string][], did: string): Promise<boolean> {
  if (isUnderWay) return false;
  isUnderWay = true;
  try {
    const answer = await post(action, fields);
    if (!answer.ok) {
      say((one("#says")?.dataset["failed"] ?? "") + (answer.error ?? ""), true);
      return false;
    }
    remember(action, answer.judgement ?? "");
    const queue = report()?.dataset["queue"];
    if (queue && action !== "/undo") {
      kept.set("say", text(did));
      location.assign(queue);
      return true;
    }
    await again(answer.finding ?? "");
    say(text(did));
    return true;
  } catch {
    say(one("#says")?.dataset["unreachable"] ?? "", true);
    return false;
  } finally {
    isUnderWay = false;
  }
}

/** The decision that undo takes back: the last one made in this tab on this report, else the last one on the finding looked at. */
export const lastDecision = (): string => made()[0] ?? card(currentId())?.dataset["undo"] ?? "";

const made = (): string[] => kept.get(`made ${report()?.dataset["report"]}`).split(" ").filter(Boolean);

function remember(action: string, judgement: string): void {
  const rest = action === "/undo" ? made().slice(1) : judgement ? [judgement, ...made()] : made();
  kept.set(`made ${report()?.dataset["report"]}`, rest.slice(0, 50).join(" "));
}

async function post(action: string, fields: [string, string][]): Promise<Answer> {
  const csrf = one<HTMLMetaElement>("meta[name=csrf]")?.content ?? "";
  const response = await fetch(action, { method: "POST", headers: { Accept: "application/json", "X-CSRF": csrf }, body: new URLSearchParams(fields) });
  return (await response.json()) as Answer;
}

/** Read the page again and look at this finding, or at the next one where it stood; focus and scroll stay. */
async function again(finding: string): Promise<void> {
  const before = cards().map((element) => element.dataset["finding"] ?? "");
  const at = before.indexOf(currentId());
  const top = card(currentId())?.getBoundingClientRect().top;
  const address = new URL(location.href);
  address.searchParams.set("f", finding || currentId());
  const fresh = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
  const main = fresh.querySelector("main");
  if (!main) throw new Error();
  const boxes = all<HTMLInputElement>("input[type=checkbox][id]").map((box): [string, boolean] => [box.id, box.checked]);
  one("main")?.replaceChildren(...main.childNodes);
  for (const [id, isChecked] of boxes) {
    const box = one<HTMLInputElement>(`#${CSS.escape(id)}`);
    if (box) box.checked = isChecked;
  }
  const standing = [finding, ...before.slice(Math.max(at, 0)), ...before].find((id) => id && card(id)?.matches("#text *"));
  if (!standing) return;
  look(standing, { focus: true });
  const now = card(standing)?.getBoundingClientRect().top;
  if (top !== undefined && now !== undefined) window.scrollBy({ top: now - top, behavior: "instant" });
}
