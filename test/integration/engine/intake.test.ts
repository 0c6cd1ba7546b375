import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { ClientId, Currency } from '../../../src-main/contract/index.ts';
import { receipt } from '../../support/bills.ts';
import { clearDesks, codeOf, type Desk, fresh, openDesk } from './desk.ts';

afterEach(clearDesks);

/** A folder of the client with files that were put there a minute ago, so that nobody waits for them to be complete. */
async function watchFolder(desk: Desk, files: Readonly<Record<string, Uint8Array>>) {
  const path = join(desk.folder, 'arriving');
  mkdirSync(path, { recursive: true });
  const earlier = new Date(Date.now() - 60_000);
  for (const [name, bytes] of Object.entries(files)) {
    writeFileSync(join(path, name), bytes);
    utimesSync(join(path, name), earlier, earlier);
  }
  return desk.api.sources.addFolder({ clientId: desk.client.id, path });
}

it('the same bytes by upload and by folder are one document with two arrivals', async () => {
  const desk = await openDesk();
  const bytes = fresh();
  const source = await watchFolder(desk, { 'scan.txt': bytes });
  const id = await desk.drop(bytes, 'photo.jpg');
  await desk.api.sources.rescan({ id: source.id });
  await desk.engine.untilIdle();
  const { rows } = await desk.api.documents.list({});
  expect(rows.map((row) => row.id)).toEqual([id]);
  const { arrivals } = await desk.get(id);
  expect(arrivals.map(({ via, name }) => [via, name])).toEqual([
    ['upload', 'photo.jpg'],
    ['folder', 'scan.txt'],
  ]);
  expect(await desk.balance()).toMatchObject({ arrived: 2, duplicates: 1, balances: true });
});

it('a folder that is looked at again hands nothing over twice', async () => {
  const desk = await openDesk();
  const source = await watchFolder(desk, { 'a.txt': fresh(), 'b.txt': fresh(), 'Thumbs.db': Buffer.from('x') });
  await desk.api.sources.rescan({ id: source.id });
  await Promise.all([desk.api.sources.rescan({ id: source.id }), desk.api.sources.rescan({ id: source.id })]);
  await desk.engine.untilIdle();
  expect(await desk.balance()).toMatchObject({ arrived: 3, ignored: 1, duplicates: 0, balances: true });
});

it('fifty uploads of the same bytes at once are one document with fifty arrivals', async () => {
  const desk = await openDesk();
  const bytes = fresh();
  const ids = await Promise.all(Array.from({ length: 50 }, (_, index) => desk.drop(bytes, `copy ${index}.jpg`)));
  expect(new Set(ids).size).toBe(1);
  await desk.engine.untilIdle();
  const [id] = ids;
  if (!id) throw new Error('no document');
  expect((await desk.get(id)).arrivals).toHaveLength(50);
  expect(desk.readers.started).toHaveLength(1);
  expect(desk.ledger.held).toHaveLength(1);
  expect(await desk.balance()).toMatchObject({ arrived: 50, duplicates: 49, posted: 1, balances: true });
});

it('the same name with other bytes is another document', async () => {
  const desk = await openDesk();
  const [first, second] = [await desk.drop(fresh(), 'scan.jpg'), await desk.drop(fresh(), 'scan.jpg')];
  expect(first).not.toBe(second);
  await desk.engine.untilIdle();
  expect(desk.ledger.held).toHaveLength(2);
  expect(await desk.balance()).toMatchObject({ arrived: 2, duplicates: 0, balances: true });
});

it('the same bytes for another client are a document of that client, and say so', async () => {
  const desk = await openDesk();
  const bytes = fresh();
  await desk.walked(bytes);
  const quay = await desk.api.clients.create({ name: 'Quay Bistro', currency: Currency.parse('GBP'), ledger: 'books:quay' });
  const file = new File([Buffer.from(bytes)], 'bill.jpg');
  const { documentId, outcome } = await desk.api.documents.upload({ clientId: quay.id, file });
  expect(outcome).toBe('document');
  await desk.engine.untilIdle();
  const detail = await desk.get(documentId ?? '');
  expect(detail).toMatchObject({ state: 'review', group: 'Probably a duplicate' });
  expect(detail.reason).toContain('The same file also arrived for Harbour Café.');
});

it('an empty file is kept and waits with its reason', async () => {
  const desk = await openDesk();
  const detail = await desk.walked(new Uint8Array(0), 'empty.pdf');
  expect(detail).toMatchObject({ state: 'review', group: 'Could not be read', problem: { code: 'file_empty' } });
  expect(await desk.balance()).toMatchObject({ arrived: 1, waiting: 1, balances: true });
});

it('nothing arrives for a client that does not exist', async () => {
  const desk = await openDesk();
  const nobody = ClientId.parse('0195a000-0000-7000-8000-0000000000ff');
  const file = new File([Buffer.from(receipt())], 'bill.jpg');
  expect(await codeOf(desk.api.documents.upload({ clientId: nobody, file }))).toBe('not_found');
  expect(await codeOf(desk.api.sources.addFolder({ clientId: nobody, path: join(desk.folder, 'x') }))).toBe('not_found');
  expect(await codeOf(desk.api.policy.get({ id: nobody }))).toBe('not_found');
  expect((await desk.api.documents.list({})).total).toBe(0);
  expect((await desk.api.sources.list({})).length).toBe(0);
});

it('names lose folders and characters that change direction', async () => {
  const desk = await openDesk();
  const detail = await desk.walked(fresh(), '..\\..\\bill\u202efdp.exe');
  expect(detail.name).toBe('billfdp.exe');
});

it('a document is found by words of its file name, supplier, number and amount, whatever signs they hold', async () => {
  const desk = await openDesk();
  const detail = await desk.walked(fresh({ number: '88100' }), 'IMG_2093 100%.jpg');
  await desk.walked(fresh(), 'IMGX2093 1000.jpg');
  const search = async (text: string) => (await desk.api.documents.list({ text })).rows.map(({ id }) => id);
  for (const text of ['img_2093', '100%', '88100', `${detail.supplier?.toUpperCase()} 12.00 img_`])
    expect(await search(text)).toEqual([detail.id]);
  expect(await search('nowhere')).toEqual([]);
});
