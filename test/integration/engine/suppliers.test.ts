import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { EngineError, type Reading } from '../../../src-main/contract/index.ts';
import { openStore } from '../../../src-main/engine/storage/index.ts';
import { firstTables } from '../../../src-main/engine/storage/migrations/0010-first-tables.ts';
import { waysOfReading } from '../../../src-main/engine/storage/migrations/0020-ways-of-reading.ts';
import { identifySupplier, knownSuppliers, withKnownSupplier } from '../../../src-main/engine/suppliers/index.ts';
import { field, sampleExtraction } from '../../support/samples.ts';
import { throwing } from '../../support/scripted-ledger.ts';
import { TEST_KEY } from '../../support/start-engine.ts';
import { clearDesks, type Desk, doubtful, fresh, openDesk } from './desk.ts';
import { openRaw } from './raw-store.ts';

const folders: string[] = [];
afterEach(async () => {
  await clearDesks();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function ocrOf(text: string): Reading {
  const words: Reading['pages'][number]['words'] = [{ text, box: [0, 0, 1, 1], p: 1, line: 0 }];
  return { source: 'ocr', reader: 'test', pages: [{ page: 1, width: 10, height: 10, source: 'ocr', words }] };
}

/** The suppliers as the table holds them, past the engine. */
function rows(desk: Desk): unknown[] {
  const raw = openRaw(desk.data);
  try {
    return raw.prepare('SELECT name, key, documents, approved FROM suppliers ORDER BY key').all();
  } finally {
    raw.close();
  }
}

it('a supplier is known from its first document on the way to the ledger, and no longer when that is taken back', async () => {
  const desk = await openDesk();
  const waits = await desk.walked(doubtful({ supplier: 'Quay Bistro' }));
  expect(rows(desk)).toEqual([]);
  const [approved] = (await desk.api.review.approve({ documents: [waits], undoSeconds: 600 })).documents;
  expect(rows(desk)).toEqual([{ name: 'Quay Bistro', key: 'quay bistro', documents: 1, approved: 1 }]);
  await desk.api.review.undo({ id: waits.id });
  expect(rows(desk)).toEqual([]);
  expect(approved?.id).toBe(waits.id);
  await desk.walked(fresh({ supplier: 'Harbour Fish' }));
  await desk.walked(fresh({ supplier: 'HARBOUR FISH LTD', net: '20.00', tax: '4.00', total: '24.00' }));
  expect(rows(desk)).toEqual([{ name: expect.stringMatching(/^harbour fish/i), key: 'harbour fish', documents: 2, approved: 0 }]);
});

it('a supplier whose only document the ledger refused is not known', async () => {
  const desk = await openDesk();
  desk.ledger.beforeCreate = throwing(() => new EngineError('ledger_rejected', { note: 'The period is closed.' }));
  const refused = await desk.walked(fresh());
  expect(refused).toMatchObject({ state: 'review', group: 'Refused by the ledger' });
  expect(rows(desk)).toEqual([]);
});

it("a bill with nearly a known supplier's name and another tax number waits, and says whose name it is", async () => {
  const desk = await openDesk();
  await desk.walked(fresh({ supplier: 'Northern Dairy Supplies' }));
  const bill = await desk.walked(fresh({ supplier: 'Northern Dairy Supplier Ltd' }));
  expect(bill).toMatchObject({ state: 'review', group: 'Look-alike supplier' });
  expect(bill.reason).toMatch(/nearly that of your supplier Northern Dairy Supplies, but the tax number is another one/);
  await desk.approve(bill);
  await desk.engine.untilIdle();
  const next = fresh({ supplier: 'Northern Dairy Supplier Ltd', net: '20.00', tax: '4.00', total: '24.00' });
  expect(await desk.walked(next)).toMatchObject({ state: 'posted' });
});

it('is found among many by a misread name, by its tax number, and within milliseconds', async () => {
  const desk = await openDesk();
  await desk.walked(fresh({ supplier: 'Northern Dairy Supplies', vat: '987 6543 21' }));
  await desk.stop();
  let raw = openRaw(desk.data);
  const add = raw.prepare(`INSERT INTO suppliers VALUES (?, ?, ?, ?, NULL, '', '', 1, 1)`);
  const part = raw.prepare('INSERT OR IGNORE INTO supplier_trigrams VALUES (?, ?, ?)');
  raw.transaction(() => {
    for (let at = 0; at < 1_000; at++) {
      const key = `northern ${'dairy timber metal paper'.split(' ')[at % 4]} traders ${at}`;
      add.run(`s${at}`, desk.client.id, key, key);
      for (let from = 0; from + 3 <= key.length; from++) part.run(desk.client.id, key.slice(from, from + 3), key);
    }
  })();
  raw.close();
  const store = await openStore(desk.data, TEST_KEY);
  const seen = { name: 'NORTHEM DAlRY SUPPL1ES' };
  const began = performance.now();
  const [match] = await identifySupplier(store.db, desk.client.id, seen);
  expect(performance.now() - began).toBeLessThan(100);
  expect(match).toMatchObject({ supplier: { name: 'Northern Dairy Supplies', taxIds: ['GB987654321'] }, why: 'name', similarity: 1 });
  const [byTax] = await identifySupplier(store.db, desk.client.id, { name: 'N. Dairy', taxId: 'GB987654321' });
  expect(byTax).toMatchObject({ supplier: { name: 'Northern Dairy Supplies' }, why: 'tax number' });
  expect(await identifySupplier(store.db, 'another client', seen)).toEqual([]);
  const printed = sampleExtraction({ fields: { supplier: field(seen.name, 0.6), supplierTaxId: field('GB987654321') } });
  const named = await withKnownSupplier(store.db, desk.client.id, printed, ocrOf('nothing'));
  expect(named.fields.supplier).toMatchObject({ value: 'NORTHEM DAlRY SUPPL1ES', p: 0.6 });
  raw = openRaw(desk.data);
  raw.prepare('UPDATE suppliers SET approved = 1').run();
  raw.close();
  expect((await withKnownSupplier(store.db, desk.client.id, printed, ocrOf('nothing'))).fields.supplier).toMatchObject({
    value: 'Northern Dairy Supplies',
    p: 0.995,
    box: printed.fields.supplier?.box,
    alternatives: [{ value: 'NORTHEM DAlRY SUPPL1ES' }],
  });
  await store.close();
});

it('a correction keeps a labelled example, which goes when it is taken back and when the document is erased', async () => {
  const desk = await openDesk();
  const { client, api } = desk;
  const examples = async () => (await api.clients.examples({ id: client.id })).rows;
  const first = await desk.walked(doubtful());
  const read = first.extraction?.fields;
  const corrected = await api.review.correct({ document: first, changes: { number: 'B-9', dueDate: '', account: '6400' } });
  const models = { reader: first.reader };
  expect(await examples()).toMatchObject([
    { field: 'dueDate', typed: '', documentId: first.id, models },
    { field: 'number', typed: 'B-9', read: { value: read?.number?.value, p: read?.number?.p, page: 1, box: read?.number?.box }, models },
  ]);
  // What was typed once is no reading: the second correction of a field is no second example.
  await api.review.correct({ document: corrected, changes: { number: 'B-10', supplier: 'Quay Bistro' } });
  expect((await examples()).map(({ field }) => field)).toEqual(['dueDate', 'number', 'supplier']);
  await api.review.undo({ id: first.id });
  expect((await examples()).map(({ field }) => field)).toEqual(['dueDate', 'number']);
  await desk.stop();
  const raw = openRaw(desk.data);
  raw.pragma('foreign_keys = ON');
  raw.prepare('DELETE FROM documents WHERE id = ?').run(first.id);
  expect(raw.prepare('SELECT count(*) FROM labelled_examples').pluck().get()).toBe(0);
  raw.close();
});

it('the data of the second release bring their suppliers along', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tickmark-suppliers-'));
  folders.push(folder);
  const raw = openRaw(folder);
  for (const { statements } of [firstTables, waysOfReading]) for (const statement of statements) raw.exec(statement);
  raw.pragma('user_version = 20');
  const add =
    raw.prepare(`INSERT INTO documents (id, client_id, version, state, sha256, name, size, media_type, pages, supplier, supplier_key, iban,
    touchless, priority, search_text, arrived_at, changed_at) VALUES (?, 'c', 1, ?, ?, 'n', 1, 'image/jpeg', 1, ?, 'quay bistro', ?, ?, 0, '', ?, '')`);
  add.run('d1', 'posted', 'h1', 'Quay Bistro', 'DE89370400440532013000', 0, '2026-01-01T00:00:00.000Z');
  add.run('d2', 'posting', 'h2', 'QUAY B1STRO', null, 1, '2026-02-01T00:00:00.000Z');
  add.run('d3', 'review', 'h3', 'Quay Bistro', null, 1, '2026-03-01T00:00:00.000Z');
  const body = { fields: { address: { value: 'Quay 1' }, supplierTaxId: { value: 'GB1', p: 0.9 } } };
  raw.prepare(`INSERT INTO extractions VALUES ('d1', ?, '{}', 1)`).run(JSON.stringify(body));
  raw.close();
  const store = await openStore(folder, TEST_KEY);
  expect(await knownSuppliers(store.db, 'c')).toEqual([
    {
      id: 'd1',
      name: 'Quay Bistro',
      key: 'quay bistro',
      address: 'Quay 1',
      taxIds: ['GB1'],
      ibans: ['DE89370400440532013000'],
      domains: [],
      firstSeen: '2026-01-01T00:00:00.000Z',
      lastSeen: '2026-02-01T00:00:00.000Z',
      documents: 2,
      approved: 1,
    },
  ]);
  expect(await identifySupplier(store.db, 'c', { name: 'QUAY BISTR0' })).toMatchObject([{ supplier: { id: 'd1' }, why: 'name' }]);
  await store.close();
});
