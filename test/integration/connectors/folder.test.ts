import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FolderConfig } from '../../../src-main/connectors/sources/folder/index.ts';
import { folderConnector } from '../../../src-main/connectors/sources/folder/index.ts';
import type { StartHint } from '../../../src-main/connectors/sources/folder/watch-hint.ts';
import { systemHint } from '../../../src-main/connectors/sources/folder/watch-hint.ts';
import { EngineError } from '../../../src-main/contract/index.ts';
import type { RunningSource } from '../../../src-main/engine/ports.ts';
import { MemorySink } from '../../support/memory-sink.ts';
import { memoryLog, systemClock } from '../../support/test-ports.ts';

const PDF = (text: string) => `%PDF-1.7\n${text}\n%%EOF\n`;
const never: StartHint = () => ({ close: async () => undefined });
const broken: StartHint = (_settings, _onHint, onError) => {
  onError(Object.assign(new Error('System limit for number of file watchers reached'), { code: 'ENOSPC' }));
  return { close: async () => undefined };
};

let path = '';
let sink = new MemorySink();
let running: RunningSource | undefined;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'tickmark-folder-'));
  sink = new MemorySink();
});
afterEach(async () => {
  await running?.stop();
  rmSync(path, { recursive: true, force: true });
});

/** Without notices the rescan alone must find everything; `rescanMs` is short so that no test waits for half a minute. */
function watch(options: { hint?: StartHint; rescanMs?: number; config?: Partial<FolderConfig> } = {}): RunningSource {
  const rescanMs = options.rescanMs ?? 200;
  const connector = folderConnector({ rescanMs, fallbackMs: Math.min(rescanMs, 200) }, options.hint ?? never);
  running = connector.start({ path, recursive: false, ...options.config }, sink, { clock: systemClock, log: memoryLog() });
  return running;
}

/** A file as it would be had it lain there for a day. */
function old(name: string, content: string): void {
  writeFileSync(join(path, name), content);
  utimesSync(join(path, name), new Date(Date.now() - 86_400_000), new Date(Date.now() - 86_400_000));
}

test('what lies there at the start is handed over, and stays where it is', async () => {
  old('a.pdf', PDF('a'));
  old('b.pdf', PDF('b'));
  await watch().rescan();
  expect(sink.names).toEqual(['a.pdf', 'b.pdf']);
  expect(readdirSync(path)).toEqual(['a.pdf', 'b.pdf']);
});

test('a new file is noticed by the system long before the rescan', async () => {
  const source = watch({ hint: systemHint, rescanMs: 3_600_000 });
  await source.rescan();
  writeFileSync(join(path, 'new.pdf'), PDF('new'));
  await sink.until(() => sink.arrivals.length === 1);
});

test('200 files at once all arrive, each once', async () => {
  watch({ hint: systemHint });
  for (let number = 0; number < 200; number++) writeFileSync(join(path, `${number}.pdf`), PDF(`${number}`));
  await sink.until(() => sink.arrivals.length >= 200);
  await running?.rescan();
  expect(new Set(sink.names).size).toBe(200);
  expect(sink.arrivals).toHaveLength(200);
});

test.each([
  ['mute', never],
  ['out of watches', broken],
])('with a watcher that is %s everything is found by the rescan', async (_name, hint) => {
  watch({ hint });
  for (let number = 0; number < 20; number++) writeFileSync(join(path, `${number}.pdf`), PDF(`${number}`));
  await sink.until(() => sink.arrivals.length === 20);
});

test('a file that is written slowly, with pauses longer than the first look, is read once and whole', async () => {
  watch({ hint: systemHint });
  const script = fileURLToPath(new URL('./slow-writer.ts', import.meta.url));
  const target = join(path, 'scan.pdf');
  const child = spawn(process.execPath, [script, target, '4', '65536', '2200'], { stdio: 'inherit' });
  await new Promise((resolve) => child.once('exit', resolve));
  await sink.until(() => sink.arrivals.length > 0);
  await running?.rescan();
  expect(sink.arrivals).toHaveLength(1);
  expect(sink.sha(0)).toBe(createHash('sha256').update(readFileSync(target)).digest('hex'));
});

