import { exponentOf } from '../../../contract/index.ts';
import type { LedgerEntry } from '../../../engine/ports.ts';
import { legLines } from '../plain-text/columns.ts';
import type { Declaration, Mark } from '../plain-text/dialect.ts';
import { KEY_TAG, REVERSAL_TAG } from '../plain-text/dialect.ts';
import { codeText, firstBytes, plainText } from '../plain-text/escape.ts';
import { accountId, commodityId, tagId } from '../plain-text/journal-text.ts';

/** Every tag that our entries carry: the pedantic check refuses one that is not declared. */
const TAGS = [KEY_TAG, REVERSAL_TAG, 'document', 'doc', 'file', 'note'];

export function declarationsOf({ currency, accounts }: LedgerEntry): Declaration[] {
  const exponent = exponentOf(currency);
  // The format settles how many digits must balance.
  const format = `    format 1000${exponent === 0 ? '' : `.${'0'.repeat(exponent)}`} ${currency}`;
  return [
    ...TAGS.map((tag) => ({ id: tagId(tag), line: `tag ${tag}` })),
    { id: commodityId(currency), line: `commodity ${currency}\n${format}` },
    ...accounts.map(({ account }) => ({ id: accountId(account), line: `account ${account}` })),
  ];
}

/** Bytes of one text: Ledger refuses a journal with a line of more than 4096, and the code and the payee share one. */
const MAX_TEXT = 1500;

/** The payee as it is written. */
export function payeeText(payee: string): string {
  return firstBytes(plainText(payee), MAX_TEXT).trim();
}

/** Value of a tag, which goes on to the end of its line. Brackets around digits would be read as another date of the entry. */
function noteText(text: string): string {
  return firstBytes(plainText(text), MAX_TEXT).replaceAll('[', '(').replaceAll(']', ')').trim();
}

/** The text of one posting's file. There is never a price: every entry is in one currency, and nothing is converted. */
export function renderEntry(entry: LedgerEntry, documentPath: string, mark: Mark = KEY_TAG): string {
  // A code is always written: without it a payee that begins with a parenthesis would be read as one.
  const code = firstBytes(codeText(entry.number ?? ''), MAX_TEXT).trim() || '-';
  const description = noteText(entry.description);
  const file = noteText(entry.document.name);
  const tags = [
    `${mark}: ${entry.key}`,
    `document: ${entry.document.sha256}`,
    `doc: ${documentPath}`,
    ...(file === '' ? [] : [`file: ${file}`]),
    ...(description === '' ? [] : [`note: ${description}`]),
  ];
  return [
    `${entry.date} * (${code}) ${payeeText(entry.payee)}`.trimEnd(),
    ...tags.map((tag) => `    ; ${tag}`),
    ...legLines(entry, '    '),
    '',
  ].join('\n');
}
