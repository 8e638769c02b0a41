// Decisions on their way: sent by fetch, then the page is read again and its <main> put in the place of the old one.

import { card, cards, currentId, look } from "./findings";
import { all, kept, one, report, say, text } from "./page";

interface Answer {
  ok: boolean;
  judgement?: string;
  finding?: string;
  next?: string;
  error?: string;
  again?: boolean; // whether the page is older than the case
}

let isUnderWay = false;

/** Send a form's fields; says what was done, or why not. Gives whether it was done. `then` is the finding to look at if the answer names none. */
export async function send(action: string, fields: [string, string][], did: string, then = ""): Promise<boolean> {
  if (isUnderWay) return false;
  isUnderWay = true;
  try {
    const answer = await post(action, fields);
    if (!answer.ok) {
      say((one("#says")?.dataset["failed"] ?? "") + (answer.error ?? ""), true, { again: answer.again ? pageNow() : "" });
      return false;
    }
    remember(action, fields, answer.judgement ?? "");
    const queue = report()?.dataset["queue"];
    if (queue && action !== "/undo") {
      kept.set("say", text(did));
      location.assign(queue);
      return true;
    }
    await again(answer.finding || then);
    say(text(did));
    return true;
  } catch {
    say(one("#says")?.dataset["unreachable"] ?? "", true);
    return false;
  } finally {
    isUnderWay = false;
  }
}

/** A decision made in this tab: on which report, on which finding. */
interface Made {
  judgement: string;
  report: string;
  finding: string;
}

const made = (): Made[] => JSON.parse(kept.get("made") || "[]") as Made[];

function remember(action: string, fields: [string, string][], judgement: string): void {
  const value = (name: string): string => fields.find(([key]) => key === name)?.[1] ?? "";
  const rest = made().filter((one) => one.judgement !== value("judgement"));
  const now = { judgement, report: report()?.dataset["report"] ?? "", finding: value("of") };
  kept.set("made", JSON.stringify((action === "/undo" || !judgement ? rest : [now, ...rest]).slice(0, 50)));
}

/** Take back the last decision made in this tab, wherever it was, else the last one on the finding looked at; gives whether there is one. */
export function sendUndo(): boolean {
  const last = made()[0];
  const judgement = last?.judgement ?? card(currentId())?.dataset["undo"];
  if (!judgement) return false;
  const fields: [string, string][] = [["judgement", judgement]];
  void send("/undo", fields, "didUndo", last?.finding).then((isDone) => {
    if (!isDone) remember("/undo", fields, "");
    else if (last && last.report !== report()?.dataset["report"]) {
      kept.set("say", text("didUndo"));
      const queue = report()?.dataset["queue"] ? "queue=1&" : "";
      location.assign(`/report/${encodeURIComponent(last.report)}?${queue}f=${encodeURIComponent(last.finding)}`);
    }
  });
  return true;
}

/** The address of this page with the eye on the finding looked at; without a hash, so that a link to it reads the page again. */
function pageNow(): string {
  const address = new URL(location.href);
  address.hash = "";
  if (currentId()) address.searchParams.set("f", currentId());
  return address.pathname + address.search;
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
