import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export type ServerOptions = {
  readonly port: number;
  /** Seconds without a call after which a session is no longer fresh: reading goes on, posting wants a new login. */
  readonly sessionTimeout?: number;
};

export type BootedServer = {
  readonly url: string;
  /** Process id of the server itself. */
  readonly pid: number;
  /** Kills it with SIGKILL, as a power cut would, and resolves when it is gone. */
  kill(): Promise<void>;
};

/**
 * Starts the server and kills it when its standard input ends, which also happens when the process that started it is itself killed:
 * no test leaves a server behind.
 */
const WATCHDOG = '"$@" </dev/null & server=$!; echo $server; cat >/dev/null; kill -9 $server; wait $server';

const STARTS_WITHIN_MS = 60_000;

/** Writes the configuration into the folder, which also holds the databases. Mail goes to a closed port. */
export function writeConfiguration(folder: string, { port, sessionTimeout }: ServerOptions): string {
  const path = join(folder, 'trytond.conf');
  const session = sessionTimeout === undefined ? '' : `[session]\ntimeout = ${sessionTimeout}\n`;
  const sections = [
    `[database]\nuri = sqlite://\npath = ${folder}\n`,
    `[web]\nlisten = 127.0.0.1:${port}\n`,
    '[email]\nuri = smtp://127.0.0.1:1\n',
    session,
  ];
  writeFileSync(path, sections.join(''));
  return path;
}

/** Boots a server over the databases of the folder and waits until it answers. Its log is `server.log` there. */
export async function bootTryton(
  folder: string,
  options: Omit<ServerOptions, 'port'> & { readonly port?: number } = {},
): Promise<BootedServer> {
  const port = options.port ?? (await freePort());
  const configuration = writeConfiguration(folder, { ...options, port });
  const logPath = join(folder, 'server.log');
  const log = openSync(logPath, 'a');
  const watchdog = spawn('sh', ['-c', WATCHDOG, 'sh', 'trytond', '-c', configuration], { stdio: ['pipe', 'pipe', log] });
  closeSync(log);
  const pid = await firstNumber(watchdog);
  const url = `http://127.0.0.1:${port}`;
  const kill = () =>
    new Promise<void>((resolve) => {
      if (watchdog.exitCode !== null) return resolve();
      watchdog.once('exit', () => resolve());
      watchdog.stdin?.end();
    });
  const end = Date.now() + STARTS_WITHIN_MS;
  while (!(await answers(url))) {
    if (!isRunning(pid) || Date.now() > end) {
      await kill();
      throw new Error(`trytond did not start: ${readFileSync(logPath, 'utf8').slice(-2000)}`);
    }
    await sleep(50);
  }
  return { url, pid, kill };
}

function firstNumber(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.stdout?.once('data', (data) => resolve(Number(String(data).trim())));
  });
}

async function answers(url: string): Promise<boolean> {
  try {
    const body = JSON.stringify({ id: 1, method: 'common.server.version', params: [] });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${url}/`, { method: 'POST', headers, body, signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
