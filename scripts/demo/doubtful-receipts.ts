import type { LocalDate } from '../../src-main/contract/time.ts';
import { amount, britishDate, taxIn, taxOn } from './amounts.ts';
import { centre, gap, left, pair, rule } from './paper-art.ts';
import { CONDENSED, head, OAK, paidReceipt, pounds, priced, type ReceiptPlan, SLATE, sumOf } from './receipt-parts.ts';
import { SUPPLIERS } from './supplier.ts';

/** The total on the paper is 10.00 more than its net and tax: a misprint, or a changed figure. */
export function wrongSum(date: LocalDate): ReceiptPlan {
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
    expected: { outcome: 'review', check: 'arithmetic' },
  };
}

/** Same kind of paper as the bakery's other receipt, out of focus so far that amounts cannot be trusted. */
export function blurred(date: LocalDate): ReceiptPlan {
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
    expected: { outcome: 'review', check: 'unsure-value' },
  };
}

/** A meal abroad. The client keeps its books in pounds. */
export function euros(date: LocalDate): ReceiptPlan {
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
    expected: { outcome: 'review', check: 'foreign-currency' },
  };
}
