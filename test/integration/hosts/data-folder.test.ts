import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadMasterKey, loadToken } from '../../../src-main/adapters/key-file.ts';
import { publishHost, readHost } from '../../../src-main/hosts/data-folder/host-file.ts';
import { tryLock } from '../../../src-main/hosts/data-folder/lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tickmark-data-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string) => join(folder, name);
const mode = (name: string) => statSync(file(name)).mode & 0o777;

test('the key is made once, is private, and stays', () => {
  const key = loadMasterKey(folder);
  expect(key).toHaveLength(32);
  expect(mode('master.key')).toBe(0o600);
  expect(Buffer.from(loadMasterKey(folder)).equals(key)).toBe(true);
  expect(readdirSync(folder)).toEqual(['master.key']);
});

test('a data folder that is no folder is told in words', () => {
  writeFileSync(file('data'), '');
  for (const path of [file('data'), file('data/below')])
    expect(() => tryLock(path)).toThrowError(
      expect.objectContaining({ code: 'invalid_input', message: expect.stringContaining('is no folder') }),
    );
});

test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
  'a data folder that may not be written to is told with its name',
  () => {
    chmodSync(folder, 0o500);
    const refusal = expect.objectContaining({ code: 'permission_denied', message: expect.stringContaining(folder) });
    for (const path of [folder, file('new')]) expect(() => tryLock(path)).toThrowError(refusal);
    chmodSync(folder, 0o700);
  },
);

test('a key that others can read is made private again', () => {
  loadMasterKey(folder);
  chmodSync(file('master.key'), 0o644);
  loadMasterKey(folder);
  expect(mode('master.key')).toBe(0o600);
});

test('where there are data and the key is gone, none is made in its place', () => {
  writeFileSync(file('store.db'), 'data');
  expect(() => loadMasterKey(folder)).toThrowError(expect.objectContaining({ code: 'store_key_wrong' }));
  expect(() => loadMasterKey(folder, { passphrase: 'x' })).toThrowError(expect.objectContaining({ code: 'store_key_wrong' }));
  expect(readdirSync(folder)).toEqual(['store.db']);
});

test('a damaged key is refused by name', () => {
  writeFileSync(file('master.key'), 'short');
  expect(() => loadMasterKey(folder)).toThrowError(expect.objectContaining({ code: 'store_key_wrong' }));
});

test('the same passphrase gives the same key, another gives another, and none is refused', () => {
  const key = loadMasterKey(folder, { passphrase: 'correct horse' });
  expect(Buffer.from(loadMasterKey(folder, { passphrase: 'correct horse' })).equals(key)).toBe(true);
  expect(Buffer.from(loadMasterKey(folder, { passphrase: 'wrong horse' })).equals(key)).toBe(false);
  expect(() => loadMasterKey(folder)).toThrowError(expect.objectContaining({ code: 'store_key_wrong' }));
  expect(readFileSync(file('master.salt'))).toHaveLength(32);
});

test('of eight starts at the same moment all get the same key and the same token', async () => {
  const script = `
    const { loadMasterKey, loadToken } = await import(${JSON.stringify(join(import.meta.dirname, '../../../src-main/adapters/key-file.ts'))});
    process.stdout.write(Buffer.from(loadMasterKey(${JSON.stringify(folder)})).toString('hex') + loadToken(${JSON.stringify(file('api-token'))}));`;
  const outputs = await Promise.all(Array.from({ length: 8 }, () => output(script)));
  expect(new Set(outputs).size).toBe(1);
  expect(outputs[0]).toHaveLength(64 + 43);
  expect(loadToken(file('api-token'))).toBe(outputs[0]?.slice(64));
  expect(readdirSync(folder).sort()).toEqual(['api-token', 'master.key']);
});

test('one holder at a time, also within a process', () => {
  const first = tryLock(folder);
  expect(first).toBeDefined();
  expect(tryLock(folder)).toBeUndefined();
  first?.release();
  const second = tryLock(folder);
  expect(second).toBeDefined();
  second?.release();
});

test('a killed holder leaves nothing behind that keeps the next one out', async () => {
  const script = `
    const { tryLock } = await import(${JSON.stringify(join(import.meta.dirname, '../../../src-main/hosts/data-folder/lock.ts'))});
    globalThis.lock = tryLock(${JSON.stringify(folder)});
    console.log(globalThis.lock !== undefined);
    setInterval(() => {}, 1000);`;
  for (let round = 0; round < 3; round += 1) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    expect(line).toBe('true');
    expect(tryLock(folder)).toBeUndefined();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const lock = tryLock(folder);
    expect(lock).toBeDefined();
    lock?.release();
  }
});

test('what a host published is private, and rubbish in its place is no host', () => {
  publishHost(folder, { url: 'http://127.0.0.1:4178', token: 'T'.repeat(43), pid: 1, version: '1' });
  expect(mode('host.json')).toBe(0o600);
  expect(readHost(folder)?.url).toBe('http://127.0.0.1:4178');
  for (const text of ['', '{', '{"url":"http://evil.example:80","token":"x","pid":1,"version":"1"}']) {
    writeFileSync(file('host.json'), text);
    expect(readHost(folder)).toBeUndefined();
  }
});

async function output(script: string): Promise<string> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  await once(child, 'close');
  return text;
}
