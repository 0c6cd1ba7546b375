import type { Extraction, Field, Fields, Reading } from '../../contract/index.ts';
import type { DateCandidate } from './candidates/date.ts';
import { type Prepared, prepare } from './candidates/prepare.ts';
import { combinedField, type Option } from './combine.ts';
import { COMBINED, COMBINED_NAMES, type CombinedName, TOLD } from './combined-curves.ts';
import { optionsFor } from './combined-options.ts';
import { currencyField } from './currency-field.ts';
import { chosenField, dateField, judgeAddress, judgeSupplier } from './decode.ts';
import { withDocumentP } from './document-p.ts';
import { kindOf } from './document-type.ts';
import { dueDateField } from './due-date.ts';
import { withEInvoice } from './e-invoice/with-e-invoice.ts';
import { forget } from './facts.ts';
import { sumsWith } from './field-sums.ts';
import { cardDigitsField, documentNumber, ibanField, purchaseOrderField, taxIdField } from './identifiers.ts';
import { originOf } from './origin.ts';
import { paymentFields } from './payment.ts';
import { cappedByQuality } from './quality-cap.ts';
import { rank, type Scorer, scoreByRules, scoreWithTags } from './scoring.ts';
import { withSecondOpinions } from './second-opinion.ts';
import { type SumResult, summed, totalJudgement, unlessRivalled } from './sums.ts';
import type { WordTags } from './tagging/word-tags.ts';
import { toTaxLine } from './taxes.ts';
import type { ExtractionContext, Scored } from './types.ts';

/**
 * Fields, tax lines, item lines, kind and sums of a reading. What a second reader saw otherwise stands among the alternatives; where
 * the document carries an e-invoice its data are the fields. `tags` is what the field tagger says of the words; without it rules work alone. Pure and synchronous; the work is bounded by `LIMITS`.
 * Amounts of a credit note (total, net, tax, tax lines) come out NEGATIVE, whether or not the page prints a minus.
 */
export function extract(reading: Reading, context: ExtractionContext, tags?: WordTags, scorer?: Scorer): Extraction {
  const chosen = scorer ?? (tags === undefined ? scoreByRules : scoreWithTags);
  const once = (words: Reading) => extractOnce(prepare(words, context, tags), chosen);
  const opinions = withSecondOpinions(reading, once(reading), once);
  const extraction = withDocumentP(withEInvoice(reading, cappedByQuality(opinions, reading), context));
  forget(context);
  return extraction;
}

function extractOnce(prepared: Prepared, scorer: Scorer): Extraction {
  const { facts, amounts, tags, taxes } = prepared;
  const totals = rank('total', prepared.total, scorer);
  const dates = rankedDates(prepared, scorer);
  const suppliers = rank('supplier', prepared.supplier, scorer);
  const addresses = rank('address', prepared.addressNear(suppliers[0]), scorer);
  const result = summed(totals, prepared);
  const others = otherFields(
    prepared,
    result,
    dates.find((c) => !c.isMended),
  );
  const kind = kindOf(facts, amounts, {
    hasIban: others.iban !== undefined,
    hasDueDate: others.dueDate !== undefined,
    hasTotal: totals[0] !== undefined,
    cashProven: result.cashProven,
    totalNegative: result.total?.value.startsWith('-') === true,
    ...(tags === undefined ? {} : { types: tags.types }),
  });
  const sign = kind.value === 'credit-note' ? negative : (minor: number) => minor;
  const signed = (field: Field | undefined) => (field && kind.value === 'credit-note' ? negativeField(field) : field);
  const fields = present({
    supplier: chosenField('supplier', suppliers, judgeSupplier),
    address: chosenField('address', addresses, judgeAddress),
    date: dateField(dates),
    currency: currencyField(facts, amounts, others, tags),
    total: signed(
      unlessRivalled(
        chosenField('total', totals, (best, share) => totalJudgement(best, share, result)),
        totals,
        result,
        prepared,
      ),
    ),
    ...others,
    net: signed(others.net),
    tax: signed(others.tax),
  });
  return {
    type: { value: kind.value, p: kind.p },
    ...originOf(fields, tags),
    ...(tags === undefined ? {} : { model: tags.model }),
    fields,
    taxes: taxes.map((line) => toTaxLine(line, facts, sign)),
    lines: prepared.items.map((item) => item.line),
    ...(kind.paid === undefined ? {} : { paid: kind.paid }),
    sums: sumsWith(result.sums, fields),
  };
}

/** Dates of issue, best first; those to be paid by only where there are no others. */
export function rankedDates(prepared: Prepared, scorer: Scorer): (DateCandidate & Scored)[] {
  const issued = prepared.date.filter((c) => !c.isDue || prepared.date.every((d) => d.isDue));
  return rank('date', issued, scorer);
}

/** The fields that are found by their labels, and by the field tagger where it looked. */
function otherFields(prepared: Prepared, result: SumResult, issued: DateCandidate | undefined): Fields {
  const { facts } = prepared;
  const rules = rulesFields(prepared, result, issued);
  const { tags } = prepared;
  if (tags === undefined) return rules;
  const look = { facts, tags };
  return present(
    Object.fromEntries(
      COMBINED_NAMES.map((name) => [name, combinedField(COMBINED[name], optionsFor(name, rules, look, result), TOLD[name])]),
    ),
  );
}

function rulesFields(prepared: Prepared, result: SumResult, issued: DateCandidate | undefined): Fields {
  const { facts } = prepared;
  return present({
    dueDate: dueDateField(prepared.date, issued),
    number: documentNumber(facts),
    net: result.net,
    tax: result.tax,
    iban: ibanField(facts),
    supplierTaxId: taxIdField(facts),
    purchaseOrder: purchaseOrderField(facts),
    cardDigits: cardDigitsField(facts),
    ...paymentFields(prepared, result),
  });
}

/** Everything that a combined field could be, for fitting its curve. */
export function combinedOptions(name: CombinedName, prepared: Prepared, scorer: Scorer): Option[] {
  const { facts, tags } = prepared;
  if (tags === undefined) return [];
  const result = summed(rank('total', prepared.total, scorer), prepared);
  const issued = rankedDates(prepared, scorer).find((c) => !c.isMended);
  return optionsFor(name, rulesFields(prepared, result, issued), { facts, tags }, result);
}

const negative = (minor: number): number => -Math.abs(minor);
const negativeText = (text: string): string => (text.startsWith('-') || /^0(?:\.0+)?$/.test(text) ? text : `-${text}`);
const negativeField = (field: Field): Field => ({
  ...field,
  value: negativeText(field.value),
  alternatives: field.alternatives.map((a) => ({ ...a, value: negativeText(a.value) })),
});

function present(fields: Record<string, Field | undefined>): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, field]) => field !== undefined)) as Fields;
}