test('a download under another name arrives under its own name only', async () => {
  watch({ hint: systemHint });
  writeFileSync(join(path, 'invoice.pdf.part'), '%PDF-1.7 half');
  await running?.rescan();
  expect(sink.arrivals).toHaveLength(0);
  writeFileSync(join(path, 'invoice.pdf.part'), PDF('whole'));
  renameSync(join(path, 'invoice.pdf.part'), join(path, 'invoice.pdf'));
  await sink.until(() => sink.arrivals.length === 1);
  await running?.rescan();
  expect(sink.names).toEqual(['invoice.pdf']);
  expect(sink.ignored).toEqual([]);
});

test('a file that is replaced by another version arrives again', async () => {
  old('a.pdf', PDF('first'));
  await watch().rescan();
  old('a.pdf', PDF('second version'));
  await running?.rescan();
  expect(sink.arrivals.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual([PDF('first'), PDF('second version')]);
});

test('after a restart nothing arrives twice', async () => {
  old('a.pdf', PDF('a'));
  await watch().rescan();
  await running?.stop();
  await watch().rescan();
  expect(sink.arrivals).toHaveLength(1);
});

describe.skipIf(process.platform === 'win32')('things that are no files', () => {
  test('links, pipes and sockets are ignored with a reason, and nothing hangs', async () => {
    symlinkSync('/etc/passwd', join(path, 'link.pdf'));
    symlinkSync(join(path, 'loop'), join(path, 'loop'));
    execFileSync('mkfifo', [join(path, 'pipe.pdf')]);
    const server = createServer().listen(join(path, 'socket.pdf'));
    old('real.pdf', PDF('real'));
    await watch().rescan();
    expect(sink.names).toEqual(['real.pdf']);
    const reasons = sink.ignored.map(({ name, reason }) => `${name}: ${reason.slice(0, 13)}`).sort((a, b) => a.localeCompare(b));
    expect(reasons).toEqual(['link.pdf: A link to ano', 'loop: A link to ano', 'pipe.pdf: Not a regular', 'socket.pdf: Not a regular']);
    await new Promise((resolve) => server.close(resolve));
  });

  test('a file that is swapped for a link between listing and opening is not followed', async () => {
    const secret = join(path, '.secret');
    writeFileSync(secret, PDF('secret'));
    const target = join(path, 'a.pdf');
    const script = `const fs=require('node:fs');const end=Date.now()+3000;while(Date.now()<end){try{fs.unlinkSync(process.argv[1])}catch{};fs.symlinkSync(process.argv[2],process.argv[1]);fs.unlinkSync(process.argv[1]);fs.writeFileSync(process.argv[1],'%PDF- open %%EOF')}`;
    const child = spawn(process.execPath, ['-e', script, target, secret]);
    watch({ rescanMs: 1 });
    await new Promise((resolve) => child.once('exit', resolve));
    await running?.rescan();
    for (const arrival of sink.arrivals) expect(Buffer.from(arrival.bytes).toString()).not.toContain('secret');
  });

  test('names of any bytes arrive, twins in other spellings apart', async () => {
    const names = [
      Buffer.from([0x61, 0xff, 0x2e, 0x70, 0x64, 0x66]),
      Buffer.from('\u00e9.pdf'),
      Buffer.from('e\u0301.pdf'),
      Buffer.from('a\nb.pdf'),
    ];
    names.push(Buffer.from(`${'n'.repeat(251)}.pdf`), Buffer.from('\u202efdp.exe'));
    for (const name of names) writeFileSync(Buffer.concat([Buffer.from(`${path}/`), name]), PDF(name.toString('hex')));
    await watch().rescan();
    expect(sink.arrivals).toHaveLength(names.length);
  });
});

test('system files and over-sized files are ignored with a reason, hidden ones silently', async () => {
  for (const name of ['.DS_Store', 'Thumbs.db', '~$x.docx']) old(name, 'x');
  old('huge.pdf', '%PDF-');
  truncateSync(join(path, 'huge.pdf'), 5 * 1024 ** 3);
  await watch().rescan();
  await running?.rescan();
  expect(sink.ignored.map(({ name }) => name).sort((a, b) => a.localeCompare(b))).toEqual(['~$x.docx', 'huge.pdf', 'Thumbs.db']);
  expect(sink.ignored.find(({ name }) => name === 'huge.pdf')?.reason).toBe('Larger than 100 MB.');
  expect(sink.arrivals).toEqual([]);
});

test('folders inside are looked into unless told otherwise, but not hidden ones nor the entries beside a journal', async () => {
  mkdirSync(join(path, 'sub', '.git'), { recursive: true });
  mkdirSync(join(path, 'books.tickmark', 'posted'), { recursive: true });
  old('books.journal', '; books');
  old('books.tickmark/posted/a.journal', '; an entry');
  old('sub/a.pdf', PDF('a'));
  old('sub/.git/b.pdf', PDF('b'));
  await watch().rescan();
  expect(sink.arrivals).toEqual([]);
  await running?.stop();
  await watch({ config: { recursive: true } }).rescan();
  expect(sink.arrivals.map(({ origin }) => origin)).toEqual(['sub/a.pdf']);
  expect(sink.ignored.map(({ origin, reason }) => [origin, reason])).toEqual([['books.journal', 'Books, not a document.']]);
  expect(folderConnector().config.parse({ path }).recursive).toBe(true);
});

test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
  'a folder inside that is closed is told by name, the others are read',
  async () => {
    mkdirSync(join(path, 'open'));
    mkdirSync(join(path, 'shut'));
    old('open/a.pdf', PDF('a'));
    chmodSync(join(path, 'shut'), 0);
    await watch({ config: { recursive: true } }).rescan();
    chmodSync(join(path, 'shut'), 0o700);
    expect(sink.arrivals.map(({ origin }) => origin)).toEqual(['open/a.pdf']);
    expect(sink.problem).toMatchObject({ code: 'permission_denied', message: expect.stringContaining('shut') });
  },
);

