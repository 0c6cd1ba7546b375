/**
 * A development set: receipts and invoices of six countries, set as words with boxes, drawn from lists of invented names by a seeded
 * generator. No labelled corpus of British, American or European receipts was at hand; this one keeps the habits of one country from
 * deciding what a name looks like. It says how the weights do on layouts that somebody thought of, NOT how they do on real paper.
 * Half `fit` takes part in the fit of the weights, half `check` has other words for names and streets and is only looked at.
 */
import type { Reading, Word } from '../../../src-main/contract/index.ts';
import { Currency, LocalDate } from '../../../src-main/contract/index.ts';
import type { ExtractionContext } from '../../../src-main/engine/extraction/types.ts';
import type { Sample } from './corpus.ts';
import { COUNTRIES, type Country } from './layout-words.ts';

export type LayoutHalf = 'fit' | 'check';
export type Layout = Sample & { readonly country: string; readonly context: ExtractionContext };

/** Numbers in [0, 1), the same for the same seed (mulberry32, public domain). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A run of print: `x` is its left edge, its middle or its right edge in pixels by `anchor`. */
type Print = { x: number; y: number; text: string; size: number; anchor: 'left' | 'middle' | 'right'; dirt?: boolean };
type Draw = {
  readonly chance: (p: number) => boolean;
  readonly int: (low: number, high: number) => number;
  readonly pick: <T>(list: readonly T[]) => T;
  readonly country: Country;
  readonly half: LayoutHalf;
};

/** Every other entry of a list: the two halves share no word. */
const halved = <T>(list: readonly T[], half: LayoutHalf): T[] => list.filter((_, i) => i % 2 === (half === 'fit' ? 0 : 1));

function drawOf(random: () => number, country: Country, half: LayoutHalf): Draw {
  return {
    chance: (p) => random() < p,
    int: (low, high) => low + Math.floor(random() * (high - low + 1)),
    pick: <T>(list: readonly T[]): T => {
      const chosen = list[Math.floor(random() * list.length)];
      if (chosen === undefined) throw new RangeError('an empty list');
      return chosen;
    },
    country,
    half,
  };
}

type Party = { name: string; lines: string[]; phone: string; taxId: string };

function party(draw: Draw): Party {
  const { country, half, pick, chance, int } = draw;
  const first = pick(halved(country.firsts, half));
  const trade = pick(halved(country.trades, half));
  const plain = chance(0.12) ? first : country.tradeFirst && chance(0.6) ? `${trade} ${first}` : `${first} ${trade}`;
  const name = chance(country.tradeFirst ? 0.5 : 0.35) ? `${plain} ${pick(country.forms)}` : plain;
  const digits = (count: number) => Array.from({ length: count }, () => int(0, 9)).join('');
  const street = pick(halved(country.streets, half));
  const town = pick(halved(country.towns, half));
  const numbered = chance(0.8) ? country.numbered(street, int(1, 180)) : chance(0.5) ? `Unit ${int(1, 12)} ${street}` : street;
  const place = country.place(town, digits, int);
  const lines = chance(0.2)
    ? [`${numbered}, ${place}`]
    : chance(0.15)
      ? [numbered, pick(halved(country.towns, half)), place]
      : [numbered, place];
  return { name, lines, phone: country.phone(digits), taxId: country.taxId(digits) };
}

type Sums = { items: [string, number][]; net: number; tax: number; total: number; rate: number };

function sumsOf(draw: Draw, most: number): Sums {
  const items = Array.from({ length: draw.int(1, most) }, (): [string, number] => [draw.pick(draw.country.goods), draw.int(80, 6400)]);
  const net = items.reduce((sum, [, price]) => sum + price, 0);
  const rate = draw.chance(0.2) ? 0 : draw.pick(draw.country.rates);
  const tax = Math.round((net * rate) / 100);
  return { items, net, tax, total: net + tax, rate };
}

