import type { Extraction, Field, Fields, Reading } from '../../contract/index.ts';
import type { AmountFact } from './amounts.ts';
import { amountFacts } from './amounts.ts';
import type { Ledgerings } from './arithmetic.ts';
import { ledgerings } from './arithmetic.ts';
import { addressCandidates } from './candidates/address.ts';
import { dateCandidates } from './candidates/date.ts';
import { supplierCandidates } from './candidates/supplier.ts';
import { totalCandidates } from './candidates/total.ts';
import { chosenField, dateField, fieldOf, judgeAddress, judgeSupplier } from './decode.ts';
import { kindOf } from './document-type.ts';
import { dueDateField } from './due-date.ts';
import { withEInvoice } from './e-invoice/with-e-invoice.ts';
import type { Facts } from './facts.ts';
import { factsOf } from './facts.ts';
import { documentNumber, ibanField, taxIdField } from './identifiers.ts';
import type { Item } from './line-items.ts';
import { itemsOf } from './line-items.ts';
import { cappedByQuality } from './quality-cap.ts';
import { evidenceOf } from './rows.ts';
import type { Scorer } from './scoring.ts';
import { rank, scoreByRules } from './scoring.ts';
import { withSecondOpinions } from './second-opinion.ts';
import { summed, totalJudgement } from './sums.ts';
import type { TaxAmount } from './taxes.ts';
import { taxLinesOf, toTaxLine } from './taxes.ts';
import type { Candidate, ExtractionContext } from './types.ts';

/** Everything that scoring and decoding look at; also what `fit-weights` is trained on. */
export type Prepared = {
  readonly facts: Facts;
  readonly amounts: readonly AmountFact[];
  readonly items: readonly Item[];
  readonly taxes: readonly TaxAmount[];
  readonly sums: Ledgerings;
  readonly total: readonly Candidate[];
  readonly date: ReturnType<typeof dateCandidates>;
  readonly supplier: readonly Candidate[];
};

/** Rows, mentions and candidates of a reading, before any scoring. */
export function prepare(reading: Reading, context: ExtractionContext): Prepared {
  const facts = factsOf(reading, context);
  const amounts = amountFacts(facts);
  const items = itemsOf(facts, amounts);
  const taxes = taxLinesOf(facts, amounts);
  const sums = ledgerings(
    amounts,
    items.map((item) => item.minor),
    taxes,
    facts.rows.flatMap((row) => row.rates.map((rate) => Number(rate.rate))),
  );
  return {
    facts,
    amounts,
    items,
    taxes,
    sums,
    total: totalCandidates(facts, amounts, sums),
    date: dateCandidates(facts),
    supplier: supplierCandidates(facts),
  };
}

/**
 * Fields, tax lines, item lines, kind and sums of a reading. What a second reader saw otherwise stands among the alternatives; where
 * the document carries an e-invoice its data are the fields. Pure and synchronous; the work is bounded by `LIMITS`.
 * Amounts of a credit note (total, net, tax, tax lines) come out NEGATIVE, whether or not the page prints a minus.
 */
export function extract(reading: Reading, context: ExtractionContext, scorer: Scorer = scoreByRules): Extraction {
  const opinions = withSecondOpinions(reading, extractOnce(reading, context, scorer), (second) => extractOnce(second, context, scorer));
  return withEInvoice(reading, cappedByQuality(opinions, reading), context);
}

function extractOnce(reading: Reading, context: ExtractionContext, scorer: Scorer): Extraction {
  const prepared = prepare(reading, context);
  const { facts, amounts } = prepared;
  const totals = rank('total', prepared.total, scorer);
  const dates = rank(
    'date',
    prepared.date.filter((c) => !c.isDue || prepared.date.every((d) => d.isDue)),
    scorer,
  );
  const suppliers = rank('supplier', prepared.supplier, scorer);
  const addresses = rank('address', addressCandidates(facts, suppliers[0]), scorer);
  const iban = ibanField(facts);
  const due = dueDateField(
    prepared.date,
    dates.find((c) => !c.isMended),
  );
  const { taxes } = prepared;
  const result = summed(totals, prepared);
  const kind = kindOf(facts, amounts, {
    hasIban: iban !== undefined,
    hasDueDate: due !== undefined,
    hasTotal: totals[0] !== undefined,
    cashProven: result.cashProven,
    totalNegative: result.total?.value.startsWith('-') === true,
  });
  const sign = kind.value === 'credit-note' ? negative : (minor: number) => minor;
  const signed = (field: Field | undefined) => (field && kind.value === 'credit-note' ? negativeField(field) : field);
  return {
    type: { value: kind.value, p: kind.p },
    fields: present({
      supplier: chosenField('supplier', suppliers, judgeSupplier),
      address: chosenField('address', addresses, judgeAddress),
      date: dateField(dates),
      dueDate: due,
      number: documentNumber(facts),
      currency: currencyField(facts, amounts),
      net: signed(result.net),
      tax: signed(result.tax),
      total: signed(chosenField('total', totals, (best, share) => totalJudgement(best, share, result))),
      iban,
      supplierTaxId: taxIdField(facts),
    }),
    taxes: taxes.map((line) => toTaxLine(line, facts, sign)),
    lines: prepared.items.map((item) => item.line),
    ...(kind.paid === undefined ? {} : { paid: kind.paid }),
    sums: result.sums,
  };
}

const negative = (minor: number): number => -Math.abs(minor);
const negativeText = (text: string): string => (text.startsWith('-') || /^0(?:\.0+)?$/.test(text) ? text : `-${text}`);
const negativeField = (field: Field): Field => ({
  ...field,
  value: negativeText(field.value),
  alternatives: field.alternatives.map((a) => ({ ...a, value: negativeText(a.value) })),
});

/** The currency printed, or the client's own where there are amounts without one; a page without either has none. */
function currencyField(facts: Facts, amounts: readonly AmountFact[]): Field | undefined {
  const { code, p, alternatives, at } = facts.currency;
  if (!at && amounts.length === 0) return undefined;
  return fieldOf(
    code,
    p,
    at ? evidenceOf(at.row, at.start, at.end) : undefined,
    alternatives.map((a) => ({ value: a.code, p: a.p })),
  );
}

function present(fields: Record<string, Field | undefined>): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, field]) => field !== undefined)) as Fields;
}
