import type { OcrWord } from './tsv.ts';

/** A word of the first reader in the strip, px. */
export type StripWord = { readonly text: string; readonly left: number; readonly right: number };

/** What the second reader saw in the place of a word, without spaces; `confidence` 0 to 100 is that of its least certain part. */
export type SecondView = { readonly text: string; readonly confidence: number };

/** Two words lie in the same place when they share this much of the narrower one's width. */
const SHARED = 0.3;

/**
 * For each word of the first reader (left to right) what the second one saw in its place, undefined where it saw nothing there. The readers
 * part words differently: where several words of one lie over several of the other, their letters are laid side by side.
 */
export function alignWords(first: readonly StripWord[], second: readonly OcrWord[]): (SecondView | undefined)[] {
  const views: (SecondView | undefined)[] = first.map(() => undefined);
  for (const { ours, theirs } of overlapping(first, second)) {
    const text = theirs.map((word) => word.text.replace(/\s+/g, '')).join('');
    const confidence = Math.min(...theirs.map((word) => word.confidence));
    const shares = share(
      ours.map((at) => first[at]?.text ?? ''),
      text,
    );
    for (const [n, at] of ours.entries()) {
      const own = shares[n] ?? '';
      if (own !== '') views[at] = { text: own, confidence };
    }
  }
  return views;
}

type Group = { readonly ours: number[]; readonly theirs: OcrWord[]; right: number };

/** Words of both that lie over each other, from left to right; words with nobody over them are left out. */
function overlapping(first: readonly StripWord[], second: readonly OcrWord[]): Group[] {
  const theirs = [...second].sort((a, b) => a.left - b.left);
  const groups: Group[] = [];
  for (const [at, word] of first.entries()) {
    const mine = theirs.filter((other) => overlaps(word, { left: other.left, right: other.left + other.width }));
    if (mine.length === 0) continue;
    const last = groups.at(-1);
    if (last !== undefined && mine.some((other) => last.theirs.includes(other))) {
      last.ours.push(at);
      last.theirs.push(...mine.filter((other) => !last.theirs.includes(other)));
    } else groups.push({ ours: [at], theirs: [...mine], right: word.right });
  }
  return groups;
}

function overlaps(a: { left: number; right: number }, b: { left: number; right: number }): boolean {
  const shared = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  return shared > SHARED * Math.min(a.right - a.left, b.right - b.left);
}

/** Parts `text` between the words it stands for, by the cheapest way to turn one into the other (edit distance). */
function share(words: readonly string[], text: string): string[] {
  if (words.length === 1) return [text];
  const owners = words.flatMap((word, at) => [...word].map(() => at));
  const from = words.flatMap((word) => [...word]);
  const shares = words.map(() => '');
  let owner = 0;
  for (const [i, sign] of steps(from, [...text])) {
    owner = i === undefined ? owner : (owners[i] ?? owner);
    if (sign !== undefined) shares[owner] += sign;
  }
  return shares;
}

/** The steps from `a` to `b`, in order: place in `a` (undefined: an insertion) and the sign of `b` (undefined: a deletion). */
function steps(a: readonly string[], b: readonly string[]): [number | undefined, string | undefined][] {
  const width = b.length + 1;
  const cost = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => cost[i * width + j] ?? 0;
  for (let i = 0; i <= a.length; i++) {
    for (let j = 0; j <= b.length; j++) {
      if (i === 0 || j === 0) cost[i * width + j] = i + j;
      else cost[i * width + j] = Math.min(at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1), at(i - 1, j) + 1, at(i, j - 1) + 1);
    }
  }
  const path: [number | undefined, string | undefined][] = [];
  for (let [i, j] = [a.length, b.length]; i > 0 || j > 0; ) {
    const here = at(i, j);
    if (i > 0 && j > 0 && here === at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)) path.push([--i, b[--j]]);
    else if (i > 0 && here === at(i - 1, j) + 1) path.push([--i, undefined]);
    else path.push([undefined, b[--j]]);
  }
  return path.reverse();
}
