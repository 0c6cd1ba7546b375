import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { CRASHPOINTS } from '../../../src-main/engine/storage/index.ts';
import { violations } from '../../support/invariants.ts';
import { drawReceipt, receiptOf } from '../../support/receipts.ts';

const DOCUMENTS = 40;
const KILLS = 30;
const CHILD = join(import.meta.dirname, '..', '..', 'support', 'crash-child.ts');

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tickmark-crash-'));
  folders.push(folder);
  mkdirSync(join(folder, 'arriving'));
  return folder;
}

/** Writes receipts as files that have lain there for a minute, so that the watcher need not wait for them to settle. */
async function drop(folder: string, from: number, count: number): Promise<string[]> {
  const hashes: string[] = [];
  for (let n = from; n < from + count; n += 1) {
    const bytes = await drawReceipt(receiptOf(n));
    const path = join(folder, 'arriving', `receipt-${n}.jpg`);
    writeFileSync(path, bytes);
    const past = new Date(Date.now() - 60_000);
    utimesSync(path, past, past);
    hashes.push(createHash('sha256').update(bytes).digest('hex'));
  }
  return hashes;
}

/** Runs the engine until it is idle, or kills it `killAfterMs` after it has started. Resolves to how it ended. */
function run(folder: string, options: { killAfterMs?: number; crashAt?: string } = {}): Promise<'idle' | 'killed'> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, ...(options.crashAt === undefined ? {} : { TICKMARK_CRASH_AT: options.crashAt }) };
    const child = spawn(process.execPath, [CHILD, folder], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.stdout.on('data', (chunk) => {
      out += chunk;
      if (options.killAfterMs !== undefined && String(chunk).includes('started'))
        setTimeout(() => child.kill('SIGKILL'), options.killAfterMs);
    });
    child.on('exit', (code, signal) => {
      if (signal === 'SIGKILL') resolve('killed');
      else if (code === 0 && out.includes('idle')) resolve('idle');
      else reject(new Error(`the engine ended with ${code ?? signal}: ${errors}`));
    });
  });
}

/** mulberry32: the same kills in every run, so that a failure can be repeated. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('kill -9', () => {
  test(`${KILLS} kills at random moments over ${DOCUMENTS} documents: nothing lost, nothing twice, nothing stuck`, {
    timeout: 600_000,
  }, async () => {
    const folder = newFolder();
    const journal = join(folder, 'books', 'crash.journal');
    const offered: string[] = [];
    const next = random(Number(process.env['TICKMARK_SEED'] ?? 20_261_122));
    let killed = 0;
    // A fast machine is done before a late kill: then the next ones come earlier, until all have hit work under way.
    let within = 2_500;
    for (let round = 0; killed < KILLS && round < 4 * KILLS; round += 1) {
      const due = Math.max(1, Math.ceil(((round + 1) * DOCUMENTS) / KILLS) - offered.length);
      offered.push(...(await drop(folder, offered.length, round < KILLS ? due : 1)));
      if ((await run(folder, { killAfterMs: Math.floor(next() ** 2 * within) })) === 'killed') killed += 1;
      else within = Math.max(400, within * 0.6);
    }
    expect(offered.length).toBeGreaterThanOrEqual(DOCUMENTS);
    expect(await run(folder)).toBe('idle');
    expect(await violations(join(folder, 'data'), offered, journal)).toEqual([]);
    expect(killed).toBe(KILLS);
    console.log(`${killed} kills, ${offered.length} documents, 0 violations`);
  });

  // The places of ledgers with records, and of taking an entry out, have their kills in test/conformance/ledgers.
  test.each(CRASHPOINTS.filter((name) => !/-(supplier|finalise|undo)$/.test(name)))(
    'killed at %s and started again, the work ends as if nothing had happened',
    { timeout: 120_000 },
    async (point) => {
      const folder = newFolder();
      const offered = await drop(folder, 100, 2);
      expect(await run(folder, { crashAt: `${point}:1` })).toBe('killed');
      expect(await run(folder)).toBe('idle');
      expect(await violations(join(folder, 'data'), offered, join(folder, 'books', 'crash.journal'))).toEqual([]);
    },
  );
});
