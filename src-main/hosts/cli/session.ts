import { setTimeout as pause } from 'node:timers/promises';
import type { Engine } from '../../engine/engine.ts';
import { assembleEngine, lockedBy } from '../assemble-engine.ts';
import { type HostFile, readHost } from '../data-folder/host-file.ts';
import { type DataLock, tryLock } from '../data-folder/lock.ts';
import { userName } from '../data-folder/user-name.ts';
import { type ContractClient, connectInProcess } from '../transports/in-process.ts';
import { connectWebSocket } from '../transports/web-socket.ts';
import type { Io } from './command.ts';

/** How long a command waits for another command, or for a host that is just starting, to be done with the data (ms). */
const PATIENCE_MS = 10_000;

/** A way to the engine. `own` is there where this process opened the store itself; otherwise a running host is asked. */
export type Session = { readonly client: ContractClient; readonly own?: Engine; close(): Promise<void> };

/** Who has the data: nobody but us now, or a host that can be asked. */
export type Holder = { readonly lock: DataLock } | { readonly host: HostFile };

/**
 * Takes the data folder, or finds the host that has it. A host that has it but cannot be reached yet is waited for.
 * @throws EngineError `store_locked` where somebody has it who cannot be asked
 */
export async function takeOrFind(dataFolder: string): Promise<Holder> {
  for (const deadline = performance.now() + PATIENCE_MS; ; ) {
    const lock = tryLock(dataFolder);
    if (lock !== undefined) return { lock };
    const host = readHost(dataFolder);
    if (host !== undefined) return { host };
    if (performance.now() > deadline) throw lockedBy(dataFolder);
    await pause(100);
  }
}

/** Opens the store, or connects to the host that has it open, so that commands work beside a running Tickmark. */
export async function openSession({ dataFolder, log }: Pick<Io, 'dataFolder' | 'log'>): Promise<Session> {
  const holder = await takeOrFind(dataFolder);
  if ('host' in holder) {
    log.debug('session.connects', { url: holder.host.url });
    const { client, close } = await connectWebSocket(holder.host.url, holder.host.token);
    return { client, close: async () => close() };
  }
  const { engine, ports } = await assembleEngine({ dataFolder, host: 'command', log, lock: holder.lock });
  const client = connectInProcess(engine.router, { actor: `${userName()} (command line)` }, ports);
  return { client, own: engine, close: () => engine.close() };
}

/** Runs `work` with a session and closes it, whatever happens. */
export async function withSession<Result>(io: Io, work: (session: Session) => Promise<Result>): Promise<Result> {
  const session = await openSession(io);
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}
