import type { LineItem } from '../../../contract/index.ts';
import type { RowFacts } from '../facts.ts';
import { LEAST_CELL } from './item-amounts.ts';
import { divided, numbersAt, product, quantityAndPrice, type RowNumber } from './item-numbers.ts';
import type { Tag } from './tags.ts';
import type { WordTags } from './word-tags.ts';

/** A word of an item. */
export type Place = { readonly row: RowFacts; readonly at: number };
/**
 * What the cells of an item say beside its description. `minor` is its amount, undefined where none can be told; `taken` names the words that
 * quantity and price were taken from.
 */
export type Cells = Pick<LineItem, 'quantity' | 'unitPrice' | 'taxRate'> & {
  readonly minor: number | undefined;
  readonly taken: ReadonlySet<string>;
};

export const placeName = ({ row }: RowFacts, at: number): string => `${row.index}:${at}`;

/** From here on the network is sure of a quantity and a price. */
const SURE = 0.8;
/** Less than this a reader trusts a word that it may have misread. */
const DOUBTFUL = 0.9;

/**
 * Quantity, price and rate of an item with an amount in minor units of a currency with `exponent` decimals. Quantity and price are the pair
 * whose product is the amount; where there is none, what the network takes for them.
 */
export function cellsOf(places: readonly Place[], amount: number | undefined, exponent: number, tags: WordTags): Cells {
  const numbers = numbersAt(places);
  const rate = rateOf(wordsWith(places, 'itemTaxRate', tags));
  const taxRate = rate === undefined ? {} : { taxRate: rate };
  const pair = amount === undefined ? undefined : quantityAndPrice(numbers, amount, exponent, tags);
  if (pair !== undefined) {
    const taken = new Set(pair.at.map(({ row, at }) => `${row}:${at}`));
    return { quantity: pair.quantity, unitPrice: paddedTo(pair.unitPrice, exponent), ...taxRate, minor: amount, taken };
  }
  const price = surest(numbers, 'itemUnitPrice', tags);
  const counted = surest(numbers, 'itemQuantity', tags);
  const quantity = quantityBy(amount, counted, price, places, exponent) ?? quantityOf(wordsWith(places, 'itemQuantity', tags));
  return {
    ...(quantity === undefined ? {} : { quantity }),
    ...(price === undefined ? {} : { unitPrice: paddedTo(price.text, exponent) }),
    ...taxRate,
    minor:
      amount ??
      (isSure(counted, 'itemQuantity', tags) && isSure(price, 'itemUnitPrice', tags) ? product(counted, price, exponent) : undefined),
    taken: new Set(),
  };
}

/** Where the quantity was not read, or not surely, the whole number by which the price gives the amount. */
function quantityBy(
  amount: number | undefined,
  counted: RowNumber | undefined,
  price: RowNumber | undefined,
  places: readonly Place[],
  exponent: number,
): string | undefined {
  if (amount === undefined || price === undefined) return undefined;
  const word = counted && places.find(({ row, at }) => row.row.index === counted.row && at === counted.at);
  const isRead = word !== undefined && (word.row.row.words[word.at]?.p ?? 0) >= DOUBTFUL;
  return isRead ? undefined : divided(amount, price, exponent);
}

/** The number that the network takes for a cell; of two readings of one word the one with fewer digits behind its mark. */
function surest(numbers: readonly RowNumber[], tag: Tag, tags: WordTags): RowNumber | undefined {
  let [best, most]: [RowNumber | undefined, number] = [undefined, LEAST_CELL];
  for (const number of numbers) {
    const p = tags.p(number.row, number.at, tag);
    if (p > most) [best, most] = [number, p];
  }
  return best;
}

function isSure(number: RowNumber | undefined, tag: Tag, tags: WordTags): number is RowNumber {
  return number !== undefined && tags.p(number.row, number.at, tag) >= SURE;
}

function wordsWith(places: readonly Place[], tag: Tag, tags: WordTags): string[] {
  return places.flatMap(({ row, at }) => (tags.p(row.row.index, at, tag) >= LEAST_CELL ? [row.row.words[at]?.text ?? ''] : []));
}

/** At least as many decimals as the currency has; a price may have more. */
function paddedTo(text: string, exponent: number): string {
  const [whole = '0', fraction = ''] = text.split('.');
  return exponent === 0 && fraction === '' ? whole : `${whole}.${fraction.padEnd(exponent, '0')}`;
}

/** `2`, `2,000`, `1.5`, `3x`, `2 Stk`: the first number, as decimal text. One letter that readers take a one for is it. */
function quantityOf(words: readonly string[]): string | undefined {
  const mended = words.map((word) => (/^[lI|][xX]?$/.test(word) ? '1' : word));
  return decimalIn(mended, /(?<![\d.,])(\d{1,6})(?:[.,](\d{1,4}))?(?![\d.,]*\d)/);
}

/** `19%`, `19,00`, `5.5 %`; a letter that stands for a rate is none. */
function rateOf(words: readonly string[]): string | undefined {
  return decimalIn(words, /(?<![\d.,])(\d{1,2})(?:[.,](\d{1,2}))?(?!\d)/);
}

function decimalIn(words: readonly string[], pattern: RegExp): string | undefined {
  const found = pattern.exec(words.join(' '));
  if (!found) return undefined;
  const fraction = (found[2] ?? '').replace(/0+$/, '');
  const whole = String(Number(found[1]));
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
