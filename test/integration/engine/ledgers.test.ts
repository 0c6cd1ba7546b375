/** Ledgers as the window uses them: real connectors behind the engine's procedures. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ledgerConnectors } from '../../../src-main/connectors/registry.ts';
import type { LedgerConnector } from '../../../src-main/engine/ports.ts';
import { openDatabase } from '../../../src-main/engine/storage/index.ts';
import { deriveKeys } from '../../../src-main/engine/storage/keys.ts';
import { openFakeBooks } from '../../support/fake-ledger/fake-books.ts';
import { startFakeServer } from '../../support/fake-ledger/fake-server.ts';
import { CLIENT_ID } from '../../support/fake-ledger/xero/tables.ts';
import { vendor } from '../../support/fake-ledger/xero/vendor.ts';
import { ScriptedLedger } from '../../support/scripted-ledger.ts';
import { TEST_KEY } from '../../support/test-ports.ts';
import { clearDesks, codeOf, type Desk, fresh, openDesk } from './desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk({ ports: { ledgers: new Map<string, LedgerConnector>([...ledgerConnectors, ['books', new ScriptedLedger()]]) } });
});
afterEach(clearDesks);

it('every kind of ledger has a form whose fields are told in words', async () => {
  const kinds = (await desk.api.ledgers.kinds()).filter(({ id }) => id !== 'books');
  expect(kinds.length).toBeGreaterThanOrEqual(12);
  for (const { id, title, about, fields } of kinds) {
    expect(
      [title, about].every((words) => words.length > 2),
      id,
    ).toBe(true);
    // Names of programs keep their own small letters.
    for (const field of fields) expect(field.title, `${id}.${field.name}`).toMatch(/^(\p{Lu}|hledger|ledger|bean)/u);
  }
  const password = kinds.find(({ id }) => id === 'tryton')?.fields.find(({ kind }) => kind === 'secret');
  expect(password).toMatchObject({ required: true });
});

describe('batch files', () => {
  it('hold every entry once, and are given out again byte for byte', async () => {
    const { id } = desk.client;
    const folder = join(desk.folder, 'csv');
    await desk.api.ledgers.connect({ id, kind: 'csv', settings: { folder } });
    for (let count = 0; count < 3; count++) expect((await desk.walked(fresh())).posting?.state).toBe('verified');
    expect(await desk.api.ledgers.batches({ id })).toMatchObject({ pending: 3, batches: [] });
    const { batch } = await desk.api.ledgers.exportBatch({ id });
    expect(batch).toMatchObject({ entries: 3 });
    expect((await desk.api.ledgers.exportBatch({ id })).batch).toBeUndefined();
    const again = async () => Buffer.from(await (await desk.api.ledgers.batchFile({ id, batch: batch?.id ?? '' })).arrayBuffer());
    const [first, second] = [await again(), await again()];
    expect(first.equals(second)).toBe(true);
    expect(createHash('sha256').update(first).digest('hex')).toBe(batch?.sha256);
    expect(readFileSync(join(folder, batch?.name ?? '')).equals(first)).toBe(true);
    await desk.walked(fresh());
    expect((await desk.api.ledgers.exportBatch({ id })).batch).toMatchObject({ entries: 1 });
    expect(readdirSync(folder).filter((name) => name.endsWith('.csv'))).toHaveLength(2);
  });
});

describe('signing in with the browser', () => {
  it('leads to books whose renewed token is kept, and is never given out', async () => {
    const server = await startFakeServer(vendor, join(desk.folder));
    const books = openFakeBooks(desk.folder);
    try {
      const settings = { clientId: CLIENT_ID, server: server.url, redirectPort: 18_747 + (process.pid % 1_000), timeoutSeconds: 5 };
      const begun = await desk.api.ledgers.beginSignIn({ kind: 'xero', settings });
      expect(begun.state).toBe('waiting');
      // The browser follows the redirect to the loopback address by itself.
      expect((await fetch(begun.url)).status).toBe(200);
      await expect.poll(async () => (await desk.api.ledgers.signIn({ id: begun.id })).state).toBe('done');
      const info = await desk.api.ledgers.connect({ id: desk.client.id, kind: 'xero', settings, signIn: begun.id });
      expect(info).toMatchObject({ kind: 'xero', finish: 'draft', abilities: { drafts: true, attachments: true, suppliers: true } });
      expect(info.books?.accounts.length).toBeGreaterThan(0);
      expect(JSON.stringify(info.settings)).not.toMatch(/token/i);
      expect(info.secrets).toContain('refreshToken');
      const kept = storedSecrets(desk.data);
      expect(JSON.stringify(await desk.api.ledgers.get({ id: desk.client.id }))).not.toContain(kept['refreshToken']);
      expect(await codeOf(desk.api.ledgers.connect({ id: desk.client.id, kind: 'xero', settings, signIn: begun.id }))).toBe('not_found');
      // The settings can be saved again without typing or signing in anew.
      await desk.api.ledgers.connect({ id: desk.client.id, kind: 'xero', settings: { ...info.settings }, finish: 'final' });
      // Another address gets nothing of what is kept for this one.
      const elsewhere = { ...info.settings, server: server.url.replace('127.0.0.1', 'localhost') };
      const asked = () => books.count('SELECT count(*) FROM request');
      const before = asked();
      expect(await codeOf(desk.api.ledgers.test({ kind: 'xero', settings: elsewhere, clientId: desk.client.id }))).toBe(
        'ledger_login_failed',
      );
      expect(asked()).toBe(before);
    } finally {
      books.close();
      await server.close();
    }
  });
});

describe('a ledger that was kept by hand before', () => {
  it('teaches where suppliers go, and is not changed by that', async () => {
    const journal = join(desk.folder, 'old.journal');
    const entry = (day: string) => `2026-0${day} * Harbour Fish Co\n    expenses:food purchases  12.00 GBP\n    assets:bank\n\n`;
    writeFileSync(journal, entry('1-05') + entry('2-05') + entry('3-05'));
    await desk.api.ledgers.connect({ id: desk.client.id, kind: 'hledger', settings: { journal } });
    const before = readFileSync(journal, 'utf8');
    expect(await desk.api.ledgers.learn({ id: desk.client.id })).toEqual({ entries: 3, suppliers: 1, accounts: 1 });
    expect(readFileSync(journal, 'utf8')).toBe(before);
    expect(existsSync(journal)).toBe(true);
    const { books } = await desk.api.ledgers.get({ id: desk.client.id });
    expect(books?.accounts.map(({ ref }) => ref)).toContain('expenses:food purchases');
  });
});

function storedSecrets(data: string): Record<string, string> {
  const { raw, db } = openDatabase(join(data, 'store.db'), deriveKeys(TEST_KEY).database);
  const json = String(raw.prepare('SELECT secret_json FROM ledger_connections').pluck().get());
  void db.destroy();
  return JSON.parse(json) as Record<string, string>;
}
