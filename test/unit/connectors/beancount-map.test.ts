import { describe, expect, test } from 'vitest';
import { beancountName, translateEntry } from '../../../src-main/connectors/ledgers/beancount/accounts.ts';
import { beancountDialect } from '../../../src-main/connectors/ledgers/beancount/dialect.ts';
import { beancount } from '../../../src-main/connectors/ledgers/beancount/index.ts';
import { quoted, renderEntry } from '../../../src-main/connectors/ledgers/beancount/map.ts';
import type { LedgerEntry } from '../../../src-main/engine/ports.ts';
import { bill } from '../../integration/connectors/plain-text-books.ts';

const LINK = '../documents/0192.g1.invoice.pdf';
const none = new Map<string, string>();
const on = (account: string, kind: 'expense' | 'asset' = 'expense') => ({ account, kind });
const withAccounts = (...accounts: ReturnType<typeof on>[]): LedgerEntry =>
  bill('a', { accounts, legs: accounts.map(({ account }, index) => ({ account, minor: index })) });

test('an entry has its key and its document as metadata, in accounts that beancount can name', () => {
  const entry = bill('0192', { document: { name: 'invoice.pdf', sha256: 'a'.repeat(64) } });
  expect(renderEntry(translateEntry(entry, none).entry, LINK)).toBe(`2026-11-12 * "Northern Dairy Supplies" "invoice"
  tickmark-key: "0192:g1"
  invoice: "NDS-20418"
  document: "../documents/0192.g1.invoice.pdf"
  sha256: "${'a'.repeat(64)}"
  file: "invoice.pdf"
  Expenses:FoodPurchases   100.00 GBP
  Assets:VatInput           20.00 GBP
  Liabilities:Payable     -120.00 GBP
`);
});

describe('the name of an account', () => {
  test.each([
    ['expenses:food purchases', 'Expenses:FoodPurchases'],
    ['Expenses:FoodPurchases', 'Expenses:FoodPurchases'],
    ['revenues:sales', 'Income:Sales'],
    ['reisen:bahn', 'Expenses:Reisen:Bahn'],
    ['expenses:büro & material', 'Expenses:BüroMaterial'],
    ['expenses:4930 office', 'Expenses:4930Office'],
    ['expenses:e\u0301cole', 'Expenses:École'],
    ['expenses:straße', 'Expenses:Straße'],
    ['expenses:cross-border', 'Expenses:Cross-border'],
  ])('%j is %j', (name, expected) => expect(beancountName(name, 'expense', none)).toBe(expected));

  test.each(['expenses', 'expenses:山田', 'expenses:&', 'expenses:'])('%j has none and is refused', (account) => {
    expect(beancountName(account, 'expense', none)).toBeUndefined();
    expect(() => translateEntry(withAccounts(on(account), on('assets:bank', 'asset')), none)).toThrow('cannot be the name');
  });

  test('what the user has opened stays as it is, under any root', () => {
    expect(beancountName('Ausgaben:Reise', 'expense', none)).toBe('Expenses:Ausgaben:Reise');
    expect(beancountName('Ausgaben:Reise', 'expense', new Map([['open Ausgaben:Reise', 'x']]))).toBe('Ausgaben:Reise');
  });
});

describe('two names that would be one account', () => {
  const [one, other] = [on('expenses:food purchases'), on('expenses:food & purchases')];
  const declared = (entry: LedgerEntry) =>
    `${beancountDialect
      .declarations(translateEntry(entry, none))
      .map(({ line }) => line)
      .join('\n')}\n`;

  test('in one entry they are refused', () => {
    expect(() => translateEntry(withAccounts(one, other), none)).toThrow(
      'Both "expenses:food purchases" and "expenses:food & purchases" would be',
    );
  });

  test('in two entries the second is refused, by what the declarations remember', () => {
    const text = declared(withAccounts(one, on('assets:bank', 'asset')));
    expect(text).toContain('; Expenses:FoodPurchases is "expenses:food purchases"\n1970-01-01 open Expenses:FoodPurchases\n');
    expect(beancountDialect.confusion(text, translateEntry(withAccounts(other), none))).toContain('Rename one of them');
    expect(beancountDialect.confusion(text, translateEntry(withAccounts(one), none))).toBeUndefined();
  });

  test('the account given by its beancount name is that account', () => {
    const text = declared(withAccounts(one));
    expect(beancountDialect.confusion(text, translateEntry(withAccounts(on('Expenses:FoodPurchases')), none))).toBeUndefined();
  });
});

test.each([
  ['a "b" \\', '"a \\"b\\" \\\\"'],
  ['two\nlines', '"two lines"'],
  ['\\"', '"\\\\\\""'],
])('%j is written as %s', (text, expected) => expect(quoted(text)).toBe(expected));

describe("the user's own text", () => {
  test('plugins and other roots touch any entry; balances, pads and closings touch an account', () => {
    expect(beancountDialect.bindsIn('plugin "beancount.plugins.pedantic"\n').rules).toBe(true);
    expect(beancountDialect.bindsIn('option "name_expenses" "Ausgaben"\n').rules).toBe(true);
    expect(
      beancountDialect.bindsIn('option "title" "x"\n2026-01-01 balance A:B 1 EUR\n2026-01-01 pad C:D E:F\n2026-01-01 close G:H\n'),
    ).toEqual({
      rules: false,
      accounts: ['A:B', 'C:D', 'E:F', 'G:H'],
    });
  });

  test('what opens and closes an account is kept together', () => {
    const declared = beancountDialect.declaredIn('2020-01-01 open A:B EUR\n  note: "x"\n2021-01-01 open C:D\n2022-01-01 close A:B\n');
    expect([...declared]).toEqual([
      ['open A:B', '2020-01-01 open A:B EUR\n  note: "x"\n2022-01-01 close A:B'],
      ['open C:D', '2021-01-01 open C:D'],
    ]);
  });
});

test('the command line names the journal', () => {
  expect(beancount.parse('/books/main.beancount')).toEqual({ journal: '/books/main.beancount' });
  expect(() => beancount.parse('')).toThrow('beancount:PATH');
});
