import type { LocalDate } from '../../src-main/contract/time.ts';
import { amount, britishDate, daysBefore, longDate, taxIn, taxOn } from './amounts.ts';
import { centre, gap, left, pair, type Row, rule } from './paper-art.ts';
import type { Scene } from './photo.ts';
import { SUPPLIERS, type Supplier } from './supplier.ts';
import type { Expected, Truth } from './truth.ts';

export type ReceiptPlan = {
  readonly file: string;
  readonly shows: string;
  readonly rows: readonly Row[];
  readonly scene: Scene;
  readonly truth: Truth;
  readonly expected: Expected;
};

const OAK = ['#8a6848', '#6f5136'] as const;
const SLATE = ['#5d646b', '#474d54'] as const;
const PINE = ['#c3a67f', '#a98b66'] as const;
/** Some printers set proportional letters; a point is then narrow and less often read as a digit. */
const CONDENSED = 'DejaVu Sans Condensed';
const POSTED = { outcome: 'posted' } as const;

/** A day in the future that stays one for years. */
const FAR_AHEAD = '2031-02-14' as LocalDate;

function head(supplier: Supplier, size = 42): Row[] {
  return [
    centre(supplier.name, size, true),
    gap(6),
    centre(supplier.address[0]),
    centre(supplier.address[1]),
    centre(`Tel ${supplier.phone}`),
    centre(`VAT No ${supplier.vat.replace('GB', 'GB ')}`),
    gap(),
  ];
}

type Facts = { supplier: Supplier; date: LocalDate; number: string; net: number; tax: number; total?: number };

