import { mkdir, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, parse, relative, resolve, sep } from 'node:path';
import { EngineError } from '../../contract/index.ts';
import { listClients } from '../clients/index.ts';
import { translateFileError } from '../storage/index.ts';
import type { ApiParts } from './base.ts';

/**
 * Makes a folder that is to be watched for a client (undefined: one that is only about to be added). A watched folder is entered in the
 * books whole, so the whole disk, Tickmark's own data and another client's folder are refused.
 * @throws EngineError `invalid_input`, `permission_denied`, `disk_full`
 */
export async function makeWatchedFolder({ context, sources }: ApiParts, clientId: string | undefined, path: string): Promise<void> {
  if (!isAbsolute(path)) throw refused(`Give the whole path of the folder, not "${path}".`);
  const wanted = await whole(path);
  if (wanted === parse(wanted).root) throw refused('The whole disk cannot be watched. Choose a folder for receipts and invoices alone.');
  if (overlap(wanted, await whole(context.config.dataFolder)))
    throw refused(`Tickmark keeps its own data there (${context.config.dataFolder}). Choose a folder for receipts and invoices alone.`);
  const clients = await listClients(context.store.db);
  for (const source of await sources.list(undefined)) {
    const theirs = source.settings['path'];
    if (source.kind !== 'folder' || source.clientId === clientId || typeof theirs !== 'string') continue;
    if (!overlap(wanted, await whole(theirs))) continue;
    const name = clients.find(({ id }) => id === source.clientId)?.name ?? '';
    throw refused(`"${theirs}" is watched for ${name} already, so the same files would go into both books. Choose another folder.`);
  }
  await makeFolder(path);
}

async function makeFolder(path: string): Promise<void> {
  try {
    await makeWithParents(path);
  } catch (cause) {
    const code = codeOf(cause);
    if (code === 'ENOTDIR' || code === 'EEXIST') throw refused(`A file is in the way of the folder "${path}".`, cause);
    if (['ENOENT', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'].includes(code))
      throw refused(`The folder "${path}" cannot be made there.`, cause);
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') throw new EngineError('permission_denied', { note: path, cause });
    throw translateFileError(cause);
  }
}

/** Node's own `recursive` never ends where a file system refuses new names with ENOENT (/proc, automounts). */
async function makeWithParents(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && (await stat(path)).isDirectory()) return;
    if (codeOf(error) !== 'ENOENT' || dirname(path) === path) throw error;
    await makeWithParents(dirname(path));
    await mkdir(path);
  }
}

/** Without links, where it exists. */
const whole = (path: string) => realpath(path).catch(() => resolve(path));

/** True where one is the other or lies in it. */
function overlap(a: string, b: string): boolean {
  return isWithin(a, b) || isWithin(b, a);
}

function isWithin(inner: string, outer: string): boolean {
  const way = relative(outer, inner);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

function refused(note: string, cause?: unknown): EngineError {
  return new EngineError('invalid_input', { note, details: { field: 'watch' }, cause });
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '');
