import type { LocalDate } from '../../src-main/contract/time.ts';
import { amount, britishDate, daysBefore, longDate, taxIn, taxOn } from './amounts.ts';
import { blurred, euros, wrongSum } from './doubtful-receipts.ts';
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
import { SUPPLIERS } from './supplier.ts';
import type { Expected } from './truth.ts';

/** A day in the future that stays one for years. */
const FAR_AHEAD = '2031-02-14' as LocalDate;

type Counter = { date: LocalDate; number: string; time: string; items: Items; card: string };

/** A trade counter: prices without tax, tax added at the end. */
function beansRows({ date, number, time, items, card }: Counter): { rows: Row[]; net: number; tax: number } {
  const net = sumOf(items);
  const tax = taxOn(net, 20);
  const rows = [
    ...head(SUPPLIERS.beans),
    pair(`Receipt ${number}`, `${britishDate(date)} ${time}`),
    rule,
    ...priced(items),
    rule,
    pair('Subtotal', amount(net)),
    pair('VAT 20%', amount(tax)),
    pair('TOTAL', pounds(net + tax), 42, true),
    gap(),
    pair(`Visa Debit **** ${card}`, amount(net + tax)),
    centre('Approved - thank you'),
    gap(),
    centre('Coffee roasted on Mill Lane'),
  ];
  return { rows, net, tax };
}

function beans(file: string, shows: string, counter: Counter, scene: Scene): ReceiptPlan {
  const { rows, net, tax } = beansRows(counter);
  return { file, shows, rows, scene, truth: paidReceipt({ supplier: SUPPLIERS.beans, ...counter, net, tax }), expected: POSTED };
}

function fuel(date: LocalDate): ReceiptPlan {
  const total = Math.round(36.6 * 142.9);
  const tax = taxIn(total, 20);
  const rows = [
    ...head(SUPPLIERS.fuel),
    pair(`Date ${britishDate(date)}`, 'Time 07:42'),
    left('Receipt No 884120'),
    rule,
    pair('Diesel 36.60 L', amount(total)),
    left('Pump 5, 142.9 p per litre'),
    rule,
    pair('TOTAL', pounds(total), 42, true),
    gap(),
    pair('Net', amount(total - tax)),
    pair('VAT 20.00%', amount(tax)),
    gap(),
    pair('Contactless', amount(total)),
    centre('Please drive carefully'),
    { kind: 'bars', digits: '884120735' } as const,
  ];
  return {
    file: 'fairway-fuels.jpg',
    shows: 'A clear fuel receipt: litres, price and the tax inside the total.',
    rows,
    scene: { table: SLATE, turn: 0.7, grain: 3, seed: 12, font: CONDENSED, size: 36 },
    truth: paidReceipt({ supplier: SUPPLIERS.fuel, date, number: '884120', net: total - tax, tax }),
    expected: POSTED,
  };
}

function paper(date: LocalDate): ReceiptPlan {
  const items = [
    ['A4 copier paper 5 reams', 2250],
    ['Till rolls 80mm x 20', 1794],
    ['Ballpoint pens box', 648],
  ] as const;
  const total = sumOf(items);
  const tax = taxIn(total, 20);
  const rows = [
    ...head(SUPPLIERS.paper),
    pair('Receipt No: QP-7731', britishDate(date)),
    rule,
    ...priced(items),
    rule,
    pair('TOTAL', pounds(total), 42, true),
    pair('Net amount', amount(total - tax)),
    pair('VAT @ 20%', amount(tax)),
    gap(),
    pair('Mastercard', amount(total)),
    gap(),
    centre('Goods may be returned within'),
    centre('28 days with this receipt'),
  ];
  return {
    file: 'quill-and-paper.jpg',
    shows: 'A clear receipt for office supplies.',
    rows,
    scene: { table: PINE, turn: -0.4, grain: 2.5, seed: 23, font: CONDENSED, size: 36 },
    truth: paidReceipt({ supplier: SUPPLIERS.paper, date, number: 'QP-7731', net: total - tax, tax }),
    expected: POSTED,
  };
}

type Ticket = {
  file: string;
  shows: string;
  date: LocalDate;
  number: string;
  total: number;
  hours: number;
  scene: Scene;
  expected: Expected;
};

function parking({ file, shows, date, number, total, hours, scene, expected }: Ticket): ReceiptPlan {
  const tax = taxIn(total, 20);
  const rows = [
    ...head(SUPPLIERS.parking),
    centre('PARKING RECEIPT', 38, true),
    gap(8),
    pair(`Ticket No ${number}`, longDate(date)),
    rule,
    pair(`Parking ${hours} hours`, amount(total)),
    rule,
    pair('Net', amount(total - tax)),
    pair('VAT 20%', amount(tax)),
    pair('TOTAL PAID', pounds(total), 42, true),
    gap(),
    pair('Paid by card', amount(total)),
  ];
  return { file, shows, rows, scene, truth: paidReceipt({ supplier: SUPPLIERS.parking, date, number, net: total - tax, tax }), expected };
}

