import type { Field } from '../../contract/index.ts';
import { cardDigitsOf } from './contacts.ts';
import { fieldOf } from './decode.ts';
import type { Facts, RowFacts, TextFacts } from './facts.ts';
import { perText, says } from './facts.ts';
import type { NumberMention } from './grammar/document-number.ts';
import { documentNumberAt, documentNumbersIn, purchaseOrdersIn } from './grammar/document-number.ts';
import { ibansIn } from './grammar/identifier.ts';
import type { TaxNumberMention } from './grammar/tax-number/mentions.ts';
import { taxNumbersIn } from './grammar/tax-number/mentions.ts';
import { labelText } from './labels.ts';
import { evidenceOf, extentOf } from './rows.ts';
import type { Evidence } from './types.ts';

type Hit = { value: string; weight: number; evidence: Evidence };

/**
 * Probability of a labelled number by the weight of its label. Not fitted: no labelled corpus of numbers was at hand when this was
 * written; the values are deliberately low, since a number serves to find duplicates and a wrong one is worse than a doubtful one.
 */
const P_BY_WEIGHT: readonly (readonly [number, number])[] = [
  [3.4, 0.95],
  [3, 0.9],
  [2.2, 0.85],
  [1.5, 0.7],
  [0.8, 0.55],
  [0, 0.4],
];

function probability(weight: number, wordP: number): number {
  const base = P_BY_WEIGHT.find(([least]) => weight >= least)?.[1] ?? 0.4;
  return base * (0.5 + 0.5 * wordP);
}

function ranked(hits: readonly Hit[]): Field | undefined {
  const byValue = new Map<string, Hit>();
  for (const hit of hits) {
    const known = byValue.get(hit.value);
    if (!known || hit.weight > known.weight) byValue.set(hit.value, known ? { ...hit, weight: hit.weight + 0.2 } : hit);
  }
  const [best, ...rest] = [...byValue.values()].sort((a, b) => b.weight - a.weight);
  if (!best) return undefined;
  const p = probability(best.weight, best.evidence.wordP);
  const alternatives = rest.map((hit) => ({ value: hit.value, p: Math.min(p, 1 - p) * probability(hit.weight, hit.evidence.wordP) }));
  return fieldOf(best.value, p, best.evidence, alternatives);
}

/** The tax numbers of a row: both the tax number and the document's number ask for them. */
export const taxNumbersOf = perText(({ upper }): readonly TaxNumberMention[] => taxNumbersIn(upper));
const documentNumbersOf = perText((text) => documentNumbersIn(blankDates(text)));
const purchaseOrdersOf = perText((text) => purchaseOrdersIn(blankDates(text)));
const ibansOf = perText(({ upper }) => ibansIn(upper));

/** Words before a number that say it is another one than the document's. */
const OTHER_NUMBER =
  /\b(?:CUSTOMER|KUNDEN|ORDER|BESTELL|CLIENT|PO|ACCOUNT|KONTO|DELIVERY|LIEFER|PEDIDO|COMMANDE|ORDINE|ZAMOWIENIA|OBJEDNAVKY|KUND|KUNDE|ASIAKAS)\b/;

/** Rows with more labelled numbers than this are a table of them. */
const MOST_HITS = 40;

/** The document's own number: beside its label, or in the cell below it. */
export function documentNumber(facts: Facts): Field | undefined {
  return ranked(numberHits(facts, documentNumbersOf, (row, hit) => (OTHER_NUMBER.test(row.label.slice(0, hit.start)) ? 1 : 0)));
}

/** The buyer's purchase order that the document names. */
export function purchaseOrderField(facts: Facts): Field | undefined {
  return ranked(numberHits(facts, purchaseOrdersOf, () => 0));
}

