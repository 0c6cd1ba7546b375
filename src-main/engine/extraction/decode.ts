import type { Field } from '../../contract/index.ts';
import type { CalibrationInput } from './calibration.ts';
import { calibrate } from './calibration.ts';
import type { DateCandidate } from './candidates/date.ts';
import { shares } from './scoring.ts';
import type { Evidence, Scored } from './types.ts';

/** Alternatives shown to a person: more than five are no help. */
const MOST_ALTERNATIVES = 5;
const LEAST_P = 0.005;

/** Contract shape of a value with its evidence. */
export function fieldOf(value: string, p: number, evidence: Evidence | undefined, alternatives: Field['alternatives'] = []): Field {
  const bounded = (q: number) => Math.round(Math.max(0, Math.min(1, q)) * 10_000) / 10_000;
  return {
    value: value.slice(0, 500),
    p: bounded(p),
    ...(evidence ? { page: evidence.page, box: evidence.box } : {}),
    alternatives: alternatives.slice(0, MOST_ALTERNATIVES).map((a) => ({ ...a, p: bounded(a.p) })),
  };
}

/** Below this a name or an address is noise ("ret bane" from a blurred page): nothing is said rather than nonsense. */
const NOTHING_BELOW = { supplier: 0.15, address: 0.03, total: 0 } as const;

/** The best of ranked candidates with its probability; the others share what is left in the proportion of their scores. */
export function chosenField(
  field: 'total' | 'supplier' | 'address',
  ranked: readonly Scored[],
  judge: (best: Scored, share: number) => CalibrationInput,
): Field | undefined {
  const [best, ...others] = ranked;
  if (!best) return undefined;
  const share = shares(ranked);
  const p = calibrate(field, judge(best, share[0] ?? 1));
  if (p < NOTHING_BELOW[field]) return undefined;
  const rest = share.slice(1).reduce((a, b) => a + b, 0) || 1;
  const alternatives = others
    .map((c, i) => ({ value: c.value, p: (1 - p) * 0.8 * ((share[i + 1] ?? 0) / rest) }))
    .filter((a) => a.p >= LEAST_P);
  return fieldOf(best.value, p, best.evidence, alternatives);
}

/**
 * The document's date. Candidates of one printed date that differ only in the order of day and month share the place's
 * probability by the probability of the order, so an undecided order leaves both near one half.
 */
export function dateField(candidates: readonly (Scored & DateCandidate)[]): Field | undefined {
  const ranked = candidates.filter((c) => !c.isMended);
  const [best] = ranked;
  if (!best) return undefined;
  const place = (c: Scored) => `${c.span.row}:${c.span.start}`;
  const share = shares(ranked);
  const here = ranked.reduce((sum, c, i) => (place(c) === place(best) ? sum + (share[i] ?? 0) : sum), 0);
  const p = calibrate('date', judgeDate(best, here));
  const orders = ranked.filter((c) => place(c) === place(best));
  const orderSum = orders.reduce((sum, c) => sum + c.orderP, 0) || 1;
  const alternatives = ranked
    .map((c, i) => ({
      value: c.value,
      p: place(c) === place(best) ? (p * c.orderP) / orderSum : (1 - p) * 0.8 * ((share[i] ?? 0) / Math.max(1e-9, 1 - here)),
      evidence: c.evidence,
    }))
    .sort((a, b) => b.p - a.p);
  const [first, ...rest] = alternatives;
  if (!first) return undefined;
  const left = 1 - alternatives.reduce((sum, a) => sum + a.p, 0);
  const mended = candidates.filter((c) => c.isMended).map((c) => ({ value: c.value, p: 0.5 * Math.max(0, left) }));
  return fieldOf(
    first.value,
    first.p,
    first.evidence,
    [...mended.slice(0, 1), ...rest].filter((a) => a.p >= LEAST_P).sort((a, b) => b.p - a.p),
  );
}

/** What readers and the field tagger say of a candidate's words. */
export function trustOf({ evidence, features }: Scored): Pick<CalibrationInput, 'wordP' | 'allP' | 'readers' | 'tag'> {
  const { tag } = features;
  return { wordP: evidence.wordP, allP: evidence.allP, readers: evidence.readers, ...(tag === undefined ? {} : { tag }) };
}

/** What agrees with and contradicts a date: labels, time of day and repetition; repairs and an improbable day. */
export function judgeDate(best: Scored, share: number): CalibrationInput {
  const f = best.features;
  return {
    share,
    // The order of day and month is settled apart; it says nothing about whether the digits were read well.
    score: best.score - (f['order'] ?? 0),
    ...trustOf(best),
    agrees: (f['repeats'] ? 1 : 0) + (f['dateLabel'] || f['issueLabel'] || f['time'] ? 0.5 : 0),
    contradicts:
      (f['repaired'] ?? 0) + (f['future'] ?? 0) + (f['old'] ?? 0) + (f['compact'] ?? 0) + (f['guessed'] ?? 0) + (f['yearGuessed'] ?? 0),
  };
}

/** A name with a legal form is more often complete; one that holds a heading's word is more often wrong. */
export function judgeSupplier(best: Scored, share: number): CalibrationInput {
  return {
    share,
    score: best.score,
    ...trustOf(best),
    agrees: best.features['legalForm'] ?? 0,
    contradicts: best.features['heading'] ?? 0,
  };
}

/** An address with a postcode is more often complete; one whose next row looks like more of it is less often. */
export function judgeAddress(best: Scored, share: number): CalibrationInput {
  return {
    share,
    score: best.score,
    ...trustOf(best),
    agrees: best.features['postcode'] ?? 0,
    contradicts: best.features['nextLikeAddress'] ?? 0,
  };
}
