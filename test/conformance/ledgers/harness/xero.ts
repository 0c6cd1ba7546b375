import { openFakeBooks } from '../../../support/fake-ledger/fake-books.ts';
import { startFakeServer } from '../../../support/fake-ledger/fake-server.ts';
import { CLIENT_ID, FIRST_REFRESH_TOKEN, TENANT } from '../../../support/fake-ledger/xero/tables.ts';
import { vendor } from '../../../support/fake-ledger/xero/vendor.ts';
import type { LedgerHarness, OpenBooks } from '../ledger-harness.ts';

/** Bills carry the key in their link, credit notes in a line of text. */
const OURS =
  "FROM document WHERE status NOT IN ('DELETED', 'VOIDED') AND (url = 'https://tickmark.invalid/k/' || @key OR instr(lines, '\"Tickmark ' || @key || '\"') > 0)";

async function open(folder: string, keyMemory: string | undefined): Promise<OpenBooks> {
  const server = await startFakeServer(vendor, folder);
  const books = openFakeBooks(folder);
  books.turn('key-memory', keyMemory);
  const number = (query: string, key: string) => Number(books.db.prepare(query).pluck().get({ key }));
  const change = (statement: string, key: string) => void books.db.prepare(statement).run({ key });
  return {
    config: { clientId: CLIENT_ID, tenantId: TENANT, server: server.url, requestsPerMinute: 100_000, timeoutSeconds: 2 },
    secrets: { refreshToken: FIRST_REFRESH_TOKEN },
    names: { expense: '429', tax: '820', payable: '800', paid: '090', taxCode: 'INPUT2' },
    count: async (key) => number(`SELECT count(*) ${OURS}`, key),
    attachmentCount: async (key) => number(`SELECT count(*) FROM attachment WHERE document IN (SELECT id ${OURS})`, key),
    orphans: async () =>
      books.count("SELECT count(*) FROM document WHERE status = 'DRAFT' AND id NOT IN (SELECT document FROM attachment)") +
      books.count('SELECT count(*) FROM attachment WHERE document NOT IN (SELECT id FROM document)') +
      books.count(
        "SELECT count(*) FROM contact WHERE status = 'ACTIVE' AND number IS NOT NULL AND id NOT IN (SELECT contact FROM document)",
      ),
    tamper: async (key) => change(`UPDATE document SET net = net + 1000 WHERE id IN (SELECT id ${OURS})`, key),
    remove: async (key) => change(`UPDATE document SET status = 'DELETED' WHERE id IN (SELECT id ${OURS})`, key),
    lock: async (day) => books.turn('period-lock', day),
    faults: { arm: (match, fault, times) => books.arm(match, fault, times), clear: () => books.clear() },
    close: async () => {
      books.close();
      await server.close();
    },
  };
}

export const remembering: LedgerHarness = { id: 'xero', variant: 'stateful fake', open: (folder) => open(folder, undefined) };
/** How long Xero remembers idempotency keys is not documented, so that nothing may rest on it. */
export const forgetful: LedgerHarness = {
  id: 'xero',
  variant: 'stateful fake that forgets every key',
  open: (folder) => open(folder, 'none'),
};
