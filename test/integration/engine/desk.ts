import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../src-main/adapters/clock.ts';
import { createIds } from '../../../src-main/adapters/ids.ts';
import {
  type Client,
  Currency,
  type DocumentDetail,
  type DocumentId,
  Instant,
  type IntakeBalance,
} from '../../../src-main/contract/index.ts';
import type { EnginePorts } from '../../../src-main/engine/engine.ts';
import type { Clock } from '../../../src-main/engine/ports.ts';
import { receipt } from '../../support/bills.ts';
import { type PreparedReaders, preparedReaders } from '../../support/prepared-readers.ts';
import { ScriptedLedger } from '../../support/scripted-ledger.ts';
import { startEngine, type TestEngine } from '../../support/start-engine.ts';

/** The machine's clock, put forward by what a test adds. */
export type MovableClock = Clock & { forward(ms: number): void };

export function movableClock(): MovableClock {
  let offset = 0;
  return {
    now: () => Instant.parse(new Date(Date.now() + offset).toISOString()),
    today: systemClock.today,
    monotonicMs: () => performance.now() + offset,
    forward: (ms) => {
      offset += ms;
    },
  };
}

/** A bookkeeper's desk: a real engine and store, one client, and books and readers that do what a test says. */
export type Desk = {
  readonly api: TestEngine['client'];
  readonly engine: TestEngine['engine'];
  readonly folder: string;
  readonly data: string;
  readonly ledger: ScriptedLedger;
  readonly readers: PreparedReaders;
  readonly clock: MovableClock;
  readonly client: Client;
  drop(bytes: Uint8Array, name?: string): Promise<DocumentId>;
  get(id: DocumentId): Promise<DocumentDetail>;
  /** Drops it and waits for the end of its walk. */
  walked(bytes: Uint8Array, name?: string): Promise<DocumentDetail>;
  approve(...documents: readonly Pick<DocumentDetail, 'id' | 'version'>[]): Promise<readonly Pick<DocumentDetail, 'id' | 'version'>[]>;
  balance(): Promise<IntakeBalance>;
  /** Closes the engine and starts another one on the same data. */
  restart(change?: { before?: () => void; start?: boolean }): Promise<Desk>;
  /** Stops the engine and leaves the data. */
  stop(): Promise<void>;
};

const folders: string[] = [];
const running = new Set<TestEngine>();

/** Ends what the tests of a file started, and removes their data. */
export async function clearDesks(): Promise<void> {
  for (const engine of running) await engine.close();
  running.clear();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** `folder` is the caller's own to remove; without it the desk stands in a temporary one. */
export async function openDesk(options: { ports?: Partial<EnginePorts>; start?: boolean; folder?: string } = {}): Promise<Desk> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'tickmark-desk-'));
  if (options.folder === undefined) folders.push(folder);
  const parts = { folder, ledger: new ScriptedLedger(), readers: preparedReaders(), clock: movableClock() };
  parts.readers.guess = () => [{ category: 'groceries', p: 0.9 }];
  return start(parts, options);
}

type Parts = Pick<Desk, 'folder' | 'ledger' | 'readers' | 'clock'> & { client?: Client };

async function start(parts: Parts, options: { ports?: Partial<EnginePorts>; start?: boolean } = {}): Promise<Desk> {
  const { folder, ledger, readers, clock } = parts;
  const ports = { readers, clock, ids: createIds(clock), ledgers: new Map([['books', ledger]]), ...options.ports };
  const test = await startEngine({ folder, ports, ...(options.start === undefined ? {} : { start: options.start }) });
  running.add(test);
  const api = test.client;
  const client =
    parts.client ?? (await api.clients.create({ name: 'Harbour Café', currency: Currency.parse('GBP'), ledger: 'books:main' }));
  const stop = async () => {
    running.delete(test);
    await test.close();
  };
  const desk: Desk = {
    ...parts,
    api,
    engine: test.engine,
    data: test.data,
    client,
    stop,
    async drop(bytes, name = 'bill.jpg') {
      const { documentId } = await api.documents.upload({ clientId: client.id, file: new File([Buffer.from(bytes)], name) });
      if (!documentId) throw new Error('no document');
      return documentId;
    },
    get: (id) => api.documents.get({ id }),
    async walked(bytes, name) {
      const id = await desk.drop(bytes, name);
      await test.engine.untilIdle();
      return desk.get(id);
    },
    approve: async (...documents) =>
      (await api.review.approve({ documents: documents.map(({ id, version }) => ({ id, version })), undoSeconds: 0 })).documents,
    balance: async () => (await api.insight.home({})).balance,
    async restart(change = {}) {
      await stop();
      change.before?.();
      return start({ ...parts, client }, { ...options, ...(change.start === undefined ? {} : { start: change.start }) });
    },
  };
  return desk;
}

let serial = 0;

/** Names so unlike that no control takes one for another. */
const FIRST = 'Anchorage Birchwood Cloverfield Drumlin Easterly Foxglove Greystone Hollybush Ironbridge Juniper'.split(' ');
const SECOND = 'Lanterns Mowers Orchards Quarries Saddlery Upholstery Wickerwork Yarns Zinc Bottling'.split(' ');

function nameOf(count: number): string {
  const [units, tens, rest] = [count % 10, Math.floor(count / 10) % 10, Math.floor(count / 100)];
  return `${FIRST[units]} ${SECOND[(tens + units) % 10]}${rest === 0 ? '' : ` ${FIRST[(tens + rest) % 10]} ${'I'.repeat(rest)}`} Ltd`;
}

/** A bill that no other test has: another supplier and number each time. */
export function fresh(change: Parameters<typeof receipt>[0] = {}): Uint8Array {
  serial += 1;
  return receipt({ supplier: nameOf(serial), number: `77${serial}`, ...change });
}

/** A bill that waits: its total is above every limit of a new supplier. */
export function doubtful(change: Parameters<typeof receipt>[0] = {}): Uint8Array {
  return fresh({ net: '200.00', tax: '40.00', total: '240.00', ...change });
}

/** The error code with which a call was refused. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'no error',
    (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error)),
  );
}
