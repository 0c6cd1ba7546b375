import { type Currency, type Field, formatMoney, money } from '../../contract/index.ts';
import { type Option, optionsOf, runEvidence, type TaggedValue } from './combine.ts';
import type { CombinedName } from './combined-curves.ts';
import type { Facts } from './facts.ts';
import { minorOf } from './grammar/amount.ts';
import { documentNumberAt, ibanOf } from './grammar/identifier.ts';
import { plainUpper } from './labels.ts';
import { unionEvidence } from './rows.ts';
import { amountP } from './tagging/amount-tags.ts';
import { taggedRuns } from './tagging/tagged-runs.ts';
import type { Tag } from './tagging/tags.ts';
import { spanP, type WordTags } from './tagging/word-tags.ts';

/** A word is looked at for a field from here on; what it is worth is settled by the curves. */
const LEAST = 0.2;
/** From here on the network rather takes a word for it than for anything else. */
const RATHER = 0.5;
/** No table of tax makes more, in minor units; a page of the largest numbers there are must not add up to one that is none any more. */
const MOST_MINOR = 1e14;

export type Look = { readonly facts: Facts; readonly tags: WordTags };

/** Tags whose words carry the field. */
const TAGS_OF: Readonly<Record<CombinedName, Tag>> = {
  number: 'number',
  supplierTaxId: 'supplierTaxId',
  iban: 'iban',
  purchaseOrder: 'orderNumber',
  dueDate: 'dueDate',
  net: 'net',
  tax: 'tax',
  tip: 'tip',
  cash: 'cash',
  change: 'change',
  cardDigits: 'cardDigits',
};
/** The same in a row of a table of tax, one for each rate. */
const TAGS_OF_RATES = { net: 'taxBase', tax: 'taxAmount' } as const satisfies Partial<Record<CombinedName, Tag>>;

/** What the field can be, from what rules found, if they look for it at all, and from what the network sees. `holds` says that a check beside it holds. */
export function taggedOptions(name: CombinedName, rules: Field | undefined, look: Look, holds: (value: string) => boolean): Option[] {
  if (name === 'net' || name === 'tax') return sumOptions(name, rules, look, holds);
  const tag = TAGS_OF[name];
  return optionsOf(rules, VALUES[name](look, tag), { ...look, tag: [tag], holds });
}

/** Net or tax. Those of several rates are one together; where there are several, each by itself is none. */
function sumOptions(name: 'net' | 'tax', rules: Field | undefined, look: Look, holds: (value: string) => boolean): Option[] {
  const ofRate = TAGS_OF_RATES[name];
  const rates = distinctValues(fromAmounts(look, ofRate));
  const together = sumOf(rates, look.facts.currency.code);
  const tag: readonly Tag[] = rates.length > 1 ? [TAGS_OF[name]] : [TAGS_OF[name], ofRate];
  return optionsOf(rules, [...fromAmounts(look, TAGS_OF[name]), ...together], { ...look, tag, holds });
}

/** Values of the tags, each once, with its best place: a rate may stand in a row and in a table again. */
function distinctValues(values: readonly TaggedValue[]): TaggedValue[] {
  const best = new Map<string, TaggedValue>();
  for (const one of values) if (one.p >= RATHER && one.p > (best.get(one.value)?.p ?? 0)) best.set(one.value, one);
  return [...best.values()];
}

/** The sum, as sure as the least sure of its parts and in the place of them all; none of nothing, nor of more than `MOST_MINOR`. */
function sumOf(values: readonly TaggedValue[], currency: Currency): TaggedValue[] {
  const evidence = unionEvidence(values.map((one) => one.evidence));
  const minor = values.reduce((sum, { value }) => sum + minorOf(value), 0);
  if (evidence === undefined || Math.abs(minor) > MOST_MINOR) return [];
  return [{ value: amount(minor, currency), p: Math.min(...values.map(({ p }) => p)), evidence }];
}

type Values = (look: Look, tag: Tag) => TaggedValue[];

/** Values of runs of words by a function from their text to a canonical value. */
const fromRuns =
  (canonical: (text: string) => string | undefined): Values =>
  ({ facts, tags }, tag) =>
    taggedRuns(facts, tags, tag, LEAST).flatMap(({ span, p }) => {
      const text = facts.rows[span.row]?.row.text.slice(span.start, span.end) ?? '';
      const value = canonical(text);
      const evidence = runEvidence(facts, span);
      return value === undefined || evidence === undefined ? [] : [{ value, p, evidence }];
    });

/** Values of amounts whose words have the tag. */
const fromAmounts: Values = ({ facts, tags }, tag) =>
  facts.rows.flatMap((row) =>
    row.amounts.flatMap(({ minor, start, end }) => {
      const span = { row: row.row.index, start, end };
      const p = amountP(tags, facts, span)(tag);
      if (p < LEAST) return [];
      const evidence = runEvidence(facts, span);
      return evidence === undefined ? [] : [{ value: amount(minor, facts.currency.code), p, evidence }];
    }),
  );

/** Values of dates whose words have the tag; one in numbers that can be read in two ways gives the first. */
const fromDates: Values = ({ facts, tags }, tag) =>
  facts.rows.flatMap((row) =>
    row.dates.flatMap(({ readings, start, end }) => {
      const span = { row: row.row.index, start, end };
      const p = spanP(tags, facts, span, tag);
      const [first] = readings;
      if (p < LEAST || first === undefined) return [];
      const evidence = runEvidence(facts, span);
      return evidence === undefined ? [] : [{ value: first.date, p: p / readings.length, evidence }];
    }),
  );

const VALUES: Readonly<Record<CombinedName, Values>> = {
  number: fromRuns(identifier),
  purchaseOrder: fromRuns(identifier),
  supplierTaxId: fromRuns(taxNumber),
  iban: fromRuns((text) => ibanOf(text.replace(/[\s.]/g, ''))),
  dueDate: fromDates,
  net: fromAmounts,
  tax: fromAmounts,
  tip: fromAmounts,
  cash: fromAmounts,
  change: fromAmounts,
  cardDigits: fromRuns((text) => /(\d{4})\D*$/.exec(text)?.[1]),
};

function amount(minor: number, currency: Currency): string {
  return formatMoney(money(minor, currency));
}

/** A label that was read into the same word ("No:4711") is left out. */
function identifier(text: string): string | undefined {
  const upper = plainUpper(text).replace(/^[A-ZÄÖÜ.]{0,12}[:#]\s*/, '');
  return documentNumberAt(upper)?.value;
}

function taxNumber(text: string): string | undefined {
  const value = plainUpper(text)
    .replace(/^[^:]{0,24}:/, '')
    .replace(/[\s.\-/]/g, '');
  return /^[A-Z0-9]{7,20}$/.test(value) && value.replace(/\D/g, '').length >= 7 ? value : undefined;
}
