import { afterEach, describe, expect, it } from 'vitest';
import { EngineError } from '../../../src-main/contract/index.ts';
import type { LedgerEntry } from '../../../src-main/engine/ports.ts';
import { throwing } from '../../support/scripted-ledger.ts';
import { clearDesks, codeOf, type Desk, doubtful, fresh, openDesk } from './desk.ts';

afterEach(clearDesks);

const unreachable = () => new EngineError('ledger_unreachable', { note: 'Nobody answers.' });
const rejected = () => new EngineError('ledger_rejected', { note: 'The period is closed.' });

/** A desk whose engine stopped while an entry was `sent`, with the entry. */
async function stoppedWhileSending(): Promise<{ desk: Desk; id: string; entry: LedgerEntry }> {
  const desk = await openDesk();
  let seen: LedgerEntry | undefined;
  const sending = new Promise<void>((resolve) => {
    desk.ledger.beforeCreate = async (entry) => {
      seen = entry;
      resolve();
      throw unreachable();
    };
  });
  const id = await desk.drop(fresh());
  await sending;
  await expect.poll(async () => (await desk.api.postings.list({})).rows[0]?.problem).toContain('Nobody answers.');
  if (!seen) throw new Error('nothing was sent');
  return { desk, id, entry: seen };
}

describe('an entry that was on its way when the engine stopped', () => {
  it('is adopted where the ledger has it', async () => {
    const { desk, id, entry } = await stoppedWhileSending();
    const again = await desk.restart({
      before: () => {
        desk.ledger.put(entry);
        desk.ledger.beforeCreate = () => undefined;
      },
    });
    await again.engine.untilIdle();
    expect(await again.get(id as never)).toMatchObject({ state: 'posted', posting: { state: 'verified', reference: 'entry 1' } });
    expect(desk.ledger.calls.filter((call) => call.startsWith('create'))).toHaveLength(1);
    expect(desk.ledger.held).toHaveLength(1);
  });

  it('is sent again where the ledger has none', async () => {
    const { desk, id } = await stoppedWhileSending();
    const again = await desk.restart({
      before: () => {
        desk.ledger.beforeCreate = () => undefined;
      },
    });
    await again.engine.untilIdle();
    expect(await again.get(id as never)).toMatchObject({ state: 'posted', posting: { state: 'verified', attempts: 2 } });
    expect(desk.ledger.held).toHaveLength(1);
  });

  it('asks a person where the ledger has two, and is adopted once one of them is gone', async () => {
    const { desk, id, entry } = await stoppedWhileSending();
    const again = await desk.restart({
      before: () => {
        desk.ledger.put(entry);
        desk.ledger.put(entry);
      },
    });
    await again.engine.untilIdle();
    const detail = await again.get(id as never);
    expect(detail).toMatchObject({ state: 'posting', posting: { state: 'uncertain' } });
    expect(detail.posting?.problem).toContain('It holds 2 entries with this key: entry 1, entry 2.');
    expect(await again.api.insight.home({})).toMatchObject({ postingsUncertain: 1, balance: { posting: 1, balances: true } });
    expect(await codeOf(again.approve(detail))).toBe('not_allowed_in_state');
    expect(await codeOf(again.api.review.undo({ id: detail.id }))).toBe('not_allowed_in_state');
    desk.ledger.held.pop();
    await again.api.postings.retry({ key: entry.key });
    await again.engine.untilIdle();
    expect(await again.get(detail.id)).toMatchObject({ state: 'posted', posting: { state: 'verified', reference: 'entry 1' } });
  });
});

describe('a ledger that fails', () => {
  it('for a while is tried again until it answers', async () => {
    const desk = await openDesk();
    desk.ledger.beforeCreate = throwing(unreachable, 2);
    const detail = await desk.walked(fresh());
    expect(detail).toMatchObject({ state: 'posted', posting: { state: 'verified', attempts: 3 } });
    expect(detail.posting?.problem).toBeUndefined();
    expect(desk.ledger.held).toHaveLength(1);
  });

  it('for three days loses nothing', async () => {
    const desk = await openDesk();
    desk.ledger.beforeCreate = throwing(unreachable, 10_000);
    const bytes = fresh();
    const id = await desk.drop(bytes);
    const tries = () => desk.ledger.calls.filter((call) => call.startsWith('create')).length;
    for (let hour = 0; hour < 72; hour += 1) {
      await expect.poll(async () => [tries(), (await desk.get(id)).posting?.problem]).toEqual([hour + 1, unreachable().message]);
      desk.clock.forward(3_600_000);
      // Whatever arrives wakes the engine.
      await desk.drop(bytes);
    }
    expect(await desk.get(id)).toMatchObject({ state: 'posting', posting: { state: 'sent' } });
    desk.ledger.beforeCreate = () => undefined;
    desk.clock.forward(3_600_000);
    await desk.engine.untilIdle();
    expect(await desk.get(id)).toMatchObject({ state: 'posted' });
    expect(desk.ledger.held).toHaveLength(1);
  });

  it('after it took the entry holds it once: the answer was lost, not the entry', async () => {
    const desk = await openDesk();
    desk.ledger.afterCreate = throwing(unreachable);
    expect(await desk.walked(fresh())).toMatchObject({ state: 'posted', posting: { state: 'verified' } });
    expect(desk.ledger.held).toHaveLength(1);
    expect(desk.ledger.calls.filter((call) => call.startsWith('create'))).toHaveLength(1);
  });

  it('with an error of its own after it took the entry asks a person, and never leads to a second entry', async () => {
    const desk = await openDesk();
    desk.ledger.afterCreate = () => {
      throw new Error('a bug of the connector');
    };
    desk.ledger.beforeFind = desk.ledger.afterCreate as () => void;
    const detail = await desk.walked(fresh());
    expect(detail).toMatchObject({ state: 'posting', posting: { state: 'uncertain' } });
    expect(await codeOf(desk.approve(detail))).toBe('not_allowed_in_state');
    const again = await desk.restart({
      before: () => {
        desk.ledger.beforeFind = () => undefined;
        desk.ledger.afterCreate = () => undefined;
      },
    });
    await again.api.postings.retry({ key: detail.posting?.key ?? '' });
    await again.engine.untilIdle();
    expect(await again.get(detail.id)).toMatchObject({ state: 'posted', posting: { state: 'verified' } });
    expect(desk.ledger.held).toHaveLength(1);
  });

  it('when it is read back leaves the document posted and the entry uncertain', async () => {
    const desk = await openDesk();
    desk.ledger.beforeVerify = () => {
      throw new EngineError('ledger_rejected', { note: 'It cannot be read.' });
    };
    expect(await desk.walked(fresh())).toMatchObject({ state: 'posted', posting: { state: 'uncertain', reference: 'entry 1' } });
  });
});

