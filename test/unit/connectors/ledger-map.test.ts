import { describe, expect, test } from 'vitest';
import { ledgerDialect } from '../../../src-main/connectors/ledgers/ledger/dialect.ts';
import { ledger } from '../../../src-main/connectors/ledgers/ledger/index.ts';
import { declarationsOf, renderEntry } from '../../../src-main/connectors/ledgers/ledger/map.ts';
import { REVERSAL_TAG } from '../../../src-main/connectors/ledgers/plain-text/dialect.ts';
import type { Currency } from '../../../src-main/contract/index.ts';
import { bill } from '../../integration/connectors/plain-text-books.ts';

const LINK = '../documents/0192.g1.invoice.pdf';
const entry = bill('0192', { document: { name: 'invoice.pdf', sha256: 'a'.repeat(64) } });

test('an entry has its key and its document in tags, and no price', () => {
  expect(renderEntry(entry, LINK)).toBe(`2026-11-12 * (NDS-20418) Northern Dairy Supplies
    ; tickmark-key: 0192:g1
    ; document: ${'a'.repeat(64)}
    ; doc: ../documents/0192.g1.invoice.pdf
    ; file: invoice.pdf
    ; note: invoice
    expenses:food purchases   100.00 GBP
    assets:vat input           20.00 GBP
    liabilities:payable      -120.00 GBP
`);
});

test('what takes an entry back carries its key under another name', () => {
  expect(renderEntry(entry, LINK, REVERSAL_TAG)).toContain('; tickmark-reverses: 0192:g1\n');
  expect(renderEntry(entry, LINK, REVERSAL_TAG)).not.toContain('tickmark-key');
});

test.each(['GBP', 'JPY', 'KWD'])('%s is declared with its own digits, and every tag that an entry carries', (code) => {
  const lines = declarationsOf(bill('a', { currency: code as Currency })).map(({ line }) => line);
  const format = { GBP: '1000.00 GBP', JPY: '1000 JPY', KWD: '1000.000 KWD' }[code];
  expect(lines).toContain(`commodity ${code}\n    format ${format}`);
  for (const [, tag] of renderEntry(entry, LINK).matchAll(/; ([\w-]+): /g)) expect(lines).toContain(`tag ${tag}`);
});

test('a bracketed day in a text is no day of the entry, and no line is longer than Ledger reads', () => {
  const text = renderEntry(
    bill('a', { payee: 'p'.repeat(9000), number: 'é'.repeat(9000), description: `[2020/01/01] ${'d'.repeat(9000)}` }),
    LINK,
  );
  expect(text).toContain('note: (2020/01/01) d');
  for (const line of text.split('\n')) expect(Buffer.byteLength(line)).toBeLessThan(4096);
});

describe("the user's own text", () => {
  test('rules that touch any entry, and balances that it asserts, are seen', () => {
    expect(ledgerDialect.bindsIn('alias a=b\n')).toEqual({ rules: true, accounts: [] });
    expect(ledgerDialect.bindsIn('2026-01-01 x\n  (assets:bank)  1 GBP = 2 GBP\n  b\n')).toEqual({
      rules: false,
      accounts: ['assets:bank'],
    });
    expect(ledgerDialect.bindsIn('2026-01-01 x\n  a=b c\n').accounts).toBe('all');
    expect(ledgerDialect.bindsIn('; a = b\n2026-01-01 x ; = 1\n')).toEqual({ rules: false, accounts: [] });
  });

  test('declarations keep the lines below them', () => {
    const declared = ledgerDialect.declaredIn('account a b  ; note\n    assert true\n\ncommodity EUR\ntag x\n');
    expect([...declared]).toEqual([
      ['account a b', 'account a b  ; note\n    assert true'],
      ['commodity EUR', 'commodity EUR'],
      ['tag x', 'tag x'],
    ]);
  });

  test('other files are included by plain and old words, other formats are not', () => {
    expect(ledgerDialect.includesIn('include a b.ledger\n!include c/*.dat\ninclude timedot:x\n; include d\n')).toEqual([
      'a b.ledger',
      'c/*.dat',
    ]);
  });
});

test('the command line names the journal, and the address is its whole path', () => {
  expect(ledger.parse('/books/main.ledger')).toEqual({ journal: '/books/main.ledger' });
  expect(ledger.address({ journal: '/books/../books/main.ledger' })).toBe('/books/main.ledger');
  expect(() => ledger.parse(' ')).toThrow('ledger:PATH');
});
