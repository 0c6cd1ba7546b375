import { spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createReaderPool,
  type ReaderPoolOptions,
  type StartedReaderPool,
} from '../../../src-main/adapters/reader-pool/create-reader-pool.ts';
import { forkReader, packageRoot, readerEnvironment } from '../../../src-main/adapters/reader-pool/reader-process.ts';
import { makePdf, picture, RECEIPT, scannedPdf } from './documents.ts';

const pools: StartedReaderPool[] = [];
function open(options: ReaderPoolOptions = {}): StartedReaderPool {
  const pool = createReaderPool({ size: 1, ...options });
  pools.push(pool);
  return pool;
}
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

const fixture = (name: string): string => fileURLToPath(new URL(`readers/${name}`, import.meta.url));
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
/** Waits for something that has to happen; the test's own time limit is what fails it. */
async function until(happened: () => boolean): Promise<void> {
  while (!happened()) await sleep(20);
}

/** Reads `bytes` and calls `act` with the reader's process id as soon as the reader works on them. */
function readAndDisturb(pool: StartedReaderPool, bytes: Uint8Array, act: (pid: number) => void, signal?: AbortSignal): Promise<unknown> {
  const onProgress = ({ page }: { page: number }): void => {
    const [pid] = pool.pids();
    if (page === 0 && pid !== undefined) act(pid);
  };
  return pool.read({ bytes, name: 'disturbed', onProgress, ...(signal ? { signal } : {}) });
}

const longWork = (): Promise<Uint8Array> => scannedPdf(Array.from({ length: 4 }, () => RECEIPT));
const shortWork = (): Promise<Uint8Array> => makePdf([{ lines: RECEIPT }]);

describe('a reader that fails', () => {
  it('costs one document when it is killed, and the next is read by a fresh one', async () => {
    const pool = open();
    const killed: number[] = [];
    const kill = (pid: number): void => {
      killed.push(pid);
      process.kill(pid, 'SIGKILL');
    };
    await expect(readAndDisturb(pool, await longWork(), kill)).rejects.toMatchObject({ code: 'reader_crashed' });
    await expect(pool.read({ bytes: await shortWork(), name: 'next' })).resolves.toMatchObject({ mediaType: 'application/pdf' });
    expect(pool.pids()).not.toContain(killed[0]);
  });

  it('is replaced without waiting for the next document', async () => {
    const pool = open();
    await pool.read({ bytes: await shortWork(), name: 'first' });
    const [pid = 0] = pool.pids();
    process.kill(pid, 'SIGKILL');
    await until(() => pool.pids().some((other) => other !== pid));
  });

  it('does not take down what another reader works on', async () => {
    const pool = open({ size: 2 });
    const picturePng = await (await picture(RECEIPT)).png().toBuffer();
    // The only reader there is takes the first file and is held; the second file then goes to another.
    let held = 0;
    const hold = (pid: number): void => {
      held = pid;
      process.kill(pid, 'SIGSTOP');
    };
    const doomed = readAndDisturb(pool, await longWork(), hold);
    const rejected = expect(doomed).rejects.toMatchObject({ code: 'reader_crashed' });
    await until(() => held !== 0);
    const kill = ({ page }: { page: number }): void => {
      if (page === 0) process.kill(held, 'SIGKILL');
    };
    await expect(pool.read({ bytes: picturePng, name: 'fine', onProgress: kill })).resolves.toMatchObject({ mediaType: 'image/png' });
    await rejected;
  });

  it('is stopped when a page takes too long', async () => {
    const pool = open({ limits: { pageMs: 1500 } });
    // A stopped process hangs for good; only the pool's own clock can notice.
    const stop = (pid: number): void => void process.kill(pid, 'SIGSTOP');
    await expect(readAndDisturb(pool, await longWork(), stop)).rejects.toMatchObject({ code: 'reader_timeout' });
    await expect(pool.read({ bytes: await shortWork(), name: 'next' })).resolves.toBeDefined();
  });

  it('is stopped when the whole file takes too long, however fast its pages are', async () => {
    const pool = open({ limits: { fileMs: 300 } });
    const pages = Array.from({ length: 30 }, () => RECEIPT);
    await expect(pool.read({ bytes: await scannedPdf(pages), name: 'long' })).rejects.toMatchObject({ code: 'reader_timeout' });
  });

  it('is stopped when it answers nonsense', async () => {
    const pool = open({ entry: fixture('garbage-reader.ts') });
    await expect(pool.read({ bytes: await shortWork(), name: 'any' })).rejects.toMatchObject({ code: 'reader_crashed' });
  });

  it('is given up after three starts that led to nothing, for the documents that wait', async () => {
    const failures: unknown[] = [];
    const log = {
      debug: () => undefined,
      info: () => undefined,
      warn: () => undefined,
      error: (event: string) => void failures.push(event),
    };
    const pool = open({ entry: fixture('dying-reader.ts'), log });
    await expect(pool.read({ bytes: await shortWork(), name: 'any' })).rejects.toMatchObject({ code: 'reader_crashed' });
    await sleep(500);
    expect(failures.length).toBeLessThanOrEqual(6);
    expect(pool.pids()).toEqual([]);
  });
});

