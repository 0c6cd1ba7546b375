import type { Facts } from '../facts.ts';
import type { AmountMention } from '../grammar/amount.ts';
import { currencyMentions } from '../grammar/currency.ts';
import { type AmountSigns, amountSigns } from './amount-sums.ts';
import type { Token } from './tokens.ts';

/** Numbers that describe a word beside its text, in the order of the network's input. All lie between -2 and 3. */
export const NUMBERS = [
  'left',
  'right',
  'top',
  'fromBottom',
  'height',
  'gapLeft',
  'gapRight',
  'row',
  'inRow',
  'wordsInRow',
  'cell',
  'cellsInRow',
  'startsCell',
  'endsCell',
  'startsRow',
  'endsRow',
  'p',
  'length',
  'digits',
  'upper',
  'letters',
  'colon',
  'percent',
  'currencyMark',
  'amount',
  'decimal',
  'integer',
  'negative',
  'marked',
  'size',
  'rank',
  'count',
  'isSum',
  'isPart',
  'isTax',
  'isBase',
  'alignsRight',
  'rate',
  'date',
  'openDate',
  'time',
  'rowHasAmount',
  'rowHasDate',
  'rowLetters',
  'firstPage',
  'lastPage',
  'pages',
  'roll',
  'numberOnly',
  'gapAbove',
] as const;

/** What the document says as a whole, computed once. */
type Whole = {
  readonly signs: ReadonlyMap<number, AmountSigns>;
  readonly edge: number;
  readonly pages: number;
  readonly lastPage: number;
  readonly height: number;
};

/** `NUMBERS` of each token, one after another. */
export function wordNumbers(facts: Facts, tokens: readonly Token[]): Float32Array {
  const whole = wholeOf(facts);
  const values = new Float32Array(tokens.length * NUMBERS.length);
  for (const [i, token] of tokens.entries()) {
    const own = values.subarray(i * NUMBERS.length, (i + 1) * NUMBERS.length);
    // Joining the three in one object first made the features of a document take a third longer.
    fill(own, placeNumbers(token, tokens[i - 1], tokens[i + 1], facts, whole));
    fill(own, textNumbers(token));
    fill(own, valueNumbers(token, whole));
  }
  return values;
}

const INDEX: Readonly<Record<string, number>> = Object.fromEntries(NUMBERS.map((name, index) => [name, index]));

function fill(own: Float32Array, numbers: Readonly<Record<string, number>>): void {
  for (const name in numbers) own[INDEX[name] ?? 0] = Math.max(-2, Math.min(3, numbers[name] ?? 0));
}

function wholeOf(facts: Facts): Whole {
  const rates = [...new Set(facts.rows.flatMap((row) => row.rates.map(({ rate }) => Number(rate))))].slice(0, 8);
  const ends = facts.rows.flatMap(({ row, amounts }) => {
    const last = amounts.length === 0 ? undefined : row.words.at(-1)?.box;
    return last === undefined ? [] : last[0] + last[2];
  });
  const edges = ends.sort((a, b) => a - b);
  const pages = new Set(facts.rows.map(({ row }) => row.page));
  return {
    signs: amountSigns(
      facts.rows.flatMap((row) => row.amounts.map(({ minor }) => minor)),
      rates,
    ),
    edge: edges[Math.floor(edges.length / 2)] ?? 1,
    pages: pages.size,
    lastPage: Math.max(0, ...pages),
    height: facts.textHeight,
  };
}

type Numbers = Record<(typeof NUMBERS)[number], number>;
type PlaceName = 'left' | 'right' | 'top' | 'fromBottom' | 'height' | 'gapLeft' | 'gapRight' | 'row' | 'inRow' | 'wordsInRow' | 'cell';
type PlaceNames = PlaceName | 'cellsInRow' | 'startsCell' | 'endsCell' | 'startsRow' | 'endsRow' | 'alignsRight' | 'gapAbove' | PageNames;
type PageNames = 'firstPage' | 'lastPage' | 'pages' | 'roll' | 'rowHasAmount' | 'rowHasDate' | 'rowLetters';

const flag = (condition: boolean): number => (condition ? 1 : 0);
const log = (value: number, scale: number): number => Math.log1p(Math.max(0, value)) / scale;

