import type { LedgerConnector, SourceConnector } from '../engine/ports.ts';
import { beancount } from './ledgers/beancount/index.ts';
import { csv } from './ledgers/csv/index.ts';
import { datev } from './ledgers/datev/index.ts';
import { erpnext } from './ledgers/erpnext/index.ts';
import { hledger } from './ledgers/hledger/index.ts';
import { jsonLines } from './ledgers/json-lines/index.ts';
import { ledger } from './ledgers/ledger/index.ts';
import { odoo } from './ledgers/odoo/index.ts';
import { quickbooks } from './ledgers/quickbooks/index.ts';
import { tryton } from './ledgers/tryton/index.ts';
import { webhook } from './ledgers/webhook/index.ts';
import { xero } from './ledgers/xero/index.ts';
import { folder } from './sources/folder/index.ts';
import { mailbox } from './sources/mailbox/index.ts';

/**
 * Every kind of ledger, by id, in the order in which a person chooses. A new one is a folder and a line here; the first keeps its books in a
 * file and serves the sample client.
 */
export const ledgerConnectors: ReadonlyMap<string, LedgerConnector> = byId<LedgerConnector>(
  hledger,
  ledger,
  beancount,
  tryton,
  odoo,
  erpnext,
  xero,
  csv,
  datev,
  webhook,
  jsonLines,
  quickbooks,
);

/** Every kind of source, by id. */
export const sourceConnectors: ReadonlyMap<string, SourceConnector> = byId<SourceConnector>(folder, mailbox);

function byId<Connector extends { readonly id: string }>(...connectors: readonly Connector[]): ReadonlyMap<string, Connector> {
  return new Map(connectors.map((connector) => [connector.id, connector]));
}