describe('an entry that the ledger refuses', () => {
  it("is back in the queue with the ledger's own words; corrected and approved it is the next generation", async () => {
    const desk = await openDesk();
    desk.ledger.beforeCreate = throwing(rejected);
    const detail = await desk.walked(fresh());
    expect(detail).toMatchObject({ state: 'review', group: 'Refused by the ledger', touchless: false, posting: { state: 'rejected' } });
    expect(detail.reason).toBe('The ledger refused the entry. The period is closed.');
    expect(await desk.api.insight.home({})).toMatchObject({ postingsFailed: 1, waiting: 1 });
    const corrected = await desk.api.review.correct({ document: detail, changes: { date: '2026-02-01' } });
    await desk.approve(corrected);
    await desk.engine.untilIdle();
    expect(await desk.get(detail.id)).toMatchObject({ state: 'posted', posting: { key: `${detail.id}:g2`, state: 'verified' } });
    expect(desk.ledger.held.map(({ entry }) => [entry.key, entry.date])).toEqual([[`${detail.id}:g2`, '2026-02-01']]);
    expect(await desk.api.insight.home({})).toMatchObject({ postingsFailed: 0, waiting: 0 });
  });

  it('teaches nothing to the next document once it is set aside', async () => {
    const desk = await openDesk();
    desk.ledger.beforeCreate = throwing(rejected);
    const supplier = 'Anchor Hardware';
    const detail = await desk.walked(fresh({ supplier }));
    await desk.api.review.reject({ documents: [detail], reason: 'not ours' });
    desk.readers.guess = () => [{ category: 'fuel', p: 0.8 }];
    expect(await desk.walked(fresh({ supplier }))).toMatchObject({ account: '6300' });
  });
});

it('an entry that reads back differently is uncertain, with the difference in words, and can be looked at again', async () => {
  const desk = await openDesk();
  desk.ledger.differences = ['The amount is 11.00.'];
  const detail = await desk.walked(fresh());
  expect(detail).toMatchObject({ state: 'posted', posting: { state: 'uncertain', problem: 'The amount is 11.00.' } });
  desk.ledger.differences = [];
  await desk.api.postings.retry({ key: detail.posting?.key ?? '' });
  await desk.engine.untilIdle();
  expect((await desk.get(detail.id)).posting).toMatchObject({ state: 'verified' });
  expect(await codeOf(desk.api.postings.retry({ key: detail.posting?.key ?? '' }))).toBe('not_allowed_in_state');
  expect(await codeOf(desk.api.postings.retry({ key: 'nothing' }))).toBe('not_found');
});

it('an entry goes where the client kept its books when it was approved', async () => {
  const desk = await openDesk();
  const detail = await desk.walked(doubtful());
  await desk.api.review.approve({ documents: [detail], undoSeconds: 600 });
  await desk.api.clients.change({ id: desk.client.id, change: { ledger: 'books:other' } });
  expect((await desk.get(detail.id)).posting).toMatchObject({ ledger: 'books:main' });
});

it('every entry was approved by the policy or a person, and is what was approved', async () => {
  const desk = await openDesk();
  const [touchless, approved] = [await desk.walked(fresh()), await desk.walked(doubtful())];
  await desk.approve(approved);
  await desk.engine.untilIdle();
  for (const [id, event, actor] of [
    [touchless.id, 'document.cleared', 'policy'],
    [approved.id, 'document.approved', 'tester'],
  ] as const) {
    const { history } = await desk.get(id);
    expect(history.filter((entry) => entry.event === event).map((entry) => entry.actor)).toEqual([actor]);
    const events = history.map((entry) => entry.event).filter((name) => name.startsWith('posting.'));
    expect(events).toEqual(['posting.intended', 'posting.sent', 'posting.posted', 'posting.verified']);
  }
  expect(desk.ledger.held.map(({ entry }) => entry.legs.reduce((sum, leg) => sum + leg.minor, 0))).toEqual([0, 0]);
});
