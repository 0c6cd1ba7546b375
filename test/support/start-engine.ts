import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src-main/adapters/clock.ts';
import { createIds } from '../../src-main/adapters/ids.ts';
import { createReaderPool } from '../../src-main/adapters/reader-pool/create-reader-pool.ts';
import { ledgerConnectors, sourceConnectors } from '../../src-main/connectors/registry.ts';
import { createEngine } from '../../src-main/engine/create-engine.ts';
import type { Engine, EnginePorts } from '../../src-main/engine/engine.ts';
import { type ContractClient, connectInProcess } from '../../src-main/hosts/transports/in-process.ts';
import { quietLog, TEST_KEY } from './test-ports.ts';

export { quietLog, TEST_KEY } from './test-ports.ts';

export type TestEngine = {
  readonly engine: Engine;
  readonly client: ContractClient;
  readonly folder: string;
  readonly data: string;
  close(): Promise<void>;
};

/** A real engine with real readers and connectors on a temporary folder. `ports` replaces single ports (a clock that can be moved). */
export async function startEngine(
  options: { folder?: string; ports?: Partial<EnginePorts>; watch?: boolean; start?: boolean } = {},
): Promise<TestEngine> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'tickmark-test-'));
  const data = join(folder, 'data');
  const ports: EnginePorts = {
    clock: systemClock,
    ids: createIds(systemClock),
    log: quietLog,
    readers: options.ports?.readers ?? createReaderPool({ log: quietLog }),
    notifier: { waiting: () => undefined },
    ledgers: ledgerConnectors,
    sources: sourceConnectors,
    installedLanguages: () => ['deu', 'eng'],
    tools: async () => [],
    ...options.ports,
  };
  const demoFolder = join(import.meta.dirname, '..', '..', 'resources', 'demo');
  const engine = await createEngine(ports, {
    dataFolder: data,
    host: 'command',
    version: 'test',
    masterKey: TEST_KEY,
    demoFolder,
    suggestedFolder: folder,
  });
  if (options.start !== false) await engine.start({ watch: options.watch ?? false });
  const client = connectInProcess(engine.router, { actor: 'tester' }, { log: quietLog, ids: ports.ids });
  return {
    engine,
    client,
    folder,
    data,
    async close() {
      await engine.close();
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
