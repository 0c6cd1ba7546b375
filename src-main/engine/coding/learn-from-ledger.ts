import { getClient } from '../clients/index.ts';
import type { EngineContext } from '../context.ts';
import { supplierKey } from '../domain/index.ts';
import type { PastEntry } from '../ports.ts';
import { learn } from './examples.ts';

/** Newest entries of one supplier that are learned from: older ones say little about the next document. */
const OF_ONE_SUPPLIER = 8;

/**
 * Teaches the coding from entries that people made before in the ledger: each is an example of where a supplier's bills go. Entries on
 * accounts outside the chart and those without a usable name teach nothing. Asked again, the same examples are replaced, not doubled.
 */
export async function learnFromLedger(
  context: EngineContext,
  clientId: string,
  past: readonly PastEntry[],
): Promise<{ entries: number; suppliers: number; accounts: number }> {
  const client = await getClient(context.store.db, clientId);
  const codes = new Map(client.accounts.filter(({ kind }) => kind === 'expense').map(({ ledgerName, code }) => [ledgerName, code]));
  const taxCode = client.taxCodes.find(({ recoverable }) => recoverable === client.taxRegistered)?.code ?? client.taxCodes[0]?.code ?? '';
  const bySupplier = new Map<string, { account: string; at: string }[]>();
  for (const { payee, account, date } of past) {
    const [key, code] = [supplierKey(payee), codes.get(account)];
    if (key === '' || code === undefined) continue;
    const known = bySupplier.get(key) ?? [];
    if (known.length < OF_ONE_SUPPLIER) bySupplier.set(key, [...known, { account: code, at: `${date}T00:00:00.000Z` }]);
  }
  await context.store.write(async (work) => {
    for (const [key, examples] of bySupplier) {
      for (const [index, { account, at }] of examples.entries()) {
        const documentId = `ledger-entry-${index + 1}`;
        await learn(work, { clientId, supplierKey: key, documentId, account, taxCode, byPerson: true, at });
      }
    }
  });
  const examples = [...bySupplier.values()].flat();
  return { entries: examples.length, suppliers: bySupplier.size, accounts: new Set(examples.map(({ account }) => account)).size };
}
