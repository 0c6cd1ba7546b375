import type { Reading } from '../../../src-main/contract/index.ts';
import { squash } from '../extraction/truth.ts';
import type { Split } from '../reading/split.ts';
import { type LabelledDocument, type LabelledWord, type Tag, type TrueLine, type Truth, unlabelled } from './document.ts';
import { tagDates } from './invoice-dates.ts';
import { type LineFound, tagLines } from './invoice-lines.ts';
import { tagSums } from './invoice-sums.ts';
import type { InvoiceTruth } from './invoice-truth.ts';
import { matchAll } from './match-text.ts';
import { placesOfId } from './match-values.ts';
import type { Finding, Labelling } from './receipt-labels.ts';
import { Sheet, tag } from './sheet.ts';

/** Legal forms that pages write behind a name whose data lack them. */
const LEGAL_FORM = /^(?:GMBH|AG|SARL|SAS|SA|KG|LTD\.?|INC\.?|E\.K\.|UG|OHG|BV|SRL|SPA)$/i;

type Invoice = {
  readonly id: string;
  readonly truth: InvoiceTruth;
  readonly reading: Reading;
  readonly language: string;
  readonly country: string;
  readonly split: Split;
  readonly variant: string;
  /** Names of the values that stand on the pages, by their text layer; absent: what is found here decides. */
  readonly onPage?: ReadonlySet<string>;
  /** The lines that stand there, by their index in the data. */
  readonly linesOnPage?: ReadonlySet<number>;
};
/** `truth` is as the pages print it: names with their legal form, descriptions with what stands behind them. */
export type InvoiceLabelling = Labelling & { readonly foundLines: readonly number[]; readonly truth: InvoiceTruth };

/** An e-invoice's pages labelled by its data. A value that does not stand on the pages is no truth of theirs; one that was misread beyond recognition is not `known`. */
export function labelInvoice({
  id,
  truth: data,
  reading,
  language,
  country,
  split,
  variant,
  onPage,
  linesOnPage,
}: Invoice): InvoiceLabelling {
  const pages = unlabelled(reading);
  const sheet = new Sheet(pages, data.currency);
  let truth = data;
  const found: Record<string, Finding> = {};
  const note = (name: string, value: string | undefined, isFound: boolean): void => {
    if (value !== undefined && onPage?.has(name) !== false) found[name] = isFound ? 'exact' : 'missing';
  };
  const id_ = (name: Tag, value: string | undefined): void => note(name, value, value !== undefined && tagId(sheet, name, value));
  id_('iban', truth.iban);
  id_('number', truth.number);
  id_('orderNumber', truth.orderNumber);
  const taxIds = truth.taxIds.map((value) => tagId(sheet, 'supplierTaxId', value));
  note('supplierTaxId', truth.taxIds[0], taxIds[0] === true);
  const lines = tagLines(sheet, truth);
  const sums = tagSums(sheet, truth);
  for (const name of ['net', 'tax', 'total'] as const) note(name, truth[name], sums[name] !== 'missing');
  const dates = tagDates(sheet, truth);
  note('date', truth.date, dates.date);
  note('dueDate', truth.dueDate, dates.dueDate);
  const supplier = tagName(sheet, 'supplier', truth.supplier);
  note('supplier', truth.supplier, supplier !== undefined);
  note('address', truth.address, tagName(sheet, 'address', truth.address, 0.6) !== undefined);
  note('buyer', truth.buyer.name, tagName(sheet, 'buyer', truth.buyer.name) !== undefined);
  tagName(sheet, 'buyer', truth.buyer.address, 0.6);
  note('currency', truth.currency, tagCurrency(sheet.inFlow, truth.currency));
  const foundLines = lines.flatMap(({ description }, index) => (description === undefined ? [] : index));
  truth = {
    ...truth,
    supplier: supplier ?? truth.supplier,
    lines: truth.lines.map((line, index) => ({ ...line, description: lines[index]?.description ?? line.description })),
  };
  const wantedLines = truth.lines.flatMap((_, index) => (linesOnPage === undefined || linesOnPage.has(index) ? index : []));
  found['lines'] = wantedLines.length > 0 && wantedLines.every((index) => foundLines.includes(index)) ? 'exact' : 'missing';
  return {
    document: {
      id: `e-invoice-${id}-${variant}`,
      source: 'e-invoice',
      supplierKey: supplierKey(truth.supplier),
      type: truth.type,
      language,
      country,
      currency: truth.currency,
      split,
      variant,
      known: knownTags(found, dates.areOthersKnown, lines),
      truth: truthOf(truth, found, onPage, linesOnPage ?? new Set(foundLines)),
      pages,
    } satisfies LabelledDocument,
    found,
    foundLines,
    truth,
  };
}

