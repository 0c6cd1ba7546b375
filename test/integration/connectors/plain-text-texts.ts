import fc from 'fast-check';
import type { Currency, LocalDate } from '../../../src-main/contract/index.ts';
import { Account, CURRENCIES, localDate } from '../../../src-main/contract/index.ts';
import type { LedgerEntry, PostingKey } from '../../../src-main/engine/ports.ts';
import { bill, sha256 } from './plain-text-books.ts';

/** What has a meaning in one of the formats, or looks like nothing. */
const NASTY = [
  ...[
    '\n',
    '\r\n    expenses:food purchases  9.00 KWD\n',
    '\n\n2020-01-01 * forged\n  a  1\n  b\n',
    '\r',
    '\u0085',
    '\u2028',
    '\u2029',
    '\t',
  ],
  ...[
    ';',
    '; x:y',
    '|',
    '(',
    ')',
    '*',
    '! ',
    '=',
    '@',
    '@@',
    '"',
    '\\',
    '\\"',
    '\\\\',
    "'",
    '`',
    '  ',
    ',',
    ':',
    '::',
    ':a:b:',
    '{',
    '}',
    '[',
    ']',
  ],
  ...['[2020/1/1]', '[=2020/01/01]', '2020-01-01', 'date:2020-01-01', 'date2:2020-01-01', 'tickmark-key:e1:g1', 'tickmark-key: "e1:g1"'],
  ...[
    'tickmark-reverses: e1:g1',
    'key:: 1+1',
    'Payee: x',
    'UUID: 1',
    'type:X',
    '%',
    '%(account)',
    '~',
    '<',
    '>',
    '&',
    '#',
    '-',
    '--',
    '^link',
    '#tag',
  ],
  ...[
    'comment\n',
    'end\n',
    'end comment',
    'include /etc/passwd',
    '\ninclude x',
    'plugin "x"',
    'account x',
    'apply account x',
    'P 2020-01-01 EUR 1',
  ],
  ...[
    '\u202e',
    '\u2066',
    '\u200b',
    '\ufeff',
    '\u0301',
    'e\u0301',
    '\u{1f9fe}',
    '\u{1f468}\u200d\u{1f469}',
    '\u{e0001}',
    '\ud800',
    '\udc00',
    '\u0000',
    '\u001b[31m',
  ],
  ...[
    'ß',
    'ŉ',
    'İ',
    'ﬀ',
    'ǆ',
    '山田',
    'قهوة',
    'Ñ',
    '\u00a0',
    '\u3000',
    '\uffff',
    '£1',
    '-1.00 GBP',
    '1,000.00',
    '=1',
    '$',
    'w'.repeat(4200),
    '山'.repeat(1500),
  ],
];
const anyText = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ maxLength: 6 })), { maxLength: 10 }).map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
);

/** Names that a chart of accounts may hold. */
const anyAccount = fc
  .array(fc.string({ unit: fc.constantFrom(..."abzAZß09éÑ山 &'.,()/%+#_-"), minLength: 1, maxLength: 9 }), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.map((part) => part.trim().replace(/ +/g, ' ')).join(':'))
  .map((name) => `expenses:${name}`)
  .filter((name) => Account.shape.ledgerName.safeParse(name).success);

const anyDate = fc
  .record({ year: fc.integer({ min: 1990, max: 2090 }), month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 31 }) })
  .map(({ year, month, day }) => localDate(year, month, day) ?? ('2024-02-29' as LocalDate));

/** Entries with any text in every field, with any date, currency and amount. Keys are numbered later. */
export const anyEntry = fc
  .record({
    payee: anyText,
    number: fc.option(anyText, { nil: undefined }),
    description: anyText,
    name: anyText,
    date: anyDate,
    currency: fc.constantFrom('GBP', 'EUR', 'JPY', 'KWD', ...CURRENCIES),
    accounts: fc.tuple(anyAccount, anyAccount),
    amounts: fc.tuple(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), fc.integer({ min: -100_000, max: 100_000 })),
    mediaType: fc.constantFrom('application/pdf', 'image/jpeg', undefined),
  })
  .map(
    ({ payee, number, description, name, date, currency, accounts: [first, second], amounts: [large, small], mediaType }): LedgerEntry => {
      const names = [...new Set([first, second, 'liabilities:payable'])];
      const legs = [
        { account: first, minor: large },
        { account: second, minor: small },
        { account: 'liabilities:payable', minor: 0 - large - small },
      ];
      return bill('any', {
        payee,
        ...(number === undefined ? {} : { number }),
        description,
        date,
        currency: currency as Currency,
        legs,
        accounts: names.map((account) => ({ account, kind: account.startsWith('l') ? 'liability' : 'expense' })),
        document: { name, sha256: sha256('c'), ...(mediaType === undefined ? {} : { mediaType }) },
      });
    },
  );

export const withKey = (entry: LedgerEntry, key: string): LedgerEntry => ({ ...entry, key: key as PostingKey });
