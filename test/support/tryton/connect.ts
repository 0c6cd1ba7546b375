import { tmpdir } from 'node:os';
import { tryton } from '../../../src-main/connectors/ledgers/tryton/index.ts';
import type { LedgerConnection, LedgerPorts } from '../../../src-main/engine/ports.ts';
import { memoryLog, systemClock } from '../test-ports.ts';
import type { TrytonServer } from '../tryton-server.ts';

const vault: LedgerPorts['vault'] = { read: () => Promise.resolve({}), write: () => Promise.resolve() };

/** A connection to the server, or to what stands before it (`url`), as the user with the documented rights. */
export function connectTo(
  server: Pick<TrytonServer, 'url' | 'database' | 'user' | 'password'>,
  change: Record<string, unknown> = {},
  ports: Partial<Pick<LedgerPorts, 'clock' | 'log'>> = {},
): LedgerConnection {
  const { url, database, user, password } = server;
  const config = tryton.config.parse({ url, database, user, password, ...change });
  return tryton.connect(config, { clock: systemClock, log: memoryLog(), vault, folder: tmpdir(), ...ports });
}
