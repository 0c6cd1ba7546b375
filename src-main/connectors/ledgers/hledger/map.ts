import type { Currency } from '../../../contract/index.ts';
import { exponentOf } from '../../../contract/index.ts';
import type { LedgerEntry } from '../../../engine/ports.ts';
import { legLines } from '../plain-text/columns.ts';
import type { Declaration, Mark } from '../plain-text/dialect.ts';
import { KEY_TAG } from '../plain-text/dialect.ts';
import { codeText, plainText, tagText } from '../plain-text/escape.ts';
import { accountId, commodityId } from '../plain-text/journal-text.ts';

/** Type letters of hledger's account declarations, which keep its reports right where account names are not English. */
const ACCOUNT_TYPES = { expense: 'X', asset: 'A', liability: 'L', equity: 'E', income: 'R' } as const;

/** A declaration of the currency with exactly its digits: `commodity 1000.00 GBP`, `commodity 1000. JPY`. */
export function commodityLine(currency: Currency): string {
  return `commodity 1000.${'0'.repeat(exponentOf(currency))} ${currency}`;
}

export function declarationsOf(entry: LedgerEntry): Declaration[] {
  return [
    { id: commodityId(entry.currency), line: commodityLine(entry.currency) },
    ...entry.accounts.map(({ account, kind }) => ({ id: accountId(account), line: `account ${account}  ; type:${ACCOUNT_TYPES[kind]}` })),
  ];
}

/** The text of one posting's file. `documentPath` is absent in what earlier versions wrote. */
export function renderEntry(entry: LedgerEntry, documentPath: string | undefined, mark: Mark = KEY_TAG): string {
  // A code is always written: without it a payee that begins with a parenthesis would be read as one.
  const code = codeText(entry.number ?? '') || '-';
  const description = plainText(entry.description);
  const link = documentPath === undefined ? [] : [`doc:${documentPath}`];
  const tags = [`${mark}:${entry.key}`, `document:${entry.document.sha256}`, ...link, `file:${tagText(entry.document.name)}`];
  return [
    // The user's journal may read commas as decimal marks; this line holds for the rest of this file only.
    'decimal-mark .',
    '',
    `${entry.date} * (${code}) ${plainText(entry.payee)}${description === '' ? '' : ` | ${description}`}`,
    `    ; ${tags.join(', ')}`,
    ...legLines(entry, '    '),
    '',
  ].join('\n');
}
