import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { expect, onTestFinished, test } from 'vitest';
import { chooseShippedNode, type ParentPort, runEngineProcess } from '../../../src-main/hosts/electron/engine-process.ts';
import type { ContractClient } from '../../../src-main/hosts/transports/in-process.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** Main's end of the line, with real message ports of Node in place of Electron's. */
class ParentDouble extends EventEmitter {
  readonly heard: unknown[] = [];
  readonly exits: number[] = [];
  postMessage(message: unknown): void {
    this.heard.push(message);
    this.emit('heard');
  }
  exit = (code: number): void => {
    this.exits.push(code);
    this.emit('exited');
  };
  connect(): ContractClient {
    const { port1, port2 } = new MessageChannel();
    this.emit('message', { data: { kind: 'connect' }, ports: [port1] });
    const client: ContractClient = createORPCClient(new RPCLink({ port: port2 }));
    port2.start();
    onTestFinished(() => port2.close());
    return client;
  }
  async close(): Promise<void> {
    const exited = once(this, 'exited');
    this.emit('message', { data: { kind: 'close' }, ports: [] });
    await exited;
  }
}

function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tickmark-engine-process-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function startEngine(data: string, ...more: string[]): Promise<ParentDouble> {
  const parent = new ParentDouble();
  await runEngineProcess(parent as unknown as ParentPort, [`--data=${data}`, `--root=${ROOT}`, ...more], parent.exit);
  return parent;
}

test('the engine answers on a port that main handed over, and finishes when it is asked to close', async () => {
  const parent = await startEngine(join(dataFolder(), 'data'));
  expect(parent.heard).toEqual([{ kind: 'ready' }]);
  const client = parent.connect();
  expect(await client.system.info()).toMatchObject({ host: 'desktop', clients: 0 });
  await expect(client.documents.get({ id: '00000000-0000-7000-8000-000000000000' })).rejects.toMatchObject({ code: 'not_found' });
  await parent.close();
  expect(parent.exits).toEqual([0]);
});

test('with --demo the sample client is there when the engine is ready', async () => {
  const folder = dataFolder();
  const before = process.env['TICKMARK_BOOKS'];
  onTestFinished(() => {
    if (before === undefined) delete process.env['TICKMARK_BOOKS'];
    else process.env['TICKMARK_BOOKS'] = before;
  });
  process.env['TICKMARK_BOOKS'] = join(folder, 'books');
  const parent = await startEngine(join(folder, 'data'), '--demo');
  expect(parent.heard.at(-1)).toEqual({ kind: 'ready' });
  const [first, ...others] = await parent.connect().clients.list();
  expect([first?.client.demo, others.length]).toEqual([true, 0]);
  await parent.close();
});

test('a second engine on the same data says in words that there is another one, and that starting again will not help', async () => {
  const data = join(dataFolder(), 'data');
  const first = await startEngine(data);
  const second = await startEngine(data);
  expect(second.heard).toEqual([{ kind: 'failed', words: expect.stringContaining('Another Tickmark already works on these data.') }]);
  expect(second.exits).toEqual([1]);
  await first.close();
});

test('what is not in the protocol is ignored', async () => {
  const parent = await startEngine(join(dataFolder(), 'data'));
  for (const data of [null, 'close', { kind: 'exit' }, { kind: 'connect' }]) parent.emit('message', { data, ports: [] });
  expect(await parent.connect().system.info()).toMatchObject({ host: 'desktop' });
  await parent.close();
});

test('programs of the engine run on the Node that comes along', () => {
  const before = process.execPath;
  onTestFinished(() => {
    process.execPath = before;
  });
  process.execPath = '/opt/tickmark/electron';
  chooseShippedNode('/nowhere', undefined);
  expect(process.execPath).toBe('/opt/tickmark/electron');
  chooseShippedNode(ROOT, '/nowhere');
  expect(process.execPath).toBe(join(ROOT, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node'));
});
