import { expect, test } from 'vitest';
import { EngineRelay } from '../../../src-main/hosts/electron/main/engine-relay.ts';
import { electronDouble } from './electron-double.ts';

/** A relay whose waits are kept in a list instead of being waited for, and whose clock is a variable. */
function relayDouble() {
  const double = electronDouble('/opt/tickmark');
  const waits: { ms: number; work: () => void }[] = [];
  const clock = { now: 0 };
  const failures: string[] = [];
  const relay = new EngineRelay({
    electron: double.api,
    entry: '/opt/tickmark/engine-process.js',
    args: [],
    onWaiting: () => undefined,
    onFailed: (words) => failures.push(words),
    schedule: (work, ms) => void waits.push({ ms, work }),
    monotonicMs: () => clock.now,
  });
  relay.start();
  const latest = () => {
    const engine = double.engines.at(-1);
    if (engine === undefined) throw new Error('no engine was started');
    return engine;
  };
  const crash = () => {
    latest().emit('exit', 139);
    const wait = waits.at(-1);
    wait?.work();
    return wait?.ms;
  };
  return { ...double, relay, waits, clock, latest, crash };
}

test('an engine that dies is started again, after longer and longer waits while it keeps dying', () => {
  const { crash, engines } = relayDouble();
  expect([1, 2, 3, 4, 5, 6, 7, 8].map(crash)).toEqual([500, 1_000, 2_000, 5_000, 15_000, 30_000, 30_000, 30_000]);
  expect(engines.length).toBe(9);
});

test('an engine that worked for a while before it died is started again soon', () => {
  const { crash, clock } = relayDouble();
  crash();
  crash();
  clock.now += 60_001;
  expect(crash()).toBe(500);
});

test('a window that asks while there is no engine gets its port as soon as there is one', () => {
  const { relay, latest, channels, crash } = relayDouble();
  const got: unknown[] = [];
  relay.connect((port) => got.push(port));
  crash();
  expect(got).toEqual([]);
  latest().emit('message', { kind: 'ready' });
  expect(got).toEqual([channels[0]?.port2]);
  expect(latest().told).toEqual([{ message: { kind: 'connect' }, ports: [channels[0]?.port1] }]);
});

test('of several questions that waited only the last is answered', () => {
  const { relay, latest } = relayDouble();
  const got: string[] = [];
  relay.connect(() => got.push('first'));
  relay.connect(() => got.push('last'));
  latest().emit('message', { kind: 'ready' });
  expect(got).toEqual(['last']);
});

test('after a crash ports come from the new engine, not from the one that died', () => {
  const { relay, latest, engines, crash } = relayDouble();
  latest().emit('message', { kind: 'ready' });
  crash();
  relay.connect(() => undefined);
  expect(engines.map(({ told }) => told.length)).toEqual([0, 0]);
  latest().emit('message', { kind: 'ready' });
  expect(engines.map(({ told }) => told.length)).toEqual([0, 1]);
});

test('an engine that does not finish in time when the person quits is ended', async () => {
  const { relay, latest, waits } = relayDouble();
  const closed = relay.close();
  expect(waits.map(({ ms }) => ms)).toEqual([8_000]);
  waits[0]?.work();
  await closed;
  expect(latest().killed).toBe(true);
});

test('once it is closing, an engine that ends stays ended', async () => {
  const { relay, latest, engines, waits } = relayDouble();
  const closed = relay.close();
  latest().emit('exit', 0);
  await closed;
  waits[0]?.work();
  expect(engines.length).toBe(1);
});
