// page.ts
var one = (selector, within = document) => within.querySelector(selector);
var all = (selector, within = document) => [...within.querySelectorAll(selector)];
var report = () => one("article.rep");
var text = (name) => report()?.dataset[name] ?? "";
function isTyping(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}
function say(words2, isBad = false, { again: again2 = "", stays = false } = {}) {
  const region = one("#says");
  if (!region) return;
  region.toggleAttribute("data-bad", isBad);
  region.textContent = "";
  const more = again2 ? [" ", link(again2, region.dataset["again"] ?? "")] : [];
  window.setTimeout(() => region.replaceChildren(words2, ...more), 30);
  window.clearTimeout(hiding);
  if (!again2 && !stays) hiding = window.setTimeout(() => region.textContent = "", isBad ? 12e3 : 6e3);
}
var hiding = 0;
function link(address, words2) {
  const made2 = document.createElement("a");
  made2.href = address;
  made2.textContent = words2;
  return made2;
}
var kept = {
  get: (name) => sessionStorage.getItem(name) ?? "",
  set: (name, value) => sessionStorage.setItem(name, value),
  take(name) {
    const value = this.get(name);
    sessionStorage.removeItem(name);
    return value;
  }
};

// findings.ts
var current = "";
var currentId = () => current;
var card = (id) => id ? one(`#card-${CSS.escape(id)}`) : null;
var cards = () => all("#text .n[data-finding]").filter((element) => element.getClientRects().length > 0);
var inside = (id) => card(id)?.querySelector(":scope > details") ?? null;
var wordsOf = (id) => all(`[data-f~="${CSS.escape(id)}"]`);
var light = (id, name, isOn) => {
  for (const element of [...wordsOf(id), ...card(id) ? [card(id)] : []]) element.classList.toggle(name, isOn);
};
function look(id, how = {}) {
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
function follow(id) {
  const frame = one("iframe[name=original]");
  const words2 = wordsOf(id)[0];
  const page = words2 && all(".pg a").findLast((link2) => link2.compareDocumentPosition(words2) & Node.DOCUMENT_POSITION_FOLLOWING);
  if (frame && page && frame.src !== page.href) frame.src = page.href;
}
function leave() {
  const before = inside(current);
  light(current, "on", false);
  if (before) before.open = false;
  if (before) one("summary", before)?.focus({ preventScroll: true });
  current = "";
}
function step(by) {
  const list = cards();
  const at2 = list.findIndex((element) => element.dataset["finding"] === current);
  const first2 = by > 0 ? list.findIndex((element) => element.getBoundingClientRect().top > 0) : list.length - 1;
  const next = list[at2 < 0 ? Math.max(first2, 0) : Math.min(Math.max(at2 + by, 0), list.length - 1)];
  if (next?.dataset["finding"]) look(next.dataset["finding"], { focus: true, scroll: true });
}
function at(stretch) {
  const ids = (stretch.dataset["f"] ?? "").split(" ").filter(Boolean);
  ids.sort((a, b) => size(a) - size(b));
  return ids[(ids.indexOf(current) + 1) % ids.length] ?? "";
}
var size = (id) => wordsOf(id).reduce((sum, element) => sum + (element.textContent?.length ?? 0), 0);
function keepInSight(element) {
  const box = element.getBoundingClientRect();
  if (box.bottom > window.innerHeight || box.top < 0) element.scrollIntoView({ block: box.height > window.innerHeight ? "start" : "nearest" });
}
function listen(isBusy) {
  let hovered = "";
  document.addEventListener("pointerover", (event) => {
    const target = event.target instanceof Element ? event.target.closest("[data-f],[data-finding]") : null;
    const id = target?.dataset["finding"] ?? (target ? innermost(target) : "");
    if (id === hovered) return;
    light(hovered, "hov", false);
    hovered = isBusy() ? "" : id;
    light(hovered, "hov", true);
  });
  document.addEventListener("click", (event) => {
    if (isBusy() || !(event.target instanceof Element) || event.defaultPrevented) return;
    const link2 = event.target.closest("a[href^='#card-'],.nn");
    const stretch = event.target.closest("[data-f]");
    if (link2) {
      event.preventDefault();
      const id = link2.closest("[data-finding]")?.dataset["finding"] ?? link2.hash.slice("#card-".length);
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
      const id = event.target instanceof HTMLDetailsElement && event.target.open ? event.target.parentElement?.dataset["finding"] : void 0;
      if (id && id !== current) look(id);
    },
    true
  );
}
var innermost = (stretch) => (stretch.dataset["f"] ?? "").split(" ").sort((a, b) => size(a) - size(b))[0] ?? "";

// sending.ts
var isUnderWay = false;
async function send(action, fields, did, then = "") {
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
var made = () => JSON.parse(kept.get("made") || "[]");
function remember(action, fields, judgement) {
  const value = (name) => fields.find(([key]) => key === name)?.[1] ?? "";
  const rest2 = made().filter((one2) => one2.judgement !== value("judgement"));
  const now = { judgement, report: report()?.dataset["report"] ?? "", finding: value("of") };
  kept.set("made", JSON.stringify((action === "/undo" || !judgement ? rest2 : [now, ...rest2]).slice(0, 50)));
}
function sendUndo() {
  const last = made()[0];
  const judgement = last?.judgement ?? card(currentId())?.dataset["undo"];
  if (!judgement) return false;
  const fields = [["judgement", judgement]];
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
function pageNow() {
  const address = new URL(location.href);
  address.hash = "";
  if (currentId()) address.searchParams.set("f", currentId());
  return address.pathname + address.search;
}
async function post(action, fields) {
  const csrf = one("meta[name=csrf]")?.content ?? "";
  const response = await fetch(action, { method: "POST", headers: { Accept: "application/json", "X-CSRF": csrf }, body: new URLSearchParams(fields) });
  return await response.json();
}
async function again(finding) {
  const before = cards().map((element) => element.dataset["finding"] ?? "");
  const at2 = before.indexOf(currentId());
  const top = card(currentId())?.getBoundingClientRect().top;
  const address = new URL(location.href);
  address.searchParams.set("f", finding || currentId());
  const fresh = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
  const main = fresh.querySelector("main");
  if (!main) throw new Error();
  const boxes = all("input[type=checkbox][id]").map((box) => [box.id, box.checked]);
  one("main")?.replaceChildren(...main.childNodes);
  for (const [id, isChecked] of boxes) {
    const box = one(`#${CSS.escape(id)}`);
    if (box) box.checked = isChecked;
  }
  const standing = [finding, ...before.slice(Math.max(at2, 0)), ...before].find((id) => id && card(id)?.matches("#text *"));
  if (!standing) return;
  look(standing, { focus: true });
  const now = card(standing)?.getBoundingClientRect().top;
  if (top !== void 0 && now !== void 0) window.scrollBy({ top: now - top, behavior: "instant" });
}

// words.ts
var WORD = /[\p{L}\p{N}\p{M}]+(?:[’'.,-][\p{L}\p{N}\p{M}]+)*/gu;
var Words = class {
  stretches = [];
  found;
  constructor(root) {
    for (const element of all("[data-s]", root)) {
      const node = element.lastChild;
      if (!(node instanceof Text)) continue;
      const start = Number(element.dataset["s"]);
      const points = [...node.data];
      this.stretches.push({ start, end: start + points.length, node, points, block: element.closest(".b") ?? element });
    }
  }
  /** The words of a piece, as shown in a list. */
  of(piece2) {
    return this.within(piece2).map(([s, from, to]) => s.points.slice(from, to).join("")).join("").replace(/\s+/gu, " ");
  }
  /** A piece as ranges of the page, one for each stretch it touches: what stands between two paragraphs is none of it. */
  ranges(piece2) {
    return this.within(piece2).map(([s, from, to]) => {
      const range = document.createRange();
      range.setStart(s.node, s.points.slice(0, from).join("").length);
      range.setEnd(s.node, s.points.slice(0, to).join("").length);
      return range;
    });
  }
  /** What is marked with the mouse, without white space at its borders; null if it is none of the text. */
  marked() {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
    const range = selection.getRangeAt(0);
    let start = Infinity;
    let end = -Infinity;
    for (const s of this.stretches) {
      if (!range.intersectsNode(s.node)) continue;
      const from = range.startContainer === s.node ? count(s.node.data, range.startOffset) : 0;
      const to = range.endContainer === s.node ? count(s.node.data, range.endOffset) : s.points.length;
      if (from >= to) continue;
      start = Math.min(start, s.start + from);
      end = Math.max(end, s.start + to);
    }
    return start < end ? this.trimmed({ start, end }) : null;
  }
  /** Every word, in text order. */
  get list() {
    this.found ??= this.split();
    return this.found;
  }
  /** The first word at or behind this place; the last one if there is none. */
  from(place) {
    return this.list.find((word) => word.start >= place) ?? this.list.at(-1);
  }
  /** The border of a word next to this place: its end or its start, forward or backward. */
  border(place, which, step2) {
    const borders = this.list.map((word) => word[which]);
    const next = step2 > 0 ? borders.find((at2) => at2 > place) : borders.findLast((at2) => at2 < place);
    return next ?? place;
  }
  /** The nearest place a character further that stands in the text. */
  character(place, step2) {
    const next = place + step2;
    return this.stretches.some((s) => next >= s.start && next <= s.end) ? next : place;
  }
  /** The first word that can be seen now. */
  visible() {
    const seen = this.stretches.find((s) => (s.node.parentElement?.getBoundingClientRect().top ?? -1) > 60);
    return (seen ?? this.stretches[0])?.start ?? 0;
  }
  /** The block in which this place stands. */
  block(place) {
    return this.stretches.find((s) => s.start <= place && place < s.end)?.block;
  }
  /** Whether the text here is written from right to left. */
  isLeftward(place) {
    const block = this.block(place);
    return block !== void 0 && getComputedStyle(block).direction === "rtl";
  }
  within(piece2) {
    return this.stretches.filter((s) => s.start < piece2.end && piece2.start < s.end).map((s) => [s, Math.max(piece2.start, s.start) - s.start, Math.min(piece2.end, s.end) - s.start]);
  }
  trimmed({ start, end }) {
    const isBlank = (at2) => /^\s*$/u.test(this.of({ start: at2, end: at2 + 1 }));
    while (start < end && isBlank(start)) start += 1;
    while (start < end && isBlank(end - 1)) end -= 1;
    return start < end ? { start, end } : null;
  }
  /** The words of each block; a word may run over the border of two stretches. */
  split() {
    const found = [];
    for (let first2 = 0; first2 < this.stretches.length; ) {
      let last = first2 + 1;
      while (last < this.stretches.length && this.stretches[last]?.block === this.stretches[first2]?.block) last += 1;
      const inBlock = this.stretches.slice(first2, last);
      const start = inBlock[0]?.start ?? 0;
      const whole = inBlock.map((s) => s.node.data).join("");
      for (const match of whole.matchAll(WORD)) {
        const at2 = start + count(whole, match.index);
        found.push({ start: at2, end: at2 + [...match[0]].length });
      }
      first2 = last;
    }
    return found;
  }
};
var count = (data, offset) => [...data.slice(0, offset)].length;

// editing.ts
var Editing = class {
  // which piece of the part; behind the last one is a piece still to be marked
  constructor(panel, host, of, parts, values, near) {
    this.panel = panel;
    this.host = host;
    this.of = of;
    this.parts = parts;
    this.values = values;
    this.near = near;
    for (const section of this.sections()) this.parts[section.dataset["part"] ?? ""] ??= [];
    for (const select of all("[data-choice]", panel)) select.value = values[select.dataset["choice"] ?? ""] ?? select.value;
    panel.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.save();
    });
    panel.addEventListener("click", (event) => this.clicked(event));
    const turn = one("[data-turn]", panel);
    turn?.addEventListener("change", () => this.turn(turn.value));
    this.choose(this.sections()[0]?.dataset["part"] ?? "");
    report()?.classList.add("editing");
  }
  panel;
  host;
  of;
  parts;
  values;
  near;
  words = new Words(one("#text") ?? document);
  part = "";
  place = 0;
  /** The words marked with the mouse become the piece that is chosen. */
  marked() {
    const piece2 = this.words.marked();
    if (!piece2) return;
    document.getSelection()?.removeAllRanges();
    this.put(piece2);
  }
  /** Whether the key was one of ours. */
  key(event) {
    if (event.key === "Escape") return this.leave(true);
    if (isTyping(event.target) || event.metaKey) return false;
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (by) return this.move(by, event);
    if (event.ctrlKey || event.altKey) return false;
    const section = /^[1-9]$/.test(event.key) ? this.sections()[Number(event.key) - 1] : void 0;
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
  leave(isSaid = false) {
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
  turn(kind) {
    const inside2 = this.panel.parentElement;
    const words2 = this.parts[this.sections()[0]?.dataset["part"] ?? ""] ?? [];
    this.panel.remove();
    if (inside2) open(kind, this.host, inside2, this.of, { [firstPart(kind)]: words2.slice(0, isMany(kind) ? void 0 : 1) }, {}, this.near);
  }
  sections() {
    return all("[data-part]", this.panel);
  }
  section() {
    return one(`[data-part="${CSS.escape(this.part)}"]`, this.panel);
  }
  pieces() {
    return this.parts[this.part] ?? [];
  }
  choose(part, isFocused = true) {
    this.part = part;
    this.place = 0;
    this.draw();
    if (isFocused) one(".ed-name", this.section() ?? this.panel)?.focus({ preventScroll: true });
    return true;
  }
  another() {
    if (this.section()?.dataset["many"] !== void 0) this.place = this.pieces().length;
    this.draw();
    return true;
  }
  take() {
    this.pieces().splice(this.place, 1);
    this.place = Math.max(0, Math.min(this.place, this.pieces().length - 1));
    this.draw();
    return true;
  }
  put(piece2) {
    this.pieces()[this.place] = piece2;
    this.draw();
  }
  move(side, event) {
    const piece2 = this.pieces()[this.place];
    const by = this.words.isLeftward(piece2?.start ?? this.near) ? -side : side;
    if (!piece2) {
      const word = this.words.from(this.near);
      if (word) this.put({ ...word });
      return true;
    }
    const next = (which) => event.altKey ? this.words.character(piece2[which], by) : this.words.border(piece2[which], which, by);
    const start = event.ctrlKey || event.shiftKey ? next("start") : piece2.start;
    const end = event.ctrlKey || !event.shiftKey ? next("end") : piece2.end;
    if (start < end) this.put({ start, end });
    return true;
  }
  clicked(event) {
    const target = event.target instanceof Element ? event.target.closest("button") : null;
    const section = target?.closest("[data-part]");
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
  draw() {
    for (const section of this.sections()) {
      const isChosen = section.dataset["part"] === this.part;
      one(".ed-name", section)?.setAttribute("aria-pressed", String(isChosen));
      const more = one(".ed-more", section);
      if (more) more.hidden = !isChosen || this.pieces().length === 0;
      const list = one("ul", section);
      list?.replaceChildren(...(this.parts[section.dataset["part"] ?? ""] ?? []).map((piece2, place) => this.row(piece2, place, isChosen, list)));
    }
    const active = this.pieces()[this.place];
    const others = Object.values(this.parts).flat().filter((piece2) => piece2 !== active);
    CSS.highlights?.set("part", new Highlight(...others.flatMap((piece2) => this.words.ranges(piece2))));
    CSS.highlights?.set("active", new Highlight(...active ? this.words.ranges(active) : []));
  }
  row(piece2, place, isChosen, list) {
    const words2 = document.createElement("button");
    words2.className = "words";
    words2.textContent = this.words.of(piece2);
    words2.dir = "auto";
    words2.setAttribute("aria-pressed", String(isChosen && place === this.place));
    const take = document.createElement("button");
    take.className = "take";
    take.textContent = list.dataset["take"] ?? "";
    const row = document.createElement("li");
    for (const button of [words2, take]) {
      button.type = "button";
      button.dataset["place"] = String(place);
      row.append(button);
    }
    return row;
  }
  async save() {
    const missing = this.sections().find((section) => section.dataset["needed"] !== void 0 && !this.parts[section.dataset["part"] ?? ""]?.length);
    if (missing) {
      say(text("needs") + (one(".ed-name", missing)?.lastChild?.textContent ?? "").trim(), true);
      this.choose(missing.dataset["part"] ?? "");
      return;
    }
    const values = { ...this.values };
    for (const select of all("[data-choice]", this.panel)) values[select.dataset["choice"] ?? ""] = select.value;
    const spans = Object.entries(this.parts).map(([name, pieces]) => [name, pieces.map(({ start, end }) => [start, end])]);
    const fields = [
      ["verb", this.of ? "edit" : "add"],
      ["kind", this.panel.dataset["kind"] ?? ""],
      ["report", report()?.dataset["report"] ?? ""],
      ["draft", JSON.stringify({ ...Object.fromEntries(spans), ...values })],
      ["why", one("[name=why]", this.panel)?.value ?? ""]
    ];
    if (this.of) fields.push(["of", this.of]);
    fields.push(["seen", (this.of ? this.host : report())?.dataset["seen"] ?? ""]);
    if (await send("/judge", fields, this.of ? "didEdit" : "didAdd")) closed();
  }
};
var editing = null;
var isEditing = () => editing !== null;
function closed() {
  editing = null;
  for (const name of ["part", "active"]) CSS.highlights?.delete(name);
}
function edit() {
  const here = card(currentId());
  const inside2 = here && one(".in-card", here);
  if (!here?.dataset["parts"] || !inside2) return say(text("none"), true);
  editing?.leave();
  const spans = JSON.parse(here.dataset["parts"]);
  const parts = Object.fromEntries(Object.entries(spans).map(([name, pieces]) => [name, pieces.map(([start, end]) => ({ start, end }))]));
  const near = Math.min(...Object.values(parts).flat().map((piece2) => piece2.start));
  here.classList.add("edited");
  open(here.dataset["kind"] ?? "", here, inside2, currentId(), parts, JSON.parse(here.dataset["values"] ?? "{}"), near);
  say(text("editing"));
}
function add(kind, piece2) {
  editing?.leave();
  const words2 = new Words(one("#text") ?? document);
  const near = piece2?.start ?? Math.max(words2.visible(), 0);
  const rail = words2.block(near)?.nextElementSibling;
  if (!(rail instanceof HTMLElement) || !rail.matches(".m")) return;
  if (currentId()) leave();
  const host = document.createElement("div");
  host.className = "n card new";
  rail.prepend(host);
  open(kind, host, host, "", piece2 ? { [firstPart(kind)]: [piece2] } : {}, {}, near);
  say(text("adding"));
}
var template = (kind) => one(`#edit-${CSS.escape(kind)}`);
var first = (kind) => template(kind)?.content.querySelector("[data-part]") ?? null;
var firstPart = (kind) => first(kind)?.dataset["part"] ?? "";
var isMany = (kind) => first(kind)?.dataset["many"] !== void 0;
function open(kind, host, inside2, of, parts, values, near) {
  const panel = template(kind)?.content.firstElementChild?.cloneNode(true);
  if (!(panel instanceof HTMLFormElement)) return;
  inside2.append(panel);
  editing = new Editing(panel, host, of, parts, values, near);
}
function listen2() {
  document.addEventListener("keydown", (event) => {
    if (editing?.key(event)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  });
  document.addEventListener("pointerup", () => editing?.marked());
}

// adding.ts
var piece = null;
var bar = () => one("#bar");
function ask() {
  const here = bar();
  const main = one("main");
  if (!here || !main) return;
  const words2 = new Words(one("#text") ?? document);
  piece = words2.marked() ?? piece;
  const box = piece ? words2.ranges(piece).at(-1)?.getBoundingClientRect() : words2.ranges(words2.from(words2.visible()) ?? { start: 0, end: 1 })[0]?.getBoundingClientRect();
  here.hidden = false;
  here.style.top = `${(box?.bottom ?? 60) + window.scrollY + 6}px`;
  here.style.left = `${Math.min((box?.left ?? 20) + window.scrollX, window.innerWidth - here.offsetWidth - 12)}px`;
}
function focusBar() {
  ask();
  one("button", bar() ?? document)?.focus({ preventScroll: true });
}
function hide() {
  const here = bar();
  if (!here || here.hidden) return false;
  here.hidden = true;
  piece = null;
  return true;
}
function listen3() {
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
    const button = event.target instanceof Element ? event.target.closest("#bar [data-add]") : null;
    if (!button?.dataset["add"]) return;
    const words2 = piece;
    hide();
    document.getSelection()?.removeAllRanges();
    add(button.dataset["add"], words2);
  });
}

// busy.ts
function listen4() {
  document.addEventListener("submit", (event) => {
    if (!(event.target instanceof HTMLFormElement) || event.target.dataset["busy"] === void 0 || event.defaultPrevented) return;
    const form = event.target;
    say(form.dataset["busy"] ?? "", false, { stays: true });
    window.setTimeout(() => rest(form, true));
  });
  window.addEventListener("pageshow", () => all("form[data-busy]").forEach((form) => rest(form, false)));
}
function rest(form, isBusy) {
  form.setAttribute("aria-busy", String(isBusy));
  for (const button of all("button", form)) button.disabled = isBusy;
}

// deciding.ts
var DID = { accept: "didAccept", reject: "didReject", split: "didSplit", merge: "didMerge" };
function decide(verb) {
  const here = card(currentId());
  const button = here && one(`.judge [value=${verb}]`, here);
  if (button) button.click();
  else say(text(here && verb === "split" ? "noPieces" : "none"), true);
}
function mark() {
  const box = one("[data-mark]", card(currentId()) ?? document.createElement("div"));
  if (!box) return say(text("none"), true);
  box.checked = !box.checked;
  say(text(box.checked ? "marked" : "unmarked"));
}
function merge() {
  const here = card(currentId());
  const kind = here?.dataset["kind"] ?? "";
  const form = one(`#merge-${CSS.escape(kind)}`);
  if (!here || !form) return say(text("none"), true);
  const box = one("[data-mark]", here);
  if (box) box.checked = true;
  if (new FormData(form).getAll("of").length < 2) return say(text("noMerge"), true);
  form.requestSubmit();
}
function undo() {
  if (!sendUndo()) say(text("noUndo"), true);
}
function note() {
  const field = one(".judge [name=why]", card(currentId()) ?? document.createElement("div"));
  if (field) field.focus();
  else say(text("none"), true);
}
function listen5() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches(".rep .judge,.rep .undo,.rep .merge")) return;
    event.preventDefault();
    const fields = [...new FormData(form, event.submitter)].map(([name, value]) => [name, String(value)]);
    const verb = fields.find(([name]) => name === "verb")?.[1] ?? "";
    if (form.dataset["judge"]) look(form.dataset["judge"]);
    void send(form.getAttribute("action") ?? "", fields, DID[verb] ?? "didUndo");
  });
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-do=edit]") : null;
    const id = button?.closest("[data-finding]")?.dataset["finding"];
    if (!id) return;
    look(id);
    edit();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement) || !event.target.matches(".judge [name=why]")) return;
    event.preventDefault();
    one("summary", event.target.closest(".card") ?? document)?.focus();
  });
  document.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.matches("[data-mark]")) say(text(event.target.checked ? "marked" : "unmarked"));
  });
}

