import { Policy } from '../../../src-main/contract/client.ts';
import { parseAmount } from '../../format/parse-amount.ts';

/** The rules as they are typed, with the version they were read at: saving over a newer one is refused. */
export type PolicyDraft = { policy: Policy; version: number };

export type Minimum = keyof Policy['minimum'];

export const MINIMUMS: readonly { id: Minimum; label: string; description: string }[] = [
  { id: 'total', label: 'Total', description: 'A wrong total is a wrong entry. Below this, a person looks.' },
  { id: 'tax', label: 'Tax', description: 'Where it is recovered. A tax that makes net and total agree counts as sure.' },
  { id: 'date', label: 'Date', description: 'Decides the period and the tax quarter.' },
  { id: 'supplier', label: 'Supplier', description: 'Decides the account and what counts as a duplicate.' },
  {
    id: 'whole',
    label: 'All of it',
    description: 'That supplier, date, currency and total are all right, which is less sure than each alone.',
  },
  { id: 'account', label: 'Account', description: 'How often the coding must be right before it passes by itself.' },
  { id: 'currency', label: 'Currency', description: 'Mostly clear from the page; low is fine where one currency is used.' },
];

/** What keeps the rules from being saved, by field. */
export function policyProblems(policy: Policy, currency: string): Partial<Record<'newSupplierLimit' | 'reviewAbove', string>> {
  const words = `Write an amount in ${currency}, for example 150.00.`;
  return {
    ...(isLimit(policy.newSupplierLimit, currency) ? {} : { newSupplierLimit: words }),
    ...(isLimit(policy.reviewAbove, currency) ? {} : { reviewAbove: words }),
  };
}

function isLimit(text: string, currency: string): boolean {
  const amount = parseAmount(text, currency, 'en');
  return amount !== undefined && !amount.startsWith('-') && Policy.shape.reviewAbove.safeParse(text).success;
}

/** Adds a name unless it is there already, however it is written. */
export function withName(names: readonly string[], name: string): string[] {
  const trimmed = name.trim();
  const isThere = trimmed === '' || names.some((known) => known.toLowerCase() === trimmed.toLowerCase());
  return isThere ? [...names] : [...names, trimmed];
}

/** What the present rules do, in a sentence, so that a number too far off is noticed. */
export function policySummary({ minimum, disabledChecks }: Policy): string {
  const lowest = Math.min(minimum.total, minimum.date, minimum.supplier);
  const strictness =
    lowest >= 0.95
      ? 'Strict: more documents wait, fewer mistakes pass.'
      : lowest < 0.6
        ? 'Loose: fewer documents wait, more mistakes may pass.'
        : 'Balanced.';
  const off =
    disabledChecks.length === 0
      ? ''
      : ` ${disabledChecks.length === 1 ? 'One check is' : `${disabledChecks.length} checks are`} switched off.`;
  return `${strictness}${off}`;
}