test('a folder that vanishes is told, nothing is deleted, and it goes on by itself', async () => {
  old('a.pdf', PDF('a'));
  await watch({ hint: systemHint }).rescan();
  renameSync(path, `${path}.away`);
  await sink.until(() => sink.problem?.code === 'folder_missing');
  renameSync(`${path}.away`, path);
  old('b.pdf', PDF('b'));
  await sink.until(() => sink.arrivals.length === 2 && sink.problem === undefined);
  expect(sink.names).toEqual(['a.pdf', 'b.pdf']);
});

test('a store that is full for a while loses nothing', async () => {
  old('a.pdf', PDF('a'));
  sink.failNext = new EngineError('disk_full');
  watch();
  await sink.until(() => sink.arrivals.length === 1);
  expect(sink.healths.map((problem) => problem?.code)).toContain('disk_full');
  await sink.until(() => sink.problem === undefined);
});

test.skipIf(process.getuid?.() === 0)('a file that may not be read is named, and taken once it may', async () => {
  old('a.pdf', PDF('a'));
  chmodSync(join(path, 'a.pdf'), 0);
  watch();
  await sink.until(() => sink.problem?.code === 'permission_denied');
  expect(sink.problem?.message).toContain('a.pdf');
  chmodSync(join(path, 'a.pdf'), 0o600);
  await sink.until(() => sink.arrivals.length === 1);
});

test('testing the settings names a folder that is not there', async () => {
  const connector = folderConnector();
  const signal = new AbortController().signal;
  await expect(connector.test({ path: join(path, 'nowhere'), recursive: false }, signal)).rejects.toMatchObject({ code: 'folder_missing' });
  expect(await connector.test({ path, recursive: false }, signal)).toBe('The folder can be read: 0 entries in it');
  expect(existsSync(join(path, 'nowhere'))).toBe(false);
});
