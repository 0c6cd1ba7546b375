import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hledger } from '../../../src-main/connectors/ledgers/hledger/index.ts';
import { renderEntry } from '../../../src-main/connectors/ledgers/hledger/map.ts';
import { bill, CASES, plainTextPorts } from './plain-text-books.ts';

const hledgerInstalled = CASES.some(({ id, installed }) => id === 'hledger' && installed);

const run = (...args: string[]) => execFileSync('hledger', args, { encoding: 'utf8', env: { ...process.env, LANG: 'C.UTF-8' } });

let folder = '';
let journal = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tickmark-hledger-'));
  journal = join(folder, 'books.journal');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const open = () => hledger.connect({ journal }, plainTextPorts());

describe.skipIf(!hledgerInstalled)('with the installed hledger', () => {
  test('new books pass its strict check, and the accounts have their types', async () => {
    const ledger = open();
    expect(await ledger.test()).toMatch(/^hledger [\d.]+ · journal created$/);
    await ledger.create(bill('a'));
    run('-f', journal, 'check', '--strict');
    expect(run('-f', journal, 'bal', '-N', 'type:X')).toContain('100.00 GBP  expenses:food purchases');
    expect(await open().test()).toMatch(/journal in order$/);
  });

  test("a user's journal keeps every byte and its mode, and gets the include lines once", async () => {
    const own = Buffer.from(
      '; mine, no newline at its end \xe9\ncommodity 1.000,00 GBP\ndecimal-mark ,\n2026-01-01 * x\n  a  1,50 GBP\n  b',
      'latin1',
    );
    const text = Buffer.from(own.toString('latin1').replace('\xe9', 'e'));
    writeFileSync(journal, text, { mode: 0o640 });
    for (let times = 0; times < 3; times++) await open().test();
    const after = readFileSync(journal);
    expect(after.subarray(0, text.length).equals(text)).toBe(true);
    expect(after.toString().match(/^include /gm)).toHaveLength(2);
    expect(statSync(journal).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder).sort((a, b) => a.localeCompare(b))).toEqual(['books.journal', 'books.tickmark']);
  });

  test('a journal that is not strict is accepted as it is, and says so', async () => {
    writeFileSync(journal, '2026-01-01 * x\n  a  $1\n  b\n');
    const ledger = open();
    expect(await ledger.test()).toContain('checked without "strict"');
    const entry = bill('a');
    expect(await ledger.verify(await ledger.create(entry), entry)).toEqual([]);
  });

  test("a journal with decimal commas reads our amounts right and keeps the user's style", async () => {
    writeFileSync(journal, 'decimal-mark ,\ncommodity 1.000,00 GBP\n');
    const ledger = open();
    const entry = bill('a', { legs: [1_234_56, -1_234_56].map((minor) => ({ account: 'assets:vat input', minor })) });
    expect(await ledger.verify(await ledger.create(entry), entry)).toEqual([]);
    expect(readFileSync(join(folder, 'books.tickmark', 'accounts.journal'), 'utf8')).not.toContain('commodity');
    expect(run('-f', journal, 'bal', '-N', 'payable')).not.toContain('1.234');
  });

  test('a file that is no journal is refused without a change to it or beside it', async () => {
    writeFileSync(journal, 'Dear Sir,\nyour invoice of last week is not paid.\n');
    const before = readFileSync(journal);
    await expect(open().test()).rejects.toMatchObject({ code: 'ledger_broken', message: expect.stringContaining('books.journal:1') });
    expect(readFileSync(journal).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual(['books.journal']);
  });

  test("an error of the user's own is named as such and leaves no entry", async () => {
    const ledger = open();
    await ledger.create(bill('a'));
    const good = readFileSync(journal, 'utf8');
    writeFileSync(journal, `${good}\n2026-01-01 * x\n  a  1.00 GBP\n  b  -2.00 GBP\n`);
    await expect(ledger.create(bill('b'))).rejects.toMatchObject({
      code: 'ledger_broken',
      message: expect.stringMatching(/hledger says: .*books\.journal/s),
    });
    writeFileSync(journal, good);
    expect(await ledger.findByKey(bill('b').key)).toEqual([]);
    await ledger.create(bill('b'));
    expect(await ledger.findByKey(bill('b').key)).toHaveLength(1);
  });

  test('an error that the user makes between two of our entries stops the second', async () => {
    const ledger = open();
    for (const id of ['a', 'b', 'c']) await ledger.create(bill(id));
    const other = join(folder, 'other.journal');
    writeFileSync(other, '; empty\n');
    writeFileSync(journal, `include o*.journal\n${readFileSync(journal, 'utf8')}`);
    await ledger.create(bill('d'));
    writeFileSync(join(folder, 'own.journal'), '2026-01-01 * x\n  a  1.00 GBP\n  b  -2.00 GBP\n');
    await expect(ledger.create(bill('e'))).rejects.toMatchObject({ code: 'ledger_broken' });
    expect(readdirSync(join(folder, 'books.tickmark', 'posted'))).not.toContain('e.g1.journal');
  });

  test('a balance that the user asserts is respected by every entry', async () => {
    writeFileSync(journal, 'account liabilities:payable\n2026-12-31 * year end\n  liabilities:payable  0 GBP = -240.00 GBP\n');
    const ledger = open();
    await expect(ledger.create(bill('a'))).rejects.toMatchObject({ code: 'ledger_broken' });
    writeFileSync(journal, readFileSync(journal, 'utf8').replace('-240.00', '0.00'));
    await expect(ledger.create(bill('a'))).rejects.toMatchObject({ code: 'ledger_rejected' });
    writeFileSync(journal, readFileSync(journal, 'utf8').replace(' = 0.00 GBP', ''));
    await ledger.create(bill('a'));
  });

  test('include lines inside an open comment are told, not trusted', async () => {
    writeFileSync(journal, 'comment\nnever ended\n');
    await expect(open().test()).rejects.toMatchObject({ code: 'ledger_broken' });
  });

  test('an entry that the user moved into another file is found there and not written again', async () => {
    const ledger = open();
    const entry = bill('moved');
    await ledger.create(entry);
    const file = join(folder, 'books.tickmark', 'posted', 'moved.g1.journal');
    writeFileSync(journal, `${readFileSync(journal, 'utf8')}\n${readFileSync(file, 'utf8')}`);
    expect(await ledger.findByKey(entry.key)).toHaveLength(2);
    expect((await ledger.verify({ reference: '' }, entry))[0]).toContain('2 times');
    rmSync(file);
    const found = await ledger.findByKey(entry.key);
    expect(found[0]?.reference).toMatch(/^books\.journal:\d+$/);
    expect(await ledger.create(entry)).toEqual(found[0]);
    expect(await ledger.verify({ reference: '' }, entry)).toEqual([]);
  });

  test('an entry whose file was deleted is reported', async () => {
    const ledger = open();
    const entry = bill('gone');
    const reference = await ledger.create(entry);
    rmSync(join(folder, reference.reference));
    expect((await ledger.verify(reference, entry))[0]).toContain('finds no entry');
  });

  test('a journal that is a link is written where it really lies, and opens through both names', async () => {
    mkdirSync(join(folder, 'real'));
    writeFileSync(join(folder, 'real', 'main.journal'), '');
    symlinkSync(join(folder, 'real', 'main.journal'), journal);
    await open().create(bill('a'));
    for (const name of [journal, join(folder, 'real', 'main.journal')]) expect(run('-f', name, 'check', '--strict')).toBe('');
  });

  test('an entry of an earlier version, without a link to its document, is as good as a new one', async () => {
    const ledger = open();
    await ledger.create(bill('new'));
    const old = bill('old');
    const file = join(folder, 'books.tickmark', 'posted', 'old.g1.journal');
    writeFileSync(file, renderEntry(old, undefined));
    expect(readFileSync(file, 'utf8')).not.toContain('doc:');
    const found = await ledger.findByKey(old.key);
    expect(found).toHaveLength(1);
    expect(await ledger.verify({ reference: found[0]?.reference ?? '' }, old)).toEqual([]);
    expect(await ledger.create(old)).toEqual(found[0]);
    expect(readFileSync(file, 'utf8')).toBe(renderEntry(old, undefined));
  });

  test("accounts that the user's own files declare are taken from there, several entries at once", async () => {
    writeFileSync(journal, 'account expenses:food purchases\naccount liabilities:payable\ncommodity 1.000,00 GBP\n');
    const ledger = open();
    for (const round of [1, 2, 3]) {
      const entries = ['a', 'b', 'c'].map((id) => bill(`${id}${round}`));
      const references = await Promise.all(entries.map((entry) => ledger.create(entry)));
      for (const [index, entry] of entries.entries())
        expect(await ledger.verify(references[index] ?? { reference: '' }, entry)).toEqual([]);
    }
    const own = readFileSync(join(folder, 'books.tickmark', 'accounts.journal'), 'utf8');
    expect(own.match(/^account /gm)).toHaveLength(1);
    run('-f', journal, 'check', '--strict');
  });
});

