import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../../src-main/adapters/clock.ts';
import { ledgerConnectors } from '../../../src-main/connectors/registry.ts';
import { CRASHPOINTS } from '../../../src-main/engine/storage/index.ts';
import { openRig, type Rig, type RigDocument } from '../../support/posting/posting-rig.ts';
import { memoryLog } from '../../support/test-ports.ts';
import { allHarnesses, connectorNamed, type Fault, type LedgerHarness, type OpenBooks } from './ledger-harness.ts';
import { runChild } from './posting-child-process.ts';

const HARNESSES = await allHarnesses();
const PRESENT = HARNESSES.filter(({ missing }) => missing === undefined);
for (const { id, missing } of HARNESSES) {
  if (missing === undefined) continue;
  if (process.env['CI']) throw new Error(`${id}: ${missing}`);
  console.warn(`${id} is left out: ${missing}`);
}

test('every kind of ledger takes part in this suite', () => {
  expect(new Set(HARNESSES.map(({ id }) => id))).toEqual(new Set(ledgerConnectors.keys()));
});

/** Documents that hold what breaks writers: signs, length, and characters with a meaning in some format. */
const AWKWARD: Readonly<Record<string, RigDocument>> = {
  'a credit note': { type: 'credit-note', total: '-60.00', tax: '-10.00' },
  'a paid receipt': { type: 'receipt' },
  'a bill without tax': { total: '99.99', tax: '' },
  'letters of other scripts': { supplier: 'Café Ångström 山田商店 قهوة 🧾 Ltd' },
  'signs with a meaning': { supplier: '* ! (Foo) "Bar" \\ ; x | y Ltd', number: 'A)(;|9' },
  'a line break and a forged line': { supplier: 'ACME\n    expenses:food  999.00 GBP', number: 'a\r\nb' },
  'a comma, a slash and dots in the name of the file': { name: 'a,tickmark-key:other:g1,b..c.pdf' },
  '250 characters in each field': { supplier: `P${'p'.repeat(249)}`, number: 'N'.repeat(250) },
};

const WAITS = 60_000;
/** Undoing is not part of the way there. */
const PLACES = CRASHPOINTS.filter((name) => name.startsWith('post.') && !name.endsWith('-undo'));

