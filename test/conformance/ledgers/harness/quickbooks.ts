import { openFakeBooks } from '../../../support/fake-ledger/fake-books.ts';
import { startFakeServer } from '../../../support/fake-ledger/fake-server.ts';
import { FIRST_REFRESH_TOKEN, REALM, vendor } from '../../../support/fake-ledger/quickbooks/vendor.ts';
import type { LedgerHarness, OpenBooks } from '../ledger-harness.ts';

const TXN = "type IN ('Bill', 'VendorCredit', 'Purchase')";
const OURS = `${TXN} AND instr(json_extract(body, '$.PrivateNote'), ?) > 0`;
const LINKED = "json_extract(body, '$.AttachableRef[0].EntityRef.value')";
const mark = (key: string) => `[tickmark:${key} `;

async function open(folder: string, memory: string | undefined): Promise<OpenBooks> {
  const server = await startFakeServer(vendor, folder);
  const books = openFakeBooks(folder);
  books.turn('key-memory', memory);
  return {
    config: { broker: `${server.url}/broker`, api: server.url, realm: REALM, requestLimit: 1 },
    secrets: { refreshToken: FIRST_REFRESH_TOKEN },
    names: { expense: 'Travel', tax: 'VAT Control', payable: 'Accounts Payable (A/P)', paid: 'Cash on hand', taxCode: '20.0% S' },
    count: async (key) => books.count(`SELECT count(*) FROM entity WHERE ${OURS}`, mark(key)),
    attachmentCount: async (key) =>
      books.count(
        `SELECT count(*) FROM entity WHERE type = 'Attachable' AND ${LINKED} IN (SELECT id FROM entity WHERE ${OURS})`,
        mark(key),
      ),
    orphans: async () =>
      books.count(`SELECT count(*) FROM entity WHERE type = 'Attachable' AND ${LINKED} NOT IN (SELECT id FROM entity WHERE ${TXN})`) +
      books.count(
        `SELECT count(*) FROM entity WHERE type = 'Vendor' AND json_extract(body, '$.Active') = 1 AND id NOT IN
          (SELECT coalesce(json_extract(body, '$.VendorRef.value'), json_extract(body, '$.EntityRef.value')) FROM entity WHERE ${TXN})`,
      ),
    tamper: async (key) => {
      books.run(`UPDATE entity SET body = json_set(body, '$.TotalAmt', json_extract(body, '$.TotalAmt') + 10) WHERE ${OURS}`, mark(key));
    },
    remove: async (key) => {
      books.run(`DELETE FROM entity WHERE ${OURS}`, mark(key));
    },
    lock: async (day) => books.turn('closed', day),
    faults: { arm: (match, fault, times) => books.arm(match, fault, times), clear: () => books.clear() },
    close: async () => {
      books.close();
      await server.close();
    },
  };
}

export const remembering: LedgerHarness = { id: 'quickbooks', variant: 'stateful fake', open: (folder) => open(folder, undefined) };
/** How long Intuit remembers request ids is not documented, so that nothing may rest on it. */
export const forgetful: LedgerHarness = {
  id: 'quickbooks',
  variant: 'stateful fake that forgets every request id',
  open: (folder) => open(folder, 'none'),
};