test.skipIf(process.getuid?.() === 0)('a folder that may not be written is told as such', async () => {
  chmodSync(folder, 0o500);
  await expect(open().test()).rejects.toMatchObject({ code: 'permission_denied' });
  chmodSync(folder, 0o700);
});

test('a journal whose name is a pattern is refused', async () => {
  journal = join(folder, 'bo*ks.journal');
  await expect(open().test()).rejects.toMatchObject({ code: 'invalid_input' });
});

test('folders that do not exist yet are made', async () => {
  journal = join(folder, 'a', 'b', 'books.journal');
  await open().create(bill('a'));
  expect(readdirSync(join(folder, 'a', 'b', 'books.tickmark', 'posted'))).toContain('a.g1.journal');
});

test('books that vanish while connected are not made anew behind the back of the user', async () => {
  const ledger = open();
  await ledger.create(bill('a'));
  rmSync(journal);
  await expect(ledger.create(bill('b'))).rejects.toMatchObject({ code: 'ledger_unreachable' });
});

test('a picture given as the journal keeps its bytes', async () => {
  const picture = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46]);
  writeFileSync(journal, picture);
  await expect(open().test()).rejects.toMatchObject({ code: 'ledger_broken', message: expect.stringContaining('no text file') });
  expect(readFileSync(journal).equals(picture)).toBe(true);
});

test('a folder given as the journal is named as one', async () => {
  mkdirSync(journal);
  await expect(open().test()).rejects.toMatchObject({ code: 'invalid_input', message: expect.stringContaining('is a folder') });
});

// Node's recursive mkdir never returns there: it would hold one of four file system threads for good.
test.skipIf(process.platform !== 'linux')('books where no folder can be made are refused, not waited for', async () => {
  const ledger = hledger.connect({ journal: '/proc/tickmark/books/x.journal' }, plainTextPorts());
  await expect(ledger.test()).rejects.toMatchObject({ code: 'ledger_unreachable' });
});
