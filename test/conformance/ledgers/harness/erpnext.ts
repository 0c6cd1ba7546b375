import { API_KEY, API_SECRET, vendor } from '../../../support/fake-ledger/erpnext/vendor.ts';
import { openFakeBooks } from '../../../support/fake-ledger/fake-books.ts';
import { startFakeServer } from '../../../support/fake-ledger/fake-server.ts';
import type { LedgerHarness } from '../ledger-harness.ts';

const field = (name: string) => `json_extract(body, '$.${name}')`;
const OURS = `doctype = 'Purchase Invoice' AND instr(${field('remarks')}, ?) > 0`;
const mark = (key: string) => `[tickmark:${key} `;

export const erpnext: LedgerHarness = {
  id: 'erpnext',
  variant: 'stateful fake',
  async open(folder) {
    const server = await startFakeServer(vendor, folder);
    const books = openFakeBooks(folder);
    return {
      config: { url: server.url, apiKey: API_KEY, requestLimit: 1 },
      secrets: { apiSecret: API_SECRET },
      names: {
        expense: '5100 - Food Purchases - HS',
        tax: '1500 - VAT Input - HS',
        payable: '2100 - Creditors - HS',
        paid: '1110 - Cash - HS',
        taxCode: '1500 - VAT Input - HS',
      },
      count: async (key) => books.count(`SELECT count(*) FROM doc WHERE ${OURS} AND ${field('docstatus')} < 2`, mark(key)),
      attachmentCount: async (key) =>
        books.count(
          `SELECT count(*) FROM doc WHERE doctype = 'File' AND ${field('attached_to_name')} IN
            (SELECT name FROM doc WHERE ${OURS} AND ${field('docstatus')} < 2)`,
          mark(key),
        ),
      orphans: async () =>
        books.count(
          `SELECT count(*) FROM doc WHERE doctype = 'File' AND ${field('attached_to_name')} NOT IN
            (SELECT name FROM doc WHERE doctype = 'Purchase Invoice')`,
        ) +
        books.count(
          `SELECT count(*) FROM doc WHERE doctype = 'Purchase Invoice' AND ${field('docstatus')} = 0 AND name NOT IN
            (SELECT ${field('attached_to_name')} FROM doc WHERE doctype = 'File')`,
        ) +
        books.count(
          `SELECT count(*) FROM doc WHERE doctype = 'Supplier' AND ${field('disabled')} = 0 AND name NOT IN
            (SELECT ${field('supplier')} FROM doc WHERE doctype = 'Purchase Invoice')`,
        ),
      tamper: async (key) => {
        books.run(`UPDATE doc SET body = json_set(body, '$.grand_total', ${field('grand_total')} + 10) WHERE ${OURS}`, mark(key));
      },
      remove: async (key) => {
        books.run(`DELETE FROM doc WHERE ${OURS}`, mark(key));
      },
      lock: async (day) => {
        books.run("UPDATE doc SET body = json_set(body, '$.accounts_frozen_till_date', ?) WHERE doctype = 'Company'", day);
      },
      faults: { arm: (match, fault, times) => books.arm(match, fault, times), clear: () => books.clear() },
      close: async () => {
        books.close();
        await server.close();
      },
    };
  },
};
