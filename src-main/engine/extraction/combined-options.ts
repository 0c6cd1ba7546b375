import type { Fields } from '../../contract/index.ts';
import { combinedField, type Option, unseenOption } from './combine.ts';
import { COMBINED, type CombinedName } from './combined-curves.ts';
import { amountText, minorOf } from './grammar/amount.ts';
import { HIGHEST_SHARE, type SumResult } from './sums.ts';
import { type Look, taggedOptions } from './tagged-fields.ts';

/** Net and tax, each of which is what the other leaves of the total. */
const OTHER_PART: Partial<Record<CombinedName, 'net' | 'tax'>> = { net: 'tax', tax: 'net' };

/**
 * Everything that a combined field could be. What a printed tax leaves of the total holds as a net, though it stand nowhere, and the other way
 * round; then the total itself is no net.
 */
export function optionsFor(name: CombinedName, rules: Fields, look: Look, result: SumResult): Option[] {
  const isProven = proofOf(name, result);
  const other = OTHER_PART[name];
  if (other === undefined) return taggedOptions(name, rules[name], look, isProven);
  const total = result.total && minorOf(result.total.value);
  const part = combinedField(COMBINED[other], taggedOptions(other, rules[other], look, proofOf(other, result)));
  const left = part?.box === undefined || total === undefined ? undefined : total - minorOf(part.value);
  const options = taggedOptions(name, rules[name], look, (value) => isProven(value) || minorOf(value) === left);
  if (left === undefined) return options;
  const possible = options.filter(({ value }) => minorOf(value) === left || name === 'tax' || minorOf(value) !== total);
  const isNew = options.length > 0 && isPart(name, left, total) && possible.every(({ value }) => minorOf(value) !== left);
  return isNew ? [...possible, unseenOption(amountText(left, look.facts.currency.code))] : possible;
}

/** Whether a number can be this part of a total: what was misread leaves anything. */
function isPart(name: CombinedName, minor: number, total = 0): boolean {
  const share = (name === 'tax' ? minor : total - minor) / total;
  return share > 0 && share <= HIGHEST_SHARE;
}

/** Whether a value is the one that adds up to the total. */
function proofOf(name: CombinedName, result: SumResult): (value: string) => boolean {
  if (name !== 'net' && name !== 'tax') return () => false;
  return (value) => result.sums.some(({ rule, holds }) => rule === 'net+tax=total' && holds) && result[name]?.value === value;
}
