import {
  type Account,
  type Client,
  type Coding,
  type Currency,
  type Extraction,
  type Money,
  parseMoney,
  type TaxCode,
} from '../../contract/index.ts';
import type { BillLine } from '../ports.ts';

export type RecoveredTax = { readonly account: string; readonly minor: number; readonly code: TaxCode };

/** Tax of the document that the coding's tax code claims back, in minor units; undefined where none is. */
export function recoveredTax(client: Client, extraction: Extraction, coding: Coding, currency: Currency): RecoveredTax | undefined {
  const code = client.taxCodes.find((candidate) => candidate.code === coding.taxCode);
  const tax = extraction.fields.tax ? parseMoney(extraction.fields.tax.value, currency) : undefined;
  if (!code?.recoverable || code.account === undefined || !tax || tax.minor === 0) return undefined;
  return { account: code.account, minor: tax.minor, code };
}

type LineInput = {
  readonly client: Client;
  readonly extraction: Extraction;
  readonly coding: Coding;
  readonly total: Money;
  readonly expense: Account;
  readonly tax: RecoveredTax | undefined;
  readonly taxAccount: Account | undefined;
};

/**
 * The lines of a bill: one for each tax rate where the document shows net and tax of every rate and they add up to what is posted, else one
 * for the whole. Ledgers that compute tax themselves need the parts; the sums are those of the legs either way.
 */
export function billLines(input: LineInput): BillLine[] {
  const { client, extraction, coding, total, expense, tax, taxAccount } = input;
  const code = client.taxCodes.find((candidate) => candidate.code === coding.taxCode);
  const description = descriptionOf(extraction);
  const line = (net: number, part: number, rate: string | undefined, taxCode: TaxCode | undefined): BillLine => ({
    description,
    account: expense.ledgerName,
    net,
    tax: part,
    ...(taxCode?.ledgerCode === undefined ? {} : { taxCode: taxCode.ledgerCode }),
    ...(rate === undefined ? {} : { taxRate: rate }),
    ...(part === 0 || taxAccount === undefined ? {} : { taxAccount: taxAccount.ledgerName }),
  });
  const whole = line(total.minor - (tax?.minor ?? 0), tax?.minor ?? 0, code?.rate ?? onlyRate(extraction), code);
  if (tax === undefined) return [whole];
  const parts = extraction.taxes.map(({ rate, net, tax: amount }) => ({
    rate,
    net: net === undefined ? undefined : parseMoney(net, total.currency)?.minor,
    tax: parseMoney(amount, total.currency)?.minor,
  }));
  const lines = parts.flatMap(({ rate, net, tax: part }) =>
    net === undefined || part === undefined || (net === 0 && part === 0)
      ? []
      : [line(net, part, rate, codeForRate(client, tax.code, rate))],
  );
  const sum = (of: (line: BillLine) => number) => lines.reduce((all, one) => all + of(one), 0);
  const adds = lines.length > 1 && sum(({ tax: part }) => part) === tax.minor && sum(({ net, tax: part }) => net + part) === total.minor;
  return adds ? lines : [whole];
}

/** The client's tax code for a rate: the coding's own where it has that rate or none, else another recoverable one with the rate. */
function codeForRate(client: Client, own: TaxCode, rate: string | undefined): TaxCode {
  if (rate === undefined || own.rate === undefined || sameRate(own.rate, rate)) {
    const exact = own.rate === undefined && rate !== undefined ? withRate(client, rate) : undefined;
    return exact ?? own;
  }
  return withRate(client, rate) ?? own;
}

const withRate = (client: Client, rate: string) =>
  client.taxCodes.find((code) => code.recoverable && code.rate !== undefined && sameRate(code.rate, rate));

const sameRate = (a: string, b: string) => trimZeros(a) === trimZeros(b);
const trimZeros = (text: string) => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

function onlyRate({ taxes }: Extraction): string | undefined {
  const rates = new Set(taxes.map(({ rate }) => rate).filter((rate) => rate !== undefined));
  return rates.size === 1 ? [...rates][0] : undefined;
}

/** What was bought, in the page's own words where they are few, so that a person in the ledger sees more than "invoice". */
function descriptionOf({ lines, type, fields }: Extraction): string {
  const names = lines.map(({ description }) => description.trim()).filter((name) => name !== '');
  const words = names.length > 0 && names.length <= 3 ? names.join(', ') : type.value;
  const text = fields.number ? `${words} ${fields.number.value}` : words;
  return text.slice(0, 200);
}
