import type { Currency } from '../../../contract/index.ts';
import { exponentOf, formatMoney, money, parseMoney } from '../../../contract/index.ts';
import type { EntryLeg, LedgerEntry } from '../../../engine/ports.ts';

/** A line of an entry as read back. `minor` is undefined where the amount cannot be read. */
export type ReadLeg = { readonly account: string; readonly minor: number | undefined; readonly currency: string };

/** What a posting's file says. Undefined parts could not be read. */
export type WrittenEntry = { readonly date: string | undefined; readonly title: string | undefined; readonly legs: readonly ReadLeg[] };

/** One entry as the ledger's program sees it. `quantity` is decimal text; `reverses` tells an entry that takes the one with the key back. */
export type SeenEntry = {
  readonly key: string;
  readonly reverses: boolean;
  /** `<file>:<line>`. */
  readonly place: string;
  readonly date: string;
  readonly legs: readonly { readonly account: string; readonly currency: string; readonly quantity: string }[];
};

/** How a file differs from the text that was written, in words; empty where it is the same to the byte. */
export function textDifferences(text: string, entry: LedgerEntry, expectedText: string, parse: (text: string) => WrittenEntry): string[] {
  if (text === expectedText) return [];
  const [found, expected] = [parse(text), parse(expectedText)];
  const differences: string[] = [];
  if (found.date !== expected.date) differences.push(`The date is ${found.date ?? 'missing'}, posted was ${expected.date ?? entry.date}.`);
  if (found.title !== expected.title) differences.push(`The title is "${found.title ?? ''}", posted was "${expected.title ?? ''}".`);
  const foreign = found.legs.find((leg) => leg.currency !== entry.currency);
  if (foreign) differences.push(`${foreign.account} is in ${foreign.currency}, posted was ${entry.currency}.`);
  differences.push(...legDifferences(found.legs, entry));
  return differences.length > 0 ? differences : ['The text was changed by hand; date, accounts and amounts are as posted.'];
}

/** Differences between the program's reading and the entry: date and amount of every account, in whole minor units. */
export function seenDifferences(seen: SeenEntry, entry: LedgerEntry, program: string): string[] {
  const legs = seen.legs.map(({ account, currency, quantity }) => ({
    account,
    minor: currency === entry.currency ? minorOf(quantity, entry.currency) : undefined,
  }));
  const dates = seen.date === entry.date ? [] : [`${program} reads the date ${seen.date}, posted was ${entry.date}.`];
  return [...dates, ...legDifferences(legs, entry)];
}

/** Programs show amounts with the digits of their own choice: zeros behind those of the currency say nothing. */
function minorOf(quantity: string, currency: Currency): number | undefined {
  const [whole = '', fraction = ''] = quantity.trim().split('.');
  const kept = fraction.replace(/0+$/, '').padEnd(exponentOf(currency), '0');
  return parseMoney(kept === '' ? whole : `${whole}.${kept}`, currency)?.minor;
}

/** Compares account totals, so that the order of lines does not matter. */
export function legDifferences(
  found: readonly { account: string; minor: number | undefined }[],
  entry: { readonly legs: readonly EntryLeg[]; readonly currency: Currency },
): string[] {
  const [have, want] = [totals(found), totals(entry.legs)];
  const show = (minor: number) => `${formatMoney(money(minor, entry.currency))} ${entry.currency}`;
  return [...new Set([...want.keys(), ...have.keys()])].flatMap((account) => {
    const [is, was] = [have.get(account), want.get(account)];
    if (is === was) return [];
    if (was === undefined) return [`${account} was not part of the entry.`];
    if (is === undefined) return [`${account} with ${show(was)} is missing.`];
    return [Number.isNaN(is) ? `The amount for ${account} cannot be read.` : `${account} has ${show(is)}, posted was ${show(was)}.`];
  });
}

function totals(legs: readonly { account: string; minor: number | undefined }[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { account, minor } of legs) sums.set(account, (sums.get(account) ?? 0) + (minor ?? Number.NaN));
  return sums;
}
