import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ledgerConnectors } from '../../../src-main/connectors/registry.ts';
import { allHarnesses, type LedgerHarness } from './ledger-harness.ts';
import { type LedgerTraits, ledgerSuite } from './ledger-suite.ts';

/** Real servers take longest, so they have a file of their own, and `SHARES` files share the other kinds: files run beside each other. */
const SERVERS: ReadonlySet<string> = new Set(['tryton']);
export const SHARES = 4;

/** The suite for a share of the kinds; what is missing on this machine is told, and not let pass in CI. */
export async function ledgerShard(which: 1 | 2 | 3 | 4 | 'servers'): Promise<void> {
  const others = [...ledgerConnectors.keys()].filter((id) => !SERVERS.has(id));
  const ids = which === 'servers' ? [...SERVERS] : others.filter((_id, index) => index % SHARES === which - 1);
  const seen = new Set<string>();
  for (const harness of (await allHarnesses()).filter(({ id }) => ids.includes(id))) {
    if (isMissing(harness)) continue;
    // The tests that end processes run once for each kind of ledger: its variants differ in other things.
    ledgerSuite(harness, { ...(await traitsOf(harness)), isKilled: !seen.has(harness.id) });
    seen.add(harness.id);
  }
}

/** What these books can do, so that only tests that mean something for them are there. */
async function traitsOf(harness: LedgerHarness): Promise<Omit<LedgerTraits, 'isKilled'>> {
  const folder = mkdtempSync(join(tmpdir(), 'tickmark-ledger-'));
  const books = await harness.open(folder);
  await books.close();
  rmSync(folder, { recursive: true, force: true });
  return { hasFaults: books.faults !== undefined, closesPeriods: books.lock !== undefined };
}

function isMissing({ id, missing }: LedgerHarness): boolean {
  if (missing === undefined) return false;
  if (process.env['CI']) throw new Error(`${id}: ${missing}`);
  console.warn(`${id} is left out: ${missing}`);
  return true;
}
