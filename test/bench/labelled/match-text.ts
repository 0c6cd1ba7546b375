import { similarity, squash } from '../extraction/truth.ts';
import type { LabelledWord } from './document.ts';

/** Words that say a value, and how alike the two are (0 to 1, over letters and digits). */
export type TextMatch = { readonly words: readonly LabelledWord[]; readonly similarity: number };

/** Leaving out a whole word that stands within the value (a register number behind a name) costs less than its letters would. */
const SKIP = 1.5;
/** A word belongs to the value if at least this share of its signs does. */
const SHARE = 0.5;

/** How a cell of the alignment was reached. */
const STOP = 0;
const PAIR = 1;
const DROP_TEXT = 2;
const DROP_VALUE = 3;
const SKIP_WORD = 4;

/**
 * The words in a sequence that fit a value best: an alignment of the whole value with any part of the text, in which single signs may differ
 * and whole words of the text may be left out. Undefined where even the best is less alike than `floor`.
 */
export function matchText(sequence: readonly LabelledWord[], value: string, floor: number): TextMatch | undefined {
  const want = squash(value);
  const free = sequence.filter((word) => word.tag === 'other');
  if (want.length < 2 || free.length === 0) return undefined;
  const { signs, wordAt, nextWord } = flatten(free);
  const hits = align(want, signs, nextWord);
  const counts = new Map<number, number>();
  for (const at of hits) counts.set(wordAt[at] ?? -1, (counts.get(wordAt[at] ?? -1) ?? 0) + 1);
  const chosen = new Set(
    [...counts].flatMap(([index, count]) => (count / squash(beforeBracket(free[index]?.text ?? '')).length >= SHARE ? index : [])),
  );
  const whole = mended(free, chosen, value);
  const words = free.filter((_, i) => whole.has(i));
  const alike = likeness(words, value);
  return alike >= floor ? { words, similarity: alike } : undefined;
}

/** A register number may hang on the last word of a name: "Bhd(728384-M)". */
function beforeBracket(text: string): string {
  return text.replace(/(?<=\w)\(.*$/, '');
}

function likeness(words: readonly LabelledWord[], value: string): number {
  return similarity(words.map(({ text }) => text).join(''), value);
}

/**
 * A badly read word within the value or at its ends shares few signs with it; it belongs there all the same if the whole is more alike with
 * it. Signs without letters or digits ("&", "-") belong to the value between two of its words.
 */
function mended(free: readonly LabelledWord[], chosen: ReadonlySet<number>, value: string): ReadonlySet<number> {
  if (chosen.size === 0) return chosen;
  const set = new Set(chosen);
  const alike = (): number =>
    likeness(
      [...set].toSorted((a, b) => a - b).flatMap((i) => free[i] ?? []),
      value,
    );
  for (let i = Math.min(...chosen) - 1; i <= Math.max(...chosen) + 1; i++) {
    const word = free[i];
    if (word === undefined || chosen.has(i)) continue;
    if (squash(word.text) === '') {
      if (set.has(i - 1) && chosen.has(i + 1)) set.add(i);
      continue;
    }
    const before = alike();
    set.add(i);
    // One or two signs between words of one line are a part that was misread ("(0" for "(M)"), which changes likeness little.
    const isBit = squash(word.text).length <= 2 && chosen.has(i - 1) && chosen.has(i + 1) && word.line === free[i - 1]?.line;
    if (isBit ? alike() < before - 0.05 : alike() <= before) set.delete(i);
  }
  return set;
}

function flatten(words: readonly LabelledWord[]): { signs: string; wordAt: number[]; nextWord: number[] } {
  let signs = '';
  const wordAt: number[] = [];
  const nextWord: number[] = [];
  words.forEach(({ text }, index) => {
    const plain = squash(text);
    if (plain === '') return;
    nextWord[signs.length] = signs.length + plain.length;
    for (let i = 0; i < plain.length; i++) wordAt.push(index);
    signs += plain;
  });
  return { signs, wordAt, nextWord };
}

/** Positions in `signs` that are equal to their partners in `want`, of the cheapest alignment. */
function align(want: string, signs: string, nextWord: readonly (number | undefined)[]): number[] {
  const [m, n] = [want.length, signs.length];
  const cost = Array.from({ length: m + 1 }, () => new Float64Array(n + 1));
  const from = Array.from({ length: m + 1 }, () => new Uint8Array(n + 1));
  const set = (i: number, j: number, value: number, how: number): void => {
    const row = cost[i];
    const hows = from[i];
    if (row === undefined || hows === undefined || value >= (row[j] ?? 0)) return;
    row[j] = value;
    hows[j] = how;
  };
  const wordBefore: number[] = [];
  nextWord.forEach((next, start) => {
    if (next !== undefined) wordBefore[next] = start;
  });
  for (let i = 1; i <= m; i++) {
    cost[i]?.fill(Number.POSITIVE_INFINITY);
    for (let j = 0; j <= n; j++) {
      const above = cost[i - 1];
      set(i, j, (above?.[j] ?? 0) + 1, DROP_VALUE);
      if (j === 0) continue;
      set(i, j, (above?.[j - 1] ?? 0) + (want[i - 1] === signs[j - 1] ? 0 : 1), PAIR);
      if (i === m) continue;
      set(i, j, (cost[i]?.[j - 1] ?? 0) + 1, DROP_TEXT);
      const start = wordBefore[j];
      if (start !== undefined) set(i, j, (cost[i]?.[start] ?? 0) + SKIP, SKIP_WORD);
    }
  }
  const last = cost[m] ?? new Float64Array(0);
  let j = last.indexOf(Math.min(...last));
  const hits: number[] = [];
  for (let i = m; i > 0; ) {
    const how = from[i]?.[j] ?? STOP;
    if (how === PAIR) {
      if (want[i - 1] === signs[j - 1]) hits.push(j - 1);
      i--;
      j--;
    } else if (how === DROP_TEXT) j--;
    else if (how === SKIP_WORD) j = wordBefore[j] ?? j - 1;
    else i--;
  }
  return hits;
}

/** Up to `most` places of a value: the best one, and others that are nearly equal to it. */
export function matchAll(orders: readonly (readonly LabelledWord[])[], value: string, floor: number, most = 4): TextMatch[] {
  const found: TextMatch[] = [];
  const taken = new Set<LabelledWord>();
  while (found.length < most) {
    const least = found.length === 0 ? floor : 0.92;
    const matches = orders.flatMap(
      (order) =>
        matchText(
          order.filter((word) => !taken.has(word)),
          value,
          least,
        ) ?? [],
    );
    const best = matches.toSorted((a, b) => b.similarity - a.similarity)[0];
    if (best === undefined) break;
    found.push(best);
    for (const word of best.words) taken.add(word);
  }
  return found;
}
