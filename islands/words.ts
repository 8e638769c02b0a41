// The words of the report. All offsets count Unicode characters, as the case does, never UTF-16 units.

import { all } from "./page";

/** A half-open range of characters. */
export interface Piece {
  start: number;
  end: number;
}

interface Stretch extends Piece {
  node: Text;
  points: string[];
  block: Element;
}

const WORD = /[\p{L}\p{N}\p{M}]+(?:[’'.,-][\p{L}\p{N}\p{M}]+)*/gu;

export class Words {
  private readonly stretches: Stretch[] = [];
  private found: Piece[] | undefined;

  constructor(root: ParentNode) {
    for (const element of all("[data-s]", root)) {
      const node = element.lastChild;
      if (!(node instanceof Text)) continue;
      const start = Number(element.dataset["s"]);
      const points = [...node.data];
      this.stretches.push({ start, end: start + points.length, node, points, block: element.closest(".b") ?? element });
    }
  }

  /** The words of a piece, as shown in a list. */
  of(piece: Piece): string {
    return this.within(piece)
      .map(([s, from, to]) => s.points.slice(from, to).join(""))
      .join("")
      .replace(/\s+/gu, " ");
  }

  /** A piece as ranges of the page, one for each stretch it touches: what stands between two paragraphs is none of it. */
  ranges(piece: Piece): Range[] {
    return this.within(piece).map(([s, from, to]) => {
      const range = document.createRange();
      range.setStart(s.node, s.points.slice(0, from).join("").length);
      range.setEnd(s.node, s.points.slice(0, to).join("").length);
      return range;
    });
  }

  /** What is marked with the mouse, without white space at its borders; null if it is none of the text. */
  marked(): Piece | null {
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
  get list(): Piece[] {
    this.found ??= this.split();
    return this.found;
  }

  /** The first word at or behind this place; the last one if there is none. */
  from(place: number): Piece | undefined {
    return this.list.find((word) => word.start >= place) ?? this.list.at(-1);
  }

  /** The border of a word next to this place: its end or its start, forward or backward. */
  border(place: number, which: "start" | "end", step: 1 | -1): number {
    const borders = this.list.map((word) => word[which]);
    const next = step > 0 ? borders.find((at) => at > place) : borders.findLast((at) => at < place);
    return next ?? place;
  }

  /** The nearest place a character further that stands in the text. */
  character(place: number, step: 1 | -1): number {
    const next = place + step;
    return this.stretches.some((s) => next >= s.start && next <= s.end) ? next : place;
  }

  /** The first word that can be seen now. */
  visible(): number {
    const seen = this.stretches.find((s) => (s.node.parentElement?.getBoundingClientRect().top ?? -1) > 60);
    return (seen ?? this.stretches[0])?.start ?? 0;
  }

  /** The block in which this place stands. */
  block(place: number): Element | undefined {
    return this.stretches.find((s) => s.start <= place && place < s.end)?.block;
  }

  /** Whether the text here is written from right to left. */
  isLeftward(place: number): boolean {
    const block = this.block(place);
    return block !== undefined && getComputedStyle(block).direction === "rtl";
  }

  private within(piece: Piece): [Stretch, number, number][] {
    return this.stretches
      .filter((s) => s.start < piece.end && piece.start < s.end)
      .map((s) => [s, Math.max(piece.start, s.start) - s.start, Math.min(piece.end, s.end) - s.start]);
  }

  private trimmed({ start, end }: Piece): Piece | null {
    const isBlank = (at: number): boolean => /^\s*$/u.test(this.of({ start: at, end: at + 1 }));
    while (start < end && isBlank(start)) start += 1;
    while (start < end && isBlank(end - 1)) end -= 1;
    return start < end ? { start, end } : null;
  }

  /** The words of each block; a word may run over the border of two stretches. */
  private split(): Piece[] {
    const found: Piece[] = [];
    for (let first = 0; first < this.stretches.length; ) {
      let last = first + 1;
      while (last < this.stretches.length && this.stretches[last]?.block === this.stretches[first]?.block) last += 1;
      const inBlock = this.stretches.slice(first, last);
      const start = inBlock[0]?.start ?? 0;
      const whole = inBlock.map((s) => s.node.data).join("");
      for (const match of whole.matchAll(WORD)) {
        const at = start + count(whole, match.index);
        found.push({ start: at, end: at + [...match[0]].length });
      }
      first = last;
    }
    return found;
  }
}

/** How many characters stand before this UTF-16 offset. */
const count = (data: string, offset: number): number => [...data.slice(0, offset)].length;
