import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dovecotInstalled, startDovecot } from '../../support/dovecot.ts';
import { isInstalled } from '../../support/programs.ts';
import { stopped, tickmark } from './run-tickmark.ts';

let folder: string;
let data: string;
const DEMO = join(import.meta.dirname, '..', '..', '..', 'resources', 'demo');
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tickmark-cli-'));
  data = join(folder, 'data');
  mkdirSync(join(folder, 'in'));
  writeFileSync(join(folder, 'empty.pdf'), '');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('wrong usage ends the process with exit code 2 and without a stack', async () => {
  const { code, out, err } = await tickmark(data, ['client', 'add', 'Ada']);
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(/^--currency is missing: a code such as EUR\.\nUsage: /);
});

test('read prints a JSON line a file, names what cannot be read, does the rest, and keeps nothing', async () => {
  const files = [join(DEMO, 'fairway-fuels.jpg'), join(folder, 'missing.pdf'), join(folder, 'empty.pdf'), join(folder, 'in')];
  const { code, out } = await tickmark(data, ['read', '--json', ...files]);
  expect(code).toBe(1);
  const lines = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map(({ file }) => file)).toEqual(files);
  expect(lines[0]).toMatchObject({ document: 1, type: 'receipt', pages: 1, route: expect.stringMatching(/^(clear|review)$/) });
  expect(lines[0].fields.total).toMatchObject({
    value: expect.stringMatching(/^\d+\.\d\d$/),
    page: 1,
    box: [expect.any(Number), expect.any(Number), expect.any(Number), expect.any(Number)],
  });
  expect(new Set(Object.keys(lines[0]))).toEqual(
    new Set(['coding', 'document', 'fields', 'file', 'findings', 'lines', 'ms', 'pages', 'reader', 'route', 'source', 'taxes', 'type']),
  );
  expect(lines.slice(1).map(({ error }) => error.code)).toEqual(['file_vanished', 'file_empty', 'not_a_document']);
  expect(existsSync(data)).toBe(false);
});

test('read gives the words with their places, and the text to a person', async () => {
  const file = join(DEMO, 'tidewater-invoice-scan.pdf');
  const [json, plain] = [await tickmark(data, ['read', '--json', '--words', file]), await tickmark(data, ['read', '--words', file])];
  expect([json.code, plain.code]).toEqual([0, 0]);
  const { words, reader, ms } = JSON.parse(json.out);
  expect(reader).toMatch(/\w/);
  expect(Object.keys(ms)).toEqual(['decode', 'ocr', 'extract', 'total', 'tiers']);
  expect(words.length).toBeGreaterThan(50);
  const pages: number[] = words.map(({ page }: { page: number }) => page);
  expect([pages[0], pages.at(-1), pages.every((page, at) => page >= (pages[at - 1] ?? 1))]).toEqual([1, 2, true]);
  const total = words.find(({ text }: { text: string }) => /^total/i.test(text));
  expect(total).toMatchObject({ page: expect.any(Number), p: expect.any(Number) });
  expect(total.box).toHaveLength(4);
  for (const part of total.box) expect(part).toBeGreaterThan(0);
  expect(Math.max(...total.box)).toBeLessThan(1);
  expect(plain.out.split('\n').some((line) => line.includes(`${words[0].text} ${words[1].text}`))).toBe(true);
  const missing = await tickmark(data, ['read', '--languages', 'eng,tlh', file]);
  expect([missing.code, missing.out]).toEqual([1, '']);
  expect(missing.err).toMatch(/Missing: tlh\. There: .*eng.*\n.*@tesseract\.js-data/);
  expect(existsSync(data)).toBe(false);
});

test('settings are shown, changed, and kept; a language that is not there is refused by name', async () => {
  const own = join(folder, 'settings');
  expect((await tickmark(own, ['settings'])).out).toMatch(/^reader {5}own: .*\nlanguages {2}eng: .*installed: .*eng/);
  const changed = await tickmark(own, ['settings', 'reader=tesseract', '--json']);
  expect([changed.code, JSON.parse(changed.out).settings]).toEqual([0, { reader: 'tesseract', languages: ['eng'] }]);
  const refused = await tickmark(own, ['settings', 'languages=eng,tlh']);
  expect([refused.code, refused.out]).toEqual([1, '']);
  expect(refused.err).toContain('Missing: tlh. There: ');
  expect(JSON.parse((await tickmark(own, ['settings', '--json'])).out).settings.reader).toBe('tesseract');
});

