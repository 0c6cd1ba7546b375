import { describe, expect, test } from 'vitest';
import { hledgerDialect } from '../../../src-main/connectors/ledgers/hledger/dialect.ts';
import { hledger } from '../../../src-main/connectors/ledgers/hledger/index.ts';
import { commodityLine, renderEntry } from '../../../src-main/connectors/ledgers/hledger/map.ts';
import { textDifferences as differences } from '../../../src-main/connectors/ledgers/plain-text/differences.ts';
import type { Currency } from '../../../src-main/contract/index.ts';
import type { LedgerEntry } from '../../../src-main/engine/ports.ts';
import { bill } from '../../integration/connectors/plain-text-books.ts';

const LINK = '../documents/a.g1.invoice.pdf';
const textDifferences = (text: string, entry: LedgerEntry) =>
  differences(text, entry, renderEntry(entry, LINK), (written) => hledgerDialect.parse(written, entry.currency));

test('an entry is laid out in columns, with its key and its document', () => {
  expect(
    renderEntry(bill('0192', { document: { name: 'invoice.pdf', sha256: 'a'.repeat(64) } }), '../documents/0192.g1.invoice.pdf'),
  ).toBe(`decimal-mark .

2026-11-12 * (NDS-20418) Northern Dairy Supplies | invoice
    ; tickmark-key:0192:g1, document:${'a'.repeat(64)}, doc:../documents/0192.g1.invoice.pdf, file:invoice.pdf
    expenses:food purchases   100.00 GBP
    assets:vat input           20.00 GBP
    liabilities:payable      -120.00 GBP
`);
});

test('a currency is declared with its own number of digits', () => {
  expect(['GBP', 'JPY', 'KWD'].map((code) => commodityLine(code as Currency))).toEqual([
    'commodity 1000.00 GBP',
    'commodity 1000. JPY',
    'commodity 1000.000 KWD',
  ]);
});

describe('a file that a user has changed', () => {
  const entry = bill('a');
  const text = renderEntry(entry, LINK);
  test.each([
    ['2026-11-12', '2026-11-13', 'The date is 2026-11-13, posted was 2026-11-12.'],
    ['100.00 GBP', '100.01 GBP', 'expenses:food purchases has 100.01 GBP, posted was 100.00 GBP.'],
    ['assets:vat input ', 'assets:vat output', 'assets:vat input with 20.00 GBP is missing.'],
    ['Dairy', 'Diary', 'The title is'],
    ['20.00 GBP', '20.00 EUR', 'is in EUR, posted was GBP'],
    ['file:invoice.pdf', 'file:invoice.pdf, checked:yes', 'changed by hand; date, accounts and amounts are as posted'],
  ])('%j made %j is told', (from, to, words) => expect(textDifferences(text.replace(from, to), entry).join(' ')).toContain(words));

  test('untouched there is nothing to tell', () => expect(textDifferences(text, entry)).toEqual([]));
});

test('the command line names the journal, from the home folder too', () => {
  expect(hledger.parse('/books/main.journal')).toEqual({ journal: '/books/main.journal' });
  expect(hledger.parse('~/main.journal').journal).toMatch(/^\/.+\/main\.journal$/);
  expect(() => hledger.parse('')).toThrow('hledger:PATH');
});