function placeNumbers(
  token: Token,
  before: Token | undefined,
  after: Token | undefined,
  facts: Facts,
  whole: Whole,
): Pick<Numbers, PlaceNames> {
  const { row } = token.facts;
  const [previous, next] = [before?.facts === token.facts ? before : undefined, after?.facts === token.facts ? after : undefined];
  const gap = (width: number) => log((width * row.pageWidth) / Math.max(1, row.height), 3);
  const above = facts.rows[row.index - 1]?.row;
  return {
    left: token.left,
    right: token.right,
    top: row.top / row.pageHeight,
    fromBottom: (row.pageHeight - row.bottom) / Math.max(1, row.pageWidth),
    height: (token.word.box[3] * row.pageHeight) / Math.max(1, whole.height) - 1,
    gapLeft: previous ? gap(token.left - previous.right) : 1.5,
    gapRight: next ? gap(next.left - token.right) : 1.5,
    row: row.index / Math.max(1, facts.rows.length),
    inRow: token.at / 10,
    wordsInRow: row.words.length / 12,
    cell: token.cell / 5,
    cellsInRow: row.cells.length / 5,
    startsCell: flag(previous === undefined || previous.cell !== token.cell),
    endsCell: flag(next === undefined || next.cell !== token.cell),
    startsRow: flag(previous === undefined),
    endsRow: flag(next === undefined),
    alignsRight: Math.max(-1, 1 - 12 * Math.abs(token.right - whole.edge)),
    gapAbove: above && above.page === row.page ? log(Math.max(0, row.top - above.bottom) / Math.max(1, whole.height), 2) : 1.5,
    firstPage: flag(row.page === 1),
    lastPage: flag(row.page === whole.lastPage),
    pages: log(whole.pages - 1, 2),
    roll: Math.min(3, row.pageHeight / row.pageWidth / 1.41 - 1),
    rowHasAmount: Math.min(3, token.facts.amounts.length) / 3,
    rowHasDate: flag(token.facts.dates.length > 0),
    rowLetters: token.facts.letters,
  };
}

type TextNames = 'p' | 'length' | 'digits' | 'upper' | 'letters' | 'colon' | 'percent' | 'currencyMark' | 'numberOnly';

function textNumbers({ word }: Token): Pick<Numbers, TextNames> {
  const { text } = word;
  const count = (pattern: RegExp) => (text.match(pattern)?.length ?? 0) / text.length;
  return {
    p: word.p,
    length: text.length / 12,
    digits: count(/\p{Nd}/gu),
    upper: count(/\p{Lu}/gu),
    letters: count(/\p{L}/gu),
    colon: flag(/[:：.]$/.test(text)),
    percent: flag(text.includes('%')),
    currencyMark: flag(/\p{Sc}/u.test(text) || (/^\p{Lu}/u.test(text) && currencyMentions(text, NO_CURRENCY).length > 0)),
    numberOnly: flag(/^\d+$/.test(text)),
  };
}

/** Only asks whether there is any mark, so it does not matter whose own it is. */
const NO_CURRENCY = 'XXX' as Parameters<typeof currencyMentions>[1];

type ValueNames =
  | 'amount'
  | 'decimal'
  | 'integer'
  | 'negative'
  | 'marked'
  | 'size'
  | 'rank'
  | 'count'
  | 'isSum'
  | 'isPart'
  | 'isTax'
  | 'isBase'
  | 'rate'
  | 'date'
  | 'openDate'
  | 'time';

function valueNumbers(token: Token, { signs }: Whole): Pick<Numbers, ValueNames> {
  const touches = (mention: { start: number; end: number }) => mention.start < token.end && token.start < mention.end;
  const amount: AmountMention | undefined = token.facts.amounts.find(touches);
  const date = token.facts.dates.find(touches);
  const sign = amount === undefined ? undefined : signs.get(Math.abs(amount.minor));
  return {
    amount: flag(amount !== undefined),
    decimal: flag(amount?.form === 'decimal'),
    integer: flag(amount?.form === 'integer'),
    negative: flag(amount !== undefined && amount.minor < 0),
    marked: flag(amount?.mark !== undefined),
    size: amount === undefined ? 0 : log(Math.abs(amount.minor), 10),
    rank: sign === undefined ? 0 : 1 - sign.rank,
    count: sign === undefined ? 0 : log(sign.count - 1, 1.5),
    isSum: flag(sign?.isSum === true),
    isPart: flag(sign?.isPart === true),
    isTax: flag(sign?.isTax === true),
    isBase: flag(sign?.isBase === true),
    rate: flag(token.facts.rates.some(touches)),
    date: flag(date !== undefined),
    openDate: flag(date !== undefined && date.readings.length > 1),
    time: flag(token.facts.hasTime && /^\d{1,2}[:.]\d{2}/.test(token.word.text)),
  };
}