function receipt(draw: Draw): { prints: Print[]; truth: Sample['truth']; width: number; height: number } {
  const { country, chance, pick, int } = draw;
  const seller = party(draw);
  const sums = sumsOf(draw, 7);
  const [width, size] = [int(640, 900), int(24, 34)];
  const prints: Print[] = [];
  let y = 60;
  const centred = chance(0.75);
  const line = (text: string, scale = 1) => {
    prints.push({ x: centred ? width / 2 : 40, y, text, size: size * scale, anchor: centred ? 'middle' : 'left' });
    y += size * scale * 1.45;
  };
  const pair = (left: string, right: string, scale = 1) => {
    prints.push(
      { x: 40, y, text: left, size: size * scale, anchor: 'left' },
      { x: width - 40, y, text: right, size: size * scale, anchor: 'right' },
    );
    y += size * scale * 1.45;
  };
  if (chance(0.15)) {
    prints.push({ x: width / 2, y, text: pick(['~~ae', 'Ss =', 'Oo aR', '|| «', 'Ae-']), size: size * 2, anchor: 'middle', dirt: true });
    y += size * 2.4;
  }
  if (chance(0.06)) line(pick(country.headings), chance(0.5) ? 1.4 : 1);
  if (chance(0.05)) line(country.welcome);
  const scale = chance(0.3) ? 1 : 1.15 + int(0, 80) / 100;
  const shown = chance(0.4) ? seller.name.toUpperCase() : seller.name;
  const words = shown.split(' ');
  if (words.length > 2 && chance(0.15)) {
    line(words.slice(0, -1).join(' '), scale);
    line(words.slice(-1).join(' '), scale);
  } else line(shown, scale);
  if (chance(0.12)) line(pick(halved(country.slogans, draw.half)));
  for (const text of seller.lines) line(text);
  if (chance(0.75)) line(`${pick(country.phoneWords)} ${seller.phone}`);
  if (chance(0.65)) line(`${pick(country.taxIdWords)} ${seller.taxId}`);
  if (chance(0.2))
    line(
      `www.${seller.name
        .toLowerCase()
        .replace(/[^a-z]/g, '')
        .slice(0, 18)}${country.domain}`,
    );
  y += size;
  if (chance(0.4)) line(pick(country.headings), chance(0.3) ? 1.2 : 1);
  const day = LocalDate.parse(`2026-${String(int(1, 9)).padStart(2, '0')}-${String(int(1, 28)).padStart(2, '0')}`);
  const number = `${pick(['R-', 'T', '', '00'])}${int(1000, 999_999)}`;
  pair(`${pick(country.numberWords)} ${number}`, chance(0.6) ? `${country.date(day)} ${int(10, 21)}:${int(10, 59)}` : country.date(day));
  y += size;
  for (const [text, price] of sums.items) pair(text, country.amount(price));
  y += size;
  if (chance(0.6)) pair(pick(country.netWords), country.amount(sums.net));
  if (chance(0.8)) pair(`${pick(country.taxWords)} ${sums.rate}%`, country.amount(sums.tax));
  pair(pick(country.totalWords), `${chance(0.5) ? country.sign : ''}${country.amount(sums.total)}`, chance(0.5) ? 1.3 : 1);
  if (chance(0.4)) {
    const paid = Math.ceil(sums.total / 1000) * 1000;
    pair(pick(country.cashWords), country.amount(paid));
    if (paid !== sums.total) pair(pick(country.changeWords), country.amount(paid - sums.total));
  } else if (chance(0.7)) pair(pick(country.cardWords), country.amount(sums.total));
  line(pick(country.thanks));
  return { prints, truth: truthOf(seller, day, sums), width, height: Math.round(y + 60) };
}

function invoice(draw: Draw): { prints: Print[]; truth: Sample['truth']; width: number; height: number } {
  const { country, chance, pick, int } = draw;
  const [seller, buyer] = [party(draw), party(draw)];
  const sums = sumsOf(draw, 9);
  const [width, height, size] = [1240, 1754, int(19, 25)];
  const prints: Print[] = [];
  const put = (x: number, y: number, text: string, scale = 1, anchor: Print['anchor'] = 'left') =>
    prints.push({ x, y, text, size: size * scale, anchor });
  const style = pick(['left', 'right', 'sender'] as const);
  const x = style === 'right' ? 760 : 100;
  let y = 110;
  if (style !== 'sender' || chance(0.5)) {
    put(x, y, seller.name, chance(0.25) ? 1 : 1.4 + int(0, 8) / 10);
    y += size * 2.2;
    if (style !== 'sender') {
      for (const text of chance(0.4) ? [seller.lines.join(', ')] : seller.lines) {
        put(x, y, text);
        y += size * 1.5;
      }
      put(x, y, `${pick(country.phoneWords)} ${seller.phone}`);
    }
  }
  y = Math.max(y + 60, 300);
  if (style === 'sender') put(100, y - 34, [seller.name, ...seller.lines].join(pick([' · ', ' - ', ', ', ' | '])), 0.7);
  if (style !== 'sender' || chance(0.3)) put(100, y, pick(country.buyerWords));
  y += size * 1.6;
  const day = LocalDate.parse(`2026-${String(int(1, 9)).padStart(2, '0')}-${String(int(1, 28)).padStart(2, '0')}`);
  const facts: [string, string][] = [
    [pick(country.invoiceNumberWords), `${pick(['INV-', 'RE-', '2026-', ''])}${int(1000, 99_999)}`],
    [pick(country.dateWords), country.date(day)],
  ];
  [buyer.name, ...buyer.lines].forEach((text, i) => {
    put(100, y + i * size * 1.5, text);
  });
  facts.forEach(([label, value], i) => {
    put(760, y + i * size * 1.5, label);
    put(1140, y + i * size * 1.5, value, 1, 'right');
  });
  y += size * 8;
  put(100, y, pick(country.invoiceHeadings), 1.7);
  y += size * 4;
  for (const [text, price] of sums.items) {
    put(100, y, text);
    put(1140, y, country.amount(price), 1, 'right');
    y += size * 1.7;
  }
  y += size;
  const totals: [string, number][] = [
    [pick(country.netWords), sums.net],
    [`${pick(country.taxWords)} ${sums.rate}%`, sums.tax],
    [pick(country.totalWords), sums.total],
  ];
  for (const [label, minor] of totals) {
    put(700, y, label);
    put(1140, y, country.amount(minor), 1, 'right');
    y += size * 1.7;
  }
  put(100, 1660, `${seller.name} ${seller.lines.join(' ')}`, 0.75);
  put(100, 1690, `${pick(country.taxIdWords)} ${seller.taxId}`, 0.75);
  return { prints, truth: truthOf(seller, day, sums), width, height };
}

