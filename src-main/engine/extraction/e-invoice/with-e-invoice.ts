import { isValidIBAN } from 'ibantools';
import type { Extraction, Field, FieldName, Fields, InvoiceData, InvoiceDifference, LineItem, Reading } from '../../../contract/index.ts';
import { formatMoney, parseMoney, subtractMoney } from '../../../contract/index.ts';
import { fieldOf } from '../decode.ts';
import { factsOf } from '../facts.ts';
import { minorOf } from '../grammar/amount.ts';
import type { Evidence, ExtractionContext } from '../types.ts';
import { differencesOf } from './differences.ts';
import { type ShownValues, shownValues } from './shown-values.ts';

/** Data are not read but sent: what is left is that the sender made a mistake. */
const SENT = 0.99;
/** A value that the page contradicts is as likely as the page's. */
const CONTRADICTED = { data: 0.5, shown: 0.4 } as const;
/** An IBAN with wrong check digits is no account. */
const NO_ACCOUNT = 0.5;

/**
 * Where the document carries an e-invoice its data are the fields, with the place where the page shows the same; what the data do not say
 * stays as it was read from the page. Where both say something of total, date, number or account and it is not the same, the difference is
 * kept for the controls. Amounts are the data's alone: parts of two accounts of the same money would not add up.
 */
export function withEInvoice(reading: Reading, page: Extraction, context: ExtractionContext): Extraction {
  const { invoice, invoiceProblem } = reading;
  if (invoice === undefined)
    return invoiceProblem === undefined ? page : { ...page, eInvoice: { differences: [], problem: invoiceProblem } };
  const shown = shownValues(factsOf(reading, { ...context, currency: invoice.currency ?? context.currency }));
  // A page that was set from the data cannot contradict them.
  const isOwnPage = reading.pages.every(({ source }) => source === 'e-invoice');
  const differences = isOwnPage ? [] : differencesOf(invoice, page.fields, shown);
  const fields = fieldsOf(invoice, page.fields, shown, differences);
  const isPaid = paid(invoice, fields) ?? page.paid;
  const { paid: _, ...rest } = page;
  return {
    ...rest,
    type: { value: invoice.type, p: SENT },
    fields,
    taxes: invoice.total === undefined ? page.taxes : invoice.taxes,
    lines: invoice.lines.length === 0 ? page.lines : invoice.lines.map((line) => lineItem(line, shown)),
    ...(isPaid === undefined ? {} : { paid: isPaid }),
    sums: invoice.sums.length === 0 ? page.sums : sumsOf(invoice),
    eInvoice: { differences },
  };
}

function fieldsOf(invoice: InvoiceData, page: Fields, shown: ShownValues, differences: readonly InvoiceDifference[]): Fields {
  const { seller, ibans } = invoice;
  const amount = (value: string | undefined) => (value === undefined ? undefined : shown.amount(minorOf(value)));
  const date = (value: string | undefined) => (value === undefined ? undefined : shown.date(value));
  const text = (value: string | undefined) => (value === undefined ? undefined : shown.text(value));
  const tax = taxOf(invoice);
  const [iban] = ibans;
  const found: readonly (readonly [FieldName, string | undefined, Evidence | undefined])[] = [
    ['supplier', seller.name, text(seller.name)],
    // An address has rows of its own; its street says where.
    ['address', seller.address, text(seller.address) ?? text(seller.address?.split(', ')[0])],
    ['date', invoice.issueDate, date(invoice.issueDate)],
    ['dueDate', invoice.dueDate, date(invoice.dueDate)],
    ['number', invoice.number, text(invoice.number)],
    ['currency', invoice.currency, undefined],
    ['net', invoice.net, amount(invoice.net)],
    ['tax', tax, amount(tax)],
    ['total', invoice.total, amount(invoice.total)],
    ['iban', iban, text(iban)],
    ['supplierTaxId', seller.taxId, text(seller.taxId)],
  ];
  const kept = { ...page };
  if (invoice.total !== undefined) for (const name of ['net', 'tax'] as const) delete kept[name];
  for (const [name, value, evidence] of found) {
    if (value === undefined) continue;
    const difference = differences.find(({ field }) => field === name);
    kept[name] =
      difference?.shown === undefined ? sent(name, value, page[name], evidence) : contradicted(value, difference.shown, difference);
  }
  return kept;
}

/** The page's own reading of the same value has the better place, because it knows labels. */
function sent(name: FieldName, value: string, read: Field | undefined, evidence: Evidence | undefined): Field {
  const p = name === 'iban' && !isValidIBAN(value) ? NO_ACCOUNT : SENT;
  if (read?.value === value && read.page !== undefined && read.box !== undefined) {
    return { value, p, page: read.page, box: read.box, alternatives: [] };
  }
  return fieldOf(value, p, evidence);
}

/** The place is that of the other value: there a person looks. */
function contradicted(value: string, shown: string, { page, box }: InvoiceDifference): Field {
  const place = { ...(page === undefined ? {} : { page }), ...(box === undefined ? {} : { box }) };
  const signed = value.startsWith('-') ? `-${shown}` : shown;
  return { value, p: CONTRADICTED.data, ...place, alternatives: [{ value: signed, p: CONTRADICTED.shown }] };
}

/** BT-110 may be left out where there is no tax; it then follows from the others. */
function taxOf({ tax, net, total, currency }: InvoiceData): string | undefined {
  if (tax !== undefined || net === undefined || total === undefined || currency === undefined) return tax;
  const [whole, part] = [parseMoney(total, currency), parseMoney(net, currency)];
  return whole && part && formatMoney(subtractMoney(whole, part));
}

/** Nothing left to pay was paid; an account or a day to pay by asks for payment. */
function paid({ due, total }: InvoiceData, fields: Fields): boolean | undefined {
  if (due === undefined || total === undefined) return undefined;
  if (Number(due) === 0) return Number(total) === 0 ? undefined : true;
  return fields.iban !== undefined || fields.dueDate !== undefined ? false : undefined;
}

function lineItem({ net, ...line }: InvoiceData['lines'][number], shown: ShownValues): LineItem {
  const at = shown.text(line.description);
  return { ...line, amount: net, ...(at === undefined ? {} : { page: at.page, box: at.box }) };
}

/** The sums of the norm under the names by which all sums go; the two about lines are one. */
function sumsOf({ sums }: InvoiceData): Extraction['sums'] {
  const of = (...rules: readonly InvoiceData['sums'][number]['rule'][]) => sums.filter(({ rule }) => rules.includes(rule));
  const one = (rule: Extraction['sums'][number]['rule'], tried: InvoiceData['sums']): Extraction['sums'] => {
    const told = tried.find(({ holds }) => !holds) ?? tried.at(-1);
    return told === undefined ? [] : [{ rule, holds: told.holds, note: told.note }];
  };
  return [
    ...one('net+tax=total', of('BR-CO-15')),
    ...one('lines=net', of('BR-CO-10', 'BR-CO-13')),
    ...one('taxes=tax', of('BR-CO-14')),
    ...one('total-prepaid=due', of('BR-CO-16')),
  ];
}
