import type { LocalDate } from '../../src-main/contract/time.ts';
import { amount, britishDate, daysBefore, taxIn, taxOn } from './amounts.ts';
import { centre, gap, left, pair, type Row, rule } from './paper-art.ts';
import type { Scene } from './photo.ts';
import {
  CONDENSED,
  head,
  type Items,
  OAK,
  PINE,
  POSTED,
  paidReceipt,
  pounds,
  priced,
  type ReceiptPlan,
  SLATE,
  sumOf,
} from './receipt-parts.ts';
import { SUPPLIERS, type Supplier } from './supplier.ts';
import type { Expected } from './truth.ts';

/** Tones of till paper beside the usual cream. */
const WHITE = ['#f4f5f6', '#fdfdfd', '#e8eaec'] as const;
const YELLOW = ['#f3ecd2', '#fbf5df', '#e9dfc0'] as const;
const BLUE = ['#e6edf2', '#f3f8fb', '#d9e3ea'] as const;
const PINK = ['#f4e6e4', '#fbf2f0', '#ead9d6'] as const;

/** How a shop words and orders its receipt. `taxFirst`: net and tax stand above the total, otherwise below it. */
type Till = {
  readonly file: string;
  readonly shows: string;
  readonly supplier: Supplier;
  readonly date: LocalDate;
  readonly number: string;
  readonly numberWords: string;
  readonly items: Items;
  /** Per cent; `added` to the prices or contained in them. */
  readonly rate: number;
  readonly added: boolean;
  readonly taxFirst: boolean;
  readonly place: 'centre' | 'left';
  readonly net: string;
  readonly tax: string;
  readonly total: string;
  readonly paid: readonly Row[];
  readonly foot: string;
  readonly heading?: string;
  readonly scene: Scene;
  readonly expected?: Expected;
};

function plan(till: Till): ReceiptPlan {
  const sum = sumOf(till.items);
  const tax = till.added ? taxOn(sum, till.rate) : taxIn(sum, till.rate);
  const net = till.added ? sum : sum - tax;
  const taxRows = [pair(till.net, amount(net)), pair(till.tax, amount(tax))];
  const total = pair(till.total, pounds(net + tax), 42, true);
  const rows = [
    ...head(till.supplier, 44, till.place),
    ...(till.heading ? [centre(till.heading, 38, true), gap(8)] : []),
    pair(`${till.numberWords} ${till.number}`, britishDate(till.date)),
    rule,
    ...priced(till.items),
    rule,
    ...(till.taxFirst ? [...taxRows, total] : [total, ...taxRows]),
    gap(),
    ...till.paid,
    gap(),
    till.place === 'left' ? left(till.foot) : centre(till.foot),
  ];
  const { supplier, date, number } = till;
  return {
    file: till.file,
    shows: till.shows,
    rows,
    scene: till.scene,
    truth: paidReceipt({ supplier, date, number, net, tax }),
    expected: till.expected ?? POSTED,
  };
}

const byCard = (words: string, minor: number): Row[] => [pair(words, amount(minor))];
const inCash = (minor: number, given: number): Row[] => [pair('Cash', amount(given)), pair('Change', amount(given - minor))];

