import { describe, expect, test } from 'vitest';
import { hledger } from '../../../src-main/connectors/ledgers/hledger/index.ts';
import {
  codeText,
  commodityLine,
  fileOfKey,
  plainText,
  renderEntry,
  ruleBroken,
  textDifferences,
} from '../../../src-main/connectors/ledgers/hledger/map.ts';
import type { Currency } from '../../../src-main/contract/index.ts';
import type { PostingKey } from '../../../src-main/engine/ports.ts';
import { bill } from '../../conformance/ledgers/harness.ts';

describe('text for a journal', () => {
  test.each([
    ['one\ntwo\r\n\tthree', 'one two three'],
    ['a; b | c', 'a, b / c'],
    ['\u202egnp.exe', 'gnp.exe'],
    ['e\u0301', 'é'],
    ['x\u0000\u0085\u2028y', 'x y'],
    ['  \u00a0 ', ''],
    ['\ud800', '\ufffd'],
  ])('%j is written as %j', (text, expected) => expect(plainText(text)).toBe(expected));

  test('a code never closes its own parenthesis', () => expect(codeText('INV)(9')).toBe('INV][9'));
});

test('an entry is laid out in columns, with its key and its document', () => {
  expect(renderEntry(bill('0192'))).toBe(`decimal-mark .

2026-11-12 * (NDS-20418) Northern Dairy Supplies | invoice
    ; tickmark-key:0192:g1, document:${'a'.repeat(64)}, file:invoice.pdf
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

test('keys that differ have files that differ, and no key leaves its folder', () => {
  expect(fileOfKey('0192-ab:g1' as PostingKey)).toBe('0192-ab.g1.journal');
  for (const key of ['../x', 'a.b', '', 'a/b', 'A', 'a b']) expect(() => fileOfKey(key as PostingKey)).toThrow('other characters');
});

describe('our own strict rules', () => {
  test('a good entry passes', () => expect(ruleBroken(bill('a'))).toBeUndefined());
  test.each([
    ['one leg only', { legs: [{ account: 'assets:vat input', minor: 0 }] }],
    ['half a penny', { legs: [0.5, -0.5].map((minor) => ({ account: 'assets:vat input', minor })) }],
    ['a penny left over', { legs: [100, -99].map((minor) => ({ account: 'assets:vat input', minor })) }],
    ['an undeclared account', { accounts: [] }],
  ])('%s is refused', (_name, change) => expect(ruleBroken(bill('a', change))).toBeDefined());

  test.each(['a  b', 'a;b', '(a)', 'a::b', ' a', 'a:', '* a', 'a\tb', ''])('%j is no name for an account', (account) => {
    const legs = [1, -1].map((minor) => ({ account, minor }));
    expect(ruleBroken(bill('a', { legs, accounts: [{ account, kind: 'asset' }] }))).toBeDefined();
  });
});

describe('a file that a user has changed', () => {
  const entry = bill('a');
  const text = renderEntry(entry);
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