function numberHits(
  facts: Facts,
  numbersIn: (row: RowFacts) => NumberMention[],
  penalty: (row: RowFacts, hit: NumberMention) => number,
): Hit[] {
  const hits: Hit[] = [];
  for (const row of facts.rows) {
    const mentions = numbersIn(row);
    const taxIds = mentions.length === 0 ? [] : taxNumbersOf(row).filter((id) => id.labelled);
    for (const hit of mentions) {
      if (taxIds.some((id) => id.start < hit.end && hit.start < id.end)) continue;
      const place = hit.open ? below(facts, row, hit.start, hit.end) : { row, start: hit.start, end: hit.end, value: hit.value };
      if (!place) continue;
      hits.push({
        value: place.value,
        weight: hit.weight - (hit.open ? 0.3 : 0) - penalty(row, hit),
        evidence: evidenceOf(place.row.row, place.start, place.end),
      });
    }
    if (hits.length > MOST_HITS) break;
  }
  return hits;
}

/** Last four digits of the card that paid. Masks are hardly ever anything else; a word beside four digits can be. */
export function cardDigitsField(facts: Facts): Field | undefined {
  return ranked(cardDigitsOf(facts).map(({ last4, isMasked, evidence }) => ({ value: last4, weight: isMasked ? 3 : 1.5, evidence })));
}

function blankDates({ upper, dates }: TextFacts): string {
  let text = upper;
  for (const d of dates)
    if (d.form !== 'compact' && d.form !== 'loose') text = text.slice(0, d.start) + '\u0001'.repeat(d.end - d.start) + text.slice(d.end);
  return text;
}

function below(
  facts: Facts,
  row: RowFacts,
  start: number,
  end: number,
): { row: RowFacts; start: number; end: number; value: string } | undefined {
  const { left, right } = extentOf(row.row, start, end);
  const next = facts.rows[row.row.index + 1];
  if (!next || next.row.page !== row.row.page) return undefined;
  const cell = next.row.cells.find((c) => c.left < right && left < c.right);
  if (!cell) return undefined;
  const text = blankDates(next).slice(cell.start, cell.end);
  const value = documentNumberAt(text);
  return value ? { row: next, start: cell.start + value.start, end: cell.start + value.end, value: value.value } : undefined;
}

/** The account to pay to. The checksum makes a random match improbable (1 in 97), a misread one nearly impossible. */
export function ibanField(facts: Facts): Field | undefined {
  const hits = facts.rows.flatMap((row) =>
    ibansOf(row).map((hit) => ({ value: hit.value, weight: hit.weight, evidence: evidenceOf(row.row, hit.start, hit.end) })),
  );
  const values = [...new Set(hits.map((hit) => hit.value))];
  const [best] = hits;
  if (!best) return undefined;
  // Several accounts on one page are all the supplier's; which one is meant is a guess.
  const p = 0.98 / Math.max(1, values.length * 0.7);
  return fieldOf(
    best.value,
    Math.min(0.98, p),
    best.evidence,
    values.slice(1).map((value) => ({ value, p: (1 - p) / values.length })),
  );
}

/** Rows below a label of the buyer in which any number is the buyer's, and in which one that stands in the label's column is. */
const BUYER_ROWS = 3;
const BUYER_BLOCK = 6;

function isBuyers(facts: Facts, row: RowFacts, hit: { start: number; end: number }): boolean {
  const { left, right } = extentOf(row.row, hit.start, hit.end);
  for (let back = 0; back <= BUYER_BLOCK; back++) {
    const other = facts.rows[row.row.index - back];
    if (other === undefined || other.row.page !== row.row.page || !says(other.label, 'buyer')) continue;
    const isColumn = other.row.cells.some((cell) => cell.left < right && left < cell.right && says(labelText(cell.text), 'buyer'));
    if (back <= BUYER_ROWS || isColumn) return true;
  }
  return false;
}

/** The supplier's tax number. One that stands in the buyer's block comes last. */
export function taxIdField(facts: Facts): Field | undefined {
  const hits: Hit[] = [];
  for (const row of facts.rows) {
    for (const hit of taxNumbersOf(row)) {
      hits.push({
        value: hit.value,
        weight: hit.weight - (isBuyers(facts, row, hit) ? 1.5 : 0) + (row.row.index < 15 ? 0.3 : 0),
        evidence: evidenceOf(row.row, hit.start, hit.end),
      });
    }
  }
  return ranked(hits);
}
