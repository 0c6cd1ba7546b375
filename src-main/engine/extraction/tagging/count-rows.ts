import { exponentOf } from '../../../contract/index.ts';
import type { Facts, RowFacts } from '../facts.ts';
import { type ItemAmount, LEAST_AMOUNT, LEAST_CELL } from './item-amounts.ts';
import { numbersOf, quantityAndPrice } from './item-numbers.ts';
import type { Tag } from './tags.ts';
import type { WordTags } from './word-tags.ts';

/** How many rows away from a row of quantity and price its amount may stand. */
const REACH = 2;

/**
 * Rows that hold quantity and price alone ("2 x 4.75") above or below the name and the amount: whether an item begins with them, by row. Tills
 * print them one way or the other; which, the amount tells that is their product, and where both or none is, the other rows of the document.
 */
export function countRows(facts: Facts, amounts: readonly ItemAmount[], tags: WordTags): ReadonlyMap<number, boolean> {
  const rows = facts.rows.filter((row) => isCountRow(row, amounts, tags));
  const exponent = exponentOf(facts.currency.code);
  const told = rows.map((row) => {
    const numbers = numbersOf(row);
    const gives = (side: -1 | 1): boolean => {
      const near =
        side < 0 ? amounts.findLast((one) => distance(row, one) * side > 0) : amounts.find((one) => distance(row, one) * side > 0);
      if (near?.minor === undefined || Math.abs(distance(row, near)) > REACH) return false;
      return quantityAndPrice(numbers, near.minor, exponent, tags) !== undefined;
    };
    const [above, below] = [gives(-1), gives(1)];
    return { row: row.row.index, begins: above === below ? undefined : below };
  });
  const sum = told.reduce((all, { begins }) => all + (begins === undefined ? 0 : begins ? 1 : -1), 0);
  return new Map(told.flatMap(({ row, begins }) => (begins === undefined && sum === 0 ? [] : [[row, begins ?? sum > 0] as const])));
}

const distance = ({ row }: RowFacts, amount: ItemAmount): number => amount.facts.row.index - row.index;

function isCountRow(row: RowFacts, amounts: readonly ItemAmount[], tags: WordTags): boolean {
  if (amounts.some(({ facts }) => facts === row)) return false;
  const has = (tag: Tag, least: number): boolean => row.row.words.some((_, at) => tags.p(row.row.index, at, tag) >= least);
  return has('itemQuantity', LEAST_CELL) && has('itemUnitPrice', LEAST_CELL) && !has('itemDescription', LEAST_AMOUNT);
}