describe.each(PRESENT)('$id, $variant', { timeout: 120_000 }, (harness: LedgerHarness) => {
  let folder = '';
  let books: OpenBooks;
  const rigs: Rig[] = [];
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tickmark-ledger-'));
    books = await harness.open(folder);
  }, 180_000);
  afterEach(async () => {
    for (const rig of rigs.splice(0)) await rig.close();
    await books.close();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  async function open(options: Partial<Parameters<typeof openRig>[0]> = {}): Promise<Rig> {
    const rig = await openRig({ folder, connector: connectorNamed(harness.id), books, ...options });
    rigs.push(rig);
    return rig;
  }

  /** One entry, one attachment where there are any, nothing left over. */
  async function expectOnce(keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      expect(await books.count(key), `entries of ${key}`).toBe(1);
      expect([1, -1], `attachments of ${key}`).toContain(await books.attachmentCount(key));
    }
    expect(await books.orphans(), 'orphans').toBe(0);
  }

  test('an entry is written once, read back right, and nothing is left over', async () => {
    const rig = await open();
    const keys = [await rig.post(), await rig.post(), await rig.post({ supplier: 'Harbour Fish Co' })];
    await rig.settle(WAITS);
    for (const key of keys) expect(await rig.posting(key)).toMatchObject({ state: 'verified' });
    await expectOnce(keys);
  });

  test('what is awkward is read back as it was written', async () => {
    const rig = await open();
    const keys = new Map<string, string>();
    for (const [name, document] of Object.entries(AWKWARD)) keys.set(name, await rig.post(document));
    await rig.settle(WAITS);
    for (const [name, key] of keys) expect({ name, ...(await rig.posting(key)) }).toMatchObject({ name, state: 'verified' });
    await expectOnce([...keys.values()]);
  });

  test('a dry run writes nothing and shows the amount', async () => {
    const rig = await open();
    const plan = await rig.plan({ total: '123.45', tax: '' });
    expect(plan.problems).toEqual([]);
    expect(JSON.stringify(plan.changes)).toMatch(/123[.,]45|12345/);
    expect(await books.orphans()).toBe(0);
  });

  test('a change and a deletion in the ledger are reported, and nothing is written again', async () => {
    const rig = await open();
    const [changed, deleted] = [await rig.post(), await rig.post()];
    await rig.settle(WAITS);
    expect(await rig.compare()).toMatchObject({ compared: 2, drifted: [], failed: 0 });
    await books.tamper(changed);
    await books.remove(deleted);
    expect(new Set((await rig.compare()).drifted)).toEqual(new Set([changed, deleted]));
    await rig.settle(WAITS);
    expect(await books.count(changed)).toBe(1);
    expect(await books.count(deleted)).toBe(0);
  });

  test('an entry that is taken out is gone, and its next approval is really written', async () => {
    const rig = await open();
    const key = await rig.post();
    await rig.settle(WAITS);
    await rig.undo(key);
    await rig.settle(WAITS);
    expect(await rig.posting(key)).toMatchObject({ state: 'undone' });
    expect(await books.count(key)).toBe(0);
    const next = await rig.approveAgain(key);
    await rig.settle(WAITS);
    expect(await rig.posting(next)).toMatchObject({ state: 'verified' });
    await expectOnce([next]);
  });

  test('a closed period is told before anything is written', async ({ skip }) => {
    if (books.lock === undefined) return skip('this ledger closes no periods');
    const rig = await open();
    await rig.post({ date: '2026-11-20' });
    await rig.settle(WAITS);
    await books.lock('2026-10-31');
    const key = await rig.post({ date: '2026-10-15' });
    await rig.settle(WAITS);
    expect(await rig.posting(key)).toMatchObject({ state: 'rejected' });
    const { group_name } = await rig.context.store.db
      .selectFrom('documents')
      .select('group_name')
      .where('state', '=', 'review')
      .executeTakeFirstOrThrow();
    expect(group_name).toBe('Closed period');
    expect(await books.count(key)).toBe(0);
    expect(await books.orphans()).toBe(0);
    return undefined;
  });

  const FAULTS: readonly (readonly [string, Fault])[] = [
    ['the answer is lost', { kind: 'lost-reply' }],
    ['the request is lost', { kind: 'lost-request' }],
    ['the request is carried out twice', { kind: 'duplicate' }],
    ['too many requests, come again in 2 s', { kind: 'status', status: 429, retryAfter: '2' }],
    ['a failure of the server', { kind: 'status', status: 503 }],
    ['a page of HTML instead of an answer', { kind: 'status', status: 502, html: true }],
    ['the connection breaks within the answer', { kind: 'reset-mid-body' }],
    ['half an answer', { kind: 'truncated-json' }],
    ['the sign-in ends', { kind: 'expire-token' }],
  ];

  test.each(FAULTS)('%s, at every step: one of everything in the end', async (_words, fault) => {
    if (books.faults === undefined) return;
    const rig = await open();
    for (const match of ['supplier', 'create', 'attach', 'finalise']) {
      await books.faults.arm(match, fault);
      const key = await rig.post({ supplier: `Supplier of ${match} Ltd` });
      await rig.settle(WAITS);
      await books.faults.clear();
      expect({ match, ...(await rig.posting(key)) }).toMatchObject({ match, state: 'verified' });
      await expectOnce([key]);
    }
  });

  test.each(['attach', 'finalise'])("the ledger's own no to %s with status 200 leaves nothing behind", async (match) => {
    if (books.faults === undefined) return;
    const rig = await open();
    await books.faults.arm(match, { kind: 'error-body-200' });
    const key = await rig.post();
    await rig.settle(WAITS);
    await books.faults.clear();
    const { state } = await rig.posting(key);
    // Where the step does not exist the fault met nothing.
    if (state === 'verified') return expectOnce([key]);
    expect(state).toBe('rejected');
    expect(await books.count(key)).toBe(0);
    return expect(await books.orphans()).toBe(0);
  });

  test('killed at every named place, there is one of everything', async () => {
    const rig = await open({ start: false });
    await rig.close();
    rigs.splice(0);
    let entries = 0;
    let killed = 0;
    for (const place of PLACES) {
      entries += 1;
      killed += (await runChild(harness, folder, books, { entries, crashAt: `${place}:1` })) ? 1 : 0;
    }
    expect(killed).toBeGreaterThanOrEqual(5);
    await runChild(harness, folder, books, { entries });
    const after = await open();
    await after.settle(WAITS);
    for (const key of await after.keys()) expect(await after.posting(key)).toMatchObject({ key, state: 'verified' });
    await expectOnce(await after.keys());
  });

  test('no secret and no text of a document stands in the log', async () => {
    const log = memoryLog();
    const rig = await open({ log });
    if (books.faults) await books.faults.arm('create', { kind: 'status', status: 500 });
    await rig.post({ supplier: 'Verschwiegen und Söhne GmbH', total: '98765.43', tax: '' });
    await rig.settle(WAITS);
    const said = log.lines.join('\n');
    for (const secret of Object.values(books.secrets ?? {})) expect(said).not.toContain(secret);
    expect(said).not.toMatch(/Verschwiegen|98765/);
  });

  test('a slow server: killed while a request runs and started at once, there is one of everything', async ({ skip }) => {
    if (books.faults === undefined) return skip('nothing runs on after a kill');
    const rig = await open({ clock: systemClock, start: false });
    const key = await rig.post();
    await rig.close();
    rigs.splice(0);
    await books.faults.arm('create', { kind: 'slow', ms: 1_500 });
    await runChild(harness, folder, books, { killAfterMs: 600, from: 'sent' });
    await runChild(harness, folder, books, {});
    const after = await open();
    await after.settle(WAITS);
    expect(await after.posting(key)).toMatchObject({ state: 'verified' });
    await expectOnce([key]);
    return undefined;
  });
});
