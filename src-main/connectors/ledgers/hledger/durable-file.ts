import type { FileHandle } from 'node:fs/promises';
import { copyFile, link, mkdir, open, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { EngineError } from '../../../contract/index.ts';

/** Names that begin so are unfinished: they match no include pattern and are swept at start. */
export const UNFINISHED = '.tmp-';

let serial = 0;

/** A fresh unfinished name beside `path`. Process id and serial keep two writers apart. */
export function unfinishedName(path: string): string {
  serial += 1;
  return join(dirname(path), `${UNFINISHED}${basename(path)}-${process.pid}-${serial}`);
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
  } catch (error) {
    await unlink(unfinished).catch(() => undefined);
    throw error;
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

/** Makes new names in a folder durable. Windows has no such call for folders; there the journal of the file system does it. */
async function syncFolder(path: string): Promise<void> {
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
