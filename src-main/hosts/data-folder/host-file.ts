import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** How the host that works on these data can be reached. Lies beside the data with mode 0600, because of the token. */
export const HostFile = z.object({
  url: z.string().regex(/^http:\/\/127\.0\.0\.1:\d+$/),
  token: z.string().min(40),
  pid: z.int().min(1),
  version: z.string(),
});
export type HostFile = z.infer<typeof HostFile>;

export function publishHost(folder: string, host: HostFile): void {
  writePrivate(join(folder, 'host.json'), `${JSON.stringify(host)}\n`);
}

/** What the last host published. It may be dead: only who fails to get the lock should believe it. */
export function readHost(folder: string): HostFile | undefined {
  try {
    return HostFile.parse(JSON.parse(readFileSync(join(folder, 'host.json'), 'utf8')));
  } catch {
    return undefined;
  }
}

export function withdrawHost(folder: string): void {
  rmSync(join(folder, 'host.json'), { force: true });
}

/** Replaces a small private file as a whole: readers see the old or the new text. Mode 0600. */
export function writePrivate(file: string, text: string): void {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  const handle = openSync(temporary, 'wx', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(temporary, file);
}
