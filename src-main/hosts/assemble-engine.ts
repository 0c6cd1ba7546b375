import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../adapters/clock.ts';
import { createIds } from '../adapters/ids.ts';
import { loadMasterKey } from '../adapters/key-file.ts';
import { createLog } from '../adapters/log.ts';
import { ledgerConnectors, sourceConnectors } from '../connectors/registry.ts';
import { EngineError } from '../contract/index.ts';
import { createEngine } from '../engine/create-engine.ts';
import type { Engine, EngineConfig, EnginePorts } from '../engine/engine.ts';
import type { Log, Notifier, ReaderPool } from '../engine/ports.ts';
import { installedLanguages } from '../workers/reading/second-reader/language-data.ts';
import { readHost, withdrawHost } from './data-folder/host-file.ts';
import { suggestedFolder } from './data-folder/location.ts';
import { type DataLock, tryLock } from './data-folder/lock.ts';
import { lookAtTools } from './doctor-tools.ts';
import { lazyReaders } from './lazy-readers.ts';

export type AssembleOptions = {
  readonly dataFolder: string;
  readonly host: EngineConfig['host'];
  readonly log?: Log;
  readonly notifier?: Notifier;
  /** Readers of the host's own making (processes of another kind). Default: forked Node processes, started with the first document. */
  readonly readers?: ReaderPool;
  /** Where the host keeps the key elsewhere (a keychain). Default: key file, or TICKMARK_PASSPHRASE. */
  readonly masterKey?: Uint8Array;
  /** The lock, where the host took it already. Released by `close`. */
  readonly lock?: DataLock;
  /** Folder with package.json, resources and the built window. Default: the one of this checkout. */
  readonly appFolder?: string;
};

export type Assembled = { readonly engine: Engine; readonly ports: EnginePorts; readonly version: string; readonly appFolder: string };

/**
 * The engine with its real adapters and connectors, as every host runs it; the only process that works on its data folder.
 * @throws EngineError `store_locked` where another process works on these data, `store_key_wrong`, `store_newer`
 */
export async function assembleEngine(options: AssembleOptions): Promise<Assembled> {
  const { dataFolder } = options;
  const lock = options.lock ?? tryLock(dataFolder);
  if (lock === undefined) throw lockedBy(dataFolder);
  try {
    // Whoever published it is dead: the lock would not be ours otherwise.
    withdrawHost(dataFolder);
    const appFolder = options.appFolder ?? join(import.meta.dirname, '..', '..');
    const version = versionOf(appFolder);
    const log = options.log ?? createLog();
    const ports: EnginePorts = {
      clock: systemClock,
      ids: createIds(systemClock),
      log,
      readers: options.readers ?? lazyReaders(log),
      notifier: options.notifier ?? { waiting: () => undefined },
      ledgers: ledgerConnectors,
      sources: sourceConnectors,
      installedLanguages: () => installedLanguages(),
      tools: () => lookAtTools(appFolder),
    };
    const engine = await createEngine(ports, {
      dataFolder,
      host: options.host,
      version,
      masterKey: options.masterKey ?? loadMasterKey(dataFolder, { passphrase: process.env['TICKMARK_PASSPHRASE'] }),
      demoFolder: join(appFolder, 'resources', 'demo'),
      suggestedFolder: suggestedFolder(),
    });
    return { engine: releasing(engine, lock), ports, version, appFolder };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** The failure that tells who has the data, and what can be done about it. */
export function lockedBy(dataFolder: string): EngineError {
  const host = readHost(dataFolder);
  const note =
    host === undefined ? 'It may be the desktop window, or a command that still runs.' : `It runs at ${host.url} (process ${host.pid}).`;
  return new EngineError('store_locked', {
    note,
    details: { folder: dataFolder, ...(host ? { url: host.url, pid: String(host.pid) } : {}) },
  });
}

/** Others may work on the data once they are closed, and not before. */
function releasing(engine: Engine, lock: DataLock): Engine {
  return {
    ...engine,
    async close() {
      try {
        await engine.close();
      } finally {
        lock.release();
      }
    },
  };
}

export function versionOf(appFolder: string): string {
  const { version }: { version?: unknown } = JSON.parse(readFileSync(join(appFolder, 'package.json'), 'utf8'));
  return String(version);
}
