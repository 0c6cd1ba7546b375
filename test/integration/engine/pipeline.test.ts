import { afterEach, describe, expect, it } from 'vitest';
import { EngineError } from '../../../src-main/contract/index.ts';
import { failing } from '../../support/prepared-readers.ts';
import { clearDesks, type Desk, doubtful, fresh, openDesk } from './desk.ts';
import { openRaw } from './raw-store.ts';

afterEach(clearDesks);

const crashed = () => new EngineError('reader_crashed');
const starts = (desk: Desk, name: string) => desk.readers.started.filter((started) => started === name).length;

describe('a file that stops the reader', () => {
  it('waits for a person after three starts, and holds nothing else up', async () => {
    const desk = await openDesk();
    desk.readers.before = failing(crashed, 'poison.jpg', 99);
    const poison = await desk.drop(fresh(), 'poison.jpg');
    const others = await Promise.all([desk.drop(fresh()), desk.drop(fresh()), desk.drop(fresh())]);
    await desk.engine.untilIdle();
    expect(await desk.get(poison)).toMatchObject({ state: 'review', group: 'Could not be read', problem: { code: 'reader_crashed' } });
    expect(starts(desk, 'poison.jpg')).toBe(3);
    for (const id of others) expect((await desk.get(id)).state).toBe('posted');
    expect(await desk.balance()).toMatchObject({ waiting: 1, posted: 3, balances: true });
  });

  it('can be read again by a person, with three starts more', async () => {
    const desk = await openDesk();
    desk.readers.before = failing(crashed, 'poison.jpg', 5);
    const id = await desk.drop(fresh(), 'poison.jpg');
    await desk.engine.untilIdle();
    await desk.api.documents.readAgain({ id });
    await desk.engine.untilIdle();
    expect(starts(desk, 'poison.jpg')).toBe(6);
    expect((await desk.get(id)).state).toBe('posted');
  });

  it('twice and then not is read as if nothing had happened', async () => {
    const desk = await openDesk();
    desk.readers.before = failing(crashed, 'shaky.jpg', 2);
    const detail = await desk.walked(fresh(), 'shaky.jpg');
    expect(detail).toMatchObject({ state: 'posted' });
    expect(detail.problem).toBeUndefined();
  });

  it('by a bug of our own ends before a person, with a reference, and not in an endless circle', async () => {
    const desk = await openDesk();
    desk.readers.before = (name) => {
      if (name === 'odd.jpg') throw new TypeError('undefined is not a function');
    };
    const detail = await desk.walked(fresh(), 'odd.jpg');
    expect(detail).toMatchObject({ state: 'review', problem: { code: 'internal' } });
    expect(detail.problem?.details?.['reference']).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.stringify(detail)).not.toContain('undefined is not a function');
  });
});

describe('an engine that is closed', () => {
  it('in the middle of a reading goes on when it is started again', async () => {
    const desk = await openDesk();
    let taken: () => void = () => undefined;
    const reading = new Promise<void>((resolve) => {
      taken = resolve;
    });
    desk.readers.before = (_name, signal) => {
      taken();
      return new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(crashed())));
    };
    const id = await desk.drop(fresh());
    await reading;
    const again = await desk.restart({
      before: () => {
        desk.readers.before = () => undefined;
      },
    });
    await again.engine.untilIdle();
    expect((await again.get(id)).state).toBe('posted');
  });

  it('again and again while a file is read does not make the file poison', async () => {
    let desk = await openDesk();
    const hang: typeof desk.readers.before = (_name, signal) =>
      new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(crashed())));
    desk.readers.before = hang;
    const id = await desk.drop(fresh(), 'slow.jpg');
    for (let times = 1; times <= 4; times += 1) {
      await expect.poll(() => starts(desk, 'slow.jpg')).toBe(times);
      desk = await desk.restart(times < 4 ? {} : { before: () => Object.assign(desk.readers, { before: () => undefined }) });
    }
    await desk.engine.untilIdle();
    expect((await desk.get(id)).state).toBe('posted');
  });

  it('between two steps goes on from the step that is due', async () => {
    const desk = await openDesk({ start: false });
    const id = await desk.drop(fresh());
    expect((await desk.get(id)).state).toBe('queued');
    const again = await desk.restart({ start: true });
    await again.engine.untilIdle();
    expect((await again.get(id)).state).toBe('posted');
  });
});

describe('a process that died', () => {
  /** What a kill leaves: the job is running, its start is counted, and its document stands where the step began. */
  const killedWhile = async (step: string, count: number) => {
    const desk = await openDesk({ start: false });
    const id = await desk.drop(fresh());
    await desk.stop();
    const raw = openRaw(desk.data);
    raw
      .prepare(`UPDATE jobs SET state = 'running', starts = ?, step = ?, lease_owner = 'dead', lease_until = '2099-01-01T00:00:00.000Z'`)
      .run(count, step);
    raw.close();
    return { id, desk: await desk.restart({ start: true }) };
  };

  it('leaves a job that is taken up at once, whatever its lease says', async () => {
    const { desk, id } = await killedWhile('read', 1);
    await desk.engine.untilIdle();
    expect((await desk.get(id)).state).toBe('posted');
  });

  it('three times over the same file leaves it to a person, also where the file was never begun', async () => {
    const { desk, id } = await killedWhile('read', 3);
    await desk.engine.untilIdle();
    expect(await desk.get(id)).toMatchObject({ state: 'review', problem: { code: 'reader_crashed' } });
    expect(desk.readers.started).toEqual([]);
    expect(await desk.walked(fresh())).toMatchObject({ state: 'posted' });
  });
});

it('nothing is left without a due job or a place before a person, whatever failed on the way', async () => {
  const desk = await openDesk();
  let count = 0;
  desk.readers.before = () => {
    count += 1;
    if (count % 3 === 0) throw crashed();
    if (count % 5 === 0) throw new EngineError('file_truncated');
    if (count % 7 === 0) throw new Error('a bug');
  };
  let calls = 0;
  desk.ledger.beforeCreate = () => {
    calls += 1;
    if (calls % 4 === 0) throw new EngineError('ledger_rejected');
    if (calls % 3 === 0) throw new EngineError('ledger_unreachable');
  };
  await Promise.all(Array.from({ length: 30 }, (_, at) => desk.drop(at % 4 === 0 ? doubtful() : fresh())));
  const counts = await desk.engine.untilIdle();
  expect(counts).toMatchObject({ queued: 0, reading: 0, checking: 0, posting: 0 });
  expect(counts.review + counts.posted).toBe(30);
  expect(await desk.balance()).toMatchObject({ arrived: 30, balances: true });
  expect(desk.ledger.held).toHaveLength(counts.posted);
  const { rows } = await desk.api.documents.list({ states: ['review'] });
  for (const { reason, group } of rows) expect([reason, group]).toEqual([expect.stringMatching(/\.$/), expect.stringMatching(/^[A-Z]/)]);
  expect(await desk.api.audit.verify()).toMatchObject({ intact: true });
});

it('a document that the policy lets pass although the ledger needs more waits under a heading that fits', async () => {
  const desk = await openDesk();
  const { policy, version } = await desk.api.policy.get({ id: desk.client.id });
  await desk.api.policy.set({ id: desk.client.id, policy: { ...policy, disabledChecks: ['unsure-value'] }, version });
  const detail = await desk.walked(fresh({ date: '' }));
  expect(detail).toMatchObject({ state: 'review', group: 'Not sure what it says' });
  expect(detail.reason).toBe('A value that the ledger needs is missing. Missing: date.');
  expect(detail.history.at(-1)?.event).toBe('document.held');
});
