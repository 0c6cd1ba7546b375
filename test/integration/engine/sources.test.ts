import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import { EngineError } from '../../../src-main/contract/index.ts';
import type { Arriving, SourceConnector, SourceSink } from '../../../src-main/engine/ports.ts';
import { clearDesks, codeOf, type Desk, fresh, openDesk } from './desk.ts';

afterEach(clearDesks);

/** A source that hands over what a test tells it to; it stands in place of the folder. */
function scriptedSource(): { connector: SourceConnector<{ path: string }>; sinks: SourceSink[]; stopped: number } {
  const script = {
    sinks: [] as SourceSink[],
    stopped: 0,
    connector: {
      id: 'folder',
      title: 'Folder',
      config: z.object({ path: z.string() }),
      test: async () => 'there',
      start: (_config: { path: string }, sink: SourceSink) => {
        script.sinks.push(sink);
        const stop = async () => {
          script.stopped += 1;
        };
        return { rescan: async () => undefined, stop };
      },
    },
  };
  return script;
}

async function watching(): Promise<{ desk: Desk; sink: SourceSink; script: ReturnType<typeof scriptedSource>; sourceId: string }> {
  const script = scriptedSource();
  const desk = await openDesk({ ports: { sources: new Map([['folder', script.connector as SourceConnector]]) } });
  await desk.engine.start({ watch: true });
  const source = await desk.api.sources.addFolder({ clientId: desk.client.id, path: join(desk.folder, 'in') });
  const [sink] = script.sinks;
  if (!sink) throw new Error('the source was not started');
  return { desk, sink, script, sourceId: source.id };
}

const item = (key: string, bytes: Uint8Array = fresh()): Arriving => ({ key, name: `${key}.jpg`, origin: key, bytes });

it('the same thing handed over many times, also at the same time, arrives once', async () => {
  const { desk, sink } = await watching();
  const one = item('a');
  await Promise.all(Array.from({ length: 10 }, () => sink.offer(one)));
  await sink.offerAll([one, one], 'cursor 1');
  await Promise.all([sink.ignore({ ...one, reason: 'x' }), sink.ignore({ ...item('b'), reason: 'no document' })]);
  expect(await sink.seen('a')).toBe(true);
  expect(await sink.seen('c')).toBe(false);
  expect(await sink.cursor()).toBe('cursor 1');
  expect(await desk.balance()).toMatchObject({ arrived: 2, ignored: 1, duplicates: 0, balances: true });
});

it('the cursor moves with the bytes or not at all', async () => {
  const { desk, sink } = await watching();
  await sink.offerAll([item('a')], 'one');
  const broken = { ...item('b'), name: undefined as unknown as string };
  await expect(sink.offerAll([item('c'), broken], 'two')).rejects.toThrow();
  expect(await sink.cursor()).toBe('one');
  expect(await sink.seen('c')).toBe(false);
  expect(await desk.balance()).toMatchObject({ arrived: 1, balances: true });
});

it('a message is kept and stands in the intake ledger, but is no document; what it brought is', async () => {
  const { desk, sink } = await watching();
  const mail: Arriving = {
    key: 'm',
    name: 'Your bill',
    origin: 'from anna',
    bytes: Buffer.from('raw'),
    kind: 'message',
    reason: 'no attachment',
  };
  await sink.offer(mail);
  await sink.offerAll([{ ...mail, key: 'n' }, item('n/1')], 'cursor');
  const { rows } = await desk.api.insight.arrivals({});
  expect(rows.map(({ outcome, reason }) => [outcome, reason])).toEqual([
    ['document', undefined],
    ['message', 'no attachment'],
    ['message', 'no attachment'],
  ]);
  expect(await desk.balance()).toMatchObject({ arrived: 1, balances: true });
});

it('one thing that is too large is entered as such and does not hold up what comes after it', async () => {
  const { desk, sink } = await watching();
  const large = item('large', new Uint8Array(100 * 1024 * 1024 + 1));
  await sink.offer(large);
  await sink.offerAll([{ ...large, key: 'larger' }, item('small')], 'behind');
  expect(await sink.cursor()).toBe('behind');
  const { rows } = await desk.api.insight.arrivals({});
  expect(rows.map(({ outcome, reason }) => [outcome, reason])).toEqual([
    ['document', undefined],
    ['ignored', 'Larger than 100 MB.'],
    ['ignored', 'Larger than 100 MB.'],
  ]);
});

it('health is told once for each change, and stands beside the source', async () => {
  const { desk, sink } = await watching();
  const problem = new EngineError('folder_missing', { note: '/gone' }).info();
  sink.health(problem);
  sink.health(problem);
  expect((await desk.api.sources.list({}))[0]?.problem).toEqual(problem);
  sink.health(undefined);
  expect((await desk.api.sources.list({}))[0]?.problem).toBeUndefined();
});

it('a source that is removed is stopped, forgets its password and leaves what arrived', async () => {
  const { desk, sink, script, sourceId } = await watching();
  await sink.offer(item('a'));
  await desk.engine.untilIdle();
  await desk.api.sources.remove({ id: sourceId as never });
  expect(script.stopped).toBe(1);
  expect((await desk.api.documents.list({})).total).toBe(1);
  expect(await codeOf(desk.api.sources.rescan({ id: sourceId as never }))).toBe('not_found');
});

it('a source that cannot be started is shown as a problem and keeps nothing else from starting', async () => {
  const script = scriptedSource();
  const sources = new Map([['folder', script.connector as SourceConnector]]);
  const desk = await openDesk({ ports: { sources } });
  await desk.api.sources.addFolder({ clientId: desk.client.id, path: join(desk.folder, 'first') });
  await desk.api.sources.addFolder({ clientId: desk.client.id, path: join(desk.folder, 'second') });
  const start = script.connector.start;
  script.connector.start = (config, sink, ports) => {
    if (config.path.endsWith('first')) throw new EngineError('permission_denied');
    return start(config, sink, ports);
  };
  await desk.engine.start({ watch: true });
  const listed = await desk.api.sources.list({});
  expect(listed.map(({ title, problem }) => [title, problem?.code])).toEqual([
    [join(desk.folder, 'first'), 'permission_denied'],
    [join(desk.folder, 'second'), undefined],
  ]);
  expect(script.sinks).toHaveLength(1);
});
