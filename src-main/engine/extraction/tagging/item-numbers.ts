import type { RowFacts } from '../facts.ts';
import type { WordTags } from './word-tags.ts';

/** A number in a row of an item: its digits without the mark, and how many of them are decimals. */
export type RowNumber = {
  readonly at: number;
  readonly row: number;
  readonly digits: bigint;
  readonly decimals: number;
  readonly text: string;
};

/** Quantity and price of an item as decimal text. */
export type QuantityAndPrice = {
  readonly quantity: string;
  readonly unitPrice: string;
  readonly at: readonly { readonly row: number; readonly at: number }[];
};

/** Numbers beyond these are codes. */
const MOST_DIGITS = 9;
/** Rows with more numbers than this are no rows of items. */
const MOST_NUMBERS = 12;

/** Every word of a row that is a number, with both readings of a dot before three digits (`2.000` is 2 or 2000), and two that are groups of one. */
export function numbersOf(row: RowFacts): RowNumber[] {
  return numbersAt(row.row.words.map((_, at) => ({ row, at })));
}

/** The same for some words of some rows. */
export function numbersAt(places: readonly { readonly row: RowFacts; readonly at: number }[]): RowNumber[] {
  return [...Map.groupBy(places, ({ row }) => row)].flatMap(([{ row }, all]) => {
    const numbers = all.flatMap(({ at }, i) => {
      const [text, next] = [row.words[at]?.text ?? '', all[i + 1]?.at === at + 1 ? (row.words[at + 1]?.text ?? '') : ''];
      const texts = isGroup(text, next) ? [text, text + next] : [text];
      return texts.flatMap((one) => readings(one).map((reading) => ({ at, row: row.index, ...reading })));
    });
    return numbers.slice(0, MOST_NUMBERS * 2);
  });
}

function readings(word: string): Omit<RowNumber, 'at' | 'row'>[] {
  if (!/\d/.test(word)) return [];
  const text = word.replace(/^[^\d-]*|[^\d]*$/g, '').replace(/^-/, '');
  if (!/^\d[\d.,' ]*$/.test(text)) return [];
  const marks = text.match(/[.,]/g) ?? [];
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  const read = (decimals: number) => {
    const digits = text.replace(/\D/g, '');
    return digits.length > MOST_DIGITS + decimals ? [] : [{ digits: BigInt(digits || '0'), decimals, text: decimalText(digits, decimals) }];
  };
  if (marks.length === 0) return read(0);
  const behind = text.length - last - 1;
  const grouped = behind === 3 && marks.every((mark) => mark === marks[0]);
  return grouped ? [...(marks.length === 1 ? read(3) : []), ...read(0)] : read(behind);
}

function decimalText(digits: string, decimals: number): string {
  const padded = digits.padStart(decimals + 1, '0');
  const whole = padded.slice(0, padded.length - decimals).replace(/^0+(?=\d)/, '');
  const fraction = decimals === 0 ? '' : padded.slice(-decimals).replace(/0+$/, '');
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

/**
 * The quantity and the price whose product is the amount (minor units of a currency with `exponent` decimals), by what the network takes the
 * words for. Whole numbers are compared, so that no fraction is lost.
 */
export function quantityAndPrice(
  numbers: readonly RowNumber[],
  minor: number,
  exponent: number,
  tags: WordTags,
): QuantityAndPrice | undefined {
  const amount = BigInt(Math.abs(minor));
  let best: (QuantityAndPrice & { readonly p: number }) | undefined;
  for (const quantity of numbers) {
    for (const price of numbers) {
      if (quantity.at === price.at && quantity.row === price.row) continue;
      if (quantity.digits === 0n || !isProduct(quantity, price, amount, exponent)) continue;
      const p =
        tags.p(quantity.row, quantity.at, 'itemQuantity') +
        tags.p(price.row, price.at, 'itemUnitPrice') -
        (quantity.decimals > 3 ? 0.5 : 0);
      if (best === undefined || p > best.p)
        best = { quantity: quantity.text, unitPrice: price.text, at: [quantity, price].map(({ row, at }) => ({ row, at })), p };
    }
  }
  return best !== undefined && best.p >= LEAST_PAIR ? best : undefined;
}

/** Two numbers that the network takes for something else are a product by chance. */
const LEAST_PAIR = 0.3;

/** Whether two numbers multiply to an amount in minor units of a currency with `exponent` decimals. */
export function isProduct(a: RowNumber, b: RowNumber, amount: bigint, exponent: number): boolean {
  // In units of the smallest decimal of the product.
  const decimals = a.decimals + b.decimals;
  const product = a.digits * b.digits;
  const [scaled, unit] =
    decimals >= exponent ? [amount * 10n ** BigInt(decimals - exponent), 10n ** BigInt(decimals - exponent)] : [amount, 1n];
  const value = decimals >= exponent ? product : product * 10n ** BigInt(exponent - decimals);
  const gap = value > scaled ? value - scaled : scaled - value;
  // Rounded, or cut off, to the minor unit.
  return gap < unit;
}

/** Quantity times price in minor units, rounded half up. */
export function product(quantity: RowNumber, price: RowNumber, exponent: number): number {
  const decimals = quantity.decimals + price.decimals - exponent;
  const value = quantity.digits * price.digits;
  const scaled = decimals <= 0 ? value * 10n ** BigInt(-decimals) : (value + 10n ** BigInt(decimals) / 2n) / 10n ** BigInt(decimals);
  return Number(scaled);
}

/** No value added tax is above 27 % (Hungary). */
const HIGHEST_RATE = 27;

/** Whether an amount is a printed percentage of another number beside it: then they are a row of a table of tax. */
export function isTaxOf(minor: number, numbers: readonly RowNumber[], exponent: number): boolean {
  const rates = numbers.filter(({ text }) => Number(text) <= HIGHEST_RATE);
  return rates.some((rate) =>
    numbers.some(
      (base) =>
        base.at !== rate.at &&
        base.decimals === exponent &&
        isProduct({ ...rate, decimals: rate.decimals + 2 }, base, BigInt(minor), exponent),
    ),
  );
}

/** More than this nobody buys of one thing on one line where the quantity is not read. */
const MOST_TIMES = 1000n;

/** How often a price goes into an amount, where it does so a whole number of times. */
export function divided(minor: number, price: RowNumber, exponent: number): string | undefined {
  const amount = BigInt(Math.abs(minor)) * 10n ** BigInt(Math.max(0, price.decimals - exponent));
  const unit = price.digits * 10n ** BigInt(Math.max(0, exponent - price.decimals));
  if (unit === 0n || amount === 0n || amount % unit !== 0n || amount / unit > MOST_TIMES) return undefined;
  return String(amount / unit);
}

/** Whether a number goes on behind a space: up to three digits, then three more, and decimals at the most behind them. */
export function isGroup(before: string, after: string): boolean {
  return /^[^\d.,]{0,4}\d{1,3}$/.test(before) && /^\d{3}(?:[.,]\d{1,4})?(?:\D{0,4})$/.test(after);
}

/** Whether the numbers of a row are a base, a rate and the tax that they make. */
export function holdTax(numbers: readonly RowNumber[], exponent: number): boolean {
  return numbers.some(
    (tax) =>
      tax.decimals === exponent &&
      tax.digits > 0n &&
      isTaxOf(
        Number(tax.digits),
        numbers.filter(({ at }) => at !== tax.at),
        exponent,
      ),
  );
}
