/** Code that took a reader over and tries its ways out; it reports what happened to each. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import { join } from 'node:path';
import { denyNetwork } from '../../../../src-main/workers/deny-network.ts';

type Task = { target: string; port: number };

denyNetwork();
process.on('message', ({ target, port }: Task) => {
  const tries: Record<string, () => unknown> = {
    'read a file outside': () => readFileSync(target, 'utf8'),
    'list the home folder': () => readdirSync(os.userInfo().homedir),
    'write beside it': () => writeFileSync(join(target, '..', 'written.txt'), 'x'),
    'write into the project': () => writeFileSync(new URL('written.txt', import.meta.url), 'x'),
    'start a program': () => execFileSync(process.execPath, ['--version']),
    'connect a socket': () => net.connect(port, '127.0.0.1'),
    'fetch a page': () => fetch(`http://127.0.0.1:${port}/`),
  };
  const outcomes = Object.entries(tries).map(([name, attempt]) => [name, outcome(attempt)]);
  process.send?.({ outcomes: Object.fromEntries(outcomes), environment: Object.keys(process.env) });
});
process.on('disconnect', () => process.exit(0));

function outcome(attempt: () => unknown): string {
  try {
    attempt();
    return 'done';
  } catch {
    return 'refused';
  }
}
