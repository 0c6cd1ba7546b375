import { formatMoney, money } from '../../../contract/index.ts';
import type { LedgerEntry } from '../../../engine/ports.ts';

/** Postings in columns: two spaces end the account's name. */
export function legLines({ legs, currency }: LedgerEntry, indent: string): string[] {
  const amounts = legs.map(({ minor }) => formatMoney(money(minor, currency)));
  const accountWidth = Math.max(...legs.map(({ account }) => account.length));
  const amountWidth = Math.max(...amounts.map((amount) => amount.length));
  return legs.map(
    ({ account }, index) => `${indent}${account.padEnd(accountWidth)}  ${(amounts[index] ?? '').padStart(amountWidth)} ${currency}`,
  );
}
