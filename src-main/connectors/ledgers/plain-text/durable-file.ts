import type { FileHandle } from 'node:fs/promises';
import { copyFile, link, mkdir, open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { EngineError } from '../../../contract/index.ts';

/** Names that begin so are unfinished: they match no include pattern and are swept at start. */
export const UNFINISHED = '.tmp-';

let serial = 0;
/** Unfinished files that this process is working on: another connection to the same books must not sweep them. */
const inUse = new Set<string>();

/** A fresh unfinished name beside `path`, in use until `discard`. Process id and serial keep two writers apart. */
export function unfinishedName(path: string): string {
  serial += 1;
  const name = join(dirname(path), `${UNFINISHED}${basename(path)}-${process.pid}-${serial}`);
  inUse.add(name);
  return name;
}

/** Removes an unfinished file, if it is still there. */
export async function discard(unfinished: string): Promise<void> {
  await unlink(unfinished).catch(() => undefined);
  inUse.delete(unfinished);
}

/** Removes what killed processes left unfinished in a folder. `name` narrows it to files that were to replace that one. */
export async function sweepFolder(folder: string, name = ''): Promise<void> {
  for (const found of await readdir(folder)) {
    const path = join(folder, found);
    if (found.startsWith(UNFINISHED + name) && !inUse.has(path)) await unlink(path);
  }
}

/** Writes a new file and makes its bytes durable. */
export async function writeNew(path: string, bytes: string | Uint8Array, mode = 0o644): Promise<void> {
  const file = await open(path, 'wx', mode);
  await closing(file, async () => {
    await file.writeFile(bytes);
    await file.sync();
  });
}

/**
 * Gives the finished file its name, exactly once: false where the name is already taken. link(2) refuses a taken name without
 * a gap. File systems without hard links (FAT, some shares) get a check and a rename: never torn, and exclusive among our own
 * writers, since one process holds the store.
 */
export async function publish(unfinished: string, path: string): Promise<boolean> {
  try {
    await link(unfinished, path);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (!['EPERM', 'ENOSYS', 'EOPNOTSUPP', 'ENOTSUP', 'EMLINK', 'EXDEV'].includes(codeOf(error))) throw error;
    if (await exists(path)) return false;
    await rename(unfinished, path);
  }
  await syncFolder(dirname(path));
  return true;
}

/** Replaces a file's content in one step, keeping its mode. */
export async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const unfinished = unfinishedName(path);
  try {
    // Copied first and then overwritten: owner rights and extended attributes of the user's own file go along where the system can.
    await copyFile(path, unfinished);
    const file = await open(unfinished, 'w', (await stat(path)).mode);
    await closing(file, async () => {
      await file.writeFile(bytes);
      await file.sync();
    });
    await rename(unfinished, path);
    await syncFolder(dirname(path));
  } finally {
    await discard(unfinished);
  }
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: unknown) => {
      if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return false;
      throw error;
    },
  );
}

/** A folder with those above it. Node's own `recursive` never ends where a file system refuses new names with ENOENT (/proc, automounts). */
export async function makeFolder(path: string): Promise<void> {
  if (await exists(path)) return;
  if (dirname(path) !== path) await makeFolder(dirname(path));
  await mkdir(path).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error;
  });
}

/** Folder syncs that have been asked for and have not begun, and the one that runs: those who ask meanwhile share the next one. */
const nextSync = new Map<string, Promise<void>>();
const lastSync = new Map<string, Promise<void>>();

/** Makes new names in a folder durable: resolves after a sync that began after the call. */
export function syncFolder(path: string): Promise<void> {
  const next = nextSync.get(path);
  if (next !== undefined) return next;
  const before = (lastSync.get(path) ?? Promise.resolve()).catch(() => undefined);
  const sync = before.then(() => {
    nextSync.delete(path);
    lastSync.set(path, sync);
    return syncNow(path).finally(() => {
      if (lastSync.get(path) === sync) lastSync.delete(path);
    });
  });
  nextSync.set(path, sync);
  return sync;
}

/** Windows has no such call for folders; there the journal of the file system does it. */
async function syncNow(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  await closing(folder, () => folder.sync());
}

async function closing(file: FileHandle, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } finally {
    await file.close();
  }
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Text of a file; undefined where there is none. */
export async function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
    throw error;
  });
}

/** Moves a file to another folder of the same file system, durably on both sides. */
export async function moveFile(from: string, to: string): Promise<void> {
  await rename(from, to);
  await syncFolder(dirname(to));
  await syncFolder(dirname(from));
}

/** Writes a new file under its final name, once; false where the name was taken before. */
export async function writeOnce(path: string, bytes: string | Uint8Array): Promise<boolean> {
  if (await exists(path)) return false;
  const unfinished = unfinishedName(path);
  try {
    await writeNew(unfinished, bytes);
    return await publish(unfinished, path);
  } finally {
    await discard(unfinished);
  }
}

/** A file system error as the words of the contract. */
export function fileError(error: unknown, path: string): unknown {
  if (error instanceof EngineError) return error;
  const details = { path };
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new EngineError('disk_full', { details, cause: error });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new EngineError('permission_denied', { note: path, details, cause: error });
    case 'EIO':
      return new EngineError('storage_failed', { details, cause: error });
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EISDIR':
    case 'ESTALE':
    case 'EBUSY':
      return new EngineError('ledger_unreachable', { note: path, details, cause: error });
    default:
      return error;
  }
}
