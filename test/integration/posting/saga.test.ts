import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EngineError } from '../../../src-main/contract/index.ts';
import { fastClock } from '../../support/posting/fast-clock.ts';
import { openRig, type Rig } from '../../support/posting/posting-rig.ts';
import { ScriptedLedger, throwing } from '../../support/scripted-ledger.ts';

const NAMES = { expense: 'expenses', tax: 'input tax', payable: 'payable', paid: 'bank' };
const lost = () => new EngineError('ledger_unreachable', { note: 'The connection broke.' });
const refused = () => new EngineError('ledger_rejected', { note: 'No.' });

let folder = '';
let ledger = new ScriptedLedger();
const rigs: Rig[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tickmark-saga-'));
  ledger = new ScriptedLedger();
  ledger.keepsRecords = true;
});
afterEach(async () => {
  for (const rig of rigs.splice(0)) await rig.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(options: { finish?: 'draft' | 'final' } = {}): Promise<Rig> {
  const rig = await openRig({ folder, connector: ledger, books: { config: {}, names: NAMES }, ...options });
  rigs.push(rig);
  return rig;
}

describe('the way of an entry through a ledger with records', () => {
  test('supplier, draft, attachment, posting, reading back: each once and in this order', async () => {
    ledger.settleMs = 1;
    const rig = await open();
    const key = await rig.post();
    await rig.settle();
    const posting = await rig.posting(key);
    expect(posting).toMatchObject({ state: 'verified', stage: 'verified', draft: false, reference: 'entry 1' });
    expect(posting.steps.map(({ stage }) => stage)).toEqual([
      'queued',
      'checked',
      'supplier_sent',
      'supplier_known',
      'create_sent',
      'created',
      'attach_sent',
      'attached',
      'finalise_sent',
      'posted',
      'verified',
    ]);
    expect(ledger.held).toMatchObject([{ state: 'posted', files: [{ key }] }]);
    expect(ledger.suppliers).toHaveLength(1);
  });

  test('a second bill of the supplier uses the record that is known', async () => {
    const rig = await open();
    await rig.post();
    await rig.settle();
    await rig.post();
    await rig.settle();
    expect(ledger.suppliers).toHaveLength(1);
    expect(ledger.held).toHaveLength(2);
  });

  test('is left as a draft where the client wants that', async () => {
    const rig = await open({ finish: 'draft' });
    const key = await rig.post();
    await rig.settle();
    expect(await rig.posting(key)).toMatchObject({ state: 'verified', draft: true });
    expect(ledger.held).toMatchObject([{ state: 'draft' }]);
  });
});

describe('an answer that is lost', () => {
  test.each(['supplier', 'create', 'attach', 'finalise'])('after "%s" leads to one of everything', async (name) => {
    ledger.settleMs = 5_000;
    const rig = await open();
    const lose = throwing(lost);
    ledger.after = (call) => {
      if (call === name) lose();
    };
    const key = await rig.post();
    await rig.settle();
    expect(await rig.posting(key)).toMatchObject({ state: 'verified' });
    expect(ledger.held).toMatchObject([{ state: 'posted', files: [{ key }] }]);
    expect(ledger.suppliers).toHaveLength(1);
    expect(ledger.calls.filter((call) => call.startsWith('create'))).toHaveLength(1);
  });

  test('is not asked for before the request must have ended', async () => {
    ledger.settleMs = 60_000;
    const rig = await open();
    const lose = throwing(lost);
    let lostAt = 0;
    let foundAt = 0;
    ledger.after = (call) => {
      if (call !== 'create' || lostAt > 0) return;
      lostAt = rig.context.clock.monotonicMs();
      lose();
    };
    ledger.beforeFind = () => {
      if (lostAt > 0 && foundAt === 0) foundAt = rig.context.clock.monotonicMs();
    };
    await rig.post();
    await rig.settle();
    expect(foundAt - lostAt).toBeGreaterThanOrEqual(60_000 - 1_000);
  });

  test('a wall clock that is put forward does not shorten the wait', async () => {
    ledger.settleMs = 60_000;
    const clock = fastClock(50);
    const rig = await openRig({ folder, connector: ledger, books: { config: {}, names: NAMES }, clock });
    rigs.push(rig);
    let lostAt = 0;
    let foundAt = 0;
    ledger.after = (call) => {
      if (call !== 'create' || lostAt > 0) return;
      lostAt = clock.monotonicMs();
      clock.jump(3_600_000);
      throw lost();
    };
    ledger.beforeFind = () => {
      if (lostAt > 0 && foundAt === 0) foundAt = clock.monotonicMs();
    };
    await rig.post();
    await rig.settle();
    expect(foundAt - lostAt).toBeGreaterThanOrEqual(60_000 - 1_000);
    expect(ledger.held).toHaveLength(1);
  });
});

test('a wall clock that is put back an hour holds nothing up', async () => {
  const clock = fastClock(50);
  const rig = await openRig({ folder, connector: ledger, books: { config: {}, names: NAMES }, clock });
  rigs.push(rig);
  const pause = throwing(() => {
    setTimeout(() => clock.jump(-3_600_000), 100);
    return new EngineError('ledger_busy', { retryAfterMs: 20_000 });
  });
  ledger.before = (call) => {
    if (call === 'create') pause();
  };
  const key = await rig.post();
  // An hour of this clock are 72 seconds.
  await rig.settle(20_000);
  expect(await rig.posting(key)).toMatchObject({ state: 'verified' });
});

describe('a request that is carried out twice', () => {
  test('leaves one draft, one supplier, one attachment', async () => {
    const rig = await open();
    let twice = true;
    ledger.after = (call) => {
      if (!twice) return;
      const [first] = ledger.held;
      if (call === 'create' && first) ledger.put(first.entry, 'draft');
      const [supplier] = ledger.suppliers;
      if (call === 'supplier' && supplier) ledger.suppliers.push({ ...supplier, id: '2' });
      if (call === 'attach' && first) {
        first.files.push({ id: '2', key: first.entry.key });
        twice = false;
      }
    };
    const key = await rig.post();
    await rig.settle();
    expect(await rig.posting(key)).toMatchObject({ state: 'verified', reference: 'entry 1' });
    expect(ledger.held).toMatchObject([{ reference: 'entry 1', state: 'posted', files: [{ key }] }]);
    expect(ledger.suppliers).toHaveLength(1);
  });

  test('with both posted asks a person, and takes neither back', async () => {
    ledger.settleMs = 1;
    const rig = await open();
    ledger.after = (call) => {
      const [first] = ledger.held;
      if (call === 'finalise' && first && ledger.held.length === 1) ledger.put(first.entry, 'posted');
    };
    const key = await rig.post();
    await rig.settle();
    const posting = await rig.posting(key);
    expect(posting.state).toBe('uncertain');
    expect(posting.problem).toContain('entry 1, entry 2');
    expect(ledger.held).toHaveLength(2);
    ledger.held.pop();
    await rig.retry(key);
    await rig.settle();
    expect(await rig.posting(key)).toMatchObject({ state: 'verified' });
  });
});

describe('a refusal', () => {
  test.each(['attach', 'finalise'])('of "%s" leaves nothing behind and the document before a person', async (name) => {
    const rig = await open();
    ledger.before = (call) => {
      if (call === name) throw refused();
    };
    const key = await rig.post();
    await rig.settle();
    expect(await rig.posting(key)).toMatchObject({ state: 'rejected', stage: 'undone', problem: refused().message });
    expect(ledger.held).toEqual([]);
    ledger.before = () => undefined;
    const next = await rig.approveAgain(key);
    expect(next).toMatch(/:g2$/);
    await rig.settle();
    expect(await rig.posting(next)).toMatchObject({ state: 'verified' });
    expect(ledger.held).toHaveLength(1);
  });

  test('whose taking back is lost in the middle is taken back in the end', async () => {
    const rig = await open();
    const lose = throwing(lost, 2);
    ledger.before = (call) => {
      if (call === 'finalise') throw refused();
    };
    ledger.after = (call) => {
      if (call === 'undo') lose();
    };
    const key = await rig.post();
    await rig.settle();
    expect(await rig.posting(key)).toMatchObject({ state: 'rejected' });
    expect(ledger.held).toEqual([]);
  });

  test('of a draft that the ledger computed otherwise comes before it is posted', async () => {
    const rig = await open();
    ledger.differences = ['The tax is 20.01, posted was 20.00.'];
    const key = await rig.post();
    await rig.settle();
    expect(await rig.posting(key)).toMatchObject({ state: 'rejected', problem: expect.stringContaining('20.01') });
    expect(ledger.calls).not.toContain('finalise');
    expect(ledger.held).toEqual([]);
  });

  test('of a closed period has a heading of its own in the queue', async () => {
    const rig = await open();
    ledger.problems = [{ code: 'period_locked', words: 'Closed through 2026-11-30.' }];
    const key = await rig.post();
    await rig.settle();
    const posting = await rig.posting(key);
    expect(posting).toMatchObject({ state: 'rejected', problem: expect.stringContaining('2026-11-30') });
    const document = await rig.context.store.db.selectFrom('documents').select(['state', 'group_name']).executeTakeFirstOrThrow();
    expect(document).toEqual({ state: 'review', group_name: 'Closed period' });
    expect(ledger.calls).toEqual([]);
  });

  test('as a bill that is there already ends when a person approves it all the same', async () => {
    const rig = await open();
    ledger.problems = [{ code: 'duplicate', words: 'Bill NDS-1 of 12 November.', existing: { reference: '17' } }];
    const key = await rig.post();
    await rig.settle();
    expect(await rig.posting(key)).toMatchObject({ state: 'rejected' });
    const next = await rig.approveAgain(key);
    await rig.settle();
    expect(await rig.posting(next)).toMatchObject({ state: 'verified' });
  });
});

describe('a supplier of a like name', () => {
  test('is a question; the answer is kept for the next bill', async () => {
    ledger.suppliers.push({ id: '7', name: 'Northern Dairy Supplies' });
    const rig = await open();
    const key = await rig.post();
    await rig.settle();
    const asked = await rig.posting(key);
    expect(asked).toMatchObject({ state: 'asking', choices: [{ id: '7', name: 'Northern Dairy Supplies' }] });
    await rig.choose(key, '7');
    await rig.settle();
    expect(await rig.posting(key)).toMatchObject({ state: 'verified' });
    const next = await rig.post();
    await rig.settle();
    expect(await rig.posting(next)).toMatchObject({ state: 'verified' });
    expect(ledger.suppliers).toHaveLength(1);
  });

  test('is made anew where a person says so, once', async () => {
    ledger.suppliers.push({ id: '7', name: 'Northern Dairy Supplies' });
    const rig = await open();
    const key = await rig.post();
    await rig.settle();
    const lose = throwing(lost);
    ledger.after = (call) => {
      if (call === 'supplier') lose();
    };
    await rig.choose(key, undefined);
    await rig.settle();
    expect(await rig.posting(key)).toMatchObject({ state: 'verified' });
    expect(ledger.suppliers).toHaveLength(2);
  });
});

describe('what happens in the ledger afterwards', () => {
  test('a change is reported and not written over; accepted, it is not reported again', async () => {
    const rig = await open();
    const key = await rig.post();
    await rig.settle();
    expect(await rig.compare()).toMatchObject({ compared: 1, drifted: [], failed: 0 });
    ledger.differences = ['The total is 130.00, posted was 120.00.'];
    expect(await rig.compare()).toMatchObject({ compared: 1, drifted: [key] });
    expect(await rig.posting(key)).toMatchObject({ state: 'drifted', problem: expect.stringContaining('130.00') });
    await rig.acceptDrift(key);
    expect(await rig.compare()).toMatchObject({ drifted: [] });
    ledger.differences = ['The total is 140.00, posted was 120.00.'];
    expect(await rig.compare()).toMatchObject({ drifted: [key] });
    expect(ledger.held).toHaveLength(1);
  });

  test('a deletion is reported, and the entry is never made again by itself', async () => {
    const rig = await open();
    const key = await rig.post();
    await rig.settle();
    ledger.held.splice(0);
    expect(await rig.compare()).toMatchObject({ drifted: [key] });
    await rig.retry(key);
    await rig.settle();
    expect(ledger.held).toEqual([]);
    expect((await rig.posting(key)).state).toBe('drifted');
  });

  test('an entry that a person takes out again is gone, and its next approval is a new generation', async () => {
    const rig = await open();
    const key = await rig.post();
    await rig.settle();
    await rig.undo(key);
    await rig.settle();
    expect(await rig.posting(key)).toMatchObject({ state: 'undone', stage: 'undone' });
    expect(ledger.held).toEqual([]);
    const next = await rig.approveAgain(key);
    await rig.settle();
    expect(await rig.posting(next)).toMatchObject({ state: 'verified' });
    expect(ledger.held.map(({ entry }) => entry.key)).toEqual([next]);
  });

  test('a ledger that keeps the entry leaves it where it stood, with its words', async () => {
    const rig = await open();
    const key = await rig.post();
    await rig.settle();
    ledger.before = (call) => {
      if (call === 'undo') throw refused();
    };
    await rig.undo(key);
    await rig.settle();
    expect(await rig.posting(key)).toMatchObject({ state: 'verified', problem: refused().message });
    expect(ledger.held).toHaveLength(1);
  });
});
