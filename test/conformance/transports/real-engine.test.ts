import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDefinedError, safe } from '@orpc/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ClientId, Currency, DocumentId } from '../../../src-main/contract/index.ts';
import { type Assembled, assembleEngine } from '../../../src-main/hosts/assemble-engine.ts';
import { WIRES, type Wire } from './wires.ts';

// The same engine behind every transport: what one of them changes, all of them see.
let folder: string;
let assembled: Assembled;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tickmark-transports-'));
  mkdirSync(join(folder, 'in'));
  assembled = await assembleEngine({ dataFolder: join(folder, 'data'), host: 'command' });
});
afterAll(async () => {
  await assembled.engine.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(Object.entries(WIRES))('%s', (name, open) => {
  let wire: Wire;
  let clientId: ClientId;
  beforeAll(async () => {
    wire = await open(assembled.engine.router);
    const client = await wire.client.clients.create({
      name: `Client over ${name}`,
      currency: Currency.parse('EUR'),
      ledger: `hledger:${join(folder, `${name}.journal`)}`,
    });
    clientId = client.id;
  });
  afterAll(() => wire.close());

  test('what is written can be read', async () => {
    const client = await wire.client.clients.get({ id: clientId });
    expect([client.name, client.currency, client.dateOrder]).toEqual([`Client over ${name}`, 'EUR', 'dmy']);
    expect((await wire.client.system.info()).dataFolder).toBe(join(folder, 'data'));
  });

  test('an original of 5 MB comes back byte for byte, and its arrival is seen live', async () => {
    const stop = new AbortController();
    const events = await wire.client.insight.live(undefined, { signal: stop.signal });
    const seen: string[] = [];
    const watching = (async () => {
      for await (const event of events) {
        if (event.kind !== 'document' || event.document.clientId !== clientId) continue;
        seen.push(event.document.name);
        break;
      }
    })();
    const bytes = new Uint8Array(randomBytes(5 * 1024 * 1024));
    const taken = await wire.client.documents.upload({ clientId, file: new File([bytes], 'scan.jpg') });
    expect(taken.outcome).toBe('document');
    await watching;
    expect(seen).toEqual(['scan.jpg']);
    stop.abort();
    const original = await wire.client.documents.original({ id: DocumentId.parse(taken.documentId) });
    const digest = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');
    expect(digest(new Uint8Array(await original.arrayBuffer()))).toBe(digest(bytes));
  });

  test('an unknown document, a page that is not there and a wrong id fail by name', async () => {
    const unknown = DocumentId.parse('01890000-0000-7000-8000-00000000000a');
    const document = await safe(wire.client.documents.get({ id: unknown }));
    const page = await safe(wire.client.documents.page({ id: unknown, page: 1 }));
    expect([isDefinedError(document.error) && document.error.code, isDefinedError(page.error) && page.error.code]).toEqual([
      'not_found',
      'not_found',
    ]);
    const { error } = await safe(wire.client.documents.get({ id: 'x' as DocumentId }));
    expect(isDefinedError(error) && [error.code, error.data.details]).toEqual(['invalid_input', { id: 'an id of 36 characters' }]);
  });

  test('settings of the machine are changed for all, and a language that is not there fails by name', async () => {
    const { settings, installedLanguages } = await wire.client.system.changeSettings({ reader: 'tesseract' });
    expect([settings, installedLanguages.includes('eng')]).toEqual([{ reader: 'tesseract', languages: ['eng'] }, true]);
    expect((await wire.client.system.settings()).settings).toEqual(settings);
    expect((await wire.client.system.changeSettings({ reader: 'own', languages: ['eng'] })).settings.reader).toBe('own');
    const { error } = await safe(wire.client.system.changeSettings({ languages: ['eng', 'tlh'] }));
    expect(isDefinedError(error) && [error.code, error.data.details?.['missing']]).toEqual(['language_missing', 'tlh']);
    expect((await wire.client.system.reading()).documents).toBeTypeOf('number');
  });

  test('reading again takes the wish for a reader, and refuses one that is none', async () => {
    const { rows } = await wire.client.documents.list({ clientId, limit: 1 });
    const id = DocumentId.parse(rows[0]?.id);
    const queued = await safe(wire.client.documents.readAgain({ id, reader: 'tesseract' }));
    expect(isDefinedError(queued.error) && queued.error.code).toBe('not_allowed_in_state');
    const { error } = await safe(wire.client.documents.readAgain({ id, reader: 'abbyy' as 'own' }));
    expect(isDefinedError(error) && error.code).toBe('invalid_input');
  });

  test('lists page, filter and carry their numbers as numbers', async () => {
    const { rows, total } = await wire.client.documents.list({ clientId, states: ['queued', 'review'], limit: 1 });
    expect([rows.length, total]).toEqual([1, 1]);
    expect(typeof rows[0]?.version).toBe('number');
    expect((await wire.client.documents.list({ clientId, states: ['posted'] })).total).toBe(0);
  });
});
