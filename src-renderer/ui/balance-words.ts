import type { IntakeBalance } from '../../src-main/contract/insight.ts';
import { formatCount, plural } from '../format/amount.ts';

export type BalancePart = { id: keyof Omit<IntakeBalance, 'arrived' | 'balances'>; label: string; count: number };

/** The parts that everything which arrived is in, in the order of the walk. Sum: what is accounted for. */
export function balanceParts(balance: IntakeBalance): BalancePart[] {
  return [
    { id: 'posted', label: 'posted', count: balance.posted },
    { id: 'posting', label: 'on their way', count: balance.posting },
    { id: 'waiting', label: 'waiting for you', count: balance.waiting },
    { id: 'inProgress', label: 'being read', count: balance.inProgress },
    { id: 'rejected', label: 'rejected', count: balance.rejected },
    { id: 'duplicates', label: balance.duplicates === 1 ? 'duplicate' : 'duplicates', count: balance.duplicates },
    { id: 'ignored', label: 'not documents', count: balance.ignored },
  ];
}

/** Whether everything that arrived is accounted for, as a plain sentence. */
export function balanceWords(balance: IntakeBalance): string {
  if (balance.arrived === 0) return 'Nothing has arrived yet.';
  const known = balanceParts(balance).reduce((sum, { count }) => sum + count, 0);
  const arrived = `${plural(balance.arrived, 'file')} arrived`;
  if (balance.balances) return `${arrived} and ${formatCount(known)} ${known === 1 ? 'is' : 'are'} accounted for. Nothing is missing.`;
  const off = Math.abs(balance.arrived - known);
  return `${arrived}, but ${formatCount(known)} are accounted for: ${formatCount(off)} ${balance.arrived > known ? 'missing' : 'too many'}. Look through Arrivals, and verify the chain under Audit.`;
}
