import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '../../contract/index.ts';

/** Bytes of one file that is taken in; the web host and the socket hold callers to the same. */
export const INPUT_BYTES = 100 * 1024 * 1024;

/** Files below the paths, each folder's in the order of their names. Hidden entries and links are left out; paths that are named are kept. */
export async function listFiles(paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) {
    const info = await stat(path).catch(() => undefined);
    if (!info?.isDirectory()) {
      files.push(path);
      continue;
    }
    const entries = (await readdir(path, { withFileTypes: true })).filter(({ name }) => !name.startsWith('.'));
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.isDirectory()) files.push(...(await listFiles([join(path, entry.name)])));
      else if (entry.isFile()) files.push(join(path, entry.name));
    }
  }
  return files;
}

/** The bytes of a file. @throws EngineError `file_vanished`, `permission_denied`, `file_too_large`, `not_a_document` */
export async function readInput(path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const info = await stat(path);
    // A pipe or a device would be waited for without an end.
    if (!info.isFile())
      throw new EngineError('not_a_document', {
        note: info.isDirectory() ? 'It is a folder: name the files in it.' : 'It is no ordinary file.',
      });
    if (info.size > INPUT_BYTES)
      throw new EngineError('file_too_large', {
        note: `It has ${Math.round(info.size / 1024 / 1024)} MB; at most ${INPUT_BYTES / 1024 / 1024} MB are taken in.`,
      });
    return new Uint8Array(await readFile(path));
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT') throw new EngineError('file_vanished', { note: 'There is no file of this name.', cause });
    if (code === 'EACCES' || code === 'EPERM') throw new EngineError('permission_denied', { cause });
    throw cause;
  }
}