test('run works until it is stopped, also where there is nothing to watch', async () => {
  const { code, err } = await stopped(join(folder, 'nothing'), ['run'], 'SIGTERM');
  expect([code, err]).toEqual([0, 'Working. Stop with Ctrl+C.\n']);
});

test('from a client to a posted entry, on the command line alone', async () => {
  const journal = join(folder, 'books', 'harbour.journal');
  const added = await tickmark(data, ['client', 'add', 'Harbour Café', '--currency', 'gbp', '--ledger', `hledger:${journal}`, '--json']);
  expect([added.code, added.err]).toEqual([0, '']);
  expect(JSON.parse(added.out)).toMatchObject({ name: 'Harbour Café', currency: 'GBP', ledger: `hledger:${journal}` });

  const unknown = await tickmark(data, ['ingest', DEMO, '--client', 'nobody']);
  expect(unknown.code).toBe(1);
  expect(unknown.err).toContain('"Harbour Café"');

  const paths = ['fairway-fuels.jpg', 'tidewater-invoice-scan.pdf', 'anchor-hardware-wrong-sum.jpg'].map((name) => join(DEMO, name));
  const ingested = await tickmark(data, ['ingest', ...paths, paths[0] ?? '', join(folder, 'missing.pdf'), '--client', 'harbour', '--json']);
  expect(ingested.code).toBe(1);
  const outcomes = ingested.out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(outcomes.map(({ outcome, error }) => outcome ?? error.code)).toEqual([
    'document',
    'document',
    'document',
    'duplicate',
    'file_vanished',
  ]);

  const ran = await tickmark(data, ['run', '--until-idle', '--json']);
  expect(ran.code).toBe(0);
  const counts = JSON.parse(ran.out);
  expect([counts.queued, counts.reading, counts.checking, counts.posting]).toEqual([0, 0, 0, 0]);
  expect(counts.review + counts.posted).toBe(3);
  expect(counts.review).toBeGreaterThan(0);

  const queue = JSON.parse((await tickmark(data, ['queue', 'list', '--json'])).out);
  expect(queue).toHaveLength(counts.review);
  const [first, ...others] = queue;
  expect(first.reason).toBeTruthy();
  const again = await tickmark(data, ['queue', 'read-again', first.id, '--reader', 'tesseract']);
  expect([again.code, again.out]).toEqual([0, `${first.id}: due to be read again\n`]);
  expect(JSON.parse((await tickmark(data, ['run', '--until-idle', '--json'])).out)).toEqual(counts);
  const shown = JSON.parse((await tickmark(data, ['queue', 'show', first.id.slice(-8), '--json'])).out);
  expect([shown.id, shown.findings.length > 0]).toEqual([first.id, true]);

  const corrected = await tickmark(data, [
    'queue',
    'correct',
    first.id,
    'supplier=Tidewater Ltd',
    'date=2026-05-04',
    'currency=GBP',
    'total=59.80',
    '--json',
  ]);
  expect(corrected.code).toBe(0);
  expect(JSON.parse(corrected.out).extraction.fields.supplier.value).toBe('Tidewater Ltd');
  const exported = await tickmark(data, ['examples', 'export', '--client', 'harbour']);
  expect([exported.code, exported.err]).toEqual([0, '4 examples\n']);
  const examples = exported.out.trimEnd().split('\n');
  expect(examples.map((line) => JSON.parse(line).typed)).toEqual(['Tidewater Ltd', '2026-05-04', 'GBP', '59.80']);
  const approved = await tickmark(data, ['queue', 'approve', first.id, 'ffff']);
  expect([approved.code, approved.out]).toEqual([1, `${first.id}: approved\n`]);
  expect(approved.err).toContain('ffff');
  for (const { id } of others) expect((await tickmark(data, ['queue', 'reject', id, '--reason', 'private'])).code).toBe(0);

  const after = JSON.parse((await tickmark(data, ['run', '--until-idle', '--json'])).out);
  expect(after).toMatchObject({ review: 0, posting: 0, posted: counts.posted + 1, rejected: others.length });
  expect(readdirSync(join(folder, 'books')).length).toBeGreaterThan(0);

  const late = await tickmark(data, ['queue', 'approve', first.id.slice(-8)]);
  expect([late.code, late.out]).toEqual([1, '']);
  expect(late.err).toContain('state: posted');

  const verified = await tickmark(data, ['audit', 'verify', '--json']);
  expect(verified.code).toBe(0);
  expect(JSON.parse(verified.out)).toMatchObject({ intact: true });
  const listed = await tickmark(data, ['client', 'list']);
  expect(listed.out).toContain('Harbour Café');
});