// keys.ts
var OFF = "testimonia keys off";
var PAGES = { o: "/", q: "/question", v: "/voices", r: "/review", s: "/sources" };
var ON_A_REPORT = {
  j: () => step(1),
  k: () => step(-1),
  a: () => decide("accept"),
  r: () => decide("reject"),
  s: () => decide("split"),
  e: edit,
  m: merge,
  x: mark,
  u: undo,
  n: note,
  w: focusBar
};
var ANYWHERE = { "?": help, "/": () => one("#find")?.focus() };
var goes = -Infinity;
function help() {
  const dialog = one("#help");
  if (!dialog || dialog.open) return;
  dialog.showModal();
  one("#help-title", dialog)?.focus();
}
function escape() {
  if (hide()) return;
  if (isTyping(document.activeElement) && document.activeElement instanceof HTMLElement) {
    const summary = document.activeElement.closest(".card")?.querySelector("summary");
    document.activeElement.blur();
    summary?.focus();
  } else if (currentId()) leave();
}
function pressed(event) {
  if (event.defaultPrevented || one("#help")?.open) return;
  if (event.key === "Escape") return escape();
  if (localStorage.getItem(OFF) || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  const page = performance.now() - goes < 1500 ? PAGES[event.key] : void 0;
  goes = event.key === "g" ? performance.now() : -Infinity;
  if (page) {
    event.preventDefault();
    return location.assign(page);
  }
  const does = ANYWHERE[event.key] ?? (report() ? ON_A_REPORT[event.key] : void 0);
  if (!does) return;
  event.preventDefault();
  does();
}
function listen6() {
  document.addEventListener("keydown", pressed);
  const box = one("#keys-on");
  if (box) {
    box.checked = !localStorage.getItem(OFF);
    box.addEventListener("change", () => box.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1"));
  }
  one("[data-do=help]")?.addEventListener("click", help);
}

// desk.ts
document.documentElement.classList.add("scripted");
listen2();
listen6();
listen(isEditing);
listen5();
listen3();
listen4();
var words = kept.take("say");
if (words) say(words);
var looked = one(".n.card.on[data-finding]")?.dataset["finding"];
if (looked) look(looked, { focus: true, scroll: true });
