import type { Currency } from '../../../contract/index.ts';
import { exponentOf } from '../../../contract/index.ts';
import type { Bill, BillLine, EntryProblem } from '../../../engine/ports.ts';
import type { OutgoingEntry } from '../batch-files/books.ts';
import type { KeptEntry } from '../batch-files/entry-record.ts';
import type { Rate } from './rates.ts';
import { convert, rateFor, rateText } from './rates.ts';

export type DatevSettings = {
  readonly consultant: number;
  readonly client: number;
  /** First day of the fiscal year, `MM-DD`. */
  readonly yearStart: string;
  /** Digits of an impersonal account; personal accounts have one more. */
  readonly accountLength: number;
  readonly currency: Currency;
  /** Number of the standard chart, empty where it is the office's own. */
  readonly chart: string;
  readonly rates: readonly Rate[];
  readonly period: 'year' | 'month';
  /** Whether the batch cannot be changed any more once it is read in. */
  readonly isFinal: boolean;
  readonly link: 'none' | 'BEDI' | 'DDMS';
};

/** A booking: `minor` is debited to `account` against the bill's contra account where it is positive, credited where it is negative. */
export type Booking = { readonly account: string; readonly minor: number; readonly taxKey?: string; readonly text: string };

/** `\d{1,10},\d{2}`: the largest amount in hundredths. */
const MAX_AMOUNT = 999_999_999_999;

/** Digits of an account; its name may stand behind them ("4980 Betriebsbedarf"). */
export function accountNumber(account: string, { accountLength }: Pick<DatevSettings, 'accountLength'>): string | undefined {
  const digits = /^(\d{1,9})(?= |$)/.exec(account)?.[1];
  return digits !== undefined && digits.length <= accountLength + 1 && /[1-9]/.test(digits) ? digits : undefined;
}

/** What keeps an entry out of a batch. */
export function problemsOf(entry: OutgoingEntry, settings: DatevSettings): EntryProblem[] {
  const { bill } = entry;
  if (bill === undefined) {
    return [{ code: 'amount', words: 'The document was approved by an older Tickmark, which kept no lines; approve it again.' }];
  }
  const problems: EntryProblem[] = [];
  const isForeign = entry.currency !== settings.currency;
  if (isForeign && !rateFor(settings.rates, entry.currency, entry.reverses ?? entry.date)) {
    const words = `There is no rate for ${entry.currency} in ${(entry.reverses ?? entry.date).slice(0, 7)}; enter it in the settings of the ledger.`;
    return [{ code: 'currency', words }];
  }
  if (!/^20\d\d-/.test(entry.date)) problems.push({ code: 'amount', words: 'The format knows days of the years 2000 to 2099 only.' });
  for (const account of [
    bill.contra,
    ...bill.lines.flatMap((line) => [line.account, ...(needsTaxRow(line) ? [line.taxAccount ?? ''] : [])]),
  ]) {
    if (accountNumber(account, settings) === undefined) {
      const words = `"${account}" is no account number of ${settings.accountLength} digits, or ${settings.accountLength + 1} of a person.`;
      problems.push({ code: 'account', words });
    }
  }
  for (const line of bill.lines) problems.push(...taxProblems(line, entry));
  const amounts = bookingsOf(bill).map(({ minor }) => amountsOf(minor, entry, settings).amount);
  if (amounts.length === 0) problems.push({ code: 'amount', words: 'Nothing but zeros: the format knows no booking of 0.00.' });
  if (amounts.some((amount) => amount === undefined || amount > MAX_AMOUNT)) {
    problems.push({ code: 'amount', words: 'An amount does not fit into ten digits and two decimals.' });
  }
  return problems;
}

/** A key makes the program compute the tax from the gross amount. Lines that would come out otherwise are not handed to it. */
function taxProblems(line: BillLine, { currency }: KeptEntry): EntryProblem[] {
  if (line.taxCode === undefined) return [];
  if (!/^\d{1,4}$/.test(line.taxCode))
    return [{ code: 'tax', words: `"${line.taxCode}" is no tax key (BU-Schlüssel) of one to four digits.` }];
  const rate = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(line.taxRate ?? '');
  if (!rate || line.tax === 0) return [];
  const basis = BigInt(rate[1] ?? '0') * 100n + BigInt((rate[2] ?? '').padEnd(2, '0'));
  const gross = BigInt(line.net) + BigInt(line.tax);
  const off = gross * basis - BigInt(line.tax) * (10_000n + basis);
  // Two units of slack: a bill's tax is rounded once, its lines' are shares of that.
  const slack = 2n * (10_000n + basis);
  if (off <= slack && off >= -slack) return [];
  const words = `The key ${line.taxCode} would take ${line.taxRate} % tax out of the gross amount, the line has another tax (${currency}).`;
  return [{ code: 'tax', words }];
}

function needsTaxRow(line: BillLine): boolean {
  return line.taxCode === undefined && line.tax !== 0;
}

/** One booking a line, gross and with its key; without a key the tax gets a booking of its own. Lines of zero make none. */
export function bookingsOf(bill: Bill): Booking[] {
  return bill.lines
    .flatMap((line): Booking[] => {
      const { account, net, tax, description: text, taxCode } = line;
      if (taxCode !== undefined) return [{ account, minor: net + tax, taxKey: taxCode.padStart(4, '0'), text }];
      return [{ account, minor: net, text }, ...(needsTaxRow(line) ? [{ account: line.taxAccount ?? '', minor: tax, text }] : [])];
    })
    .filter(({ minor }) => minor !== 0);
}

/**
 * Hundredths of the amount without its sign, and what belongs to it in another currency: the amount in the books' own. Where the rate is below
 * one, which the rate column cannot say, the booking itself is made in the books' currency. `amount` is undefined where it has no form.
 */
export function amountsOf(minor: number, entry: OutgoingEntry, { currency, rates }: DatevSettings) {
  const rate = entry.currency === currency ? undefined : rateFor(rates, entry.currency, entry.reverses ?? entry.date);
  const own = hundredths(Math.abs(minor), entry.currency);
  if (rate === undefined) return { amount: own, currency: entry.currency };
  const base = hundredths(convert(Math.abs(minor), entry.currency, currency, rate), currency) ?? 0;
  const text = rateText(rate);
  // A thousandth of a dinar has no place in two decimals either.
  if (text === undefined || own === undefined || base === 0) return { amount: base === 0 ? undefined : base, currency };
  return { amount: own, currency: entry.currency, rate: text, base };
}

function hundredths(minor: number, currency: Currency): number | undefined {
  const exponent = exponentOf(currency);
  if (exponent <= 2) return minor * 10 ** (2 - exponent);
  const unit = 10 ** (exponent - 2);
  return minor % unit === 0 ? minor / unit : undefined;
}
