import { openFakeBooks } from '../../../support/fake-ledger/fake-books.ts';
import { startFakeServer } from '../../../support/fake-ledger/fake-server.ts';
import { API_KEY, DATABASE, LOGIN, vendor } from '../../../support/fake-ledger/odoo/vendor.ts';
import type { LedgerHarness, OpenBooks } from '../ledger-harness.ts';

const OURS = "FROM move WHERE invoice_origin LIKE ? AND state <> 'cancel'";

async function open(folder: string, version: string): Promise<OpenBooks> {
  const server = await startFakeServer(vendor, folder);
  const books = openFakeBooks(folder);
  books.turn('version', version);
  const like = (key: string) => `tickmark:${key.replaceAll('_', '\\_')} %`;
  const matching = (query: string, key: string) => books.count(query.replace('LIKE ?', "LIKE ? ESCAPE '\\'"), like(key));
  return {
    config: { url: server.url, database: DATABASE, user: LOGIN, requestLimit: 1 },
    secrets: { apiKey: API_KEY },
    names: { expense: '600000', tax: '220100', payable: '211000', paid: '101401', taxCode: '20%' },
    count: async (key) => matching(`SELECT count(*) ${OURS}`, key),
    attachmentCount: async (key) => matching(`SELECT count(*) FROM attachment WHERE res_id IN (SELECT id ${OURS})`, key),
    orphans: async () =>
      books.count('SELECT count(*) FROM attachment WHERE res_id NOT IN (SELECT id FROM move)') +
      books.count("SELECT count(*) FROM move WHERE state = 'draft' AND id NOT IN (SELECT res_id FROM attachment)") +
      books.count('SELECT count(*) FROM partner WHERE active = 1 AND ref IS NOT NULL AND id NOT IN (SELECT partner_id FROM move)'),
    tamper: async (key) => {
      books.run("UPDATE move SET amount_total = amount_total + 10 WHERE invoice_origin LIKE ? ESCAPE '\\'", like(key));
    },
    remove: async (key) => {
      books.run("DELETE FROM move WHERE invoice_origin LIKE ? ESCAPE '\\'", like(key));
    },
    lock: async (day) => {
      books.run('UPDATE company SET fiscalyear_lock_date = ?', day);
    },
    faults: { arm: (match, fault, times) => books.arm(match, fault, times), clear: () => books.clear() },
    close: async () => {
      books.close();
      await server.close();
    },
  };
}

export const json2: LedgerHarness = { id: 'odoo', variant: 'stateful fake, JSON-2 (19)', open: (folder) => open(folder, '19') };
export const jsonRpc: LedgerHarness = { id: 'odoo', variant: 'stateful fake, JSON-RPC (17)', open: (folder) => open(folder, '17') };
