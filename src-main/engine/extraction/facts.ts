import type { Currency, Reading } from '../../contract/index.ts';
import type { AmountMention, RateMention } from './grammar/amount.ts';
import { amountsIn, ratesIn } from './grammar/amount.ts';
import { currencyMentions } from './grammar/currency.ts';
import type { DateMention } from './grammar/date.ts';
import { datesIn, mask, timesIn } from './grammar/date.ts';
import type { Label } from './labels.ts';
import { LABELS, labelText, plainUpper } from './labels.ts';
import type { Row } from './rows.ts';
import { evidenceOf, rowsOf } from './rows.ts';
import type { ExtractionContext } from './types.ts';

/** Everything the grammars found in the text of a row, whatever stands around it. `upper` has the length of the text; `label` has not. */
export type TextFacts = {
  readonly upper: string;
  readonly label: string;
  readonly dates: readonly DateMention[];
  readonly hasTime: boolean;
  readonly amounts: readonly AmountMention[];
  readonly rates: readonly RateMention[];
  /** Share of letters among the characters that are no spaces. */
  readonly letters: number;
  /** What was found out about the text on demand, see `perText`. */
  readonly answers: Map<unknown, unknown>;
};

/** A row with what was found in its text. `text` is the same object wherever a document has the same text, see `perText`. */
export type RowFacts = TextFacts & { readonly row: Row; readonly text: TextFacts };

/** The document as the scorers see it: rows with their mentions, and its currency with the probability that it is right. */
export type Facts = {
  readonly rows: readonly RowFacts[];
  readonly currency: CurrencyChoice;
  readonly context: ExtractionContext;
  /** Median height of a row in pixels. */
  readonly textHeight: number;
  /** Median size of the print on the first page in pixels, see `Row.size`. */
  readonly textSize: number;
};

export type CurrencyChoice = {
  readonly code: Currency;
  readonly p: number;
  readonly alternatives: readonly { code: string; p: number }[];
  /** Where it is written; absent where the client's own currency was assumed. */
  readonly at: { readonly row: Row; readonly start: number; readonly end: number } | undefined;
};

/**
 * A document's words are looked at up to four times: for the field tagger, for its fields, and again with what a second reader saw in some rows.
 * What was found stays with its context until `forget`: facts by reading, and what the grammars found by text.
 */
type Known = { readonly facts: WeakMap<Reading, Facts>; readonly texts: Map<string, TextFacts> };
const knownOf = new WeakMap<ExtractionContext, Known>();

/** Drops what is known of a document that is done. While callers keep their readings, keeping this too made collecting garbage take about twice as long. */
export function forget(context: ExtractionContext): void {
  knownOf.delete(context);
}

/** Rows, currency and all mentions of a reading. */
export function factsOf(reading: Reading, context: ExtractionContext): Facts {
  const known = knownOf.get(context) ?? { facts: new WeakMap(), texts: new Map() };
  knownOf.set(context, known);
  const facts = known.facts.get(reading) ?? lookAt(reading, context, known.texts);
  known.facts.set(reading, facts);
  return facts;
}

function lookAt(reading: Reading, context: ExtractionContext, texts: Map<string, TextFacts>): Facts {
  const rows = rowsOf(reading);
  const currency = chooseCurrency(rows, context.currency);
  const facts = rows.map((row) => rowFacts(row, currency.code, context, texts));
  return {
    rows: withoutStrayGroups(facts),
    currency,
    context,
    textHeight: median(rows.map((row) => row.height)) ?? 1,
    textSize: median(rows.filter((row) => row.page === 1).map((row) => row.size)) ?? 1,
  };
}

function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

/**
 * `5.508` is no five thousand where the document writes its decimals with a dot: it is 5.50 with a mark read as a digit. Such amounts are
 * dropped, since nobody can say which digit is the stray one.
 */
