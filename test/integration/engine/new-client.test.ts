import { existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Currency } from '../../../src-main/contract/index.ts';
import { clearDesks, type Desk, openDesk } from './desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(clearDesks);

const add = (name: string, watch?: string, ledger = `books:${name}`) =>
  desk.api.clients.create({ name, currency: Currency.parse('GBP'), ledger, ...(watch === undefined ? {} : { watch }) });

describe('a folder to be watched', () => {
  test('is made with those above it', async () => {
    const folder = join(desk.folder, 'new', 'below', 'in');
    await add('Made', folder);
    expect(existsSync(folder)).toBe(true);
  });

  test.each([
    ['the whole disk', () => '/', 'whole disk'],
    ["Tickmark's own data", () => desk.data, 'its own data'],
    ["a folder within Tickmark's own data", () => join(desk.data, 'in'), 'its own data'],
    ["a folder that holds Tickmark's own data", () => desk.folder, 'its own data'],
  ])('is refused where it is %s', async (name, path, words) => {
    const refusal = { code: 'invalid_input', message: expect.stringContaining(words) };
    await expect(add(name, path())).rejects.toMatchObject(refusal);
    await expect(desk.api.sources.addFolder({ clientId: desk.client.id, path: path() })).rejects.toMatchObject(refusal);
  });

  test("is refused where it is another client's, lies in one, holds one, or is a link to one", async () => {
    const folder = join(desk.folder, 'shared', 'in');
    await add('First', folder);
    symlinkSync(folder, join(desk.folder, 'link'));
    for (const path of [folder, join(folder, 'sub'), join(desk.folder, 'shared'), join(desk.folder, 'link')]) {
      await expect(add('Second', path)).rejects.toMatchObject({ code: 'invalid_input', message: expect.stringContaining('First') });
    }
    expect(existsSync(join(folder, 'sub'))).toBe(false);
    await add('Second', join(desk.folder, 'shared', 'in2'));
  });

  test('is refused where a file has its name', async () => {
    writeFileSync(join(desk.folder, 'file'), '');
    await expect(add('File', join(desk.folder, 'file'))).rejects.toMatchObject({
      message: expect.stringContaining('A file is in the way'),
    });
    await expect(add('File', join(desk.folder, 'file', 'in'))).rejects.toMatchObject({ code: 'invalid_input' });
  });

  test.skipIf(process.platform !== 'linux')('is refused, not waited for, where none can be made', async () => {
    await expect(add('Proc', '/proc/tickmark/in')).rejects.toMatchObject({ message: expect.stringContaining('cannot be made there') });
  });
});

test("another client's books are refused, and nothing is made on the disk for a client that is refused", async () => {
  await add('Owner', undefined, 'books:owner');
  const folder = join(desk.folder, 'never');
  await expect(add('Guest', folder, 'books:owner')).rejects.toMatchObject({ message: expect.stringContaining('the books of Owner') });
  await expect(add('owner', folder)).rejects.toMatchObject({ message: expect.stringContaining('"owner" already') });
  expect(existsSync(folder)).toBe(false);
  const guest = await add('Guest');
  await expect(desk.api.clients.change({ id: guest.id, change: { ledger: 'books:owner' } })).rejects.toMatchObject({
    code: 'invalid_input',
  });
  await desk.api.clients.change({ id: guest.id, change: { ledger: guest.ledger } });
});

test.each([
  ['nothing', '   '],
  ['two lines', 'Quay\nBistro'],
  ['more than 120 characters', 'x'.repeat(121)],
])('a client is not named by %s, neither at first nor later', async (_what, name) => {
  const refusal = { code: 'invalid_input', message: expect.stringContaining('name: a name of 1 to 120 characters') };
  await expect(add(name)).rejects.toMatchObject(refusal);
  await expect(desk.api.clients.change({ id: desk.client.id, change: { name } })).rejects.toMatchObject(refusal);
});