/** Clear receipts of shops and stations on other paper, in other letters and another order than the first ones. */
function tills(day: (days: number) => LocalDate): Till[] {
  const usual = { added: false, taxFirst: false, place: 'centre', net: 'Net', tax: 'VAT 20%', total: 'TOTAL', rate: 20 } as const;
  return [
    {
      ...usual,
      file: 'bright-bean-roasters-beans.jpg',
      shows: 'Coffee beans: zero-rated food, on white paper with everything at the left.',
      supplier: SUPPLIERS.beans,
      date: day(12),
      number: 'BB-20333',
      numberWords: 'Receipt No',
      items: [
        ['House espresso beans 5kg', 7400],
        ['Decaf beans 1kg', 1650],
      ],
      rate: 0,
      taxFirst: true,
      place: 'left',
      net: 'Subtotal',
      tax: 'VAT 0%',
      paid: byCard('Visa Debit', 9050),
      foot: 'Thank you',
      scene: { table: SLATE, turn: 0.4, grain: 2.5, seed: 101, font: 'Liberation Mono', size: 34, paper: WHITE },
    },
    {
      ...usual,
      file: 'fairway-fuels-october.jpg',
      shows: 'Petrol, three weeks earlier than the other fuel receipt.',
      supplier: SUPPLIERS.fuel,
      date: day(30),
      number: '881745',
      numberWords: 'Receipt No',
      items: [['Unleaded 28.41 L', 3946]],
      paid: byCard('Contactless', 3946),
      foot: 'Please drive carefully',
      scene: { table: PINE, turn: -0.7, grain: 3, seed: 103, font: 'DejaVu Sans', size: 33, paper: YELLOW },
    },
    {
      ...usual,
      file: 'quill-and-paper-envelopes.jpg',
      shows: 'Office supplies with the tax added at the end, on bluish paper.',
      supplier: SUPPLIERS.paper,
      date: day(18),
      number: 'QP-7594',
      numberWords: 'Receipt No:',
      items: [
        ['Envelopes C5 box of 500', 1895],
        ['Staples 5000', 340],
        ['Ring binders x 10', 2150],
      ],
      added: true,
      taxFirst: true,
      net: 'Net amount',
      tax: 'VAT @ 20%',
      paid: byCard('Mastercard', 5262),
      foot: 'Everything for the desk',
      scene: { table: OAK, turn: 0.5, grain: 2.5, seed: 107, font: 'Liberation Serif', size: 38, paper: BLUE },
    },
    {
      ...usual,
      file: 'anchor-hardware-drill.jpg',
      shows: 'Tools paid by card, the shop printed at the left.',
      supplier: SUPPLIERS.hardware,
      date: day(9),
      number: '40-22503',
      numberWords: 'Receipt No',
      items: [
        ['Drill bit set 19 pcs', 2399],
        ['Wall plugs box', 480],
        ['Spirit level 600mm', 1650],
      ],
      place: 'left',
      net: 'Total excl. VAT',
      paid: byCard('Card payment', 4529),
      foot: 'Keys cut while you wait',
      scene: { table: PINE, turn: -0.4, grain: 3, seed: 109, font: 'Liberation Sans', size: 37, paper: WHITE },
    },
    {
      ...usual,
      file: 'northline-rail-october.jpg',
      shows: 'Another train ticket: zero-rated.',
      supplier: SUPPLIERS.rail,
      date: day(26),
      number: 'NR-5571804',
      numberWords: 'Receipt No',
      items: [['Train fare adult return', 2240]],
      rate: 0,
      taxFirst: true,
      tax: 'VAT 0%',
      heading: 'Ticket receipt',
      paid: byCard('Paid by card', 2240),
      foot: 'Travel is zero-rated for VAT',
      scene: { table: OAK, turn: -0.3, grain: 2.5, seed: 113, font: 'DejaVu Sans', size: 33, paper: PINK },
    },
    {
      ...usual,
      file: 'dock-street-bakery-flour.jpg',
      shows: 'Bread and flour: zero-rated food, paid in cash.',
      supplier: SUPPLIERS.bakery,
      date: day(8),
      number: '11731',
      numberWords: 'Receipt No',
      items: [
        ['16 x Brown loaf', 2560],
        ['10 x Rye bread', 2650],
        ['4 x Flour 1kg', 720],
      ],
      rate: 0,
      taxFirst: true,
      net: 'Subtotal',
      tax: 'VAT 0%',
      paid: inCash(5930, 6000),
      foot: 'Baked this morning',
      scene: { table: SLATE, turn: 0.6, grain: 3, seed: 127, font: 'DejaVu Sans Mono', size: 33, paper: YELLOW },
    },
    {
      ...usual,
      file: 'quayside-parking-october.jpg',
      shows: 'Parking paid in coins: cash less change proves the total.',
      supplier: SUPPLIERS.parking,
      date: day(22),
      number: 'QC-660218',
      numberWords: 'Ticket No',
      items: [['Parking 6 hours', 960]],
      heading: 'PARKING RECEIPT',
      paid: inCash(960, 1000),
      foot: 'Valid on the day of issue only',
      scene: { table: OAK, turn: 0.3, grain: 3, seed: 131, paperWidth: 740, font: CONDENSED, size: 36, paper: WHITE },
      expected: { outcome: 'posted' },
    },
    {
      ...usual,
      file: 'quill-and-paper-toner.jpg',
      shows: 'Printer toner: the third receipt of the stationer.',
      supplier: SUPPLIERS.paper,
      date: day(27),
      number: 'QP-7402',
      numberWords: 'Receipt No:',
      items: [
        ['Printer toner black', 5400],
        ['Sticky notes 12 pack', 840],
      ],
      net: 'Net amount',
      tax: 'VAT @ 20%',
      paid: byCard('Visa Debit', 6240),
      foot: 'Everything for the desk',
      scene: { table: SLATE, turn: -0.6, grain: 2.5, seed: 137, font: 'Liberation Mono', size: 34 },
    },
    {
      ...usual,
      file: 'marlin-and-daughters.jpg',
      shows: 'Neither the shop nor the goods say what was bought: a person says which account.',
      supplier: SUPPLIERS.sundry,
      date: day(4),
      number: '2071',
      numberWords: 'Receipt No',
      items: [
        ['Sundries', 1240],
        ['Sundries', 620],
      ],
      paid: byCard('Debit card', 1860),
      foot: 'Thank you for calling',
      scene: { table: PINE, turn: 0.5, grain: 3, seed: 139, font: 'DejaVu Sans', size: 33, paper: BLUE },
      expected: { outcome: 'review', check: 'unsure-account' },
    },
  ];
}

/** Photos that follow the first ones of `receiptPlans`; days count back from `asOf`. */
export function moreReceiptPlans(asOf: LocalDate): ReceiptPlan[] {
  return tills((days) => daysBefore(asOf, days)).map(plan);
}
