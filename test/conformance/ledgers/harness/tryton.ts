import { startFaultProxy } from '../../../support/fault-proxy.ts';
import { day } from '../../../support/tryton/admin-rpc.ts';
import { NAMES } from '../../../support/tryton/books-entry.ts';
import { traits } from '../../../support/tryton/traits.ts';
import { startTryton, trytonMissing } from '../../../support/tryton-server.ts';
import type { LedgerHarness, OpenBooks } from '../ledger-harness.ts';

/** Long enough for a busy machine; the settle window follows from it. */
const REQUEST_SECONDS = 10;

const OURS = "FROM account_invoice WHERE state <> 'cancelled' AND instr(comment, ?) > 0";
const OF_THEM = (column: string) => `${column} IN (SELECT 'account.invoice,' || id FROM account_invoice)`;

/** What belongs to nothing: files of no bill, drafts of ours without their file, and suppliers that were made twice. */
const LEFT_OVER = [
  `SELECT count(*) FROM ir_attachment WHERE NOT ${OF_THEM('resource')}`,
  `SELECT count(*) FROM account_invoice WHERE state = 'draft' AND instr(comment, '[tickmark-key:') > 0
     AND 'account.invoice,' || id NOT IN (SELECT resource FROM ir_attachment)`,
  `SELECT count(*) - count(DISTINCT identifier.code) FROM party_identifier AS identifier
     JOIN party_party AS party ON party.id = identifier.party WHERE party.active AND identifier.code LIKE 'tickmark:%'`,
];

async function open(folder: string): Promise<OpenBooks> {
  const server = await startTryton(folder);
  const proxy = await startFaultProxy(server.url, {
    ...traits,
    expireToken: () => void server.sql((db) => db.exec('DELETE FROM ir_session')),
  });
  const number = (query: string, ...values: string[]) =>
    server.sql((db) =>
      Number(
        db
          .prepare(query)
          .pluck()
          .get(...values),
      ),
    );
  const marker = (key: string) => `[tickmark-key:${key}]`;
  const idOf = (key: string) => number(`SELECT id ${OURS}`, marker(key));
  const { database, user, password } = server;
  return {
    config: { url: proxy.url, database, user, requestTimeoutSeconds: REQUEST_SECONDS },
    secrets: { password },
    names: { expense: NAMES.expense, tax: NAMES.tax, payable: NAMES.payable, paid: NAMES.paid, taxCode: NAMES.taxCode },
    count: async (key) => number(`SELECT count(*) ${OURS}`, marker(key)),
    attachmentCount: async (key) =>
      number(`SELECT count(*) FROM ir_attachment WHERE resource IN (SELECT 'account.invoice,' || id ${OURS})`, marker(key)),
    orphans: async () => LEFT_OVER.reduce((sum, query) => sum + number(query), 0),
    async tamper(key) {
      // The server lets nobody change a posted bill; whoever has the database can.
      const id = idOf(key);
      server.sql((db) => {
        db.prepare('UPDATE account_invoice_line SET unit_price = unit_price + 10 WHERE invoice = ?').run(id);
        db.prepare(
          `UPDATE account_move_line SET credit = credit + 10 WHERE move = (SELECT move FROM account_invoice WHERE id = ?)
             AND account = (SELECT account FROM account_invoice WHERE id = ?)`,
        ).run(id, id);
      });
    },
    async remove(key) {
      await (await server.admin()).call('model.account.invoice.cancel', [idOf(key)]);
    },
    async lock(last) {
      const admin = await server.admin();
      const periods = await admin.search('account.period', [
        ['end_date', '<=', day(last)],
        ['state', '=', 'open'],
      ]);
      await admin.call('model.account.period.close', periods);
    },
    faults: proxy,
    async close() {
      await proxy.close();
      await server.stop();
    },
  };
}

export const tryton: LedgerHarness = {
  id: 'tryton',
  variant: 'real server 6.0',
  ...(trytonMissing === undefined ? {} : { missing: trytonMissing }),
  open,
};
