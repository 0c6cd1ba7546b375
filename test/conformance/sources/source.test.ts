import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sourceConnectors } from '../../../src-main/connectors/registry.ts';
import { EngineError } from '../../../src-main/contract/index.ts';
import type { RunningSource } from '../../../src-main/engine/ports.ts';
import type { Dovecot } from '../../support/dovecot.ts';
import { dovecotInstalled, startDovecot } from '../../support/dovecot.ts';
import { mailMessage, pdf } from '../../support/mail-message.ts';
import { MemorySink } from '../../support/memory-sink.ts';
import { memoryLog, systemClock } from '../../support/test-ports.ts';

/** A place where things arrive: real files, a real mailbox. */
type SourceHarness = {
  readonly id: string;
  readonly installed: boolean;
  open(): Promise<void>;
  close(): Promise<void>;
  clear(): Promise<void>;
  /** Puts one document of the name there. */
  put(name: string): Promise<void>;
  config(): unknown;
  /** Settings that lead nowhere. */
  wrong(): unknown;
};

let folder = '';
const folderHarness: SourceHarness = {
  id: 'folder',
  installed: true,
  async open() {
    folder = mkdtempSync(join(tmpdir(), 'tickmark-source-'));
  },
  close: async () => rmSync(folder, { recursive: true, force: true }),
  async clear() {
    rmSync(folder, { recursive: true, force: true });
    await this.open();
  },
  async put(name) {
    writeFileSync(join(folder, name), pdf(name));
    utimesSync(join(folder, name), new Date(2026, 0), new Date(2026, 0));
  },
  config: () => ({ path: folder }),
  wrong: () => ({ path: join(folder, 'nowhere') }),
};

let server: Dovecot | undefined;
const mailHarness: SourceHarness = {
  id: 'mailbox',
  installed: dovecotInstalled,
  async open() {
    server = await startDovecot();
  },
  close: async () => server?.stop(),
  clear: async () => server?.deleteAll(),
  put: async (name) => server?.append(mailMessage(`With ${name}`, [{ name, bytes: pdf(name) }])),
  config: () => ({ host: '127.0.0.1', port: server?.port, security: 'plain-loopback', user: server?.user, password: server?.password }),
  wrong: () => ({ host: '127.0.0.1', port: 1, security: 'plain-loopback', user: 'x', password: 'x' }),
};

const HARNESSES = [folderHarness, mailHarness];

test('every kind of source takes part in this suite', () => {
  expect(new Set(HARNESSES.map(({ id }) => id))).toEqual(new Set(sourceConnectors.keys()));
});

describe.each(HARNESSES)('$id', (harness) => {
  describe.skipIf(!harness.installed)('as every source', () => {
    let sink = new MemorySink();
    let running: RunningSource | undefined;
    beforeAll(() => harness.open());
    afterAll(() => harness.close());
    beforeEach(() => {
      sink = new MemorySink();
    });
    afterEach(async () => {
      await running?.stop();
      await harness.clear();
    });
    const connector = () => {
      const found = sourceConnectors.get(harness.id);
      if (!found) throw new Error(`no source ${harness.id}`);
      return found;
    };
    const start = (settings = harness.config()) => {
      running = connector().start(connector().config.parse(settings), sink, { clock: systemClock, log: memoryLog() });
      return running;
    };

    test('hands over what is there, with its bytes, and is well', async () => {
      await harness.put('a.pdf');
      await harness.put('b.pdf');
      await start().rescan();
      expect(sink.names).toEqual(['a.pdf', 'b.pdf']);
      const first = sink.arrivals.find(({ name }) => name === 'a.pdf');
      expect(Buffer.from(first?.bytes ?? []).toString()).toBe(pdf('a.pdf'));
      expect(first?.origin).not.toBe('');
      expect(sink.problem).toBeUndefined();
    });

    test('hands nothing over twice, by looking again or by starting again', async () => {
      await harness.put('a.pdf');
      await start().rescan();
      await running?.rescan();
      await running?.stop();
      await start().rescan();
      expect(sink.names).toEqual(['a.pdf']);
    });

    test('notices what arrives while it runs', async () => {
      await start().rescan();
      await harness.put('late.pdf');
      await sink.until(() => sink.names.length === 1);
    });

    test('keeps what the store refused for the next look', async () => {
      await harness.put('a.pdf');
      await start().rescan();
      await harness.put('b.pdf');
      sink.failNext = new EngineError('disk_full');
      await running?.rescan();
      await sink.until(() => sink.failNext === undefined);
      for (let looks = 0; looks < 3; looks++) await running?.rescan();
      expect(sink.names).toEqual(['a.pdf', 'b.pdf']);
      expect(sink.healths.map((problem) => problem?.code)).toContain('disk_full');
    });

    test('with settings that lead nowhere it tells so, in the test and while it runs, and can be stopped', async () => {
      const settings = connector().config.parse(harness.wrong());
      await expect(connector().test(settings, new AbortController().signal)).rejects.toBeInstanceOf(EngineError);
      await start(harness.wrong()).rescan();
      expect(sink.problem?.todo).toContain('Tickmark');
    });

    test('is silent after it was stopped', async () => {
      await start().rescan();
      await running?.stop();
      const healths = sink.healths.length;
      await harness.put('a.pdf');
      await running?.rescan();
      expect(sink.names).toEqual([]);
      expect(sink.healths).toHaveLength(healths);
    });

    test('the settings say of every value what it is for', () => {
      const shape = Reflect.get(connector().config, 'shape') as Record<string, { description?: string }>;
      for (const [name, field] of Object.entries(shape)) expect(field.description, name).toBeTruthy();
      expect(connector().title).toBeTruthy();
    });
  });
});
