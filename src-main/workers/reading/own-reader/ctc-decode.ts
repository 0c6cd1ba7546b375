/** A character that might stand in place of another, and its probability. */
export type Runner = { readonly text: string; readonly p: number };

/**
 * A character of the best path: its highest probability within its run, and the first frame that has it. `others` are what else that frame
 * could be, most probable first; only for characters that are not sure.
 */
export type DecodedCharacter = {
  readonly text: string;
  readonly p: number;
  readonly frame: number;
  readonly others: readonly Runner[];
};

/** The logits of one line within the recogniser's output: class c of frame t is at `offset + c * stride + t`; only `frames` of them count. */
export type LineLogits = {
  readonly values: Float32Array;
  readonly offset: number;
  readonly classes: number;
  readonly stride: number;
  readonly frames: number;
};

/** Surer characters have no others that matter; and less probable ones are never considered, whatever would make sense of them. */
const SURE = 0.98;
const FLOOR = 0.02;
const MAX_OTHERS = 4;

/**
 * G5: greedy best path. Of each frame the highest class (the lower one of two equal ones), repeats collapsed, blanks (class 0) dropped.
 * `charset` holds the character of class c at c - 1.
 */
export function decodeCtc(logits: LineLogits, charset: readonly string[]): DecodedCharacter[] {
  const best = bestClasses(logits);
  const characters: DecodedCharacter[] = [];
  let before = 0;
  let peak = { p: 0, frame: 0 };
  const finish = (): void => {
    if (before !== 0) characters.push({ text: charset[before - 1] ?? '', ...peak, others: othersAt(logits, charset, before, peak) });
  };
  for (let t = 0; t < logits.frames; t++) {
    const cls = best[t] ?? 0;
    if (cls !== before) {
      finish();
      peak = { p: 0, frame: t };
    }
    before = cls;
    if (cls === 0) continue;
    const p = 1 / powerSum(logits, t, logits.values[logits.offset + cls * logits.stride + t] ?? 0);
    if (p > peak.p) peak = { p, frame: t };
  }
  finish();
  return characters;
}

function bestClasses({ values, offset, classes, stride, frames }: LineLogits): Int32Array {
  const best = new Int32Array(frames);
  const highest = values.slice(offset, offset + frames);
  for (let c = 1; c < classes; c++) {
    const row = offset + c * stride;
    for (let t = 0; t < frames; t++) {
      const value = values[row + t] ?? 0;
      if (value > (highest[t] ?? 0)) {
        highest[t] = value;
        best[t] = c;
      }
    }
  }
  return best;
}

/** Sum over the classes of exp(logit - highest): the softmax's denominator. */
function powerSum({ values, offset, classes, stride }: LineLogits, t: number, highest: number): number {
  let sum = 0;
  for (let c = 0, at = offset + t; c < classes; c++, at += stride) sum += Math.exp((values[at] ?? 0) - highest);
  return sum;
}

function othersAt(
  { values, offset, classes, stride }: LineLogits,
  charset: readonly string[],
  cls: number,
  { p, frame }: { p: number; frame: number },
): Runner[] {
  if (p >= SURE) return [];
  const highest = values[offset + cls * stride + frame] ?? 0;
  const others: Runner[] = [];
  for (let c = 1; c < classes; c++) {
    const other = p * Math.exp((values[offset + c * stride + frame] ?? 0) - highest);
    if (c !== cls && other >= FLOOR) others.push({ text: charset[c - 1] ?? '', p: other });
  }
  return others.sort((a, b) => b.p - a.p).slice(0, MAX_OTHERS);
}
