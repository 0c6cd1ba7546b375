import { distance } from 'fastest-levenshtein';
import { LABELS } from '../../../src-main/engine/extraction/labels.ts';
import type { AmountMention, Sheet } from './sheet.ts';

/** How surely a mention of the right amount is the total, best first. */
const RANKS = ['total', 'bare', 'unnamed', 'subtotal'] as const;
type Rank = (typeof RANKS)[number] | 'item' | 'paid';

const TOTAL = (text: string): boolean => LABELS.grandTotal.test(text) || LABELS.total.test(text) || LABELS.weakTotal.test(text);
/** On receipts the net is what is left after discounts: to be paid. */
const NET_TOTAL = /\bNETT? ?TOTAL/;

/**
 * Where the total of a receipt stands. The same amount is often printed as the only item, as a subtotal, as the cash given and on the slip of
 * a card. Items and payments are never the total; a subtotal is only if no surer place is there. Without any place, a number on a row that
 * says total and differs in one sign is the total misread.
 */
export function placesOfTotal(sheet: Sheet, minor: number): { mentions: readonly AmountMention[]; isExact: boolean } {
  const equal = sheet.amounts.filter((amount) => amount.minor === minor);
  for (const rank of RANKS) {
    const mentions = equal.filter((amount) => rankOf(sheet, amount) === rank);
    if (mentions.length > 0) return { mentions, isExact: true };
  }
  const misread = sheet.amounts.filter(
    (amount) => rankOf(sheet, amount) === 'total' && distance(String(amount.minor), String(minor)) <= 1 && String(minor).length > 2,
  );
  return { mentions: misread, isExact: false };
}

function rankOf(sheet: Sheet, { row, label, words }: AmountMention): Rank {
  const own = `${row.label} ${label}`;
  if (LABELS.cash.test(own) || LABELS.change.test(own) || LABELS.card.test(own)) {
    // "TOTAL PAYABLE BY CASH": the sum, whoever pays it how.
    return LABELS.grandTotal.test(own) && !LABELS.change.test(own) ? 'total' : 'paid';
  }
  if (NET_TOTAL.test(own)) return 'total';
  if (LABELS.subtotal.test(own) || LABELS.exclusive.test(own) || LABELS.discount.test(own)) return 'subtotal';
  if (TOTAL(own)) return 'total';
  if (/\bCREDIT\b/.test(own)) return 'paid';
  // Code, quantity, price and amount, or a rate with its sums.
  if (row.amounts.length > 1 || /\d\s*[X@]|[X@]\s*\d|%/.test(row.upper) || /\d\S*\s+\d/.test(label)) return 'item';
  if (/\p{L}{3}/u.test(row.upper)) return 'unnamed';
  // Alone in its row: the label may stand in the row above or below, in a column that the reader took for its own.
  const at = sheet.rows.indexOf(row);
  const beside = [sheet.rows[at - 1], sheet.rows[at + 1]].filter((other) => other !== undefined && other.amounts.length === 0);
  const height = words[0]?.box[3] ?? 0;
  const isNear = beside.some(
    (other) => TOTAL(other?.label ?? '') && Math.abs((other?.row.top ?? 0) - row.row.top) < 1.5 * Math.max(row.row.height, height),
  );
  return isNear ? 'total' : 'bare';
}
