import type { Extraction, Field, InvoiceData, InvoiceDifference } from '../../../contract/index.ts';
import { fieldOf } from '../decode.ts';
import { minorOf } from '../grammar/amount.ts';
import type { ShownValues } from './shown-values.ts';

/**
 * From this probability on a value of the page stands against the data. `UNSHOWN`: the page shows the data's value nowhere. `SHOWN`: it also
 * shows that one, so that reading the page wrongly is the likelier explanation: other days stand on many invoices, another total on few.
 * Measured on 78 ZUGFeRD and Factur-X files: both that show another invoice than their data are found, and none of the others differs.
 */
const UNSHOWN = 0.5;
const SHOWN = { total: 0.5, date: 0.9, number: 0.8 } as const;

const NOTHING: readonly string[] = [];

/**
 * Where the page says something else than the data of its e-invoice: who pays looks at the page, who books by the data would book another
 * amount, day, account or number. What the page does not say contradicts nothing.
 */
export function differencesOf(invoice: InvoiceData, page: Extraction['fields'], shown: ShownValues): InvoiceDifference[] {
  const { total, date, number } = page;
  return [
    ...nowhere(invoice, page, shown),
    ...against('total', total, [invoice.total, invoice.due].map(unsigned), otherAmounts(invoice), (value) => shown.amount(minorOf(value))),
    ...against('date', date, [invoice.issueDate], [invoice.dueDate, ...invoice.deliveryDates], (value) => shown.date(value)),
    ...against('number', number, [invoice.number], NOTHING, (value) => shown.text(value)),
    ...otherAccount(invoice, shown),
  ];
}

/** A total that the page does not show at all, where reading it gave none that could stand against it. Every measured page shows it. */
function nowhere({ total, due }: InvoiceData, page: Extraction['fields'], shown: ShownValues): InvoiceDifference[] {
  const isShown = [total, due].some((value) => value !== undefined && shown.amount(minorOf(value)) !== undefined);
  return total === undefined || isShown || (page.total?.p ?? 0) >= UNSHOWN ? [] : [{ field: 'total', data: total.replace(/^-/, '') }];
}

/** `accepted` are the data's values for the field, `related` those that are easily taken for it. */
function against(
  field: keyof typeof SHOWN,
  read: Field | undefined,
  accepted: readonly (string | undefined)[],
  related: readonly (string | undefined)[],
  find: (value: string) => unknown,
): InvoiceDifference[] {
  const wanted = accepted.filter((value) => value !== undefined);
  const [data] = wanted;
  if (read === undefined || data === undefined) return [];
  const value = unsigned(read.value) ?? '';
  const same = (other: string | undefined) => other !== undefined && plain(other) === plain(value);
  // Of a number that is written with spaces only a part may have been read.
  if (wanted.some(same) || (field === 'number' && wanted.some((other) => plain(other).includes(plain(value))))) return [];
  const isShown = wanted.some((other) => find(other) !== undefined);
  if (isShown ? read.p < SHOWN[field] || related.some(same) : read.p < UNSHOWN) return [];
  const { page, box } = read;
  return [{ field, data, shown: value, ...(page === undefined ? {} : { page }), ...(box === undefined ? {} : { box }) }];
}

/** An account needs no reading of labels: any valid IBAN on the page is one to pay to, and one of them must be the data's. */
function otherAccount({ ibans }: InvoiceData, shown: ShownValues): InvoiceDifference[] {
  const [data] = ibans;
  const [other] = shown.ibans;
  if (data === undefined || other === undefined || ibans.some((iban) => shown.text(iban) !== undefined)) return [];
  const { page, box } = fieldOf(other.value, 1, other.evidence);
  return page === undefined || box === undefined ? [] : [{ field: 'iban', data, shown: other.value, page, box }];
}

function otherAmounts({ net, tax, prepaid, lines, taxes }: InvoiceData): (string | undefined)[] {
  return [net, tax, prepaid, ...lines.map((line) => line.net), ...taxes.flatMap((line) => [line.net, line.tax])].map(unsigned);
}

function unsigned(value: string | undefined): string | undefined {
  return value?.replace(/^-/, '');
}

/** Numbers of documents are written with and without spaces and dashes. */
function plain(value: string): string {
  return value.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
}