function paidReceipt({ supplier, date, number, net, tax, total = net + tax }: Facts): Truth {
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

const pounds = (minor: number) => `£${amount(minor)}`;
const sumOf = (items: readonly (readonly [string, number])[]) => items.reduce((sum, [, price]) => sum + price, 0);
const priced = (items: readonly (readonly [string, number])[]) => items.map(([text, price]) => pair(text, amount(price)));

type Counter = { date: LocalDate; number: string; time: string; items: readonly (readonly [string, number])[]; card: string };

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
    pair('Receipt No 884120', 'Pump 5'),
    rule,
    pair('DIESEL', ''),
    pair('36.60 L @ 142.9 p/L', amount(total)),
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
    rule,
    pair('Ticket No', number),
    pair('Date', longDate(date)),
    pair('Stay', `${hours} hours`),
    rule,
    pair('Net', amount(total - tax)),
    pair('VAT 20%', amount(tax)),
    pair('TOTAL PAID', pounds(total), 42, true),
    gap(),
    centre('Paid by card'),
    { kind: 'bars', digits: number.replaceAll(/\D/g, '') } as const,
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

/** The total on the paper is 10.00 more than its net and tax: a misprint, or a changed figure. */
function wrongSum(date: LocalDate): ReceiptPlan {
  const items = [
    ['LED panel 600x600', 2900],
    ['Junction box IP65', 550],
    ['Cable clips bag', 700],
  ] as const;
  const net = sumOf(items);
  const tax = taxOn(net, 20);
  const total = net + tax + 1000;
  const rows = [
    ...head(SUPPLIERS.hardware, 46),
    pair('Till 1', `${britishDate(date)} 09:31`),
    left('Receipt No 40-22977'),
    rule,
    ...priced(items),
    rule,
    pair('Subtotal', amount(net)),
    pair('VAT 20%', amount(tax)),
    pair('TOTAL', pounds(total), 42, true),
    gap(),
    pair('Card payment', amount(total)),
    gap(),
    centre('Keys cut while you wait'),
  ];
  return {
    file: 'anchor-hardware-wrong-sum.jpg',
    shows: 'Net and VAT make 49.80, but the paper says 59.80.',
    rows,
    scene: { table: SLATE, turn: -0.6, grain: 3, seed: 37, font: 'Liberation Mono', size: 34 },
    truth: paidReceipt({ supplier: SUPPLIERS.hardware, date, number: '40-22977', net, tax, total }),
    expected: { outcome: 'review', check: 'sums' },
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

/** Same kind of paper as the bakery's other receipt, out of focus so far that amounts cannot be trusted. */
function blurred(date: LocalDate): ReceiptPlan {
  const items = [
    ['18 x Cheese scone', 1710],
    ['10 x Sourdough loaf', 2400],
  ] as const;
  const total = sumOf(items);
  const rows = [
    ...head(SUPPLIERS.bakery),
    pair('No. 11902', `${britishDate(date)} 06:20`),
    rule,
    ...priced(items),
    rule,
    pair('Subtotal', amount(total)),
    pair('VAT 0%', amount(0)),
    pair('TOTAL', pounds(total), 42, true),
    gap(),
    pair('Card', amount(total)),
  ];
  return {
    file: 'IMG_2093-blurred.jpg',
    shows: 'A photo out of focus: what can be read is not sure.',
    rows,
    scene: { table: OAK, turn: 1, grain: 2, seed: 53, blur: 6.5 },
    truth: paidReceipt({ supplier: SUPPLIERS.bakery, date, number: '11902', net: total, tax: 0 }),
    expected: { outcome: 'review', check: 'blurred' },
  };
}

/** A meal abroad. The client keeps its books in pounds. */
function euros(date: LocalDate): ReceiptPlan {
  const items = [
    ['2 x Plat du jour', 3100],
    ['2 x Cafe', 520],
    ['1 x Eau minerale', 450],
  ] as const;
  const total = sumOf(items);
  const tax = taxIn(total, 10);
  const rows = [
    centre('Brasserie du Port', 44, true),
    gap(6),
    centre('12 Quai de la Gare'),
    centre('62100 Calais, France'),
    centre('TVA FR40303265045'),
    gap(),
    pair('Ticket No 3381', britishDate(date)),
    rule,
    ...priced(items),
    rule,
    pair('Net', amount(total - tax)),
    pair('TVA / VAT 10%', amount(tax)),
    pair('TOTAL EUR', amount(total), 42, true),
    gap(),
    pair('Carte bancaire EUR', amount(total)),
    centre('Merci et a bientot'),
  ];
  return {
    file: 'brasserie-du-port-eur.jpg',
    shows: "A receipt in euros: not the client's currency.",
    rows,
    scene: { table: OAK, turn: -0.5, grain: 3, seed: 59, font: CONDENSED, size: 36 },
    truth: {
      type: 'receipt',
      supplier: 'Brasserie du Port',
      date,
      number: '3381',
      currency: 'EUR',
      net: amount(total - tax),
      tax: amount(tax),
      total: amount(total),
      supplierTaxId: 'FR40303265045',
      paid: true,
      pages: 1,
      category: 'meals',
    },
    expected: { outcome: 'review', check: 'currency' },
  };
}

/** Every photo of the demo; days count back from `asOf`, so that no sample is older than six weeks then. */
export function receiptPlans(asOf: LocalDate): ReceiptPlan[] {
  const day = (days: number) => daysBefore(asOf, days);
  return [
    beans(
      'bright-bean-roasters.jpg',
      'A clear receipt for café supplies: prices without tax, VAT added.',
      {
        date: day(4),
        number: 'BB-20418',
        time: '10:24',
        items: [
          ['Paper cups 12oz x 1000', 4800],
          ['Cup lids x 1000', 2650],
          ['Vanilla syrup 1L x 2', 1380],
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
          ['Espresso filter 58mm x 2', 2400],
          ['Grinder cleaner 430g', 1850],
        ],
        card: '4417',
      },
      { table: PINE, turn: 0.6, grain: 3, seed: 11 },
    ),
    fuel(day(3)),
    paper(day(6)),
    parking({
      file: 'quayside-parking.jpg',
      shows: 'A clear parking receipt.',
      date: day(8),
      number: 'QC-663071',
      total: 720,
      hours: 4,
      scene: { table: SLATE, turn: -0.3, grain: 3, seed: 61, paperWidth: 740, font: CONDENSED, size: 36 },
      expected: POSTED,
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