export function supplierKey(name: string): string {
  return squash(name).slice(0, 12);
}

/** Tags whose words were all found; the cells of items only where all items were. */
function knownTags(found: Readonly<Record<string, Finding>>, areOthersKnown: boolean, lines: readonly LineFound[]): Tag[] {
  const has = (name: string): boolean => found[name] === 'exact';
  const own: readonly Tag[] = [
    'supplier',
    'address',
    'supplierTaxId',
    'buyer',
    'number',
    'orderNumber',
    'date',
    'dueDate',
    'currency',
    'net',
    'tax',
    'total',
    'iban',
  ];
  return [
    ...own.filter(has),
    ...(areOthersKnown && has('date') ? (['otherDate'] as const) : []),
    ...(has('lines') ? (['itemDescription', 'itemAmount'] as const) : []),
    ...(['itemQuantity', 'itemUnitPrice', 'itemTaxRate'] as const).filter(
      (name) => has('lines') && lines.every(({ cells }) => cells.has(name)),
    ),
  ];
}

function truthOf(
  truth: InvoiceTruth,
  found: Readonly<Record<string, Finding>>,
  onPage: ReadonlySet<string> | undefined,
  lines: ReadonlySet<number>,
): Truth {
  const values: Readonly<Record<string, string | undefined>> = {
    ...{ supplier: truth.supplier, address: truth.address, supplierTaxId: truth.taxIds[0], buyer: truth.buyer.name },
    ...{ number: truth.number, orderNumber: truth.orderNumber, date: truth.date, dueDate: truth.dueDate, currency: truth.currency },
    ...{ net: truth.net, tax: truth.tax, total: truth.total, iban: truth.iban },
  };
  const stands = (name: string): boolean => (onPage === undefined ? found[name] === 'exact' : onPage.has(name));
  const kept = Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== undefined && stands(name))) as Truth;
  if (kept.total !== undefined && truth.due !== undefined && truth.due !== truth.total) kept.due = truth.due;
  const shown: TrueLine[] = truth.lines.flatMap(({ codes: _, more: __, ...line }, index) => (lines.has(index) ? line : []));
  return shown.length > 0 && shown.length === truth.lines.length ? { ...kept, lines: shown } : kept;
}

function tagId(sheet: Sheet, name: Tag, value: string): boolean {
  const places = placesOfId(sheet, value);
  for (const { words } of places) tag(words, name);
  return places.length > 0;
}

/** The name with the legal form that its first place adds to it; undefined where it is nowhere. */
function tagName(sheet: Sheet, name: 'supplier' | 'address' | 'buyer', value: string | undefined, floor = 0.75): string | undefined {
  if (value === undefined) return undefined;
  const matches = matchAll([sheet.inFlow, sheet.inRows], value, floor);
  const forms = matches.map(({ words }) => {
    tag(words, name);
    const last = words.at(-1);
    const after = last === undefined ? undefined : sheet.inFlow[sheet.inFlow.indexOf(last) + 1];
    if (name === 'address' || after === undefined || after.line !== last?.line || !LEGAL_FORM.test(after.text)) return '';
    tag([after], name);
    return ` ${after.text}`;
  });
  return forms[0] === undefined ? undefined : `${value}${forms[0]}`;
}

const SIGNS: Readonly<Record<string, string>> = { EUR: '€', GBP: '£', USD: '$' };

function tagCurrency(words: readonly LabelledWord[], code: string): boolean {
  const own = words.filter(({ text }) => text.toUpperCase() === code || text === SIGNS[code]);
  tag(own, 'currency');
  return own.length > 0;
}