test('run tells which folder keeps it from its work, and ends with exit code 1', async () => {
  const [own, watch, journal] = [join(folder, 'troubled'), join(folder, 'watched'), join(folder, 'troubled.journal')];
  const add = await tickmark(own, ['client', 'add', 'Quay', '--currency', 'GBP', '--watch', watch, '--ledger', `hledger:${journal}`]);
  expect(add.code).toBe(0);
  rmSync(watch, { recursive: true });
  await tickmark(own, ['ingest', join(DEMO, 'fairway-fuels.jpg'), '--client', 'Quay']);
  const missing = await tickmark(own, ['run', '--until-idle', '--json']);
  expect([missing.code, JSON.parse(missing.out).posted]).toEqual([1, 1]);
  expect(missing.err).toMatch(/^.*watched: The folder cannot be reached\./m);
});

test.skipIf(!isInstalled('hledger'))('run tells why entries wait for their books', async () => {
  const [own, journal] = [join(folder, 'waiting'), join(folder, 'waiting.journal')];
  await tickmark(own, ['client', 'add', 'Quay', '--currency', 'GBP', '--ledger', `hledger:${journal}`]);
  appendFileSync(journal, 'no entry\n');
  await tickmark(own, ['ingest', join(DEMO, 'fairway-fuels.jpg'), '--client', 'Quay']);
  const { code, out, err } = await tickmark(own, ['run', '--until-idle', '--json']);
  expect([code, JSON.parse(out).posting]).toEqual([1, 1]);
  expect(err).toMatch(/^An entry waits for the ledger: The ledger has an error of its own/m);
});

test('the doctor names what is there and what is missing, and the token is printed alone', async () => {
  const { code, out } = await tickmark(data, ['doctor', '--json']);
  expect(code).toBe(0);
  const names = JSON.parse(out).map(({ name }: { name: string }) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      'Data',
      'Runtime',
      'Text recognition',
      'Understanding',
      'Second reader',
      'hledger',
      'Browser window',
      'Desktop window',
    ]),
  );
  expect((await tickmark(data, ['api-token'])).out).toMatch(/^[\w-]{43}\n$/);
});

test('the password of a mailbox comes from standard input, and a server that is not there is named', async () => {
  const { code, err } = await tickmark(
    data,
    ['mailbox', 'test', '--host', '127.0.0.1', '--port', '1', '--user', 'ada', '--security', 'plain-loopback'],
    'secret-canary\n',
  );
  expect(code).toBe(1);
  expect(err).toContain('mail server');
  expect(err).not.toContain('secret-canary');
  const list = await tickmark(data, ['mailbox', 'list', '--json']);
  expect([list.code, list.out]).toEqual([0, '[]\n']);
});

test.skipIf(!dovecotInstalled)('a mailbox is tried before it is watched, so that a mistyped password is told at once', async () => {
  const server = await startDovecot();
  try {
    const own = join(folder, 'mail');
    await tickmark(own, ['client', 'add', 'Quay', '--currency', 'GBP', '--ledger', `hledger:${join(folder, 'mail.journal')}`]);
    const settings = ['--host', '127.0.0.1', '--port', String(server.port), '--user', server.user, '--security', 'plain-loopback'];
    const wrong = await tickmark(own, ['mailbox', 'add', '--client', 'Quay', ...settings], 'mistyped\n');
    expect([wrong.code, wrong.out]).toEqual([1, '']);
    expect(wrong.err).toContain('refused the user name or the password');
    expect((await tickmark(own, ['mailbox', 'list', '--json'])).out).toBe('[]\n');

    const right = await tickmark(own, ['mailbox', 'add', '--client', 'Quay', ...settings], `${server.password}\n`);
    expect([right.code, right.err]).toEqual([0, '']);
    expect(right.out).toContain('is watched. Connected: 0 messages in INBOX');
    // Nobody has looked since: "works" would be a guess.
    expect((await tickmark(own, ['mailbox', 'list'])).out).toContain('watched while Tickmark runs');
  } finally {
    await server.stop();
  }
});
