import type { LocalDate } from '../../src-main/contract/time.ts';
import { amount } from './amounts.ts';
import { centre, gap, left, pair, type Row } from './paper-art.ts';
import type { Scene } from './photo.ts';
import type { Supplier } from './supplier.ts';
import type { Expected, Truth } from './truth.ts';

export type ReceiptPlan = {
  readonly file: string;
  readonly shows: string;
  readonly rows: readonly Row[];
  readonly scene: Scene;
  readonly truth: Truth;
  readonly expected: Expected;
};

export const OAK = ['#8a6848', '#6f5136'] as const;
export const SLATE = ['#5d646b', '#474d54'] as const;
export const PINE = ['#c3a67f', '#a98b66'] as const;
/** Some printers set proportional letters; a point is then narrow and less often read as a digit. */
export const CONDENSED = 'DejaVu Sans Condensed';
export const POSTED = { outcome: 'posted' } as const;

/** Name, address, telephone and tax number, centred as most tills print them, or at the left. */
export function head(supplier: Supplier, size = 42, place: 'centre' | 'left' = 'centre'): Row[] {
  const line = place === 'centre' ? centre : left;
  const name: Row = { kind: place, text: supplier.name, size, bold: true };
  return [
    name,
    gap(6),
    line(supplier.address[0]),
    line(supplier.address[1]),
    line(`Tel ${supplier.phone}`),
    line(`VAT No ${supplier.vat.replace('GB', 'GB ')}`),
    gap(),
  ];
}

/** What the paper says, amounts in minor units; `total` where it is not net and tax. */
export type Facts = { supplier: Supplier; date: LocalDate; number: string; net: number; tax: number; total?: number };

/** The truth of a paid receipt in pounds. */
export function paidReceipt({ supplier, date, number, net, tax, total = net + tax }: Facts): Truth {
  return {
    type: 'receipt',
    supplier: supplier.name,
    date,
    number,
    currency: 'GBP',
    net: amount(net),
    tax: amount(tax),
    total: amount(total),
    supplierTaxId: supplier.vat,
    paid: true,
    pages: 1,
    category: supplier.category,
  };
}

/** Goods with their prices in minor units. */
export type Items = readonly (readonly [string, number])[];

export const pounds = (minor: number) => `£${amount(minor)}`;
export const sumOf = (items: Items) => items.reduce((sum, [, price]) => sum + price, 0);
export const priced = (items: Items) => items.map(([text, price]) => pair(text, amount(price)));
