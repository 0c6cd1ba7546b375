import type { Currency, LocalDate } from '../../../contract/index.ts';
import { EngineError, exponentOf, formatMoney, money, parseMoney } from '../../../contract/index.ts';
import type { EntryLeg, LedgerEntry, PostingKey } from '../../../engine/ports.ts';

/** Name of the tag that carries the posting's key, so that an entry is found wherever the user moves it. */
export const KEY_TAG = 'tickmark-key';

/** Type letters of hledger's account declarations, which keep its reports right where account names are not English. */
const ACCOUNT_TYPES = { expense: 'X', asset: 'A', liability: 'L', equity: 'E', income: 'R' } as const;

/**
 * Free text made harmless: NFC, one line, no control, bidirectional or invisible characters, no `;` (it would start a comment
 * and lose the rest) and no `|` (it would move the border between payee and note).
 */
export function plainText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Zs}]+/gu, ' ')
    .replace(/[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb]/g, '')
    .replaceAll(';', ',')
    .replaceAll('|', '/')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** Text between the parentheses of a code: a `)` inside would end it too early. */
export function codeText(text: string): string {
  return plainText(text).replaceAll('(', '[').replaceAll(')', ']');
}

/** Value of a tag: it ends at the first comma. */
export function tagText(text: string): string {
  return plainText(text).replaceAll(',', ' ').replace(/ {2,}/g, ' ').trim();
}

/** File name of a posting. `:` may not stand in a name on Windows; keys hold no dot, so two keys never share a name. */
export function fileOfKey(key: PostingKey): string {
  if (!/^[a-z0-9:_-]{1,120}$/.test(key)) throw new EngineError('invalid_input', { note: 'The key of the posting has other characters.' });
  return `${key.replaceAll(':', '.')}.journal`;
}

/** A declaration of the currency with exactly its digits: `commodity 1000.00 GBP`, `commodity 1000. JPY`. */
export function commodityLine(currency: Currency): string {
  return `commodity 1000.${'0'.repeat(exponentOf(currency))} ${currency}`;
}

export function accountLine({ account, kind }: LedgerEntry['accounts'][number]): string {
  return `account ${account}  ; type:${ACCOUNT_TYPES[kind]}`;
}

/**
 * What is wrong with the entry by our own strict rules, or undefined. They hold with and without hledger, which itself lets
 * a difference below the declared digits pass.
 */
export function ruleBroken(entry: LedgerEntry): string | undefined {
  if (entry.legs.length < 2) return 'The entry needs at least two lines.';
  const declared = new Set(entry.accounts.map(({ account }) => account));
  for (const { account } of entry.accounts) {
    if (!isAccountName(account)) return `"${plainText(account)}" cannot be the name of an account in hledger.`;
  }
  for (const { account, minor } of entry.legs) {
    if (!declared.has(account)) return `The account "${plainText(account)}" is not declared.`;
    if (!Number.isSafeInteger(minor)) return `The amount for "${account}" is no whole number of the smallest unit.`;
  }
  const sum = entry.legs.reduce((total, { minor }) => total + BigInt(minor), 0n);
  return sum === 0n ? undefined : `The lines do not balance: ${sum} of the smallest unit of ${entry.currency} are left over.`;
}

/** Two spaces end a name, `;` starts a comment, and a first `( [ * ! = ~` has a meaning of its own. */
function isAccountName(name: string): boolean {
  if (name !== plainText(name) || name.length > 200) return false;
  return name.split(':').every((part) => part !== '' && part === part.trim()) && !/^[([*!=~;"']/.test(name);
}

/** The text of one posting's file. */
export function renderEntry(entry: LedgerEntry): string {
  const amounts = entry.legs.map(({ minor }) => formatMoney(money(minor, entry.currency)));
  const accountWidth = Math.max(...entry.legs.map(({ account }) => account.length));
  const amountWidth = Math.max(...amounts.map((amount) => amount.length));
  const legs = entry.legs.map(
    ({ account }, index) => `    ${account.padEnd(accountWidth)}  ${(amounts[index] ?? '').padStart(amountWidth)} ${entry.currency}`,
  );
  // A code is always written: without it a payee that begins with a parenthesis would be read as one.
  const code = codeText(entry.number ?? '') || '-';
  const description = plainText(entry.description);
  const tags = [`${KEY_TAG}:${entry.key}`, `document:${entry.document.sha256}`, `file:${tagText(entry.document.name)}`];
  return [
    // The user's journal may read commas as decimal marks; this line holds for the rest of this file only.
    'decimal-mark .',
    '',
    `${entry.date} * (${code}) ${plainText(entry.payee)}${description === '' ? '' : ` | ${description}`}`,
    `    ; ${tags.join(', ')}`,
    ...legs,
    '',
  ].join('\n');
}

/** What a posting's file says. Undefined parts could not be read. */
export type WrittenEntry = {
  readonly date: string | undefined;
  readonly title: string | undefined;
  readonly legs: readonly { account: string; minor: number | undefined; currency: string }[];
};

/** Reads back text in the form of `renderEntry`, forgivingly, since a person may have changed it. */
export function parseEntry(text: string, currency: Currency): WrittenEntry {
  const lines = text.split(/\r?\n/);
  const header = lines.map((line) => /^(\d{4}-\d{2}-\d{2})\s+(.*)$/.exec(line)).find((match) => match !== null);
  const legs = lines.flatMap((line) => {
    const leg = /^\s+(\S.*?)\s{2,}(-?[\d.]+)\s+(\S+)\s*(?:;.*)?$/.exec(line);
    const [, account = '', amount = '', unit = ''] = leg ?? [];
    return leg === null || account.startsWith(';') ? [] : [{ account, minor: parseMoney(amount, currency)?.minor, currency: unit }];
  });
  return { date: header?.[1], title: header?.[2]?.trim(), legs };
}

/** How a file differs from the entry that was written, in words; empty where it is the same to the byte. */
export function textDifferences(text: string, entry: LedgerEntry): string[] {
  const expectedText = renderEntry(entry);
  if (text === expectedText) return [];
  const [found, expected] = [parseEntry(text, entry.currency), parseEntry(expectedText, entry.currency)];
  const differences: string[] = [];
  if (found.date !== expected.date) differences.push(`The date is ${found.date ?? 'missing'}, posted was ${entry.date}.`);
  if (found.title !== expected.title) differences.push(`The title is "${found.title ?? ''}", posted was "${expected.title ?? ''}".`);
  const foreign = found.legs.find((leg) => leg.currency !== entry.currency);
  if (foreign) differences.push(`${foreign.account} is in ${foreign.currency}, posted was ${entry.currency}.`);
  differences.push(...legDifferences(found.legs, entry));
  return differences.length > 0 ? differences : ['The text was changed by hand; date, accounts and amounts are as posted.'];
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

/** One entry as hledger itself sees it. */
export type SeenEntry = {
  readonly place: string;
  readonly date: LocalDate | string;
  readonly legs: readonly { account: string; currency: string; mantissa: number; places: number }[];
};

/** Differences between hledger's reading and the entry: date and amount of every line, in whole minor units. */
export function seenDifferences(seen: SeenEntry, entry: LedgerEntry): string[] {
  const exponent = exponentOf(entry.currency);
  const legs = seen.legs.map(({ account, currency, mantissa, places }) => ({
    account,
    minor: currency === entry.currency && places <= exponent ? mantissa * 10 ** (exponent - places) : undefined,
  }));
  const dates = seen.date === entry.date ? [] : [`hledger reads the date ${seen.date}, posted was ${entry.date}.`];
  return [...dates, ...legDifferences(legs, entry)];
}
