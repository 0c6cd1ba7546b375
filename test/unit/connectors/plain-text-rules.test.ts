import { describe, expect, test } from 'vitest';
import { codeText, documentName, fileOfKey, plainText, reversalOfKey } from '../../../src-main/connectors/ledgers/plain-text/escape.ts';
import { ruleBroken as broken, isJournalAccount } from '../../../src-main/connectors/ledgers/plain-text/rules.ts';
import type { LedgerEntry, PostingKey } from '../../../src-main/engine/ports.ts';
import { bill } from '../../integration/connectors/plain-text-books.ts';

const ruleBroken = (entry: LedgerEntry) => broken(entry, isJournalAccount);

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

test('keys that differ have files that differ, and no key leaves its folder', () => {
  expect(fileOfKey('0192-ab:g1' as PostingKey, '.journal')).toBe('0192-ab.g1.journal');
  for (const key of ['../x', 'a.b', '', 'a/b', 'A', 'a b'])
    expect(() => fileOfKey(key as PostingKey, '.journal')).toThrow('other characters');
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

test.each([
  ['invoice.pdf', 'application/pdf', 'invoice.pdf'],
  ['Rechnung; "x" (1).PDF', 'application/pdf', 'Rechnung-x-1.pdf'],
  ['scan.JPEG', 'image/jpeg', 'scan.jpg'],
  ['../../etc/passwd', 'application/pdf', 'etc-passwd.pdf'],
  ['run.exe', 'image/png', 'run.exe.png'],
  ['\u202efdp.exe', 'application/pdf', 'fdp.exe.pdf'],
  ['', 'application/pdf', 'document.pdf'],
  ['...', undefined, 'document.bin'],
  ['note.TXT', undefined, 'note.txt'],
  ['.hidden', 'application/pdf', 'hidden.pdf'],
  ['a,b;c|d"e\\f g', 'image/png', 'a-b-c-d-e-f-g.png'],
  ['領収書 2026.pdf', 'application/pdf', '領収書-2026.pdf'],
])('the document %j of type %s is filed as %j', (name, mediaType, expected) => {
  const file = documentName('0192:g1' as PostingKey, { name, mediaType });
  expect(file).toBe(`0192.g1.${expected}`);
});

test('a long name is cut between whole characters, within what file systems take', () => {
  const file = documentName('k:g1' as PostingKey, { name: `${'é'.normalize('NFD').repeat(300)}.pdf`, mediaType: 'application/pdf' });
  expect(Buffer.byteLength(file)).toBeLessThan(150);
  expect(file).toMatch(/^k\.g1\.é+\.pdf$/);
});

test('no posting has the file of the entry that takes another one back', () => {
  expect(reversalOfKey('a:g1' as PostingKey, '.x')).toBe('a.g1~reversal.x');
  expect(() => fileOfKey('a:g1~reversal' as PostingKey, '.x')).toThrow('other characters');
});
