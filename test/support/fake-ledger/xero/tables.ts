/** Tables and first rows of a fresh organisation: a British company, in pounds, with a small chart of accounts. */
import type { FakeDb } from '../fake-store.ts';

export const TENANT = 'fe79f7dd-b6d4-4a92-ba7b-538af6289c58';
export const CLIENT_ID = 'FAKE0CLIENT0ID';
/** A login that is there from the start, so that not every test has to sign in. */
export const FIRST_REFRESH_TOKEN = 'first-refresh-token';

export const TABLES = `
  CREATE TABLE tenant (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;
  CREATE TABLE code (code TEXT PRIMARY KEY, challenge TEXT NOT NULL, redirect TEXT NOT NULL) STRICT;
  CREATE TABLE access (token TEXT PRIMARY KEY, expires INTEGER NOT NULL) STRICT;
  CREATE TABLE refresh (token TEXT PRIMARY KEY, replaced INTEGER) STRICT;
  CREATE TABLE remembered (key TEXT PRIMARY KEY, request TEXT NOT NULL, status INTEGER NOT NULL, reply TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
  CREATE TABLE account (code TEXT PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, class TEXT NOT NULL, status TEXT NOT NULL) STRICT;
  CREATE TABLE tax_rate (type TEXT PRIMARY KEY, name TEXT NOT NULL, rate REAL NOT NULL, purchases INTEGER NOT NULL, status TEXT NOT NULL) STRICT;
  CREATE TABLE currency (code TEXT PRIMARY KEY) STRICT;
  CREATE TABLE contact (id TEXT PRIMARY KEY, name TEXT NOT NULL, number TEXT, tax_number TEXT, bank TEXT, status TEXT NOT NULL, updated INTEGER NOT NULL) STRICT;
  CREATE TABLE document (
    id TEXT PRIMARY KEY, sort TEXT NOT NULL, type TEXT NOT NULL, status TEXT NOT NULL, contact TEXT NOT NULL, number TEXT, url TEXT, date TEXT NOT NULL,
    due TEXT, currency TEXT NOT NULL, line_types TEXT NOT NULL, lines TEXT NOT NULL, net INTEGER NOT NULL, tax INTEGER NOT NULL, paid INTEGER NOT NULL DEFAULT 0,
    mine INTEGER NOT NULL, updated INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE attachment (id TEXT PRIMARY KEY, document TEXT NOT NULL, name TEXT NOT NULL, bytes BLOB NOT NULL, UNIQUE (document, name)) STRICT;`;

export function seed(db: FakeDb): void {
  db.prepare('INSERT INTO tenant VALUES (?, ?)').run(TENANT, 'Harbour Trading Ltd');
  db.prepare('INSERT INTO refresh VALUES (?, NULL)').run(FIRST_REFRESH_TOKEN);
  const account = db.prepare('INSERT INTO account VALUES (?, ?, ?, ?, ?, ?)');
  for (const [code, name, type, kind] of [
    ['429', 'General Expenses', 'EXPENSE', 'EXPENSE'],
    ['310', 'Cost of Goods Sold', 'DIRECTCOSTS', 'EXPENSE'],
    ['090', 'Business Bank Account', 'BANK', 'ASSET'],
    ['800', 'Accounts Payable', 'CURRLIAB', 'LIABILITY'],
    ['820', 'VAT', 'CURRLIAB', 'LIABILITY'],
    ['200', 'Sales', 'REVENUE', 'REVENUE'],
  ]) {
    account.run(code, crypto.randomUUID(), name, type, kind, 'ACTIVE');
  }
  account.run('499', crypto.randomUUID(), 'Old Expenses', 'EXPENSE', 'EXPENSE', 'ARCHIVED');
  const rate = db.prepare('INSERT INTO tax_rate VALUES (?, ?, ?, ?, ?)');
  rate.run('INPUT2', '20% (VAT on Expenses)', 20, 1, 'ACTIVE');
  rate.run('RRINPUT', '5% (VAT on Expenses)', 5, 1, 'ACTIVE');
  rate.run('NONE', 'No VAT', 0, 1, 'ACTIVE');
  rate.run('OUTPUT2', '20% (VAT on Income)', 20, 0, 'ACTIVE');
  rate.run('TAX001', 'Old rate', 17.5, 1, 'DELETED');
  for (const code of ['GBP', 'EUR', 'JPY']) db.prepare('INSERT INTO currency VALUES (?)').run(code);
}
