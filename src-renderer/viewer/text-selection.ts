import type { PageWord, Point, Size } from './page-geometry.ts';

/** A place in the text of a page: before the character `offset` of the word `index`. */
export type TextPlace = { index: number; offset: number };

/** From `start` up to `end`, in reading order. */
export type TextRange = { start: TextPlace; end: TextPlace };

/** Between two lines neither is on the pointer's height; within this part of a line's height both count as if they were. */
const BETWEEN_LINES = 0.35;

/**
 * The place in the text that is nearest to a point: in the line that is nearest by height, there the word that is nearest. Points are
 * fractions of the page; `size` makes both directions count alike. Undefined on a page without words.
 */
export function placeAt(words: readonly PageWord[], point: Point, size: Size): TextPlace | undefined {
  let best: { index: number; dy: number; dx: number } | undefined;
  words.forEach(({ box: [x, y, width, height] }, index) => {
    const above = Math.max(y - point.y, point.y - (y + height), 0);
    const dy = Math.max(0, above - height * BETWEEN_LINES) * size.height;
    const dx = Math.max(x - point.x, point.x - (x + width), 0) * size.width;
    if (!best || dy < best.dy || (dy === best.dy && dx < best.dx)) best = { index, dy, dx };
  });
  return best && placeIn(words, best.index, point);
}

/** The place inside a word that is nearest to a point. */
export function placeIn(words: readonly PageWord[], index: number, point: Point): TextPlace {
  const { text = '', box: [x, , width] = [0, 0, 0, 0] } = words[index] ?? {};
  const share = width > 0 ? (point.x - x) / width : 0;
  return { index, offset: Math.min(text.length, Math.max(0, Math.round(share * text.length))) };
}

/** A word from its first to its last character. */
export function wholeWord(words: readonly PageWord[], index: number): TextRange {
  return { start: { index, offset: 0 }, end: { index, offset: words[index]?.text.length ?? 0 } };
}

/** The line that a word belongs to. */
export function wholeLine(words: readonly PageWord[], index: number): TextRange {
  const line = words[index]?.line;
  let [first, last] = [index, index];
  while (words[first - 1]?.line === line && first > 0) first -= 1;
  while (words[last + 1]?.line === line && last < words.length - 1) last += 1;
  return { start: wholeWord(words, first).start, end: wholeWord(words, last).end };
}

/** What lies between two places: characters inside one word ("49.80" of "EUR49.80"), whole words as soon as there are several. */
export function rangeBetween(words: readonly PageWord[], a: TextPlace, b: TextPlace): TextRange {
  if (a.index === b.index) return a.offset <= b.offset ? { start: a, end: b } : { start: b, end: a };
  const [first, last] = a.index < b.index ? [a.index, b.index] : [b.index, a.index];
  return { start: wholeWord(words, first).start, end: wholeWord(words, last).end };
}

/** The text of a range in one line, as a field takes it. */
export function textIn(words: readonly PageWord[], { start, end }: TextRange): string {
  if (start.index === end.index) return words[start.index]?.text.slice(start.offset, end.offset) ?? '';
  return words
    .slice(start.index, end.index + 1)
    .map(({ text }) => text)
    .join(' ');
}

/** Selects a range in the text layer as if it had been dragged over natively. An empty range selects nothing. */
export function selectText(layer: HTMLElement, { start, end }: TextRange): void {
  const selection = window.getSelection();
  const [from, to] = [textNode(layer, start.index), textNode(layer, end.index)];
  if (selection && from && to) selection.setBaseAndExtent(from, Math.min(start.offset, from.length), to, Math.min(end.offset, to.length));
}

/** Drops the selection if it lies in the layer. */
export function clearSelection(layer: HTMLElement | null): void {
  const selection = window.getSelection();
  if (layer && selection?.anchorNode && layer.contains(selection.anchorNode)) selection.removeAllRanges();
}

function textNode(layer: HTMLElement, index: number): Text | undefined {
  const node = layer.querySelectorAll('span')[index]?.firstChild;
  return node instanceof Text ? node : undefined;
}
