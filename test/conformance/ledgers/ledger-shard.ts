import { ledgerConnectors } from '../../../src-main/connectors/registry.ts';
import { allHarnesses, type LedgerHarness } from './ledger-harness.ts';
import { ledgerSuite } from './ledger-suite.ts';

/** Every second kind of ledger, so that two test files share them; what is missing on this machine is told, and not let pass in CI. */
export async function ledgerShard(which: 0 | 1): Promise<void> {
  const ids = [...ledgerConnectors.keys()].filter((_id, index) => index % 2 === which);
  const seen = new Set<string>();
  for (const harness of (await allHarnesses()).filter(({ id }) => ids.includes(id))) {
    if (isMissing(harness)) continue;
    ledgerSuite(harness, !seen.has(harness.id));
    seen.add(harness.id);
  }
}

function isMissing({ id, missing }: LedgerHarness): boolean {
  if (missing === undefined) return false;
  if (process.env['CI']) throw new Error(`${id}: ${missing}`);
  console.warn(`${id} is left out: ${missing}`);
  return true;
}
