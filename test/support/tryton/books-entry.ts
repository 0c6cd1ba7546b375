import type { Currency, LocalDate } from '../../../src-main/contract/index.ts';
import type { Bill, BillLine, LedgerEntry, LedgerFile, PostingKey } from '../../../src-main/engine/ports.ts';

/** Names in the books of the template. */
export const NAMES = {
  expense: '5000',
  other: '6100',
  tax: 'Main Tax',
  payable: 'Main Payable',
  paid: 'Main Cash',
  taxCode: 'VAT 20% purchases',
};

export const DAIRY: Bill['supplier'] = {
  key: 'northern-dairy',
  name: 'Northern Dairy Supplies Ltd',
  taxNumber: 'GB 980 7806 84',
  address: '4 Mill Lane\nLeeds',
};

export function line(net: number, tax: number, change: Partial<BillLine> = {}): BillLine {
  return {
    description: 'Milk and butter',
    account: NAMES.expense,
    net,
    tax,
    ...(tax === 0 ? {} : { taxCode: NAMES.taxCode, taxRate: '20', taxAccount: NAMES.tax }),
    ...change,
  };
}

/** An entry for the lines; legs and total follow from them. 100.00 and 20 % where there are none. */
export function billEntry(id: string, change: Partial<Omit<LedgerEntry, 'bill'>> & { readonly bill?: Partial<Bill> } = {}): LedgerEntry {
  const { bill: billChange, ...entryChange } = change;
  const lines = billChange?.lines ?? [line(100_00, 20_00)];
  const total = lines.reduce((sum, { net, tax }) => sum + net + tax, 0);
  const bill: Bill = {
    kind: total < 0 ? 'credit-note' : 'bill',
    supplier: DAIRY,
    paid: false,
    contra: NAMES.payable,
    total,
    ...billChange,
    lines,
  };
  return {
    key: (id.includes(':') ? id : `${id}:g1`) as PostingKey,
    date: '2026-11-12' as LocalDate,
    payee: bill.supplier.name,
    number: `NDS-${id}`,
    description: 'invoice',
    currency: 'GBP' as Currency,
    document: { name: 'invoice.pdf', sha256: 'a'.repeat(64) },
    accounts: [],
    legs: [
      ...lines.map(({ account, net }) => ({ account, minor: net })),
      ...lines.map(({ tax }) => ({ account: NAMES.tax, minor: tax })),
      { account: bill.contra, minor: 0 - total },
    ],
    ...entryChange,
    bill,
  };
}

export function fileOf(bytes: Uint8Array, name = 'invoice.pdf'): LedgerFile {
  return { name, mediaType: 'application/pdf', sha256: 'a'.repeat(64), size: bytes.length, bytes: () => Promise.resolve(bytes) };
}