function truthOf(seller: Party, day: LocalDate, sums: Sums): Sample['truth'] {
  const [year, month, date] = day.split('-');
  const total = `${Math.floor(sums.total / 100)}.${String(sums.total % 100).padStart(2, '0')}`;
  return { company: seller.name, date: `${date}/${month}/${year}`, address: seller.lines.join(' '), total };
}

const CONFUSED = ['0O', 'O0', 'l1', '1l', '5S', 'S5', '8B', 'e c', 'rn m', 'ht', 'ao'] as const;

/** Prints as words: boxes fit the ink as readers give them; `noise` is the share of words that are misread or lost. */
function wordsOf(prints: readonly Print[], width: number, height: number, noise: number, random: () => number): Word[] {
  const words: Word[] = [];
  let line = 0;
  for (const print of prints) {
    const step = print.size * 0.56;
    const length = step * print.text.length;
    const left = print.x - (print.anchor === 'left' ? 0 : print.anchor === 'middle' ? length / 2 : length);
    for (const match of print.text.matchAll(/\S+/g)) {
      const misread = random() < noise;
      if (misread && random() < 0.3) continue;
      const text = misread ? confuse(match[0], random) : match[0];
      const capital = /[\p{Lu}\dbdfhkl£$€]/u.test(match[0]) ? 0.73 : 0.55;
      const ink = print.size * (capital + (/[gjpqy,;Q()]/.test(match[0]) ? 0.2 : 0)) * (0.96 + random() * 0.08);
      const p = noise === 0 ? 1 : print.dirt ? 0.1 + random() * 0.5 : misread ? 0.2 + random() * 0.7 : 0.8 + random() * 0.18;
      words.push({
        text,
        box: [(left + step * match.index) / width, print.y / height, (step * match[0].length) / width, ink / height],
        p,
        line,
      });
    }
    line++;
  }
  return words;
}

function confuse(word: string, random: () => number): string {
  const pair = CONFUSED[Math.floor(random() * CONFUSED.length)] ?? 'ao';
  const [from = '', to = ''] = pair.includes(' ') ? pair.split(' ') : [...pair];
  return word.includes(from) ? word.replace(from, to) : `${word.slice(0, -1)}${random() < 0.5 ? '' : '.'}` || word;
}

/** `count` documents of each country, two receipts for every invoice; half of them with the errors of a reader. */
export function layouts(half: LayoutHalf, count = 40): Layout[] {
  return Object.entries(COUNTRIES).flatMap(([code, country], c) =>
    Array.from({ length: count }, (_, i): Layout => {
      const random = generator((half === 'fit' ? 1 : 2) * 1_000_003 + c * 7919 + i);
      const draw = drawOf(random, country, half);
      const { prints, truth, width, height } = i % 3 === 2 ? invoice(draw) : receipt(draw);
      const noise = i % 2 === 0 ? 0 : 0.03;
      const source = noise === 0 ? 'text' : 'ocr';
      const words = wordsOf(prints, width, height, noise, random);
      const reading: Reading = { source, reader: 'layout', pages: [{ page: 1, width, height, source, words }] };
      return {
        id: `${code}-${half}-${i}`,
        country: code,
        truth,
        reading,
        context: { today: LocalDate.parse('2026-11-22'), currency: Currency.parse(country.currency), dateOrder: country.order },
      };
    }),
  );
}
