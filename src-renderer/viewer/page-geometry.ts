import type { Box, Word } from '../../src-main/contract/reading.ts';

export type Size = { width: number; height: number };
export type Point = { x: number; y: number };
/** A word of a page as the contract gives it; `box` in fractions of the page. */
export type PageWord = Word;

const MARGIN_PX = 28;
const TOOLS_PX = 56;
/** A long receipt that fitted whole would be too narrow to read; it is shown at this width and scrolled. */
const READABLE_WIDTH_PX = 300;
const LARGEST_FIT = 2;

/** The scale at which a page fits into the view, readable. 1 shows a pixel of the picture as a CSS pixel. */
export function fitScale(page: Size, view: Size): number {
  const room = { width: Math.max(1, view.width - 2 * MARGIN_PX), height: Math.max(1, view.height - MARGIN_PX - TOOLS_PX) };
  const acrossAll = room.width / page.width;
  const whole = Math.min(acrossAll, room.height / page.height);
  const readable = Math.min(acrossAll, READABLE_WIDTH_PX / page.width);
  return Math.min(LARGEST_FIT, Math.max(whole, readable));
}

/** True where the page at this scale, with the room around it, needs no scrolling. */
export function isInSight(page: Size, scale: number, view: Size): boolean {
  return page.width * scale + 2 * MARGIN_PX <= view.width + 0.5 && page.height * scale + MARGIN_PX + TOOLS_PX <= view.height + 0.5;
}

/** Position and size of a box in per cent of the page, a little wider than the words so that the outline does not touch them. */
export function boxStyle([x, y, width, height]: Box, page: Size, grow = 3): { left: string; top: string; width: string; height: string } {
  const [dx, dy] = [grow / page.width, grow / page.height];
  const percent = (fraction: number) => `${(fraction * 100).toFixed(3)}%`;
  return { left: percent(x - dx), top: percent(y - dy), width: percent(width + 2 * dx), height: percent(height + 2 * dy) };
}

/** The rectangle between two points, as a box. */
export function boxBetween(a: Point, b: Point): Box {
  return [Math.min(a.x, b.x), Math.min(a.y, b.y), Math.abs(a.x - b.x), Math.abs(a.y - b.y)];
}

function contains([x, y, width, height]: Box, point: Point): boolean {
  return point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height;
}

/** The word under a point, with some room (in fractions of the page) around it. */
export function wordAt(words: readonly PageWord[], point: Point, near: Point): PageWord | undefined {
  return words.find(({ box: [x, y, width, height] }) => contains([x - near.x, y - near.y, width + 2 * near.x, height + 2 * near.y], point));
}

/** The words that a rectangle covers by their middle, in the order of the page. */
export function wordsIn(words: readonly PageWord[], area: Box): PageWord[] {
  return words.filter(({ box: [x, y, width, height] }) => contains(area, { x: x + width / 2, y: y + height / 2 }));
}

/** Words as one text. */
export function textOf(words: readonly PageWord[]): string {
  return words.map(({ text }) => text).join(' ');
}

/** The smallest box around all of them. */
export function boxAround(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined;
  const left = Math.min(...boxes.map(([x]) => x));
  const top = Math.min(...boxes.map(([, y]) => y));
  const right = Math.max(...boxes.map(([x, , width]) => x + width));
  const bottom = Math.max(...boxes.map(([, y, , height]) => y + height));
  return [left, top, right - left, bottom - top];
}

const MOST_WORDS = 6;
const MOST_COMPLETIONS = 5;

/**
 * What the page offers for a text that is being typed: words that begin with it, alone and together with the words that follow on
 * the same line. Lines are told apart by their vertical middle.
 */
export function completions(words: readonly PageWord[], typed: string, single = false): string[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return [];
  const found = new Set<string>();
  words.forEach((word, index) => {
    const run = lineFrom(words, index);
    const full = textOf(run).toLowerCase();
    if (!full.startsWith(wanted)) return;
    if (!single && run.length > 1) found.add(textOf(run));
    if (word.text.toLowerCase().startsWith(wanted)) found.add(word.text);
  });
  found.delete(typed.trim());
  return [...found].slice(0, MOST_COMPLETIONS);
}

function lineFrom(words: readonly PageWord[], start: number): PageWord[] {
  const first = words[start];
  if (!first) return [];
  const run = [first];
  for (const word of words.slice(start + 1, start + MOST_WORDS)) {
    const last = run[run.length - 1] ?? first;
    const [x, y, width, height] = last.box;
    const [nextX, nextY, , nextHeight] = word.box;
    const sameLine = Math.abs(nextY + nextHeight / 2 - (y + height / 2)) < height / 2;
    // A gap wider than two characters parts columns, not words.
    const near = nextX - (x + width) < (2 * width) / Math.max(1, last.text.length);
    if (!sameLine || !near) break;
    run.push(word);
  }
  return run;
}
