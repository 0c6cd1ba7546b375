import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../../src-main/adapters/clock.ts';
import type { LedgerConnection } from '../../../src-main/engine/ports.ts';
import { CRASHPOINTS } from '../../../src-main/engine/storage/index.ts';
import { openRig, type Rig, type RigDocument } from '../../support/posting/posting-rig.ts';
import { memoryLog } from '../../support/test-ports.ts';
import { connectorNamed, type Fault, type LedgerHarness, type OpenBooks } from './ledger-harness.ts';
import { runChild } from './posting-child-process.ts';

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

/** Named places on an entry's way into a ledger of this kind; undoing is not part of it. */
function placesOf({ suppliers, attachments, finalise }: LedgerConnection): string[] {
  return CRASHPOINTS.filter((name) => name.startsWith('post.') && !name.endsWith('-undo'))
    .filter((name) => suppliers !== undefined || !name.endsWith('-supplier'))
    .filter((name) => attachments !== undefined || !name.includes('-attach'))
    .filter((name) => finalise !== undefined || !name.endsWith('-finalise'));
}

/** What a kind of books has, beyond what all have: a server with faults between, periods that close, tests that end processes. */
export type LedgerTraits = { readonly hasFaults: boolean; readonly closesPeriods: boolean; readonly isKilled: boolean };

/** What every ledger must keep to, on fresh books for each test. */
export function ledgerSuite(harness: LedgerHarness, traits: LedgerTraits): void {
  describe(`${harness.id}, ${harness.variant}`, { timeout: 120_000 }, () => suite(harness, traits));
}

function suite(harness: LedgerHarness, traits: LedgerTraits): void {
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

  const closing = traits.closesPeriods ? test : undefined;
  closing?.('a closed period is told before anything is written', async () => {
    const rig = await open();
    await rig.post({ date: '2026-11-20' });
    await rig.settle(WAITS);
    await books.lock?.('2026-10-31');
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

  const failing = traits.hasFaults ? test : undefined;
  failing?.each(FAULTS)('%s, at every step: one of everything in the end', async (_words, fault) => {
    const rig = await open();
    for (const match of ['supplier', 'create', 'attach', 'finalise']) {
      await books.faults?.arm(match, fault);
      const key = await rig.post({ supplier: `Supplier of ${match} Ltd` });
      await rig.settle(WAITS);
      await books.faults?.clear();
      expect({ match, ...(await rig.posting(key)) }).toMatchObject({ match, state: 'verified' });
      await expectOnce([key]);
    }
  });

  failing?.each(['attach', 'finalise'])("the ledger's own no to %s with status 200 leaves nothing behind", async (match) => {
    const rig = await open();
    await books.faults?.arm(match, { kind: 'error-body-200' });
    const key = await rig.post();
    await rig.settle(WAITS);
    await books.faults?.clear();
    const { state } = await rig.posting(key);
    // Where the step does not exist the fault met nothing.
    if (state === 'verified') return expectOnce([key]);
    expect(state).toBe('rejected');
    expect(await books.count(key)).toBe(0);
    return expect(await books.orphans()).toBe(0);
  });

  const killing = traits.isKilled ? test : undefined;
  killing?.('killed at every named place, there is one of everything', async () => {
    const rig = await open({ start: false });
    const places = placesOf(await rig.connection());
    await rig.close();
    rigs.splice(0);
    let entries = 0;
    for (const place of places) {
      entries += 1;
      expect(await runChild(harness, folder, books, { entries, crashAt: `${place}:1` }), place).toBe(true);
    }
    await runChild(harness, folder, books, { entries });
    const after = await open();
    await after.settle(WAITS);
    for (const key of await after.keys()) expect(await after.posting(key)).toMatchObject({ key, state: 'verified' });
    await expectOnce(await after.keys());
  });

  killing?.('killed while an entry is taken out, it is gone and can be written again', async () => {
    const rig = await open({ clock: systemClock });
    const key = await rig.post();
    await rig.settle(WAITS);
    await rig.close();
    const asking = await openRig({ folder, connector: connectorNamed(harness.id), books, clock: systemClock, start: false });
    await asking.undo(key);
    await asking.close();
    rigs.splice(0);
    for (const place of ['post.before-undo', 'post.after-undo'])
      expect(await runChild(harness, folder, books, { crashAt: `${place}:1` }), place).toBe(true);
    await runChild(harness, folder, books, {});
    const after = await open();
    expect(await after.posting(key)).toMatchObject({ state: 'undone' });
    expect(await books.count(key)).toBe(0);
    const next = await after.approveAgain(key);
    await after.settle(WAITS);
    expect(await after.posting(next)).toMatchObject({ state: 'verified' });
    await expectOnce([next]);
  });

  test('no secret and no text of a document stands in the log', async () => {
    const log = memoryLog();
    const rig = await open({ log });
    await books.faults?.arm('create', { kind: 'status', status: 500 });
    await rig.post({ supplier: 'Verschwiegen und Söhne GmbH', total: '98765.43', tax: '' });
    await rig.settle(WAITS);
    const said = log.lines.join('\n');
    for (const secret of Object.values(books.secrets ?? {})) expect(said).not.toContain(secret);
    expect(said).not.toMatch(/Verschwiegen|98765/);
  });

  const slow = traits.isKilled ? failing : undefined;
  slow?.('a slow server: killed while a request runs and started at once, there is one of everything', async () => {
    const rig = await open({ clock: systemClock, start: false });
    const key = await rig.post();
    await rig.close();
    rigs.splice(0);
    await books.faults?.arm('create', { kind: 'slow', ms: 1_500 });
    await runChild(harness, folder, books, { killAfterMs: 600, from: 'sent' });
    await runChild(harness, folder, books, {});
    const after = await open();
    await after.settle(WAITS);
    expect(await after.posting(key)).toMatchObject({ state: 'verified' });
    await expectOnce([key]);
  });
}
