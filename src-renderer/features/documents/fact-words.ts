import {
  AMOUNT_FIELDS,
  type DocumentDetail,
  type DocumentType,
  type Extraction,
  type FieldName,
  type StepTimes,
} from '../../../src-main/contract/document.ts';
import { formatAmount } from '../../format/amount.ts';
import { formatDate, formatDuration } from '../../format/date.ts';

const FIELD_WORDS: Record<FieldName, string> = {
  supplier: 'Supplier',
  address: 'Address',
  date: 'Date',
  dueDate: 'Due',
  number: 'Number',
  currency: 'Currency',
  net: 'Net',
  tax: 'Tax',
  total: 'Total',
  iban: 'IBAN',
  supplierTaxId: 'Tax number',
  purchaseOrder: 'Order number',
  tip: 'Tip',
  cash: 'Paid with',
  change: 'Change',
  cardDigits: 'Card ending in',
};

export function fieldWord(name: string): string {
  return Object.hasOwn(FIELD_WORDS, name) ? FIELD_WORDS[name as FieldName] : name;
}

const TYPE_WORDS: Record<DocumentType, string> = {
  receipt: 'Receipt',
  invoice: 'Invoice',
  'credit-note': 'Credit note',
  statement: 'Statement',
  order: 'Order',
  'delivery-note': 'Delivery note',
  contract: 'Contract',
  other: 'Other',
};

export function typeWord(type: DocumentType): string {
  return TYPE_WORDS[type];
}

/** `Germany, in German`: country and language in the user's words, as far as they are known. */
export function originWords({ language, country }: Pick<Extraction, 'language' | 'country'>, locale?: string): string {
  const name = (type: 'language' | 'region', code: string | undefined) =>
    code === undefined ? undefined : (new Intl.DisplayNames(locale ?? [], { type, fallback: 'code' }).of(code) ?? code);
  const [place, tongue] = [name('region', country?.value), name('language', language?.value)];
  if (place === undefined) return tongue ?? '';
  return tongue === undefined ? place : `${place}, in ${tongue}`;
}

/** A canonical value as people read it; amounts by their digits, an IBAN in groups of four. */
export function fieldText(name: FieldName, value: string, currency: string | undefined): string {
  if ((AMOUNT_FIELDS as readonly string[]).includes(name)) return formatAmount(value, { currency });
  if (name === 'date' || name === 'dueDate') return formatDate(value);
  if (name === 'iban') return value.replace(/(.{4})(?=.)/g, '$1 ');
  return value;
}

/** How sure a reading is, in words beside the figure, because a share alone says little. */
export function sureWords(p: number): string {
  if (p >= 0.9) return 'sure';
  return p >= 0.6 ? 'fairly sure' : 'not sure';
}

const SOURCE_WORDS: Record<NonNullable<DocumentDetail['source']>, string> = {
  ocr: 'Read from the picture',
  text: 'From the text of the PDF',
  'e-invoice': 'From the e-invoice data',
};

export function sourceWords(source: NonNullable<DocumentDetail['source']>): string {
  return SOURCE_WORDS[source];
}

/** `402 ms: opened in 30 ms, read in 320 ms, understood in 18 ms`. */
export function timesWords({ decode, ocr, extract, total }: StepTimes): string {
  const parts = [
    decode > 0 ? `opened in ${formatDuration(decode)}` : '',
    ocr > 0 ? `read in ${formatDuration(ocr)}` : '',
    extract > 0 ? `understood in ${formatDuration(extract)}` : '',
  ].filter(Boolean);
  return `${formatDuration(total)}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`;
}

/** Bytes in the unit that people know: `182 kB`, `4.1 MB`. */
export function sizeWords(bytes: number, locale?: string): string {
  const number = (value: number, digits: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
  if (bytes < 1_000) return `${number(bytes, 0)} bytes`;
  if (bytes < 1_000_000) return `${number(bytes / 1_000, 0)} kB`;
  return `${number(bytes / 1_000_000, 1)} MB`;
}
