import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SECRET, vendor } from '../../../integration/connectors/webhook-receiver.ts';
import { openFakeBooks } from '../../../support/fake-ledger/fake-books.ts';
import { startFakeServer } from '../../../support/fake-ledger/fake-server.ts';
import type { LedgerHarness } from '../ledger-harness.ts';

const CLEARED = "FROM event WHERE type = 'app.tickmark.document.cleared.v1' AND subject = ?";

/**
 * A receiver cannot be asked, so that what the suite calls a change in the ledger is one of the record of deliveries: the only thing
 * that a comparison has.
 */
export const webhook: LedgerHarness = {
  id: 'webhook',
  variant: 'a receiver that checks signatures and takes an event once',
  async open(folder) {
    const server = await startFakeServer(vendor, folder);
    const books = openFakeBooks(folder);
    // Some clocks of the suite run fast; the tolerance has tests of its own.
    books.turn('tolerance', 'none');
    return {
      config: {},
      secrets: { url: `${server.url}/hook`, secret: SECRET },
      names: { expense: 'food purchases', tax: 'input tax', payable: 'suppliers', paid: 'bank', taxCode: 'T1' },
      count: async (key) =>
        books.count(
          `SELECT count(*) ${CLEARED} AND NOT EXISTS (SELECT 1 FROM event AS w WHERE w.subject = event.subject AND w.type LIKE '%withdrawn%')`,
          key,
        ),
      attachmentCount: async () => -1,
      orphans: async () => 0,
      tamper: async (key) => editRecord(folder, key, (line) => line.replace(/"hash":"\w+"/, '"hash":"another"')),
      remove: async (key) => {
        books.run(`DELETE ${CLEARED}`, key);
        editRecord(folder, key, () => undefined);
      },
      faults: { arm: (match, fault, times) => books.arm(match, fault, times), clear: () => books.clear() },
      close: async () => {
        books.close();
        await server.close();
      },
    };
  },
};

function editRecord(folder: string, key: string, change: (line: string) => string | undefined): void {
  const files = readdirSync(join(folder, 'data'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('events.jsonl'));
  for (const path of files) {
    const lines = readFileSync(join(folder, 'data', path), 'utf8').split('\n');
    const changed = lines.map((line) => (line.includes(`"${key}"`) ? change(line) : line)).filter((line) => line !== undefined);
    writeFileSync(join(folder, 'data', path), changed.join('\n'));
  }
}
