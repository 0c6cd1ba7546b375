import type { Field } from '../../contract/index.ts';
import { fieldOf } from './decode.ts';
import type { Facts } from './facts.ts';
import { evidenceOf } from './rows.ts';
import { logOdds } from './tagging/tag-features.ts';
import type { Tag } from './tagging/tags.ts';
import type { WordTags } from './tagging/word-tags.ts';
import type { Evidence } from './types.ts';

/** A value that the network's tags lead to. `p` is the mean probability of the tag over its words. */
export type TaggedValue = { readonly value: string; readonly p: number; readonly evidence: Evidence };

/** What is known of a value before it becomes a probability, in the order of `COMBINED`. */
export type CombineInput = { readonly rules: number; readonly tag: number; readonly wordP: number; readonly holds: number };

/**
 * Logistic curves from what rules and tags say of a value to the probability that it is right. `rules`: log-odds of the rules' probability
 * (-3 where only the network sees it); `tag`: log-odds of the tag; `wordP`: log-odds of the reader's trust in its words; `holds`: a check
 * beside it holds (check digits, a sum). Fitted by `test/bench/understanding/fit.ts`.
 */
export type Combined = { readonly bias: number } & CombineInput;

/** From the probability by which values are ranked to the one that is told: log-odds times `slope` plus `bias`. */
export type Told = { readonly bias: number; readonly slope: number };

/** Where rules do not see a value at all. */
const UNSEEN = -3;
/** Values below this are no news to anybody. */
const LEAST_P = 0.05;

/** One value that a field can have. */
export type Option = { readonly value: string; readonly evidence: Evidence | undefined; readonly input: CombineInput };

/** A value that stands nowhere and follows from others that do. */
export function unseenOption(value: string): Option {
  return { value, evidence: undefined, input: { rules: UNSEEN, tag: UNSEEN, wordP: logOdds(0.9), holds: 1 } };
}

/** The options of a field from the rules' field with its alternatives and from the network's values; equal values are one. */
export function optionsOf(
  rules: Field | undefined,
  tagged: readonly TaggedValue[],
  look: { readonly facts: Facts; readonly tags: WordTags; readonly tag: readonly Tag[]; readonly holds: (value: string) => boolean },
): Option[] {
  const options = new Map<string, Option>();
  const holds = (value: string) => (look.holds(value) ? 1 : 0);
  for (const { value, p, evidence } of tagged) {
    const known = options.get(value);
    if (known && known.input.tag >= logOdds(p)) continue;
    options.set(value, { value, evidence, input: { rules: UNSEEN, tag: logOdds(p), wordP: logOdds(evidence.wordP), holds: holds(value) } });
  }
  for (const { value, p } of rules === undefined ? [] : [{ value: rules.value, p: rules.p }, ...rules.alternatives]) {
    const known = options.get(value);
    if (known) {
      options.set(value, { ...known, input: { ...known.input, rules: logOdds(p) } });
      continue;
    }
    const evidence = value === rules?.value ? evidenceIn(rules, look.facts) : undefined;
    const tag = evidence === undefined ? UNSEEN : logOdds(boxP(evidence, look));
    options.set(value, { value, evidence, input: { rules: logOdds(p), tag, wordP: logOdds(evidence?.wordP ?? 0.9), holds: holds(value) } });
  }
  return [...options.values()];
}

/** Probability of an option by its curve. */
export function combinedP(curve: Combined, { rules, tag, wordP, holds }: CombineInput): number {
  const z = curve.bias + curve.rules * rules + curve.tag * tag + curve.wordP * wordP + curve.holds * holds;
  return Math.max(0.005, Math.min(0.995, 1 / (1 + Math.exp(-z))));
}

export function toldP(p: number, told: Told | undefined): number {
  if (told === undefined) return p;
  const z = told.bias + told.slope * logOdds(p);
  return Math.max(0.005, Math.min(0.995, 1 / (1 + Math.exp(-z))));
}

/** The most probable option with the others as alternatives, which share what is left of 1. */
export function combinedField(curve: Combined, options: readonly Option[], told?: Told): Field | undefined {
  const ranked = options.map((option) => ({ ...option, p: combinedP(curve, option.input) })).sort((a, b) => b.p - a.p);
  const [first, ...rest] = ranked;
  if (!first || first.p < LEAST_P) return undefined;
  const best = { ...first, p: toldP(first.p, told) };
  const all = rest.reduce((sum, { p }) => sum + p, 0);
  const share = all > 1 - best.p ? (1 - best.p) / all : 1;
  const others = rest.map(({ value, p }) => ({ value, p: p * share })).filter(({ p }) => p >= LEAST_P / 5);
  return fieldOf(best.value, best.p, best.evidence, others);
}

/** Page, box and words' trust of a field that rules made. */
function evidenceIn({ page, box }: Field, facts: Facts): Evidence | undefined {
  if (page === undefined || box === undefined) return undefined;
  const trust = wordsIn(page, box, facts).map(({ p }) => p);
  return { page, box, wordP: Math.min(1, ...trust), allP: trust.reduce((all, p) => all * p, 1), readers: 0 };
}

/** Mean probability of the tags, taken together, over the words of a place. */
function boxP({ page, box }: Evidence, { facts, tags, tag }: { facts: Facts; tags: WordTags; tag: readonly Tag[] }): number {
  const words = wordsIn(page, box, facts);
  const sum = words.reduce((all, { row, at }) => all + tag.reduce((p, one) => p + tags.p(row, at, one), 0), 0);
  return sum / Math.max(1, words.length);
}

function wordsIn(page: number, [x, y, w, h]: Evidence['box'], facts: Facts): { row: number; at: number; p: number }[] {
  return facts.rows.flatMap(({ row }) =>
    row.page !== page || row.bottom < y * row.pageHeight || row.top > (y + h) * row.pageHeight
      ? []
      : row.words.flatMap((word, at) => {
          const [middle, level] = [word.box[0] + word.box[2] / 2, word.box[1] + word.box[3] / 2];
          return middle >= x && middle <= x + w && level >= y && level <= y + h ? [{ row: row.index, at, p: word.p }] : [];
        }),
  );
}

/** The evidence of a run of words. */
export function runEvidence(facts: Facts, span: { row: number; start: number; end: number }): Evidence | undefined {
  const row = facts.rows[span.row]?.row;
  return row === undefined ? undefined : evidenceOf(row, span.start, span.end);
}