describe('aborting', () => {
  it('kills the reader that works on the document', async () => {
    const pool = open();
    const controller = new AbortController();
    let worker = 0;
    const abort = (pid: number): void => {
      worker = pid;
      controller.abort(new Error('enough'));
    };
    await expect(readAndDisturb(pool, await longWork(), abort, controller.signal)).rejects.toThrow('enough');
    await until(() => !isAlive(worker));
  });

  it('takes a waiting document out of the queue and leaves the reader alone', async () => {
    const pool = open();
    const controller = new AbortController();
    const first = pool.read({ bytes: await longWork(), name: 'first' });
    const second = pool.read({ bytes: await shortWork(), name: 'second', signal: controller.signal });
    controller.abort(new Error('not needed'));
    await expect(second).rejects.toThrow('not needed');
    await expect(first).resolves.toMatchObject({ mediaType: 'application/pdf' });
  });

  it('before the start reads nothing', async () => {
    const read = open().read({ bytes: await shortWork(), name: 'a', signal: AbortSignal.abort(new Error('never')) });
    await expect(read).rejects.toThrow('never');
  });
});

describe('processes', () => {
  it('are renewed after their number of pages', async () => {
    const pool = open({ limits: { pagesPerProcess: 2 } });
    const seen = new Set<number>();
    for (let i = 0; i < 4; i++) {
      await pool.read({ bytes: await shortWork(), name: 'a', onProgress: () => void seen.add(pool.pids()[0] ?? 0) });
    }
    expect(seen.size).toBe(2);
  });

  it('are renewed when they hold too much memory', async () => {
    const pool = open({ limits: { residentBytes: 1 } });
    const seen = new Set<number>();
    for (let i = 0; i < 2; i++) {
      await pool.read({ bytes: await shortWork(), name: 'a', onProgress: () => void seen.add(pool.pids()[0] ?? 0) });
    }
    expect(seen.size).toBe(2);
  });

  it('run below normal priority', async () => {
    const pool = open();
    await pool.read({ bytes: await shortWork(), name: 'a' });
    expect(os.getPriority(pool.pids()[0])).toBeGreaterThan(os.getPriority());
  });

  it('are gone after closing, and what they worked on is rejected', async () => {
    const pool = open({ size: 2 });
    const reads = [await longWork(), await longWork(), await longWork()].map((bytes) => pool.read({ bytes, name: 'a' }));
    const settled = Promise.allSettled(reads);
    await until(() => pool.pids().length === 2);
    const pids = pool.pids();
    await pool.close();
    expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(pids.filter(isAlive)).toEqual([]);
    await expect(pool.read({ bytes: await shortWork(), name: 'late' })).rejects.toThrow('closed');
  });

  it.each(['idle', 'stuck'])('end by themselves when their owner is killed while they are %s', async (state) => {
    const owner = spawn(process.execPath, [fixture('owner.ts'), state], { stdio: ['ignore', 'pipe', 'inherit'] });
    const pid = await new Promise<number>((resolve) => owner.stdout.once('data', (line: Buffer) => resolve(Number(line))));
    expect(isAlive(pid)).toBe(true);
    owner.kill('SIGKILL');
    await until(() => !isAlive(pid));
  });
});

describe('code that took a reader over', () => {
  it('reaches no file outside, no program, no network and no secret', async () => {
    const outside = mkdtempSync(join(realpathSync(os.tmpdir()), 'outside-'));
    writeFileSync(join(outside, 'secret.txt'), 'secret');
    let connections = 0;
    const server = createServer((socket) => {
      connections++;
      socket.destroy();
    });
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
    const entry = fixture('hostile-reader.ts');
    const reader = forkReader({
      entry,
      execPath: process.execPath,
      execArgv: [],
      env: readerEnvironment({ ...process.env, SECRET: 'x' }),
      readable: [packageRoot(entry)],
    });
    try {
      const report = await new Promise<unknown>((resolve, reject) => {
        reader.onMessage(resolve);
        reader.onExit((how) => reject(new Error(how)));
        reader.send({ target: join(outside, 'secret.txt'), port }).catch(reject);
      });
      const refused = [
        'read a file outside',
        'list the home folder',
        'write beside it',
        'write into the project',
        'start a program',
        'connect a socket',
        'fetch a page',
      ];
      expect(report).toMatchObject({ outcomes: Object.fromEntries(refused.map((name) => [name, 'refused'])) });
      expect((report as { environment: string[] }).environment).not.toContain('SECRET');
      expect(connections).toBe(0);
    } finally {
      reader.kill();
      server.close();
      rmSync(outside, { recursive: true });
    }
  });
});
