// Correcting a finding, or adding one: choose a part, then mark its words with the mouse or move its borders by keyboard.

import { card, currentId, leave as leaveFinding } from "./findings";
import { all, isTyping, one, report, say, text } from "./page";
import { send } from "./sending";
import { type Piece, Words } from "./words";

type Parts = Record<string, Piece[]>;

class Editing {
  private readonly words = new Words(one("#text") ?? document);
  private part = "";
  private place = 0; // which piece of the part; behind the last one is a piece still to be marked

  constructor(
    private readonly panel: HTMLFormElement,
    private readonly host: HTMLElement,
    private readonly of: string,
    private readonly parts: Parts,
    private readonly values: Record<string, string>,
    private readonly near: number,
  ) {
    for (const section of this.sections()) this.parts[section.dataset["part"] ?? ""] ??= [];
    for (const select of all<HTMLSelectElement>("[data-choice]", panel)) select.value = values[select.dataset["choice"] ?? ""] ?? select.value;
    panel.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.save();
    });
    panel.addEventListener("click", (event) => this.clicked(event));
    const turn = one<HTMLSelectElement>("[data-turn]", panel);
    turn?.addEventListener("change", () => this.turn(turn.value));
    this.choose(this.sections()[0]?.dataset["part"] ?? "");
    report()?.classList.add("editing");
  }

  /** The words marked with the mouse become the piece that is chosen. */
  marked(): void {
    const piece = this.words.marked();
    if (!piece) return;
    document.getSelection()?.removeAllRanges();
    this.put(piece);
  }

  /** Whether the key was one of ours. */
  key(event: KeyboardEvent): boolean {
    if (event.key === "Escape") return this.leave(true);
    if (isTyping(event.target) || event.metaKey) return false;
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (by) return this.move(by, event);
    if (event.ctrlKey || event.altKey) return false;
    const section = /^[1-9]$/.test(event.key) ? this.sections()[Number(event.key) - 1] : undefined;
    if (section) return this.choose(section.dataset["part"] ?? "", true);
    if (event.key === "p") return this.another();
    if (event.key === "Delete" || event.key === "Backspace") return this.take();
    if (event.key === "Enter" && !(event.target instanceof HTMLElement && event.target.matches(".leave,.take,.ed-more"))) {
      void this.save();
      return true;
    }
    return false;
  }

  /** Close the panel. */
  leave(isSaid = false): true {
    this.panel.remove();
    report()?.classList.remove("editing");
    this.host.classList.remove("edited");
    for (const name of ["part", "active"]) CSS.highlights?.delete(name);
    if (!this.of) this.host.remove();
    editing = null;
    one("summary", card(currentId()) ?? document)?.focus({ preventScroll: true });
    if (isSaid) say(text("left"));
    return true;
  }

  /** It is something else: the same words as the first part of another kind. */
  private turn(kind: string): void {
    const inside = this.panel.parentElement;
    const words = this.parts[this.sections()[0]?.dataset["part"] ?? ""] ?? [];
    this.panel.remove();
    if (inside) open(kind, this.host, inside, this.of, { [firstPart(kind)]: words.slice(0, isMany(kind) ? undefined : 1) }, {}, this.near);
  }

  private sections(): HTMLElement[] {
    return all("[data-part]", this.panel);
  }

  private section(): HTMLElement | null {
    return one(`[data-part="${CSS.escape(this.part)}"]`, this.panel);
  }

  private pieces(): Piece[] {
    return this.parts[this.part] ?? [];
  }

  private choose(part: string, isFocused = true): true {
    this.part = part;
    this.place = 0;
    this.draw();
    if (isFocused) one(".ed-name", this.section() ?? this.panel)?.focus({ preventScroll: true });
    return true;
  }

  private another(): true {
    if (this.section()?.dataset["many"] !== undefined) this.place = this.pieces().length;
    this.draw();
    return true;
  }

  private take(): true {
    this.pieces().splice(this.place, 1);
    this.place = Math.max(0, Math.min(this.place, this.pieces().length - 1));
    this.draw();
    return true;
  }

  private put(piece: Piece): void {
    this.pieces()[this.place] = piece;
    this.draw();
  }

  private move(side: 1 | -1, event: KeyboardEvent): true {
    const piece = this.pieces()[this.place];
    const by = this.words.isLeftward(piece?.start ?? this.near) ? (-side as 1 | -1) : side;
    if (!piece) {
      const word = this.words.from(this.near);
      if (word) this.put({ ...word });
      return true;
    }
    const next = (which: "start" | "end"): number => (event.altKey ? this.words.character(piece[which], by) : this.words.border(piece[which], which, by));
    const start = event.ctrlKey || event.shiftKey ? next("start") : piece.start;
    const end = event.ctrlKey || !event.shiftKey ? next("end") : piece.end;
    if (start < end) this.put({ start, end });
    return true;
  }

  private clicked(event: Event): void {
    const target = event.target instanceof Element ? event.target.closest("button") : null;
    const section = target?.closest<HTMLElement>("[data-part]");
    if (target?.matches(".leave")) this.leave(true);
    if (!target || !section) return;
    const place = Number(target.dataset["place"] ?? 0);
    this.part = section.dataset["part"] ?? "";
    this.place = target.matches(".ed-more") ? this.pieces().length : place;
    if (target.matches(".take")) this.take();
    else this.draw();
    if (target.matches(".words,.take")) one(".ed-name", section)?.focus({ preventScroll: true });
  }

  /** The panel and the text as the parts are now. */
  private draw(): void {
    for (const section of this.sections()) {
      const isChosen = section.dataset["part"] === this.part;
      one(".ed-name", section)?.setAttribute("aria-pressed", String(isChosen));
      const more = one(".ed-more", section);
      if (more) more.hidden = !isChosen || this.pieces().length === 0;
      const list = one("ul", section);
      list?.replaceChildren(...(this.parts[section.dataset["part"] ?? ""] ?? []).map((piece, place) => this.row(piece, place, isChosen, list)));
    }
    const active = this.pieces()[this.place];
    const others = Object.values(this.parts).flat().filter((piece) => piece !== active);
    CSS.highlights?.set("part", new Highlight(...others.flatMap((piece) => this.words.ranges(piece))));
    CSS.highlights?.set("active", new Highlight(...(active ? this.words.ranges(active) : [])));
  }

  private row(piece: Piece, place: number, isChosen: boolean, list: HTMLElement): HTMLElement {
    const words = document.createElement("button");
    words.className = "words";
    words.textContent = this.words.of(piece);
    words.dir = "auto";
    words.setAttribute("aria-pressed", String(isChosen && place === this.place));
    const take = document.createElement("button");
    take.className = "take";
    take.textContent = list.dataset["take"] ?? "";
    const row = document.createElement("li");
    for (const button of [words, take]) {
      button.type = "button";
      button.dataset["place"] = String(place);
      row.append(button);
    }
    return row;
  }

  private async save(): Promise<void> {
    const missing = this.sections().find((section) => section.dataset["needed"] !== undefined && !this.parts[section.dataset["part"] ?? ""]?.length);
    if (missing) {
      say(text("needs") + (one(".ed-name", missing)?.lastChild?.textContent ?? "").trim(), true);
      this.choose(missing.dataset["part"] ?? "");
      return;
    }
    const values = { ...this.values };
    for (const select of all<HTMLSelectElement>("[data-choice]", this.panel)) values[select.dataset["choice"] ?? ""] = select.value;
    const spans = Object.entries(this.parts).map(([name, pieces]) => [name, pieces.map(({ start, end }) => [start, end])]);
    const fields: [string, string][] = [
      ["verb", this.of ? "edit" : "add"],
      ["kind", this.panel.dataset["kind"] ?? ""],
      ["report", report()?.dataset["report"] ?? ""],
      ["draft", JSON.stringify({ ...Object.fromEntries(spans), ...values })],
      ["why", one<HTMLInputElement>("[name=why]", this.panel)?.value ?? ""],
    ];
    if (this.of) fields.push(["of", this.of]);
    fields.push(["seen", (this.of ? this.host : report())?.dataset["seen"] ?? ""]);
    if (await send("/judge", fields, this.of ? "didEdit" : "didAdd")) closed();
  }
}