function withoutStrayGroups(rows: readonly RowFacts[]): RowFacts[] {
  const marks = { '.': 0, ',': 0 };
  for (const row of rows) {
    for (const amount of row.amounts) {
      const mark = amount.form === 'decimal' ? /([.,])\d{2,3}\D*$/.exec(row.row.text.slice(amount.start, amount.end))?.[1] : undefined;
      if (mark === '.' || mark === ',') marks[mark]++;
    }
  }
  const decimal = marks['.'] === marks[','] ? undefined : marks['.'] > marks[','] ? '.' : ',';
  if (decimal === undefined) return [...rows];
  const stray = (row: RowFacts, a: AmountMention) => a.form === 'grouped' && row.row.text.slice(a.start, a.end).includes(decimal);
  return rows.map((row) => (row.amounts.some((a) => stray(row, a)) ? { ...row, amounts: row.amounts.filter((a) => !stray(row, a)) } : row));
}

function rowFacts(row: Row, currency: Currency, context: ExtractionContext, texts: Map<string, TextFacts>): RowFacts {
  const key = `${currency} ${row.text}`;
  const text = texts.get(key) ?? textFacts(row.text, currency, context);
  texts.set(key, text);
  return { ...text, row, text };
}

/** A question about the text of a row, answered once for each text of a document. */
export function perText<Answer>(answer: (text: TextFacts) => Answer): (row: RowFacts) => Answer {
  return ({ text }) => {
    if (!text.answers.has(answer)) text.answers.set(answer, answer(text));
    return text.answers.get(answer) as Answer;
  };
}

function textFacts(text: string, currency: Currency, context: ExtractionContext): TextFacts {
  const upper = plainUpper(text);
  const dates = datesIn(upper, context.dateOrder);
  const times = timesIn(text);
  const masked = mask(mask(text, dates), times);
  const bare = text.replace(/\s/g, '');
  return {
    upper,
    label: labelText(text),
    dates,
    hasTime: times.length > 0,
    amounts: amountsIn(masked, currency),
    rates: ratesIn(masked),
    letters: bare === '' ? 0 : bare.replace(/[^\p{L}]/gu, '').length / bare.length,
    answers: new Map(),
  };
}

/**
 * The currency that is written most often, marks beside amounts counting most. Where none is written the client's own is
 * assumed: domestic receipts often name none.
 */
function chooseCurrency(rows: readonly Row[], own: Currency): CurrencyChoice {
  const weights = new Map<string, number>();
  const places = new Map<string, CurrencyChoice['at']>();
  for (const row of rows) {
    for (const mention of currencyMentions(row.text, own)) {
      // A sign of another currency is often a misread letter, so it counts as far as the reader trusts it.
      const trust = mention.code === own ? 1 : evidenceOf(row, mention.start, mention.end).wordP ** 2;
      weights.set(mention.code, (weights.get(mention.code) ?? 0) + mention.weight * trust);
      if (!places.has(mention.code)) places.set(mention.code, { row, start: mention.start, end: mention.end });
    }
  }
  const ranked = [...weights].sort((a, b) => b[1] - a[1]);
  const [best] = ranked;
  if (!best) return { code: own, p: 0.9, alternatives: [], at: undefined };
  // Two marks of a foreign currency outweigh the prior for the client's own; a lone misread sign does not make a foreign document.
  const prior = 1.6;
  const total = ranked.reduce((sum, [, weight]) => sum + weight, prior);
  const share = (code: string, weight: number) => Math.min(0.995, (weight + (code === own ? prior : 0)) / total);
  const scored = ranked.map(([code, weight]) => ({ code, p: share(code, weight) }));
  if (!weights.has(own)) scored.push({ code: own, p: prior / total });
  scored.sort((a, b) => b.p - a.p);
  const [first, ...rest] = scored;
  const code = (first?.code ?? own) as Currency;
  return { code, p: first?.p ?? 0.9, alternatives: rest.slice(0, 4), at: places.get(code) };
}

/** True where the label text of a row holds the label. */
export function says(text: string, label: Label): boolean {
  return LABELS[label].test(text);
}
