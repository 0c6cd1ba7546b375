import type { LedgerEntry } from '../../../engine/ports.ts';
import { plainText } from './escape.ts';

/**
 * What is wrong with the entry by our own strict rules, or undefined. They hold with and without the ledger's program, which may let a
 * difference below the declared digits pass. `isAccountName` is the dialect's.
 */
export function ruleBroken(entry: LedgerEntry, isAccountName: (name: string) => boolean): string | undefined {
  if (entry.legs.length < 2) return 'The entry needs at least two lines.';
  const declared = new Set(entry.accounts.map(({ account }) => account));
  for (const { account } of entry.accounts) {
    if (!isAccountName(account)) return `"${plainText(account)}" cannot be the name of an account in these books.`;
  }
  for (const { account, minor } of entry.legs) {
    if (!declared.has(account)) return `The account "${plainText(account)}" is not declared.`;
    if (!Number.isSafeInteger(minor)) return `The amount for "${account}" is no whole number of the smallest unit.`;
  }
  const sum = entry.legs.reduce((total, { minor }) => total + BigInt(minor), 0n);
  return sum === 0n ? undefined : `The lines do not balance: ${sum} of the smallest unit of ${entry.currency} are left over.`;
}

/** Two spaces end a name, `;` starts a comment, and a first `( [ * ! = ~` has a meaning of its own. */
export function isJournalAccount(name: string): boolean {
  if (name !== plainText(name) || name.length > 200) return false;
  return name.split(':').every((part) => part !== '' && part === part.trim()) && !/^[([*!=~;"'<{@]/.test(name);
}