let editing: Editing | null = null;

export const isEditing = (): boolean => editing !== null;

/** After saving the page was read again: the panel went with the old one. */
function closed(): void {
  editing = null;
  for (const name of ["part", "active"]) CSS.highlights?.delete(name);
}

/** Open the panel on the finding looked at. */
export function edit(): void {
  const here = card(currentId());
  const inside = here && one(".in-card", here);
  if (!here?.dataset["parts"] || !inside) return say(text("none"), true);
  editing?.leave();
  const spans = JSON.parse(here.dataset["parts"]) as Record<string, [number, number][]>;
  const parts = Object.fromEntries(Object.entries(spans).map(([name, pieces]) => [name, pieces.map(([start, end]) => ({ start, end }))]));
  const near = Math.min(...Object.values(parts).flat().map((piece) => piece.start));
  here.classList.add("edited");
  open(here.dataset["kind"] ?? "", here, inside, currentId(), parts, JSON.parse(here.dataset["values"] ?? "{}") as Record<string, string>, near);
  say(text("editing"));
}

/** Open the panel for something missed: these words, or none yet. */
export function add(kind: string, piece: Piece | null): void {
  editing?.leave();
  const words = new Words(one("#text") ?? document);
  const near = piece?.start ?? Math.max(words.visible(), 0);
  const rail = words.block(near)?.nextElementSibling;
  if (!(rail instanceof HTMLElement) || !rail.matches(".m")) return;
  if (currentId()) leaveFinding();
  const host = document.createElement("div");
  host.className = "n card new";
  rail.prepend(host);
  open(kind, host, host, "", piece ? { [firstPart(kind)]: [piece] } : {}, {}, near);
  say(text("adding"));
}

const template = (kind: string): HTMLTemplateElement | null => one<HTMLTemplateElement>(`#edit-${CSS.escape(kind)}`);
const first = (kind: string): HTMLElement | null => template(kind)?.content.querySelector<HTMLElement>("[data-part]") ?? null;
const firstPart = (kind: string): string => first(kind)?.dataset["part"] ?? "";
const isMany = (kind: string): boolean => first(kind)?.dataset["many"] !== undefined;

function open(kind: string, host: HTMLElement, inside: HTMLElement, of: string, parts: Parts, values: Record<string, string>, near: number): void {
  const panel = template(kind)?.content.firstElementChild?.cloneNode(true);
  if (!(panel instanceof HTMLFormElement)) return;
  inside.append(panel);
  editing = new Editing(panel, host, of, parts, values, near);
}

/** Give the panel the keys and the mouse while it is open. */
export function listen(): void {
  document.addEventListener("keydown", (event) => {
    if (editing?.key(event)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  });
  document.addEventListener("pointerup", () => editing?.marked());
}
