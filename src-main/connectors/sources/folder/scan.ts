import type { BigIntStats, Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { displayName, isClosedFolder } from './map.ts';

/** Folders nested deeper are not entered. */
const MAX_DEPTH = 16;

/** Something in the folder. Paths are bytes, since a name need not be text; `relative` uses `/`. */
export type Found = {
  readonly path: Buffer;
  readonly relative: Buffer;
  readonly name: Buffer;
  readonly kind: 'file' | 'link' | 'other';
};

/** Told of a folder below that cannot be listed. */
type OnClosed = (relative: Buffer, error: Error) => void;

/** Everything below `root` that is no folder. Links are named, never followed. Throws where `root` cannot be listed. */
export async function* scanFolder(root: string, recursive: boolean, onClosed: OnClosed): AsyncGenerator<Found> {
  yield* scanBelow(Buffer.from(root), Buffer.alloc(0), recursive ? MAX_DEPTH : 0, onClosed);
}

async function* scanBelow(folder: Buffer, relative: Buffer, depth: number, onClosed: OnClosed): AsyncGenerator<Found> {
  for (const entry of await readdir(folder, { withFileTypes: true, encoding: 'buffer' })) {
    const name = Buffer.from(entry.name);
    const path = Buffer.concat([folder, SLASH, name]);
    const below = relative.length === 0 ? name : Buffer.concat([relative, SLASH, name]);
    if (!entry.isDirectory()) yield { path, relative: below, name, kind: kindOf(entry) };
    else if (depth > 0 && !isClosedFolder(displayName(name))) yield* scanSub(path, below, depth - 1, onClosed);
  }
}

/** A folder below may vanish, or be closed to us, while the others are looked at all the same. */
async function* scanSub(folder: Buffer, relative: Buffer, depth: number, onClosed: OnClosed): AsyncGenerator<Found> {
  try {
    yield* scanBelow(folder, relative, depth, onClosed);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code !== 'ENOENT') onClosed(relative, error);
  }
}

function kindOf(entry: Dirent<NonSharedBuffer>): Found['kind'] {
  if (entry.isFile()) return 'file';
  return entry.isSymbolicLink() ? 'link' : 'other';
}

/** Undefined where it is gone. */
export async function statOf(path: Buffer): Promise<BigIntStats | undefined> {
  return lstat(path, { bigint: true }).catch(() => undefined);
}

const SLASH = Buffer.from('/');
