/** Starts and ends a fake in a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { FakeServer } from './fake-server.ts';

const CHILD = fileURLToPath(new URL('./fake-child.ts', import.meta.url));

/** `vendor` is the name of a folder beside this file. `kill` ends it without a word, as a crash does; the file stays as it was. */
export async function startFakeProcess(vendor: string, folder: string, port?: number): Promise<FakeServer & { kill(): Promise<void> }> {
  const child = spawn(process.execPath, [CHILD, vendor, folder, ...(port === undefined ? [] : [String(port)])], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([once(lines, 'line'), ended.then(() => undefined)]);
  if (first === undefined) throw new Error(`the fake of ${vendor} ended at once`);
  const said = JSON.parse(String(first[0])) as { port: number };
  return {
    port: said.port,
    url: `http://127.0.0.1:${said.port}`,
    async close() {
      child.stdin.end();
      await ended;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
