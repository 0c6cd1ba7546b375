import { Currency, formatMoney, InvoiceData, LocalDate, type Money, negateMoney, parseMoney } from '../../../contract/index.ts';
import { type Amounts, normSums } from './norm-sums.ts';
import type { PlainInvoice } from './plain-invoice.ts';

/** Codes of UNTDID 1001 that EN 16931 takes for credit notes. */
const CREDIT_NOTES = new Set(['81', '83', '261', '262', '296', '308', '381', '396', '420', '458', '532']);

const MOST_LINES = 1_000;

/** Checks and converts what a file says; a value that is none (a date that does not exist, an amount in words) is left out. */
export function invoiceData(plain: PlainInvoice): InvoiceData {
  const named = Currency.safeParse(plain.currency?.toUpperCase());
  const currency = named.success ? named.data : undefined;
  const amount = (text: string | undefined) => (currency === undefined ? undefined : moneyOf(text, currency));
  const isCredit = plain.isCreditNote || CREDIT_NOTES.has(plain.typeCode ?? '');
  const total = amount(plain.sums.total);
  // The norm writes a credit note's amounts positive; some writers give it a minus all the same, and mean the same.
  const flip = isCredit && (total?.minor ?? 0) >= 0;
  const signed = (text: string | undefined) => {
    const value = amount(text);
    return value !== undefined && flip ? negateMoney(value) : value;
  };
  const decimal = (text: string | undefined) => {
    const value = signed(text);
    return value === undefined ? undefined : formatMoney(value);
  };
  const amounts = amountsOf(plain, signed);
  return InvoiceData.parse(
    withoutGaps({
      syntax: plain.syntax,
      profile: words(plain.profile),
      // An invoice below zero gives money back, whatever it calls itself (corrected invoices, 384).
      type: isCredit || (total?.minor ?? 0) < 0 ? 'credit-note' : 'invoice',
      typeCode: plain.typeCode?.slice(0, 10),
      number: words(plain.number),
      issueDate: dayOf(plain.issueDate),
      dueDate: dayOf(plain.dueDate),
      deliveryDates: plain.deliveryDates.flatMap((day) => dayOf(day) ?? []),
      currency,
      seller: withoutGaps({
        name: words(plain.seller.name),
        address: words(plain.seller.address.filter(Boolean).join(', ')),
        taxId: compact(plain.seller.taxId),
      }),
      ibans: [...new Set(plain.accounts.flatMap((account) => ibanOf(account) ?? []))].slice(0, 10),
      net: decimal(plain.sums.net),
      tax: decimal(plain.sums.tax),
      total: decimal(plain.sums.total),
      prepaid: decimal(plain.sums.prepaid),
      due: decimal(plain.sums.due),
      taxes: plain.taxes.slice(0, 50).flatMap(({ rate, net, tax }) => {
        const own = decimal(tax);
        return own === undefined ? [] : [withoutGaps({ rate: plainDecimal(rate), net: decimal(net), tax: own })];
      }),
      lines: plain.lines.slice(0, MOST_LINES).flatMap((line) => {
        const net = decimal(line.net);
        const more = { quantity: plainDecimal(line.quantity), unitPrice: plainDecimal(line.unitPrice) };
        return net === undefined ? [] : [withoutGaps({ description: words(line.description)?.slice(0, 200) ?? '', ...more, net })];
      }),
      sums: currency === undefined ? [] : normSums(amounts, currency),
    }),
  );
}

/** Every amount of the sums in minor units; undefined where it is absent or no amount. */
function amountsOf(plain: PlainInvoice, signed: (text: string | undefined) => Money | undefined): Amounts {
  const minor = (text: string | undefined) => signed(text)?.minor;
  const { sums } = plain;
  return {
    lineNets: plain.lines.map(({ net }) => minor(net)),
    taxAmounts: plain.taxes.map(({ tax }) => minor(tax)),
    lines: minor(sums.lines),
    allowances: minor(sums.allowances),
    charges: minor(sums.charges),
    net: minor(sums.net),
    tax: minor(sums.tax),
    total: minor(sums.total),
    prepaid: minor(sums.prepaid),
    rounding: minor(sums.rounding),
    due: minor(sums.due),
  };
}

/** An amount of XML Schema's `decimal` ("198.0000", "+5", ".5"); undefined where it has more digits than the currency. */
function moneyOf(text: string | undefined, currency: Currency): Money | undefined {
  const decimal = plainDecimal(text);
  return decimal === undefined ? undefined : parseMoney(decimal, currency);
}

/** Decimal text without needless zeros; undefined where it is none or does not fit. */
function plainDecimal(text: string | undefined): string | undefined {
  const match = /^([+-]?)0*(\d*)(?:\.(\d*?)0*)?$/.exec(text ?? '');
  if (!match || !/\d/.test(text ?? '')) return undefined;
  const [, sign, whole = '', fraction = ''] = match;
  if (whole.length > 13 || fraction.length > 6) return undefined;
  const value = `${whole || '0'}${fraction === '' ? '' : `.${fraction}`}`;
  return sign === '-' && value !== '0' ? `-${value}` : value;
}

/** `YYYYMMDD` (CII) or `YYYY-MM-DD` with or without a zone (UBL). */
function dayOf(text: string | undefined): LocalDate | undefined {
  const match = /^(\d{4})-?(\d{2})-?(\d{2})(?:Z|[+-]\d\d:\d\d)?$/.exec(text ?? '');
  return match ? LocalDate.safeParse(match.slice(1, 4).join('-')).data : undefined;
}

/** An IBAN by its shape. The norm also allows accounts of other kinds here, which are left out. */
function ibanOf(account: string): string | undefined {
  const text = compact(account) ?? '';
  return /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text) ? text : undefined;
}

function words(text: string | undefined): string | undefined {
  return text?.replace(/\s+/g, ' ').trim().slice(0, 500) || undefined;
}

function compact(text: string | undefined): string | undefined {
  return text?.replace(/[\s.]/g, '').toUpperCase().slice(0, 40) || undefined;
}

function withoutGaps<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;
}
