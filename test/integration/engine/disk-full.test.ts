import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);
const MOUNT = 'mount -t tmpfs -o size=16m none "$0"';

/** Why a small file system cannot be had here; undefined where it can. */
function hindrance(): string | undefined {
  if (process.platform !== 'linux') return 'needs a file system of its own by unshare, which is Linux';
  const folder = mkdtempSync(join(tmpdir(), 'tickmark-mount-'));
  const { status, stderr } = spawnSync('unshare', ['-rm', 'sh', '-c', MOUNT, folder], { encoding: 'utf8' });
  rmSync(folder, { recursive: true, force: true });
  return status === 0 ? undefined : `no rights to mount a small file system: ${stderr?.trim() ?? 'unshare is missing'}`;
}

const why = hindrance();
if (why !== undefined) console.log(`skipped: disk full (${why})`);

it.skipIf(why !== undefined)(
  'a full disk is named, stops the work and loses nothing; it goes on by itself when there is space',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tickmark-full-'));
    try {
      const child = join(import.meta.dirname, 'disk-full-child.ts');
      const command = `${MOUNT} && exec "$1" --disable-warning=ExperimentalWarning "$2" "$0"`;
      const { stdout } = await run('unshare', ['-rm', 'sh', '-c', command, folder, process.execPath, child], { timeout: 90_000 });
      const { upload, approval, whileFull, after } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
      expect([upload, approval]).toEqual(['disk_full', 'disk_full']);
      expect(whileFull).toEqual({ paused: 'The disk is full.', listed: 3, waiting: 'review', held: 'reading' });
      expect(after).toMatchObject({
        states: ['posted', 'posted', 'posted', 'posted'],
        entries: 4,
        balance: { arrived: 4, posted: 4, balances: true },
        audit: true,
        data: true,
      });
      expect(after.paused).toBeUndefined();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
