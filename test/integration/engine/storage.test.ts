import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { deriveKeys, openDatabase, openStore, registerBlob, sha256Of } from '../../../src-main/engine/storage/index.ts';
import { firstTables } from '../../../src-main/engine/storage/migrations/0010-first-tables.ts';
import { TEST_KEY } from '../../support/start-engine.ts';
import { clearDesks, codeOf, doubtful, fresh, openDesk } from './desk.ts';
import { openRaw } from './raw-store.ts';
import schema from './schema.json' with { type: 'json' };

const folders: string[] = [];
afterEach(async () => {
  await clearDesks();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tickmark-store-'));
  folders.push(folder);
  return folder;
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

const NOW = '2026-01-01T00:00:00.000Z';

describe('the store', () => {
  it('opens with its own key only, and is none the worse for a wrong one', async () => {
    const folder = temporary();
    await (await openStore(folder, TEST_KEY)).close();
    expect(await codeOf(openStore(folder, new Uint8Array(32).fill(8)))).toBe('store_key_wrong');
    const store = await openStore(folder, TEST_KEY);
    expect(store.check()).toBe('ok');
    await store.close();
  });

  it('refuses data of a newer release, and leaves them alone', async () => {
    const folder = temporary();
    await (await openStore(folder, TEST_KEY)).close();
    const raw = openRaw(folder);
    raw.pragma('user_version = 50');
    raw.close();
    const error = await openStore(folder, TEST_KEY).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: 'store_newer', details: { data: '50', program: '40' } });
    const again = openRaw(folder);
    expect(again.pragma('user_version', { simple: true })).toBe(50);
    again.close();
  });

  it('says that it may not open what is no file', async () => {
    const folder = temporary();
    mkdirSync(join(folder, 'store.db'));
    expect(await codeOf(openStore(folder, TEST_KEY))).toBe('permission_denied');
    writeFileSync(join(folder, 'file'), '');
    expect(await codeOf(openStore(join(folder, 'file'), TEST_KEY))).toBe('storage_failed');
  });

  it('writes so that a commit survives a power cut', async () => {
    const { db, raw } = openDatabase(join(temporary(), 'store.db'), deriveKeys(TEST_KEY).database);
    // 2 is FULL.
    expect(raw.pragma('synchronous', { simple: true })).toBe(2);
    expect(raw.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(Number(raw.pragma('busy_timeout', { simple: true }))).toBeGreaterThanOrEqual(5_000);
    await db.destroy();
  });

  it('gives nobody else access to its folder', async () => {
    const folder = join(temporary(), 'data');
    await (await openStore(folder, TEST_KEY)).close();
    if (process.platform !== 'win32') expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('tells what a transaction emitted after its commit, and nothing of one that failed', async () => {
    const store = await openStore(temporary(), TEST_KEY);
    const told: string[] = [];
    store.onEvent((event) => told.push(event.kind));
    await store.write(async (work) => {
      work.emit({ kind: 'source', problem: false });
      expect(told).toEqual([]);
    });
    expect(told).toEqual(['source']);
    const failed = store.write(async (work) => {
      work.emit({ kind: 'source', problem: true });
      work.afterCommit(() => told.push('never'));
      await work.tx.insertInto('source_items').values({ source_id: 's', key: 'k', seen_at: NOW }).execute();
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(told).toEqual(['source']);
    expect(await store.db.selectFrom('source_items').selectAll().execute()).toEqual([]);
    await store.close();
  });

  it('takes over the data of the first release, and keeps a copy from before', async () => {
    const folder = temporary();
    const raw = openRaw(folder);
    for (const statement of firstTables.statements) raw.exec(statement);
    raw.pragma(`user_version = ${firstTables.version}`);
    raw.prepare(`INSERT INTO readings VALUES ('d', 'ocr', 'tesseract.js', '{}', 1, 2, ?)`).run(NOW);
    raw.close();
    const store = await openStore(folder, TEST_KEY);
    expect(await store.db.selectFrom('readings').select(['reader', 'tiers_json']).execute()).toEqual([
      { reader: 'tesseract.js', tiers_json: '{}' },
    ]);
    expect(await store.db.selectFrom('settings').selectAll().execute()).toEqual([]);
    await store.close();
    expect(filesUnder(folder).some((file) => file.endsWith('store.before-40.db'))).toBe(true);
  });

  it('keeps every table and column of released versions: the schema only grows', async () => {
    const folder = temporary();
    await (await openStore(folder, TEST_KEY)).close();
    const raw = openRaw(folder);
    const tables = raw
      .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`)
      .pluck()
      .all();
    const actual: Record<string, string[]> = {};
    for (const table of tables as string[])
      actual[table] = raw.prepare(`SELECT name || ' ' || type FROM pragma_table_info(?) ORDER BY cid`).pluck().all(table) as string[];
    raw.close();
    const lost = Object.entries(schema).flatMap(([table, columns]) =>
      columns.filter((column) => !actual[table]?.includes(column)).map((column) => `${table}.${column}`),
    );
    expect(lost).toEqual([]);
    // What a migration adds is entered in schema.json with it.
    expect(actual).toEqual(schema);
  });
});

describe('what lies on the disk', () => {
  it('holds no word of the documents, the clients or the passwords, also not in the log of the database and its copies', async () => {
    const desk = await openDesk();
    const canaries = Array.from({ length: 16 }, (_, at) => `Kanarie${'abcdefghijklmnop'.charAt(at).repeat(3)}vogel`);
    const [named, ...suppliers] = canaries;
    for (const [at, supplier] of suppliers.entries()) {
      const bill = at % 2 === 0 ? fresh({ supplier: `${supplier} Traders Ltd` }) : doubtful({ supplier: `${supplier} Traders Ltd` });
      await desk.walked(bill, `${named}-${at}.jpg`);
    }
    const words = ['Geheimnis4711pass', 'Nutzername0815', 'Kundenname2342', 'Ordner9876weg'];
    const [password = '', user = '', client = '', path = ''] = words;
    const settings = { host: 'mail.example.org', port: 993, security: 'tls' as const, user, password, folder: 'INBOX' };
    await desk.api.sources.addMailbox({ clientId: desk.client.id, settings });
    await desk.api.sources.addFolder({ clientId: desk.client.id, path: join(desk.folder, path) });
    await desk.api.clients.create({ name: client, currency: desk.client.currency, ledger: 'books:x' });
    expect((await desk.api.documents.list({ text: String(suppliers[3]) })).total).toBe(1);
    expect(JSON.stringify(await desk.api.sources.list({}))).not.toContain(password);

    const log = filesUnder(desk.data).find((file) => file.endsWith('store.db-wal'));
    expect(statSync(log ?? '').size).toBeGreaterThan(100_000);
    const raw = openRaw(desk.data);
    raw.prepare('VACUUM INTO ?').run(join(desk.data, 'store.before-40.db'));
    raw.close();
    const hits = () =>
      filesUnder(desk.data).flatMap((file) => {
        const bytes = readFileSync(file);
        return [...canaries, ...words]
          .filter((word) => bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le')))
          .map((word) => `${word} in ${file}`);
      });
    expect(hits()).toEqual([]);
    await desk.stop();
    expect(hits()).toEqual([]);
    expect(() => new SqliteDatabase(join(desk.data, 'store.before-40.db')).prepare('SELECT * FROM clients').all()).toThrow();
  });

  it('shows which stored file was changed or is gone, and harms no other document', async () => {
    const desk = await openDesk();
    const [changed, gone, whole] = [await desk.walked(fresh()), await desk.walked(fresh()), await desk.walked(fresh())];
    const pathOf = (sha256: string) => join(desk.data, 'blobs', sha256.slice(0, 2), sha256);
    const bytes = readFileSync(pathOf(changed.sha256));
    bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40);
    writeFileSync(pathOf(changed.sha256), bytes);
    rmSync(pathOf(gone.sha256));
    for (const [detail, words] of [
      [changed, 'A stored file was changed.'],
      [gone, 'A stored file is missing.'],
    ] as const) {
      const error = await desk.api.documents.original({ id: detail.id }).catch((cause: unknown) => cause);
      expect(error).toMatchObject({ code: 'storage_failed', data: { details: { sha256: detail.sha256 } } });
      expect(String(error)).toContain(words);
    }
    const original = await desk.api.documents.original({ id: whole.id });
    expect(await sha256Of(new Uint8Array(await original.arrayBuffer()))).toBe(whole.sha256);
  });

  it('gets a lost file back when the same bytes arrive again', async () => {
    const desk = await openDesk();
    const bytes = fresh();
    const detail = await desk.walked(bytes);
    rmSync(join(desk.data, 'blobs', detail.sha256.slice(0, 2), detail.sha256));
    await desk.drop(bytes);
    const original = await desk.api.documents.original({ id: detail.id });
    expect(Buffer.from(await original.arrayBuffer())).toEqual(Buffer.from(bytes));
  });

  it('loses what a kill left half done when the store is opened: files without a row and temporary files', async () => {
    const folder = temporary();
    const store = await openStore(folder, TEST_KEY);
    const [kept, orphan] = [await store.blobs.write(Buffer.from('kept')), await store.blobs.write(Buffer.from('orphan'))];
    await store.write((work) => registerBlob(work, kept, 'original', NOW));
    await store.close();
    writeFileSync(join(folder, 'blobs', 'tmp-0011223344556677'), 'half');
    const again = await openStore(folder, TEST_KEY);
    expect(filesUnder(join(folder, 'blobs')).map((file) => file.slice(-64))).toEqual([kept.sha256]);
    expect(Buffer.from(await again.blobs.read(kept.sha256, kept.dataKey)).toString()).toBe('kept');
    expect(await codeOf(again.blobs.read(orphan.sha256, orphan.dataKey))).toBe('storage_failed');
    await again.close();
  });

  it('is one file under one key for the same bytes, however many write them at once', async () => {
    const store = await openStore(temporary(), TEST_KEY);
    const written = await Promise.all(Array.from({ length: 20 }, () => store.blobs.write(Buffer.from('the same'))));
    expect(new Set(written.map(({ dataKey }) => dataKey)).size).toBe(1);
    expect(filesUnder(join(store.folder, 'blobs'))).toHaveLength(1);
    await store.close();
  });
});
