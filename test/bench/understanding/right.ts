import { Currency, type FieldName } from '../../../src-main/contract/index.ts';
import { amountText, minorOf } from '../../../src-main/engine/extraction/grammar/amount.ts';
import { similarity, squash } from '../extraction/truth.ts';
import type { Labelled } from './documents.ts';

/** Names of the truth where they differ from the fields'. */
const TRUE_NAMES: Partial<Record<FieldName, string>> = { purchaseOrder: 'orderNumber' };
const TEXTS = new Set<FieldName>(['supplier', 'address']);
const IDENTIFIERS = new Set<FieldName>(['number', 'purchaseOrder', 'supplierTaxId', 'iban']);
/** Fields that documents may know by the tags of their words alone. */
const BY_TAGS: Partial<Record<FieldName, string>> = {
  purchaseOrder: 'orderNumber',
  tip: 'tip',
  cash: 'cash',
  change: 'change',
  cardDigits: 'cardDigits',
};

/** The true value of a field, or undefined where the document has none or its label says nothing of it. */
export function trueValue(name: FieldName, document: Labelled): string | undefined {
  const value = labelled(name, document);
  if (value !== undefined) return value;
  return document.known === undefined ? taggedTexts(name, document)[0] : undefined;
}

function labelled(name: FieldName, { truth, currency }: Labelled): string | undefined {
  const value = truth[TRUE_NAMES[name] ?? name];
  if (typeof value === 'string' && value !== '') return value;
  // Where a page prints no net amount, the one that follows from total and tax is none the less right; so is a tax.
  const other = { net: truth['tax'], tax: truth['net'] }[name as string];
  const { total } = truth;
  return typeof total === 'string' && typeof other === 'string'
    ? amountText(minorOf(total) - minorOf(other), Currency.parse(currency))
    : undefined;
}

/** What the words of the field's tag say, line by line. */
function taggedTexts(name: FieldName, document: Labelled): string[] {
  const tag = BY_TAGS[name];
  return tag === undefined ? [] : taggedLines(tag, document);
}

function taggedLines(tag: string, { reading }: Labelled): string[] {
  return reading.pages.flatMap(({ words }) => {
    const own = words.filter((word) => (word as { tag?: string }).tag === tag);
    return [...new Set(own.map(({ line }) => line))].map((line) =>
      own
        .filter((word) => word.line === line)
        .map(({ text }) => text)
        .join(' '),
    );
  });
}

/**
 * Whether the label of a document decides on a field at all: one that knows every tag does, also where the value is missing. Where it has
 * neither net nor tax, what the total's net is stays open, and so does the tax where a table of rates is printed.
 */
export function isDecided(name: FieldName, document: Labelled): boolean {
  if (trueValue(name, document) !== undefined) return true;
  if (document.known !== undefined || name === 'net') return false;
  return name !== 'tax' || taggedLines('taxAmount', document).length === 0;
}

/** 1 for the true value, 0.5 for a name but for a letter or two, else 0. Amounts of credit notes count without sign. */
export function rightOf(name: FieldName, value: string, document: Labelled): number {
  const want = labelled(name, document);
  if (want === undefined) return taggedTexts(name, document).some((text) => saysSame(name, value, text)) ? 1 : 0;
  if (TEXTS.has(name)) return squash(value) === squash(want) ? 1 : similarity(value, want) >= (name === 'supplier' ? 0.9 : 0.85) ? 0.5 : 0;
  if (IDENTIFIERS.has(name)) return squash(value) === squash(want) ? 1 : 0;
  return value.replace(/^-/, '') === want.replace(/^-/, '') ? 1 : 0;
}

/** Printed text against a canonical value: the same letters and digits, or the same digits but for decimals of nothing. */
function saysSame(name: FieldName, value: string, text: string): boolean {
  if (name === 'cardDigits') return text.replace(/\D/g, '').endsWith(value);
  if (name === 'purchaseOrder') return squash(text).includes(squash(value));
  const digits = (of: string) => of.replace(/\D/g, '').replace(/^0+(?=\d)/, '');
  return digits(text) === digits(value) || `${digits(text)}00` === digits(value);
}
