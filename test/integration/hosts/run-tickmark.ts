import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

const MAIN = join(import.meta.dirname, '..', '..', '..', 'src-main', 'hosts', 'cli', 'main.ts');

export type Outcome = { code: number | null; out: string; err: string };

/** Runs the real command line in a process of its own. */
export async function tickmark(data: string, args: readonly string[], input = ''): Promise<Outcome> {
  const child = spawn(process.execPath, [MAIN, ...args, '--data', data], { stdio: ['pipe', 'pipe', 'pipe'], env: environment() });
  const outcome: Outcome = { code: null, out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    outcome.out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    outcome.err += chunk.toString();
  });
  child.stdin.end(input);
  const [code] = await once(child, 'close');
  return { ...outcome, code };
}

export type Serving = {
  url: string;
  port: number;
  pid: number;
  child: ChildProcessByStdio<null, Readable, null>;
  stop(signal: NodeJS.Signals): Promise<void>;
};

/** Starts `serve` and waits for the line with its address. */
export async function serving(data: string, args: readonly string[] = []): Promise<Serving> {
  const child = spawn(process.execPath, [MAIN, 'serve', '--no-open', ...args, '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: environment(),
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return {
    ...JSON.parse(String(line)),
    child,
    async stop(signal) {
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
    },
  };
}

/** Starts a command that goes on until it is stopped, waits for its first words on stderr, and stops it. */
export async function stopped(
  data: string,
  args: readonly string[],
  signal: NodeJS.Signals,
): Promise<{ code: number | null; err: string }> {
  const child = spawn(process.execPath, [MAIN, ...args, '--data', data], { stdio: ['ignore', 'ignore', 'pipe'], env: environment() });
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  const gone = once(child, 'exit');
  await Promise.race([once(child.stderr, 'data'), gone]);
  child.kill(signal);
  const [code] = await gone;
  return { code, err };
}

function environment(): NodeJS.ProcessEnv {
  const { TICKMARK_DATA: _data, TICKMARK_PASSPHRASE: _passphrase, DISPLAY: _display, ...env } = process.env;
  return { ...env, TICKMARK_LOG: 'warn', NODE_COMPILE_CACHE: join(tmpdir(), 'tickmark-test-compiled') };
}