function hardware(date: LocalDate): ReceiptPlan {
  const items = [
    ['Masonry paint white 5L', 2499],
    ['Paint brush set', 849],
    ['Wood screws 4x40 box', 420],
  ] as const;
  const total = sumOf(items);
  const tax = taxIn(total, 20);
  const rows = [
    ...head(SUPPLIERS.hardware, 46),
    pair('Till 2', `${britishDate(date)} 15:06`),
    left('Receipt No 40-22816'),
    rule,
    ...priced(items),
    rule,
    pair('TOTAL', pounds(total), 42, true),
    pair('Cash', amount(4000)),
    pair('Change', amount(4000 - total)),
    gap(),
    pair('Total excl. VAT', amount(total - tax)),
    pair('VAT 20%', amount(tax)),
    gap(),
    centre('Keys cut while you wait'),
  ];
  return {
    file: 'anchor-hardware.jpg',
    shows: 'A clear receipt paid in cash: cash less change proves the total.',
    rows,
    scene: { table: OAK, turn: 0.5, grain: 3, seed: 31, font: 'Liberation Mono', size: 34 },
    truth: paidReceipt({ supplier: SUPPLIERS.hardware, date, number: '40-22816', net: total - tax, tax }),
    expected: POSTED,
  };
}

function rail(date: LocalDate): ReceiptPlan {
  const total = 2 * 1840;
  const rows = [
    ...head(SUPPLIERS.rail),
    centre('Ticket receipt', 38, true),
    rule,
    pair('Receipt No', 'NR-5580236'),
    pair('Date of purchase', longDate(date)),
    left('Whitcombe to Leeds'),
    pair('2 x Adult return', amount(total)),
    rule,
    pair('Net', amount(total)),
    pair('VAT 0%', amount(0)),
    pair('TOTAL', pounds(total), 42, true),
    gap(),
    pair('Paid by card', amount(total)),
    centre('Travel is zero-rated for VAT'),
  ];
  return {
    file: 'northline-rail.jpg',
    shows: 'A train ticket: zero-rated, so net and total are the same.',
    rows,
    scene: { table: SLATE, turn: 0.3, grain: 2.5, seed: 41, font: 'Liberation Sans', size: 36, paperWidth: 760 },
    truth: paidReceipt({ supplier: SUPPLIERS.rail, date, number: 'NR-5580236', net: total, tax: 0 }),
    expected: POSTED,
  };
}

function bakery(date: LocalDate): ReceiptPlan {
  const items = [
    ['12 x Sourdough loaf', 2880],
    ['24 x Butter croissant', 2280],
    ['6 x Rye bread', 1590],
  ] as const;
  const total = sumOf(items);
  const rows = [
    ...head(SUPPLIERS.bakery),
    pair('No. 11864', `${britishDate(date)} 06:12`),
    rule,
    ...priced(items),
    rule,
    pair('Subtotal', amount(total)),
    pair('VAT 0%', amount(0)),
    pair('TOTAL', pounds(total), 42, true),
    gap(),
    pair('Card', amount(total)),
    centre('Baked this morning'),
  ];
  return {
    file: 'dock-street-bakery.jpg',
    shows: 'A clear receipt for bread: zero-rated food.',
    rows,
    scene: { table: PINE, turn: -0.8, grain: 3, seed: 47 },
    truth: paidReceipt({ supplier: SUPPLIERS.bakery, date, number: '11864', net: total, tax: 0 }),
    expected: POSTED,
  };
}

/** Every photo of the demo; days count back from `asOf`, so that no sample is older than six weeks then. */
export function receiptPlans(asOf: LocalDate): ReceiptPlan[] {
  const day = (days: number) => daysBefore(asOf, days);
  return [
    beans(
      'bright-bean-roasters.jpg',
      'A clear receipt for drinks for the café: prices without tax, VAT added.',
      {
        date: day(4),
        number: 'BB-20418',
        time: '10:24',
        items: [
          ['Vanilla syrup 1L x 4', 2480],
          ['Cold brew cans x 24', 3840],
          ['Oat drink 1L x 12', 2510],
        ],
        card: '4417',
      },
      { table: OAK, turn: -0.5, grain: 3, seed: 7 },
    ),
    beans(
      'bright-bean-roasters-october.jpg',
      'A second receipt of the same supplier, with other goods, day and total: no duplicate.',
      {
        date: day(29),
        number: 'BB-20177',
        time: '11:52',
        items: [
          ['Caramel syrup 1L x 3', 1860],
          ['Oat drink 1L x 12', 2390],
        ],
        card: '4417',
      },
      { table: PINE, turn: 0.6, grain: 3, seed: 11 },
    ),
    fuel(day(3)),
    paper(day(6)),
    parking({
      file: 'quayside-parking.jpg',
      shows: 'A name that could be a place; the tax number and the sums say that it is none.',
      date: day(8),
      number: 'QC-663071',
      total: 720,
      hours: 4,
      scene: { table: SLATE, turn: -0.3, grain: 3, seed: 61, paperWidth: 740, font: CONDENSED, size: 36 },
      expected: { outcome: 'posted' },
    }),
    hardware(day(2)),
    rail(day(17)),
    bakery(day(5)),
    wrongSum(day(1)),
    parking({
      file: 'quayside-parking-2031.jpg',
      shows: 'A date years ahead: the machine printed the wrong day, or somebody changed it.',
      date: FAR_AHEAD,
      number: 'QC-663498',
      total: 540,
      hours: 3,
      scene: { table: PINE, turn: 0.8, grain: 3, seed: 67, paperWidth: 740, font: CONDENSED, size: 36 },
      expected: { outcome: 'review', check: 'future-date' },
    }),
    blurred(day(1)),
    euros(day(9)),
  ];
}
