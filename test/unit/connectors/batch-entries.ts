import type { Currency, LocalDate } from '../../../src-main/contract/index.ts';
import type { Bill, LedgerEntry, PostingKey } from '../../../src-main/engine/ports.ts';

export type Names = { readonly expense: string; readonly tax: string; readonly payable: string; readonly taxCode?: string };

export const NAMES: Names = { expense: '5000', tax: '1576', payable: '1600', taxCode: '9' };

/** A bill of one line of 100.00 and 20.00 tax in GBP; parts can be replaced. */
export function bill(id: string, change: Partial<LedgerEntry> = {}, names = NAMES): LedgerEntry {
  const line = { description: 'Milk and cream', account: names.expense, net: 100_00, tax: 20_00, taxRate: '20', taxAccount: names.tax };
  return entryOf(
    { key: `${id}:g1` as PostingKey, ...change },
    {
      kind: 'bill',
      supplier: { key: 'northern dairy', name: 'Northern Dairy Supplies', taxNumber: 'GB123456789' },
      dueDate: '2026-12-12' as LocalDate,
      lines: [names.taxCode === undefined ? line : { ...line, taxCode: names.taxCode }],
      total: 120_00,
      paid: false,
      contra: names.payable,
      ...change.bill,
    },
  );
}

/** An entry whose legs say what its bill says. */
export function entryOf(change: Partial<LedgerEntry> & { readonly key: PostingKey }, made: Bill): LedgerEntry {
  const legs = [
    ...made.lines.flatMap(({ account, net, tax, taxAccount }) => [
      { account, minor: net },
      ...(tax === 0 ? [] : [{ account: taxAccount ?? account, minor: tax }]),
    ]),
    { account: made.contra, minor: made.total === 0 ? 0 : -made.total },
  ];
  return {
    date: '2026-11-12' as LocalDate,
    payee: made.supplier.name,
    number: 'NDS-20418',
    description: 'invoice',
    currency: 'GBP' as Currency,
    legs,
    document: { name: 'invoice.pdf', sha256: 'a'.repeat(64), mediaType: 'application/pdf', size: 4 },
    accounts: [...new Set((change.legs ?? legs).map(({ account }) => account))].map((account) => ({ account, kind: 'expense' as const })),
    ...change,
    bill: made,
  };
}

/** Numbers from 0 up to 1 that are the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Pieces that break writers of files, and plain ones. */
const PIECES = [
  ...[
    '=1+1',
    '+49 30',
    '-5',
    '@SUM(A1)',
    '\t=x',
    '\rx',
    '"',
    '""',
    "'",
    ';',
    ',',
    '|',
    '\n',
    '\r\n',
    '\u2028',
    '\0',
    '  ',
    ' ',
    'a',
    'B&C',
  ],
  ...[
    'Café',
    'Ångström',
    'Łódź',
    'Kőszeg',
    '山田商店',
    'قهوة',
    '🧾',
    '€',
    '–',
    '\u202e',
    '\ufeff',
    '\ud800',
    'x'.repeat(70),
    '0',
    '12,50',
    '№',
  ],
];

export function awkwardText(random: () => number): string {
  return Array.from({ length: Math.floor(random() * 5) }, () => PIECES[Math.floor(random() * PIECES.length)] ?? '').join('');
}

/** An entry with awkward texts and one to four lines of any sign, in a currency of 0, 2 or 3 decimals. */
export function randomEntry(random: () => number, number: number, currencies = ['GBP', 'EUR', 'JPY', 'KWD']): LedgerEntry {
  const whole = (limit: number) => Math.floor(random() * limit);
  const day = `202${5 + whole(3)}-${String(1 + whole(12)).padStart(2, '0')}-${String(1 + whole(28)).padStart(2, '0')}` as LocalDate;
  const lines = Array.from({ length: 1 + whole(4) }, () => {
    const net = whole(1_000_000) - 300_000;
    const isTaxed = random() < 0.6;
    return {
      description: awkwardText(random),
      account: String(4000 + whole(1000)),
      net,
      tax: isTaxed ? Math.round(net * 0.19) || 0 : 0,
      ...(isTaxed && random() < 0.5 ? { taxCode: '9', taxRate: '19' } : {}),
      taxAccount: '1576',
    };
  });
  const total = lines.reduce((sum, { net, tax }) => sum + net + tax, 0);
  const name = awkwardText(random);
  return entryOf(
    {
      key: `doc-${number}:g1` as PostingKey,
      date: day,
      payee: name,
      description: awkwardText(random),
      ...(random() < 0.8 ? { number: awkwardText(random) } : {}),
      currency: (currencies[whole(currencies.length)] ?? 'EUR') as Currency,
      document: { name: `${awkwardText(random)}.pdf`, sha256: number.toString(16).padStart(64, '0') },
    },
    { kind: total < 0 ? 'credit-note' : 'bill', supplier: { key: name, name }, lines, total, paid: random() < 0.3, contra: '1600' },
  );
}
